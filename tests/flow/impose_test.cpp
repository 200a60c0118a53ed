#include "flow/impose.h"

#include "../pdf/strangers.h"
#include "catch/catch.h"
#include "shop.h"
#include "strangers.h"

#include <cstdlib>

using namespace imprimatur;
using namespace imprimatur::flow;
using namespace measure::literals;

namespace {

std::string occurrences(const std::string& text, std::string_view part) {
  int count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++count;
  return std::to_string(count);
}

// A shop whose lengths are whole points, so that a pixel of the sheet is a pixel of a page.
class Imposer {
 public:
  Imposer() {
    desk.house = house();
    desk.world = world::still_world(*calendar::instant_from_iso("2026-11-23T09:00:00Z"));
  }

  // Without a shop's file: the shop above.
  Outcome impose(Scheme scheme, const std::vector<std::string>& pdfs,
                 std::vector<std::uint32_t> counts = {}, const std::string& shop = "") {
    world::write_file(folder / "shop.toml", shop_text());
    wishes.files.clear();
    for (std::size_t i = 0; i < pdfs.size(); ++i) {
      const world::Path file = folder / fmt::format("in{}.pdf", i);
      world::write_file(file, pdfs[i]);
      wishes.files.push_back({file, counts.empty() ? 1 : counts[i]});
    }
    wishes.output = folder / "out.pdf";
    wishes.scheme = scheme;
    wishes.shop = shop.empty() ? (folder / "shop.toml").string() : shop;
    std::filesystem::remove(wishes.output);
    const Outcome outcome = flow::impose(desk, std::nullopt, wishes);
    out = std::filesystem::exists(wishes.output) ? world::read_file(wishes.output) : "";
    return outcome;
  }
  std::string rules(const Outcome& outcome) const {
    std::string text;
    for (const finding::Finding& finding : outcome.findings) {
      text += (text.empty() ? "" : " ") + finding.rule;
      if (finding.severity == finding::Severity::error) {
        CHECK_FALSE(finding.sentence.fr.empty());
        CHECK_FALSE(finding.hint.fr.empty());
      }
    }
    return text;
  }
  std::string refusal_of(const std::string& pdf) {
    const Outcome outcome = impose(Scheme::cut_and_stack, {pdf});
    CHECK(outcome.exit == Exit::findings);
    CHECK(out.empty());
    CHECK_FALSE(std::filesystem::exists(wishes.output));
    return rules(outcome);
  }
  bool is_clean() const {
    const auto passes = [](const std::string& command) {
      return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
    };
    const std::string file = wishes.output.string();
    return passes("qpdf --check " + file) &&
           passes("gs -q -dBATCH -dNOPAUSE -dPDFSTOPONERROR -dPDFSTOPONWARNING -sDEVICE=nullpage " +
                  file);
  }

  std::string columns = "columns = 2", rows = "rows = 1", flip = "short-edge", work = "sheetwise",
              delivery = "face-down", stacking = "cut-and-stack", extras;
  ImposeWishes wishes;
  std::string out;  // the imposed file; empty: there is none
  world::TestFolder folder;
  Desk desk;

 private:
  std::string shop_text() const {
    return fmt::format(R"(format = 1
title = "Essai"
[sheet]
width = "914.4 mm"
height = "609.6 mm"
flip = "{}"
work = "{}"
leaves = "upright"
gutter = "18 pt"
{}
{}
[stacking]
order = "{}"
delivery = "{}"
[margins]
left = "18 pt"
top = "18 pt"
right = "18 pt"
bottom = "18 pt"
[lift]
sheets = 400
[marks]
offset = "12 pt"
length = "9 pt"
width = "0.1 mm"
slug = "18 pt"
{}
[files]
sheets = 500
[condition]
identifier = "FOGRA39"
registry = "http://www.color.org"
description = "Offset"
profile = "FOGRA39L_coated_free.icc"
)",
                       flip, work, columns, rows, stacking, delivery, extras);
  }
};

}  // namespace

