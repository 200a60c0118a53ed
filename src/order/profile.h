// Which gates and delays an order goes through: profiles/NAME.toml. See docs/formats/profile.md.
#pragma once

#include "calendar/calendar.h"
#include "finding/finding.h"
#include "world/files.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::order {

// When a printed pass is worth its face value.
enum class Activation : std::uint8_t {
  immediate,   // as soon as it is delivered
  on_mandate,  // once the payment mandate has come; until then it is worthless paper
};

struct Profile {
  std::string title;
  int answer_days = 7;  // calendar days to answer a BAT, 1 to 90
  calendar::LastDay last_day = calendar::LastDay::moves_to_working_day;
  bool needs_payment = true;       // the face value must be in the bank before printing
  int delivery_working_days = 15;  // after approval, 1 to 250
  calendar::Zone holidays = calendar::Zone::metropolitan;
  // How many days before its last day a BAT that waits is brought to the client's mind, descending.
  std::vector<int> remind_days{};
  int reprint_percent = 10;  // of the passes released, so many may be printed again, 0 to 100
  Activation activation = Activation::immediate;
};

struct ReadProfile {
  std::optional<Profile> profile;  // worthless while there are errors
  finding::Findings findings;
};

// A missing file is a finding, an unreadable one finding::Failure.
ReadProfile read_profile(const world::Path& file);

}  // namespace imprimatur::order
