#include "reading/reading.h"

#include "catch/catch.h"

#include <fmt/format.h>

#include <random>

using namespace imprimatur;
using namespace imprimatur::reading;
using namespace std::chrono_literals;

namespace {

struct Reading {
  finding::Findings findings;
  std::optional<Document> document;

  explicit Reading(std::string_view bytes) {
    document = Document::read("order.toml", bytes, findings);
  }
  Table root() { return document->root(); }
  // "rule line:column rule line:column …", in the order of the file.
  std::string said() {
    findings.sort();
    std::string all;
    for (const auto& f : findings) {
      all +=
          fmt::format("{}{} {}:{}", all.empty() ? "" : ", ", f.rule, f.place.line, f.place.column);
    }
    return all;
  }
};

constexpr Lengths to_a_metre{measure::Length{}, measure::Length::from_millimetres(1000)};
constexpr Amounts to_a_thousand{measure::Money{}, measure::Money::from_cents(100000)};

}  // namespace

TEST_CASE("each type is read as what it is") {
  Reading r{R"(
name = "Exemple"
carnets = 1200
on = true
day = 2027-12-31
width = "178 mm"
value = "10.00"
lines = ["a", "b"]
[client]
city = "Nordville"
[[logo]]
file = "a.svg"
[[logo]]
file = "b.svg"
)"};
  Table root = r.root();
  CHECK(root.text("name") == "Exemple");
  CHECK(root.integer("carnets", {1, 5000}) == 1200);
  CHECK(root.flag("on"));
  CHECK(root.date("day") == 2027y / 12 / 31);
  CHECK(root.length("width", to_a_metre) == measure::Length::from_millimetres(178));
  CHECK(root.money("value", to_a_thousand) == measure::Money::from_cents(1000));
  CHECK(root.texts("lines", {1, 4}) == std::vector<std::string>{"a", "b"});
  CHECK(root.table("client").text("city") == "Nordville");
  auto logos = root.tables("logo", {1, 4});
  REQUIRE(logos.size() == 2);
  CHECK(logos[0].text("file") == "a.svg");
  CHECK(logos[1].text("file") == "b.svg");
  CHECK(r.root().keys() == std::vector<std::string>{"name", "carnets", "on", "day", "width",
                                                    "value", "lines", "client", "logo"});
  r.document->refuse_unknown_keys();
  CHECK(r.said().empty());
}

TEST_CASE("a missing key is told at its section, an optional one is not") {
  Reading r{"\n[batch]\nx = 1\n"};
  Table batch = r.root().table("batch");
  CHECK(batch.integer("carnets", {1, 9}) == 1);
  CHECK_FALSE(batch.optional_date("valid_until").has_value());
  CHECK(r.said() == "missing-key 2:1");
  CHECK(r.findings.begin()->hint.en == "Add to this section: carnets = 1");
}

TEST_CASE("a missing section is told once, not once for each thing in it") {
  Reading r{"a = 1"};
  Table absent = r.root().table("client");
  CHECK_FALSE(absent.present());
  CHECK(absent.text("name").empty());
  CHECK(absent.table("deeper").texts("list", {1, 2}).empty());
  CHECK(r.said() == "missing-key 1:1");
}

TEST_CASE("a value of the wrong type is told at the value, with an example") {
  Reading r{"carnets = \"12\"\nday = \"2027-12-31\"\nvalue = 10.0\nwidth = 12\n"};
  r.root().integer("carnets", {1, 9});
  r.root().date("day");
  r.root().money("value", to_a_thousand);
  r.root().length("width", to_a_metre);
  CHECK(r.said() == "wrong-type 1:11, wrong-type 2:7, wrong-type 3:9, wrong-type 4:9");
  const auto third = *(r.findings.begin() + 2);
  CHECK(third.sentence.en ==
        "\"value\" must be an amount in euros, in quotes, not a decimal number.");
  CHECK(third.hint.en == "Write for example: value = \"10.00\"");
}

TEST_CASE("a number out of its range is told, whatever its size") {
  const auto* value = GENERATE("0", "10", "-9223372036854775808", "9223372036854775807");
  Reading r{fmt::format("n = {}", value)};
  CHECK(r.root().integer("n", {1, 9}) == 1);
  CHECK(r.said() == "out-of-range 1:5");
}

TEST_CASE("an amount that would lose a cent is refused") {
  const auto* value = GENERATE("10.005", "1e3", "10,00", "", "-1.00", "10.5");
  Reading r{fmt::format("v = \"{}\"", value)};
  r.root().money("v", to_a_thousand);
  CHECK(r.said() == "not-an-amount 1:5");
}

