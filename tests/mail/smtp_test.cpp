#include "mail/smtp.h"

#include "calendar/clock.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "smtp_server.h"

using namespace imprimatur;
using namespace imprimatur::mail;

namespace {

world::World still() {
  return world::still_world(*calendar::instant_from_iso("2026-11-23T09:00:00Z"));
}

Delivery delivered(const TestServer& server, const world::World& world = still(),
                   const std::string& message = "Subject: x\r\n\r\n.a dot\r\n") {
  const Server here{"127.0.0.1", server.port, Security::none, "", "shop.example", {}};
  return deliver(world, here, std::nullopt, "bounce+t@exemple.fr", "client@exemple.fr", message,
                 std::chrono::seconds(20));
}

Delivered with(const std::map<std::string, std::string>& replies) {
  const TestServer server(replies);
  return delivered(server).what;
}

}  // namespace

TEST_CASE("a message is handed over with its envelope, dots doubled") {
  TestServer server;
  const Delivery delivery = delivered(server);
  CHECK(delivery.what == Delivered::accepted);
  CHECK(delivery.answer == "250 2.0.0 taken");
  const std::string& heard = server.heard();
  CHECK(heard.find("EHLO shop.example\n") != std::string::npos);
  CHECK(heard.find("MAIL FROM:<bounce+t@exemple.fr>") != std::string::npos);
  CHECK(heard.find("RCPT TO:<client@exemple.fr>") != std::string::npos);
  CHECK(heard.find("DATA\nSubject: x\n\n..a dot\n.\n") != std::string::npos);
}

TEST_CASE("what the server refuses is for later or for ever, as it says") {
  CHECK(with({{"MAIL", "451 4.3.0 busy"}}) == Delivered::later);
  CHECK(with({{"RCPT", "550 5.1.1 no such user"}}) == Delivered::never);
  CHECK(with({{"RCPT", "450 4.2.0 greylisted"}}) == Delivered::later);
  CHECK(with({{"DATA", "554 5.5.1 no"}}) == Delivered::never);
  CHECK(with({{".", "552 5.3.4 too big"}}) == Delivered::never);
  CHECK(with({{".", "451 4.3.0 busy"}}) == Delivered::later);
  CHECK(with({{"MAIL", "552 5.3.4 too big"}}) == Delivered::never);
}

TEST_CASE("what a server has against us is no refusal of the recipient") {
  CHECK(with({{"HI", "554 not today"}}) == Delivered::later);
  CHECK(with({{"MAIL", "530 5.7.0 log in first"}}) == Delivered::later);
  CHECK(with({{"MAIL", "550 5.7.1 sender not allowed"}}) == Delivered::later);
}

TEST_CASE("a server that dies after the message leaves it unknown; before, it was not taken") {
  CHECK(with({{".", ""}}) == Delivered::unknown);
  CHECK(with({{"RCPT", ""}}) == Delivered::later);
  CHECK(with({{"HI", ""}}) == Delivered::later);
  CHECK(with({{"QUIT", ""}}) == Delivered::accepted);
}

TEST_CASE("the server's words are kept as one printable line") {
  const TestServer server({{"RCPT", "550 5.1.1 \x1b[31mno\xc3\xa9" + std::string(400, 'x')}});
  const Delivery delivery = delivered(server);
  CHECK(delivery.what == Delivered::never);
  CHECK(delivery.answer.size() <= 200);
  CHECK(delivery.answer.starts_with("550 5.1.1 ?[31mno??x"));
}

TEST_CASE("where nobody listens, or TLS isn't offered, nothing is sent") {
  TestServer gone;
  gone.heard();
  CHECK(delivered(gone).what == Delivered::later);
  TestServer clear;
  const Server wanted{"127.0.0.1", clear.port, Security::starttls, "", "shop.example", {}};
  const Delivery delivery = deliver(still(), wanted, std::nullopt, "a@exemple.fr", "b@exemple.fr",
                                    "Subject: x\r\n\r\n", std::chrono::seconds(20));
  CHECK(delivery.what == Delivered::later);
  CHECK(clear.heard().find("MAIL") == std::string::npos);
}

TEST_CASE("a signal ends what is under way") {
  const TestServer server;
  world::World world = still();
  world.interrupted = [] { return true; };
  CHECK_THROWS_AS(delivered(server, world), finding::Interrupted);
}
