// A print shop whose BAT went out, and what comes back: see mailing_shop.h.
#pragma once

#include "bat/validation.h"
#include "flow/ingest.h"
#include "flow/mail_tokens.h"
#include "mailing_shop.h"

namespace imprimatur::flow {

class AnsweredShop : public MailingShop {
 public:
  AnsweredShop() {
    server();
    settings("authentication = \"mx.exemple.fr\"\n");
    send();
  }

  std::string token(std::uint32_t mail = 1) {
    return token_of(mail_key(workspace), TokenUse::reply, id, batch().mails.at(mail - 1).what);
  }
  std::string code() {
    const auto bat = batch().versions.back().bat;
    return bat::validation_code(validation_key(workspace), id, bat.version, bat.content);
  }
  // A person's answer.
  std::string answer(const std::string& text, const std::string& headers = {},
                     const std::string& from = "inclusion@exemple.fr") {
    return headers + "From: Accueil <" + from + ">\r\nTo: bat+" + token() +
           "@exemple.fr\r\nSubject: Re: Bon =?utf-8?q?=C3=A0?= tirer\r\n"
           "Message-ID: <1@client.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
           text + "\r\n";
  }
  Outcome read(const std::string& mail) {
    const world::Path file = folder / "in.eml";
    world::write_file(file, mail);
    return ingest(desk, workspace, {file});
  }
  static std::string outcome_of(const Outcome& outcome) {
    return Shop::facts(outcome).at("read").at(0).at("outcome");
  }
  nlohmann::json shown(bool all = false) {
    return Shop::facts(replies(desk, workspace, std::nullopt, all)).at("replies");
  }
};

}  // namespace imprimatur::flow