TEST_CASE("cut and stack: piles on piles are all leaves in order, backs on their fronts") {
  Imposer press;
  const std::string pdf = pdf_of({.pages = 11});
  REQUIRE(press.impose(Scheme::cut_and_stack, {pdf}).exit == Exit::done);
  REQUIRE(pages_of(press.out) == 6);
  CHECK(seen_on(press.out, 0, 2, 1, pdf) == "1 7");
  CHECK(seen_on(press.out, 1, 2, 1, pdf) == "8 2");
  CHECK(seen_on(press.out, 2, 2, 1, pdf) == "3 9");
  CHECK(seen_on(press.out, 3, 2, 1, pdf) == "10 4");
  CHECK(seen_on(press.out, 4, 2, 1, pdf) == "5 11");
  CHECK(seen_on(press.out, 5, 2, 1, pdf) == ". 6");  // 11 has no back
  CHECK(press.is_clean());
}

TEST_CASE("turned about its long edge, the sheet's backs stand on their heads") {
  Imposer press;
  press.flip = "long-edge";
  press.rows = "rows = 2";
  const std::string pdf = pdf_of({.pages = 8});
  REQUIRE(press.impose(Scheme::cut_and_stack, {pdf}).exit == Exit::done);
  CHECK(seen_on(press.out, 0, 2, 2, pdf) == "1 3 5 7");
  CHECK(seen_on(press.out, 1, 2, 2, pdf) == "6u 8u 2u 4u");
}

TEST_CASE("work and turn: both sides of the sheet are one form") {
  Imposer press;
  press.work = "work-and-turn";
  const std::string pdf = pdf_of({.pages = 4});
  REQUIRE(press.impose(Scheme::cut_and_stack, {pdf}).exit == Exit::done);
  CHECK(seen_on(press.out, 0, 2, 1, pdf) == "1 4");
  CHECK(seen_on(press.out, 1, 2, 1, pdf) == "3 2");
}

TEST_CASE("step and repeat: a sheet for each leaf, printed as often as the copies take") {
  Imposer press;
  press.wishes.copies = 101;
  const std::string pdf = pdf_of({.pages = 4});
  const Outcome outcome = press.impose(Scheme::step_and_repeat, {pdf});
  REQUIRE(pages_of(press.out) == 4);
  CHECK(seen_on(press.out, 0, 2, 1, pdf) == "1 1");
  CHECK(seen_on(press.out, 1, 2, 1, pdf) == "2 2");
  CHECK(seen_on(press.out, 2, 2, 1, pdf) == "3 3");
  CHECK(nlohmann::json::parse(outcome.facts)["times"] == 51);
  CHECK(nlohmann::json::parse(outcome.facts)["files"][0]["over"] == 1);
}

TEST_CASE("saddle stitch: spreads meet at their spines, odd leaves are filled up with blanks") {
  Imposer press;
  press.columns = press.rows = "";
  press.columns = "columns = 1";
  press.rows = "rows = 1";
  const std::string pdf = pdf_of({.pages = 6});
  const Outcome outcome = press.impose(Scheme::saddle_stitch, {pdf});
  CHECK(press.rules(outcome).find("document-blanks") != std::string::npos);
  REQUIRE(pages_of(press.out) == 4);
  CHECK(seen_on(press.out, 0, 2, 1, pdf, 0) == ". 1");
  CHECK(seen_on(press.out, 1, 2, 1, pdf, 0) == "2 .");
  CHECK(seen_on(press.out, 2, 2, 1, pdf, 0) == "6 3");
  CHECK(seen_on(press.out, 3, 2, 1, pdf, 0) == "4 5");
}

TEST_CASE("creep moves what inner leaves show to the spine, and the outer spread stays") {
  Imposer press;
  press.columns = "columns = 1";
  press.wishes.caliper = 1058_um;  // 3 pt
  const std::string pdf = pdf_of({.pages = 8});
  REQUIRE(press.impose(Scheme::saddle_stitch, {pdf}).exit == Exit::done);
  CHECK(seen_on(press.out, 0, 2, 1, pdf, 0) == "8 1");
  CHECK(seen_on(press.out, 2, 2, 1, pdf, 0) == "? ?");
}

