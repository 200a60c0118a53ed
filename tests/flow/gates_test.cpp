#include "catch/catch.h"
#include "finding/failure.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

TEST_CASE("nothing is pressed before the BAT, the approval and the money") {
  Shop shop;
  CHECK(errors(shop.press()) == "order-unknown ");  // the ledger has never heard of it
  shop.bat();
  CHECK(shop.press().exit == Exit::gate_closed);
  shop.approve();
  CHECK(shop.press().exit == Exit::gate_closed);
  shop.pay(799);
  CHECK(shop.press().exit == Exit::gate_closed);
  CHECK_FALSE(shop.batch().release);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "out"));
  shop.pay(1, "VIR 2");
  CHECK(shop.press().exit == Exit::done);
}

TEST_CASE("the same order again: the version stands") {
  Shop shop;
  CHECK(Shop::facts(shop.bat()).at("rendered") == true);
  const auto again = Shop::facts(shop.bat());
  CHECK(again.at("rendered") == false);
  CHECK(again.at("version") == 1);
}

TEST_CASE("a changed comma makes a new version, and the old approval opens nothing") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  shop.order(8, "Dix pass, pour le numérique.");
  CHECK(Shop::facts(shop.bat()).at("version") == 2);
  CHECK(shop.press().exit == Exit::gate_closed);
  CHECK(shop.approve(1).exit == Exit::gate_closed);
  CHECK(shop.approve(2).exit == Exit::done);
  CHECK(shop.press().exit == Exit::done);
}

TEST_CASE("a changed logo makes a new version") {
  Shop shop;
  shop.bat();
  const world::Path logo = shop.folder / "order/logos/departement.svg";
  std::string svg = world::read_file(logo);
  svg.insert(svg.rfind("</svg>"), R"(<rect x="0" y="0" width="5" height="5" fill="#123456"/>)");
  world::write_file(logo, svg);
  CHECK(Shop::facts(shop.bat()).at("version") == 2);
}

TEST_CASE("a decision counts from an approver alone") {
  Shop shop;
  shop.bat();
  CHECK(shop.approve(1, "passant@exemple.fr").exit == Exit::gate_closed);
  CHECK(shop.approve(7).exit == Exit::gate_closed);
  CHECK(shop.approve(1, "Inclusion@Exemple.fr").exit == Exit::done);
}

TEST_CASE("whoever opened the PDF can give its validation code, and the approval says so") {
  Shop shop;
  shop.bat();
  shop.order(8, "Dix pass, pour le numérique.");
  shop.bat();
  const std::string first = shop.validation_code(1), second = shop.validation_code(2);
  if (first.empty()) return;  // no reader here: said above
  REQUIRE(first != second);
  CHECK(errors(shop.approve_by_code(2, "AAAAAA")) == "validation-code ");
  CHECK(errors(shop.approve_by_code(2, "2026-0147")) == "validation-code ");
  const Outcome other = shop.approve_by_code(2, first);
  CHECK(errors(other) == "validation-code ");
  CHECK(other.findings.begin()->sentence.en.find("code of version 1") != std::string::npos);
  CHECK_FALSE(shop.batch().versions.at(1).approval);
  std::string typed = " " + second.substr(0, 3) + "-" + second.substr(3);
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  CHECK(shop.approve_by_code(2, typed).exit == Exit::done);
  const auto approval = shop.batch().versions.at(1).approval;
  CHECK(approval->opened == ledger::Opened::by_code);
  CHECK(approval->pages ==
        crypto::sha256(world::read_file(shop.workspace.order("T-1") / "v0002/pages.txt")));
  CHECK(approval->file ==
        crypto::sha256(world::read_file(shop.workspace.order("T-1") / "v0002/bat.pdf")));
}

TEST_CASE("a folder for pictures that is there already stops bat before anything is noted") {
  Shop shop;
  world::make_folder(shop.folder / "pictures");
  world::write_file(shop.folder / "pictures/mine.txt", "mine");
  CHECK_THROWS_AS(render_bat(shop.desk, shop.workspace, shop.folder / "order",
                             {std::nullopt, shop.folder / "pictures"}),
                  finding::Failure);
  CHECK(open_ledger(shop.workspace).orders().empty());
}

TEST_CASE("where the version before is damaged the operator is told, and the new one is rendered") {
  Shop shop;
  shop.bat();
  shop.order(9, "Neuf carnets.");
  world::write_file(shop.workspace.order(shop.id) / "v0001/pages.txt", "other");
  const Outcome outcome = shop.bat();
  CHECK(outcome.exit == Exit::done);
  CHECK(std::ranges::any_of(outcome.findings, [](const finding::Finding& one) {
    return one.rule == "bat-before-damaged";
  }));
}

TEST_CASE("the validation code is neither said nor left in clear, by name or in a file") {
  Shop shop;
  shop.bat();
  const std::string code = shop.validation_code(1);
  if (code.empty()) return;
  shop.status();
  shop.approve_by_code(1, code);
  shop.status();
  CHECK(shop.said.find(code) == std::string::npos);
  for (const auto& [name, bytes] : bytes_of(shop.folder.path())) {
    INFO(name);
    CHECK(bytes.find(code) == std::string::npos);  // in the PDF it is in a squeezed stream
  }
}

TEST_CASE("an approval without a code says nothing of one") {
  Shop shop;
  shop.bat();
  shop.approve();
  CHECK(shop.batch().versions.at(0).approval->opened == ledger::Opened::unproved);
}

TEST_CASE("any version of the BAT is given again, byte for byte, and as small pictures") {
  Shop shop;
  shop.ghostscript();
  shop.bat();
  shop.order(8, "Dix pass, pour le numérique.");
  shop.bat();
  CHECK(errors(shop.show(3)) == "version-unknown ");
  const auto shown = Shop::facts(shop.show(1));
  CHECK(shown.at("version") == 1);
  const std::string pdf = world::read_file(shop.folder / "bat.pdf");
  CHECK(crypto::sha256(pdf) == shop.batch().versions.at(0).bat.file);
  CHECK(shown.at("bat_sha256") == crypto::sha256(pdf).hex());
  std::size_t pages = 0;
  for (const auto& [name, png] : bytes_of(shop.folder / "pictures")) {
    INFO(name);
    CHECK(name == fmt::format("page-{:02}.png", ++pages));
    CHECK(png.starts_with("\x89PNG"));
    CHECK(png.size() <= 200'000);
  }
  CHECK(pages == 6);
  CHECK_THROWS_AS(shop.show(1), finding::Failure);  // pictures/ is there already
}

TEST_CASE("a version whose PDF was changed since is not shown as the one that went out") {
  Shop shop;
  shop.bat();
  const world::Path file = shop.workspace.order("T-1") / "v0001/bat.pdf";
  world::write_file(file, world::read_file(file) + "%");
  CHECK_THROWS_AS(shop.show(1), finding::Failure);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "bat.pdf"));
}

