// Pages that look like one before them are read faster, and nothing that is wrong on them is
// missed.
#include "catch/catch.h"
#include "verify/job.h"
#include "verify/open_content.h"
#include "verify/plain_form.h"
#include "verify/revision.h"
#include "verify/second_reader.h"

using namespace imprimatur;
using namespace imprimatur::verify;
using namespace imprimatur::measure::literals;

namespace {

using Rules = std::set<std::string>;
using Places = std::vector<Drawn>;

// The front of the second sheet of the first inner file, which looks like the first.
constexpr std::uint32_t follower = 2;

// Of a writer that was wrong on that one page: manifest and ledger agree with its bytes.
Report report_after(const std::function<void(Places&, Job&)>& act) {
  Job job;
  job.approve_bars();
  job.damage = [&](const std::string& file, std::uint32_t page, Places& places) {
    if (file == inner && page == follower) act(places, job);
  };
  job.write();
  return job.verify();
}

Rules rules_of(const Report& report) {
  Rules rules;
  for (const finding::Finding& one : report.findings) rules.insert(one.rule);
  return rules;
}

std::vector<Slot> places_of(Job& job, std::uint32_t sheet) {
  const auto& files = job.expected().files;
  const auto file = std::ranges::find(files, inner, &SheetFile::name);
  return job.expected().slots(*file, sheet, Side::front);
}

// On the fronts of that file.
void scribble_on_all(Job& job, const std::function<void(std::uint32_t page, PlainPage&)>& act) {
  job.scribble = [=](const std::string& file, std::uint32_t number, PlainPage& drawn) {
    if (file == inner && number % 2 == 0) act(number, drawn);
  };
}

std::string content_with(const std::string& modules) {
  return "0 0 0 1 k\nq 1.8 0 0 -1.8 487.56 850.394 cm\n" + modules + "f Q\n";
}

std::optional<OpenContent> open_content(const std::string& content) {
  return open_content_of(content, 320_mm);
}

// Another block of modules where the first symbol of the page has its own.
std::string block(Job& job, std::uint32_t page, const std::string& rectangles) {
  const Rect area = places_of(job, page / 2)[0].symbols[0].area;
  const double module = area.size.width.points() / 29;
  const double height = job.expected().sheet.height.points();
  return fmt::format("q {0} 0 0 -{0} {1} {2} cm\n{3}f Q\n", module,
                     area.left().points() + 4 * module, height - area.top().points() - 4 * module,
                     rectangles);
}

}  // namespace

TEST_CASE("a good job is read whole once a look, and every code of it is read") {
  Job job(Size{120_mm, 50_mm}, 60);
  job.approve_bars();
  job.write();
  const Report report = job.verify();
  for (const finding::Finding& one : report.findings) UNSCOPED_INFO(one.rule + one.sentence.en);
  CHECK(report.findings.empty());
  CHECK(report.codes == 120);
  CHECK(report.symbols == 120);
  CHECK(report.whole <= report.sheets);  // of two sides each, in files of two sheets
  CHECK(report.artworks == 2 * report.sheets);
}

TEST_CASE("a fault on a page that looks like another is found as on any page") {
  const auto [act, rules] = GENERATE(table<std::function<void(Places&, Job&)>, Rules>({
      {[](Places& places, Job&) { std::swap(places[0].symbol, places[1].symbol); },
       {"symbol-of-another"}},
      {[](Places& places, Job&) {
         std::swap(places[0].symbol, places[1].symbol);
         std::swap(text_of(places[0], page::Variable::code).value,
                   text_of(places[1], page::Variable::code).value);
       },
       {"symbol-of-another", "code-text"}},
      {[](Places& places, Job&) { places[1].symbol->rows[20] ^= 1u << 20; }, {"symbol-damaged"}},
      {[](Places& places, Job&) {
         for (auto& row : places[1].symbol->rows) row ^= 0b1'0101'0101;
       },
       {"symbol-unreadable", "serials-missing"}},
      {[](Places& places, Job&) { places[1].symbol.reset(); },
       {"symbol-unreadable", "serials-missing"}},
      {[](Places& places, Job&) {
         text_of(places[1], page::Variable::code).value = "7K3P-Q9WX-2MHT-4BSE";
       },
       {"code-text"}},
      {[](Places& places, Job&) { text_of(places[1], page::Variable::serial).value.back() = '0'; },
       {"serial-text"}},
      {[](Places& places, Job&) { places[1].artwork = false; }, {"artwork-missing"}},
      {[](Places& places, Job& job) {
         const auto first = places_of(job, 0);
         for (std::size_t i = 0; i < places.size(); ++i) {
           if (!places[i].slot.pass || !first[i].pass) continue;
           places[i].slot.texts = first[i].texts;
           places[i].symbol = codes::symbol_of(first[i].pass->code);
         }
       },
       {"symbol-of-another", "code-twice", "code-text", "serial-text", "rank-text",
        "serials-missing"}},
  }));
  CHECK(rules_of(report_after(act)) == rules);
}

