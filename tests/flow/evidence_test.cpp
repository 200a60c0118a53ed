// What shows a decision: made with the workspace, checked without it, and what doesn't hold.
#include "flow/evidence.h"

#include "bat/validation.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/decide_on_page.h"
#include "flow/ingest.h"
#include "flow/ledger_log.h"
#include "mailing_shop.h"

#include <fstream>

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

// Mme Martin approved version 1 on the page, after a mail and an answer.
class ProvedShop : public MailingShop {
 public:
  ProvedShop() {
    server();
    send();
    const auto bat = batch().versions.back().bat;
    approve_on_page(desk, workspace, id, 1, {1, "Mme Martin", "192.0.2.7", "Firefox", "Je valide."},
                    bat::validation_code(validation_key(workspace), id, 1, bat.content));
  }

  world::Path bundle = folder / "evidence";
  Outcome make(std::optional<std::uint32_t> version = std::nullopt) {
    return evidence(desk, workspace, id, version, bundle);
  }
  std::string key() { return show_ledger_key(workspace).lines.front().fr; }
  Outcome check() { return check_evidence(bundle, key(), std::nullopt); }
  nlohmann::json facts() {
    return nlohmann::json::parse(world::read_file(bundle / "evidence.json"));
  }
  void change(const char* name, const std::string& from, const std::string& to) {
    std::string bytes = world::read_file(bundle / name);
    bytes.replace(bytes.find(from), from.size(), to);
    world::write_file(bundle / name, bytes);
  }
  world::Path first_in(const char* part) {
    return std::filesystem::directory_iterator(bundle / part)->path();
  }
};

}  // namespace

TEST_CASE("evidence of a decision holds without the workspace") {
  ProvedShop shop;
  REQUIRE(shop.make().exit == Exit::done);
  const auto facts = shop.facts();
  CHECK(facts.at("version") == 1);
  REQUIRE(facts.at("decisions").size() == 1);
  const auto decision = facts.at("decisions").at(0);
  CHECK(decision.at("outcome") == "approved");
  CHECK(decision.at("by") == "Mme Martin");
  CHECK(decision.at("address") == "192.0.2.7");
  CHECK(decision.at("wording") == "Je valide.");
  CHECK(decision.at("validation_code") == true);
  CHECK(facts.at("mails").at(0).at("to") == "inclusion@exemple.fr");
  CHECK(facts.at("mails").at(0).at("state") == "accepted");
  CHECK(crypto::sha256(world::read_file(shop.bundle / "bat.pdf")).hex() == facts.at("file_sha256"));
  CHECK(shop.check().exit == Exit::done);
  CHECK(check_evidence(shop.bundle, std::nullopt, shop.workspace.checkpoint().string()).exit ==
        Exit::done);
  CHECK_THROWS_AS(shop.make(), finding::Failure);  // never over another
}

TEST_CASE("evidence without a key shows nothing") {
  ProvedShop shop;
  shop.make();
  CHECK(errors(check_evidence(shop.bundle, std::nullopt, std::nullopt)) == "anchor-missing ");
  CHECK(errors(check_evidence(shop.folder / "order", shop.key(), std::nullopt)) ==
        "evidence-folder ");
  tlog::VerifierKey other = tlog::VerifierKey::read(shop.key()).value();
  other.key[0] ^= 1;
  CHECK(check_evidence(shop.bundle, other.text(), std::nullopt).exit == Exit::difference);
}

