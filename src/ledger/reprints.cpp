// Passes that are printed again: who stands in whose place, and when that may be.
#include "ledger/reprints.h"

#include "ledger/batch.h"
#include "ledger/phrases.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::ledger {
namespace {

using finding::Language;
using finding::Sentence;

// How many of the set come before it. The set holds it.
std::uint64_t rank_in(const Spans& set, std::uint64_t serial) {
  std::uint64_t before = 0;
  for (const Span& span : set.spans()) {
    if (serial <= span.last) return before + (serial - span.first);
    before += span.count();
  }
  return before;
}

std::uint64_t at_rank(const Spans& set, std::uint64_t rank) {
  for (const Span& span : set.spans()) {
    if (rank < span.count()) return span.first + rank;
    rank -= span.count();
  }
  return 0;
}

// What took the place of these, of which the child replaced all.
Spans replacing(const Child& child, const Spans& replaced) {
  std::vector<Span> made;
  for (const Span& span : replaced.spans())
    for (const Span& part : child.what.replaced.common({span.first, span.last}).spans())
      made.push_back({child.what.first_serial + rank_in(child.what.replaced, part.first),
                      child.what.first_serial + rank_in(child.what.replaced, part.last)});
  return Spans(made);
}

Sentence passes_in(std::uint64_t count) {
  const auto number = static_cast<std::int64_t>(count);
  return {wording::counted(number, wording::pass, Language::french),
          wording::counted(number, wording::pass, Language::english)};
}

Closed closed_for_good(const Batch& batch) {
  return {{fmt::format("Les comptes de la commande {} sont clos\u00a0: rien ne s’en réimprime.",
                       batch.order),
           fmt::format("The accounts of order {} are closed: nothing of it is printed again.",
                       batch.order)},
          {"Ce qui manque encore fait l’objet d’une nouvelle commande.",
           "What is still missing is for a new order."}};
}

Closed nothing_to_reprint(const Batch& batch) {
  return {{fmt::format("Rien n’est à réimprimer de la commande {}.", batch.order),
           fmt::format("Nothing of order {} is to be printed again.", batch.order)},
          {"Un pass se réimprime une fois retiré\u00a0: «\u00a0imprimatur spoil\u00a0».",
           "A pass is printed again once it is taken out: \"imprimatur spoil\"."}};
}

Closed still_good(const Spans& passes) {
  const auto which = the_passes(passes);
  const bool one = passes.count() == 1;
  return {{fmt::format("{} {} toujours bon{}.", wording::capitalised(which.fr),
                       one ? "est" : "sont", one ? "" : "s"),
           fmt::format("{} {} still good.", wording::capitalised(which.en), one ? "is" : "are")},
          {"Retirez d’abord ce qui est gâché, «\u00a0imprimatur spoil\u00a0»\u202f; ce qui est bon "
           "ne se réimprime pas.",
           "Take out first what is spoiled, \"imprimatur spoil\"; what is good is not printed "
           "again."}};
}

Closed void_codes(const Spans& passes) {
  const auto which = the_passes(passes);
  const bool one = passes.count() == 1;
  return {{fmt::format("{} {} nul{} pour toujours\u00a0: ces codes ne s’impriment plus.",
                       wording::capitalised(which.fr), one ? "est" : "sont", one ? "" : "s"),
           fmt::format("{} {} void for ever: these codes are not printed any more.",
                       wording::capitalised(which.en), one ? "is" : "are")},
          {"Remplacez ces pass par de nouveaux, avec «\u00a0--new-codes\u00a0».",
           "Replace these passes by new ones, with \"--new-codes\"."}};
}

Closed replaced_already(const Batch& batch, const Spans& passes) {
  const auto which = the_passes(passes);
  const auto by = the_passes(batch.successors_of(passes));
  const bool one = passes.count() == 1;
  return {{fmt::format("{} {} déjà remplacé{} par {}.", wording::capitalised(which.fr),
                       one ? "est" : "sont", one ? "" : "s", by.fr),
           fmt::format("{} {} replaced already, by {}.", wording::capitalised(which.en),
                       one ? "is" : "are", by.en)},
          {"Demandez le retirage de ceux-ci.", "Ask for these to be printed again."}};
}

Closed not_ours(const Batch& batch, const Spans& strangers) {
  const auto passes = the_passes(strangers);
  return {{fmt::format("La commande {} n’a pas émis {}.", batch.order, passes.fr),
           fmt::format("Order {} did not issue {}.", batch.order, passes.en)},
          {"Corrigez les numéros, ou la commande.", "Correct the serials, or the order."}};
}

Closed nobody_decides() {
  return {{"De nouveaux codes sont toujours émis par quelqu’un.",
           "New codes are always issued by somebody."},
          {"Dites par qui avec «\u00a0--by\u00a0».", "Say by whom with \"--by\"."}};
}

Closed nobody_destroyed_it() {
  return {
      {"Les mêmes codes ne se réimpriment qu’une fois l’ancien papier détruit, deux personnes "
       "le disent.",
       "The same codes are printed again only once the old paper is destroyed, two people say."},
      {"Nommez ces deux personnes, distinctes, avec deux «\u00a0--destroyed-by\u00a0».",
       "Name these two people, not one twice, with two \"--destroyed-by\"."}};
}

Closed of_several_issues() {
  return {{"Ces pass ne sont pas tous de la même émission\u00a0: les uns en remplacent d’autres.",
           "These passes are not all of one issue: some of them replace others."},
          {"Réimprimez-les en plusieurs fois, une émission à la fois (--serials).",
           "Print them again in several goes, one issue at a time (--serials)."}};
}

Closed not_the_released(const Batch& batch) {
  return {
      {fmt::format("Seule la version {} de la commande {} s’imprime.", batch.release->version,
                   batch.order),
       fmt::format("Only version {} of order {} is printed.", batch.release->version, batch.order)},
      {"Recommencez.", "Try again."}};
}

Closed another_was_faster() {
  return {{"Un autre retirage a été plus rapide.", "Another reprint was faster."},
          {"Recommencez.", "Try again."}};
}

Closed never_printed(const Batch& batch, const std::vector<SheetRange>& sheets) {
  const bool one = sheets.size() == 1 && sheets[0].first == sheets[0].last;
  const auto which = the_sheets(sheets, batch.laid());
  const auto printed = command("printed {} --by …", batch.order);
  return {{fmt::format("Personne n’atteste que {} de la commande {} {} imprimé{}.", which.fr,
                       batch.order, one ? "est" : "sont",
                       batch.laid() == Laid::one_up ? (one ? "" : "s") : (one ? "e" : "es")),
           fmt::format("Nobody attests that {} of order {} {} printed.", which.en, batch.order,
                       one ? "is" : "are")},
          {fmt::format("Faites-le attester ({}), ou écrivez de nouveau par «\u00a0press "
                       "--sheets\u00a0» ce qui n’a jamais été imprimé.",
                       printed.fr),
           fmt::format("Have it attested ({}), or write again with \"press --sheets\" what was "
                       "never printed.",
                       printed.en)}};
}

Closed too_many(const Batch& batch, std::uint64_t asked) {
  const auto most = passes_in(*batch.most_reprinted());
  const auto now = passes_in(batch.reprinted() + asked);
  const auto percent = batch.counting().terms.reprint_percent.value_or(0);
  return {
      {fmt::format("Le profil de la commande {} permet de réimprimer {}\u00a0% des pass, soit "
                   "{}\u00a0; avec ce retirage, cela ferait {}.",
                   batch.order, percent, most.fr, now.fr),
       fmt::format("The profile of order {} lets {}% of the passes be printed again, {}; with this "
                   "reprint it would be {}.",
                   batch.order, percent, most.en, now.en)},
      {"Arrêtez, et cherchez d’où vient la gâche\u202f; ce qui n’est pas réimprimé se déclare nul "
       "(«\u00a0spoil --void\u00a0») et fait l’objet d’une nouvelle commande.",
       "Stop, and find out what spoils so much; what is not printed again is declared void "
       "(\"spoil --void\") and is for a new order."}};
}

std::optional<Closed> within_share(const Batch& batch, std::uint64_t asked) {
  const auto most = batch.most_reprinted();
  if (most && batch.reprinted() + asked > *most) return too_many(batch, asked);
  return std::nullopt;
}

std::optional<Closed> open_batch(const Batch& batch, const Spans& passes) {
  if (auto closed = release_gate(batch)) return closed;
  if (batch.accounts) return closed_for_good(batch);
  if (passes.empty()) return nothing_to_reprint(batch);
  const Spans strangers = passes.without(batch.passes.issued);
  if (!strangers.empty()) return not_ours(batch, strangers);
  return std::nullopt;
}

bool are_two(const std::vector<std::string>& people) {
  return people.size() == 2 && !is_blank(people[0]) && !is_blank(people[1]) &&
         !is_same_name(people[0], people[1]);
}

// Whether there may be paper that bears a pass of these.
bool was_printed(const Batch& batch, const Spans& passes) {
  return !passes.without(batch.passes.awaited).empty() ||
         std::ranges::any_of(batch.reprints, [&](const Reprint& before) {
           return !before.what.passes.common(passes).empty();
         });
}

std::vector<SheetRange> common_sheets(const std::vector<SheetRange>& open, const Spans& sheets) {
  std::vector<SheetRange> both;
  for (const SheetRange& range : open)
    for (const Span& span : sheets.common({range.first, range.last}).spans())
      both.push_back(
          {static_cast<std::uint32_t>(span.first), static_cast<std::uint32_t>(span.last)});
  return both;
}

}  // namespace