TEST_CASE("perfect bound: a pile is whole books, and copies are repeated") {
  Imposer press;
  press.wishes.copies = 3;
  const std::string pdf = pdf_of({.pages = 4});
  REQUIRE(press.impose(Scheme::perfect_bound, {pdf}).exit == Exit::done);
  REQUIRE(pages_of(press.out) == 8);  // two books in the first pile, one and nothing in the second
  CHECK(seen_on(press.out, 0, 2, 1, pdf) == "1 1");
  CHECK(seen_on(press.out, 2, 2, 1, pdf) == "3 3");
  CHECK(seen_on(press.out, 4, 2, 1, pdf) == "1 .");
  CHECK(seen_on(press.out, 7, 2, 1, pdf) == ". 4");
}

TEST_CASE("one up: a leaf a sheet, in order") {
  Imposer press;
  const std::string pdf = pdf_of({.pages = 3});
  REQUIRE(press.impose(Scheme::one_up, {pdf}).exit == Exit::done);
  REQUIRE(pages_of(press.out) == 4);
  CHECK(seen_on(press.out, 0, 1, 1, pdf) == "1");
  CHECK(seen_on(press.out, 1, 1, 1, pdf) == "2");
  CHECK(seen_on(press.out, 2, 1, 1, pdf) == "3");
  CHECK(seen_on(press.out, 3, 1, 1, pdf) == ".");
}

TEST_CASE("a gang gives each file the places that make the fewest sheets") {
  Imposer press;
  press.columns = "columns = 4";
  const std::string a = pdf_of({.pages = 1}), b = pdf_of({.pages = 1, .first = 2});
  const std::string both = pdf_of({.pages = 2});
  const Outcome outcome = press.impose(Scheme::gang, {a, b}, {300, 95});
  REQUIRE(pages_of(press.out) == 1);  // nothing is printed on the backs
  CHECK(seen_on(press.out, 0, 4, 1, both) == "1 1 1 2");
  const auto facts = nlohmann::json::parse(outcome.facts);
  CHECK(facts["times"] == 100);
  CHECK(facts["files"][1]["over"] == 5);
  CHECK(press.rules(press.impose(Scheme::gang, {a, a, a, a, a}, {1, 1, 1, 1, 1}))
            .find("gang-too-many") != std::string::npos);
}

TEST_CASE("a page that is turned or scaled is imposed as a reader sees it") {
  const auto turn = GENERATE(as<int>{}, 90, 180, 270, -90);
  Imposer press;
  const std::string pdf = pdf_of({.pages = 2, .page = fmt::format("/Rotate {}", turn)});
  REQUIRE(press.impose(Scheme::step_and_repeat, {pdf}).exit == Exit::done);
  CHECK(seen_on(press.out, 0, 2, 1, pdf) == "1 1");
  CHECK(seen_on(press.out, 1, 2, 1, pdf) == "2 2");
}

TEST_CASE("a page in larger units comes out at its true size") {
  Imposer press;
  const std::string scaled =
      pdf_of({.pages = 1, .width = 72, .height = 108, .bleed = 4, .page = "/UserUnit 2"});
  REQUIRE(press.impose(Scheme::one_up, {scaled}).exit == Exit::done);
  CHECK(seen_on(press.out, 0, 1, 1, scaled, 18, 2) == "1");
}

TEST_CASE("the bleed is printed round the block and cut at the marks' distance") {
  Imposer press;
  press.impose(Scheme::one_up, {pdf_of({.pages = 1})});
  CHECK(has_ground_left_of(press.out, 0, 7));
  CHECK_FALSE(has_ground_left_of(press.out, 0, 11));
  const Outcome bare = press.impose(Scheme::one_up, {pdf_of({.pages = 1, .bleed = 0})});
  CHECK_FALSE(has_ground_left_of(press.out, 0, 7));
  CHECK(press.rules(bare).find("document-bleed") != std::string::npos);
}

