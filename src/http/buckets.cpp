#include "http/buckets.h"

#include <algorithm>

namespace imprimatur::http {

// Of a bucket that is full at `then`, what is missing now, as the time to get it back.
std::chrono::seconds Buckets::missing(const std::string& who, world::Instant now) const {
  const auto known = full_.find(who);
  if (known == full_.end() || known->second <= now) return {};
  return known->second - now;
}

bool Buckets::has(const std::string& who, world::Instant now) const {
  const std::lock_guard guard(lock_);
  return missing(who, now) + allowance_.refill <=
         allowance_.refill * static_cast<std::int64_t>(allowance_.burst);
}

bool Buckets::take(const std::string& who, world::Instant now) {
  const std::lock_guard guard(lock_);
  const std::chrono::seconds after = missing(who, now) + allowance_.refill;
  if (after > allowance_.refill * static_cast<std::int64_t>(allowance_.burst)) return false;
  if (full_.size() >= most_ && !full_.contains(who)) forget(now);
  full_[who] = now + after;
  return true;
}

void Buckets::forget(world::Instant now) {
  std::erase_if(full_, [&](const auto& one) { return one.second <= now; });
  if (full_.size() < most_) return;
  full_.erase(std::ranges::min_element(full_, {}, [](const auto& one) { return one.second; }));
}

}  // namespace imprimatur::http
