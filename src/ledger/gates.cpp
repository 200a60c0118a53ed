#include "ledger/batch.h"
#include "ledger/phrases.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace imprimatur::ledger {
namespace {

using finding::Sentence;

Closed released_already(const Batch& batch) {
  const auto day = on_day(batch.released);
  const auto version = batch.release->version;
  return {
      {fmt::format("La version {} de la commande {} a été libérée pour l’impression {}\u00a0: "
                   "c’est définitif.",
                   version, batch.order, day.fr),
       fmt::format("Version {} of order {} was released for printing {}: this is final.", version,
                   batch.order, day.en)},
      {"Pour imprimer autre chose, ouvrez une nouvelle commande (un autre «\u00a0id\u00a0» dans "
       "order.toml).",
       "To print something else, open a new order (another \"id\" in order.toml)."}};
}

Closed no_such_version(const Batch& batch, std::uint32_t version) {
  const auto bat = command("bat ORDER_DIR");
  if (batch.versions.empty())
    return {{fmt::format("La commande {} n’a pas encore de BAT.", batch.order),
             fmt::format("Order {} has no BAT yet.", batch.order)},
            {fmt::format("Faites-en un\u00a0: {}.", bat.fr), fmt::format("Make one: {}.", bat.en)}};
  return {{fmt::format("La commande {} n’a pas de version {}\u202f; la dernière est la {}.",
                       batch.order, version, batch.versions.size()),
           fmt::format("Order {} has no version {}; the latest is {}.", batch.order, version,
                       batch.versions.size())},
          {"Donnez ce numéro-là avec «\u00a0--version\u00a0».",
           "Give that number with \"--version\"."}};
}

Closed not_the_latest(const Batch& batch, std::uint32_t version) {
  const auto latest = batch.versions.size();
  const auto approve = command("approve {} --version {} --by …", batch.order, latest);
  return {
      {fmt::format("La version {} de la commande {} a été remplacée par la version {}.", version,
                   batch.order, latest),
       fmt::format("Version {} of order {} was superseded by version {}.", version, batch.order,
                   latest)},
      {fmt::format("La réponse du client vaut pour la version {}\u00a0: {}.", latest, approve.fr),
       fmt::format("The client's answer is to version {}: {}.", latest, approve.en)}};
}

// "par Mme Martin", "sur la page de relecture".
finding::Sentence from(const std::string& by) {
  if (by.empty()) return {"sur la page de relecture", "on the review page"};
  return {"par " + by, "by " + by};
}

// What a client wrote, as part of a sentence.
std::string quoted(std::string words) {
  std::ranges::replace(words, '\n', ' ');
  return words;
}

finding::Sentence next_version() {
  const auto bat = command("bat ORDER_DIR");
  return {fmt::format("Corrigez la commande, puis faites la version suivante\u00a0: {}.", bat.fr),
          fmt::format("Correct the order, then make the next version: {}.", bat.en)};
}

Closed was_refused(const Batch& batch, const Version& version) {
  const auto day = on_day(version.decided);
  const auto& refusal = *version.refusal;
  const auto who = from(refusal.by);
  return {{fmt::format("La version {} de la commande {} a été refusée {} {}\u00a0: "
                       "«\u00a0{}\u00a0».",
                       refusal.version, batch.order, day.fr, who.fr, quoted(refusal.reason)),
           fmt::format("Version {} of order {} was refused {} {}: \"{}\".", refusal.version,
                       batch.order, day.en, who.en, quoted(refusal.reason))},
          next_version()};
}

Closed was_to_change(const Batch& batch, const Version& version) {
  const auto day = on_day(version.decided);
  const auto& changes = *version.changes;
  const std::string first = quoted(changes.remarks.front().text);
  const auto who = from(changes.by);
  return {{fmt::format("Des modifications de la version {} de la commande {} ont été demandées {} "
                       "{}\u00a0: «\u00a0{}\u00a0»{}.",
                       changes.version, batch.order, day.fr, who.fr, first,
                       changes.remarks.size() > 1 ? ", entre autres" : ""),
           fmt::format("Changes to version {} of order {} were asked for {} {}: \"{}\"{}.",
                       changes.version, batch.order, day.en, who.en, first,
                       changes.remarks.size() > 1 ? ", among others" : "")},
          next_version()};
}

// Of a version that was not taken as it is.
Closed was_turned_down(const Batch& batch, const Version& version) {
  return version.fate == Fate::refused ? was_refused(batch, version)
                                       : was_to_change(batch, version);
}

Closed was_approved(const Batch& batch, const Version& version) {
  const auto day = on_day(version.decided);
  const bool owed = batch.counting().terms.needs_payment && batch.paid() < batch.due();
  const auto next = owed ? command("pay {} --amount … --reference …", batch.order)
                         : command("press {} -o DIR", batch.order);
  const auto& approval = *version.approval;
  const auto who = from(approval.by);
  return {{fmt::format("La version {} de la commande {} est déjà approuvée, {} {}.",
                       approval.version, batch.order, day.fr, who.fr),
           fmt::format("Version {} of order {} is approved already, {} {}.", approval.version,
                       batch.order, day.en, who.en)},
          {fmt::format("Il n’y a plus à l’approuver\u202f; ensuite vient {}.", next.fr),
           fmt::format("There is nothing left to approve; what comes next is {}.", next.en)}};
}

std::optional<Closed> not_an_approver(const OrderRegistered& facts, std::string_view by) {
  if (is_approver(facts, by)) return std::nullopt;
  const auto names = fmt::format("{}", fmt::join(facts.approvers, ", "));
  if (names.empty())
    return Closed{
        {"Une décision est toujours celle de quelqu’un.", "A decision is always somebody's."},
        {"Dites de qui avec «\u00a0--by\u00a0».", "Say whose with \"--by\"."}};
  return Closed{
      {fmt::format(
           "«\u00a0{}\u00a0» n’est pas de ceux dont la décision compte pour cette commande.", by),
       fmt::format("\"{}\" is not among those whose decision counts for this order.", by)},
      {fmt::format("Obtenez la décision de\u00a0: {}.", names),
       fmt::format("Obtain the decision of: {}.", names)}};
}

// What approving and refusing have in common.
std::optional<Closed> decision_gate(const Batch& batch, std::uint32_t number, std::string_view by) {
  if (batch.release) return released_already(batch);
  const Version* version = batch.version(number);
  if (!version) return no_such_version(batch, number);
  if (version != batch.latest()) return not_the_latest(batch, number);
  if (version->is_turned_down()) return was_turned_down(batch, *version);
  return not_an_approver(version->facts, by);
}

Closed no_answer_yet(const Batch& batch, const Version& version) {
  const auto approve = command("approve {} --version {} --by …", batch.order, version.bat.version);
  return {{fmt::format("La version {} de la commande {} n’est pas approuvée\u202f; l’absence de "
                       "réponse n’est pas un accord.",
                       version.bat.version, batch.order),
           fmt::format("Version {} of order {} is not approved; no answer is not an approval.",
                       version.bat.version, batch.order)},
          {fmt::format("Obtenez la décision du client, puis {}.", approve.fr),
           fmt::format("Obtain the client's decision, then {}.", approve.en)}};
}

Closed not_paid(const Batch& batch) {
  const auto due = euros(batch.due());
  const auto paid = euros(batch.paid());
  const auto missing = batch.due() - batch.paid();
  const auto pay = command("pay {} --amount {}.{:02} --reference REF", batch.order,
                           missing.cents() / 100, missing.cents() % 100);
  return {{fmt::format("La valeur faciale de la commande {} n’est pas en banque\u00a0: {} sur {}.",
                       batch.order, paid.fr, due.fr),
           fmt::format("The face value of order {} is not in the bank: {} of {}.", batch.order,
                       paid.en, due.en)},
          {fmt::format("Quand cette somme est arrivée\u00a0: {}.", pay.fr),
           fmt::format("Once that sum has arrived: {}.", pay.en)}};
}

Closed noted_already(const PaymentSeen& payment) {
  const auto amount = euros(payment.amount);
  const auto day = on_day(payment.date);
  return {
      {fmt::format("Le paiement {} est déjà noté\u00a0: {} {}.", payment.reference, amount.fr,
                   day.fr),
       fmt::format("Payment {} is noted already: {} {}.", payment.reference, amount.en, day.en)},
      {"Si c’en est un autre, donnez sa propre référence.",
       "If it is another one, give its own reference."}};
}

Closed not_yet_paid_in(const PaymentSeen& payment, Date today) {
  const auto day = the_day(payment.date);
  const auto now = the_day(today);
  return {
      {fmt::format("Le paiement {} serait arrivé {}, et nous sommes {}.", payment.reference, day.fr,
                   now.fr),
       fmt::format("Payment {} would have arrived on {}, and today is {}.", payment.reference,
                   day.en, now.en)},
      {"Donnez avec «\u00a0--date\u00a0» le jour que porte le relevé\u202f; un virement annoncé "
       "n’est noté qu’une fois arrivé.",
       "Give the day that the bank statement has with \"--date\"; a transfer announced is noted "
       "only once it has arrived."}};
}

Closed more_than_due(const Batch& batch, const PaymentSeen& payment) {
  const auto left = std::max(batch.due() - batch.paid(), measure::Money{});
  const auto still = euros(left);
  const auto amount = euros(payment.amount);
  Closed closed{
      {fmt::format("La commande {} n’attend plus que {}\u00a0: {}, c’est trop.", batch.order,
                   still.fr, amount.fr),
       fmt::format("Order {} awaits {} and no more: {} is too much.", batch.order, still.en,
                   amount.en)},
      {"Vérifiez sur le relevé le montant et la commande qu’il paie\u202f; ce qui est de trop ne "
       "se note pas ici.",
       "Check on the bank statement the amount and the order that it pays; what is too much is not "
       "noted here."}};
  if (left == measure::Money{}) return closed;
  const auto pay = command("pay {} --amount {}.{:02} --reference REF", batch.order,
                           left.cents() / 100, left.cents() % 100);
  closed.what_opens_it.fr += fmt::format(" Pour solder la commande\u00a0: {}.", pay.fr);
  closed.what_opens_it.en += fmt::format(" To settle the order: {}.", pay.en);
  return closed;
}

}  // namespace

