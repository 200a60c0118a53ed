// Printed passes: spoiled, void, activated, blocked, and accounted for.
#include "flow/passes.h"

#include "catch/catch.h"
#include "flow/reconcile.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

// Eight booklets of ten passes, serials 1 to 80, on sheets of eight leaves: every pile is one
// booklet, and sheet n bears pass n of each.
struct Printed : Shop {
  Printed() {
    made();
    REQUIRE(verify().exit == Exit::done);
    REQUIRE(printed().exit == Exit::done);
  }
  Outcome spoil(const Choice& passes, bool voided = false) {
    return flow::spoil(desk, workspace, id, {passes, voided, "l’atelier", "bourrage"});
  }
  Outcome set(Standing to, const Choice& passes = {}) {
    return flow::change_standing(desk, workspace, id, to, passes, "Mme Martin", "décision");
  }
  // Each statement has a name of its own: none replaces another.
  Outcome account(const std::vector<std::string>& by = {}, const std::string& name = "etat.pdf") {
    return reconcile(desk, workspace, id, folder / name, by);
  }
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
  CHECK(shop.batch().passes.spoiled == ledger::SerialSet(14, 14));
  REQUIRE(shop.spoil(sheets({{3, 3}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.without({14, 14}) ==
        ledger::SerialSet(
            {{3, 3}, {13, 13}, {23, 23}, {33, 33}, {43, 43}, {53, 53}, {63, 63}, {73, 73}}));
  CHECK(shop.batch().losses[1].what.stock == "inner");
  CHECK(shop.batch().losses[1].what.sheets == std::vector<ledger::SerialSpan>{{3, 3}});
  REQUIRE(shop.spoil(sheets({{1, 2}}, {{1, 1}})).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.common({1, 10}) == ledger::SerialSet(1, 3));
  CHECK(shop.batch().losses[2].what.sheets.empty());  // parts of sheets are no spoiled sheets
  REQUIRE(shop.spoil(carnets(8, 8), true).exit == Exit::done);
  CHECK(shop.batch().passes.voided == ledger::SerialSet(71, 80));
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
  CHECK(errors(shop.set(Standing::blocked, point)) == "passes-choice ");
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
  CHECK(shop.batch().passes.blocked == ledger::SerialSet({{1, 2}, {4, 10}}));
  CHECK(shop.set(Standing::blocked, serials(3, 4)).exit == Exit::gate_closed);
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
  CHECK(world::read_file(shop.folder / "etat.pdf").starts_with("%PDF-"));
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
