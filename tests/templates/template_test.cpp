#include "templates/template.h"

#include "catch/catch.h"
#include "templates/tiny.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

std::vector<std::string> rules_of(const templates::ReadTemplate& read) {
  std::vector<std::string> rules;
  for (const auto& finding : read.findings) rules.push_back(finding.rule);
  return rules;
}

// The rules that one more item on the front breaks.
std::vector<std::string> broken_by(const std::string& item) {
  return rules_of(templates::parse_template("t.toml", tiny::toml("  { " + item + " },\n")));
}

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("a template is read whole: names resolved, panels moved, passes counted") {
  const auto read = templates::parse_template("t.toml", tiny::toml());
  REQUIRE(read.findings.empty());
  REQUIRE(read.product);
  CHECK(read.product->passes_per_carnet() == 1);
  CHECK(read.product->text_zones() == Rules{"cover", "pass"});
  CHECK(read.product->image_zones() == Rules{"funder"});
  CHECK(read.product->styles[0].least == 6_pt);
}

TEST_CASE("the templates that ship have no finding") {
  const std::string name = GENERATE("carnet-10", "carnet-pique", "pass-single");
  const auto read = templates::read_template(SOURCE_FOLDER "/templates/" + name);
  CHECK(rules_of(read).empty());
  REQUIRE(read.product);
  CHECK(read.product->name == name);
  CHECK(read.product->passes_per_carnet() == (name == "pass-single" ? 1 : 10));
}

TEST_CASE("the worked example of docs/formats/template.md is a template without findings") {
  const auto page = world::read_file(SOURCE_FOLDER "/docs/formats/template.md");
  const auto begin = page.find("```toml\n") + 8;
  const auto example = page.substr(begin, page.find("```", begin) - begin);
  CHECK(rules_of(templates::parse_template("template.md", example)).empty());
}

TEST_CASE("docs/formats/template.md names every placeholder") {
  const auto page = world::read_file(SOURCE_FOLDER "/docs/formats/template.md");
  for (const auto name : templates::placeholders()) {
    if (name.ends_with(".inline")) continue;
    CHECK(page.find("`{" + std::string{name} + "}`") != std::string::npos);
  }
}

TEST_CASE("what stands too near the trim, or beyond the bleed, is refused") {
  const std::string text = "draw = \"text\", text = \"x\", style = \"body\", box = ";
  CHECK(broken_by(text + R"(["50 mm", "24 mm", "27 mm", "3 mm"])") == Rules{"template-unsafe"});
  CHECK(broken_by(text + R"(["50 mm", "24 mm", "26 mm", "3 mm"])").empty());
  CHECK(broken_by(R"(draw = "box", fill = "bleu", box = ["-4 mm", "46 mm", "88 mm", "7 mm"])") ==
        Rules{"template-outside"});
  CHECK(broken_by(R"(draw = "box", fill = "bleu", box = ["-3 mm", "46 mm", "86 mm", "7 mm"])")
            .empty());
}

TEST_CASE("nothing is painted on the quiet zone after the symbol, and nothing read before it") {
  CHECK(broken_by(R"(draw = "box", fill = "bleu", box = ["18 mm", "6 mm", "2 mm", "2 mm"])") ==
        Rules{"template-quiet-zone"});
  CHECK(
      broken_by(
          R"(draw = "rule", stroke = "noir", from = ["0 mm", "20 mm"], to = ["9 mm", "20 mm"])") ==
      Rules{"template-quiet-zone"});
}