TEST_CASE("a stitched sheet bears the marks of folds and the colour bars that the shop has") {
  Imposer press;
  press.columns = "columns = 1";
  const std::string pdf = pdf_of({.pages = 8, .bleed = 0});
  REQUIRE(press.impose(Scheme::saddle_stitch, {pdf}).exit == Exit::done);
  for (const int page : {0, 1}) {
    CHECK(has_mark_over_middle(press.out, page, 14));
    CHECK(has_cyan_outside(press.out, page, 21));
  }
  CHECK(press.is_clean());
  press.extras = "registration = false\ncolour_bar = false";
  REQUIRE(press.impose(Scheme::saddle_stitch, {pdf}).exit == Exit::done);
  CHECK(has_mark_over_middle(press.out, 0, 14));
  CHECK_FALSE(has_cyan_outside(press.out, 0, 21));
  press.columns = "columns = 2";  // a gutter in the middle, and no fold
  REQUIRE(press.impose(Scheme::cut_and_stack, {pdf}).exit == Exit::done);
  CHECK_FALSE(has_mark_over_middle(press.out, 0, 14));
}

TEST_CASE("what pages share is in the imposed file once, and a page's content too") {
  Imposer press;
  press.wishes.copies = 20;
  const std::string pdf = pdf_of({.pages = 8});
  REQUIRE(press.impose(Scheme::cut_and_stack, {pdf}).exit == Exit::done);
  CHECK(occurrences(press.out, "/Subtype /Image") == "1");
  CHECK(occurrences(press.out, "/Subtype /Form") == "10");  // eight pages, marks of front and back
  CHECK(pages_of(press.out) == 80);
}

TEST_CASE("content in several streams, or that leaves states open, is imposed whole") {
  Imposer press;
  const std::string split = pdf_of({.pages = 2, .split = true});
  REQUIRE(press.impose(Scheme::step_and_repeat, {split}).exit == Exit::done);
  CHECK(seen_on(press.out, 0, 2, 1, split) == "1 1");
  const std::string open = pdf_of({.pages = 2, .after = "q q 2 0 0 2 0 0 cm "});
  REQUIRE(press.impose(Scheme::step_and_repeat, {open}).exit == Exit::done);
  CHECK(seen_on(press.out, 1, 2, 1, open) == "2 2");
  CHECK(press.is_clean());
}

TEST_CASE("an annotation that prints is imposed with its page, a link is left out and said") {
  Imposer press;
  const std::string annotated = pdf_of(
      {.pages = 1,
       .page = "/Annots [ 5 0 R ]",
       .objects = {"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [ 60 60 100 100 ] /AP << /N 6 0 R "
                   ">> >>",
                   "<< /Type /XObject /Subtype /Form /BBox [ 0 0 40 40 ] /Length 27 >>\nstream\n0 "
                   "1 0 rg 0 0 40 40 re f    \nendstream"}});
  const Outcome stamped = press.impose(Scheme::one_up, {annotated});
  CAPTURE(press.rules(stamped));
  REQUIRE(stamped.exit == Exit::done);
  CHECK(seen_on(press.out, 0, 1, 1, annotated) == "1");
  CHECK(seen_on(press.out, 0, 1, 1, pdf_of({.pages = 1})) == "?");
  const std::string linked = pdf_of(
      {.pages = 1,
       .page = "/Annots [ 5 0 R ]",
       .objects = {"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /Rect [ 0 0 9 9 ] >>"}});
  CHECK(press.rules(press.impose(Scheme::one_up, {linked})).find("document-annotations") !=
        std::string::npos);
}

TEST_CASE("a hidden layer stays hidden") {
  Imposer press;
  const std::string hidden =
      pdf_of({.pages = 1,
              .catalog = "/OCProperties << /OCGs [ 5 0 R ] /D << /OFF [ 5 0 R ] >> >>",
              .resources = "/Properties << /L 5 0 R >>",
              .after = "/OC /L BDC 0 g 40 40 60 60 re f EMC ",
              .objects = {"<< /Type /OCG /Name (Secret) >>"}});
  REQUIRE(press.impose(Scheme::one_up, {hidden}).exit == Exit::done);
  CHECK(seen_on(press.out, 0, 1, 1, hidden) == "1");
}

