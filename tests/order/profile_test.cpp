#include "order/profile.h"

#include "catch/catch.h"
#include "folder.h"

using namespace imprimatur;
using namespace imprimatur::order;

namespace {

Profile shipped(const std::string& name) {
  const auto [profile, findings] =
      read_profile(SOURCE_FOLDER "/assets/workspace/profiles/" + name + ".toml");
  REQUIRE(findings.empty());
  return profile.value();
}

}  // namespace

TEST_CASE("prepaid: seven days to answer, printed once paid, worth its value at once") {
  const auto profile = shipped("prepaid");
  CHECK(profile.needs_payment);
  CHECK(profile.activation == Activation::immediate);
  CHECK(profile.answer_days == 7);
  CHECK(profile.delivery_working_days == 15);
  CHECK(profile.last_day == calendar::LastDay::moves_to_working_day);
  CHECK(profile.holidays == calendar::Zone::metropolitan);
  CHECK(profile.reprint_percent == 10);
}

TEST_CASE("activated on mandate: six days to answer, printed unpaid, worthless until the mandate") {
  const auto profile = shipped("activated-on-mandate");
  CHECK_FALSE(profile.needs_payment);
  CHECK(profile.activation == Activation::on_mandate);
  CHECK(profile.answer_days == 6);
  CHECK(profile.delivery_working_days == 15);
}

TEST_CASE("a profile may leave the last day where it falls, and know local holidays") {
  testing::Folder folder;
  const auto [profile, findings] = read_profile(folder.write("p.toml", R"(format = 1
title = "x"
answer_days = 10
extend_to_working_day = false
needs_payment = true
delivery_working_days = 20
reprint_percent = 5
holidays = "la-reunion"
activation = "on-mandate"
)"));
  REQUIRE(findings.empty());
  CHECK(profile->last_day == calendar::LastDay::stays);
  CHECK(profile->holidays == calendar::Zone::la_reunion);
  CHECK(profile->reprint_percent == 5);
}

TEST_CASE("a profile with a mistyped zone or an absurd delay is told so") {
  testing::Folder folder;
  const auto read = read_profile(folder.write("p.toml", R"(format = 1
title = "x"
answer_days = 0
extend_to_working_day = true
needs_payment = "yes"
delivery_working_days = 15
reprint_percent = 100
holidays = "alsace-moselles"
activation = "immediate"
)"));
  REQUIRE(read.findings.size() == 3);
  CHECK((read.findings.begin() + 2)->hint.en.starts_with("Did you mean \"alsace-moselle\"?"));
}
