#include "mail/reply.h"

#include "calendar/clock.h"
#include "catch/catch.h"
#include "mail/mail_of_others.h"
#include "wording/wording.h"

#include <regex>

using namespace imprimatur;
using namespace imprimatur::mail;

namespace {

Reply read(const std::string& mail) {
  return read_reply(mail, our_settings());
}

// A part of a multipart whose boundary is "b".
std::string enclosed(const std::string& header, const std::string& body) {
  return "--b\n" + header + "\n\n" + body + "\n";
}

std::string mixed(const std::string& parts) {
  return client_header + "Content-Type: multipart/mixed; boundary=b\n\n" + parts + "--b--\n";
}

std::string text_in(const std::string& charset, const std::string& bytes) {
  return read(client_header + "Content-Type: text/plain; charset=" + charset +
              "\nContent-Transfer-Encoding: 8bit\n\n" + bytes)
      .text;
}

Kind kind_with(const std::string& field) {
  return read(client_header + field + "\n\nBonjour\n").kind;
}

}  // namespace

TEST_CASE("a client's reply gives who, to which of ours, on what, when, and what") {
  const Reply reply = read(plain_reply);
  CHECK(reply.kind == Kind::person);
  CHECK(reply.message_id == "CAF7=x@mail.exemple.fr");
  CHECK(reply.in_reply_to == std::vector<std::string>{"k3t9.1@exemple.fr"});
  CHECK(reply.references == std::vector<std::string>{"k3t9.0@exemple.fr", "k3t9.1@exemple.fr"});
  CHECK(reply.from == "inclusion@departement-exemple.fr");
  REQUIRE(reply.addressed.size() == 1);
  CHECK(reply.addressed[0].address == "BAT+K3T9@Exemple.fr");
  CHECK(reply.addressed[0].token == "k3t9");
  CHECK_FALSE(reply.addressed[0].is_bounce_address);
  CHECK(reply.date == calendar::instant_from_iso("2026-11-24T09:12:00+01:00"));
  CHECK(reply.subject == "Re: Bon à tirer 2026-0147, version 2");
  CHECK(reply.text == "Bonjour,\n\nBon à tirer, code K7P2QX.\nÉlodie Martin");
  CHECK_FALSE(reply.is_whole);  // the signature is left out
  CHECK(reply.attachments.empty());
}

TEST_CASE("Outlook's block of the message answered is no part of the reply") {
  CHECK(read(outlook_reply).text ==
        "Bonjour,\n\nMerci de corriger «\u00a0départment\u00a0» en "
        "«\u00a0département\u00a0».\n\nCordialement,");
  CHECK(read(client_header + "\nOui.\n\n-----Message d'origine-----\nDe : X\nNon.\n").text ==
        "Oui.");
  CHECK(read(client_header + "\nOui.\n________________________________\nFrom: X\nSent: lundi\n"
                             "To: Y\nSubject: Z\n\nNon.\n")
            .text == "Oui.");
  CHECK(read(client_header + "\nDe : la part de tous,\nmerci.\n").text ==
        "De : la part de tous,\nmerci.");
}

TEST_CASE("a reply in HTML alone becomes its words, without quotation, scripts and styles") {
  CHECK(read(gmail_html_reply).text ==
        "Bonjour, c’est d’accord pour «\u00a0l’été\u00a0» & 10\u00a0€ < 20\u00a0€.\nDeuxième "
        "ligne\n\nÉlodie");
}

TEST_CASE("the plain part is preferred to the HTML beside it, unless it is blank") {
  const auto alternative = [](const std::string& plain) {
    return client_header + "Content-Type: multipart/alternative; boundary=b\n\n" +
           enclosed("Content-Type: text/html", "<p>riche</p>") +
           enclosed("Content-Type: text/plain", plain) + "--b--\n";
  };
  CHECK(read(alternative("simple")).text == "simple");
  CHECK(read(alternative(" \n")).text == "riche");
}

TEST_CASE("answers between quoted lines are kept, as are words after an attribution with marks") {
  CHECK(read(client_header +
             "\nLe lun. 23 nov. 2026 à 10:00, Coopérative Exemple\n<bat@exemple.fr> "
             "a écrit :\n> Le logo ?\nOui.\n> La date ?\nNon.\n")
            .text == "Oui.\nNon.");
  CHECK(read(client_header + "\nOui.\nOn Mon, Nov 23, 2026 at 10:00 AM X wrote:\nNon.\n").text ==
        "Oui.");
  CHECK(read(client_header + "\nLe logo est trop petit.\n").text == "Le logo est trop petit.");
}

