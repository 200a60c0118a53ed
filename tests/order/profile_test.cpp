#include "order/profile.h"

#include "calendar/clock.h"
#include "catch/catch.h"
#include "folder.h"
#include "order/order.h"

using namespace imprimatur;
using namespace imprimatur::order;

namespace {

Profile shipped(const std::string& name) {
  const auto [profile, findings] =
      read_profile(SOURCE_FOLDER "/assets/workspace/profiles/" + name + ".toml");
  REQUIRE(findings.empty());
  return profile.value();
}

calendar::Date on(const char* iso) {
  return calendar::date_from_iso(iso).value();
}

}  // namespace

TEST_CASE("prepaid: seven days to answer, printed once paid, worth its value at once") {
  const auto profile = shipped("prepaid");
  CHECK(profile.needs_payment);
  CHECK(profile.activation == Activation::immediate);
  CHECK(answer_by(profile, on("2026-12-18")) == on("2026-12-28"));
  CHECK(deliver_by(profile, on("2026-11-23")) == on("2026-12-14"));
}

TEST_CASE("activated on mandate: six days to answer, printed unpaid, worthless until the mandate") {
  const auto profile = shipped("activated-on-mandate");
  CHECK_FALSE(profile.needs_payment);
  CHECK(profile.activation == Activation::on_mandate);
  CHECK(answer_by(profile, on("2026-11-23")) == on("2026-11-30"));  // the 29th is a Sunday
}

TEST_CASE("a profile may leave the last day where it falls, and know local holidays") {
  Profile profile = shipped("prepaid");
  profile.last_day = calendar::LastDay::stays;
  profile.holidays = calendar::Zone::alsace_moselle;
  CHECK(answer_by(profile, on("2026-12-18")) == on("2026-12-25"));
  CHECK(deliver_by(profile, on("2027-03-25")) == on("2027-04-19"));
}

TEST_CASE("a shop's closing days put the delivery off") {
  CHECK(deliver_by(shipped("prepaid"), on("2026-11-23"), {on("2026-12-14")}) == on("2026-12-15"));
}

TEST_CASE("a profile with a mistyped zone or an absurd delay is told so") {
  testing::Folder folder;
  const auto read = read_profile(folder.write("p.toml", R"(format = 1
title = "x"
answer_days = 0
extend_to_working_day = true
needs_payment = "yes"
delivery_working_days = 15
holidays = "alsace-moselles"
activation = "immediate"
)"));
  REQUIRE(read.findings.size() == 3);
  CHECK((read.findings.begin() + 2)->hint.en.starts_with("Did you mean 'alsace-moselle'?"));
}
