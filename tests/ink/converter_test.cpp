#include "ink/converter.h"
#include "catch/catch.h"
#include "finding/failure.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace imprimatur;
using ink::Process;
using ink::Rgb;
using ink::Tint;

namespace {

ink::OutputCondition coated() {
  std::ifstream file(SOURCE_FOLDER "/assets/icc/FOGRA39L_coated_free.icc", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return {"FOGRA39", "http://www.color.org", "", bytes.str()};
}

int total(const Process& p) {
  return p.cyan.per_mille() + p.magenta.per_mille() + p.yellow.per_mille() + p.black.per_mille();
}

int distance(Rgb a, Rgb b) {
  return std::max(
      {std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

std::string english_fault(std::string_view profile) {
  const auto fault = ink::fault_of_profile(profile);
  return fault ? fault->en : "";
}

}  // namespace

TEST_CASE("white stays paper, black and greys print with black ink alone") {
  const ink::Converter converter(coated());
  CHECK(converter.to_process({255, 255, 255}) == ink::white());
  CHECK(converter.to_process({0, 0, 0}) == ink::black());
  CHECK(converter.to_process({128, 128, 128}) == Process{{}, {}, {}, Tint::per_mille(498)});
}

TEST_CASE("greys get all inks when asked, within the profile's ink limit") {
  const ink::Converter converter(coated(), ink::Greys::all_inks);
  const Process black = converter.to_process({0, 0, 0});
  CHECK(black.cyan > Tint::percent(30));
  CHECK(total(black) <= 3350);
  CHECK(converter.to_process({255, 255, 255}) == ink::white());
}

TEST_CASE("colours that can be printed come back as they went") {
  const ink::Converter converter(coated());
  for (const Rgb colour : {Rgb{180, 60, 70}, Rgb{90, 120, 150}, Rgb{200, 190, 120}}) {
    CAPTURE(int{colour.red}, int{colour.green}, int{colour.blue});
    CHECK(distance(converter.to_rgb(converter.to_process(colour)), colour) <= 6);
  }
}

TEST_CASE("a picture is converted like the colours it is made of") {
  const ink::Converter converter(coated());
  const std::string cmyk = converter.image_to_cmyk(std::string("\xB4\x3C\x46\xFF\xFF\xFF", 6));
  REQUIRE(cmyk.size() == 8);
  const Process single = converter.to_process({0xB4, 0x3C, 0x46});
  CHECK(std::abs(static_cast<std::uint8_t>(cmyk[1]) * 1000 / 255 - single.magenta.per_mille()) <=
        12);
  CHECK(cmyk.substr(4) == std::string(4, '\0'));
  CHECK(converter.image_to_cmyk("").empty());
}

TEST_CASE("a profile that can't serve is named with its fault") {
  std::string profile = coated().profile;
  CHECK(english_fault(profile).empty());
  CHECK(english_fault("") == "The ICC profile is cut short: only 0 bytes.");
  CHECK(english_fault(std::string(500, 'x')) ==
        "This file is not an ICC profile (the signature \"acsp\" is missing).");
  CHECK(english_fault(profile.substr(0, 1000)) ==
        "The ICC profile says it has 227900 bytes but has 1000.");
  SECTION("a screen's profile") {
    profile.replace(12, 4, "mntr");
    CHECK(english_fault(profile) ==
          "The ICC profile is not an output profile: its class is \"mntr\", not \"prtr\".");
  }
  SECTION("a printer's profile for RGB") {
    profile.replace(16, 4, "RGB ");
    CHECK(english_fault(profile) == "The ICC profile is made for \"RGB \", not for CMYK.");
  }
  SECTION("a profile with a lost table") {
    profile.replace(profile.find("A2B0"), 4, "zzzz");
    CHECK(english_fault(profile) ==
          "The ICC profile cannot be used: its table A2B0 is missing or damaged.");
  }
}

TEST_CASE("a converter is refused for a condition without a usable profile") {
  ink::OutputCondition condition = coated();
  condition.profile.resize(64);
  CHECK_THROWS_AS(ink::Converter(condition), finding::Failure);
}
