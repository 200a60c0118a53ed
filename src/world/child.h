// Running a program as a child, with bounds: one of our own, or Ghostscript.
#pragma once

#include "world/files.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::world {

struct ChildBounds {
  std::chrono::seconds wall{10};
  std::chrono::seconds cpu{10};
  std::uintmax_t memory = 1u << 30;        // address space, bytes
  std::uintmax_t most_output = 64u << 20;  // bytes of standard output; more ends the child
};

enum class ChildEnd : std::uint8_t { exited, killed_by_signal, too_slow, too_much_output };

struct ChildResult {
  ChildEnd end = ChildEnd::exited;
  int status = 0;  // exit status, or the signal's number
  std::string output;
  std::string errors;  // standard error, its first 64 KiB
};

// Starts `program` with `arguments`, no open descriptor but the three standard ones and an
// environment that tells glibc's malloc to ask for large pages and nothing else; feeds `input` to
// its standard input; collects what it says. Never a shell. Throws finding::Failure only where no
// child could be started.
ChildResult run_child(const Path& program, const std::vector<std::string>& arguments,
                      std::string_view input, const ChildBounds& bounds);

// The same, where the input is parts that follow each other: what is large need not be copied.
ChildResult run_child(const Path& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string_view>& input, const ChildBounds& bounds);

// For what is too large to be held: the child finds `files` open for reading as its descriptors 3,
// 4, …, and what it says goes into `output` as it comes (ChildResult::output stays empty). At most
// `most_child_files`. Throws finding::Failure also where one of them can't be opened or is no
// ordinary file; what `output` throws ends the child.
inline constexpr std::size_t most_child_files = 100;
ChildResult run_child(const Path& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string_view>& input, const ChildBounds& bounds,
                      const std::vector<Path>& files, Sink& output);

}  // namespace imprimatur::world
