// Spoiled passes printed again: with their codes, and with new ones.
#include "flow/reprint.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/passes.h"
#include "flow/reconcile.h"
#include "flow/rotate.h"
#include "shop.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::flow;
using ledger::Spans;

namespace {

const std::vector<std::string> two_people{"Mme Martin", "M. Durand"};

Choice again_sheets(std::vector<NumberRange> which, std::vector<NumberRange> slots = {}) {
  Choice choice;
  choice.sheets = std::move(which);
  choice.slots = std::move(slots);
  return choice;
}

Choice again_carnets(std::uint64_t first, std::uint64_t last) {
  Choice choice;
  choice.carnets = {first, last};
  return choice;
}

Choice again_serials(std::uint64_t first, std::uint64_t last) {
  Choice choice;
  choice.serials = {first, last};
  return choice;
}

// Eight booklets of ten passes, serials 1 to 80, on sheets of eight leaves: sheet n bears pass n of
// each, and the one sheet of covers a cover of each.
struct Reprints : Shop {
  explicit Reprints(int percent = 60) {
    const world::Path profile = workspace.root / "profiles/prepaid.toml";
    world::write_file(
        profile, std::regex_replace(world::read_file(profile), std::regex("reprint_percent *= 10"),
                                    fmt::format("reprint_percent = {}", percent)));
  }
  void run() { REQUIRE(made_and_printed().exit == Exit::done); }
  Outcome spoil(const Choice& passes, bool voided = false) {
    return flow::spoil(desk, workspace, id, {passes, voided, "l’atelier", "bourrage"});
  }
  Outcome same(const std::string& name, const Choice& passes = {},
               std::vector<std::string> people = two_people) {
    return flow::reprint(desk, workspace, id,
                         {folder / name, passes, false, std::move(people), "", "bourrage"});
  }
  Outcome anew(const std::string& name, const Choice& passes = {}) {
    return flow::reprint(desk, workspace, id,
                         {folder / name, passes, true, {}, "Mme Martin", "codes vus"});
  }
  void on_paper(const std::string& name) {
    const Outcome read = verify(name);
    INFO(errors(read));
    REQUIRE(read.exit == Exit::done);
    REQUIRE(printed("l’atelier", {name}).exit == Exit::done);
  }
  std::string slot_map(const std::string& name) {
    return world::read_file(folder / name / "slots.csv");
  }
  nlohmann::json manifest(const std::string& name) {
    return nlohmann::json::parse(world::read_file(folder / name / "manifest.json"));
  }
  std::string code(std::uint64_t serial) {
    return coder_of(workspace, batch().epoch_of(serial)).code_of(serial_of(serial)).to_text();
  }
  std::string condition(std::uint64_t serial) { return check(code(serial)).lines.at(1).en; }
  Outcome account(const std::vector<std::string>& by = {}) {
    return reconcile(desk, workspace, id, folder / "etat.pdf", by);
  }
};

std::string why(const Outcome& outcome) {
  std::string all;
  for (const auto& finding : outcome.findings) all += finding.sentence.en + " ";
  return all;
}

bool has_line(const std::string& text, const std::string& line) {
  return text.find("\r\n" + line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE(
    "closed loop: spoiled sheets are printed again in their places, and are good once attested") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_sheets({{3, 3}})).exit == Exit::done);
  REQUIRE(shop.spoil(again_sheets({{7, 7}}, {{2, 2}})).exit == Exit::done);
  const auto made = shop.same("again");
  INFO(why(made));
  REQUIRE(made.exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.count() == 9);  // not yet on paper