TEST_CASE("the one symbol that differs from its code by one module is named") {
  const Report report =
      report_after([](Places& places, Job&) { places[1].symbol->rows[20] ^= 1u << 20; });
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.begin()->sentence.en ==
        "Sheet 2, front, slot 2, serial 000 012 349: the symbol can be read, but some of its "
        "modules are wrong.");
  CHECK(report.symbols == 14);
  CHECK(report.codes == 13);
}

// The first page alone does not show it: what is white already can be covered with white.
TEST_CASE(
    "what covers a module that is light on the first page is found on the one that needs it") {
  Job job;
  const auto one = codes::symbol_of(places_of(job, 0)[0].pass->code);
  const auto other = codes::symbol_of(places_of(job, 1)[0].pass->code);
  int x = 0, y = 9;
  while (one.dark(x, y) || !other.dark(x, y)) x = x == 20 ? ++y, 0 : x + 1;
  job.scribble = [&](const std::string& file, std::uint32_t page, PlainPage& drawn) {
    if (file != inner || page % 2 != 0) return;
    const Rect area = places_of(job, page / 2)[0].symbols[0].area;
    const measure::Length module = area.size.width / 29;
    drawn.filled("0 0 0 0 k", {{area.left() + module * (x + 4), area.top() + module * (y + 4)},
                               {module, module}});
  };
  job.write();
  const Report report = job.verify();
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.begin()->rule == "symbol-damaged");
  CHECK(report.findings.begin()->sentence.en.starts_with("Sheet 2, front, slot 1"));
}

