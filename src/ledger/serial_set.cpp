#include "ledger/serial_set.h"

#include <algorithm>

namespace imprimatur::ledger {

SerialSet::SerialSet(const std::vector<SerialSpan>& spans) {
  std::vector<SerialSpan> sorted;
  std::ranges::copy_if(spans, std::back_inserter(sorted),
                       [](const SerialSpan& span) { return span.first <= span.last; });
  std::ranges::sort(sorted, {}, &SerialSpan::first);
  for (const SerialSpan& span : sorted) {
    const bool touches = !spans_.empty() &&
                         (span.first <= spans_.back().last || span.first - spans_.back().last == 1);
    if (touches) {
      spans_.back().last = std::max(spans_.back().last, span.last);
    } else {
      spans_.push_back(span);
    }
  }
}

std::uint64_t SerialSet::count() const {
  std::uint64_t sum = 0;
  for (const SerialSpan& span : spans_) sum += span.count();
  return sum;
}

bool SerialSet::holds(std::uint64_t serial) const {
  const auto behind = std::ranges::upper_bound(spans_, serial, {}, &SerialSpan::first);
  return behind != spans_.begin() && std::prev(behind)->last >= serial;
}

SerialSet SerialSet::with(const SerialSet& others) const {
  std::vector<SerialSpan> both = spans_;
  both.insert(both.end(), others.spans_.begin(), others.spans_.end());
  return SerialSet(both);
}

SerialSet SerialSet::without(const SerialSet& others) const {
  SerialSet left;
  auto taken = others.spans_.begin();
  for (SerialSpan span : spans_) {
    while (taken != others.spans_.end() && taken->last < span.first) ++taken;
    for (auto cut = taken; cut != others.spans_.end() && cut->first <= span.last; ++cut) {
      if (cut->first > span.first) left.spans_.push_back({span.first, cut->first - 1});
      span.first = cut->last + 1;
      if (span.first > span.last) break;
    }
    if (span.first <= span.last) left.spans_.push_back(span);
  }
  return left;
}

SerialSet SerialSet::common(const SerialSet& others) const {
  return without(without(others));
}

}  // namespace imprimatur::ledger