  const std::string map = shop.slot_map("again");
  CHECK(has_line(map, "reprint-01-inner-0001.pdf,3,front,2,2,4,13"));
  CHECK(has_line(map, "reprint-01-inner-0001.pdf,7,back,2,2,8,17"));
  CHECK(has_line(map, "reprint-01-inner-0001.pdf,7,front,1,VOID,,"));
  CHECK(std::ranges::count(map, '\n') == 1 + 2 * 2 * 8);
  const auto manifest = shop.manifest("again");
  CHECK(manifest.at("reprint").at("number") == 1);
  CHECK(
      manifest.at("sheet_files").dump() ==
      R"([{"first_sheet":3,"listed":[[3,3],[7,7]],"name":"reprint-01-inner-0001.pdf","sheets":2,"stock":"inner"}])");
  CHECK(manifest.at("printed").at(1).at("passes") == 9);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "again/bordereaux.pdf"));
  CHECK(std::filesystem::exists(shop.folder / "again/job-sheet.pdf"));
  CHECK((std::filesystem::status(shop.folder / "again").permissions() &
         std::filesystem::perms::all) == std::filesystem::perms::owner_all);

  CHECK(shop.printed("l’atelier", {"again"}).exit == Exit::gate_closed);  // not verified
  shop.on_paper("again");
  CHECK(shop.batch().passes.good().count() == 80);
  CHECK(shop.condition(13) == "This pass is good, but its order is not activated yet.");
  const auto account = Shop::facts(shop.account(two_people));
  CHECK(account.at("issued") == 80);
  CHECK(account.at("good") == 80);
  CHECK(account.at("void") == 0);
  CHECK(account.at("closed") == true);
  CHECK(account.at("sheets").at(0).at("printed") == 12);
  CHECK(account.at("sheets").at(0).at("accepted") == 11);
  CHECK(account.at("sheets").at(0).at("spoiled") == 1);
  CHECK(shop.same("late").exit == Exit::gate_closed);
  CHECK(shop.intact());
}

TEST_CASE("a whole booklet is printed again with its cover") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_carnets(8, 8)).exit == Exit::done);
  REQUIRE(shop.same("again", again_carnets(8, 8)).exit == Exit::done);
  const std::string map = shop.slot_map("again");
  CHECK(has_line(map, "reprint-01-cover-0001.pdf,1,front,8,8,1,"));
  CHECK(has_line(map, "reprint-01-cover-0001.pdf,1,front,7,VOID,,"));
  CHECK(has_line(map, "reprint-01-inner-0001.pdf,10,front,8,8,11,80"));
  shop.on_paper("again");
  CHECK(shop.batch().passes.good().count() == 80);
}

TEST_CASE(
    "the same codes want two people who destroyed the old paper, and passes that are spoiled") {
  Reprints shop;
  shop.made();
  REQUIRE(shop.spoil(again_sheets({{3, 3}})).exit == Exit::done);
  CHECK(why(shop.same("a")).starts_with("Nobody attests that sheet 3 of order T-1 is printed."));
  REQUIRE(shop.verify().exit == Exit::done);
  REQUIRE(shop.printed().exit == Exit::done);
  CHECK(shop.same("a", {}, {}).exit == Exit::gate_closed);
  CHECK(shop.same("a", {}, {"Mme Martin"}).exit == Exit::gate_closed);
  CHECK(why(shop.same("a", {}, {"Mme Martin", "mme martin"}))
            .starts_with("The same codes are printed again only once the old paper is destroyed"));
  CHECK(errors(shop.same("a", {}, {"Mme Martin", ""})) == "words ");
  CHECK(
      why(shop.same("a", again_serials(3, 4))).starts_with("Pass no. 000 000 004 is still good."));
  CHECK(why(shop.same("a", again_serials(80, 81)))
            .starts_with("Order T-1 did not issue pass no. 000 000 081."));
  CHECK(why(shop.same("a", again_sheets({{4, 4}}))).find("still good") != std::string::npos);
  REQUIRE(shop.spoil(again_serials(3, 3), true).exit == Exit::done);
  CHECK(why(shop.same("a", again_serials(3, 3)))
            .starts_with("Pass no. 000 000 003 is void for ever"));
  CHECK(shop.batch().reprints.empty());
  CHECK_FALSE(std::filesystem::exists(shop.folder / "a"));
  REQUIRE(shop.same("a", again_sheets({{3, 3}})).exit == Exit::done);  // less the void one
  CHECK(shop.batch().reprints.at(0).what.passes.count() == 7);
}

