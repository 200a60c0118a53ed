// How often one may: token buckets, one for each who asks, in bounded memory.
#pragma once

#include "world/world.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace imprimatur::http {

// A bucket holds `burst` tokens and gets one back each `refill`.
struct Allowance {
  std::size_t burst = 10;
  std::chrono::seconds refill{60};
};

// May be asked from several threads at once. At most `most` are remembered: those that have been
// quiet longest are forgotten, full buckets first.
class Buckets {
 public:
  explicit Buckets(Allowance allowance, std::size_t most = 10'000)
      : allowance_(allowance), most_(most) {}

  // Takes a token of `who`; false where there is none left.
  bool take(const std::string& who, world::Instant now);
  // Whether there is one, without taking it.
  bool has(const std::string& who, world::Instant now) const;

 private:
  // When the bucket would be full again: all there is to be known of it.
  using Full = std::map<std::string, world::Instant>;
  std::chrono::seconds missing(const std::string& who, world::Instant now) const;
  void forget(world::Instant now);

  Allowance allowance_;
  std::size_t most_;
  mutable std::mutex lock_;
  Full full_;
};

}  // namespace imprimatur::http
