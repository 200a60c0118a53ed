#include "ledger/spans.h"

#include <algorithm>

namespace imprimatur::ledger {

Spans::Spans(const std::vector<Span>& spans) {
  std::vector<Span> sorted;
  std::ranges::copy_if(spans, std::back_inserter(sorted),
                       [](const Span& span) { return span.first <= span.last; });
  std::ranges::sort(sorted, {}, &Span::first);
  for (const Span& span : sorted) {
    const bool touches = !spans_.empty() &&
                         (span.first <= spans_.back().last || span.first - spans_.back().last == 1);
    if (touches) {
      spans_.back().last = std::max(spans_.back().last, span.last);
    } else {
      spans_.push_back(span);
    }
  }
}

std::uint64_t Spans::count() const {
  std::uint64_t sum = 0;
  for (const Span& span : spans_) sum += span.count();
  return sum;
}

bool Spans::holds(std::uint64_t number) const {
  const auto behind = std::ranges::upper_bound(spans_, number, {}, &Span::first);
  return behind != spans_.begin() && std::prev(behind)->last >= number;
}

Spans Spans::with(const Spans& others) const {
  std::vector<Span> both = spans_;
  both.insert(both.end(), others.spans_.begin(), others.spans_.end());
  return Spans(both);
}

Spans Spans::without(const Spans& others) const {
  Spans left;
  auto taken = others.spans_.begin();
  for (Span span : spans_) {
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

Spans Spans::common(const Spans& others) const {
  return without(without(others));
}

}  // namespace imprimatur::ledger
