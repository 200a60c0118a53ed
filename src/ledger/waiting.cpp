// What stands still, and until when.
#include "ledger/batch.h"
#include "ledger/phrases.h"

#include <fmt/format.h>

namespace imprimatur::ledger {
namespace {

using finding::Sentence;

Sentence for_an_answer(const Version& version, Date today) {
  const auto day = the_day(version.bat.answer_by);
  const auto number = version.bat.version;
  if (version.bat.answer_by < today)
    return {fmt::format("La réponse du client au BAT, version {}, était attendue pour {}\u00a0: "
                        "relancez-le.",
                        number, day.fr),
            fmt::format("The client's answer to version {} of the BAT was due by {}: remind them.",
                        number, day.en)};
  return {fmt::format("Le client doit répondre au BAT, version {}, pour {} au plus tard.", number,
                      day.fr),
          fmt::format("The client is to answer version {} of the BAT by {}.", number, day.en)};
}

Sentence for_a_changed_version(const Batch& batch) {
  const auto latest = batch.versions.size();
  return {fmt::format("Des modifications de la version {} du BAT sont demandées\u00a0: la version "
                      "{} est à faire.",
                      latest, latest + 1),
          fmt::format("Changes to version {} of the BAT are asked for: version {} is to be made.",
                      latest, latest + 1)};
}

Sentence for_a_new_version(const Batch& batch) {
  const auto refused = batch.versions.size();
  return {fmt::format("La version {} du BAT a été refusée\u00a0: la version {} est à faire.",
                      refused, refused + 1),
          fmt::format("Version {} of the BAT was refused: version {} is to be made.", refused,
                      refused + 1)};
}

Sentence for_the_printer(const Batch& batch) {
  if (batch.printed.empty())
    return {"Les feuilles sont à imprimer", "The sheets are to be printed"};
  const auto left = the_sheets(batch.unprinted(), batch.laid());
  return {fmt::format("Il reste à imprimer {}", left.fr),
          fmt::format("What is left to print is {}", left.en)};
}

// `what` without its full stop, then the delivery date where there is one.
Sentence by_delivery(const Batch& batch, Date today, Sentence what) {
  const auto date = delivery_by(batch);
  if (!date) return {what.fr + ".", what.en + "."};
  const auto day = the_day(*date);
  const bool late = *date < today;
  return {fmt::format("{}\u202f; à livrer au plus tard {}{}.", what.fr, day.fr,
                      late ? ", date passée" : ""),
          fmt::format("{}; delivery {} due by {}.", what.en, late ? "was" : "is", day.en)};
}

Sentence for_the_carnets(const Batch& batch) {
  if (batch.passes.standing != Standing::inactive)
    return {"Les carnets attendent leur départ", "The carnets are to be delivered"};
  const auto activate = command("activate {}", batch.order);
  return {fmt::format("Les carnets sont à livrer, puis leurs pass à activer ({})", activate.fr),
          fmt::format("The carnets are to be delivered, then their passes activated ({})",
                      activate.en)};
}

Sentence for_money(const Batch& batch) {
  const auto paid = euros(batch.paid());
  const auto due = euros(batch.due());
  return {fmt::format("La valeur faciale est attendue en banque ({} sur {})", paid.fr, due.fr),
          fmt::format("The face value is awaited in the bank ({} of {})", paid.en, due.en)};
}

}  // namespace

Sentence describe(Stage stage) {
  switch (stage) {
    case Stage::draft: return {"enregistrée, sans BAT", "registered, no BAT yet"};
    case Stage::sent: return {"BAT chez le client", "BAT with the client"};
    case Stage::to_change: return {"modifications demandées", "changes asked for"};
    case Stage::refused: return {"BAT refusé", "BAT refused"};
    case Stage::approved: return {"approuvée", "approved"};
    case Stage::paid: return {"approuvée et payée", "approved and paid"};
    case Stage::released: return {"libérée pour l’impression", "released for printing"};
    case Stage::written: return {"feuilles écrites", "sheets written"};
    case Stage::printed: return {"imprimée", "printed"};
    case Stage::closed: return {"close", "closed"};
  }
  return {};
}

Sentence waiting_for(const Batch& batch, Date today) {
  const auto stage = batch.stage();
  const bool money_awaited = stage == Stage::approved && batch.counting().terms.needs_payment;
  switch (stage) {
    case Stage::draft: return {"Le premier BAT est à faire.", "The first BAT is to be made."};
    case Stage::sent: return for_an_answer(*batch.latest(), today);
    case Stage::to_change: return for_a_changed_version(batch);
    case Stage::refused: return for_a_new_version(batch);
    case Stage::approved:
    case Stage::paid:
      if (money_awaited) return by_delivery(batch, today, for_money(batch));
      return by_delivery(batch, today,
                         {"Tout est prêt pour la presse", "All is ready for the press"});
    case Stage::released:
      return by_delivery(batch, today,
                         {"Les feuilles sont à écrire", "The sheets are to be written"});
    case Stage::written: return by_delivery(batch, today, for_the_printer(batch));
    case Stage::printed: return by_delivery(batch, today, for_the_carnets(batch));
    case Stage::closed:
      return {"Rien\u00a0: les comptes sont clos.", "Nothing: the accounts are closed."};
  }
  return {};
}

}  // namespace imprimatur::ledger
