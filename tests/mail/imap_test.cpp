#include "mail/imap.h"

#include "calendar/clock.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "imap_server.h"

using namespace imprimatur;
using namespace imprimatur::mail;

namespace {

const world::World& standing() {
  static const world::World world =
      world::still_world(*calendar::instant_from_iso("2026-11-23T09:00:00Z"));
  return world;
}

Server at(const TestImap& imap, Security security = Security::none) {
  return {"127.0.0.1", imap.port, security, "", "localhost", {}};
}

Inbox opened(const TestImap& imap, const world::World& world = standing()) {
  return {world, at(imap), std::nullopt, "INBOX", std::chrono::seconds(20)};
}

// What a failure says, and what is to be done about it.
template <typename Deed>
std::string failure(const Deed& deed) {
  try {
    deed();
  } catch (const finding::Failure& failed) {
    CHECK_FALSE(failed.sentence().fr.empty());
    CHECK_FALSE(failed.hint().fr.empty());
    return failed.sentence().en + " " + failed.hint().en;
  }
  return "";
}

std::string refused_list(const std::string& answer) {
  const TestImap imap({}, {{"UID SEARCH", answer}});
  Inbox inbox = opened(imap);
  return failure([&] { inbox.unseen(); });
}

// Message 7 where the server answers like this when it is asked for.
Fetched fetched(const std::string& answer, std::uintmax_t most = 1000) {
  const TestImap imap({{7, "x"}}, {{"UID FETCH 7 (UID BODY", answer}});
  return opened(imap).fetch(7, most);
}

std::string times(std::size_t count, const std::string& text) {
  std::string many;
  for (std::size_t i = 0; i < count; ++i) many += text;
  return many;
}

}  // namespace

