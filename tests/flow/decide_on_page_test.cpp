// What is decided on the review page: by whom, with what kept, and what is turned away.
#include "flow/decide_on_page.h"

#include "bat/validation.h"
#include "catch/catch.h"
#include "flow/decide.h"
#include "mailing_shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

// Its BAT went out: mail 1 to inclusion@exemple.fr, who is the order's approver.
class ReviewedShop : public MailingShop {
 public:
  ReviewedShop() {
    server();
    send();
  }
  Witness witness(const std::string& name = "Mme Martin") {
    return {1, name, "2001:db8::7", "Mozilla/5.0", "Bon à tirer : je valide."};
  }
  std::string code() {
    const auto bat = batch().versions.back().bat;
    return bat::validation_code(validation_key(workspace), id, bat.version, bat.content);
  }
  Outcome accept(const std::string& code, const std::string& name = "Mme Martin") {
    return approve_on_page(desk, workspace, id, 1, witness(name), code);
  }
  std::size_t persons() {
    const auto folder = std::filesystem::directory_iterator(workspace.order(id) / "persons");
    return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
  }
};

}  // namespace

TEST_CASE("an approval on the page keeps who, from where and what stood beside the button") {
  ReviewedShop shop;
  CHECK(shop.accept(shop.code()).exit == Exit::done);
  const auto approval = shop.batch().versions[0].approval.value();
  const auto bat = shop.batch().versions[0].bat;
  CHECK(approval.by.empty());
  CHECK(approval.content == bat.content);
  CHECK(approval.file == bat.file);
  CHECK(approval.opened == ledger::Opened::by_code);
  REQUIRE(approval.on_page);
  CHECK(approval.on_page->mail == 1);
  CHECK(approval.on_page->wording == "Bon à tirer : je valide.");
  const auto who = witness_of(shop.workspace, shop.id, *approval.on_page);
  REQUIRE(who);
  CHECK(who->name == "Mme Martin");
  CHECK(who->address == "2001:db8::7");
  CHECK(who->agent == "Mozilla/5.0");
  CHECK(shop.accept(shop.code()).exit == Exit::gate_closed);  // decided
}

TEST_CASE("who decided can be erased, and the ledger stays whole") {
  ReviewedShop shop;
  shop.accept(shop.code());
  const auto page = *shop.batch().versions[0].approval->on_page;
  std::filesystem::remove(shop.workspace.order(shop.id) / "persons" / page.person.hex());
  CHECK_FALSE(witness_of(shop.workspace, shop.id, page));
  CHECK(shop.batch().stage() == ledger::Stage::approved);
  CHECK(verify_ledger(shop.desk, shop.workspace).exit == Exit::done);
}

TEST_CASE("a wrong code decides nothing, and leaves nothing") {
  ReviewedShop shop;
  const std::size_t before = shop.persons();
  CHECK(errors(shop.accept(shop.code() == "AAAAAA" ? "CCCCCC" : "AAAAAA")) == "validation-code ");
  CHECK(errors(shop.accept("")) == "validation-code ");
  CHECK(errors(shop.accept(shop.code(), "  ")) == "words ");
  CHECK(errors(shop.accept(shop.code(), "a\nb")) == "words ");
  CHECK(shop.batch().stage() == ledger::Stage::sent);
  CHECK(shop.persons() == before);
}

TEST_CASE("a link answers the version of its mail alone, and as its recipient") {
  ReviewedShop shop;
  Witness other = shop.witness();
  other.mail = 2;  // there is none
  CHECK(approve_on_page(shop.desk, shop.workspace, shop.id, 1, other, shop.code()).exit ==
        Exit::gate_closed);
  shop.order(8, "Dix pass, pour le numérique.");
  shop.bat();
  CHECK(approve_on_page(shop.desk, shop.workspace, shop.id, 2, shop.witness(), shop.code()).exit ==
        Exit::gate_closed);
  CHECK(shop.accept(shop.code()).exit == Exit::gate_closed);  // superseded
  shop.send();
  for (const auto& one :
       std::filesystem::directory_iterator(shop.workspace.order(shop.id) / "persons"))
    std::filesystem::remove(one.path());
  Witness erased = shop.witness();
  erased.mail = 2;
  CHECK(approve_on_page(shop.desk, shop.workspace, shop.id, 2, erased, shop.code()).exit ==
        Exit::gate_closed);
  CHECK(shop.batch().stage() == ledger::Stage::sent);
}

