// Words as they are printed: Unicode, typography, numbers, amounts, dates and counts in both
// languages.
//
// Spaces are those of the Imprimerie nationale: U+202F (narrow, no break) before ; ! ? % € and
// between thousands, U+00A0 (no break) before : and inside « ».
#pragma once

#include "calendar/calendar.h"
#include "finding/finding.h"
#include "measure/measure.h"
#include "measure/money.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::wording {

using calendar::Date;
using finding::Language;

// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);

// Characters that can't be printed or that change how others are shown: controls other than the
// line feed, bidirectional overrides and isolates, zero-width and other invisible format
// characters, noncharacters and private use. Gives the first one, or nullopt. `text` is UTF-8.
// U+200D and variation selectors count too: no font of a voucher draws emoji sequences.
std::optional<char32_t> unprintable(std::string_view text);

// Canonical composition (NFC, Unicode UAX #15). `text` is UTF-8; bytes that are not come back as
// they are.
std::string composed(std::string_view text);

// The text of a client as it is printed: composed, then set with the language's own marks.
//   French:  Pass à 10€: "l'accès"...   gives  Pass à 10 € : « l’accès »…
//   English: "don't"...                 gives  “don’t”…
// Web and mail addresses, times (14:30), codes and whatever else holds these marks inside a word
// are left alone; so is anything doubtful (an odd straight quote, "12:30", a phone number's
// groups). Lines are kept. Doing it twice changes nothing.
std::string typeset(std::string_view text, Language language);

// 1200 is "1 200" in French and "1,200" in English.
std::string number(std::int64_t value, Language language);
// Of a count of any type; below 2^63.
template <std::integral Whole>
std::string number(Whole value, Language language) {
  return number(static_cast<std::int64_t>(value), language);
}

// "mille deux cents"; "one thousand two hundred". French is the traditional spelling (hyphens below
// a hundred only, «vingt et un», «quatre-vingts»), English the British one ("one hundred and one").
// |value| is below a million million.
std::string number_in_words(std::int64_t value, Language language);

// "12 000,00 €"; "€12,000.00".
std::string money(measure::Money amount, Language language);
// "10 €" where there are no cents, else as above.
std::string short_money(measure::Money amount, Language language);
// "douze mille euros", "un million d’euros", "dix euros et cinquante centimes".
std::string money_in_words(measure::Money amount, Language language);

// Width by height, to a tenth of a millimetre where there is one: "177,8 × 72 mm";
// "177.8 × 72 mm".
std::string size(const measure::Size& of, Language language);

// "23 novembre 2026", "1er janvier 2027"; "23 November 2026".
std::string date(Date day, Language language);

// A thing that is counted. French takes the plural from two, English everywhere but at one.
struct Noun {
  finding::Sentence one, many;
};
extern const Noun carnet, pass, sheet, leaf, logo, day;

// What an order counts: booklets, or passes where each is loose (a booklet of one leaf).
const Noun& product(std::uint32_t passes_per_booklet);

// "1 carnet", "1 200 carnets"; no break between number and noun.
std::string counted(std::int64_t count, const Noun& noun, Language language);
template <std::integral Whole>
std::string counted(Whole count, const Noun& noun, Language language) {
  return counted(static_cast<std::int64_t>(count), noun, language);
}

// For telling whether two names are one: composed, without regard to case, spaces of every kind as
// one and none at the ends, typewriter apostrophes and hyphens. "ÉMILE  Zola " gives "émile zola".
std::string folded(std::string_view name);

// The first letter made a capital where it is a letter that has one: "dix euros" gives "Dix euros".
std::string capitalised(std::string_view text);

}  // namespace imprimatur::wording
