#include "ledger/spans.h"

#include <algorithm>

namespace imprimatur::ledger {

Spans::Spans(const std::vector<Span>& spans) {
  std::vector<Span> sorted;
  std::ranges::copy_if(spans, std::back_inserter(sorted),
                       [](const Span& span) { return span.first <= span.last; });
  std::ranges::sort(sorted, {}, &Span::first);
  for (const Span& span : sorted) append(span);
}

void Spans::append(const Span& span) {
  const bool touches = !spans_.empty() &&
                       (span.first <= spans_.back().last || span.first - spans_.back().last == 1);
  if (touches) {
    spans_.back().last = std::max(spans_.back().last, span.last);
  } else {
    spans_.push_back(span);
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
  Spans both;
  both.spans_.reserve(spans_.size() + others.spans_.size());
  auto mine = spans_.begin(), theirs = others.spans_.begin();
  while (mine != spans_.end() || theirs != others.spans_.end()) {
    const bool take_mine = theirs == others.spans_.end() ||
                           (mine != spans_.end() && mine->first <= theirs->first);
    both.append(take_mine ? *mine++ : *theirs++);
  }
  return both;
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