const Reprint* Batch::reprint(const crypto::Digest& manifest) const {
  for (const Reprint& one : reprints)
    if (one.what.manifest == manifest) return &one;
  return nullptr;
}

const Child* Batch::child_of(std::uint64_t serial) const {
  for (const Child& child : children)
    if (child.holds(serial)) return &child;
  return nullptr;
}

std::optional<std::uint64_t> Batch::predecessor_of(std::uint64_t serial) const {
  const Child* child = child_of(serial);
  if (!child) return std::nullopt;
  return at_rank(child->what.replaced, serial - child->what.first_serial);
}

std::optional<std::uint64_t> Batch::successor_of(std::uint64_t serial) const {
  for (const Child& child : children)
    if (child.what.replaced.holds(serial))
      return child.what.first_serial + rank_in(child.what.replaced, serial);
  return std::nullopt;
}

std::uint64_t Batch::place_of(std::uint64_t serial) const {
  while (const auto before = predecessor_of(serial)) serial = *before;
  return serial - release->first_serial;
}

std::uint64_t Batch::carnet_of(std::uint64_t serial) const {
  return place_of(serial) / counting().passes_per_carnet + 1;
}

std::uint64_t Batch::serial_at(std::uint64_t carnet, std::uint64_t pass) const {
  return release->first_serial + carnet * counting().passes_per_carnet + pass;
}