TEST_CASE("the output intent is kept; documents for two conditions are not mixed") {
  const auto made_for = [](const std::string& condition) {
    return pdf_of({.pages = 1,
                   .catalog = "/OutputIntents [ << /Type /OutputIntent /S /GTS_PDFX "
                              "/OutputConditionIdentifier (" +
                              condition + ") >> ]"});
  };
  Imposer press;
  const Outcome kept = press.impose(Scheme::one_up, {made_for("FOGRA39")});
  CHECK(press.rules(kept) == "document-not-x4");
  CHECK(press.out.find("/OutputConditionIdentifier (FOGRA39)") != std::string::npos);
  const Outcome other = press.impose(Scheme::one_up, {made_for("FOGRA51")});
  CHECK(press.rules(other) == "document-condition document-not-x4");
  const Outcome mixed =
      press.impose(Scheme::gang, {made_for("FOGRA39"), made_for("FOGRA51")}, {1, 1});
  CHECK(mixed.exit == Exit::findings);
  CHECK(press.rules(mixed) == "document-intents");
}

TEST_CASE("what can't be imposed is said, and nothing is written") {
  Imposer press;
  const std::string good = pdf_of({.pages = 4});
  CHECK(press.refusal_of("") == "document-empty");
  CHECK(press.refusal_of("hello") == "document-kind");
  CHECK(press.refusal_of(good.substr(0, good.size() / 2)) == "document-damaged");
  CHECK(press.refusal_of(good.substr(0, good.size() - 9)) == "document-damaged");
  CHECK(press.refusal_of(pdf_of({.pages = 0})) == "document-no-pages");
  CHECK(press.refusal_of(pdf_of({.width = 3})) == "document-dimensions");
  CHECK(press.refusal_of(pdf_of({.width = 1500, .height = 2500})).find("sheet-too-small") !=
        std::string::npos);
  CHECK(press.refusal_of(pdf_of({.pages = 4, .last_page_wider = 5})).find("document-trim") !=
        std::string::npos);
  CHECK(press.refusal_of(pdf_of({.before = "Q "})).find("document-states") != std::string::npos);
  CHECK(press.refusal_of(pdf_of({.catalog = "/AcroForm << /NeedAppearances true >>"})) ==
        "document-fields");
}

TEST_CASE("an encrypted file is refused, and so is one that is too large") {
  Imposer press;
  const world::Path plain = press.folder / "plain.pdf", locked = press.folder / "locked.pdf";
  world::write_file(plain, pdf_of({.pages = 2}));
  REQUIRE(std::system(
              fmt::format("qpdf --encrypt '' owner 256 -- {} {}", plain.string(), locked.string())
                  .c_str()) == 0);
  CHECK(press.refusal_of(world::read_file(locked)) == "document-encrypted");
  std::filesystem::resize_file(plain, (std::uintmax_t{1} << 30) + 1);  // a hole takes no room
  press.wishes.files = {{plain, 1}};
  const Outcome large = flow::impose(press.desk, std::nullopt, press.wishes);
  CHECK(press.rules(large) == "document-too-large");
}

TEST_CASE("a file that isn't there is the asker's mistake, all of them at once") {
  Imposer press;
  press.wishes.files = {{press.folder / "absent.pdf", 1}, {press.folder.path(), 1}};
  const Outcome outcome = flow::impose(press.desk, std::nullopt, press.wishes);
  CHECK(outcome.exit == Exit::findings);
  CHECK(press.rules(outcome) == "document-not-there document-not-there");
}

TEST_CASE("the same files and wishes give the same bytes") {
  Imposer press;
  const std::string pdf = pdf_of({.pages = 8, .split = true});
  press.impose(Scheme::saddle_stitch, {pdf});
  const std::string first = press.out;
  press.impose(Scheme::saddle_stitch, {pdf});
  REQUIRE_FALSE(first.empty());
  CHECK((press.out == first));
}

