#include "catch/catch.h"
#include "wording/wording.h"

#include <random>

using namespace imprimatur::wording;

namespace {

// The tests write ~ for U+00A0 and _ for U+202F, so that they can be read.
std::string visible(std::string text) {
  for (const auto& [space, sign] : {std::pair{"\u00A0", "~"}, std::pair{"\u202F", "_"}}) {
    for (auto at = text.find(space); at != text.npos; at = text.find(space)) {
      text.replace(at, std::string_view{space}.size(), sign);
    }
  }
  return text;
}

std::string french(std::string_view text) {
  return visible(typeset(text, Language::french));
}
std::string english(std::string_view text) {
  return typeset(text, Language::english);
}

}  // namespace

TEST_CASE("high marks take a narrow space, the colon a full one") {
  CHECK(french("Attention ! Prêt? Oui; non : si") == "Attention_! Prêt_? Oui_; non~: si");
  CHECK(french("Vraiment ?!") == "Vraiment_?!");
  CHECK(french("Fin  !\nDébut:") == "Fin_!\nDébut~:");
}

TEST_CASE("per cent and euro signs follow their number closely") {
  CHECK(french("10€, 10 €, 5%, 3,5 %") == "10_€, 10_€, 5_%, 3,5_%");
  CHECK(french("2 M€ et €") == "2 M€ et €");
}

TEST_CASE("thousands are held together, other groups of digits are left alone") {
  CHECK(french("12 000 pass et 1 234 567,50 €") == "12_000 pass et 1_234_567,50_€");
  CHECK(french("01 23 45 67 89") == "01 23 45 67 89");
  CHECK(french("0 800 123 456") == "0 800 123 456");
  CHECK(french("SIRET 123 456 789 00012") == "SIRET 123 456 789 00012");
  CHECK(french("99000 Exempleville 12") == "99000 Exempleville 12");
}

TEST_CASE("straight quotes that plainly pair become guillemets") {
  CHECK(french("le \"bon à tirer\".") == "le «~bon à tirer~».");
  CHECK(french("(\"oui\") et l'\"autre\"") == "(«~oui~») et l’«~autre~»");
  CHECK(french("« déjà » et «serré»") == "«~déjà~» et «~serré~»");
}

TEST_CASE("straight quotes that may be something else are left alone") {
  const auto* text = GENERATE("un écran de 12\" seul", "\"ouvert", "a\"b\"c", "fermé\" \"ouvert",
                              "« dedans \"déjà\" »");
  CAPTURE(text);
  CHECK(french(text).find('"') != std::string::npos);
}

TEST_CASE("an apostrophe inside a word is curved, a foot or a quote is not") {
  CHECK(french("l'accès d'ici, aujourd'hui") == "l’accès d’ici, aujourd’hui");
  CHECK(french("5' et 'mot'") == "5' et 'mot'");
}

TEST_CASE("three points are an ellipsis, a line of them is a line to fill in") {
  CHECK(french("etc...") == "etc…");
  CHECK(french("Nom ..........") == "Nom ..........");
}

TEST_CASE("addresses, times and codes keep their marks") {
  CHECK(french("https://exemple.fr/a?b=1;c=d'e%20f") == "https://exemple.fr/a?b=1;c=d'e%20f");
  CHECK(french("Voir https://exemple.fr/aide!") == "Voir https://exemple.fr/aide_!");
  CHECK(french("exemple.fr/x?y") == "exemple.fr/x?y");
  CHECK(french("d'ici:o'brien@exemple.fr") == "d'ici:o'brien@exemple.fr");
  CHECK(french("à 14:30, code AB:CD;EF") == "à 14:30, code AB:CD;EF");
  CHECK(french("(\"www.exemple.fr\")") == "(«~www.exemple.fr~»)");
}

TEST_CASE("a mark that begins its line takes no space") {
  CHECK(french("! Important\n: suite") == "! Important\n: suite");
  CHECK(french("(!) (?)") == "(!) (?)");
}

TEST_CASE("letters are composed before anything else") {
  CHECK(french("e\u0301te\u0301") == "été");
  CHECK(composed("A\u030A") == "Å");
  CHECK(composed("\xff broken") == "\xff broken");
}

TEST_CASE("English takes curved quotes and no spaces") {
  CHECK(english("\"don't\"... 10%: yes!") == "“don’t”… 10%: yes!");
}

TEST_CASE("setting a text twice changes nothing") {
  const std::u32string signs = U"aéLe\u0301\u0308 12000 \u00A0\u202F\n\t.,;:!?%€'\"«»“”’()…@/w-";
  std::mt19937 dice{20261123};
  for (int round = 0; round < 20'000; ++round) {
    std::u32string text;
    for (auto length = dice() % 24; length > 0; --length) text += signs[dice() % signs.size()];
    if (round % 5 == 0) text.insert(text.size() / 2, U" www.a...b ");
    std::string utf8;
    for (const char32_t c : text) {
      if (c < 0x80)
        utf8 += static_cast<char>(c);
      else if (c < 0x800) {
        utf8 += static_cast<char>(0xC0 | (c >> 6));
        utf8 += static_cast<char>(0x80 | (c & 0x3F));
      } else {
        utf8 += static_cast<char>(0xE0 | (c >> 12));
        utf8 += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        utf8 += static_cast<char>(0x80 | (c & 0x3F));
      }
    }
    for (const auto language : {Language::french, Language::english}) {
      const auto once = typeset(utf8, language);
      if (typeset(once, language) == once && composed(once) == once) continue;
      CAPTURE(utf8, visible(once), visible(typeset(once, language)));
      FAIL("not the same the second time");
    }
  }
}

TEST_CASE("an empty text stays empty") {
  CHECK(french("").empty());
}

TEST_CASE("characters that hide or turn others are found") {
  CHECK(unprintable("Bonjour\nà tous").has_value() == false);
  CHECK(unprintable("a\tb") == U'\t');
  CHECK(unprintable("a\u202Eb") == U'\u202E');
  CHECK(unprintable("a\u2066b") == U'\u2066');
  CHECK(unprintable("a\u200Bb") == U'\u200B');
  CHECK(unprintable("\uFEFFa") == U'\uFEFF');
  CHECK(unprintable("\u2028") == U'\u2028');
  CHECK(unprintable("\uE000") == U'\uE000');
  CHECK(unprintable("\uFFFF") == U'\uFFFF');
  CHECK_FALSE(unprintable("«\u00A0é\u00A0» 10\u202F€ – —").has_value());
}

TEST_CASE("broken UTF-8 is known as such") {
  CHECK(is_utf8("été €"));
  const auto* bytes = GENERATE("\xff", "\xc0\x80", "\xed\xa0\x80", "\xe2\x82", "\xf4\x90\x80\x80");
  CHECK_FALSE(is_utf8(bytes));
}

TEST_CASE("names that people read as one fold to one, and others don't") {
  CHECK(folded("ÉMILE  Zola ") == "émile zola");
  CHECK(folded("e\u0301mile\u00a0zola") == folded("Émile Zola"));
  CHECK(folded("\u202f\u00a0 \t\n").empty());
  CHECK(folded("l’atelier") == folded("L'Atelier"));
  CHECK(folded("Anne‑Marie") == folded("anne-marie"));
  CHECK(folded("Emile") != folded("Émile"));
  CHECK(folded("Zo\xe9") == "Zo\xe9");
}