Spans Batch::passes_in(const Spans& carnets) const {
  std::vector<Span> passes;
  for (const Span& span : carnets.spans())
    passes.push_back({serial_at(span.first - 1, 0), serial_at(span.last, 0) - 1});
  return Spans(passes);
}

std::uint32_t Batch::epoch_of(std::uint64_t serial) const {
  const Child* child = child_of(serial);
  return child ? child->what.epoch : release->epoch;
}

Spans Batch::successors_of(const Spans& asked) const {
  Spans now = asked;
  for (const Child& child : children) {
    const Spans gone = now.common(child.what.replaced);
    if (!gone.empty()) now = now.without(gone).with(replacing(child, gone));
  }
  return now;
}

Spans Batch::with_successors(const Spans& asked) const {
  Spans all = asked;
  for (const Child& child : children) {
    const Spans gone = all.common(child.what.replaced);
    if (!gone.empty()) all = all.with(replacing(child, gone));
  }
  return all;
}

std::uint64_t Batch::reprinted() const {
  std::uint64_t sum = 0;
  for (const Reprint& one : reprints) sum += one.what.passes.count();
  return sum;
}

std::optional<std::uint64_t> Batch::most_reprinted() const {
  const auto percent = counting().terms.reprint_percent;
  if (!percent || !release) return std::nullopt;
  return release->count * static_cast<std::uint64_t>(*percent) / 100;
}

std::optional<Closed> witnesses_gate(const std::vector<std::string>& destroyed_by) {
  if (are_two(destroyed_by)) return std::nullopt;
  return nobody_destroyed_it();
}

std::optional<Closed> on_paper_gate(const Batch& batch, const Spans& sheets) {
  if (sheets.empty()) return nothing_to_reprint(batch);
  const SheetRange whole{static_cast<std::uint32_t>(sheets.spans().front().first),
                         static_cast<std::uint32_t>(sheets.spans().back().last)};
  const auto unattested =
      common_sheets(batch.printed.empty() ? std::vector{whole} : batch.unprinted(), sheets);
  if (!unattested.empty()) return never_printed(batch, unattested);
  return std::nullopt;
}

