#include "verify/verify.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "verify/job.h"

using namespace imprimatur;
using namespace imprimatur::verify;
using namespace imprimatur::measure::literals;

namespace {

using Rules = std::set<std::string>;


// Damages the first page of the first inner file.
template <typename Act>
Rules rules_after(Act act) {
  Job job;
  job.damage = [&](const std::string& file, std::uint32_t page, std::vector<Drawn>& places) {
    if (file == inner && page == 0) act(places, job);
  };
  job.write();
  return job.rules();
}

}  // namespace

TEST_CASE("a good job passes, and every code and VOID place of it was read") {
  // The second lies turned by a quarter on the sheet.
  Job job(GENERATE(Size{120_mm, 50_mm}, Size{195_mm, 60_mm}));
  job.write();
  const Report report = job.verify();
  for (const finding::Finding& one : report.findings) UNSCOPED_INFO(one.rule + one.sentence.en);
  CHECK(report.passed());
  CHECK(report.findings.empty());
  CHECK(report.codes == 14);
  CHECK(report.symbols == 14);
  CHECK(report.voids > 0);
  CHECK(report.files == job.expected().files.size());
}

TEST_CASE("two symbols that changed places are each named as the other's") {
  const Rules rules = rules_after(
      [](std::vector<Drawn>& places, Job&) { std::swap(places[0].symbol, places[1].symbol); });
  CHECK(rules == Rules{"symbol-of-another"});
}

TEST_CASE("a wrong printed code, serial, carnet or rank is a finding of its own") {
  const auto [variable, words, rule] = GENERATE(table<page::Variable, std::string, std::string>(
      {{page::Variable::code, "7K3P-Q9WX-2MHT-4BSE", "code-text"},
       {page::Variable::serial, "000 012 399", "serial-text"},
       {page::Variable::serial, "", "serial-text"},
       {page::Variable::carnet, "0099", "carnet-text"},
       {page::Variable::rank, "2/3", "rank-text"}}));
  const Rules rules = rules_after(
      [&](std::vector<Drawn>& places, Job&) { text_of(places[2], variable).value = words; });
  CHECK(rules == Rules{rule});
}

TEST_CASE("a code that stands twice is found, by its symbol and by its text") {
  const Rules rules = rules_after([](std::vector<Drawn>& places, Job&) {
    places[1].symbol = places[0].symbol;
    text_of(places[1], page::Variable::code).value = text_of(places[0], page::Variable::code).value;
  });
  CHECK(rules == Rules{"symbol-of-another", "code-twice", "code-text", "serials-missing"});
}

TEST_CASE("a symbol that is missing, foreign or crowded is a finding") {
  const auto [act, rule] = GENERATE(table<std::function<void(Drawn&)>, std::string>({
      {[](Drawn& drawn) { drawn.symbol.reset(); }, "symbol-unreadable"},
      {[](Drawn& drawn) { drawn.symbol = codes::symbol_of(codes::Code::specimen(7)); },
       "symbol-foreign"},
  }));
  const Rules rules = rules_after([&](std::vector<Drawn>& places, Job&) { act(places[0]); });
  CHECK(rules == Rules{rule, "serials-missing"});

  Job job;
  job.scribble = [&](const std::string& file, std::uint32_t page, PlainPage& drawn) {
    if (file != inner || page != 0) return;
    const Rect area =
        job.expected().slots(job.expected().files[2], 0, Side::front)[0].symbols[0].area;
    drawn.black({{area.left() + 700_um, area.top() + 3_mm}, {300_um, 2_mm}});
  };
  job.write();
  CHECK(job.rules() == Rules{"symbol-unclean"});
}