TEST_CASE("a length above its range is told in millimetres") {
  Reading r{"w = \"1001 mm\""};
  r.root().length("w", to_a_metre);
  CHECK(r.findings.begin()->sentence.en == "\"w\" must lie between 0 mm and 1000 mm.");
}

TEST_CASE("texts are counted in characters and may not be blank") {
  Reading r{"a = \"éééé\"\nb = \" \\t\\n\"\nc = \"ééééé\"\n"};
  CHECK(r.root().text("a", {1, 4}) == "éééé");
  CHECK(r.root().text("b").empty());
  CHECK(r.root().text("c", {1, 4}).empty());
  CHECK(r.said() == "text-empty 2:5, text-too-long 3:5");
}

TEST_CASE("each wrong item of a list is told at its place") {
  Reading r{"lines = [\"a\", 2,\n  \"\", \"d\"]\n"};
  CHECK(r.root().texts("lines", {1, 9}) == std::vector<std::string>{"a", "d"});
  CHECK(r.said() == "wrong-type 1:15, text-empty 2:3");
}

TEST_CASE("a list may be a single text, and may not be too short or too long") {
  Reading r{"one = \"a\"\nnone = []\nmany = [\"a\", \"b\", \"c\"]\n"};
  CHECK(r.root().texts("one", {1, 2}) == std::vector<std::string>{"a"});
  r.root().texts("none", {1, 2});
  r.root().texts("many", {1, 2});
  CHECK(r.said() == "wrong-count 2:8, wrong-count 3:8");
}

TEST_CASE("a choice that is mistyped is told with the nearest name") {
  Reading r{"lang = \"frr\""};
  CHECK(r.root().choice<int>("lang", {{"fr", 1}, {"en", 2}}) == 1);
  CHECK(r.said() == "not-a-choice 1:8");
  CHECK(r.findings.begin()->hint.en == "Did you mean \"fr\"? Possible choices: \"fr\", \"en\".");
}

TEST_CASE("unknown keys are told with the name that was meant and all that are known") {
  Reading r{"carnet = 12\n[clent]\nname = \"x\"\n"};
  r.root().optional_integer("carnets", {1, 99});
  r.root().optional_table("client");
  r.document->refuse_unknown_keys();
  CHECK(r.said() == "unknown-key 1:1, unknown-key 2:2");
  CHECK(r.findings.begin()->hint.en ==
        "Did you mean \"carnets\"? Names possible here: carnets, client.");
}

TEST_CASE("an unknown key far from everything gets no guess") {
  Reading r{"zebra = 12\n"};
  r.root().optional_integer("carnets", {1, 99});
  r.document->refuse_unknown_keys();
  CHECK(r.findings.begin()->hint.en == "Names possible here: carnets.");
}

TEST_CASE("a series written with single brackets is told to double them") {
  Reading r{"[logo]\nfile = \"a\"\n"};
  CHECK(r.root().tables("logo", {0, 9}).empty());
  CHECK(r.said() == "wrong-type 1:1");
}

TEST_CASE("a syntax fault is one finding at its place, in both languages") {
  const auto [bytes, line] = GENERATE(table<std::string, int>({{"a = 1\nb = \n", 2},
                                                               {"a = \"open\nb = 1\n", 1},
                                                               {"a = 1\na = 2\n", 2},
                                                               {"a 1\n", 1},
                                                               {"a = 01\n", 1},
                                                               {"a = bonjour\n", 1},
                                                               {"a = [1, 2", 1},
                                                               {"[x\n", 1},
                                                               {"a = 2027-02-30\n", 1}}));
  CAPTURE(bytes);
  Reading r{bytes};
  REQUIRE_FALSE(r.document.has_value());
  REQUIRE(r.findings.size() == 1);
  const auto& f = *r.findings.begin();
  CHECK(f.rule == "toml-syntax");
  CHECK(f.place.line == line);
  CHECK_FALSE(f.sentence.fr.empty());
  CHECK_FALSE(f.hint.fr.empty());
}

TEST_CASE("the usual slips of the hand have a sentence of their own") {
  const auto [bytes, sentence] = GENERATE(table<std::string, std::string>({
      {"a = \"open\n", "This text is not closed on its line, or holds a control character."},
      {"a = 2027-02-30", "This date does not exist, or is miswritten."},
      {"a = 2027-1-3", "This date does not exist, or is miswritten."},
      {"a = 1,5", "Something stands after the value on its line."},
      {"a = “x”", "This value is neither a text in quotes, nor a number, nor a date."},
      {"é = 1", "A line can't begin like this."},
      {"a = [1, 2\nb = 1", "A comma is missing, or the bracket that closes the list."},
      {"[x\n", "This section name is miswritten."},
      {"a : 1", "There is no \"=\" after the name."},
      {"a = 1\na = 2", "This name is already defined above."},
      {"a = 99999999999999999999", "This number is too large."},
      {"a = \"\xff\"", "The file is not UTF-8."},
  }));
  Reading r{bytes};
  CHECK(r.findings.begin()->sentence.en == sentence);
}

