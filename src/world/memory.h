// How a program of ours takes memory from the kernel.
#pragma once

namespace imprimatur::world {

// For programs that large pictures pass through, in half a dozen buffers of their size: memory that
// was let go is taken again instead of being asked of the kernel page by page, and the first 256
// MiB come in large pages where the kernel has them (MADV_HUGEPAGE). To be called once, before
// anything else. Without effect where another malloc took the place of glibc's, as sanitizers have
// one.
void keep_memory();

}  // namespace imprimatur::world