std::optional<Closed> reissuing_gate(const Batch& batch, const Reissued& reissued) {
  if (is_blank(reissued.by)) return nobody_decides();
  if (auto closed = open_batch(batch, reissued.replaced)) return closed;
  const Passes& passes = batch.passes;
  Spans replaced;
  for (const Child& child : batch.children) replaced = replaced.with(child.what.replaced);
  if (const Spans again = reissued.replaced.common(replaced); !again.empty())
    return replaced_already(batch, again);
  if (!reissued.replaced.common(passes.awaited).empty()) return awaiting_gate(batch);
  const Spans good = reissued.replaced.without(passes.spoiled).without(passes.voided);
  if (!good.empty()) return still_good(good);
  if (auto closed = scatter_gate({&reissued.replaced})) return closed;
  return within_share(batch, reissued.replaced.count());
}

std::optional<Closed> reprinting_gate(const Batch& batch, const Reprinted& reprinted) {
  if (auto closed = open_batch(batch, reprinted.passes)) return closed;
  const Passes& passes = batch.passes;
  if (const Spans gone = reprinted.passes.common(passes.voided); !gone.empty())
    return void_codes(gone);
  const Spans good = reprinted.passes.without(passes.open());
  if (!good.empty()) return still_good(good);
  if (reprinted.version != batch.release->version) return not_the_released(batch);
  if (reprinted.number != batch.reprints.size() + 1) return another_was_faster();
  const std::uint64_t first = reprinted.passes.spans().front().first;
  const std::uint64_t last = reprinted.passes.spans().back().last;
  if (batch.child_of(first) != batch.child_of(last)) return of_several_issues();
  if (auto closed = plan_gate(batch, batch.laid(), reprinted.plan)) return closed;
  if (auto closed = on_paper_gate(batch, reprinted.sheets)) return closed;
  const bool needed = was_printed(batch, reprinted.passes);
  if (needed || !reprinted.destroyed_by.empty())
    if (auto closed = witnesses_gate(reprinted.destroyed_by)) return closed;
  if (auto closed = scatter_gate({&reprinted.passes, &reprinted.carnets, &reprinted.sheets}))
    return closed;
  return within_share(batch, reprinted.passes.count());
}

std::optional<Closed> awaiting_gate(const Batch& batch) {
  if (batch.passes.awaited.empty()) return std::nullopt;
  const auto passes = the_passes(batch.passes.awaited);
  const bool one = batch.passes.awaited.count() == 1;
  return Closed{
      {fmt::format("Personne n’atteste que {} de la commande {} {} imprimé{}.", passes.fr,
                   batch.order, one ? "est" : "sont", one ? "" : "s"),
       fmt::format("Nobody attests that {} of order {} {} printed.", passes.en, batch.order,
                   one ? "is" : "are")},
      {"Vérifiez et imprimez le dossier de leur retirage, puis faites-le attester "
       "(«\u00a0printed --of\u00a0»)\u202f; ou déclarez-les nuls («\u00a0spoil --void\u00a0»).",
       "Verify and print the folder of their reprint, then have it attested (\"printed --of\"); or "
       "declare them void (\"spoil --void\")."}};
}

std::optional<Closed> reprint_attesting_gate(const Batch& batch, const Reprint& reprint) {
  if (reprint.is_open()) return std::nullopt;
  const std::uint32_t number = reprint.what.number;
  if (reprint.attested)
    return Closed{
        {fmt::format("L’impression du retirage {} de la commande {} est déjà attestée.", number,
                     batch.order),
         fmt::format("The printing of reprint {} of order {} is attested already.", number,
                     batch.order)},
        {"Les mêmes codes ne s’impriment pas deux fois\u00a0: détruisez le second tirage.",
         "The same codes are not printed twice: destroy the second run."}};
  return Closed{
      {fmt::format("Le retirage {} de la commande {} en a été remplacé par un autre\u00a0: son "
                   "papier est déclaré détruit.",
                   number, batch.order),
       fmt::format("Reprint {} of order {} was superseded by another: its paper is declared "
                   "destroyed.",
                   number, batch.order)},
      {"Imprimez le dernier, et détruisez ce qui reste de celui-ci.",
       "Print the latest, and destroy what is left of this one."}};
}

}  // namespace imprimatur::ledger
