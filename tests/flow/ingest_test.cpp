// What clients answer by mail: found to belong to a BAT, kept, shown, and never a decision.
#include "flow/ingest.h"

#include "answered_shop.h"
#include "catch/catch.h"
#include "flow/say.h"

#include <cctype>

using namespace imprimatur;
using namespace imprimatur::flow;

TEST_CASE("an answer is kept and shown, and decides nothing") {
  AnsweredShop shop;
  CHECK(AnsweredShop::outcome_of(shop.read(shop.answer("Bon à tirer.\r\n\r\n> cité"))) == "reply");
  CHECK(shop.batch().stage() == ledger::Stage::sent);
  const auto shown = shop.shown();
  REQUIRE(shown.size() == 1);
  CHECK(shown[0].at("text") == "Bon à tirer.");
  CHECK(shown[0].at("from") == "inclusion@exemple.fr");
  CHECK(shown[0].at("approver") == true);
  CHECK(shown[0].at("version") == 1);
  CHECK(shown[0].at("proved_by") == "");
  CHECK(shown[0].at("code") == false);
  // The command that is proposed records the decision, with the mail as evidence.
  const world::Path file = std::string(shown[0].at("file"));
  CHECK(flow::approve(shop.desk, shop.workspace, shop.id, 1, "inclusion@exemple.fr", file).exit ==
        Exit::done);
  CHECK(shop.batch().versions[0].approval->evidence->digest ==
        shop.batch().replies[0].what.message);
  CHECK(shop.shown().empty());
  CHECK(shop.shown(true).size() == 1);
}

TEST_CASE("the validation code in an answer goes into the command, and no other word does") {
  AnsweredShop shop;
  shop.read(shop.answer("D'accord, code " + shop.code() + ". Ou AAAAAA ?"));
  const auto outcome = replies(shop.desk, shop.workspace, shop.id, false);
  CHECK(Shop::facts(outcome).at("replies").at(0).at("code") == true);
  std::string said;
  for (const auto& line : outcome.lines) said += line.en + "\n";
  CHECK(said.find("--code " + shop.code()) != std::string::npos);
}

TEST_CASE("a mail that is too large doesn't keep those behind it") {
  AnsweredShop shop;
  const world::Path large = shop.folder / "large.eml", small = shop.folder / "small.eml";
  world::write_file(large, shop.answer("Oui."));
  std::filesystem::resize_file(large, 51'000'000);
  world::write_file(small, shop.answer("Oui."));
  const auto read = Shop::facts(ingest(shop.desk, shop.workspace, {large, small})).at("read");
  CHECK(read.at(0).at("outcome") == "too-large");
  CHECK(read.at(1).at("outcome") == "reply");
}

TEST_CASE("who says that it was not they who decided is heard") {
  AnsweredShop shop;
  shop.approve();
  shop.server();
  shop.settings("authentication = \"mx.exemple.fr\"\n");
  shop.remind();
  std::string mail = shop.answer("Ce n’était pas moi.");
  mail.replace(mail.find(shop.token()), shop.token().size(), shop.token(2));
  CHECK(AnsweredShop::outcome_of(shop.read(mail)) == "reply");
  CHECK(shop.shown().size() == 1);
}

TEST_CASE("a command that is shown may be copied, whoever it names") {
  CHECK(as_typed("inclusion@exemple.fr") == "inclusion@exemple.fr");
  CHECK(as_typed("/mnt/Mes BAT/a.eml") == "'/mnt/Mes BAT/a.eml'");
  CHECK(as_typed("`rm`&d'accueil@exemple.fr") == "'`rm`&d'\\''accueil@exemple.fr'");
}

TEST_CASE("who answers without being an approver is shown as such; so is what our server proved") {
  AnsweredShop shop;
  const std::string proof =
      "Authentication-Results: mx.exemple.fr; dkim=pass header.d=exemple.fr\r\n";
  shop.read(shop.answer("Oui.", proof, "stagiaire@exemple.fr"));
  const auto shown = shop.shown();
  CHECK(shown[0].at("approver") == false);
  CHECK(shown[0].at("proved_by") == "dkim");
  shop.read(shop.answer(
      "Oui !", "Authentication-Results: mx.example.org; dkim=pass header.d=exemple.fr\r\n"));
  CHECK(shop.shown()[1].at("proved_by") == "");
}

