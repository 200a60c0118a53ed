// Amounts of money in euros, to the cent.
#pragma once

#include <compare>
#include <cstdint>

namespace imprimatur::measure {

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money from_cents(std::int64_t cents) { return Money{cents}; }
  constexpr std::int64_t cents() const { return cents_; }

  constexpr auto operator<=>(const Money&) const = default;
  friend constexpr Money operator+(Money a, Money b) { return Money{a.cents_ + b.cents_}; }
  friend constexpr Money operator-(Money a, Money b) { return Money{a.cents_ - b.cents_}; }
  // The caller has checked that the product fits: order bounds quantities and face values.
  friend constexpr Money operator*(Money a, std::int64_t n) { return Money{a.cents_ * n}; }

 private:
  constexpr explicit Money(std::int64_t cents) : cents_{cents} {}
  std::int64_t cents_ = 0;
};

}  // namespace imprimatur::measure
