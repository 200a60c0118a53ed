#include "verify/readers.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

namespace imprimatur::verify {
namespace {

void read_one(PdfReader& reader, SideToRead& side) {
  if (reader.turn_to(side.page())) side.reading = read_side(reader, std::move(side.slots));
}

}  // namespace

Readers::Readers(world::Path file)
    : file_(std::move(file)), threads_(std::max(1u, std::thread::hardware_concurrency())) {}

void Readers::read(std::vector<SideToRead>& sides) {
  while (readers_.size() < std::min(threads_, sides.size())) {
    auto opened = PdfReader::open(file_);
    auto* reader = std::get_if<PdfReader>(&opened);
    if (!reader) break;  // too many files are open, or it was taken away meanwhile
    readers_.push_back(std::move(*reader));
  }
  std::atomic<std::size_t> next = 0;
  const auto work = [&](PdfReader& reader) {
    for (std::size_t i = next++; i < sides.size(); i = next++) read_one(reader, sides[i]);
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < readers_.size(); ++i)
    others.push_back(std::async(std::launch::async, work, std::ref(readers_[i])));
  if (!readers_.empty()) work(readers_.front());
  for (std::future<void>& other : others) other.get();
}

}  // namespace imprimatur::verify
