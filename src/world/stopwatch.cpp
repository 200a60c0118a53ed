#include "world/stopwatch.h"

namespace imprimatur::world {

std::chrono::milliseconds Stopwatch::read() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace imprimatur::world
