#include "calendar/clock.h"
#include "catch/catch.h"
#include "wording/wording.h"

#include <set>

using namespace imprimatur;
using namespace imprimatur::wording;
using measure::Money;

namespace {

std::string fr(std::int64_t n) {
  return number_in_words(n, Language::french);
}
std::string en(std::int64_t n) {
  return number_in_words(n, Language::english);
}
std::string fr_euros(std::int64_t cents) {
  return money_in_words(Money::from_cents(cents), Language::french);
}
std::string en_euros(std::int64_t cents) {
  return money_in_words(Money::from_cents(cents), Language::english);
}
Date on(const char* iso) {
  return calendar::date_from_iso(iso).value();
}

}  // namespace

TEST_CASE("French numbers in words, in the traditional spelling") {
  const auto [number, words] = GENERATE(table<std::int64_t, const char*>({
      {0, "zéro"},
      {1, "un"},
      {16, "seize"},
      {17, "dix-sept"},
      {21, "vingt et un"},
      {22, "vingt-deux"},
      {60, "soixante"},
      {61, "soixante et un"},
      {70, "soixante-dix"},
      {71, "soixante et onze"},
      {72, "soixante-douze"},
      {80, "quatre-vingts"},
      {81, "quatre-vingt-un"},
      {90, "quatre-vingt-dix"},
      {91, "quatre-vingt-onze"},
      {99, "quatre-vingt-dix-neuf"},
      {100, "cent"},
      {101, "cent un"},
      {180, "cent quatre-vingts"},
      {200, "deux cents"},
      {201, "deux cent un"},
      {1000, "mille"},
      {1001, "mille un"},
      {1200, "mille deux cents"},
      {2000, "deux mille"},
      {12000, "douze mille"},
      {80000, "quatre-vingt mille"},
      {200000, "deux cent mille"},
      {1000000, "un million"},
      {80000000, "quatre-vingts millions"},
      {200000000, "deux cents millions"},
      {2000001, "deux millions un"},
      {1000000000, "un milliard"},
      {3000200080, "trois milliards deux cent mille quatre-vingts"},
      {999999999999,
       "neuf cent quatre-vingt-dix-neuf milliards neuf cent quatre-vingt-dix-neuf millions "
       "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf"},
      {-7, "moins sept"},
  }));
  CHECK(fr(number) == words);
}

TEST_CASE("English numbers in words") {
  CHECK(en(0) == "zero");
  CHECK(en(13) == "thirteen");
  CHECK(en(45) == "forty-five");
  CHECK(en(101) == "one hundred and one");
  CHECK(en(1200) == "one thousand two hundred");
  CHECK(en(12001) == "twelve thousand and one");
  CHECK(en(1000000) == "one million");
  CHECK(en(-80) == "minus eighty");
}

TEST_CASE("no two numbers have the same words") {
  std::set<std::string> french, english;
  for (int n = 0; n < 10'000; ++n) {
    french.insert(fr(n));
    english.insert(en(n));
  }
  CHECK(french.size() == 10'000);
  CHECK(english.size() == 10'000);
}

TEST_CASE("thousands are grouped as each language does") {
  CHECK(number(999, Language::french) == "999");
  CHECK(number(1200, Language::french) == "1\u202F200");
  CHECK(number(-1234567, Language::french) == "-1\u202F234\u202F567");
  CHECK(number(-999, Language::french) == "-999");
  CHECK(number(1234567, Language::english) == "1,234,567");
}

TEST_CASE("amounts in figures keep their cents") {
  CHECK(money(Money::from_cents(1200000), Language::french) == "12\u202F000,00\u202F€");
  CHECK(money(Money::from_cents(1200005), Language::english) == "€12,000.05");
  CHECK(money(Money::from_cents(-150), Language::french) == "-1,50\u202F€");
  CHECK(short_money(Money::from_cents(1000), Language::french) == "10\u202F€");
  CHECK(short_money(Money::from_cents(1050), Language::french) == "10,50\u202F€");
  CHECK(short_money(Money::from_cents(1000), Language::english) == "€10");
}

TEST_CASE("a size is said to a tenth of a millimetre, with the language's own point") {
  const measure::Size leaf{measure::Length::from_micrometres(177'760),
                           measure::Length::from_micrometres(72'000)};
  CHECK(wording::size(leaf, Language::french) == "177,8 × 72\u00a0mm");
  CHECK(wording::size(leaf, Language::english) == "177.8 × 72\u00a0mm");
}

TEST_CASE("amounts in words") {
  CHECK(fr_euros(1200000) == "douze mille euros");
  CHECK(fr_euros(1000) == "dix euros");
  CHECK(fr_euros(100) == "un euro");
  CHECK(fr_euros(0) == "zéro euro");
  CHECK(fr_euros(100000000) == "un million d’euros");
  CHECK(fr_euros(200000000) == "deux millions d’euros");
  CHECK(fr_euros(100001000) == "un million dix euros");
  CHECK(fr_euros(1050) == "dix euros et cinquante centimes");
  CHECK(fr_euros(1) == "un centime");
  CHECK(en_euros(1050) == "ten euros and fifty cents");
  CHECK(en_euros(100000000) == "one million euros");
  CHECK(en_euros(-101) == "minus one euro and one cent");
}

TEST_CASE("dates in words, with the first of the month") {
  CHECK(date(on("2026-11-23"), Language::french) == "23 novembre 2026");
  CHECK(date(on("2027-01-01"), Language::french) == "1er janvier 2027");
  CHECK(date(on("2027-08-11"), Language::french) == "11 août 2027");
  CHECK(date(on("2026-11-23"), Language::english) == "23 November 2026");
}

TEST_CASE("counts take the plural of their language") {
  CHECK(counted(1, carnet, Language::french) == "1\u00A0carnet");
  CHECK(counted(0, carnet, Language::french) == "0\u00A0carnet");
  CHECK(counted(1200, carnet, Language::french) == "1\u202F200\u00A0carnets");
  CHECK(counted(0, carnet, Language::english) == "0\u00A0booklets");
  CHECK(counted(2, pass, Language::french) == "2\u00A0pass");
}

TEST_CASE("a sentence begins with a capital, accents kept") {
  CHECK(capitalised("dix euros") == "Dix euros");
  CHECK(capitalised("état") == "État");
  CHECK(capitalised("").empty());
}
