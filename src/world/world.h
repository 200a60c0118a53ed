// The clock and the dice, handed in.
//
// No room reads the time, randomness, the locale or the environment by itself: it is given a World.
// Tests hold it still; the front door alone builds the real one.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace imprimatur::world {

using Instant = std::chrono::sys_seconds;

// `random_bytes(n)` gives n bytes fit for keys (getrandom(2)); it throws Failure where the system
// refuses. `interrupted` is asked between two steps of long work: true once Ctrl-C or SIGTERM came.
struct World {
  std::function<Instant()> now;
  std::function<std::string(std::size_t)> random_bytes;
  std::function<bool()> interrupted = [] { return false; };

  // Throws finding::Interrupted if a signal came.
  void checkpoint() const;
};

World real_world();

// A clock that stands at `now` and dice that give the same bytes for the same seed at each call in
// turn: for tests, and for the demonstration, whose codes are worthless on purpose.
World still_world(Instant now, std::uint64_t seed = 1);

// The environment variable `name`, or empty. For the front door alone.
std::string environment(const char* name);

// Whether standard error is a terminal. For the front door alone.
bool watched_by_a_person();

// From then on a crash writes no memory to the disk, and no other program of the same user may look
// into it: keys are there. Under a sanitizer, which looks into it itself, only the first. For the
// front door alone.
void guard_memory();

// From then on SIGINT, SIGTERM and SIGHUP only raise the flag that real_world().interrupted()
// reads; a second one ends the process at once. A signal that the caller had us ignore (nohup)
// stays ignored. A closed pipe and an outgrown file (SIGPIPE, SIGXFSZ) become errors of the write.
// For the front door alone.
void watch_signals();

// The number of the first signal that raised the flag, or 0: the front door exits with 128 + this.
int signal_received();

}  // namespace imprimatur::world