TEST_CASE("words are read in the charset that they are in") {
  CHECK(text_in("ISO-8859-15", "\xc9t\xe9, 10 \xa4, c\xbdur") == "Été, 10 €, cœur");
  CHECK(text_in("windows-1252", "l\x92\xe9t\xe9, 10 \x80") == "l’été, 10 €");
  CHECK(text_in("iso-8859-1", "l\x92\xe9t\xe9") == "l’été");
  CHECK(text_in("utf-16le", std::string("o\0k\0", 4)) == "ok");
}

TEST_CASE("a charset that is wrong or unknown still gives UTF-8") {
  CHECK(text_in("utf8-francais", "\xc9t\xe9") == "Été");
  CHECK(text_in("x-inconnu", "Été") == "Été");
  CHECK(text_in("us-ascii", "Été") == "Été");
  CHECK(text_in("utf-8", "\xc9t\xe9") == "\ufffdt\ufffd");
  CHECK(text_in("shift_jis", "ab\x81") == "ab\ufffd");
}

TEST_CASE("flowed lines go on, and a signature doesn't") {
  const std::string header =
      client_header + "Content-Type: text/plain; charset=utf-8; format=flowed";
  CHECK(read(header + "\n\nUne phrase \nqui continue.\n > trois\n> cité \n> encore\n-- \nElodie\n")
            .text == "Une phrase qui continue.\n > trois");
  CHECK(read(header + "; delsp=yes\n\nanti \nconstitution\n").text == "anticonstitution");
}

TEST_CASE("controls and invisible characters are dropped from words, subject and names") {
  const Reply reply = read(
      "From: a@exemple.fr\nSubject: =?utf-8?Q?a=07b=E2=80=AEc=0Ad?=\nContent-Type: "
      "multipart/mixed; "
      "boundary=b\n\n" +
      enclosed("Content-Type: text/plain; charset=utf-8", "x\x1b[31my\tz\u200b") +
      enclosed("Content-Type: application/pdf; name=\"..\\\\../=?utf-8?Q?e=07t=C3=A9=2Epdf?=\"",
               "%PDF-") +
      "--b--\n");
  CHECK(reply.subject == "abc d");
  CHECK(reply.text == "x[31my z");
  REQUIRE(reply.attachments.size() == 1);
  CHECK(reply.attachments[0].name == "eté.pdf");
}

