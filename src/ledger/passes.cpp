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

Sentence number(std::uint64_t count) {
  return {wording::number(count, Language::french), wording::number(count, Language::english)};
}

Sentence counted(std::uint64_t count, const wording::Noun& noun) {
  return {wording::counted(count, noun, Language::french),
          wording::counted(count, noun, Language::english)};
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

Closed not_of_this_order(const Batch& batch, const Spans& strangers) {
  const auto passes = the_passes(strangers);
  const auto own = the_passes(batch.passes.issued);
  return {{fmt::format("La commande {} n’a pas émis {}.", batch.order, passes.fr),
           fmt::format("Order {} did not issue {}.", batch.order, passes.en)},
          {fmt::format("Elle a émis {}\u00a0: corrigez les numéros, ou la commande.", own.fr),
           fmt::format("It issued {}: correct the serials, or the order.", own.en)}};
}

Closed void_already(const Spans& passes) {
  const auto which = the_passes(passes);
  const bool one = passes.count() == 1;
  return {
      {fmt::format("{} {} déjà nul{} pour toujours.", wording::capitalised(which.fr),
                   one ? "est" : "sont", one ? "" : "s"),
       fmt::format("{} {} void for ever already.", wording::capitalised(which.en),
                   one ? "is" : "are")},
      {fmt::format("Ôtez-{} de la demande\u202f; «\u00a0imprimatur codes check\u00a0» dit l’état "
                   "d’un pass.",
                   one ? "le" : "les"),
       fmt::format("Leave {} out; \"imprimatur codes check\" tells the state of a pass.",
                   one ? "it" : "them")}};
}

Closed spoiled_already(const Spans& passes) {
  const auto which = the_passes(passes);
  const bool one = passes.count() == 1;
  return {
      {fmt::format("{} {} déjà gâché{}.", wording::capitalised(which.fr), one ? "est" : "sont",
                   one ? "" : "s"),
       fmt::format("{} {} spoiled already.", wording::capitalised(which.en), one ? "is" : "are")},
      {"Ce qui ne sera pas réimprimé se déclare nul avec «\u00a0--void\u00a0».",
       "What is not to be printed again is declared void with \"--void\"."}};
}

Sentence closed_on(const Batch& batch) {
  const auto day = on_day(batch.reconciled);
  return {fmt::format("Les comptes de la commande {} sont clos, {}.", batch.order, day.fr),
          fmt::format("The accounts of order {} were closed {}.", batch.order, day.en)};
}

Closed nothing_at_hand_any_more(const Batch& batch) {
  return {closed_on(batch),
          {"Ce qui se perd depuis se déclare avec «\u00a0spoil --void\u00a0»\u202f; un pass se "
           "bloque avec «\u00a0block\u00a0».",
           "What is lost since is declared with \"spoil --void\"; a pass is blocked with "
           "\"block\"."}};
}

Closed closed_already(const Batch& batch) {
  const auto statement = command("reconcile {} -o FILE", batch.order);
  return {
      closed_on(batch),
      {fmt::format("Ils ne se ferment qu’une fois. L’état s’écrit à nouveau par {}.", statement.fr),
       fmt::format("They are closed once. The statement is written again by {}.", statement.en)}};
}

Closed none_named() {
  return {{"Aucun pass n’est désigné.", "No pass is named."},
          {"Désignez-les par leurs feuilles, leurs carnets ou leurs numéros.",
           "Name them by their sheets, booklets or serials."}};
}

Closed too_scattered(std::size_t spans) {
  static const wording::Noun stretch{{"suite de numéros", "stretch of numbers"},
                                     {"suites de numéros", "stretches of numbers"}};
  const auto these = counted(spans, stretch);
  const auto most = number(most_spans);
  return {{fmt::format("Ces pass sont trop dispersés pour une seule écriture\u00a0: {}, pour {} au "
                       "plus.",
                       these.fr, most.fr),
           fmt::format("These passes are too scattered for one entry: {}, of {} at most.", these.en,
                       most.en)},
          {"Désignez-les en plusieurs fois, moins de feuilles à la fois.",
           "Name them in several commands, fewer sheets at a time."}};
}

bool is_one(const std::vector<SheetRange>& sheets) {
  return sheets.size() == 1 && sheets[0].first == sheets[0].last;
}

Closed not_all_printed(const Batch& batch) {
  const auto printed = command("printed {} --by …", batch.order);
  if (batch.sheets.empty()) return no_sheet_yet(batch);
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
  const bool one = batch.passes.spoiled.count() == 1;
  return {{fmt::format("Le sort {} de la commande {} n’est pas décidé\u00a0: {}.",
                       one ? "du pass gâché" : "des pass gâchés", batch.order, passes.fr),
           fmt::format("Nothing is decided of what is spoiled of order {}: {}.", batch.order,
                       passes.en)},
          {"Réimprimez (reprint)\u202f; ou, une fois le papier détruit, déclarez nul avec "
           "«\u00a0spoil --void\u00a0» (le même choix).",
           "Print it again (\"reprint\"); or, once the paper is destroyed, declare it void with "
           "\"spoil --void\" (the same choice)."}};
}

Closed stands_so_already(const Batch& batch, Standing to) {
  const auto state = describe(to);
  return {{fmt::format("La commande {} est déjà {}.", batch.order, state.fr),
           fmt::format("Order {} is {} already.", batch.order, state.en)},
          {"Il n’y a rien à faire.", "There is nothing to do."}};
}

Closed pass_stands_so_already(const Spans& passes, Standing to) {
  const auto which = the_passes(passes);
  const auto state = describe_passes(to, passes.count());
  const bool one = passes.count() == 1;
  return {{fmt::format("{} {} déjà {}.", wording::capitalised(which.fr), one ? "est" : "sont",
                       state.fr),
           fmt::format("{} {} {} already.", wording::capitalised(which.en), one ? "is" : "are",
                       state.en)},
          {"Il n’y a rien à faire.", "There is nothing to do."}};
}

// Of the passes issued, those that stand so by themselves.
Spans standing_so(const Passes& passes, Standing to) {
  if (to == Standing::blocked) return passes.blocked;
  if (to == Standing::expired) return passes.expired;
  return passes.issued.without(passes.blocked).without(passes.expired);
}

Closed wants_two_people() {
  return {{"Deux personnes attestent des comptes\u00a0: elles ne peuvent être la même.",
           "Two people attest accounts: they can't be one."},
          {"Nommez-les avec deux «\u00a0--by\u00a0».", "Name them with two \"--by\"."}};
}

Closed counts_changed(const Batch& batch) {
  const auto good = number(batch.passes.good().count());
  const auto voided = number(batch.passes.voided.count());
  return {{fmt::format("Le registre compte à présent, en pass\u00a0: bons {}, nuls {}.", good.fr,
                       voided.fr),
           fmt::format("The ledger now counts, in passes: good {}, void {}.", good.en, voided.en)},
          {"Recommencez\u00a0: le registre a changé entre-temps.",
           "Try again: the ledger has changed meanwhile."}};
}

// Whom and what both gates of passes have to know.
std::optional<Closed> strangers_among(const Batch& batch, const Spans& passes) {
  if (auto closed = release_gate(batch)) return closed;
  const Spans strangers = passes.without(batch.passes.issued);
  if (!strangers.empty()) return not_of_this_order(batch, strangers);
  const Spans voided = passes.common(batch.passes.voided);
  if (!voided.empty()) return void_already(voided);
  return std::nullopt;
}

}  // namespace

