#include "world/memory.h"

#include "catch/catch.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <memory>

using namespace imprimatur::world;

namespace {

constexpr std::size_t large = 40u << 20;

// Where a large buffer was, after it is gone.
std::uintptr_t place_of_buffer() {
  const std::unique_ptr<char[]> buffer(new char[large]);
  std::memset(buffer.get(), 1, large);
  return reinterpret_cast<std::uintptr_t>(buffer.get());
}

// In a process of its own, since it is for good.
bool keeps_what_it_has() {
  keep_memory();
  const std::uintptr_t first = place_of_buffer(), again = place_of_buffer();
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  return first == again && first + large < end;
}

}  // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // with a malloc of their own
TEST_CASE("a large buffer that was let go is taken again from memory that the program keeps") {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(keeps_what_it_has() ? 0 : 1);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}
#endif
