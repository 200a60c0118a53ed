#include "cli/arguments.h"

#include "calendar/clock.h"
#include "catch/catch.h"

#include <nlohmann/json.hpp>

using namespace imprimatur;
using namespace imprimatur::cli;

namespace {

using Words = std::vector<std::string>;

Refusal refusal(const Words& words, Language language = Language::english) {
  const auto read = read_arguments(words, language);
  REQUIRE(std::holds_alternative<Refusal>(read));
  return std::get<Refusal>(read);
}

Request request(const Words& words) {
  const auto read = read_arguments(words, Language::english);
  if (const auto* refused = std::get_if<Refusal>(&read)) FAIL(refused->text);
  return std::get<Request>(read);
}

template <typename Kind>
Kind command(const Words& words) {
  return std::get<Kind>(request(words).command);
}

// The widest line, in characters.
std::size_t width(const std::string& text) {
  std::size_t widest = 0, now = 0;
  for (const char c : text) {
    if (c == '\n')
      now = 0;
    else if ((c & 0xC0) != 0x80)
      widest = std::max(widest, ++now);
  }
  return widest;
}

}  // namespace

TEST_CASE("each command is read with what belongs to it") {
  CHECK(command<Init>({"init", "w"}).folder == "w");
  CHECK(command<Check>({"check", "o"}).order == "o");
  CHECK(command<Bat>({"bat", "o", "-o", "f.pdf"}).output == "f.pdf");
  CHECK_FALSE(command<Bat>({"bat", "o"}).output);
  CHECK(command<Bat>({"bat", "o", "--png", "p"}).png == "p");
  const auto show = command<ShowBat>({"bat", "--show", "X", "2", "-o", "f.pdf"});
  CHECK(show.order == "X");
  CHECK(show.version == 2);
  CHECK(show.output == "f.pdf");
  CHECK(refusal({"bat", "--show", "X"}).exit == 2);
  CHECK(refusal({"bat", "X", "2"}).exit == 2);
  CHECK(command<Ingest>({"ingest"}).from.empty());
  CHECK(command<Ingest>({"ingest", "a.eml", "box"}).from == std::vector<Path>{"a.eml", "box"});
  const auto approve =
      command<Approve>({"approve", "X", "--version", "3", "--by", "a", "--evidence", "e"});
  CHECK(approve.version == 3);
  CHECK(approve.evidence == "e");
  CHECK_FALSE(approve.code);
  CHECK(
      command<Approve>({"approve", "X", "--version", "3", "--by", "a", "--code", "k7w pq4"}).code ==
      "k7w pq4");
  CHECK(command<Refuse>({"refuse", "X", "--version", "3", "--by", "a", "--reason", "r"}).reason ==
        "r");
  const auto plan =
      command<ImposePlan>({"impose-plan", "X", "--shop", "s", "--svg", "f.svg", "--png", "f.png"});
  CHECK(plan.order == "X");
  CHECK(plan.shop == "s");
  CHECK(plan.svg == "f.svg");
  CHECK(plan.png == "f.png");
  CHECK_FALSE(command<ImposePlan>({"impose-plan", "X"}).shop);
  CHECK(command<Press>({"press", "X", "-o", "d"}).output == "d");
  CHECK(command<Printed>({"printed", "X", "--by", "a"}).by == "a");
  CHECK(command<Verify>({"verify", "d", "--sample", "7"}).sample == 7u);
  CHECK_FALSE(command<Verify>({"verify", "d", "--all"}).sample);
  CHECK(command<CodesCheck>({"codes", "check", "-"}).code == "-");
  CHECK_FALSE(command<CodesCheck>({"codes", "check", "-"}).propose);
  CHECK(command<CodesCheck>({"codes", "check", "-", "--propose"}).propose);
  const auto out = command<CodesExport>({"codes", "export", "X", "--to", "c.pem", "-o", "f"});
  CHECK(out.order == "X");
  CHECK(out.certificate == "c.pem");
  CHECK(out.output == "f");
  CHECK_FALSE(command<CodesExport>({"codes", "export", "X", "--to", "c.pem"}).output);
  CHECK(command<KeysRotate>({"keys", "rotate", "--by", "a", "--reason", "r"}).reason == "r");
  CHECK(command<Init>({"init", "w", "--passphrase"}).passphrase);
  CHECK_FALSE(command<Init>({"init", "w"}).passphrase);
  CHECK(command<Status>({"status"}).order == std::nullopt);
  CHECK(command<Status>({"status", "X"}).order == "X");
  CHECK_FALSE(command<LedgerVerify>({"ledger", "verify"}).against);
  CHECK(command<LedgerVerify>({"ledger", "verify", "--against", "6 ab"}).against == "6 ab");
  CHECK_FALSE(command<LedgerList>({"ledger", "list"}).order);
  CHECK(command<LedgerList>({"ledger", "list", "X"}).order == "X");
  const auto proof = command<LedgerProve>({"ledger", "prove", "12", "-o", "f"});
  CHECK(proof.event == 12u);
  CHECK_FALSE(proof.since);
  CHECK(proof.output == "f");
  CHECK(command<LedgerProve>({"ledger", "prove", "--since", "c"}).since == "c");
  CHECK(refusal({"ledger", "prove"}).exit == 2);
  CHECK(refusal({"ledger", "prove", "12", "--since", "c"}).exit == 2);
  CHECK(refusal({"ledger", "prove", "0"}).exit == 2);
  const auto check =
      command<LedgerCheck>({"ledger", "check", "p", "--key", "k", "--checkpoint", "c"});
  CHECK(check.proof == "p");
  CHECK(check.key == "k");
  CHECK(check.checkpoint == "c");
  CHECK_FALSE(command<LedgerCheck>({"ledger", "check", "p"}).key);
  command<LedgerKey>({"ledger", "key"});
  const auto shown = command<ShowArtwork>({"artwork", "a.svg", "-o", "o.pdf", "--png", "o.png",
                                           "--width", "40 mm", "--page", "2", "--shop", "s"})
                         .wishes;
  CHECK(shown.file == "a.svg");
  CHECK(shown.pdf == "o.pdf");
  CHECK(shown.png == "o.png");
  CHECK(shown.width == measure::Length::from_micrometres(40'000));
  CHECK(shown.page == 2);
  CHECK(shown.shop == "s");
  CHECK_FALSE(command<ShowArtwork>({"artwork", "a.svg"}).wishes.width);
  for (const char* width : {"40", "0 mm", "6 m", "forty mm"}) {
    CHECK(refusal({"artwork", "a.svg", "--width", width}).exit == 2);
  }
  CHECK(command<ShopTestSheet>({"shop", "test-sheet", "durand"}).shop == "durand");
  CHECK_FALSE(command<ShopTestSheet>({"shop", "test-sheet", "durand"}).output);
  CHECK(command<ShopTestSheet>({"shop", "test-sheet", "durand", "-o", "f"}).output == "f");
  CHECK(command<Demo>({"demo"}).folder == "imprimatur-demo");
}

TEST_CASE("the commands on passes are read with their choices") {
  const auto spoil = command<Spoil>({"spoil", "X", "--sheets", "17,20-25", "--slots", "2",
                                     "--stock", "inner", "--by", "a", "--reason", "r"});
  CHECK(spoil.order == "X");
  REQUIRE(spoil.spoiling.passes.sheets.size() == 2);
  CHECK(spoil.spoiling.passes.sheets[1].last == 25);
  CHECK(spoil.spoiling.passes.slots.at(0).first == 2);
  CHECK(spoil.spoiling.passes.stock == "inner");
  CHECK_FALSE(spoil.spoiling.voided);
  const auto lost = command<Spoil>({"spoil", "X", "--serials", "000 000 100-000 000 110", "--void",
                                    "--by", "a", "--reason", "r"});
  CHECK(lost.spoiling.passes.serials->first == 100);
  CHECK(lost.spoiling.passes.serials->last == 110);
  CHECK(lost.spoiling.voided);
  const auto again =
      command<Reprint>({"reprint", "X", "--same-codes", "--destroyed-by", "a", "--destroyed-by",
                        "b", "--sheets", "17,212-214", "--slots", "2", "-o", "d"});
  CHECK(again.order == "X");
  CHECK(again.reprinting.output == "d");
  CHECK_FALSE(again.reprinting.new_codes);
  CHECK(again.reprinting.destroyed_by == std::vector<std::string>{"a", "b"});
  CHECK(again.reprinting.passes.sheets.at(1).last == 214);
  const auto anew = command<Reprint>(
      {"reprint", "X", "--new-codes", "--by", "a", "--carnets", "8", "-o", "d", "--reason", "r"});
  CHECK(anew.reprinting.new_codes);
  CHECK(anew.reprinting.by == "a");
  CHECK(anew.reprinting.passes.carnets->first == 8);
  const auto active = command<ChangeStanding>({"activate", "X", "--by", "a"});
  CHECK(active.to == flow::Standing::active);
  CHECK(active.reason.empty());
  CHECK(command<ChangeStanding>({"block", "X", "--delivery", "Nord", "--by", "a", "--reason", "r"})
            .passes.delivery == "Nord");
  CHECK(command<ChangeStanding>({"expire", "X", "--by", "a", "--reason", "r"}).to ==
        flow::Standing::expired);
  const auto reconcile =
      command<Reconcile>({"reconcile", "X", "-o", "f.pdf", "--by", "a", "--by", "b"});
  CHECK(reconcile.output == "f.pdf");
  CHECK(reconcile.by == std::vector<std::string>{"a", "b"});
  const auto last = command<Reconcile>({"reconcile", "--by", "a", "--by", "b", "X"});
  CHECK(last.order == "X");
  CHECK(last.by == std::vector<std::string>{"a", "b"});
  CHECK(command<ChangeStanding>({"block", "X", "--delivery", "", "--by", "a", "--reason", "r"})
            .passes.delivery == "");
}

TEST_CASE("passes that are badly chosen are a wrong command line") {
  const Words why{"--by", "a", "--reason", "r"};
  const auto refused = [&](Words words) {
    words.insert(words.begin(), {"spoil", "X"});
    words.insert(words.end(), why.begin(), why.end());
    CHECK(refusal(words).exit == 2);
  };
  refused({});
  refused({"--sheets", "17,"});
  refused({"--sheets", "0"});
  refused({"--sheets", "5-3"});
  refused({"--serials", "1000000000"});
  refused({"--carnets", "1", "--slots", "2"});
  CHECK(refusal({"block", "X", "--by", "a"}).exit == 2);
  CHECK(refusal({"reprint", "X", "-o", "d"}).exit == 2);
  CHECK(refusal({"reprint", "X", "-o", "d", "--same-codes", "--new-codes", "--by", "a"}).exit == 2);
  CHECK(refusal({"reprint", "X", "-o", "d", "--new-codes"}).exit == 2);
  CHECK(refusal({"reprint", "X", "--same-codes"}).exit == 2);
}

TEST_CASE("an imposition is read with its files, and a gang with their counts") {
  const auto book =
      command<Impose>({"impose", "a.pdf", "b.pdf", "-o", "o.pdf", "--scheme", "saddle-stitch",
                       "--copies", "7", "--caliper", "0,12", "--shop", "durand"})
          .wishes;
  REQUIRE(book.files.size() == 2);
  CHECK(book.files[1].file == "b.pdf");
  CHECK(book.scheme == flow::Scheme::saddle_stitch);
  CHECK(book.copies == 7u);
  CHECK(book.caliper.micrometres() == 120);
  CHECK(book.shop == "durand");
  const auto gang =
      command<Impose>({"impose", "a:b.pdf:500", "c.pdf:1", "-o", "o.pdf", "--scheme", "gang"})
          .wishes;
  CHECK(gang.files[0].file == "a:b.pdf");
  CHECK(gang.files[0].count == 500);
  CHECK(gang.shop == "default");
}

TEST_CASE("an imposition that says too little or too much is refused") {
  const auto refused = [](Words words) {
    words.insert(words.begin(), "impose");
    return refusal(words).exit == 2;
  };
  CHECK(refused({"a.pdf", "-o", "o.pdf"}));
  CHECK(refused({"a.pdf", "--scheme", "one-up"}));
  CHECK(refused({"-o", "o.pdf", "--scheme", "one-up"}));
  CHECK(refused({"a.pdf", "-o", "o.pdf", "--scheme", "n-up"}));
  CHECK(refused({"a.pdf", "-o", "o.pdf", "--scheme", "one-up", "--caliper", "-1"}));
  CHECK(refused({"a.pdf", "-o", "o.pdf", "--scheme", "one-up", "--copies", "0"}));
  CHECK(refused({"a.pdf:5", "-o", "o.pdf", "--scheme", "gang", "--copies", "2"}));
  for (const char* file : {"a.pdf", "a.pdf:", "a.pdf:0", ":5", "a.pdf:x"}) {
    CHECK(refused({file, "-o", "o.pdf", "--scheme", "gang"}));
  }
}

TEST_CASE("an amount is read as a clerk copies it from the bank statement") {
  const auto cents = [](const std::string& amount) {
    return command<Pay>({"pay", "X", "--reference", "r", "--amount", amount}).amount.cents();
  };
  for (const char* form :
       {"12000", "12000.00", "12000,00", "12 000,00 €", "12\u202f000,00\u00a0€", "12 000 EUR"})
    CHECK(cents(form) == 1'200'000);
  CHECK(cents("0.01") == 1);
}

TEST_CASE("an amount that is none, nothing or less is refused") {
  for (const char* form : {"", "abc", "0", "0.00", "-5", "1.234.56", "1e6", "10.001", "nan",
                           "99999999999999999999999"}) {
    INFO(form);
    CHECK(refusal({"pay", "X", "--reference", "r", std::string("--amount=") + form}).exit == 2);
  }
}

TEST_CASE("sheets are a range from 1, or one sheet") {
  const auto sheets = [](const std::string& range) {
    return command<Press>({"press", "X", "-o", "d", "--sheets", range}).sheets;
  };
  CHECK(sheets("3-40")->last == 40);
  CHECK(sheets("7")->first == 7);
  CHECK(sheets("7")->last == 7);
  for (const char* range : {"0-3", "5-4", "-3", "3-", "a-b", "1-99999999999", "1-2-3", " 1-2"}) {
    INFO(range);
    CHECK(refusal({"press", "X", "-o", "d", std::string("--sheets=") + range}).exit == 2);
  }
}

TEST_CASE("dates, instants, versions and languages that don't exist are refused") {
  const Words pay{"pay", "X", "--amount", "1", "--reference", "r", "--date"};
  for (const char* date : {"2026-02-30", "23/11/2026", "2026-11-23x", ""}) {
    Words words = pay;
    words.push_back(date);
    CHECK(refusal(words).exit == 2);
  }
  for (const char* version : {"0", "-1", "1.5", "x", "4294967296"})
    CHECK(refusal({"approve", "X", "--by", "a", std::string("--version=") + version}).exit == 2);
  CHECK(refusal({"status", "--now", "yesterday"}).exit == 2);
  CHECK(refusal({"status", "--lang", "de"}).exit == 2);
}

TEST_CASE("common options stand before or after the command") {
  for (const Words& words : {Words{"--json", "-q", "--workspace", "w", "status"},
                             Words{"status", "--workspace=w", "--json", "--quiet"}}) {
    const Common common = request(words).common;
    CHECK(common.json);
    CHECK(common.quiet);
    CHECK(common.workspace == "w");
  }
  CHECK(request({"status", "--now", "2026-11-23T14:00:00Z"}).common.now ==
        calendar::instant_from_iso("2026-11-23T14:00:00Z"));
}

TEST_CASE("a command line is refused with what is wrong, in the language asked for") {
  const auto says = [](const Words& words, const std::string& en, const std::string& fr) {
    CHECK(refusal(words).exit == 2);
    CHECK(refusal(words).text.find(en) != std::string::npos);
    CHECK(refusal(words, Language::french).text.find(fr) != std::string::npos);
  };
  says({"--json"}, "a command is missing", "une commande manque");
  says({"foo"}, "there is no such command.", "cette commande n’existe pas.");
  says({"presss", "X"}, "did you mean press?", "vouliez-vous dire press\u202f?");
  says({"codes", "exprot", "X"}, "did you mean export?", "vouliez-vous dire export\u202f?");
  says({"press", "X", "--ouput", "d"}, "there is no option --ouput here; did you mean --output?",
       "vouliez-vous dire --output\u202f?");
  says({"printed", "X"}, "--by is missing", "--by manque");
  says({"status", "--bogus=1"}, "there is no option --bogus", "l’option --bogus n’existe pas");
  says({"printed", "X", "--by"}, "the value of --by is missing", "la valeur de --by manque");
  says({"verify", "d", "--all", "--sample", "3"}, "exclude each other", "s’excluent");
}

TEST_CASE("who says nothing is shown the commands, and it is no success") {
  CHECK(refusal({}).text == refusal({"--help"}).text);
  CHECK(refusal({}).exit == 2);
}

TEST_CASE("a code typed in the wrong place is not repeated") {
  for (const Words& words :
       {Words{"codes", "7K3P-Q9WX-2MHT-4BSE"}, Words{"7K3P-Q9WX-2MHT-4BSE"},
        Words{"codes", "check", "7K3P", "Q9WX", "2MHT", "4BSE"},
        Words{"verify", "d", "--sample", "Q9WX"}, Words{"status", "X", "Q9WX", "--json"}}) {
    const std::string text = refusal(words).text;
    CHECK(text.find("Q9WX") == std::string::npos);
  }
}

TEST_CASE("a program that asks wrongly is answered with one object too") {
  const Refusal refused = refusal({"--json", "status", "--bogus"});
  CHECK(refused.json);
  const auto object = nlohmann::json::parse(refused.text);
  CHECK(object.at("exit") == 2);
  CHECK(object.at("findings").at(0).at("rule") == "usage");
}

TEST_CASE("help is in both languages and fits in 80 columns") {
  for (const Words& words : {Words{"--help"},
                             Words{"init", "--help"},
                             Words{"check", "-h"},
                             Words{"bat", "-h"},
                             Words{"approve", "-h"},
                             Words{"refuse", "-h"},
                             Words{"pay", "-h"},
                             Words{"press", "-h"},
                             Words{"impose-plan", "-h"},
                             Words{"printed", "-h"},
                             Words{"verify", "-h"},
                             Words{"codes", "check", "-h"},
                             Words{"codes", "export", "-h"},
                             Words{"keys", "rotate", "-h"},
                             Words{"status", "-h"},
                             Words{"ledger", "verify", "-h"},
                             Words{"ledger", "list", "-h"},
                             Words{"ledger", "prove", "-h"},
                             Words{"ledger", "check", "-h"},
                             Words{"ledger", "key", "-h"},
                             Words{"demo", "-h"},
                             Words{"shop", "test-sheet", "-h"}}) {
    const Refusal english = refusal(words), french = refusal(words, Language::french);
    INFO(english.text << french.text);
    CHECK(english.exit == 0);
    CHECK(english.text != french.text);
    CHECK(width(english.text) <= 80);
    CHECK(width(french.text) <= 80);
  }
  CHECK(refusal({"codes", "check", "--help"}).text.find("imprimatur codes check") !=
        std::string::npos);
  CHECK(refusal({"--version"}).text == "imprimatur " IMPRIMATUR_VERSION "\n");
}

TEST_CASE("a hostile command line is refused, whatever its bytes") {
  CHECK(refusal({std::string(100'000, 'a')}).exit == 2);
  CHECK(refusal({"\xff\xfe", "\x1b[31m"}).text.find('\x1b') == std::string::npos);
  CHECK(refusal({"status", "--\x1b[31m"}).text.find('\x1b') == std::string::npos);
  CHECK(refusal({"--json", "--\xff"}).text.find('\xff') == std::string::npos);
}
