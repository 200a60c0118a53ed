// Whether the sheets of a run lay more ink than their shop bears, asked before any serial is taken.
#pragma once

#include "flow/specimen.h"

#include <atomic>
#include <future>

namespace imprimatur::flow {

// Writes a specimen of the leaves at once, into a scratch folder in `beside`, and has Ghostscript
// separate each page with its bleed, while its user does other work; then adds up what lies on the
// sheets of a booklet, as the run lays it out. What `intended` refers to outlives it. Throws
// finding::Failure where the specimen can't be written.
//
// Finishing lines, which no press prints, and marks are left out. The destructor waits for the
// Ghostscript that runs, and starts no other; nothing is left in `beside`.
class InkCheck {
 public:
  InkCheck(const Desk& desk, const Intended& intended, const world::Path& beside);
  InkCheck(const InkCheck&) = delete;
  InkCheck& operator=(const InkCheck&) = delete;
  ~InkCheck();

  // Waits. Every page that has more ink on some square than [inks] limit of the shop is the error
  // "ink-limit"; a shop without that limit is not asked. To be called once. Throws finding::Failure
  // where nothing can be measured (coverage/coverage.h).
  finding::Findings findings();

 private:
  const Desk& desk_;
  std::atomic<bool> given_up_ = false;
  std::future<finding::Findings> measured_;  // of a shop with a limit
};

}  // namespace imprimatur::flow
