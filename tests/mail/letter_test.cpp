#include "mail/letter.h"

#include "calendar/clock.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "order/order.h"

#include <algorithm>
#include <sstream>

using namespace imprimatur;
using namespace imprimatur::mail;

namespace {

Letter letter() {
  Letter letter;
  letter.from = {"Coopérative Exemple", "bat@exemple.fr"};
  letter.to = {{"Mme Élodie Martin", "inclusion@exemple.fr"}};
  letter.reply_to = {"", "bat+k3t9@exemple.fr"};
  letter.subject =
      "Bon à tirer 2026-0147, version 2 : votre réponse avant la fin du 30 novembre 2026";
  letter.date = *calendar::instant_from_iso("2026-11-23T09:00:00Z");
  letter.message_id = "k3t9.1@exemple.fr";
  letter.language = "fr";
  letter.text = "Bonjour,\n\n" + std::string(1200, 'x') + "\nÉté.\n";
  letter.html = "<p>Été</p>";
  letter.pictures = {
      {"page-1.png", "image/png", std::string("\x89PNG\0\1", 6), "page-1.k3t9@exemple.fr"}};
  letter.attachments = {{"BAT été.pdf", "application/pdf", std::string(10'000, '\xff')}};
  return letter;
}

bool holds(const std::string& message, const std::string& words) {
  return message.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a letter has the headers that servers, readers and robots look for") {
  const std::string message = message_of(letter());
  CHECK(holds(message, "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n"));
  CHECK(holds(message, "Message-Id: <k3t9.1@exemple.fr>\r\n"));
  CHECK(holds(message, "<bat@exemple.fr>\r\n"));
  CHECK(holds(message, "Reply-To: bat+k3t9@exemple.fr\r\n"));
  CHECK(holds(message, "Auto-Submitted: auto-generated\r\n"));
  CHECK(holds(message, "Content-Language: fr\r\n"));
  CHECK_FALSE(holds(message, "In-Reply-To"));
  Letter reminder = letter();
  reminder.in_reply_to = "k3t9.1@exemple.fr";
  CHECK(holds(message_of(reminder), "In-Reply-To: <k3t9.1@exemple.fr>\r\n"));
}

TEST_CASE("a letter is made of ASCII lines that no server has to break, each ending in CRLF") {
  const std::string message = message_of(letter());
  std::istringstream lines(message);
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 200);
    CHECK(line.ends_with('\r'));
    CHECK(std::ranges::all_of(line, [](unsigned char c) { return c < 0x80; }));
  }
}

TEST_CASE("a letter holds the text first, the HTML with its pictures, then the file") {
  const std::string message = message_of(letter());
  const auto order = {"multipart/mixed",
                      "multipart/alternative",
                      "text/plain",
                      "multipart/related",
                      "text/html",
                      "image/png",
                      "Content-Id: <page-1.k3t9@exemple.fr>",
                      "application/pdf"};
  std::size_t at = 0;
  for (const char* what : order) {
    INFO(what);
    at = message.find(what, at);
    REQUIRE(at != std::string::npos);
  }
  CHECK(holds(message, "filename*="));
}

TEST_CASE("the same letter gives the same bytes, another one other boundaries") {
  CHECK(message_of(letter()) == message_of(letter()));
  Letter other = letter();
  other.text += "x";
  const auto boundary = [](const std::string& message) {
    return message.substr(message.find("boundary="), 50);
  };
  CHECK(boundary(message_of(other)) != boundary(message_of(letter())));
  other = letter();
  other.salt = "x";
  CHECK(boundary(message_of(other)) != boundary(message_of(letter())));
}

TEST_CASE("nothing that a client is called adds a header or a recipient") {
  for (const char* words : {"a\r\nBcc: x@exemple.fr", "a\nb", "a\x01", "a\x7f"}) {
    Letter hostile = letter();
    hostile.subject = words;
    CHECK_THROWS_AS(message_of(hostile), finding::Failure);
    hostile = letter();
    hostile.to[0].name = words;
    CHECK_THROWS_AS(message_of(hostile), finding::Failure);
    hostile = letter();
    hostile.attachments[0].name = words;
    CHECK_THROWS_AS(message_of(hostile), finding::Failure);
  }
  Letter quoted = letter();
  quoted.to[0].name = "Martin, Bureau \"A\" <x@exemple.fr>";
  CHECK(holds(message_of(quoted), "To: \"Martin, Bureau \\\"A\\\" <x@exemple.fr>\""));
  quoted.to.clear();
  CHECK_THROWS_AS(message_of(quoted), finding::Failure);
}

TEST_CASE("an address is a dot-atom at a domain, and no more") {
  for (const char* good : {"a@b.fr", "jean.dupont+bat@mairie-exemple.fr", "o'neil@exemple.fr"})
    CHECK(order::is_mail_address(good));
  for (const char* bad : {"", "@", "a@", "@b", "a b@c.fr", "a@b c", "é@b.fr", "a@é.fr", "a..b@c.fr",
                          ".a@b.fr", "a.@b.fr", "a@-b.fr", "a@b-.fr", "a@b..fr", "a@[127.0.0.1]",
                          "\"a b\"@c.fr", "a@b.fr\n", "a<b@c.fr", "a@b.fr>"}) {
    INFO(bad);
    CHECK_FALSE(order::is_mail_address(bad));
  }
  CHECK(order::is_mail_address(std::string(64, 'a') + "@b.fr"));
  CHECK_FALSE(order::is_mail_address(std::string(65, 'a') + "@b.fr"));
  CHECK_FALSE(order::is_mail_address("a@" + std::string(64, 'b') + ".fr"));
}
