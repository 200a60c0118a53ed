#include "order/profile.h"

#include "order/lines.h"

#include <algorithm>
#include <functional>

namespace imprimatur::order {

using reading::Table;

namespace {

Table::Choices<calendar::Zone> zone_names() {
  Table::Choices<calendar::Zone> choices;
  for (const auto zone : calendar::all_zones()) choices.emplace_back(name_of(zone), zone);
  return choices;
}

// Each once, the earliest reminder first.
std::vector<int> remind_days(Table& root) {
  std::vector<int> days;
  if (!root.has("remind_days")) return days;
  for (const std::int64_t day : root.integers("remind_days", {0, 10}, {0, 90}))
    days.push_back(static_cast<int>(day));
  std::ranges::sort(days, std::greater<>());
  const auto twice = std::ranges::unique(days);
  days.erase(twice.begin(), twice.end());
  return days;
}

}  // namespace

ReadProfile read_profile(const world::Path& file) {
  ReadProfile read;
  auto document = open_document(file, file.string(), read.findings);
  if (!document) return read;
  Table root = document->root();
  Profile profile;
  expect_format_one(root);
  profile.title = line(root, "title", {1, 80});
  profile.answer_days = static_cast<int>(root.integer("answer_days", {1, 90}));
  profile.last_day = root.flag("extend_to_working_day") ? calendar::LastDay::moves_to_working_day
                                                        : calendar::LastDay::stays;
  profile.needs_payment = root.flag("needs_payment");
  profile.delivery_working_days = static_cast<int>(root.integer("delivery_working_days", {1, 250}));
  profile.remind_days = remind_days(root);
  profile.reprint_percent = static_cast<int>(root.integer("reprint_percent", {0, 100}));
  profile.holidays = root.choice<calendar::Zone>("holidays", zone_names());
  profile.activation = root.choice<Activation>(
      "activation", {{"immediate", Activation::immediate}, {"on-mandate", Activation::on_mandate}});
  document->refuse_unknown_keys();
  read.findings.sort();
  read.profile = std::move(profile);
  return read;
}

}  // namespace imprimatur::order
