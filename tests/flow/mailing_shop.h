// A print shop that mails: see shop.h, and ../mail/smtp_server.h for who takes its mails.
#pragma once

#include "../mail/smtp_server.h"
#include "flow/send.h"
#include "shop.h"

#include <memory>

namespace imprimatur::flow {

// Its order has a BAT already.
class MailingShop : public Shop {
 public:
  MailingShop() {
    bat();
    settings();
  }

  // Until the next, mails go to this server.
  mail::TestServer& server(const std::map<std::string, std::string>& replies = {}) {
    server_ = std::make_unique<mail::TestServer>(replies);
    settings();
    return *server_;
  }
  // `more` goes to the end of mail.toml, below [answers].
  void settings(const std::string& more = "[review]\nurl = \"https://bat.exemple.fr\"\n") {
    const int port = server_ ? server_->port : 1;
    world::write_file(workspace.mail(), fmt::format(R"(format = 1
[from]
name = "Coopérative Exemple"
address = "bat@exemple.fr"
[server]
host = "127.0.0.1"
port = {}
security = "none"
[answers]
address = "bat@exemple.fr"
bounces = "retours@exemple.fr"
{})",
                                                    port, more));
  }

  Outcome send(bool again = false) { return flow::send(desk, workspace, id, again); }
  Outcome retry() { return outbox(desk, workspace, std::nullopt, true); }
  Outcome remind() { return flow::remind(desk, workspace); }
  void at(const char* instant) {
    desk.world = world::still_world(*calendar::instant_from_iso(instant), ++seed_);
  }
  // "bat accepted 1, …": what each mail is, how far it is, and after how many attempts.
  std::string mails() {
    std::string all;
    for (const ledger::Mail& mail : batch().mails)
      all += fmt::format("{} {} {}, ", ledger::name_of(mail.what.purpose),
                         ledger::name_of(mail.state()), mail.attempts);
    return all;
  }

 private:
  std::unique_ptr<mail::TestServer> server_;
  std::uint64_t seed_ = 1;
};

}  // namespace imprimatur::flow
