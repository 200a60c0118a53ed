// What the world refused: a full disk, a locked database, a library that gave up.
//
// The one exception root of the project. Rooms throw it, front doors alone catch it (`cli`, a test, and
// the few places that turn it into a finding about a client's file).
#pragma once

#include "finding/finding.h"

#include <stdexcept>

namespace imprimatur::finding {

class Failure : public std::runtime_error {
 public:
  Failure(Sentence sentence, Sentence hint)
      : std::runtime_error(sentence.en), sentence_(std::move(sentence)), hint_(std::move(hint)) {}
  const Sentence& sentence() const { return sentence_; }
  const Sentence& hint() const { return hint_; }

 private:
  Sentence sentence_;
  Sentence hint_;
};

// Ctrl-C or a polite kill, noticed between two steps of long work. Front doors exit with 128 + signal
// after everything half-made is removed.
class Interrupted : public Failure {
 public:
  using Failure::Failure;
};

}  // namespace imprimatur::finding