TEST_CASE("a refused version is not printed, and the corrected one is") {
  Shop shop;
  shop.bat();
  shop.pay();
  CHECK(shop.refuse(1, "Le logo est trop petit.").exit == Exit::done);
  CHECK(shop.press().exit == Exit::gate_closed);
  CHECK(shop.approve(1).exit == Exit::gate_closed);
  shop.order(8, "Dix pass !");
  shop.bat();
  shop.approve(2);
  CHECK(shop.press().exit == Exit::done);
}

TEST_CASE("nothing changes once serials are released") {
  Shop shop;
  shop.made();
  shop.order(9);
  CHECK(shop.bat().exit == Exit::gate_closed);
  CHECK(shop.refuse(1, "Trop tard.").exit == Exit::gate_closed);
  CHECK(shop.press("again").exit == Exit::done);
}

TEST_CASE("sheets released for one shop are not laid out for another") {
  Shop shop;
  shop.made();
  const Outcome outcome =
      press(shop.desk, shop.workspace, shop.id, {shop.folder / "else", std::nullopt, "autre"});
  CHECK(outcome.exit == Exit::gate_closed);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "else"));
}

TEST_CASE("sheets are attested as printed once, and only if there are any that were verified") {
  Shop shop;
  shop.bat();
  CHECK(shop.printed().exit == Exit::gate_closed);
  shop.approve();
  shop.pay();
  shop.press();
  CHECK(shop.printed().exit == Exit::gate_closed);
  shop.verify();
  CHECK(shop.printed().exit == Exit::done);
  CHECK(shop.printed().exit == Exit::gate_closed);
}

