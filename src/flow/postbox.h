// Mails about a BAT: written, noted in the ledger, handed over. In this order, so that a crash at
// any moment neither loses one nor sends one that the ledger doesn't know.
//
//   1  the message and the recipient lie in files: orders/ID/mail/SHA256.eml, orders/ID/persons/
//   2  "mail-queued" in the ledger: from now on it goes out, whatever happens here
//   3  "mail-tried", the server, "mail-answered"
//
// Where a program dies in 3 the mail is `unknown` and is tried again with the same Message-ID.
#pragma once

#include "flow/workspace.h"
#include "mail/bat_letter.h"
#include "mail/settings.h"
#include "mail/smtp.h"
#include "world/secrets.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::flow {

// What is larger as a PDF isn't enclosed: mail servers refuse it (7 MB become 10 in base 64).
inline constexpr std::size_t largest_enclosed = 7'000'000;

// mail.toml, as it must be before anything is written; else findings.
std::optional<mail::Settings> mail_settings(const Workspace& workspace,
                                            finding::Findings& findings);

// The password in `file`, a path in the workspace; nullopt where that is empty. Throws
// finding::Failure where others than its owner may read it.
std::optional<world::SecretText> mail_password(const Workspace& workspace, const std::string& file);

// A mail's recipient, and what became of it.
struct Sending {
  std::uint32_t number = 0;
  std::string to;
  mail::Delivery delivery;
};

class Postbox {
 public:
  // One at a time for a workspace, from every process: throws finding::Failure where another is at
  // it. All of the arguments outlive it.
  Postbox(const Desk& desk, const Workspace& workspace, ledger::Ledger& ledger,
          const mail::Settings& settings);

  // Writes a mail to each of the order's addresses that `wanted` names about its latest version,
  // and notes it. The BAT's pages after the first go with it as small pictures. Gives the
  // numbers. Throws finding::Failure where it is too large to be enclosed and there is no review
  // page.
  ledger::Outcome<std::vector<std::uint32_t>> write(const std::string& order,
                                                    ledger::MailPurpose purpose,
                                                    const std::vector<std::string>& wanted);

  // The same to say that this version was decided on, with the ledger's checkpoint and a proof that
  // the decision is in it.
  ledger::Outcome<std::vector<std::uint32_t>> acknowledge(const std::string& order,
                                                          std::uint32_t version,
                                                          const std::vector<std::string>& wanted);

  // Hands one over, if it is open, its version waits still and its recipient wasn't erased. nullopt
  // where it isn't so. Throws finding::Failure where the message isn't what it was.
  std::optional<Sending> send(const std::string& order, std::uint32_t number);

 private:
  // A mail before its message is written: its recipient is kept.
  ledger::MailQueued begun(const std::string& order, std::uint32_t number,
                           ledger::MailPurpose purpose, std::uint32_t version,
                           const std::string& to) const;
  // What letters to a person have in common.
  mail::Letter addressed(const ledger::Batch& batch, const ledger::MailQueued& queued,
                         const std::string& to, finding::Language language) const;
  // Kept, and noted.
  std::optional<ledger::Closed> note(const std::string& order, ledger::MailQueued queued,
                                     const mail::Letter& letter);

  const Desk& desk_;
  const Workspace& workspace_;
  ledger::Ledger& ledger_;
  const mail::Settings& settings_;
  crypto::Secret key_;
  world::Lock lock_;
};

}  // namespace imprimatur::flow
