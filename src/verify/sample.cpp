#include "verify/sample.h"

namespace imprimatur::verify {
namespace {

// SplitMix64 (Steele, Lea and Flood, 2014): the same everywhere, unlike the standard library's
// distributions.
std::uint64_t next(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Sample::Sample(const Choice& choice, const Expected& expected)
    : expected_(expected),
      all_(!choice.sample),
      wanted_(choice.sample.value_or(0)),
      left_(0),
      state_(choice.seed) {
  for (const SheetFile& file : expected.files) left_ += file.sheets;
}

bool Sample::drawn() {
  // Of less than 2³² sheets, the remainder favours none by more than one in four thousand million.
  const bool taken = left_ > 0 && next(state_) % left_ < wanted_;
  if (left_ > 0) --left_;
  if (taken) --wanted_;
  return taken;
}

bool Sample::takes(const SheetFile& file, std::uint32_t sheet) {
  const bool by_lot = drawn();
  const bool at_edge = sheet == 0 || sheet + 1 == file.sheets || expected_.lift_edge(file, sheet);
  return all_ || by_lot || at_edge;
}

}  // namespace imprimatur::verify
