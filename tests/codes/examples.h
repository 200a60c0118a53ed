// Codes for tests: as many as wanted, the same ones every time.
#pragma once

#include "codes/code.h"
#include "world/world.h"

namespace imprimatur::codes {

inline Code code_of_payload(std::string_view text) {
  Payload payload{};
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<std::uint8_t>(alphabet.find(text[i]));
  }
  return Code::from_payload(payload);
}

inline Code random_code(const world::World& world) {
  const std::string bytes = world.random_bytes(14);
  Payload payload{};
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<std::uint8_t>(bytes[i]) % 32;
  }
  return Code::from_payload(payload);
}

}  // namespace imprimatur::codes