TEST_CASE("a profile's largest share stops who reprints, over all reprints") {
  Reprints shop(15);  // twelve passes
  shop.run();
  REQUIRE(shop.spoil(again_sheets({{3, 4}})).exit == Exit::done);
  REQUIRE(shop.same("one", again_sheets({{3, 3}})).exit == Exit::done);
  const auto second = shop.same("two", again_sheets({{4, 4}}));
  CHECK(second.exit == Exit::gate_closed);
  CHECK(
      why(second).starts_with("The profile of order T-1 lets 15% of the passes be printed again"));
  CHECK(shop.same("two", again_sheets({{4, 4}}, {{1, 4}})).exit == Exit::done);
  REQUIRE(shop.spoil(again_serials(71, 80)).exit == Exit::done);
  CHECK(why(shop.anew("three", again_carnets(8, 8))).starts_with("The profile of order T-1"));
  CHECK(shop.batch().passes.issued.count() == 80);
}

TEST_CASE("a reprint asked for twice is the same folder, and its codes are attested once") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_sheets({{3, 3}})).exit == Exit::done);
  REQUIRE(shop.same("one").exit == Exit::done);
  REQUIRE(shop.same("two").exit == Exit::done);
  CHECK(bytes_of(shop.folder / "one") == bytes_of(shop.folder / "two"));
  CHECK(shop.batch().reprints.size() == 1);
  // Another part of the same passes declares the paper of the first destroyed.
  REQUIRE(shop.same("three", again_sheets({{3, 3}}, {{1, 4}})).exit == Exit::done);
  CHECK(shop.batch().reprints.at(0).superseded);
  REQUIRE(shop.verify("one").exit == Exit::done);
  CHECK(
      why(shop.printed("l’atelier", {"one"})).starts_with("Reprint 1 of order T-1 was superseded"));
  shop.on_paper("three");
  CHECK(why(shop.printed("l’atelier", {"three"}))
            .starts_with("The printing of reprint 2 of order T-1"));
  CHECK(shop.batch().passes.spoiled == Spans({{43, 43}, {53, 53}, {63, 63}, {73, 73}}));
}

TEST_CASE("what fails after the ledger knows of it is taken up again") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_carnets(8, 8)).exit == Exit::done);
  // Killed while it writes: the serials are taken, and no sheet is there.
  shop.during = [](const Progress&) { throw finding::Failure({"a", "a"}, {"b", "b"}); };
  CHECK_THROWS(shop.anew("gone", again_carnets(8, 8)));
  shop.during = {};
  CHECK_FALSE(std::filesystem::exists(shop.folder / "gone"));
  CHECK(shop.batch().passes.awaited == Spans(81, 90));
  REQUIRE(shop.anew("new").exit == Exit::done);
  CHECK(shop.batch().passes.issued == Spans(1, 90));
  // Killed once it is noted: the folder is lost, and comes out the same.
  const auto before = bytes_of(shop.folder / "new");
  std::filesystem::remove_all(shop.folder / "new");
  REQUIRE(shop.anew("new", again_carnets(8, 8)).exit == Exit::done);
  CHECK(bytes_of(shop.folder / "new") == before);
  CHECK(shop.batch().children.size() == 1);
  CHECK(shop.batch().reprints.size() == 1);
}

