// Printed passes: spoiled, void, activated, blocked, and accounted for.
#include "flow/passes.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/reconcile.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

// Eight booklets of ten passes, serials 1 to 80, on sheets of eight leaves: every pile is one
// booklet, and sheet n bears pass n of each.
struct Printed : Shop {
  Printed() { REQUIRE(made_and_printed().exit == Exit::done); }
  Outcome spoil(const Choice& passes, bool voided = false) {
    return flow::spoil(desk, workspace, id, {passes, voided, "l’atelier", "bourrage"});
  }
  Outcome set(Standing to, const Choice& passes = {}) {
    return flow::change_standing(desk, workspace, id, to, passes, "Mme Martin", "décision");
  }
  // Each statement has a name of its own: none replaces another.
  Outcome account(const std::vector<std::string>& by = {}) {
    return reconcile(desk, workspace, id, folder / fmt::format("etat-{}.pdf", ++accounts_), by);
  }

 private:
  int accounts_ = 0;
};

Choice sheets(std::vector<NumberRange> which, std::vector<NumberRange> slots = {}) {
  Choice choice;
  choice.sheets = std::move(which);
  choice.slots = std::move(slots);
  return choice;
}

Choice carnets(std::uint64_t first, std::uint64_t last) {
  Choice choice;
  choice.carnets = {first, last};
  return choice;
}

Choice serials(std::uint64_t first, std::uint64_t last) {
  Choice choice;
  choice.serials = {first, last};
  return choice;
}

}  // namespace