TEST_CASE("a long text is cut between two characters, and says so") {
  const Reply reply = read(client_header + "Content-Type: text/plain; charset=utf-8\n\nx" + [] {
    std::string many;
    for (int i = 0; i < 50'000; ++i) many += "é";
    return many;
  }());
  CHECK_FALSE(reply.is_whole);
  CHECK(reply.text.size() == 65'535);
  CHECK(wording::is_utf8(reply.text));
}

TEST_CASE("words behind quotations that are too long to be read aren't lost without a sign") {
  std::string mail = client_header + "\n";
  for (int i = 0; i < 300'000; ++i) mail += "> x\n";
  const Reply reply = read(mail + "Non.\n");
  CHECK(reply.text.empty());
  CHECK_FALSE(reply.is_whole);
}

TEST_CASE("attachments are named, measured and hashed; PDFs and pictures are kept") {
  const Reply reply =
      read(mixed(enclosed("Content-Type: text/plain", "Ci-joint.") +
                 enclosed("Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
                          "Content-Disposition: attachment; filename*=utf-8''BAT%20sign%C3%A9.pdf",
                          "JVBERi0xLjcK") +
                 enclosed("Content-Type: application/zip; name=a.zip", "PK") +
                 enclosed("Content-Type: text/plain; name=note.txt", "note") +
                 enclosed("Content-Type: message/rfc822", "Subject: x\n\ny")));
  CHECK(reply.text == "Ci-joint.");
  REQUIRE(reply.attachments.size() == 4);
  const Attachment& pdf = reply.attachments[0];
  CHECK(pdf.name == "BAT signé.pdf");
  CHECK(pdf.type == "application/pdf");
  CHECK(pdf.bytes == "%PDF-1.7\n");
  CHECK(pdf.size == 9);
  CHECK(pdf.digest == crypto::sha256("%PDF-1.7\n"));
  CHECK(reply.attachments[1].bytes.empty());
  CHECK(reply.attachments[1].size == 2);
  CHECK(reply.attachments[2].name == "note.txt");
  CHECK(reply.attachments[3].type == "message/rfc822");
}

TEST_CASE("base64 that breaks off gives what came") {
  const Reply reply = read(client_header +
                           "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
                           "application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xL");
  CHECK(reply.kind == Kind::person);
  REQUIRE(reply.attachments.size() == 1);
  CHECK(reply.attachments[0].bytes == "%PDF-1");
}

TEST_CASE("what Outlook wraps up is named winmail.dat") {
  const Reply reply = read(mixed(enclosed("Content-Type: application/ms-tnef", "x\x9f>\"")));
  REQUIRE(reply.attachments.size() == 1);
  CHECK(reply.attachments[0].name == "winmail.dat");
  CHECK(reply.text.empty());
}

TEST_CASE("robots are told from people") {
  CHECK(read(out_of_office).kind == Kind::robot);
  CHECK(kind_with("X-Nothing: x") == Kind::person);
  CHECK(kind_with("Auto-Submitted: no") == Kind::person);
  CHECK(kind_with("Auto-Submitted: No (by hand)") == Kind::person);
  for (const char* field :
       {"Auto-Submitted: auto-generated", "AUTO-SUBMITTED: Auto-Replied; x=y", "Precedence: Bulk",
        "Precedence: junk", "List-Id: <liste.exemple.fr>", "X-Auto-Response-Suppress: All",
        "X-Autoreply: yes", "X-Autorespond: yes", "Return-Path: <>\nAuto-Submitted: auto-replied",
        "Precedence: auto_reply", "X-Mail-Autoreply: x", "X-Autoreply-From: a@exemple.fr",
        "X-Autogenerated: Reply"})
    CHECK(kind_with(field) == Kind::robot);
  for (const char* subject : {"=?utf-8?Q?R=C3=A9ponse_automatique_=3A_BAT?=", "Out of Office: x"})
    CHECK(read("From: a@exemple.fr\nSubject: " + std::string(subject) + "\n\nx\n").kind ==
          Kind::robot);
  CHECK(read("From: a@exemple.fr\nSubject: Re: Out of Office\n\nx\n").kind == Kind::person);
}

TEST_CASE("a report of Postfix tells which message came back, and why") {
  const Reply reply = read(postfix_bounce);
  CHECK(reply.kind == Kind::bounce);
  CHECK(reply.delivery.action == "failed");
  CHECK(reply.delivery.status == "5.1.1");
  CHECK(reply.delivery.recipient == "inconnu@departement-exemple.fr");
  CHECK(reply.delivery.message_id == "k3t9.1@exemple.fr");
  REQUIRE(reply.addressed.size() == 1);
  CHECK(reply.addressed[0].token == "k3t9");
  CHECK(reply.addressed[0].is_bounce_address);
}

TEST_CASE("a report that names the message by its headers alone, and one without a report") {
  const std::string headers =
      std::regex_replace(postfix_bounce, std::regex("message/rfc822"), "text/rfc822-headers");
  REQUIRE(headers != postfix_bounce);
  CHECK(read(headers).delivery.message_id == "k3t9.1@exemple.fr");
  const Reply bare =
      read("Return-Path: <>\nFrom: MAILER-DAEMON@exemple.fr\n\nHi. This is qmail.\n");
  CHECK(bare.kind == Kind::bounce);
  CHECK(bare.delivery.status.empty());
}

TEST_CASE("an answer to an invitation is a calendar's; an .ics beside words isn't") {
  const std::string event = "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR";
  CHECK(read(mixed(enclosed("Content-Type: text/calendar; method=REPLY", event))).kind ==
        Kind::calendar);
  CHECK(read(mixed(enclosed("Content-Type: text/calendar; name=r.ics", event))).kind ==
        Kind::person);
}

TEST_CASE("a read receipt is a robot's") {
  CHECK(
      read(client_header +
           "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n" +
           enclosed("Content-Type: text/plain", "Lu.") + "--b--\n")
          .kind == Kind::robot);
}

TEST_CASE("there is a sender only where one field names one usable address") {
  const auto sender = [](const std::string& fields) { return read(fields + "\n\nx\n").from; };
  CHECK(sender("From: \"Martin, Elodie\" <a@exemple.fr>") == "a@exemple.fr");
  CHECK(sender("From: \"client@exemple.fr\" <autre@exemple.org>") == "autre@exemple.org");
  for (const char* fields :
       {"From: a@exemple.fr, b@exemple.fr", "From: a@exemple.fr\nFrom: a@exemple.fr",
        "From: Groupe: a@exemple.fr;", "From: Elodie", "From:", "Subject: x",
        "From: \"a b\"@exemple.fr", "From: a@[192.0.2.1]", "From: a@exemple.fr (x) @exemple.org",
        "From: <@exemple.org:a@exemple.fr>", "From: a@exemple.fr@exemple.org",
        "From: a@exemple.fr;b@exemple.fr", "From: client@exemple.fr <autre@exemple.org>"})
    CHECK(sender(fields).empty());
}

TEST_CASE("what isn't a mail says so in both languages") {
  for (const std::string& bytes :
       {std::string(), std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), std::string("\n\n\n"),
        std::string("Bonjour,\nje suis un texte.\n"), std::string(100'000, '\0')}) {
    const Reply reply = read(bytes);
    CHECK(reply.kind == Kind::unreadable);
    CHECK(reply.reason.fr.ends_with("."));
    CHECK(reply.reason.en.ends_with("."));
  }
}