TEST_CASE("a byte order mark and CRLF lines change nothing") {
  Reading r{
      "\xEF\xBB\xBF"
      "a = 1\r\nb = \"\"\"x\r\ny\"\"\"\r\nc = true\r\n"};
  REQUIRE(r.document.has_value());
  CHECK(r.root().integer("a", {0, 9}) == 1);
  CHECK(r.root().text("b") == "x\ny");
  CHECK(r.root().place("c").line == 4);
}

TEST_CASE("NUL bytes, broken UTF-8 and controls are syntax faults") {
  const auto bytes = GENERATE(std::string("a = \"x\0y\"", 9), std::string("\0\0\0", 3),
                              std::string("a = \"\xff\""), std::string("a = \"\xc0\x80\""),
                              std::string("a = \"\xed\xa0\x80\""), std::string("a = \"\x1b[2J\""),
                              std::string("\xff\xfe"
                                          "a\0",
                                          4),
                              std::string("a = \"\xe2\x82"));
  Reading r{bytes};
  REQUIRE_FALSE(r.document.has_value());
  CHECK(r.findings.begin()->rule == "toml-syntax");
}

TEST_CASE("an empty file is an empty document") {
  Reading r{""};
  REQUIRE(r.document.has_value());
  r.root().table("order");
  CHECK(r.said() == "missing-key 1:1");
}

TEST_CASE("nesting without end is a finding, not a crash") {
  const std::size_t n = 100'000;
  std::string dotted = "a";
  for (std::size_t i = 0; i < n; ++i) dotted += ".a";
  std::string tables;
  for (std::size_t i = 0; i < n; ++i) tables += "{a=";
  const auto bytes = GENERATE_COPY("x = " + std::string(n, '['), "x = " + tables, dotted + " = 1",
                                   "[" + dotted + "]", "[[" + dotted + "]]");
  Reading r{bytes};
  CHECK_FALSE(r.document.has_value());
  CHECK(r.findings.size() == 1);
}

TEST_CASE("dots inside texts and comments are no nesting") {
  const std::string dots(20'000, '.');
  Reading r{"# " + dots + "\na = \"" + dots + "\"\nb = '''" + dots + "\n'''\n"};
  CHECK(r.document.has_value());
}

TEST_CASE("a file of a hundred megabytes is refused before it is parsed") {
  Reading r{std::string(100'000'000, 'a')};
  CHECK(r.said() == "toml-size 0:0");
}

TEST_CASE("a wrong file is not told key by key without end") {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes += fmt::format("k{} = 1\n", i);
  Reading r{bytes};
  r.root();
  r.document->refuse_unknown_keys();
  CHECK(r.findings.size() == 50);
}

TEST_CASE("a stranger's words can't disturb the sentence that shows them") {
  CHECK(shown("\x1b[2Jé") == "\\u{001B}[2Jé");
  CHECK(shown("a\u202Eb") == "a\\u{202E}b");
  CHECK(shown("\xff\xc3") == "\\xFF\\xC3");
  CHECK(shown(std::string(61, 'x')) == std::string(60, 'x') + "…");
  CHECK(shown("") == "");
}

TEST_CASE("edit distance counts single changes") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("carnets", "carnets") == 0);
}

TEST_CASE("a file damaged anywhere is a document or a finding, never anything else") {
  const std::string good =
      "a = [1, \"x\", { b.c = 2027-12-31 }]\n[t.u]\nd = '''\né'''\n[[l]]\ne = 1e3\n[[l]]\nf = "
      "true\n";
  const std::string_view signs = "\"'[]{}=.,#\n\r\t \\0x_-+:TZeé\x01\xff\x7f";
  std::mt19937 dice{7};
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = good;
    for (auto changes = 1 + dice() % 4; changes > 0; --changes) {
      bytes[dice() % bytes.size()] = signs[dice() % signs.size()];
    }
    if (round % 3 == 0) bytes.resize(dice() % bytes.size());
    Reading r{bytes};
    if (r.document) {
      for (const auto& key : r.root().keys()) r.root().optional_text(key);
      r.document->refuse_unknown_keys();
    }
    if (!r.document && r.findings.size() != 1) FAIL(shown(bytes));
  }
}