TEST_CASE("an imposition never replaces what it is made of") {
  Imposer press;
  press.impose(Scheme::one_up, {pdf_of({.pages = 2})});
  const std::string before = world::read_file(press.wishes.files.front().file);
  press.wishes.output = press.wishes.files.front().file;
  CHECK(press.rules(flow::impose(press.desk, std::nullopt, press.wishes)) == "output-is-input");
  CHECK((world::read_file(press.wishes.output) == before));
}

TEST_CASE("orders share sheets: their leaves one-up, imposed together, bear each code once") {
  Shop shop;
  std::vector<std::string> codes, files;
  for (const char* id : {"T-1", "T-2"}) {
    shop.id = id;
    shop.order(2);
    shop.bat();
    shop.approve();
    shop.pay(200, id);
    REQUIRE(shop.one_up(id).exit == Exit::done);
    for (const std::string& code : shop.codes()) codes.push_back(code);
    files.push_back(world::read_file(shop.folder / id / "oneup-inner-0001.pdf"));
  }
  Imposer press;
  const world::Path sra3 = house().assets() / "workspace/shops/default.toml";
  const Outcome outcome = press.impose(Scheme::cut_and_stack, files, {}, sra3.string());
  REQUIRE(outcome.exit == Exit::done);
  const auto facts = Shop::facts(outcome);
  CHECK(facts.at("up") == 8);
  CHECK(facts.at("sheets") == 5);  // 40 leaves; alone, each order would take 3
  CHECK(facts.at("pdf_x4") == true);
  const auto text = strangers::run("pdftotext", {(press.folder / "out.pdf").string(), "-"});
  if (!text) return;
  std::string wrong;  // numbers; never the codes
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (occurrences(text->output, codes[i]) != "1") wrong += fmt::format("{} ", i + 1);
  CHECK(wrong == "");
}

TEST_CASE("leaves that press wrote are imposed once, in whatever way and under whatever name") {
  Shop shop;
  shop.order(2);
  shop.bat();
  shop.approve();
  shop.pay(200);
  REQUIRE(shop.one_up().exit == Exit::done);
  const std::string leaves = world::read_file(shop.folder / "leaves/oneup-inner-0001.pdf");
  Imposer press;
  const std::string sra3 = (house().assets() / "workspace/shops/default.toml").string();
  const auto errors_of = [&](Scheme scheme, const std::vector<std::string>& files,
                             std::vector<std::uint32_t> counts = {}) {
    const Outcome outcome = press.impose(scheme, files, std::move(counts), sra3);
    CHECK((outcome.exit == Exit::findings) == press.out.empty());
    return errors(outcome);
  };
  const std::string refused = "codes-repeated ";
  CHECK(errors_of(Scheme::step_and_repeat, {leaves}) == refused);
  CHECK(errors_of(Scheme::cut_and_stack, {leaves, leaves}) == refused);
  press.wishes.copies = 2;
  CHECK(errors_of(Scheme::cut_and_stack, {leaves}) == refused);
  press.wishes.copies.reset();
  const std::string first =
      strangers::run("qpdf", {"--version"}) ? press.folder.path() / "first.pdf" : "";
  if (!first.empty()) {  // another program's copy of eight leaves: as many as one sheet gangs
    strangers::run("qpdf",
                   {(press.folder / "in0.pdf").string(), "--pages", ".", "1-16", "--", first});
    const std::string eight = world::read_file(first);
    CHECK(errors_of(Scheme::gang, {eight}, {2}) == refused);
    CHECK(errors_of(Scheme::gang, {eight}, {1}) == "");
  }
  CHECK(errors_of(Scheme::one_up, {leaves}) == "");
  CHECK(errors_of(Scheme::cut_and_stack, {leaves}) == "");
  const std::string sheets = press.out;  // which bear codes as the leaves did
  CHECK(errors_of(Scheme::one_up, {sheets, sheets}).find(refused) != std::string::npos);
}
