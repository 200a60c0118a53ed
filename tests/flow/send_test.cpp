// The BAT goes out by mail: to whom, once each, whatever the server does.
#include "flow/send.h"

#include "flow/answer.h"
#include "flow/ledger_log.h"

#include "catch/catch.h"
#include "mailing_shop.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

std::size_t times(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("a BAT goes out once to each address of the order, and again if asked") {
  MailingShop shop;
  auto& server = shop.server();
  CHECK(shop.send().exit == Exit::done);
  CHECK(shop.mails() == "bat accepted 1, ");
  CHECK(shop.send().exit == Exit::done);
  CHECK(shop.mails() == "bat accepted 1, ");
  CHECK(shop.send(true).exit == Exit::done);
  CHECK(shop.mails() == "bat accepted 1, bat accepted 1, ");
  const std::string heard = server.heard();
  CHECK(times(heard, "RCPT TO:<inclusion@exemple.fr>") == 2);
  CHECK(times(heard, "MAIL FROM:<retours+") == 2);
  CHECK(times(heard, "\nReply-To: ") == 2);
  CHECK(times(heard, "filename=BAT-T-1-v1.pdf") == 2);
  CHECK(times(heard, "In-Reply-To: ") == 1);  // the second one follows the first
  // The link is this mail's own.
  CHECK(heard.find("https://bat.exemple.fr/r/T-1/1/") != std::string::npos);
  CHECK(heard.find("https://bat.exemple.fr/r/T-1/2/") != std::string::npos);
}

TEST_CASE("the ledger holds no address, and the mail's recipient can be erased") {
  MailingShop shop;
  shop.server();
  shop.send();
  for (const ledger::Record& record : open_ledger(shop.workspace).history(shop.id))
    if (ledger::kind_of(record.event).starts_with("mail"))
      CHECK(ledger::to_body(record.event).find("inclusion") == std::string::npos);
  std::filesystem::remove_all(shop.workspace.order(shop.id) / "persons");
  CHECK(verify_ledger(shop.desk, shop.workspace, std::nullopt).exit == Exit::done);
  const auto listed =
      Shop::facts(outbox(shop.desk, shop.workspace, shop.id, false)).at("mails").at(0);
  CHECK(listed.at("to") == "–");
  CHECK(listed.at("state") == "accepted");
}

TEST_CASE(
    "what a server doesn't take yet stays in the outbox, and goes out when its time has come") {
  MailingShop shop;
  shop.server({{"RCPT", "450 4.2.0 <inclusion@exemple.fr> greylisted"}});
  CHECK(shop.send().exit == Exit::world_failed);
  CHECK(shop.mails() == "bat waiting 1, ");
  CHECK(shop.batch().mails[0].answer->reply == "450 4.2.0");
  auto& server = shop.server();
  CHECK(shop.retry().exit == Exit::done);
  CHECK(shop.mails() == "bat waiting 1, ");  // five minutes have not passed
  shop.at("2026-11-23T09:05:00Z");
  CHECK(shop.retry().exit == Exit::done);
  CHECK(shop.mails() == "bat accepted 2, ");
  CHECK(times(server.heard(), "Message-Id: <" + shop.batch().mails[0].what.message_id + ">") == 1);
}

TEST_CASE("a server that dies after the message leaves it unknown; the same one goes out again") {
  MailingShop shop;
  const std::string first = [&] {
    auto& server = shop.server({{".", ""}});
    CHECK(shop.send().exit == Exit::world_failed);
    return server.heard();
  }();
  CHECK(shop.mails() == "bat unknown 1, ");
  auto& server = shop.server();
  CHECK(shop.send().exit == Exit::done);  // by hand: at once
  CHECK(shop.mails() == "bat accepted 2, ");
  const auto message = [](const std::string& heard) { return heard.substr(heard.find("Date: ")); };
  const std::string sent = message(first);
  CHECK(message(server.heard()).starts_with(sent.substr(0, sent.find("\n.\n"))));
}

TEST_CASE("what is refused for good is not tried again, nor what nobody waits for any more") {
  MailingShop shop;
  shop.server({{"RCPT", "550 5.1.1 no such user"}});
  CHECK(shop.send().exit == Exit::world_failed);
  CHECK(shop.mails() == "bat refused 1, ");
  shop.at("2026-11-24T09:00:00Z");
  CHECK(shop.retry().exit == Exit::done);
  CHECK(shop.mails() == "bat refused 1, ");
  shop.server({{"RCPT", "450 4.2.0 greylisted"}});
  shop.send();
  CHECK(shop.mails() == "bat refused 1, bat waiting 1, ");
  shop.order(8, "Dix pass, autrement.");
  shop.bat();
  shop.at("2026-11-25T09:00:00Z");
  shop.server();
  CHECK(shop.retry().exit == Exit::done);
  CHECK(shop.mails() == "bat refused 1, bat waiting 1, ");
  const auto listed =
      Shop::facts(outbox(shop.desk, shop.workspace, shop.id, false)).at("mails").at(1);
  CHECK(listed.at("state") == "moot");
  CHECK(shop.send().exit == Exit::done);
  CHECK(shop.batch().mails.back().what.version == 2);
}

TEST_CASE("each reminder goes out once, and the end of the delay is noted and approves nothing") {
  MailingShop shop;  // to be answered by 30 November; reminders 3 and 1 days before
  shop.server();
  CHECK(shop.remind().exit == Exit::done);
  CHECK(shop.mails().empty());  // nobody is reminded of what they never had
  shop.send();
  shop.at("2026-11-26T09:00:00Z");
  shop.remind();
  CHECK(shop.mails() == "bat accepted 1, ");
  for (const char* day : {"2026-11-27T09:00:00Z", "2026-11-27T17:00:00Z", "2026-11-28T09:00:00Z"}) {
    shop.at(day);
    shop.remind();
    CHECK(shop.mails() == "bat accepted 1, reminder accepted 1, ");
  }
  for (const char* day : {"2026-11-30T09:00:00Z", "2026-11-30T22:59:00Z"}) {
    shop.at(day);
    shop.remind();
    CHECK(shop.mails() == "bat accepted 1, reminder accepted 1, reminder accepted 1, ");
    CHECK(shop.batch().overdue.empty());
  }
  for (const char* day : {"2026-11-30T23:01:00Z", "2026-12-02T09:00:00Z"}) {  // midnight in Paris
    shop.at(day);
    shop.remind();
    CHECK(shop.mails() ==
          "bat accepted 1, reminder accepted 1, reminder accepted 1, overdue accepted 1, ");
    CHECK(shop.batch().overdue == std::vector<std::uint32_t>{1});
    CHECK(shop.batch().stage() == ledger::Stage::sent);
  }
  CHECK(shop.approve().exit == Exit::done);
  shop.at("2026-12-03T09:00:00Z");
  CHECK(errors(shop.remind()).empty());
  CHECK(shop.mails() ==
        "bat accepted 1, reminder accepted 1, reminder accepted 1, overdue accepted 1, "
        "receipt accepted 1, ");
}

TEST_CASE("a reader whose address is dead is not written to again by any timer") {
  MailingShop shop;
  shop.server({{"RCPT", "550 5.1.1 no such user"}});
  shop.send();
  for (const char* day : {"2026-11-27T09:00:00Z", "2026-11-29T09:00:00Z", "2026-12-01T09:00:00Z"}) {
    shop.at(day);
    shop.remind();
    shop.retry();
    CHECK(shop.mails() == "bat refused 1, ");
  }
  CHECK(shop.batch().overdue.size() == 1);
}

TEST_CASE("a reminder that is refused is not written again the same day") {
  MailingShop shop;
  shop.server();
  shop.send();
  shop.server({{"RCPT", "550 5.1.1 no such user"}});
  shop.at("2026-11-27T09:00:00Z");
  for (int hour = 0; hour < 3; ++hour) shop.remind();
  CHECK(shop.mails() == "bat accepted 1, reminder refused 1, ");
}

TEST_CASE("a reminder that no server took before the last day was over does not go out") {
  MailingShop shop;
  shop.server();
  shop.send();
  shop.server({{"RCPT", "450 4.2.0 later"}});
  shop.at("2026-11-30T09:00:00Z");
  shop.remind();
  shop.server();
  shop.at("2026-12-01T09:00:00Z");
  CHECK(shop.retry().exit == Exit::done);
  CHECK(shop.mails() == "bat accepted 1, reminder waiting 1, ");
}

TEST_CASE("what was noted as overdue and not mailed is mailed by the next run") {
  MailingShop shop;
  shop.server();
  shop.send();
  shop.at("2026-12-01T09:00:00Z");
  const world::Path version = shop.workspace.order(shop.id) / "v0001";
  std::filesystem::rename(version / "bat.pdf", version / "away");
  CHECK(errors(shop.remind()) == "mail-order ");
  CHECK(shop.mails() == "bat accepted 1, ");
  std::filesystem::rename(version / "away", version / "bat.pdf");
  shop.remind();
  shop.remind();
  CHECK(shop.mails() == "bat accepted 1, overdue accepted 1, ");
  const auto told = status(shop.desk, shop.workspace, shop.id);
  CHECK(Shop::facts(told).at("orders").at(0).at("overdue") == true);
  CHECK(Shop::facts(told).at("orders").at(0).at("mails").at("out") == 2);
}

TEST_CASE("one order's trouble doesn't keep another's mails waiting") {
  MailingShop shop;
  shop.server({{"RCPT", "450 4.2.0 later"}});
  shop.send();
  const std::string first = shop.id;
  shop.id = "T-2";
  shop.order(8);
  shop.bat();
  shop.send();
  std::filesystem::remove_all(shop.workspace.order(first) / "mail");
  shop.server();
  shop.at("2026-11-23T10:00:00Z");
  CHECK(errors(shop.retry()) == "mail-order ");
  CHECK(shop.mails() == "bat accepted 2, ");
}

TEST_CASE("--again with something still to go sends one mail, not two") {
  MailingShop shop;
  shop.server({{"RCPT", "450 4.2.0 later"}});
  shop.send();
  auto& server = shop.server();
  shop.send(true);
  CHECK(shop.mails() == "bat accepted 2, ");
  CHECK(times(server.heard(), "RCPT TO:") == 1);
}

TEST_CASE("after the last day a BAT goes out without asking for an answer by it") {
  MailingShop shop;
  auto& server = shop.server();
  shop.at("2026-12-02T09:00:00Z");
  shop.send();
  CHECK(shop.mails() == "bat accepted 1, ");
  CHECK(server.heard().find("inclus. Votre silence") == std::string::npos);
}

TEST_CASE("a decision is acknowledged once to each reader, with what proves it") {
  MailingShop shop;
  shop.server();
  shop.send();
  CHECK(shop.remind().exit == Exit::done);
  CHECK(shop.mails() == "bat accepted 1, ");  // nothing was decided
  shop.approve();
  auto& server = shop.server();
  CHECK(shop.remind().exit == Exit::done);
  CHECK(shop.mails() == "bat accepted 1, receipt accepted 1, ");
  const std::string heard = server.heard();
  CHECK(times(heard, "RCPT TO:<inclusion@exemple.fr>") == 1);
  CHECK(times(heard, "filename=decision-T-1-v1.tlog-proof") == 1);
  shop.at("2026-11-24T09:00:00Z");
  shop.remind();
  CHECK(shop.mails() == "bat accepted 1, receipt accepted 1, ");
  shop.refuse(1, "finalement non");
  shop.server();
  shop.remind();
  CHECK(shop.mails() == "bat accepted 1, receipt accepted 1, receipt accepted 1, ");
}

TEST_CASE("a receipt goes out although a new version stands, and not a month late") {
  MailingShop shop;
  shop.server();
  shop.send();
  shop.refuse(1, "non");
  shop.order(8, "Dix pass, pour le numérique.");
  shop.bat();
  MailingShop late;
  late.server();
  late.send();
  late.refuse(1, "non");
  late.at("2027-01-15T09:00:00Z");
  late.remind();
  CHECK(late.mails() == "bat accepted 1, ");
  shop.server();
  shop.remind();
  CHECK(shop.mails() == "bat accepted 1, receipt accepted 1, ");
}

TEST_CASE("a person who was erased is not written to again") {
  MailingShop shop;
  shop.server({{"RCPT", "450 4.2.0 later"}});
  shop.send();
  std::filesystem::remove_all(shop.workspace.order(shop.id) / "persons");
  std::filesystem::remove_all(shop.workspace.order(shop.id) / "mail");
  auto& server = shop.server();
  shop.at("2026-11-24T09:00:00Z");
  CHECK(shop.retry().exit == Exit::done);
  CHECK(shop.send().exit == Exit::done);
  CHECK(shop.mails() == "bat waiting 1, ");
  CHECK(server.heard().empty());
}

TEST_CASE("a timer that was off sends one reminder, not all that it missed") {
  MailingShop shop;
  shop.server();
  shop.send();
  shop.at("2026-11-30T09:00:00Z");
  shop.remind();
  CHECK(shop.mails() == "bat accepted 1, reminder accepted 1, ");
}

TEST_CASE("nothing is sent before a BAT stands, once it is decided, or with a faulty mail.toml") {
  MailingShop shop;
  auto& server = shop.server();
  shop.settings("[revue]\n");
  CHECK(errors(shop.send()) == "unknown-key ");
  std::filesystem::remove(shop.workspace.mail());
  CHECK(errors(shop.send()) == "mail-settings ");
  world::write_file(shop.workspace.mail(),
                    world::read_file(house().assets() / "workspace/mail.toml"));
  CHECK(errors(shop.send()) == "mail-example ");
  shop.settings();
  CHECK(flow::send(shop.desk, shop.workspace, "none", false).exit != Exit::done);
  shop.approve();
  CHECK(shop.send().exit == Exit::gate_closed);
  CHECK(shop.mails().empty());
  CHECK(server.heard().empty());
}

TEST_CASE("a mail that was changed on the disk is not sent") {
  MailingShop shop;
  shop.server({{"RCPT", "450 4.2.0 greylisted"}});
  shop.send();
  const world::Path file =
      shop.workspace.order(shop.id) / "mail" / (shop.batch().mails[0].what.message.hex() + ".eml");
  world::write_file(file, world::read_file(file) + "x");
  shop.at("2026-11-24T09:00:00Z");
  auto& server = shop.server();
  CHECK(errors(shop.retry()) == "mail-order ");
  CHECK(server.heard().find("MAIL") == std::string::npos);
}

TEST_CASE("two programs don't send at once") {
  MailingShop shop;
  shop.server();
  const auto lock = world::Lock::take(shop.workspace.root / "postbox.lock");
  CHECK_THROWS_AS(shop.send(), finding::Failure);
  CHECK(shop.mails().empty());
}

TEST_CASE("a password goes to the server alone, and only from a file that others can't read") {
  MailingShop shop;
  shop.server();
  const world::Path secret = shop.workspace.root / "keys/smtp";
  world::write_file(secret, "s3cret\n", world::Access::everyone);
  const std::string toml = world::read_file(shop.workspace.mail());
  world::write_file(
      shop.workspace.mail(),
      std::regex_replace(toml, std::regex("security = \"none\""),
                         "security = \"starttls\"\nuser = \"u\"\npassword_file = \"keys/smtp\""));
  CHECK_THROWS_AS(shop.send(), finding::Failure);
  std::filesystem::permissions(secret, std::filesystem::perms::owner_read);
  CHECK(shop.send().exit == Exit::world_failed);  // the server has no TLS
  CHECK(shop.mails() == "bat waiting 1, ");
}