TEST_CASE("passes are chosen by sheet, slot, booklet, serial and delivery point") {
  Printed shop;
  const std::string map = world::read_file(shop.folder / "out/slots.csv");
  CHECK(map.find("sheets-inner-0001.pdf,4,front,2,2,5,14\r\n") != std::string::npos);
  REQUIRE(shop.spoil(sheets({{4, 4}}, {{2, 2}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled == ledger::Spans(14, 14));
  REQUIRE(shop.spoil(sheets({{3, 3}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.without({14, 14}) ==
        ledger::Spans(
            {{3, 3}, {13, 13}, {23, 23}, {33, 33}, {43, 43}, {53, 53}, {63, 63}, {73, 73}}));
  CHECK(shop.batch().losses[1].what.stock == "inner");
  CHECK(shop.batch().losses[1].what.sheets == ledger::Spans(3, 3));
  REQUIRE(shop.spoil(sheets({{1, 2}}, {{1, 1}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.common({1, 10}) == ledger::Spans(1, 3));
  CHECK(shop.batch().losses[2].what.sheets.empty());  // parts of sheets are no spoiled sheets
  REQUIRE(shop.spoil(carnets(8, 8), true).exit == Exit::done);
  CHECK(shop.batch().passes.voided == ledger::Spans(71, 80));
  REQUIRE(shop.spoil(serials(11, 12)).exit == Exit::done);
  CHECK(shop.batch().passes.voided.holds(11));  // named one by one: they are out of reach
  const auto condition = [&, codes = shop.codes()](std::size_t serial) {
    return shop.check(codes.at(serial - 1)).lines.at(1).en;
  };
  CHECK(condition(1) == "This pass is spoiled.");
  CHECK(condition(11) == "This pass is void for ever.");
  CHECK(condition(20) == "This pass is good, but its order is not activated yet.");
  REQUIRE(shop.set(Standing::active).exit == Exit::done);
  CHECK(condition(20) == "This pass is good, and redeemable.");
  Choice point;
  point.delivery = "Maison Nord";
  REQUIRE(shop.set(Standing::blocked, point).exit == Exit::done);
  CHECK(condition(20) == "This pass is good, but blocked.");
  REQUIRE(shop.set(Standing::expired).exit == Exit::done);
  CHECK(condition(20) == "This pass is good, but blocked, and its order is expired.");
  CHECK(shop.batch().passes.blocked ==
        shop.batch().passes.issued.without(shop.batch().passes.voided));
}

TEST_CASE(
    "passes that an order doesn't have, and names that can't be kept, are refused, and nothing is "
    "noted") {
  Printed shop;
  CHECK(errors(shop.spoil(sheets({{3, 99}}))) == "passes-range ");
  CHECK(errors(shop.spoil(sheets({{1, 1}}, {{9, 9}}))) == "passes-range ");
  CHECK(errors(shop.spoil(carnets(8, 9))) == "passes-range ");
  Choice covers = sheets({{1, 1}});
  covers.stock = "cover";
  CHECK(errors(shop.spoil(covers)) == "passes-stock ");
  covers.stock = "carton";
  CHECK(errors(shop.spoil(covers)) == "passes-stock ");
  Choice point;
  point.delivery = "Maison Sud";
  CHECK(errors(shop.set(Standing::blocked, point)) == "passes-delivery ");
  point.carnets = {1, 1};
  const auto twice = shop.set(Standing::blocked, point);
  CHECK(errors(twice) == "passes-choice ");
  CHECK(twice.findings.begin()->hint.en == "Keep one of these options: --carnets, --delivery.");
  point = {};
  point.delivery = "";
  CHECK(errors(shop.set(Standing::blocked, point)) == "passes-delivery ");
  CHECK(errors(shop.set(Standing::blocked, serials(9, 8))) == "passes-range ");
  CHECK(errors(shop.spoil({})) == "passes-choice ");
  CHECK(shop.batch().passes.standing == Standing::inactive);
  CHECK(shop.batch().passes.blocked.empty());
  const auto range = shop.spoil(sheets({{3, 99}})).findings.begin()->sentence;
  CHECK(range.fr == "Il n’y a pas de feuilles 3 à 99\u00a0: elles vont de 1 à 10.");
  CHECK(range.en == "There are no sheets 3 to 99: they run from 1 to 10.");
  CHECK(shop.spoil(serials(80, 81)).exit == Exit::gate_closed);
  const auto spoil = [&](const std::string& by, const std::string& reason) {
    return flow::spoil(shop.desk, shop.workspace, shop.id, {carnets(1, 1), false, by, reason});
  };
  CHECK(spoil("", "vol").exit == Exit::findings);
  CHECK(spoil("a\nb", "vol").exit == Exit::findings);
  CHECK(spoil("a", "").exit == Exit::gate_closed);
  CHECK(spoil("a", "\xff").exit == Exit::findings);
  CHECK(shop.batch().passes.good().count() == 80);
  CHECK(shop.batch().losses.empty());
}

TEST_CASE("before the release there is nothing to spoil, activate or count") {
  Shop shop;
  shop.bat();
  CHECK(flow::spoil(shop.desk, shop.workspace, shop.id, {carnets(1, 1), false, "a", "b"}).exit ==
        Exit::gate_closed);
  CHECK(flow::change_standing(shop.desk, shop.workspace, shop.id, Standing::active, {}, "a", "")
            .exit == Exit::gate_closed);
  CHECK(reconcile(shop.desk, shop.workspace, shop.id, std::nullopt, {}).exit == Exit::gate_closed);
  CHECK(errors(reconcile(shop.desk, shop.workspace, "X", std::nullopt, {})) == "order-unknown ");
}

TEST_CASE("void passes of a sheet or a booklet are left out, and those named one by one refused") {
  Printed shop;
  REQUIRE(shop.spoil(serials(3, 3)).exit == Exit::done);
  REQUIRE(shop.spoil(sheets({{3, 3}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.count() == 7);
  REQUIRE(shop.set(Standing::blocked, carnets(1, 1)).exit == Exit::done);
  CHECK(shop.batch().passes.blocked == ledger::Spans({{1, 2}, {4, 10}}));
  CHECK(shop.set(Standing::blocked, serials(3, 4)).exit == Exit::gate_closed);
  // Spoiled ones too, where the paper is at hand: one slot first, then the whole sheet.
  REQUIRE(shop.spoil(sheets({{5, 5}}, {{1, 1}})).exit == Exit::done);
  REQUIRE(shop.spoil(sheets({{5, 5}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.count() == 15);
  CHECK(shop.batch().losses.back().what.passes.count() == 7);
  CHECK(shop.batch().losses.back().what.sheets == ledger::Spans(5, 5));
  CHECK(shop.spoil(sheets({{5, 5}})).exit == Exit::gate_closed);
  REQUIRE(shop.spoil(sheets({{5, 5}}), true).exit == Exit::done);
  CHECK(shop.batch().passes.voided.count() == 9);
}

TEST_CASE("accounts say what is open, and two people close them") {
  Printed shop;
  REQUIRE(shop.spoil(sheets({{3, 3}})).exit == Exit::done);
  const auto open = shop.account();
  CHECK(open.exit == Exit::done);
  CHECK(open.lines.at(1).en.starts_with("Nothing is decided of what is spoiled of order T-1"));
  CHECK(shop.account({"Mme Martin", "M. Durand"}).exit == Exit::gate_closed);
  REQUIRE(shop.spoil(sheets({{3, 3}}), true).exit == Exit::done);
  CHECK(shop.account({"Mme Martin"}).exit == Exit::gate_closed);
  const auto closed = shop.account({"Mme Martin", "M. Durand"});
  REQUIRE(closed.exit == Exit::done);
  const auto facts = Shop::facts(closed);
  CHECK(facts.at("issued") == 80);
  CHECK(facts.at("good") == 72);
  CHECK(facts.at("void") == 8);
  CHECK(facts.at("good_cents") == 72'000);
  CHECK(facts.at("closed") == true);
  CHECK(facts.at("points").at(0).at("good") == 72);
  CHECK(facts.at("sheets").at(0).at("printed") == 10);
  CHECK(facts.at("sheets").at(0).at("accepted") == 9);
  CHECK(shop.batch().stage() == ledger::Stage::closed);
  CHECK(world::read_file(shop.folder / "etat-4.pdf").starts_with("%PDF-"));
  CHECK_FALSE(std::filesystem::exists(shop.folder / "etat-3.pdf"));  // what is refused writes none
  CHECK(shop.intact());
}

TEST_CASE("sheets that nobody attested keep the accounts open") {
  Shop shop;
  shop.made();
  const auto open = reconcile(shop.desk, shop.workspace, shop.id, std::nullopt, {});
  CHECK(open.lines.at(1).en.starts_with(
      "Nobody attests that the whole of order T-1 is printed: sheets 1 to 10 are missing."));
  CHECK(Shop::facts(open).at("sheets").at(0).at("printed") == 0);
  CHECK(reconcile(shop.desk, shop.workspace, shop.id, std::nullopt, {"a", "b"}).exit ==
        Exit::gate_closed);
}

TEST_CASE("what is lost after the closing stands beside the accounts, not in them") {
  Printed shop;
  REQUIRE(shop.spoil(sheets({{3, 3}}), true).exit == Exit::done);
  REQUIRE(shop.account({"Mme Martin", "M. Durand"}).exit == Exit::done);
  CHECK(shop.account({"Mme Martin", "M. Durand"}).exit == Exit::gate_closed);
  REQUIRE(shop.spoil(serials(1, 2)).exit == Exit::done);
  REQUIRE(shop.spoil(sheets({{4, 4}}), true).exit == Exit::done);
  const auto later = shop.account();
  REQUIRE(later.exit == Exit::done);
  const auto facts = Shop::facts(later);
  CHECK(facts.at("good") == 72);
  CHECK(facts.at("void") == 8);
  CHECK(facts.at("now").at("good") == 62);
  CHECK(facts.at("now").at("void") == 18);
  CHECK(facts.at("closed_by").at(1) == "M. Durand");
  CHECK(facts.at("points").at(0).at("good") == 72);
  CHECK(facts.at("sheets").at(0).at("spoiled") == 1);
  CHECK(facts.at("void_serials").size() == 8);
  CHECK(facts.at("losses").size() == 3);
  CHECK(facts.at("losses").at(0).at("since_closing") == false);
  CHECK(facts.at("losses").at(1).at("since_closing") == true);
  CHECK(facts.at("losses").at(1).at("serials").at(0).at(1) == 2);
  CHECK(later.lines.at(0).en ==
        "Of 80\u00a0passes: 72\u00a0good, 0\u00a0spoiled and undecided, 8\u00a0void.");
  CHECK(later.lines.at(2).en.ends_with(
      "Of 80\u00a0passes: 62\u00a0good, 0\u00a0spoiled and undecided, 18\u00a0void."));
}

TEST_CASE("a statement replaces no file, and without one no accounts are closed") {
  Printed shop;
  world::write_file(shop.folder / "etat.pdf", "signé");
  const auto close = [&](const world::Path& file) {
    return reconcile(shop.desk, shop.workspace, shop.id, file, {"Mme Martin", "M. Durand"});
  };
  CHECK_THROWS_AS(close(shop.folder / "etat.pdf"), finding::Failure);
  CHECK_THROWS_AS(close(shop.folder / "nowhere/etat.pdf"), finding::Failure);
  CHECK(world::read_file(shop.folder / "etat.pdf") == "signé");
  CHECK_FALSE(shop.batch().accounts);
}

TEST_CASE("passes lost before a part is pressed again are named, and the others not") {
  Printed shop;
  REQUIRE(shop.spoil(sheets({{3, 3}})).exit == Exit::done);
  REQUIRE(shop.spoil(serials(1, 1)).exit == Exit::done);
  const auto lost = [](const Outcome& outcome) {
    CHECK(outcome.exit == Exit::done);
    std::vector<std::string> sentences;
    for (const finding::Finding& one : outcome.findings)
      if (one.rule == "passes-lost") sentences.push_back(one.sentence.en);
    return sentences;
  };
  const auto again = lost(shop.press("again", SheetRange{3, 4}));
  REQUIRE(again.size() == 1);
  CHECK(again[0] ==
        "These sheets still bear pass no. 000 000 003 and 7\u00a0others: they are spoiled.");
  CHECK(lost(shop.press("whole")).size() == 2);
  CHECK(lost(shop.press("other", SheetRange{4, 4})).empty());
}

TEST_CASE("sheets are named in the form that is on paper, and only those that were written") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  REQUIRE(shop.press("part", SheetRange{1, 3}).exit == Exit::done);
  const auto spoil = [&](const Choice& passes) {
    return flow::spoil(shop.desk, shop.workspace, shop.id, {passes, false, "l’atelier", "pli"});
  };
  const auto sheet_five = spoil(sheets({{3, 3}, {5, 5}}));
  CHECK(sheet_five.exit == Exit::gate_closed);
  CHECK(sheet_five.findings.begin()->sentence.en == "Sheet 5 of order T-1 is not written.");
  CHECK(shop.batch().losses.empty());
  REQUIRE(shop.one_up("leaves").exit == Exit::done);
  CHECK(spoil(sheets({{3, 3}})).exit == Exit::gate_closed);  // which of the two forms is on paper?
  const auto unknown = reconcile(shop.desk, shop.workspace, shop.id, std::nullopt, {});
  CHECK(Shop::facts(unknown).at("sheets").at(0).at("printed") == 0);
  REQUIRE(shop.verify("leaves").exit == Exit::done);
  REQUIRE(shop.printed("l’atelier", {"leaves"}).exit == Exit::done);
  REQUIRE(spoil(sheets({{3, 4}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled == ledger::Spans(3, 4));  // leaf by leaf, in their order
  CHECK(shop.batch().losses.back().what.laid == ledger::Laid::one_up);
  const auto leaf = spoil(sheets({{99, 99}}));
  CHECK(leaf.findings.begin()->sentence.fr ==
        "Il n’y a pas de feuillet 99\u00a0: ils vont de 1 à 80.");
  const auto counted = reconcile(shop.desk, shop.workspace, shop.id, std::nullopt, {});
  CHECK(Shop::facts(counted).at("one_up") == true);
  CHECK(Shop::facts(counted).at("sheets").at(0).at("printed") == 80);
  CHECK(Shop::facts(counted).at("sheets").at(0).at("spoiled") == 2);
  CHECK(shop.intact());
}

TEST_CASE("a program that lays the run out otherwise names none of its sheets, nor counts them") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  REQUIRE(shop.one_up("leaves").exit == Exit::done);
  const crypto::Digest manifest = crypto::sha256("manifest"), plan = crypto::sha256("other plan");
  {
    ledger::Ledger ledger = open_ledger(shop.workspace);
    const auto now = shop.desk.world.now();
    REQUIRE(ledger.sheets_written(
        shop.id, {1, manifest, 1, 10, 10, 2, 80, ledger::Laid::imposed, plan}, now));
    REQUIRE(ledger.verified(shop.id, {manifest, 80, true, true, {}}, now));
    REQUIRE(ledger.printed(shop.id, {{"l’atelier", manifest}}, now));
  }
  const auto spoiled = flow::spoil(shop.desk, shop.workspace, shop.id,
                                   {sheets({{3, 3}}), false, "l’atelier", "pli"});
  CHECK(spoiled.exit == Exit::gate_closed);
  CHECK(reconcile(shop.desk, shop.workspace, shop.id, std::nullopt, {"a", "b"}).exit ==
        Exit::gate_closed);
  CHECK(shop.batch().losses.empty());
  CHECK_FALSE(shop.batch().accounts);
}

TEST_CASE("each delivery point has its own passes, and its own line in the accounts") {
  Shop shop;
  std::string order = order_toml(shop.id, 8, "Dix pass pour le numérique.");
  order.replace(order.rfind("carnets = 8"), 11,
                "carnets = 5\n[[delivery]]\nname = \"Maison Sud\"\n"
                "address = [\"3 rue du Sud\", \"99200 Sudville\"]\ncarnets = 3");
  shop.write_order(order);
  shop.made();
  Choice south;
  south.delivery = "Maison Sud";
  REQUIRE(flow::change_standing(shop.desk, shop.workspace, shop.id, Standing::blocked, south, "a",
                                "carton ouvert")
              .exit == Exit::done);
  CHECK(shop.batch().passes.blocked == ledger::Spans(51, 80));
  REQUIRE(
      flow::spoil(shop.desk, shop.workspace, shop.id, {serials(49, 52), true, "a", "vol"}).exit ==
      Exit::done);
  const auto facts = Shop::facts(reconcile(shop.desk, shop.workspace, shop.id, std::nullopt, {}));
  CHECK(facts.at("points").at(0).at("issued") == 50);
  CHECK(facts.at("points").at(0).at("void") == 2);
  CHECK(facts.at("points").at(1).at("issued") == 30);
  CHECK(facts.at("points").at(1).at("good") == 28);
  const auto freed = flow::change_standing(shop.desk, shop.workspace, shop.id, Standing::active,
                                           serials(60, 60), "a", "");
  CHECK(freed.lines.at(0).en ==
        "Order T-1: 1\u00a0pass active; but the order is not activated yet.");
}