Sentence describe(Standing standing) {
  switch (standing) {
    case Standing::inactive: return {"pas encore activée", "not activated yet"};
    case Standing::active: return {"active", "active"};
    case Standing::blocked: return {"bloquée", "blocked"};
    case Standing::expired: return {"périmée", "expired"};
  }
  return {};
}

Sentence it_is(Standing standing) {
  const Sentence state = describe(standing);
  const bool yet = standing != Standing::inactive;
  return {(yet ? "est " : "n’est ") + state.fr, "is " + state.en};
}

Sentence describe_passes(Standing standing, std::uint64_t count) {
  const bool many = count > 1;
  switch (standing) {
    case Standing::inactive:
      return {many ? "pas encore activés" : "pas encore activé", "not activated yet"};
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
  if (auto closed = release_gate(batch)) return closed;
  if (spoiled.passes.empty()) return none_named();
  if (auto closed = strangers_among(batch, spoiled.passes)) return closed;
  if (auto closed = scatter_gate({&spoiled.passes, &spoiled.sheets})) return closed;
  if (spoiled.voided) return std::nullopt;
  if (batch.accounts) return nothing_at_hand_any_more(batch);
  const Spans twice = spoiled.passes.common(batch.passes.spoiled);
  if (!twice.empty()) return spoiled_already(twice);
  return std::nullopt;
}

std::optional<Closed> scatter_gate(std::initializer_list<const Spans*> all) {
  std::size_t spans = 0;
  for (const Spans* one : all) spans += one->spans().size();
  if (spans > most_spans) return too_scattered(spans);
  return std::nullopt;
}

std::optional<Closed> standing_gate(const Batch& batch, const StandingChanged& change) {
  const bool activates = change.to == Standing::active;
  if (is_blank(change.by)) return nobody_says_so();
  if (!activates && is_blank(change.reason)) return no_reason();
  if (auto closed = strangers_among(batch, change.passes)) return closed;
  if (!change.passes.empty()) {
    if (change.passes.without(standing_so(batch.passes, change.to)).empty())
      return pass_stands_so_already(change.passes, change.to);
    return scatter_gate({&change.passes});
  }
  if (activates && !batch.is_all_printed()) return not_all_printed(batch);
  if (batch.passes.standing == change.to) return stands_so_already(batch, change.to);
  return std::nullopt;
}

std::optional<Closed> reconciling_gate(const Batch& batch, const Reconciled& accounts) {
  const bool two = accounts.by.size() == 2 && !is_blank(accounts.by[0]) &&
                   !is_blank(accounts.by[1]) && !is_same_name(accounts.by[0], accounts.by[1]);
  if (!two) return wants_two_people();
  if (auto closed = release_gate(batch)) return closed;
  if (batch.accounts) return closed_already(batch);
  if (!batch.is_all_printed()) return not_all_printed(batch);
  if (!batch.passes.spoiled.empty()) return undecided(batch);
  if (auto closed = awaiting_gate(batch)) return closed;
  if (accounts.good != batch.passes.good().count() ||
      accounts.voided != batch.passes.voided.count())
    return counts_changed(batch);
  return std::nullopt;
}

}  // namespace imprimatur::ledger