TEST_CASE("open loop: a booklet's passes are void, and new ones stand in their place") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_carnets(8, 8)).exit == Exit::done);
  REQUIRE(rotate_keys(shop.desk, shop.workspace, "Mme Martin", "une sauvegarde égarée").exit ==
          Exit::done);
  const auto made = shop.anew("new", again_carnets(8, 8));
  INFO(why(made));
  REQUIRE(made.exit == Exit::done);
  CHECK(shop.batch().passes.voided == Spans(71, 80));
  CHECK(shop.batch().passes.awaited == Spans(81, 90));
  CHECK(shop.batch().epoch_of(85) == 2);
  const std::string map = shop.slot_map("new");
  CHECK(has_line(map, "reprint-01-cover-0001.pdf,1,front,8,8,1,"));
  CHECK(has_line(map, "reprint-01-inner-0001.pdf,4,front,8,8,5,84"));
  CHECK(has_line(map, "reprint-01-inner-0001.pdf,4,front,7,VOID,,"));

  const auto check = shop.check(shop.code(84));
  CHECK(check.lines.at(0).en.starts_with("Pass no. 000 000 084: order T-1, booklet 8, rank 4/10;"));
  CHECK(shop.condition(84) ==
        "This pass is issued to replace another, and nobody attests yet that it is printed.");
  CHECK(check.lines.at(2).en == "It replaces pass no. 000 000 074.");
  CHECK(shop.check(shop.code(74)).lines.at(2).en == "It is replaced by pass no. 000 000 084.");
  CHECK(Shop::facts(shop.check(shop.code(74))).at("replaced_by") == 84);
  CHECK(shop.condition(74) == "This pass is void for ever.");
  CHECK(why(shop.account(two_people)).find("Nobody attests") != std::string::npos);

  shop.on_paper("new");
  REQUIRE(flow::change_standing(shop.desk, shop.workspace, shop.id, Standing::active, {},
                                "Mme Martin", "")
              .exit == Exit::done);
  CHECK(shop.condition(84) == "This pass is good, and redeemable.");
  const auto account = Shop::facts(shop.account(two_people));
  CHECK(account.at("issued") == 90);
  CHECK(account.at("good") == 80);
  CHECK(account.at("void") == 10);
  CHECK(account.at("points").at(0).at("issued") == 90);
  CHECK(account.at("points").at(0).at("good") == 80);
  CHECK(account.at("closed") == true);
  CHECK(shop.intact());
}

TEST_CASE("new codes are given to whole booklets that are no good any more") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_sheets({{3, 3}})).exit == Exit::done);
  CHECK(why(shop.anew("new")).find("still good") != std::string::npos);
  CHECK(errors(shop.anew("new", again_serials(3, 3))) == "reprint-booklets ");
  REQUIRE(shop.spoil(again_serials(71, 80)).exit == Exit::done);  // stolen
  REQUIRE(shop.anew("new", again_carnets(8, 8)).exit == Exit::done);
  shop.on_paper("new");
  // The place is borne by the new passes from now on.
  REQUIRE(shop.spoil(again_carnets(8, 8)).exit == Exit::done);
  CHECK(shop.batch().passes.spoiled.common({81, 90}) == Spans(81, 90));
  REQUIRE(shop.same("again", again_carnets(8, 8)).exit == Exit::done);
  CHECK(has_line(shop.slot_map("again"), "reprint-02-inner-0001.pdf,4,front,8,8,5,84"));
  shop.on_paper("again");
  CHECK(shop.batch().passes.spoiled.count() == 7);  // sheet 3, less the stolen one
}

TEST_CASE("loose passes are replaced one by one") {
  Reprints shop;
  shop.write_order(std::regex_replace(order_toml(shop.id, 20, "Un pass."), std::regex("carnet-10"),
                                      "pass-single"));
  shop.bat();
  shop.approve();
  shop.pay(200);
  REQUIRE(shop.press().exit == Exit::done);
  REQUIRE(shop.verify().exit == Exit::done);
  REQUIRE(shop.printed().exit == Exit::done);
  REQUIRE(shop.spoil(again_serials(5, 6)).exit == Exit::done);
  REQUIRE(shop.anew("new", again_serials(5, 6)).exit == Exit::done);
  CHECK(shop.batch().successor_of(6) == 22);
  shop.on_paper("new");
  CHECK(shop.batch().passes.good() == Spans({{1, 4}, {7, 22}}));
}

TEST_CASE("leaves one-up are printed again leaf by leaf") {
  Reprints shop;
  shop.bat();
  shop.approve();
  shop.pay();
  REQUIRE(shop.one_up().exit == Exit::done);
  REQUIRE(shop.verify("leaves").exit == Exit::done);
  REQUIRE(shop.printed().exit == Exit::done);
  REQUIRE(shop.spoil(again_carnets(2, 2)).exit == Exit::done);
  const auto made = shop.same("again", again_carnets(2, 2));
  INFO(why(made));
  REQUIRE(made.exit == Exit::done);
  CHECK(has_line(shop.slot_map("again"), "reprint-01-inner-0001.pdf,14,front,1,2,5,14"));
  CHECK(shop.slot_map("again").find("VOID") == std::string::npos);
  shop.on_paper("again");
  CHECK(shop.batch().passes.good().count() == 80);
}