TEST_CASE("evidence that was touched doesn't hold, and says where") {
  ProvedShop shop;
  shop.make();
  SECTION("what it says") {
    shop.change("evidence.json", "Je valide.", "Je refuse.");
  }
  SECTION("the name of who decided") {
    for (const auto& file : std::filesystem::directory_iterator(shop.bundle / "persons")) {
      std::string words = world::read_file(file.path());
      if (words.find("Martin") == std::string::npos) continue;
      words.replace(words.find("Martin"), 6, "Durand");
      world::write_file(file.path(), words);
    }
  }
  SECTION("the BAT") {
    std::ofstream(shop.bundle / "bat.pdf", std::ios::app) << " ";
  }
  SECTION("an event") {
    std::filesystem::remove(shop.first_in("proofs"));
  }
  SECTION("a file that is not of it") {
    world::make_folder(shop.bundle / "answers");
    world::write_file(shop.bundle / "answers/oui.txt", "oui");
  }
  SECTION("an answer that nobody gave, under its own digest") {
    world::make_folder(shop.bundle / "answers");
    world::write_file(shop.bundle / "answers" / (crypto::sha256("oui").hex() + ".eml"), "oui");
  }
  SECTION("a person whom no event names") {
    const std::string words = std::string(16, 'x') + "M. Durand";
    world::write_file(shop.bundle / "persons" / crypto::sha256(words).hex(), words);
  }
  SECTION("the same event twice") {
    const world::Path proof = shop.first_in("proofs");
    world::write_file(shop.bundle / "proofs/again.tlog-proof", world::read_file(proof));
  }
  SECTION("another checkpoint beside it") {
    shop.refuse(1, "finalement non");
    world::write_file(shop.bundle / "checkpoint", world::read_file(shop.workspace.checkpoint()));
  }
  CHECK((shop.check().exit == Exit::difference || errors(shop.check()) == "evidence-folder "));
}

TEST_CASE("evidence of people who were erased tells so, and holds") {
  ProvedShop shop;
  for (const auto& one :
       std::filesystem::directory_iterator(shop.workspace.order(shop.id) / "persons"))
    std::filesystem::remove(one.path());
  shop.make();
  CHECK(shop.facts().at("decisions").at(0).at("by").is_null());
  CHECK(shop.facts().at("mails").at(0).at("to").is_null());
  CHECK(shop.check().exit == Exit::done);
}

TEST_CASE("evidence of a version that was superseded, refused or never sent") {
  ProvedShop shop;
  shop.refuse(1, "à revoir");
  shop.order(8, "Dix pass, pour le numérique.");
  shop.bat();
  CHECK(errors(shop.make(7)) == "version-unknown ");
  CHECK(errors(evidence(shop.desk, shop.workspace, "X-9", 1, shop.bundle)) == "order-unknown ");
  REQUIRE(shop.make(1).exit == Exit::done);
  CHECK(shop.facts().at("latest_version") == 2);
  CHECK(shop.facts().at("decisions").size() == 2);
  CHECK(shop.facts().at("decisions").at(1).at("reason") == "à revoir");
  CHECK(shop.check().exit == Exit::done);
  std::filesystem::remove_all(shop.bundle);
  REQUIRE(shop.make().exit == Exit::done);
  CHECK(shop.facts().at("decisions").empty());
  CHECK(shop.check().exit == Exit::done);
}

TEST_CASE("what was answered by mail or scan is in the evidence as it came") {
  Shop shop;
  shop.bat();
  const world::Path scan = shop.folder / "scan.pdf";
  world::write_file(scan, "%PDF signed");
  REQUIRE(flow::approve(shop.desk, shop.workspace, shop.id, 1, "inclusion@exemple.fr", scan).exit ==
          Exit::done);
  const world::Path bundle = shop.folder / "evidence";
  REQUIRE(evidence(shop.desk, shop.workspace, shop.id, 1, bundle).exit == Exit::done);
  const std::string name = crypto::sha256("%PDF signed").hex();
  CHECK(world::read_file(bundle / "answers" / name) == "%PDF signed");
  const std::string key = show_ledger_key(shop.workspace).lines.front().fr;
  CHECK(check_evidence(bundle, key, std::nullopt).exit == Exit::done);
  world::write_file(bundle / "answers" / name, "%PDF forged");
  CHECK(check_evidence(bundle, key, std::nullopt).exit == Exit::difference);
}
