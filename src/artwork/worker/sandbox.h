// Locking this process in, before it looks at a stranger's bytes.
#pragma once

namespace imprimatur::artwork {

// From then on there is memory, what is open already (the standard streams, and the documents that
// the parent handed over), and nothing else: files can't be opened (EACCES; by Landlock too, where
// the kernel has it), and a try at a socket, a program or a process is death by SIGSYS. There is no
// way back.
// False: the kernel refused, and the caller must not go on.
bool lock_in();

}  // namespace imprimatur::artwork