TEST_CASE("an answer is found by its token in any case, or by what it says it answers") {
  AnsweredShop shop;
  std::string mail = shop.answer("Oui.");
  const std::string to = "bat+" + shop.token();
  std::string folded = "BAT+" + shop.token();
  for (char& c : folded) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  mail.replace(mail.find(to), to.size(), folded);
  CHECK(AnsweredShop::outcome_of(shop.read(mail)) == "reply");
  mail.replace(mail.find("BAT+"), to.size(), "bat");
  CHECK(AnsweredShop::outcome_of(shop.read(mail)) == "stranger");
  const std::string ours = "In-Reply-To: <" + shop.batch().mails[0].what.message_id + ">\r\n";
  CHECK(AnsweredShop::outcome_of(shop.read(ours + mail)) == "reply");
  CHECK(shop.batch().replies.size() == 2);
}

TEST_CASE("robots, strangers and what can't be read change nothing; nor does the same mail twice") {
  AnsweredShop shop;
  CHECK(AnsweredShop::outcome_of(
            shop.read(shop.answer("Absente.", "Auto-Submitted: auto-replied\r\n"))) == "robot");
  CHECK(AnsweredShop::outcome_of(shop.read("")) == "unreadable");
  CHECK(AnsweredShop::outcome_of(shop.read(std::string(2000, '\0'))) == "unreadable");
  CHECK(AnsweredShop::outcome_of(shop.read(
            "From: a@b.fr\r\nTo: bat+0000000000000000@exemple.fr\r\n\r\nOui")) == "stranger");
  CHECK(shop.batch().replies.empty());
  CHECK(AnsweredShop::outcome_of(shop.read(shop.answer("Oui."))) == "reply");
  CHECK(AnsweredShop::outcome_of(shop.read(shop.answer("Oui."))) == "known");
  CHECK(shop.batch().replies.size() == 1);
}

TEST_CASE("a mail that came back is noted, and its reader is not reminded") {
  AnsweredShop shop;
  const std::string report = "From: MAILER-DAEMON@mx.exemple.fr\r\nTo: retours+" + shop.token() +
                             "@exemple.fr\r\nContent-Type: multipart/report; "
                             "report-type=delivery-status; boundary=b\r\n\r\n"
                             "--b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n"
                             "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: "
                             "dns; mx.exemple.fr\r\n\r\n"
                             "Final-Recipient: rfc822; inclusion@exemple.fr\r\nAction: "
                             "failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";
  std::string delayed = report;
  delayed.replace(delayed.find("Action: failed"), 14, "Action: delayed");
  delayed.replace(delayed.find("5.1.1"), 5, "4.4.1");
  CHECK(AnsweredShop::outcome_of(shop.read(delayed)) == "robot");
  CHECK(shop.mails() == "bat accepted 1, ");
  CHECK(AnsweredShop::outcome_of(shop.read(report)) == "bounced");
  CHECK(shop.mails() == "bat bounced 1, ");
  CHECK(AnsweredShop::outcome_of(shop.read(report)) == "known");
  shop.at("2026-11-30T09:00:00Z");
  shop.remind();
  CHECK(shop.mails() == "bat bounced 1, ");
}

TEST_CASE("of a Maildir what is new is read once, and put away") {
  AnsweredShop shop;
  const world::Path box = shop.folder / "Maildir";
  CHECK(errors(ingest(shop.desk, shop.workspace, {shop.folder.path()})) == "not-a-maildir ");
  for (const char* part : {"new", "cur", "tmp"}) world::make_folder(box / part);
  world::write_file(box / "new/1.host", shop.answer("Oui."));
  world::write_file(box / "new/2.host", "junk");
  world::write_file(box / "tmp/3.host", shop.answer("Non, pas encore."));
  const auto read = Shop::facts(ingest(shop.desk, shop.workspace, {box})).at("read");
  CHECK(read.size() == 2);
  CHECK(std::filesystem::is_empty(box / "new"));
  CHECK(std::filesystem::exists(box / "cur/1.host:2,S"));
  CHECK(std::filesystem::exists(box / "tmp/3.host"));
  CHECK(Shop::facts(ingest(shop.desk, shop.workspace, {box})).at("read").empty());
  CHECK(shop.batch().replies.size() == 1);
}

TEST_CASE("an answer to a version that was superseded proposes nothing") {
  AnsweredShop shop;
  const std::string mail = shop.answer("Oui.");
  shop.order(8, "Dix pass, autrement.");
  shop.bat();
  CHECK(AnsweredShop::outcome_of(shop.read(mail)) == "reply");
  CHECK(shop.shown().empty());
  CHECK(shop.shown(true)[0].at("open") == false);
}