TEST_CASE("changes asked for on the page await a new version, and never approve") {
  ReviewedShop shop;
  const std::vector<ledger::Remark> remarks{{0, 0, 0, "Plus grand\net plus bleu"},
                                            {2, 105, 480, "Faute : « numérique »"}};
  CHECK(request_changes_on_page(shop.desk, shop.workspace, shop.id, 1, shop.witness(), remarks)
            .exit == Exit::done);
  CHECK(shop.batch().stage() == ledger::Stage::to_change);
  CHECK(shop.batch().versions[0].changes->remarks == remarks);
  CHECK(shop.press().exit == Exit::gate_closed);
  CHECK(shop.accept(shop.code()).exit == Exit::gate_closed);
  // The same order again is a new version: this one was not taken.
  CHECK(Shop::facts(shop.bat()).at("version") == 2);
}

TEST_CASE("a refusal on the page has a reason") {
  ReviewedShop shop;
  const auto refuse = [&](const std::string& reason) {
    return refuse_on_page(shop.desk, shop.workspace, shop.id, 1, shop.witness(), reason);
  };
  CHECK(errors(refuse(" ")) == "reason ");
  CHECK(errors(refuse("a\x1b[2J")) == "reason ");
  CHECK(errors(refuse("\xff")) == "reason ");
  CHECK(errors(refuse(std::string(20'001, 'a'))) == "reason ");
  CHECK(refuse("Ce n’est pas notre logo.").exit == Exit::done);
  CHECK(shop.batch().stage() == ledger::Stage::refused);
  CHECK(shop.batch().versions[0].refusal->on_page);
}

TEST_CASE("changes are recorded at the desk too") {
  Shop shop;
  shop.bat();
  const auto changes = [&](const std::vector<std::string>& remarks,
                           const std::string& by = "inclusion@exemple.fr") {
    return request_changes(shop.desk, shop.workspace, shop.id, 1, by, remarks);
  };
  CHECK(errors(changes({})) == "remarks ");
  CHECK(errors(changes({"a\nb"})) == "words ");
  CHECK(changes({"x"}, "passant@exemple.fr").exit == Exit::gate_closed);
  CHECK(changes(std::vector<std::string>(51, "x")).exit == Exit::findings);
  CHECK(changes({"Logo plus grand", "Téléphone"}).exit == Exit::done);
  CHECK(shop.batch().stage() == ledger::Stage::to_change);
}

TEST_CASE("the decision is the recipient's, whatever name is typed") {
  ReviewedShop shop;
  shop.order(8, "Dix pass, pour le numérique.");
  const world::Path file = shop.folder / "order/order.toml";
  std::string toml = world::read_file(file);
  const std::string email = R"(email = ["inclusion@exemple.fr"])";
  toml.replace(toml.find(email), email.size(),
               R"(email = ["accueil@exemple.fr", "inclusion@exemple.fr"])");
  world::write_file(file, toml);
  REQUIRE(shop.bat().exit == Exit::done);
  shop.server();
  shop.send();
  const auto batch = shop.batch();
  REQUIRE(batch.mails.size() == 3);
  REQUIRE(batch.versions.size() == 2);
  const auto accept = [&](std::uint32_t mail, const std::string& name) {
    Witness witness = shop.witness(name);
    witness.mail = mail;
    return approve_on_page(shop.desk, shop.workspace, shop.id, 2, witness, shop.code()).exit;
  };
  CHECK(accept(2, "inclusion@exemple.fr") == Exit::gate_closed);  // accueil@ is no approver
  CHECK(accept(3, "M. Petit") == Exit::done);
}