// In the last inner file both sheets have VOID places and look alike.
TEST_CASE("a VOID place that bears a symbol anywhere, or more than its word, is a finding") {
  const bool symbol = GENERATE(true, false);
  const std::uint32_t bad = GENERATE(0u, 2u, 4u);  // a page; 4: all
  Job job;
  std::map<std::string, std::uint32_t> damaged;
  job.damage = [&](const std::string& file, std::uint32_t page, Places& places) {
    if (page % 2 != 0 || (bad != 4 && page != bad)) return;
    for (Drawn& drawn : places) {
      if (drawn.slot.content != Content::void_place || drawn.slot.symbols.empty()) continue;
      ++damaged[file];
      if (!symbol) drawn.word = "VOID VALABLE";
      drawn.symbol =
          symbol
              ? std::optional(codes::symbol_of(job.coder().code_of(*codes::Serial::from(12'346))))
              : std::nullopt;
      Rect& area = drawn.slot.symbols[0].area;
      area.origin.x = drawn.slot.leaf.left() + 5_mm;
    }
  };
  job.write();
  REQUIRE_FALSE(damaged.empty());
  CHECK(job.rules() == Rules{symbol ? "void-symbol" : "void-text"});
}

// The same line, empty on all other pages.
TEST_CASE("text that a page has of its own beside its values has its artwork looked at") {
  const std::uint32_t bad = GENERATE(0u, follower);
  Job job;
  job.approve_bars();
  scribble_on_all(job, [&](std::uint32_t page, PlainPage& drawn) {
    const Rect leaf = places_of(job, page / 2)[0].leaf;
    drawn.text({leaf.left() + 40_mm, leaf.top() + 15_mm}, Turn::none, 6_mm,
               page == bad ? "GRATUIT" : "");
  });
  job.write();
  const Report report = job.verify();
  CHECK(rules_of(report) == Rules{"artwork-differs"});
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.begin()->sentence.en.starts_with(
      fmt::format("Sheet {}, front, slot 1", bad / 2 + 1)));
}

// The sample has the first and the last sheet: the first of the look is the second sheet.
TEST_CASE("a sample that passes by the first page of a look finds what only another one says") {
  Job job(Size{120_mm, 50_mm}, 60, Bears::symbol_on_front, 20);
  job.approve_bars();
  const auto& files = job.expected().files;
  const std::uint32_t last = std::ranges::find(files, inner, &SheetFile::name)->sheets - 1;
  REQUIRE(last > 8);
  scribble_on_all(job, [&](std::uint32_t page, PlainPage& drawn) {
    if (page == 0) drawn.filled("0 0 0 1 k", {{1_mm, 1_mm}, {1_mm, 1_mm}});
    const Rect leaf = places_of(job, page / 2)[0].leaf;
    drawn.text({leaf.left() + 40_mm, leaf.top() + 15_mm}, Turn::none, 6_mm,
               page == 2 * last ? "GRATUIT" : "");
  });
  job.write();
  const Report report = job.verify({.sample = 8, .seed = 3});
  CHECK(report.sheets < last);
  CHECK(rules_of(report) == Rules{"artwork-differs"});
  CHECK(report.findings.size() == 1);
}

TEST_CASE("a block of modules that reaches beyond its symbol on one page is found") {
  const std::uint32_t bad = GENERATE(0u, follower);
  Job job;
  job.approve_bars();
  scribble_on_all(job, [&](std::uint32_t page, PlainPage& drawn) {
    drawn.raw("0 0 0 1 k\n" + block(job, page, page == bad ? "0 22 20 3 re\n" : "0 0 1 1 re\n"));
  });
  job.write();
  CHECK(rules_of(job.verify()) == Rules{"symbol-unclean"});
}

TEST_CASE("a white block over what is dark is found, on any page") {
  const std::uint32_t bad = GENERATE(0u, follower);
  Job job;
  scribble_on_all(job, [&](std::uint32_t page, PlainPage& drawn) {
    drawn.raw("0 0 0 0 k\n" +
              block(job, page, page == bad ? "0 0 7 7 re\n0 14 7 7 re\n" : "7 7 1 1 re\n"));
  });
  job.write();
  CHECK(rules_of(job.verify()).contains("symbol-unreadable"));
}

// What is printed twice, one over the other, poppler reads once.
TEST_CASE("a serial in the artwork under every serial is found on all but the page it is of") {
  Job job;
  const Text text = places_of(job, 0)[0].texts[0];
  const measure::Point at =
      impose::lay(text.box, text.turn)(measure::Point{{}, measure::Length::from_millimetres(2.4)});
  PlainPage form(job.expected().sheet);
  form.text(at, text.turn, 3_mm, text.value);
  job.everywhere = form.content();
  scribble_on_all(job, [&](std::uint32_t, PlainPage& drawn) {
    drawn.raw("q 1 0 0 1 0 0 cm /Everywhere Do Q\n");
  });
  job.write();
  const Report report = job.verify();
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.begin()->rule == "serial-text");
  CHECK(report.findings.begin()->sentence.en.starts_with("Sheet 2, front, slot 1"));
}

TEST_CASE(
    "a hairline in the quiet zone of a symbol is found, on one page or on all that look alike") {
  const auto [bad, times] = GENERATE(table<std::uint32_t, std::size_t>({{0, 1}, {2, 1}, {99, 2}}));
  Job job;
  scribble_on_all(job, [&, bad = bad](std::uint32_t page, PlainPage& drawn) {
    if (bad != 99 && page != bad) return;
    const Rect area = places_of(job, page / 2)[0].symbols[0].area;
    const double x = (area.left() + 715_um).points();
    const double y = (job.expected().sheet.height - area.top()).points();
    drawn.raw(fmt::format("0 0 0 1 K\n.085 w\n{0} {1} m\n{0} {2} l\nS\n", x, y - 8, y - 14));
  });
  job.write();
  const Report report = job.verify();
  CHECK(rules_of(report) == Rules{"symbol-unclean"});
  CHECK(report.findings.size() == times);
}

TEST_CASE("an output intent with another profile than the shop's is a finding") {
  Job job;
  job.expected().profile = crypto::sha256("another");
  job.write();
  CHECK(job.rules() == Rules{"output-intent"});
}

TEST_CASE("strings and modules are the open parts of a content, as press writes them") {
  const std::string text = "0 0 0 1 k\nBT /F 9 Tf 1 2 Td\n[<0013>93<0014>]TJ\nET\n",
                    other = "0 0 0 1 k\nBT /F 9 Tf 1 2 Td\n[<00>]TJ\nET\n",
                    moved = "0 0 0 1 k\nBT /F 9 Tf 1 3 Td\n[<0013>93<0014>]TJ\nET\n";
  for (const std::string& one : {text, other, moved}) REQUIRE(open_content(one));
  CHECK(open_content(text)->shared == open_content(other)->shared);
  CHECK(open_content(text)->shared != open_content(moved)->shared);
  const auto modules = open_content(content_with("3 10 1 2 re\n0 0 2 2 re\n"));
  REQUIRE(modules);
  CHECK(modules->shared == open_content(content_with("9 9 1 1 re\n"))->shared);
  REQUIRE(modules->blocks.size() == 1);
  CHECK(modules->blocks[0].square == Rect{{172'000_um, 20'000_um}, {13'335_um, 13'335_um}});
  CHECK(modules->blocks[0].painted == Rect{{172'000_um, 20'000_um}, {2'540_um, 7'620_um}});
}

TEST_CASE("content with any line that press would not write there is not understood") {
  const std::string text = "BT /F 9 Tf 1 2 Td\n", black = "0 0 0 1 k\n";
  REQUIRE(open_content(black + text + "[<00>]TJ\nET\n"));
  for (const char* string :
       {"[<00]TJ", "[00>]TJ", "[<<00>>]TJ", "[<0>]TJ", "[<00>9 9<00>]TJ", "[<00>9]TJ", "[<00>]Tx",
        "[(a)]TJ", "[<00>]TJ\n[<00>]TJ", "7 Tr\n[<00>]TJ", "7Tr\n[<00>]TJ"})
    CHECK_FALSE(open_content(black + text + string + "\nET\n"));
  REQUIRE(open_content(content_with("1 2 3 4 re\n")));
  for (const char* modules : {"", "1 2 3 4 re\nW n\n", "1 2 0 4 re\n", "1 2 3 100 re\n",
                              "1 2 3 -4 re\n", "1.5 2 3 4 re\n"})
    CHECK_FALSE(open_content(content_with(modules)));
  for (const char* content :
       {"0 0 0 0 k\nBT /F 9 Tf 1 2 Td\n[<00>]TJ\nET\n", "BT /F 9 Tf 1 2 Td\n[<00>]TJ\nET\n",
        "0 0 0 1 k\n/S0 cs 1 scn\nBT /F 9 Tf 1 2 Td\n[<00>]TJ\nET\n",
        "0 0 0 0 k\nq 1 0 0 1 0 0 cm\n1 2 3 4 re\nf Q\n",
        "0 0 0 1 k\nq 1 0 .5 1 0 0 cm\n1 2 3 4 re\nf Q\n",
        "0 0 0 1 k\nW\nq 1 0 0 1 0 0 cm\n1 2 3 4 re\nf Q\n",
        "0 0 0 1 k\n1 0 0 1 0 0 cm\n1 2 3 4 re\nf Q\n", "/Span <</ActualText ( )>> BDC\nEMC\n",
        "/OC /L0 BDC\n", "EMC\n", "/OC /L0 BDC\n/OC /L0 BDC\nEMC\nEMC\n", "q\n", "Q\n", "1BI\n",
        "0 0 m\n9 9 l\nf\n", "0 0 m\n9 9 l\n", "% 0 0 0 1 k\n", "0 0 0 1 k"})
    CHECK_FALSE(open_content(content));
}

TEST_CASE("a symbol's modules are turned to their opposites, and those of larger ones are left") {
  std::string all;
  for (int y = 0; y < 21; ++y) all += fmt::format("0 {} 21 1 re\n", y);
  const std::string but_one = "0 0 21 20 re\n0 20 20 1 re\n";
  CHECK(opposite_of(content_with(but_one)) == content_with("20 20 1 1 re\n"));
  CHECK(opposite_of(content_with(all) + "BT /F 9 Tf 1 2 Td\n[<00>]TJ\nET\n") ==
        content_with("") + "BT /F 9 Tf 1 2 Td\n[]TJ\nET\n");
  CHECK(opposite_of(content_with("40 40 2 2 re\n")) == content_with("40 40 2 2 re\n"));
}

TEST_CASE("a page has the look of another if nothing but text and modules differs") {
  const auto [act, alike] = GENERATE(table<std::function<void(PlainPage&)>, bool>({
      {[](PlainPage& page) { page.text({9_mm, 9_mm}, Turn::none, 3_mm, "B"); }, true},
      {[](PlainPage& page) { page.text({9_mm, 9_mm}, Turn::none, 4_mm, "A"); }, false},
      {[](PlainPage& page) { page.text({8_mm, 9_mm}, Turn::none, 3_mm, "A"); }, false},
      {[](PlainPage& page) {
         page.text({9_mm, 9_mm}, Turn::none, 3_mm, "A");
         page.black({{}, {1_mm, 1_mm}});
       },
       false},
  }));
  std::vector<PlainPage> pages(2, PlainPage(Size{50_mm, 50_mm}));
  for (PlainPage& page : pages) page.trim = page.bleed = {{}, page.sheet()};
  pages[0].text({9_mm, 9_mm}, Turn::none, 3_mm, "A");
  act(pages[1]);
  const world::TestFolder folder;
  world::write_file(folder / "a.pdf", plain_pdf(pages));
  const auto reading = read_again(folder / "a.pdf");
  REQUIRE(reading);
  REQUIRE(reading->looks.size() == 2);
  CHECK((reading->looks[0]->digest == reading->looks[1]->digest) == alike);
  CHECK(reading->looks[0]->shared == alike);
  CHECK(reading->looks[1]->first == (alike ? 0u : 1u));
  CHECK(PdfReader::read(reading->open_parts).index() == 0);
}

TEST_CASE("pages that inherit or turn, or whose fonts or patterns may paint, have no look") {
  const auto [number, body] = GENERATE(table<std::uint32_t, std::string>({
      {0, ""},  // as it is
      {2, "<< /Type /Pages /Count 1 /Kids [8 0 R] /Rotate 180 >>"},
      {2, "<< /Type /Pages /Count 2 /Kids [8 0 R] >>"},
      {5, "<< /Font << /F << /Type /Font /Subtype /Type3 >> >> >>"},
      {5, "<< /Font << /F 3 0 R >> /Pattern << >> >>"},
      {5, "<< /Font << /F 3 0 R >> /ExtGState << /G << /Font [3 0 R 9] >> >> >>"},
      {5, "<< /Font << /F 3 0 R >> /ExtGState << /G << /ca .5 >> >> >>"},
      {8,
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 9 0 R /Resources << /XObject << "
       "/Finders 6 0 R >> >> >>"},
      {8,
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 9 0 R /Resources 5 0 R /Rotate "
       "180 >>"},
      {9, "<< /Length 0 /DecodeParms << >> >>\nstream\n\nendstream"},
  }));
  PlainPage page(Size{50_mm, 50_mm});
  page.trim = page.bleed = {{}, page.sheet()};
  const std::string bytes = plain_pdf({page}, true, {{number, body}});
  const world::TestFolder folder;
  world::write_file(folder / "a.pdf", bytes);
  REQUIRE(is_in_plain_form(bytes));
  const auto reading = read_again(folder / "a.pdf");
  if (reading) CHECK(reading->looks.at(0).has_value() == (number == 0));
  CHECK((reading.has_value() || number != 0));
}

TEST_CASE("only a file in which there is one way to find each thing is in plain form") {
  PlainPage page(Size{50_mm, 50_mm});
  page.trim = page.bleed = {{}, page.sheet()};
  page.text({9_mm, 9_mm}, Turn::none, 3_mm, "A");
  const std::string good = plain_pdf({page});
  REQUIRE(is_in_plain_form(good));
  CHECK(
      is_in_plain_form(plain_pdf({page}, true, {{3, "<< /A (a\\)b(c)) /B [<00> 3 0 R -.5] >>"}})));
  const std::string content = page.content();
  for (const std::string& body :
       {std::string("<< /A 1 /A 2 >>"), std::string("<< /A << /B 1 /B 2 >> >>"),
        std::string("<< /Conten#74s 1 >>"), std::string("<< /A 1 >> % a"), std::string("<< /A 1"),
        std::string("<< /Length 3 0 R >>\nstream\nA\nendstream"),
        std::string("<< /Length 1 >>\nstream\nAB\nendstream"),
        std::string("<< /Length 1 /F (a.bin) >>\nstream\nA\nendstream"),
        std::string("1\nendobj\n3 0 obj\n2"), std::string("[1 (]")})
    CHECK_FALSE(is_in_plain_form(plain_pdf({page}, true, {{3, body}})));
  CHECK_FALSE(is_in_plain_form(revised(good, {{{3, 0}, "1"}}, 10, {1, 0}).value()));
  CHECK_FALSE(is_in_plain_form(good + "\n"));
  CHECK_FALSE(is_in_plain_form(good.substr(0, good.size() - 1)));
  CHECK_FALSE(is_in_plain_form(""));
  std::string other = good;
  const std::size_t used = other.find(" 00000 n");
  other.replace(used, 8, " 00001 n");
  CHECK_FALSE(is_in_plain_form(other));
}
