// What a use case did, for whoever asked: a person at a terminal, or a program.
#pragma once

#include "finding/finding.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace imprimatur::flow {

// The exit codes of the contract (docs/cli.md).
enum class Exit : std::uint8_t {
  done = 0,
  findings = 1,      // findings of severity error: nothing was made
  usage = 2,         // the command line is wrong
  gate_closed = 3,   // not approved, superseded, not paid
  world_failed = 4,  // disk, database, mail: nothing half-made is left
  difference = 5,    // verification found a difference
};

// `lines` is what a person reads, in order; `facts` is the same for a program: one JSON object as
// text, without "exit" and "findings", which the front door adds. Neither ever holds a code, but the
// answer of `codes check`, which the asker typed in.
struct Outcome {
  Exit exit = Exit::done;
  finding::Findings findings;
  std::vector<finding::Sentence> lines;
  std::string facts = "{}";
};

// Told between two steps of long work: what is being done, and how far it is (0 of 0: can't be said).
struct Progress {
  finding::Sentence step;
  std::uint64_t done = 0;
  std::uint64_t of = 0;
};
using Watcher = std::function<void(const Progress&)>;

}  // namespace imprimatur::flow
