// Serials as spans, so that what is kept of a batch depends on how often something happened to it,
// not on how many passes it has.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace imprimatur::ledger {

// Both ends among them.
struct SerialSpan {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t count() const { return last - first + 1; }
  bool operator==(const SerialSpan&) const = default;
};

class SerialSet {
 public:
  SerialSet() = default;
  // In any order; they may overlap. A span that ends before it begins is none.
  explicit SerialSet(const std::vector<SerialSpan>& spans);
  SerialSet(std::uint64_t first, std::uint64_t last)
      : SerialSet(std::vector{SerialSpan{first, last}}) {}

  // Ascending, none touching the next: equal sets have equal spans.
  const std::vector<SerialSpan>& spans() const& { return spans_; }
  std::vector<SerialSpan> spans() && { return std::move(spans_); }
  bool empty() const { return spans_.empty(); }
  std::uint64_t count() const;
  bool holds(std::uint64_t serial) const;

  SerialSet with(const SerialSet& others) const;
  SerialSet without(const SerialSet& others) const;
  SerialSet common(const SerialSet& others) const;
  bool operator==(const SerialSet&) const = default;

 private:
  std::vector<SerialSpan> spans_;
};

}  // namespace imprimatur::ledger
