// What becomes of single passes, and of a batch's accounts.
#include "ledger/batch.h"
#include "ledger/phrases.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::ledger {
namespace {

using finding::Language;
using finding::Sentence;

std::string capital(const std::string& words) {
  return wording::capitalised(words);
}

Sentence number(std::uint64_t count) {
  const auto value = static_cast<std::int64_t>(count);
  return {wording::number(value, Language::french), wording::number(value, Language::english)};
}

Closed nobody_says_so() {
  return {{"Ce qui arrive à un pass est toujours dit par quelqu’un.",
           "What happens to a pass is always said by somebody."},
          {"Dites par qui avec «\u00a0--by\u00a0».", "Say by whom with \"--by\"."}};
}

Closed no_reason() {
  return {{"On ne retire rien sans motif.", "Nothing is taken away without a reason."},
          {"Dites lequel avec «\u00a0--reason\u00a0».", "Say which with \"--reason\"."}};
}

Closed not_released(const Batch& batch) {
  const auto press = command("press {} -o DIR", batch.order);
  return {{fmt::format("La commande {} n’a encore aucun pass.", batch.order),
           fmt::format("Order {} has no pass yet.", batch.order)},
          {fmt::format("Ses numéros sont attribués par {}.", press.fr),
           fmt::format("Its serials are assigned by {}.", press.en)}};
}

Closed not_of_this_order(const Batch& batch, const SerialSet& strangers) {
  const auto passes = the_passes(strangers);
  const auto own = the_passes(batch.passes.issued);
  return {{fmt::format("La commande {} n’a pas émis {}.", batch.order, passes.fr),
           fmt::format("Order {} did not issue {}.", batch.order, passes.en)},
          {fmt::format("Elle a émis {}\u00a0: corrigez les numéros, ou la commande.", own.fr),
           fmt::format("It issued {}: correct the serials, or the order.", own.en)}};
}

Closed void_already(const SerialSet& passes) {
  const auto which = the_passes(passes);
  const bool one = passes.count() == 1;
  return {
      {fmt::format("{} {} déjà nul{} pour toujours.", capital(which.fr), one ? "est" : "sont",
                   one ? "" : "s"),
       fmt::format("{} {} void for ever already.", capital(which.en), one ? "is" : "are")},
      {"Ôtez-les de la demande\u202f; «\u00a0imprimatur codes check\u00a0» dit l’état d’un pass.",
       "Leave them out; \"imprimatur codes check\" tells the state of a pass."}};
}

Closed spoiled_already(const SerialSet& passes) {
  const auto which = the_passes(passes);
  const bool one = passes.count() == 1;
  return {
      {fmt::format("{} {} déjà gâché{}.", capital(which.fr), one ? "est" : "sont", one ? "" : "s"),
       fmt::format("{} {} spoiled already.", capital(which.en), one ? "is" : "are")},
      {"S’ils ne seront pas réimprimés, déclarez-les nuls avec «\u00a0--void\u00a0».",
       "If they are not to be printed again, declare them void with \"--void\"."}};
}

Closed closed_already(const Batch& batch) {
  const auto day = on_day(batch.reconciled);
  return {{fmt::format("Les comptes de la commande {} sont clos, {}.", batch.order, day.fr),
           fmt::format("The accounts of order {} were closed {}.", batch.order, day.en)},
          {"Ce qui se perd depuis se déclare avec «\u00a0spoil --void\u00a0»\u202f; un pass se "
           "bloque avec «\u00a0block\u00a0».",
           "What is lost since is declared with \"spoil --void\"; a pass is blocked with "
           "\"block\"."}};
}

bool is_one(const std::vector<SheetRange>& sheets) {
  return sheets.size() == 1 && sheets[0].first == sheets[0].last;
}

Closed not_all_printed(const Batch& batch) {
  const auto printed = command("printed {} --by …", batch.order);
  if (batch.sheets.empty())
    return {{fmt::format("Aucune feuille de la commande {} n’est écrite.", batch.order),
             fmt::format("No sheet of order {} is written.", batch.order)},
            {"Imprimez-la d’abord.", "Print it first."}};
  const auto left = the_sheets(batch.unprinted(), batch.laid());
  return {{fmt::format("Personne n’atteste que la commande {} est imprimée en entier\u00a0: il "
                       "manque {}.",
                       batch.order, left.fr),
           fmt::format("Nobody attests that the whole of order {} is printed: {} missing.",
                       batch.order, left.en + (is_one(batch.unprinted()) ? " is" : " are"))},
          {fmt::format("Une fois imprimée, faites-le attester\u00a0: {}.", printed.fr),
           fmt::format("Once it is printed, have it attested: {}.", printed.en)}};
}

Closed undecided(const Batch& batch) {
  const auto passes = the_passes(batch.passes.spoiled);
  return {{fmt::format("Rien n’est décidé de ce qui est gâché de la commande {}\u00a0: {}.",
                       batch.order, passes.fr),
           fmt::format("Nothing is decided of what is spoiled of order {}: {}.", batch.order,
                       passes.en)},
          {"Réimprimez-les («\u00a0reprint\u00a0»)\u202f; ou, une fois leur papier détruit, "
           "déclarez-les nuls avec «\u00a0spoil --void\u00a0».",
           "Print them again (\"reprint\"); or, once their paper is destroyed, declare them void "
           "with \"spoil --void\"."}};
}

Closed stands_so_already(const Batch& batch, Standing to) {
  const auto state = describe(to);
  return {{fmt::format("La commande {} est déjà {}.", batch.order, state.fr),
           fmt::format("Order {} is {} already.", batch.order, state.en)},
          {"Il n’y a rien à faire.", "There is nothing to do."}};
}

Closed wants_two_people() {
  return {{"Deux personnes attestent des comptes\u00a0: elles ne peuvent être la même.",
           "Two people attest accounts: they can't be one."},
          {"Nommez-les avec deux «\u00a0--by\u00a0».", "Name them with two \"--by\"."}};
}

Closed counts_changed(const Batch& batch) {
  const auto good = number(batch.passes.good().count());
  const auto voided = number(batch.passes.voided.count());
  return {
      {fmt::format("Le registre compte à présent {} bons pass et {} nuls.", good.fr, voided.fr),
       fmt::format("The ledger now counts {} good passes and {} void ones.", good.en, voided.en)},
      {"Recommencez\u00a0: une autre commande a été plus rapide.",
       "Try again: another command was faster."}};
}

// Whom and what both gates of passes have to know.
std::optional<Closed> strangers_among(const Batch& batch, const SerialSet& passes) {
  if (!batch.release) return not_released(batch);
  const SerialSet strangers = passes.without(batch.passes.issued);
  if (!strangers.empty()) return not_of_this_order(batch, strangers);
  const SerialSet voided = passes.common(batch.passes.voided);
  if (!voided.empty()) return void_already(voided);
  return std::nullopt;
}

}  // namespace

