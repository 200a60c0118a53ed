// Answers read from a mailbox, by IMAP: noted first, and then marked as seen.
#include "../mail/imap_server.h"
#include "answered_shop.h"
#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

class ShopWithInbox : public AnsweredShop {
 public:
  // What ingest said, a word for each mail; from now on the mailbox is on this server.
  std::string read_from(const mail::TestImap& imap) {
    settings(
        fmt::format("[inbox]\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n", imap.port));
    const Outcome outcome = ingest(desk, workspace, {});
    const auto told = facts(outcome);
    std::string outcomes;
    for (const auto& one : told.at("read"))
      outcomes += fmt::format("{} {}, ", one.at("file").get<std::string>(),
                              one.at("outcome").get<std::string>());
    CHECK((outcome.exit == Exit::world_failed) == !outcome.findings.empty());
    return outcomes + errors(outcome);
  }
};

using Uids = std::set<std::uint32_t>;

}  // namespace

TEST_CASE("a mailbox is read as a Maildir is, and what was read is seen") {
  ShopWithInbox shop;
  mail::TestImap imap({{4, shop.answer("Oui.")},
                       {5, "junk"},
                       {8, std::string(50'000'001, 'x')},
                       {9, shop.answer("Absente.", "Auto-Submitted: auto-replied\r\n")}});
  CHECK(shop.read_from(imap) ==
        "INBOX/4 reply, INBOX/5 unreadable, INBOX/8 too-large, INBOX/9 robot, ");
  CHECK(shop.read_from(imap).empty());
  CHECK(shop.batch().replies.size() == 1);
  CHECK(shop.shown().at(0).at("text") == "Oui.");
  CHECK(imap.seen() == Uids{4, 5, 8, 9});
}

TEST_CASE("where the connection dies between noting and marking, the mail is read and known") {
  ShopWithInbox shop;
  const std::map<std::uint32_t, std::string> messages{{4, shop.answer("Oui.")}, {5, "junk"}};
  mail::TestImap dying(messages, {{"UID STORE 4", "{cut}"}});
  CHECK(shop.read_from(dying) == "INBOX/4 reply, inbox ");
  CHECK(dying.seen().empty());
  CHECK(shop.batch().replies.size() == 1);
  mail::TestImap again(messages);
  CHECK(shop.read_from(again) == "INBOX/4 known, INBOX/5 unreadable, ");
  CHECK(shop.batch().replies.size() == 1);
  CHECK(again.seen() == Uids{4, 5});
}

TEST_CASE("what can't be noted isn't marked as seen, and doesn't keep those behind it") {
  ShopWithInbox shop;
  mail::TestImap imap({{4, shop.answer("Oui.")}, {5, "junk"}});
  const world::Path replies = shop.workspace.order(shop.id) / "replies";
  world::write_file(replies, "in the way");
  CHECK(shop.read_from(imap) == "INBOX/5 unreadable, mail-file ");
  CHECK(shop.batch().replies.empty());
  CHECK(imap.seen() == Uids{5});
}

TEST_CASE("a mail that the server withholds doesn't keep those behind it, and stays unseen") {
  ShopWithInbox shop;
  mail::TestImap imap({{4, "x"}, {5, shop.answer("Oui.")}}, {{"UID FETCH 4", "{tag} NO\r\n"}});
  CHECK(shop.read_from(imap) == "INBOX/4 withheld, INBOX/5 reply, ");
  CHECK(imap.seen() == Uids{5});
}

TEST_CASE("of a mailbox a thousand mails are read at once, and it is said that there are more") {
  ShopWithInbox shop;
  std::map<std::uint32_t, std::string> messages;
  for (std::uint32_t uid = 1; uid <= 1002; ++uid) messages[uid] = "";
  mail::TestImap imap(messages);
  shop.read_from(imap);
  const auto rest = ingest(shop.desk, shop.workspace, {});
  CHECK(AnsweredShop::facts(rest).at("read").size() == 2);
  CHECK(imap.seen().size() == 1002);
}

TEST_CASE("without a mailbox in mail.toml there is nothing to read but what is given") {
  ShopWithInbox shop;
  CHECK(errors(ingest(shop.desk, shop.workspace, {})) == "no-inbox ");
}

TEST_CASE("a password that others may read isn't used") {
  ShopWithInbox shop;
  world::write_file(shop.workspace.root / "keys/imap", "s3cret");
  shop.settings(
      "[inbox]\nhost = \"127.0.0.1\"\nsecurity = \"starttls\"\nuser = \"bat\"\n"
      "password_file = \"keys/imap\"\n");
  const Outcome outcome = ingest(shop.desk, shop.workspace, {});
  CHECK(outcome.exit == Exit::world_failed);
  CHECK(errors(outcome) == "inbox ");
}
