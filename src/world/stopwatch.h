// Time that passes, whatever the clock is set to.
#pragma once

#include <chrono>

namespace imprimatur::world {

// What has passed since it was made: for giving up on others, and for nothing that is written down.
class Stopwatch {
 public:
  Stopwatch() : start_(read()) {}
  std::chrono::milliseconds passed() const { return read() - start_; }

 private:
  static std::chrono::milliseconds read();
  std::chrono::milliseconds start_;
};

}  // namespace imprimatur::world
