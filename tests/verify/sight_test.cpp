// Pages that look like one before them are read faster, and nothing that is wrong on them is
// missed.
#include "catch/catch.h"
#include "verify/job.h"
#include "verify/open_content.h"
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

void scribble_on(Job& job, std::uint32_t page, const std::function<void(PlainPage&)>& act) {
  job.scribble = [=](const std::string& file, std::uint32_t number, PlainPage& drawn) {
    if (file == inner && number == page) act(drawn);
  };
}

std::string content_with(const std::string& modules) {
  return "q 1.8 0 0 -1.8 487.56 850.394 cm\n" + modules + "f Q\n";
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
    drawn.filled_by_form(
        "0 0 0 0 k",
        {{area.left() + module * (x + 4), area.top() + module * (y + 4)}, {module, module}});
  };
  job.write();
  const Report report = job.verify();
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.begin()->rule == "symbol-damaged");
  CHECK(report.findings.begin()->sentence.en.starts_with("Sheet 2, front, slot 1"));
}

TEST_CASE("a VOID place that bears a symbol anywhere, or more than its word, is a finding") {
  const bool symbol = GENERATE(true, false);
  Job job;
  job.damage = [&](const std::string&, std::uint32_t, Places& places) {
    for (Drawn& drawn : places) {
      if (drawn.slot.content != Content::void_place || drawn.slot.symbols.empty()) continue;
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
  CHECK(job.rules() == Rules{symbol ? "void-symbol" : "void-text"});
}

TEST_CASE("text that a page has of its own beside its values has its artwork looked at") {
  Job job;
  job.approve_bars();
  const Rect leaf = places_of(job, 1)[0].leaf;
  // The same line, empty on all other pages.
  job.scribble = [&](const std::string& file, std::uint32_t page, PlainPage& drawn) {
    if (file == inner && page % 2 == 0)
      drawn.text({leaf.left() + 40_mm, leaf.top() + 15_mm}, Turn::none, 6_mm,
                 page == follower ? "GRATUIT" : "");
  };
  job.write();
  CHECK(job.rules() == Rules{"artwork-differs"});
}

TEST_CASE("a hairline in the quiet zone of one symbol is found, on any page") {
  const std::uint32_t page = GENERATE(0u, follower);
  Job job;
  scribble_on(job, page, [&](PlainPage& drawn) {
    const Rect area = places_of(job, page / 2)[0].symbols[0].area;
    drawn.black({{area.left() + 700_um, area.top() + 3_mm}, {30_um, 2_mm}});
  });
  job.write();
  CHECK(job.rules() == Rules{"symbol-unclean"});
}

TEST_CASE("an output intent with another profile than the shop's is a finding") {
  Job job;
  job.expected().profile = crypto::sha256("another");
  job.write();
  CHECK(job.rules() == Rules{"output-intent"});
}

TEST_CASE("strings and modules are the open parts of a content, as press writes them") {
  const std::string text = "BT 1 2 Td\n[<0013>93<0014>]TJ\nET\n",
                    modules = "3 10 1 2 re\n0 0 2 2 re\n";
  CHECK(without_open_parts(text) == without_open_parts("BT 1 2 Td\n[<00>]TJ\nET\n"));
  CHECK(without_open_parts(text) != without_open_parts("BT 1 3 Td\n[<0013>93<0014>]TJ\nET\n"));
  CHECK(without_open_parts(content_with(modules)) ==
        without_open_parts(content_with("9 9 1 1 re\n")));
  CHECK(without_open_parts(content_with(modules)) != without_open_parts(content_with("")));
}

TEST_CASE("what could be a clip, a dash or a pixel is no open part") {
  const auto differ = [](const std::string& one, const std::string& other) {
    return without_open_parts(one) != without_open_parts(other);
  };
  CHECK(differ("[<00>]Tx\n", "[<01>]Tx\n"));
  CHECK(differ("[3 1] 0 d\n", "[2 1] 0 d\n"));
  CHECK(differ("q 1 0 0 1 0 0 cm\n1 2 3 4 re\nW n\n", "q 1 0 0 1 0 0 cm\n1 2 3 5 re\nW n\n"));
  CHECK(differ("0 0 m\n1 2 3 4 re\nf Q\n", "0 0 m\n1 2 3 5 re\nf Q\n"));
  for (const char* content : {"q BI /W 9 ID\n[<00>]TJ\nEI Q\n", "7 Tr\n[<00>]TJ\n"})
    CHECK_FALSE(without_open_parts(content));
}

TEST_CASE("a symbol's modules are turned to their opposites, and those of larger ones are left") {
  std::string all;
  for (int y = 0; y < 21; ++y) all += fmt::format("0 {} 21 1 re\n", y);
  const std::string but_one = "0 0 21 20 re\n0 20 20 1 re\n";
  CHECK(with_modules_inverted(content_with(but_one)) == content_with("20 20 1 1 re\n"));
  CHECK(with_modules_inverted("W n\n" + content_with(all) + "[<00>]TJ\n") ==
        "W n\n" + content_with("") + "[<00>]TJ\n");
  CHECK(with_modules_inverted(content_with("40 40 2 2 re\n")) == content_with("40 40 2 2 re\n"));
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
      {[](PlainPage& page) {
         page.text({9_mm, 9_mm}, Turn::none, 3_mm, "A");
         page.keys = "/Rotate 180";
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

TEST_CASE("pages that inherit, or whose fonts or patterns may paint, have no look") {
  const auto [number, body] = GENERATE(table<std::uint32_t, std::string>({
      {2, "<< /Type /Pages /Count 1 /Kids [8 0 R] /Rotate 180 >>"},
      {5, "<< /Font << /F << /Type /Font /Subtype /Type3 >> >> >>"},
      {5, "<< /Font << /F 3 0 R >> /Pattern << >> >>"},
      {5, "<< /Font << /F 3 0 R >> /ExtGState << /G << /Font [3 0 R 9] >> >> >>"},
      {8,
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 9 0 R /Resources << /XObject << "
       "/Finders 6 0 R >> >> >>"},
  }));
  PlainPage page(Size{50_mm, 50_mm});
  page.trim = page.bleed = {{}, page.sheet()};
  const std::string bytes = revised(plain_pdf({page}), {{{number, 0}, body}}, 10, {1, 0}).value();
  const world::TestFolder folder;
  world::write_file(folder / "a.pdf", bytes);
  const auto reading = read_again(folder / "a.pdf");
  REQUIRE(reading);
  CHECK_FALSE(reading->looks.at(0));
}
