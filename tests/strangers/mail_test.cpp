// A BAT that goes out by real mail servers, is read and answered by another's mail library, and
// comes back.
#include "../flow/shop.h"
#include "finished.h"
#include "flow/ingest.h"
#include "flow/send.h"
#include "post_office.h"

#include <set>

using namespace imprimatur;
using namespace imprimatur::strangers;

namespace {

const world::Path correspondent = world::Path(SOURCE_FOLDER) / "tests/strangers/correspondent.py";

constexpr const char* settings = R"(format = 1
[from]
name = "Coopérative Exemple"
address = "bat@shop.example"
[server]
host = "127.0.0.1"
port = {0}
security = "starttls"
user = "bat"
password_file = "keys/mail-password"
authorities = "keys/mail.pem"
[answers]
address = "bat@shop.example"
bounces = "bat@shop.example"
[inbox]
host = "127.0.0.1"
port = {1}
security = "starttls"
user = "bat"
password_file = "keys/mail-password"
authorities = "keys/mail.pem"
)";

// A print shop whose client has two addresses, one of which nobody reads.
class Correspondence {
 public:
  Correspondence() {
    std::string order = flow::order_toml(shop.id, 8, "Dix pass pour le numérique.");
    replace(order, "email = [\"inclusion@exemple.fr\"]",
            "email = [\"inclusion@client.example\", \"inconnu@client.example\"]");
    replace(order, "approvers = [\"inclusion@exemple.fr\"]",
            "approvers = [\"inclusion@client.example\"]");
    shop.write_order(order);
    insist(shop.bat());
    shop.ghostscript();  // draws the small pictures
    const world::Path keys = shop.workspace.root / "keys";
    world::write_file(keys / "mail-password", PostOffice::password, world::Access::owner_only);
    world::write_file(keys / "mail.pem", world::read_file(office.certificate()));
    world::write_file(shop.workspace.mail(), fmt::format(settings, office.smtp, office.imap));
    insist(flow::send(shop.desk, shop.workspace, shop.id, false));
    received = office.arrived("inclusion", 1).front();
  }

  nlohmann::json looked_at() const {
    const auto result = run("python3", {correspondent.string(), "look", received.string()});
    if (!result || result->status != 0) throw std::runtime_error("not looked at");
    return nlohmann::json::parse(result->output);
  }
  void answer(const std::string& text) const {
    const auto result = run("python3", {correspondent.string(), "answer", received.string(),
                                        std::to_string(office.smtp), office.certificate().string(),
                                        "inclusion", PostOffice::password, text});
    if (!result || result->status != 0)
      throw std::runtime_error(result ? result->errors : "no answer");
  }
  // Of the mailbox; with a Maildir of that.
  std::multiset<std::string> ingested(const std::vector<world::Path>& from = {}) {
    const auto outcome = flow::ingest(shop.desk, shop.workspace, from);
    insist(outcome);
    const auto told = flow::Shop::facts(outcome);
    std::multiset<std::string> all;
    for (const auto& one : told.at("read")) all.insert(one.at("outcome"));
    return all;
  }
  nlohmann::json proposals() {
    return flow::Shop::facts(flow::replies(shop.desk, shop.workspace, std::nullopt, false))
        .at("replies");
  }

  PostOffice office;
  flow::Shop shop;
  world::Path received;  // what the client got
};

using Outcomes = std::multiset<std::string>;

}  // namespace

TEST_CASE("a BAT goes out by Postfix, and its answer and its return come in by Dovecot") {
  if (const std::string why = PostOffice::missing(); !why.empty()) {
    WARN(why << ": no mail was sent");
    return;
  }
  Correspondence mail;
  const auto seen = mail.looked_at();
  CHECK(seen.at("structure") ==
        "multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png "
        "image/png image/png)) application/pdf)");
  CHECK(seen.at("defects").empty());
  CHECK(seen.at("recipients") == std::vector<std::string>{"inclusion@client.example"});
  const auto& headers = seen.at("headers");
  CHECK(headers.at("auto-submitted") == "auto-generated");
  CHECK(headers.at("from") == "Coopérative Exemple <bat@shop.example>");
  CHECK(headers.at("message-id") == "<" + mail.shop.batch().mails.at(0).what.message_id + ">");
  const std::string reply_to = seen.at("reply_to").at(0), return_path = headers.at("return-path");
  CHECK(std::regex_match(reply_to, std::regex("bat\\+[0-9a-z]{16}@shop\\.example")));
  CHECK(return_path == "<" + reply_to + ">");
  CHECK(seen.at("pdfs") ==
        nlohmann::json{
            {{"name", "BAT-T-1-v1.pdf"}, {"sha256", mail.shop.batch().latest()->bat.file.hex()}}});
  CHECK(seen.at("text").get<std::string>().find("T-1") != std::string::npos);
  CHECK(seen.at("html").get<std::string>().find("T-1") != std::string::npos);

  mail.answer("Bonjour,\nbon à tirer, merci. L’équipe");
  mail.office.arrived("bat", 2);
  CHECK(mail.ingested() == Outcomes{"bounced", "reply"});
  CHECK(mail.ingested().empty());
  CHECK(mail.shop.batch().mails.at(0).state() == ledger::MailState::accepted);
  CHECK(mail.shop.batch().mails.at(1).state() == ledger::MailState::bounced);
  CHECK(mail.shop.batch().stage() == ledger::Stage::sent);
  const auto proposals = mail.proposals();
  REQUIRE(proposals.size() == 1);
  CHECK(proposals[0].at("text") == "Bonjour,\nbon à tirer, merci. L’équipe");
  CHECK(proposals[0].at("from") == "inclusion@client.example");
  CHECK(proposals[0].at("approver") == true);

  mail.answer("Une coquille en page 2.");
  mail.office.arrived("bat", 1);
  CHECK(mail.ingested({mail.office.maildir("bat")}) == Outcomes{"reply"});
  CHECK(mail.ingested({mail.office.maildir("bat")}).empty());
  CHECK(mail.ingested().empty());
  CHECK(mail.proposals().at(1).at("text") == "Une coquille en page 2.");
}
