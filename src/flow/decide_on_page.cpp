#include "flow/decide_on_page.h"

#include "finding/failure.h"
#include "flow/persons.h"
#include "flow/remarks.h"
#include "flow/say.h"
#include "flow/validation_code.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_name = 200, longest_agent = 400;

std::string cut(const std::string& text, std::size_t bytes) {
  std::string_view head = std::string_view(text).substr(0, bytes);
  while (!wording::is_utf8(head)) head.remove_suffix(1);
  return std::string(head);
}

ledger::Closed not_by_this_link(std::uint32_t version) {
  return {{fmt::format("Ce lien ne permet pas de répondre à la version {}.", version),
           fmt::format("This link can't answer version {}.", version)},
          {"Servez-vous du lien du dernier courriel.", "Use the link of the last mail."}};
}

// In one place what the three decisions have in common: they differ in what is noted.
class Deciding {
 public:
  Deciding(const Desk& desk, const Workspace& workspace, const std::string& order,
           std::uint32_t version, const Witness& witness)
      : desk_(desk),
        workspace_(workspace),
        order_(order),
        version_(version),
        witness_(witness),
        ledger_(open_ledger(workspace)) {}

  // Why not; nullopt where `note` may be called.
  std::optional<Outcome> stopped() {
    finding::Findings findings;
    check_words("name", witness_.name, findings);
    if (witness_.name.size() > longest_name)
      findings.error("words", {"name"}, {"Ce nom est trop long.", "This name is too long."},
                     {"Abrégez-le.", "Shorten it."});
    if (findings.has_errors()) return refused(std::move(findings));
    batch_ = ledger_.batch(order_);
    if (!batch_) return unknown_order(ledger_, order_);
    const ledger::Mail* mail = batch_->mail(witness_.mail);
    if (mail == nullptr || mail->what.version != version_) return shut(not_by_this_link(version_));
    const auto recipient = person(workspace_, order_, mail->what.recipient);
    if (!recipient) return shut(not_by_this_link(version_));
    by_ = *recipient;
    return std::nullopt;
  }

  // Only once nothing else is in the way: it leaves a file.
  ledger::OnPage kept() const {
    const Json words{{"name", witness_.name},
                     {"address", witness_.address},
                     {"agent", wording::is_utf8(witness_.agent) ? cut(witness_.agent, longest_agent)
                                                                : std::string()}};
    return {witness_.mail, keep_person(desk_, workspace_, order_, words.dump()), witness_.wording};
  }

  template <typename Kind>
  Outcome answer(const ledger::Outcome<Kind>& noted) const {
    if (!noted) return shut(noted.closed());
    Outcome outcome;
    outcome.facts =
        Json{{"order", order_}, {"stage", ledger::name_of(ledger_.batch(order_)->stage())}}.dump();
    return outcome;
  }

  ledger::Ledger& ledger() { return ledger_; }
  const ledger::Batch& batch() const { return *batch_; }
  const std::string& by() const { return by_; }
  world::Instant now() const { return desk_.world.now(); }

 private:
  const Desk& desk_;
  const Workspace& workspace_;
  const std::string& order_;
  std::uint32_t version_;
  const Witness& witness_;
  ledger::Ledger ledger_;
  std::optional<ledger::Batch> batch_;
  std::string by_;
};

}  // namespace

Outcome approve_on_page(const Desk& desk, const Workspace& workspace, const std::string& order,
                        std::uint32_t version, const Witness& witness, const std::string& code) {
  Deciding deciding(desk, workspace, order, version, witness);
  if (auto stop = deciding.stopped()) return *std::move(stop);
  if (const auto closed = ledger::approval_gate(deciding.batch(), version, deciding.by()))
    return shut(*closed);
  if (auto wrong = wrong_code(workspace, deciding.batch(), version, code))
    return refused(*std::move(wrong));
  return deciding.answer(deciding.ledger().approve(order, version, deciding.by(), std::nullopt,
                                                   deciding.now(), ledger::Opened::by_code,
                                                   deciding.kept()));
}

Outcome refuse_on_page(const Desk& desk, const Workspace& workspace, const std::string& order,
                       std::uint32_t version, const Witness& witness, const std::string& reason) {
  finding::Findings findings;
  check_reason(reason, findings);
  if (findings.has_errors()) return refused(std::move(findings));
  Deciding deciding(desk, workspace, order, version, witness);
  if (auto stop = deciding.stopped()) return *std::move(stop);
  if (const auto closed = ledger::refusal_gate(deciding.batch(), version, deciding.by()))
    return shut(*closed);
  return deciding.answer(deciding.ledger().refuse(order, version, deciding.by(), reason,
                                                  deciding.now(), deciding.kept()));
}

Outcome request_changes_on_page(const Desk& desk, const Workspace& workspace,
                                const std::string& order, std::uint32_t version,
                                const Witness& witness,
                                const std::vector<ledger::Remark>& remarks) {
  finding::Findings findings;
  check_remarks(remarks, findings);
  if (findings.has_errors()) return refused(std::move(findings));
  Deciding deciding(desk, workspace, order, version, witness);
  if (auto stop = deciding.stopped()) return *std::move(stop);
  if (const auto closed = ledger::refusal_gate(deciding.batch(), version, deciding.by()))
    return shut(*closed);
  return deciding.answer(deciding.ledger().request_changes(order, version, deciding.by(), remarks,
                                                           deciding.now(), deciding.kept()));
}

std::optional<Witness> witness_of(const Workspace& workspace, const std::string& order,
                                  const ledger::OnPage& page) {
  const auto words = person(workspace, order, page.person);
  return words ? std::optional(read_witness(*words, page)) : std::nullopt;
}

Witness read_witness(const std::string& words, const ledger::OnPage& page) try {
  const auto json = Json::parse(words);
  return {page.mail, json.at("name"), json.at("address"), json.at("agent"), page.wording};
} catch (const Json::exception&) {
  throw finding::Failure({"Ce que l’on sait de qui a décidé est illisible.",
                          "What is known of who decided can't be read."},
                         {"Remettez le dossier persons/ depuis une sauvegarde.",
                          "Put the folder persons/ back from a backup."});
}

}  // namespace imprimatur::flow
