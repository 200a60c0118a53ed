// The client's decision as it is given on the review page, by whoever followed the link of a mail.
// docs/review.md.
#pragma once

#include "flow/workspace.h"

#include <string>
#include <vector>

namespace imprimatur::flow {

// Kept with the decision: what the reader typed and where they came from in a file of their own
// that can be erased (persons.h), what stood beside the button in the ledger.
struct Witness {
  std::uint32_t mail = 0;  // whose link it is
  std::string name;        // as typed
  std::string address;     // of the network, "2001:db8::7"
  std::string agent;       // the program, as it names itself; may be empty
  std::string wording;     // the sentences beside the button, as they were shown
};

// What is typed is checked as in decide.h: findings "words", "validation-code", "remarks",
// "reason". The decision is the mail's recipient's, whatever name is typed: they have to be an
// approver of the order. Exit::gate_closed where they aren't, the version isn't the mail's, its
// recipient was erased, or it is decided.
Outcome approve_on_page(const Desk& desk, const Workspace& workspace, const std::string& order,
                        std::uint32_t version, const Witness& witness, const std::string& code);
Outcome refuse_on_page(const Desk& desk, const Workspace& workspace, const std::string& order,
                       std::uint32_t version, const Witness& witness, const std::string& reason);
Outcome request_changes_on_page(const Desk& desk, const Workspace& workspace,
                                const std::string& order, std::uint32_t version,
                                const Witness& witness, const std::vector<ledger::Remark>& remarks);

// What is known of who decided on the page; nullopt where it was erased. Throws finding::Failure
// where the file is another. `mail` and `wording` are the event's.
std::optional<Witness> witness_of(const Workspace& workspace, const std::string& order,
                                  const ledger::OnPage& page);
// The same from a person's words. Throws finding::Failure where they are none of who decided.
Witness read_witness(const std::string& words, const ledger::OnPage& page);

}  // namespace imprimatur::flow