bool is_approver(const OrderRegistered& facts, std::string_view by) {
  if (facts.approvers.empty()) return !is_blank(by);
  return std::ranges::any_of(
      facts.approvers, [&](const std::string& approver) { return is_same_name(approver, by); });
}

std::optional<Closed> approval_gate(const Batch& batch, std::uint32_t number, std::string_view by) {
  if (auto closed = decision_gate(batch, number, by)) return closed;
  const Version& version = *batch.version(number);
  if (version.fate == Fate::approved) return was_approved(batch, version);
  return std::nullopt;
}

std::optional<Closed> refusal_gate(const Batch& batch, std::uint32_t number, std::string_view by) {
  return decision_gate(batch, number, by);
}

std::optional<Closed> payment_gate(const Batch& batch, const PaymentSeen& payment, Date today) {
  if (payment.amount <= measure::Money{} || payment.amount > largest_payment ||
      is_blank(payment.reference))
    return Closed{
        {"Un paiement a un montant positif et une référence bancaire.",
         "A payment has a positive amount and a bank reference."},
        {"Donnez «\u00a0--amount\u00a0» et «\u00a0--reference\u00a0» comme sur le relevé.",
         "Give \"--amount\" and \"--reference\" as the bank statement has them."}};
  const auto same = std::ranges::find(batch.payments, payment.reference, &PaymentSeen::reference);
  if (same != batch.payments.end()) return noted_already(*same);
  if (payment.date > today) return not_yet_paid_in(payment, today);
  if (payment.amount > batch.due() - batch.paid()) return more_than_due(batch, payment);
  return std::nullopt;
}

std::optional<Closed> change_gate(const Batch& batch) {
  if (batch.release) return released_already(batch);
  return std::nullopt;
}

std::optional<Closed> print_gate(const Batch& batch, std::uint32_t number) {
  if (batch.release) {
    if (batch.release->version == number) return std::nullopt;
    return released_already(batch);
  }
  const Version* version = batch.version(number);
  if (!version) return no_such_version(batch, number);
  if (version != batch.latest()) return not_the_latest(batch, number);
  if (version->is_turned_down()) return was_turned_down(batch, *version);
  if (version->fate != Fate::approved) return no_answer_yet(batch, *version);
  if (version->facts.terms.needs_payment && batch.paid() < batch.due()) return not_paid(batch);
  return std::nullopt;
}

}  // namespace imprimatur::ledger