TEST_CASE(
    "leaves one-up pass the same gate, take the same serials, and are verified as sheets are") {
  Shop shop;
  shop.bat();
  shop.approve();
  CHECK(shop.one_up("early").exit == Exit::gate_closed);
  shop.pay();
  CHECK(shop.one_up().exit == Exit::done);
  const std::uint64_t first = shop.batch().release->first_serial;
  CHECK(shop.press().exit == Exit::done);
  CHECK(shop.batch().release->first_serial == first);
  CHECK(shop.verify("leaves").exit == Exit::done);
  CHECK(shop.verify().exit == Exit::done);
  CHECK(shop.printed().exit == Exit::gate_closed);  // which of the two was it?
  CHECK(shop.printed("l’atelier", {"out"}).exit == Exit::done);
  CHECK(shop.batch().stage() == ledger::Stage::printed);
  CHECK(shop.printed().exit == Exit::gate_closed);
}

TEST_CASE("codes that are written again are told, and louder once they are printed") {
  const auto told = [](const Outcome& outcome, std::string_view rule) {
    return std::ranges::any_of(outcome.findings,
                               [&](const finding::Finding& one) { return one.rule == rule; });
  };
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  const Outcome first = shop.press("first", SheetRange{1, 4});
  CHECK_FALSE(told(first, "codes-again"));
  CHECK_FALSE(told(shop.press("rest", SheetRange{5, 10}), "codes-again"));
  CHECK(told(shop.press("second", SheetRange{4, 5}), "codes-again"));
  CHECK(told(shop.one_up(), "codes-again"));
  shop.verify("first");
  REQUIRE(shop.printed("l’atelier", {"first"}).exit == Exit::done);
  const Outcome again = shop.press("third", SheetRange{1, 1});
  CHECK(again.exit == Exit::done);
  CHECK(told(again, "codes-printed"));
  CHECK(told(shop.press("fourth", SheetRange{6, 6}), "codes-again"));
}

TEST_CASE("a new version says that the approval of the last one counts no more") {
  const auto told = [](const Outcome& outcome) {
    return std::ranges::any_of(outcome.findings, [](const finding::Finding& one) {
      return one.rule == "approval-superseded" && one.severity == finding::Severity::warning;
    });
  };
  Shop shop;
  CHECK_FALSE(told(shop.bat()));
  shop.approve();
  CHECK_FALSE(told(shop.bat()));
  shop.order(8, "D’autres mots.");
  CHECK(told(shop.bat()));
  shop.order(8, "Et d’autres encore.");
  CHECK_FALSE(told(shop.bat()));  // nobody had approved version 2
}

TEST_CASE("of folders that overlap, those that were printed are named; the other stays unprinted") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  REQUIRE(shop.press("whole").exit == Exit::done);  // by mistake: the shop printed the parts
  REQUIRE(shop.press("first", SheetRange{1, 4}).exit == Exit::done);
  REQUIRE(shop.press("rest", SheetRange{5, 10}).exit == Exit::done);
  for (const char* name : {"whole", "first", "rest"}) shop.verify(name);
  const std::size_t before = open_ledger(shop.workspace).history().size();
  const Outcome both = shop.printed();
  CHECK(both.exit == Exit::gate_closed);
  CHECK(both.findings.begin()->sentence.en ==
        "Two folders hold sheets 1 to 4 of order T-1: only one can have been printed.");
  CHECK(open_ledger(shop.workspace).history().size() == before);  // none of them, not the first two
  const Outcome done = shop.printed("l’atelier", {"first", "rest", "first"});
  CHECK(done.exit == Exit::done);
  CHECK(done.lines.front().en == fmt::format("Order T-1: printing attested by l’atelier ({}, {}).",
                                             (shop.folder / "first").string(),
                                             (shop.folder / "rest").string()));
  CHECK(shop.batch().stage() == ledger::Stage::printed);
  const Outcome again = shop.printed("l’atelier", {"whole"});
  CHECK(again.exit == Exit::gate_closed);
  CHECK(again.findings.begin()->place.file == (shop.folder / "whole").string());
}

TEST_CASE("a folder that press did not write is the asker's mistake, of verify and of printed") {
  Shop shop;
  shop.made();
  world::make_folder(shop.folder / "bare");
  const std::pair<const char*, const char*> mistakes[] = {{"nowhere", "folder-not-there "},
                                                          {"bare", "manifest-missing "}};
  for (const auto& [name, rule] : mistakes) {
    for (const Outcome& outcome : {shop.verify(name), shop.printed("l’atelier", {"out", name})}) {
      CHECK(outcome.exit == Exit::findings);
      CHECK(errors(outcome) == rule);
      CHECK(outcome.findings.begin()->place.file.starts_with((shop.folder / name).string()));
    }
  }
  CHECK(shop.batch().printed.empty());
}