Sentence describe(Standing standing) {
  switch (standing) {
    case Standing::inactive: return {"sans valeur encore", "not activated yet"};
    case Standing::active: return {"active", "active"};
    case Standing::blocked: return {"bloquée", "blocked"};
    case Standing::expired: return {"périmée", "expired"};
  }
  return {};
}

Sentence describe_passes(Standing standing, std::uint64_t count) {
  const bool many = count > 1;
  switch (standing) {
    case Standing::inactive: return {"sans valeur encore", "not activated yet"};
    case Standing::active: return {many ? "actifs" : "actif", "active"};
    case Standing::blocked: return {many ? "bloqués" : "bloqué", "blocked"};
    case Standing::expired: return {many ? "périmés" : "périmé", "expired"};
  }
  return {};
}

std::optional<Closed> release_gate(const Batch& batch) {
  if (!batch.release) return not_released(batch);
  return std::nullopt;
}

std::optional<Closed> spoiling_gate(const Batch& batch, const Spoiled& spoiled) {
  if (is_blank(spoiled.by)) return nobody_says_so();
  if (is_blank(spoiled.reason)) return no_reason();
  if (auto closed = strangers_among(batch, spoiled.passes)) return closed;
  if (spoiled.voided) return std::nullopt;
  if (batch.accounts) return closed_already(batch);
  const SerialSet twice = spoiled.passes.common(batch.passes.spoiled);
  if (!twice.empty()) return spoiled_already(twice);
  return std::nullopt;
}

std::optional<Closed> standing_gate(const Batch& batch, const StandingChanged& change) {
  const bool activates = change.to == Standing::active;
  if (is_blank(change.by)) return nobody_says_so();
  if (!activates && is_blank(change.reason)) return no_reason();
  if (auto closed = strangers_among(batch, change.passes)) return closed;
  if (!change.passes.empty()) return std::nullopt;
  if (activates && (batch.sheets.empty() || !batch.unprinted().empty()))
    return not_all_printed(batch);
  if (batch.passes.standing == change.to) return stands_so_already(batch, change.to);
  return std::nullopt;
}

std::optional<Closed> reconciling_gate(const Batch& batch, const Reconciled& accounts) {
  const bool two = accounts.by.size() == 2 && !is_blank(accounts.by[0]) &&
                   !is_blank(accounts.by[1]) && !is_same_name(accounts.by[0], accounts.by[1]);
  if (!two) return wants_two_people();
  if (!batch.release) return not_released(batch);
  if (batch.accounts) return closed_already(batch);
  if (batch.sheets.empty() || !batch.unprinted().empty()) return not_all_printed(batch);
  if (!batch.passes.spoiled.empty()) return undecided(batch);
  if (auto closed = awaiting_gate(batch)) return closed;
  if (accounts.good != batch.passes.good().count() ||
      accounts.voided != batch.passes.voided.count())
    return counts_changed(batch);
  return std::nullopt;
}

}  // namespace imprimatur::ledger
