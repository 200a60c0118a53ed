// Numbers as spans (serials of passes, or sheets of a run), so that what is kept of a batch depends
// on how often something happened to it, not on how many passes it has.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace imprimatur::ledger {

// Both ends among them.
struct Span {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t count() const { return last - first + 1; }
  bool operator==(const Span&) const = default;
};

class Spans {
 public:
  Spans() = default;
  // In any order; they may overlap. A span that ends before it begins is none.
  explicit Spans(const std::vector<Span>& spans);
  Spans(std::uint64_t first, std::uint64_t last) : Spans(std::vector{Span{first, last}}) {}

  // Ascending, none touching the next: equal sets have equal spans.
  const std::vector<Span>& spans() const& { return spans_; }
  std::vector<Span> spans() && { return std::move(spans_); }
  bool empty() const { return spans_.empty(); }
  std::uint64_t count() const;
  bool holds(std::uint64_t number) const;

  Spans with(const Spans& others) const;
  Spans without(const Spans& others) const;
  Spans common(const Spans& others) const;
  bool operator==(const Spans&) const = default;

 private:
  // It begins no earlier than the last one does.
  void append(const Span& span);

  std::vector<Span> spans_;
};

}  // namespace imprimatur::ledger