TEST_CASE("a VOID place without its word, or with a symbol or a number, is a finding") {
  const auto [act, rule] = GENERATE(table<std::function<void(Drawn&, const Job&)>, std::string>({
      {[](Drawn& drawn, const Job&) { drawn.word = ""; }, "void-word"},
      {[](Drawn& drawn, const Job& job) {
         drawn.symbol = codes::symbol_of(job.coder().code_of(*codes::Serial::from(12'346)));
       },
       "void-symbol"},
      {[](Drawn& drawn, const Job&) {
         text_of(drawn, page::Variable::serial).value = "000 012 346";
       },
       "void-text"},
      {[](Drawn& drawn, const Job&) {
         text_of(drawn, page::Variable::code).value = "7K3P-Q9WX-2MHT-4BSE";
       },
       "void-text"},
  }));
  Job job;
  job.damage = [&](const std::string&, std::uint32_t, std::vector<Drawn>& places) {
    for (Drawn& drawn : places)
      if (!drawn.word.empty() && !drawn.slot.symbols.empty()) act(drawn, job);
  };
  job.write();
  CHECK(job.rules() == Rules{rule});
}

TEST_CASE("a code outside every place is a finding, on a back as well") {
  const std::uint32_t where = GENERATE(0u, 1u);
  Job job;
  job.scribble = [&](const std::string& file, std::uint32_t page, PlainPage& drawn) {
    if (file == inner && page == where)
      drawn.text({150_mm, 5_mm}, Turn::none, 3_mm, "7K3P-Q9WX-2MHT-4BSE");
  };
  job.write();
  CHECK(job.rules() == Rules{"code-stray"});
}

TEST_CASE("page boxes that are not the layout's are found by either reader") {
  const bool known_to_the_ledger = GENERATE(true, false);
  Job job;
  job.scribble = [&](const std::string& file, std::uint32_t page, PlainPage& drawn) {
    if (file == inner && page == 1) drawn.trim = drawn.trim.grown(-(1_mm));
  };
  job.write();
  if (!known_to_the_ledger) job.expected().manifest = crypto::sha256("another");
  CHECK(job.rules().contains("page-box"));
}

TEST_CASE("a PDF without output intent is a finding") {
  Job job;
  job.with_intent = false;
  job.write();
  CHECK(job.rules() == Rules{"output-intent"});
}

TEST_CASE("no sentence of any finding holds a code") {
  Job job;
  job.damage = [&](const std::string&, std::uint32_t, std::vector<Drawn>& places) {
    if (places[0].symbol) std::swap(places[0].symbol, places[1].symbol);
  };
  job.write();
  for (const finding::Finding& one : job.verify().findings)
    for (std::uint64_t serial = 12'346; serial < 12'360; ++serial) {
      const codes::Code code = job.coder().code_of(*codes::Serial::from(serial));
      CHECK(one.sentence.en.find(code.to_text()) == std::string::npos);
      CHECK(one.sentence.en.find(code.raw()) == std::string::npos);
      CHECK(one.sentence.fr.find(code.to_text()) == std::string::npos);
    }
}

TEST_CASE("a finding says which file, sheet, side, slot and serial") {
  Job job;
  job.damage = [&](const std::string& file, std::uint32_t page, std::vector<Drawn>& places) {
    if (file == inner && page == 0) places[1].symbol.reset();
  };
  job.write();
  const Report report = job.verify();
  REQUIRE(report.findings.size() == 2);  // and that a serial is missing, which has no place
  const finding::Finding& found = *std::next(report.findings.begin());
  CHECK(found.place == finding::Place{inner, 0, 0});
  CHECK(found.sentence.en ==
        "Sheet 1, front, slot 2, serial 000 012 348: no symbol can be read in its place.");
  CHECK(
      found.sentence.fr ==
      "Feuille 1, recto, pose 2, n°\u00a0000\u202f012\u202f348\u00a0: aucun symbole ne se lit à sa "
      "place.");
  CHECK(report.codes == 13);
}

TEST_CASE("a job that is wrong from end to end is reported in a few lines") {
  Job job({120_mm, 50_mm}, 60);
  job.damage = [&](const std::string&, std::uint32_t, std::vector<Drawn>& places) {
    for (Drawn& drawn : places) drawn.symbol.reset();
  };
  job.write();
  const Report report = job.verify();
  CHECK(report.findings.size() == 22);  // 20 symbols, how many more, and that serials are missing
  CHECK(report.codes == 0);
}

TEST_CASE("Ctrl-C is noticed between two sheets") {
  Job job;
  job.write();
  world::World world = world::still_world({});
  std::uint64_t told = 0;
  world.interrupted = [&] { return told > 0; };
  CHECK_THROWS_AS(verify::verify(job.path(""), job.expected(), {}, world,
                                 [&](std::uint64_t, std::uint64_t) { ++told; }),
                  finding::Interrupted);
  CHECK(told == 1);
}
