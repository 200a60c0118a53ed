// Logos as an order places them: which page of a file, and whether they can be seen where they lie.
#include "../pdf/assembled.h"
#include "catch/catch.h"
#include "flow/artwork_look.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;
using namespace imprimatur::measure::literals;

namespace {

std::string drawn(const std::string& body) {
  return "<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='20mm' viewBox='0 0 40 20'>" +
         body + "</svg>";
}

struct Checked {
  Outcome outcome;
  std::string rules;  // of warnings and errors at the logo's line
};

Checked checked(const std::string& file, const std::string& bytes, const std::string& key = {}) {
  Shop shop;
  shop.ghostscript();
  world::write_file(shop.folder / "order/logos" / file, bytes);
  const std::string toml = order_toml("T-1", 8, "Dix pass.");
  shop.write_order(std::regex_replace(toml, std::regex("logos/departement.svg\""),
                                      "logos/" + file + "\"\n" + key));
  Checked checked{check_order(shop.desk, shop.workspace, shop.folder / "order"), {}};
  for (const finding::Finding& finding : checked.outcome.findings) {
    if (finding.severity == finding::Severity::note || finding.place.line == 0 ||
        finding.place.file != "order.toml") {
      continue;
    }
    checked.rules += finding.rule + ' ';
  }
  return checked;
}

// Of 40 × 40 pixels: a ground, and on its left half and right half what the logo paints there.
Sight halves(const std::string& ground, const std::string& left, const std::string& right) {
  Sight sight{{40, 40, {}}, {}, {}};
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 40; ++x) {
      sight.seen.rgb += x < 20 ? left : right;
      sight.alone += x < 20 ? left : right;
      sight.ground += ground;
    }
  }
  return sight;
}

std::string judged(const Sight& sight) {
  std::string rules;
  for (const finding::Finding& f :
       judge_look(sight, {20_mm, 20_mm}, "logo", {"order.toml", 3, 1})) {
    rules += f.rule + ' ' + f.sentence.en + ' ';
  }
  return rules;
}

}  // namespace

TEST_CASE("an order is warned of a logo with a white border and of one that is hardly seen") {
  CHECK(checked("good.svg", drawn("<path d='M0 0H40V20H0z' fill='#c8102e'/>")).rules == "");
  CHECK(checked("border.svg", drawn("<path d='M10 5H30V15H10z' fill='#c8102e'/>")).rules ==
        "artwork-border ");
  CHECK(checked("pale.svg", drawn("<path d='M0 0H40V20H0z' fill='#fbfbfb'/>"))
            .rules.find("artwork-") != std::string::npos);
}

TEST_CASE("of a file with several pages an order names the one it wants") {
  const auto content = [](const std::string& text) {
    return fmt::format("<< /Length {} >>\nstream\n{}\nendstream", text.size(), text);
  };
  const std::string two = handmade::assembled(
      {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>",
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 50] /Contents 4 0 R /Resources << >> >>",
       content("0 0 0 1 k 0 0 100 50 re f"),
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 60 60] /Contents 6 0 R /Resources << >> >>",
       content("1 0 0 0 k 0 0 60 60 re f")});
  CHECK(checked("two.pdf", two).rules == "artwork-pages ");
  CHECK(checked("two.pdf", two, "page = 2").rules == "");
  CHECK(checked("two.pdf", two, "page = 3").rules == "artwork-no-page ");
  CHECK(checked("two.pdf", two, "page = 0").rules == "artwork-pages out-of-range ");
}

TEST_CASE("a logo is held against the ground that it lies on, with the numbers") {
  const std::string white = "\xff\xff\xff", night("\x10\x10\x30", 3), ink("\x20\x20\x50", 3);
  CHECK(judged(halves(white, ink, ink)) == "");
  CHECK(judged(halves(white, "\xf0\xf0\xf0", "\xf0\xf0\xf0"))
            .starts_with("artwork-pale The logo \"logo\" hardly differs from the paper: 5% at"));
  CHECK(judged(halves(night, ink, ink)) ==
        "artwork-ground The logo \"logo\" hardly differs from its ground: 12% at most. ");
  CHECK(judged(halves(night, ink, "\xd0\xb0\x20")) ==
        "artwork-ground 50% of what the logo \"logo\" draws hardly differs from its ground. ");
  CHECK(judged(halves(night, white, white)) == "");
}

TEST_CASE("a white box around a logo on a ground is an empty border; so is what shows the ground") {
  const std::string night("\x10\x10\x30", 3);
  CHECK(judged(halves(night, "\xff\xff\xff", "\xd0\xb0\x20"))
            .starts_with(
                "artwork-border The logo \"logo\" has an empty border: 10.0 mm at the left"));
  CHECK(judged(halves(night, night, "\xd0\xb0\x20")).find("artwork-border") != std::string::npos);
}
