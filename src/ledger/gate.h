// A gate between two states of a batch: open with what lies behind it, or closed with the reason.
//
// A closed gate is an answer, neither an exception nor a fault: the client hasn't decided yet, the
// money isn't there yet, somebody was faster. Front doors exit with 3 and show both sentences.
#pragma once

#include "finding/finding.h"

#include <utility>
#include <variant>

namespace imprimatur::ledger {

// Both are whole sentences in both languages; `what_opens_it` says what to do next.
struct Closed {
  finding::Sentence what;
  finding::Sentence what_opens_it;
  bool operator==(const Closed&) const = default;
};

// What an operation on the ledger gives back. Asking an Outcome for what it doesn't hold is a
// mistake of the caller (std::bad_variant_access).
template <typename Value>
class [[nodiscard]] Outcome {
 public:
  Outcome(Value value) : held_(std::move(value)) {}
  Outcome(Closed closed) : held_(std::move(closed)) {}

  bool open() const { return held_.index() == 0; }
  explicit operator bool() const { return open(); }
  const Value& value() const { return std::get<0>(held_); }
  const Value& operator*() const { return value(); }
  const Value* operator->() const { return &value(); }
  const Closed& closed() const { return std::get<1>(held_); }

 private:
  std::variant<Value, Closed> held_;
};

}  // namespace imprimatur::ledger
