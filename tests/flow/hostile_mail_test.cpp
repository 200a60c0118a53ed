// Mails that mean no good, or know no better, handed to `ingest`: each bears the token of a BAT
// that waits, and none decides anything.
#include "answered_shop.h"
#include "catch/catch.h"

#include <map>

using namespace imprimatur;
using namespace imprimatur::flow;
using namespace std::string_literals;

namespace {

std::string many(std::size_t count, const std::string& text) {
  std::string all;
  all.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string in_multipart(const std::string& kind, const std::string& part) {
  return "Content-Type: multipart/" + kind + "; boundary=b\r\n\r\n--b\r\n" + part + "\r\n--b--\r\n";
}

// One shop for all of them: a BAT takes its time.
class Besieged {
 public:
  // What became of these, and of how many. The ledger gained an event where it says so, and none
  // elsewhere; the BAT waits on.
  std::map<std::string, std::size_t> outcomes_of(const std::vector<world::Path>& mails) {
    const std::size_t before = events();
    const auto read = AnsweredShop::facts(ingest(shop_.desk, shop_.workspace, mails)).at("read");
    std::map<std::string, std::size_t> all;
    for (const auto& one : read) ++all[one.at("outcome")];
    CHECK(read.size() == mails.size());
    CHECK(events() == before + all["reply"] + all["bounced"]);
    CHECK(shop_.batch().stage() == ledger::Stage::sent);
    std::erase_if(all, [](const auto& one) { return one.second == 0; });
    return all;
  }
  std::string outcome_of(const std::string& mail) {
    const world::Path file = shop_.folder / "in.eml";
    world::write_file(file, mail);
    return outcomes_of({file}).begin()->first;
  }
  // From the approver, to the address with our token; `rest` begins among the header fields.
  std::string to_us(const std::string& rest) { return with_from("inclusion@exemple.fr", rest); }
  std::string with_from(const std::string& from, const std::string& rest) {
    return "From: " + from + "\r\n" + to() + "Subject: Bon\r\nMIME-Version: 1.0\r\n" + rest;
  }
  std::string to() { return "To: bat+" + shop_.token() + "@exemple.fr\r\n"; }
  nlohmann::json last_shown() { return shop_.shown().back(); }
  bool intact() { return shop_.intact(); }

 private:
  std::size_t events() { return open_ledger(shop_.workspace).history().size(); }

  AnsweredShop shop_;
};

Besieged& besieged() {
  static Besieged shop;
  return shop;
}

std::string ends_as(const std::string& rest) {
  return besieged().outcome_of(besieged().to_us(rest));
}

}  // namespace

TEST_CASE("bombs of parts, fields and lines are passed over, or read in one go") {
  std::string nested;
  for (int i = 0; i < 5000; ++i)
    nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
              std::to_string(i) + "\r\n";
  CHECK(ends_as(nested + "\r\nBon à tirer.\r\n") == "unreadable");
  CHECK(ends_as(many(300, "Content-Type: message/rfc822\r\n\r\n") + "\r\nOui.\r\n") ==
        "unreadable");
  CHECK(ends_as(in_multipart("mixed", many(5000, "\r\nOui\r\n--b\r\n"))) == "unreadable");
  CHECK(ends_as(many(10'000, "X-Mailer: x\r\n") + "\r\nOui.\r\n") == "unreadable");
  CHECK(ends_as("X: " + std::string(100'000, 'x') + "\r\n\r\nOui.\r\n") == "unreadable");
  CHECK(ends_as("References:" + many(5000, "\r\n <a@b.example>") + "\r\n\r\nOui.\r\n") ==
        "unreadable");
  CHECK(ends_as("\r\n" + std::string(1'000'000, 'a') + "\r\n") == "reply");
  CHECK(ends_as("\r\n" + many(200'000, ">") + "\r\n" + many(100'000, "> \r\n")) == "reply");
  CHECK(ends_as("Content-Type: text/html\r\n\r\n" + many(50'000, "<blockquote>")) == "reply");
  CHECK(ends_as("Content-Transfer-Encoding: base64\r\n\r\n" + many(100'000, "A===\r\n")) ==
        "reply");
}

TEST_CASE("bytes that are no text in the charset they claim become text, and stay one") {
  for (const char* charset : {"utf-7", "utf-16", "iso-2022-jp", "../../etc/passwd", "%s%n", "''",
                              "=?utf-8?q?utf-8?=", "big5\"; x=\""}) {
    INFO(charset);
    CHECK(ends_as("Content-Type: text/plain; charset=\""s + charset +
                  "\"\r\n\r\nBon +AOA- tirer \xff\xfe\x1b$B\x80 oui\r\n") == "reply");
  }
  CHECK(ends_as("\r\nBon \0 \0\0 tirer\r\n"s) == "reply");
  CHECK(besieged().last_shown().at("text").get<std::string>().find('\0') == std::string::npos);
  CHECK(ends_as("X: \0\r\n\r\nOui.\r\n"s) == "unreadable");
}

TEST_CASE("what only looks as if the approver had sent it isn't taken for theirs") {
  const auto sent = [](const std::string& from) {
    return besieged().outcome_of(besieged().with_from(from, "\r\nBon à tirer.\r\n"));
  };
  for (const char* from :
       {"inclusion@exemple.fr\r\nFrom: x@evil.example", "inclusion@exemple.fr, x@evil.example",
        "inclusion@exemple.fr <x@evil.example>", "inclusion@exemple.fr (x) @evil.example",
        "<inclusion@exemple.fr@evil.example>", "Groupe: inclusion@exemple.fr;", "",
        "=?utf-8?q?inclusion=40exemple=2Efr?="}) {
    INFO(from);
    CHECK(sent(from) == "nobody");
  }
  for (const char* from :
       {"\"inclusion@exemple.fr\" <x@evil.example>",
        "=?utf-8?q?inclusion=40exemple=2Efr_=3Cinclusion=40exemple=2Efr=3E?= "
        "<x@evil.example>",
        "=?utf-8?q?inclusion=40exemple=2Efr=3E=0D=0AFrom=3A?= <x@evil.example>"}) {
    INFO(from);
    CHECK(sent(from) == "reply");
    CHECK(besieged().last_shown().at("from") == "x@evil.example");
    CHECK(besieged().last_shown().at("approver") == false);
  }
}

TEST_CASE("line ends smuggled into words stay out of what is shown and of the commands") {
  CHECK(ends_as("X: =?utf-8?q?a=0D=0AAuto-Submitted=3A_no?=\r\n\r\n1\r\n") == "reply");
  CHECK(ends_as(in_multipart("mixed",
                             "Content-Type: application/pdf;\r\n name=\"=?utf-8?q?a=0D=0A=1B[2J`rm`"
                             "?=../../b.pdf\"\r\n\r\n%PDF-1.7")) == "reply");
  for (const auto& one : besieged().last_shown())
    if (one.is_string()) CHECK(one.get<std::string>().find('\x1b') == std::string::npos);
  CHECK(ends_as("\r\n\x1b[2J\x1b]0;x\x07 oui \xe2\x80\xae riut\r\n") == "reply");
  CHECK(besieged().last_shown().at("text").get<std::string>().find('\x1b') == std::string::npos);
}

TEST_CASE("what Outlook wraps up, an archive and a program are attachments that nobody opens") {
  CHECK(ends_as(in_multipart("mixed",
                             "Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n"
                             "\x78\x9f\x3e\x22\xff\xff\xff\xff")) == "reply");
  CHECK(
      ends_as("Content-Type: application/zip; name=42.zip\r\nContent-Transfer-Encoding: base64\r\n"
              "\r\nUEsDBBQAAAAIAP//////////////////////\r\n") == "reply");
  CHECK(ends_as("Content-Type: text/html\r\n\r\n<script>approve()</script><img src=//evil.example>"
                "<form action=x><input name=decision value=approve></form>Oui") == "reply");
  CHECK(besieged().last_shown().at("text") == "Oui");
}

TEST_CASE("calendars, receipts and robots that answer for people of many makes are passed over") {
  const std::string event = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n";
  const std::string receipt =
      in_multipart("report; report-type=disposition-notification",
                   "Content-Type: message/disposition-notification\r\n\r\n"
                   "Disposition: manual-action/MDN-sent-manually; displayed");
  for (const std::string& rest :
       {"Content-Type: text/calendar; method=REPLY\r\n\r\n" + event,
        in_multipart("alternative", "Content-Type: text/calendar; method=COUNTER\r\n\r\n" + event),
        receipt,
        // Exchange and Microsoft 365
        "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n\r\nAbsente.\r\n"s,
        // Gmail
        "Auto-Submitted: auto-replied\r\nPrecedence: bulk\r\nX-Autoreply: yes\r\n\r\nAbsente.\r\n"s,
        // Sieve (RFC 5230), Zimbra
        "Auto-Submitted: auto-replied (vacation)\r\n\r\nAbsente.\r\n"s,
        "Auto-Submitted: auto-replied (zimbra; vacation)\r\nPrecedence: bulk\r\n\r\nAbsente.\r\n"s,
        // cPanel
        "X-Autorespond: Bon\r\nPrecedence: auto_reply\r\n\r\nAbsente.\r\n"s,
        // Who says no more than who pays for it
        "Return-Path: <>\r\n\r\nJe suis absente.\r\n"s})
    CHECK(ends_as(rest) == "robot");
  CHECK(besieged().outcome_of("Subject: =?utf-8?q?R=C3=A9ponse_automatique?= : BAT\r\nFrom: "
                              "inclusion@exemple.fr\r\n" +
                              besieged().to() + "\r\nAbsente.\r\n") == "robot");
}

// tests/mail/samples/README.md
TEST_CASE("the mails that Python's library is tested with decide nothing, as they are or to us") {
  const world::TestFolder folder;
  std::vector<world::Path> samples, to_us;
  for (const auto& entry : std::filesystem::directory_iterator(world::Path(SOURCE_FOLDER) /
                                                               "tests/mail/samples/cpython")) {
    if (entry.path().extension() != ".txt") continue;
    samples.push_back(entry.path());
    to_us.push_back(folder / entry.path().filename().string());
    world::write_file(to_us.back(), besieged().to() + world::read_file(entry.path()));
  }
  REQUIRE(samples.size() == 47);
  for (const auto& [outcome, count] : besieged().outcomes_of(samples)) {
    INFO(outcome << ": " << count);
    CHECK((outcome == "stranger" || outcome == "unreadable"));
  }
  const auto answered = besieged().outcomes_of(to_us);
  CHECK_FALSE(answered.contains("stranger"));
  CHECK(answered.at("reply") > 20);
  CHECK(besieged().intact());
}