TEST_CASE("the symbol and the code keep 2 mm from a perforation, text merely off it") {
  const auto perforated = [](const std::string& x) {
    const std::string line = "[[finish]]\nkind = \"perforation\"\nleaves = [\"pass\"]\nfrom = [\"" +
                             x + "\", \"0 mm\"]\nto = [\"" + x + "\", \"50 mm\"]\n";
    return rules_of(templates::parse_template("t.toml", tiny::toml("", line, R"(
  { draw = "symbol", at = ["10 mm", "8 mm"], module = "508 um", ink = "noir" },
  { draw = "field", variable = "code", style = "code", box = ["10 mm", "24 mm", "40 mm", "3 mm"] },
  { draw = "field", variable = "serial", style = "body", box = ["24 mm", "8 mm", "20 mm", "3 mm"] },
  { draw = "text", zone = "pass", style = "body", box = ["24 mm", "14 mm", "40 mm", "6 mm"] },
  { draw = "image", zone = "funder", box = ["10 mm", "30 mm", "60 mm", "12 mm"] },
)")));
  };
  CHECK(perforated("7.9 mm") == Rules{});
  CHECK(perforated("8.1 mm") == Rules{"template-perforation", "template-perforation"});
  CHECK(perforated("71 mm") == Rules{"template-perforation"});  // on the back it crosses the text
}

TEST_CASE("a line on the front stands mirrored on the back") {
  const auto read = templates::read_template(SOURCE_FOLDER "/templates/carnet-10");
  REQUIRE(read.product);
  const auto perforation_of = [&](const std::string& name) {
    const auto page = std::ranges::find(read.product->pages, name, &templates::Page::name);
    return std::ranges::find(page->finishes, page::FinishKind::perforation, &page::Finish::kind)
        ->from.x;
  };
  CHECK(perforation_of("pass-front") == 28_mm);
  CHECK(perforation_of("pass-back") == 150_mm);
}

TEST_CASE("leaves that no folding brings into their order are refused") {
  const auto broken = [](const std::string& leaves) {
    std::string toml = tiny::toml("", leaves);
    toml.replace(toml.find("\"none\""), 6, "\"saddle\"");
    toml.insert(toml.find("[[ink]]"),
                "[[stock]]\nname = \"cover\"\ntitle = \"Carte\"\ncaliper = \"0.2 mm\"\n");
    return rules_of(templates::parse_template("t.toml", toml));
  };
  const auto leaf = [](const std::string& name, const std::string& stock) {
    return "[[leaf]]\nname = \"" + name + "\"\nstock = \"" + stock +
           "\"\nfront = \"back\"\nback = \"back\"\n";
  };
  const std::string map = leaf("map", "inner"), note = leaf("note", "inner");
  const std::string cover = leaf("cover", "cover"), back = leaf("back", "cover");
  CHECK(broken("").empty());  // a single leaf and a blank one
  CHECK(broken(map + note).empty());
  CHECK(broken(cover + back + map).empty());  // the pass and the map wrap the covers
  CHECK(broken(map + cover + back) == Rules{"template-nesting"});
}

TEST_CASE("unknown styles, inks and placeholders are named where they stand") {
  const auto read = templates::parse_template("t.toml", tiny::toml(R"(
  { draw = "text", text = "{client.nmae}", style = "body", box = ["50 mm", "24 mm", "20 mm", "3 mm"] },
)"));
  REQUIRE(read.findings.size() == 1);
  const auto& finding = *read.findings.begin();
  CHECK(finding.rule == "template-placeholder");
  CHECK(finding.place.line > 30);
  CHECK(finding.hint.en == "Did you mean \"{client.name}\"?");
  CHECK(broken_by(R"(draw = "box", fill = "rouge", box = ["50 mm", "24 mm", "2 mm", "3 mm"])") ==
        Rules{"template-unknown-name"});
  CHECK(broken_by(R"(draw = "box", fill = "bleu 0%", box = ["50 mm", "24 mm", "2 mm", "3 mm"])") ==
        Rules{"template-tint"});
  CHECK(
      broken_by(
          R"(draw = "text", text = "x", style = "titre", box = ["50 mm", "24 mm", "2 mm", "3 mm"])") ==
      Rules{"template-unknown-style"});
}

TEST_CASE("every template has the zones that orders rely on, and a pass with its code") {
  auto text = tiny::toml();
  const auto without = [&](const std::string& part, const std::string& instead) {
    auto changed = text;
    changed.replace(changed.find(part), part.size(), instead);
    return rules_of(templates::parse_template("t.toml", changed));
  };
  CHECK(without("zone = \"cover\"", "zone = \"dos\"") == Rules{"template-zone"});
  CHECK(without("zone = \"funder\"", "zone = \"logos\"") == Rules{"template-zone"});
  CHECK(without("variable = \"code\"", "variable = \"rank\"") == Rules{"template-pass"});
  CHECK(without("pass = true", "pass = false") == Rules{"template-pass", "template-pass"});
}

TEST_CASE("a zone is called by its title, or by the pages that show it") {
  const auto titles = [](const std::string& after, finding::Language language) {
    return templates::parse_template("t.toml", tiny::toml("", after))
        .product.value()
        .zone_titles(language);
  };
  using Titles = std::map<std::string, std::string>;
  CHECK(titles("", finding::Language::french) ==
        Titles{{"cover", "Texte – Verso"}, {"funder", "Logos – Recto"}, {"pass", "Texte – Recto"}});
  const std::string named =
      "[[zone]]\nname = \"pass\"\ntitle = \"Message\"\ntitle_en = \"Words\"\n";
  CHECK(titles(named, finding::Language::french).at("pass") == "Message");
  CHECK(titles(named, finding::Language::english).at("pass") == "Words");
  CHECK(rules_of(templates::parse_template("t.toml", tiny::toml("", named + named))) ==
        Rules{"template-twice"});
  CHECK(rules_of(templates::parse_template(
            "t.toml", tiny::toml("", "[[zone]]\nname = \"dos\"\ntitle = \"Dos\"\n"))) ==
        Rules{"template-unknown-name"});
}

TEST_CASE("a stock's name that is no plain file name is refused") {
  const std::string name = GENERATE("../x", "a,b", "Inner", "in ner", "intérieur");
  auto text = tiny::toml();
  for (auto at = text.find("\"inner\""); at != text.npos; at = text.find("\"inner\"")) {
    text.replace(at, 7, '"' + name + '"');
  }
  CHECK(rules_of(templates::parse_template("t.toml", text)) == Rules{"template-stock-name"});
}

TEST_CASE("a spot ink has a name of its own, and one look") {
  const auto with = [](const std::string& inks) {
    auto text = tiny::toml();
    text.insert(text.find("[[style]]"), inks);
    return rules_of(templates::parse_template("t.toml", text));
  };
  const auto gold = [](const std::string& name, const std::string& spot, int yellow) {
    return "[[ink]]\nname = \"" + name + "\"\nspot = \"" + spot + "\"\nprocess = [0, 20, " +
           std::to_string(yellow) + ", 0]\n";
  };
  const std::string reserved = GENERATE("All", "None", "Cyan", "Magenta", "Yellow", "Black");
  CHECK(with(gold("or", reserved, 60)) == Rules{"template-spot"});
  CHECK(with(gold("or", "Gold", 60) + gold("vieil or", "Gold", 60)).empty());
  CHECK(with(gold("or", "Gold", 60) + gold("vieil or", "Gold", 80)) == Rules{"template-spot"});
}

TEST_CASE("a guilloche that leaves its box, or weighs too much, is refused") {
  const std::string waves =
      R"(draw = "guilloche", shape = "waves", box = ["50 mm", "5 mm", "20 mm", "10 mm"], stroke = "noir", stroke_width = "0.1 mm", )";
  const std::string to = R"(, to = { level = "5 mm" } )";
  CHECK(
      broken_by(
          waves +
          R"(lines = 9, from = { level = "3 mm", harmonic = [{ amplitude = "3 mm", periods = 2 }] })" +
          to)
          .empty());
  CHECK(
      broken_by(
          waves +
          R"(lines = 9, from = { level = "3 mm", harmonic = [{ amplitude = "4 mm", periods = 2 }] })" +
          to) == Rules{"template-guilloche"});
  CHECK(
      broken_by(
          waves +
          R"(lines = 200, from = { level = "3 mm", harmonic = [{ amplitude = "3 mm", periods = 40 }] })" +
          to) == Rules{"template-guilloche"});
}

TEST_CASE("small text and hairlines in several inks are a warning, text below 5 pt an error") {
  auto text = tiny::toml();
  text.replace(text.find("ink = \"noir\""), 12, "ink = \"bleu\"");
  CHECK(rules_of(templates::parse_template("t.toml", text))[0] == "template-screened-text");
  text.replace(text.find("least = \"6 pt\""), 14, "least = \"4 pt\"");
  const auto rules = rules_of(templates::parse_template("t.toml", text));
  CHECK(rules[0] == "template-small-text");
  CHECK(
      broken_by(
          R"(draw = "rule", stroke = "bleu", stroke_width = "0.2 pt", from = ["50 mm", "5 mm"], to = ["60 mm", "5 mm"])") ==
      Rules{"template-screened-line"});
}

TEST_CASE("whatever is not a template is findings, never a crash") {
  const std::string text =
      GENERATE(std::string{}, std::string{"format = 1\n"}, std::string{"\xff\xfe"},
               std::string{"format = 2\n[template]\nname = 3\n"}, tiny::toml().substr(0, 900),
               tiny::toml("  7,\n"));
  const auto read = templates::parse_template("t.toml", text);
  CHECK(read.findings.has_errors());
  CHECK_FALSE(read.product);
}

TEST_CASE("placeholders are filled, and a line whose placeholders are all empty is left out") {
  const std::map<std::string, std::string> values = {{"a", "un"}, {"b", ""}};
  CHECK(templates::filled("{a} et {a}", values) == "un et un");
  CHECK(templates::filled("haut\nTél. {b}\nbas", values) == "haut\nbas");
  CHECK(templates::filled("{a}{b}", values) == "un");
  CHECK(templates::filled("{c} {", values) == "{c} {");
  CHECK(templates::filled("", values).empty());
}
