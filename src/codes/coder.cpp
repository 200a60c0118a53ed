#include "codes/coder.h"

#include "codes/ff1.h"
#include "crypto/derive.h"

#include <fmt/format.h>

#include <cassert>
#include <mutex>

namespace imprimatur::codes {
namespace {

constexpr std::string_view tweak = "imprimatur/pass/1";
constexpr std::uint32_t length = 14;
constexpr unsigned half_bits = 35;  // seven symbols of five bits

crypto::Secret key_for(const crypto::Secret& master, std::uint32_t epoch) {
  assert(master.size() == 32);
  return crypto::hkdf_sha256(master, "imprimatur", fmt::format("pass-code epoch {}", epoch), 32);
}

Payload payload_of(const Halves& halves) {
  Payload payload;
  for (unsigned i = 0; i < 7; ++i) {
    payload[i] = (halves.left >> (5 * (6 - i))) & 31;
    payload[i + 7] = (halves.right >> (5 * (6 - i))) & 31;
  }
  return payload;
}

Halves halves_of(const Payload& payload) {
  Halves halves;
  for (unsigned i = 0; i < 7; ++i) {
    halves.left = halves.left << 5 | payload[i];
    halves.right = halves.right << 5 | payload[i + 7];
  }
  return halves;
}

}  // namespace

struct Coder::State {
  std::uint32_t epoch;
  std::mutex one_at_a_time;
  Ff1 ff1;
};

Coder::Coder(const crypto::Secret& master, std::uint32_t epoch)
    : state_(new State{epoch, {}, Ff1(key_for(master, epoch), tweak, 32, length)}) {}
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

std::uint32_t Coder::epoch() const {
  return state_->epoch;
}

Code Coder::code_of(Serial serial) const {
  static_assert(Serial::most < std::uint64_t{1} << half_bits, "a serial fits in the right half");
  const std::lock_guard lock(state_->one_at_a_time);
  return Code::from_payload(payload_of(state_->ff1.encrypt({0, serial.number()})));
}

std::optional<Serial> Coder::serial_of(const Code& code) const {
  if (!code.is_sound()) return std::nullopt;
  const std::lock_guard lock(state_->one_at_a_time);
  const Halves halves = state_->ff1.decrypt(halves_of(code.payload()));
  if (halves.left != 0) return std::nullopt;
  return Serial::from(halves.right);
}

}  // namespace imprimatur::codes