TEST_CASE("what is unseen is listed, fetched as it came, and seen only once it is marked") {
  const std::string hostile = "Subject: x\r\n\r\ni4 OK done\r\n* BYE\r\n)\r\n{9}\r\n";
  TestImap imap({{3, hostile}, {9, ""}, {70'000, std::string(300'000, '\0')}});
  {
    Inbox inbox = opened(imap);
    CHECK(inbox.unseen() == std::vector<std::uint32_t>{3, 9, 70'000});
    const Fetched first = inbox.fetch(3, 1000);
    CHECK(first.what == Fetch::whole);
    CHECK(first.bytes == hostile);
    CHECK(inbox.fetch(9, 1000).what == Fetch::whole);
    CHECK(inbox.fetch(70'000, 300'000).bytes.size() == 300'000);
    inbox.mark_seen(3);
    CHECK(inbox.unseen() == std::vector<std::uint32_t>{9, 70'000});
  }
  CHECK(imap.seen() == std::set<std::uint32_t>{3});
  CHECK(imap.heard().find("UID FETCH 3 (UID BODY.PEEK[])\n") != std::string::npos);
  CHECK(imap.heard().find("LOGOUT\n") != std::string::npos);
}

TEST_CASE("a message that is too large isn't asked for, and not kept where the server was wrong") {
  TestImap imap({{1, std::string(1001, 'x')}, {2, std::string(1000, 'x')}},
                {{"UID FETCH 2 (UID RFC822", "* 2 FETCH (UID 2 RFC822.SIZE 5)\r\n{tag} OK\r\n"}});
  {
    Inbox inbox = opened(imap);
    CHECK(inbox.fetch(1, 1000).what == Fetch::too_large);
    CHECK(inbox.fetch(2, 999).what == Fetch::too_large);
    CHECK(inbox.fetch(2, 1000).what == Fetch::whole);
  }
  CHECK(imap.heard().find("UID FETCH 1 (UID BODY") == std::string::npos);
}

TEST_CASE("a message that is gone or refused is withheld, and those behind it are not") {
  const TestImap imap({{1, "x"}, {2, "y"}}, {{"UID FETCH 1 ", "{tag} NO damaged\r\n"}});
  Inbox inbox = opened(imap);
  CHECK(inbox.fetch(1, 1000).what == Fetch::withheld);
  CHECK(inbox.fetch(5, 1000).what == Fetch::withheld);
  CHECK(inbox.fetch(2, 1000).bytes == "y");
}

TEST_CASE("what the server tells of other messages meanwhile isn't taken for the one asked for") {
  CHECK(fetched("* 4 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (UID 8 BODY[] {1}\r\nz)\r\n"
                "* 1 FETCH (BODY[] {2}\r\nok UID 7)\r\n{tag} OK\r\n")
            .bytes == "ok");
  CHECK(fetched("* 3 FETCH (UID 8 BODY[] {1}\r\nz)\r\n{tag} OK\r\n").what == Fetch::withheld);
  CHECK(fetched("* 1 FETCH (UID 7 BODY[] NIL)\r\n{tag} OK\r\n").what == Fetch::whole);
  CHECK(fetched("* 1 FETCH (UID 7 BODY[] here)\r\n{tag} OK\r\n").what == Fetch::withheld);
  CHECK(fetched("* 1 FETCH (UID 7 BODY[] {600}\r\n" + std::string(600, 'x') + " X {600}\r\n" +
                std::string(600, 'y') + ")\r\n{tag} OK\r\n")
            .what == Fetch::too_large);
}

TEST_CASE("a connection that is cut in a message fails, and what was marked until then is marked") {
  TestImap imap({{1, "x"}, {2, "y"}},
                {{"UID FETCH 2 (UID BODY", "* 1 FETCH (UID 2 BODY[] {90}\r\nSubject: ha{cut}"}});
  Inbox inbox = opened(imap);
  inbox.fetch(1, 1000);
  inbox.mark_seen(1);
  CHECK(failure([&] { inbox.fetch(2, 1000); }).find("hung up") != std::string::npos);
  CHECK(imap.seen() == std::set<std::uint32_t>{1});
}

TEST_CASE("garbage, endless answers and vast literals end with a failure that says so") {
  CHECK(refused_list("* SEARCH 1 two\r\n{tag} OK\r\n").find("two") != std::string::npos);
  CHECK(refused_list("* SEARCH 99999999999\r\n{tag} OK\r\n").find("99999") != std::string::npos);
  CHECK(refused_list("* SEARCH 0\r\n{tag} OK\r\n").find("SEARCH 0") != std::string::npos);
  CHECK(refused_list("\r\n").find("\"\"") != std::string::npos);
  CHECK(refused_list("\x1b[2J\x01garbage\r\n").find("?[2J?garbage") != std::string::npos);
  CHECK(refused_list("+ go on\r\n").find("go on") != std::string::npos);
  CHECK(refused_list("{tag} BAD what?\r\n").find("BAD what?") != std::string::npos);
  CHECK(refused_list("{tag} NO not now\r\n").find("NO not now") != std::string::npos);
  CHECK(refused_list("* BYE shutting down\r\n{cut}").find("BYE") != std::string::npos);
  CHECK(refused_list(times(10'001, "* 1 EXISTS\r\n")).find("10,000 lines") != std::string::npos);
  CHECK(refused_list(times(10'001, "* X {0}\r\n")).find("10,000 l") != std::string::npos);
  CHECK(refused_list("* X" + times(10'001, " {0}\r\n")).find("literals") != std::string::npos);
  CHECK(refused_list(std::string(17 << 20, '1')).find("16 MiB") != std::string::npos);
  CHECK(refused_list("* X {99999999999999999999999}\r\n").find("4 GiB") != std::string::npos);
  CHECK(refused_list("* X {4294967296}\r\n").find("4 GiB") != std::string::npos);
  CHECK(refused_list("* X {4294967295}\r\nx{cut}").find("hung up") != std::string::npos);
}

TEST_CASE("a server that says nothing any more is given up, at each step") {
  for (const char* step : {"HI", "SELECT"}) {
    const TestImap imap({}, {{step, "* OK {mute}"}});
    CHECK_FALSE(failure([&] {
                  Inbox(standing(), at(imap), std::nullopt, "INBOX", std::chrono::seconds(1));
                }).empty());
  }
}

TEST_CASE("a server that hangs up, refuses the login or offers no TLS says what to look at") {
  const auto opening = [](const std::string& greeting, Security security = Security::none) {
    TestImap imap({}, {{"HI", greeting}});
    const std::string said = failure([&] {
      Inbox(standing(), at(imap, security), std::nullopt, "INBOX", std::chrono::seconds(20));
    });
    CHECK(imap.heard().find("SELECT") == std::string::npos);
    return said;
  };
  CHECK(opening("* BYE full\r\n{cut}").find("\"host\"") != std::string::npos);
  CHECK(opening("SSH-2.0-x\r\n{cut}").find("\"host\"") != std::string::npos);
  CHECK(opening("* OK here\r\n", Security::starttls).find("\"tls\"") != std::string::npos);
  CHECK(opening("* PREAUTH here\r\n", Security::starttls).find("\"tls\"") != std::string::npos);
  CHECK_FALSE(opening("* OK here\r\n{cut}", Security::tls).empty());
  TestImap imap({}, {{"HI", "* OK here\r\n"}, {"LOGIN", "{tag} NO [AUTHENTICATIONFAILED]\r\n"}});
  Server server = at(imap);
  server.user = "bat@exemple.fr";
  const std::string said = failure(
      [&] { Inbox(standing(), server, world::SecretText(std::string_view("s3cret")), "INBOX"); });
  CHECK(said.find("\"user\"") != std::string::npos);
  CHECK(said.find("s3cret") == std::string::npos);
  TestImap gone({});
  gone.close();
  CHECK(failure([&] { opened(gone); }).find("\"port\"") != std::string::npos);
}

TEST_CASE("a folder that isn't there, or can't be written, is named") {
  for (const char* answer : {"{tag} NO no such mailbox\r\n", "{tag} OK [READ-ONLY] look\r\n"}) {
    const TestImap imap({}, {{"SELECT", answer}});
    CHECK(failure([&] { opened(imap); }).find("\"folder\"") != std::string::npos);
  }
}

TEST_CASE("a signal ends the reading of a mailbox") {
  const TestImap imap({}, {{"UID SEARCH", "* {mute}"}});
  world::World world = standing();
  bool is_over = false;
  world.interrupted = [&] { return is_over; };
  Inbox inbox = opened(imap, world);
  is_over = true;
  CHECK_THROWS_AS(inbox.unseen(), finding::Interrupted);
}
