#include "world/memory.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <limits>

namespace imprimatur::world {

void keep_memory() {
  constexpr std::uintptr_t page = 4096;
  constexpr int first = 256 << 20, further = 16 << 20;
  ::mallopt(M_MMAP_MAX, 0);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  ::mallopt(M_TOP_PAD, first);
  const auto begin = (reinterpret_cast<std::uintptr_t>(::sbrk(0)) + page - 1) / page * page;
  void* volatile grown = std::malloc(further);  // volatile: or it would be left out
  std::free(grown);
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  if (end > begin) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  ::mallopt(M_TOP_PAD, further);
}

}  // namespace imprimatur::world