TEST_CASE("half a spread isn't printed again without the other") {
  Reprints shop;
  shop.write_order(std::regex_replace(order_toml(shop.id, 8, "Dix pass."), std::regex("carnet-10"),
                                      "carnet-pique"));
  shop.run();
  REQUIRE(shop.spoil(again_sheets({{2, 2}}, {{1, 1}})).exit == Exit::done);
  CHECK(errors(shop.same("again")) == "reprint-spread ");
  CHECK(shop.batch().reprints.empty());
  REQUIRE(shop.spoil(again_sheets({{2, 2}}, {{2, 2}})).exit == Exit::done);
  REQUIRE(shop.same("again").exit == Exit::done);
  shop.on_paper("again");
  CHECK(shop.batch().passes.spoiled.empty());
}

TEST_CASE("a reprint that was changed is found out, and isn't attested") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_sheets({{3, 3}})).exit == Exit::done);
  REQUIRE(shop.same("again").exit == Exit::done);
  const world::Path file = shop.folder / "again/slots.csv";
  world::write_file(file, std::regex_replace(world::read_file(file), std::regex(",13\r"), ",14\r"));
  const auto read = shop.verify("again");
  CHECK(read.exit == Exit::difference);
  CHECK(errors(read).find("slot-map-differs") != std::string::npos);
  CHECK(why(shop.printed("l’atelier", {"again"}))
            .starts_with("The last verification found a difference in reprint 1 of order T-1."));
  std::filesystem::remove_all(shop.folder / "again");
  REQUIRE(shop.same("again").exit == Exit::done);
  // A manifest that the ledger doesn't know is held against the reprint that it claims to be.
  const world::Path manifest = shop.folder / "again/manifest.json";
  world::write_file(manifest, world::read_file(manifest) + " ");
  const auto changed = shop.verify("again");
  CHECK(changed.exit == Exit::difference);
  CHECK(errors(changed) == "manifest-changed ");
  CHECK(shop.batch().passes.spoiled.count() == 8);
}

TEST_CASE("the sheets of another plan are not written") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_sheets({{3, 3}})).exit == Exit::done);
  auto batch = shop.batch();
  ledger::Reprinted asked{1, 1, {}, batch.passes.spoiled, {}, {3, 3}, {}, two_people, ""};
  const auto closed = ledger::reprinting_gate(batch, asked);
  REQUIRE(closed);
  CHECK(closed->what.en.find("lays order T-1 out otherwise") != std::string::npos);
  asked.plan = batch.sheets.at(0).plan;
  CHECK_FALSE(ledger::reprinting_gate(batch, asked));
}

TEST_CASE("new codes with one witness too few take no serial") {
  Reprints shop;
  shop.run();
  REQUIRE(shop.spoil(again_carnets(8, 8)).exit == Exit::done);
  const auto refused =
      flow::reprint(shop.desk, shop.workspace, shop.id,
                    {shop.folder / "a", again_carnets(8, 8), true, {"Mme Martin"}, "A", ""});
  CHECK(refused.exit == Exit::gate_closed);
  CHECK(shop.batch().passes.issued.count() == 80);
  CHECK(shop.batch().children.empty());
}

TEST_CASE("a reprint whose passes were spoiled again is another reprint, with its own witnesses") {
  Reprints shop(100);
  shop.run();
  REQUIRE(shop.spoil(again_carnets(8, 8)).exit == Exit::done);
  REQUIRE(shop.anew("first", again_carnets(8, 8)).exit == Exit::done);
  REQUIRE(shop.spoil(again_carnets(8, 8)).exit == Exit::done);
  REQUIRE(shop.same("second", again_carnets(8, 8)).exit == Exit::done);
  REQUIRE(shop.batch().reprints.size() == 2);
  CHECK(shop.batch().reprints.at(0).superseded);
  shop.on_paper("second");
  CHECK(shop.batch().passes.open().empty());
}
