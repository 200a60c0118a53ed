// The sheets of a run: which were written, which are printed, and what is left.
#include "ledger/batch.h"
#include "ledger/phrases.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::ledger {
namespace {

SheetRange range_of(const SheetsWritten& sheets) {
  return {sheets.first_sheet, sheets.last_sheet};
}

// The command that writes them, as far as its folder.
finding::Sentence press_again(const Batch& batch, Laid laid,
                              const std::optional<SheetRange>& only = std::nullopt) {
  const std::string range = only ? fmt::format(" --sheets {}-{}", only->first, only->last) : "";
  return command("press {}{}{} -o DIR", batch.order, laid == Laid::one_up ? " --one-up" : "",
                 range);
}

Closed unknown_manifest(const Batch& batch) {
  const auto press = command("press {} -o DIR", batch.order);
  return {
      {fmt::format("Ces feuilles ne sont pas de celles que la commande {} a écrites.", batch.order),
       fmt::format("These sheets are none of those that order {} wrote.", batch.order)},
      {fmt::format("Prenez le dossier que {} a laissé, sans y toucher.", press.fr),
       fmt::format("Take the folder that {} left, untouched.", press.en)}};
}

Closed nobody_attests() {
  return {{"Une impression est toujours attestée par quelqu’un.",
           "A printing is always attested by somebody."},
          {"Dites par qui avec «\u00a0--by\u00a0».", "Say by whom with \"--by\"."}};
}

Closed nobody_confirms() {
  return {{"Quelqu’un doit dire que l’atelier n’a plus besoin de ces fichiers.",
           "Somebody has to say that the print shop needs these files no more."},
          {"Dites qui avec «\u00a0--by\u00a0».", "Say who with \"--by\"."}};
}

Closed not_printed_yet(const Batch& batch) {
  const auto attest = command("printed {} --by WHO --of DIR", batch.order);
  return {
      {fmt::format("Personne n’a attesté l’impression de ces feuilles de la commande {}.",
                   batch.order),
       fmt::format("Nobody has attested the printing of these sheets of order {}.", batch.order)},
      {fmt::format("Attestez-la d’abord ({}), quand l’atelier a confirmé.", attest.fr),
       fmt::format("Attest it first ({}), when the shop has confirmed.", attest.en)}};
}

Closed printed_already(const Batch& batch, const Printed& before, SheetRange twice) {
  const auto sheets = the_sheets({twice}, batch.laid());
  Closed closed{{fmt::format("{} a déjà attesté l’impression {} de la commande {}.", before.by,
                             of_the_sheets({twice}, batch.laid()), batch.order),
                 fmt::format("{} has already attested the printing of {} of order {}.", before.by,
                             sheets.en, batch.order)},
                {"Les mêmes codes ne s’impriment pas deux fois\u00a0: détruisez le second tirage.",
                 "The same codes are not printed twice: destroy the second run."}};
  const auto left = batch.unprinted();
  if (left.empty()) return closed;
  const auto missing = the_sheets(left, batch.laid());
  const auto press = press_again(batch, batch.laid(), left[0]);
  closed.what_opens_it.fr +=
      fmt::format(" Ce qui manque, {}, s’écrit à part ({}) et s’atteste par «\u00a0--of\u00a0».",
                  missing.fr, press.fr);
  closed.what_opens_it.en += fmt::format(
      " What is left, {}, is written apart ({}) and attested with \"--of\".", missing.en, press.en);
  return closed;
}

Closed printed_otherwise(const Batch& batch, const Printed& before) {
  const bool one_up = batch.laid() == Laid::one_up;
  return {{fmt::format("{} a déjà attesté l’impression des {} de la commande {}.", before.by,
                       one_up ? "feuillets un à un" : "feuilles imposées", batch.order),
           fmt::format("{} has already attested the printing of the {} of order {}.", before.by,
                       one_up ? "leaves one-up" : "imposed sheets", batch.order)},
          {"Les mêmes codes ne s’impriment pas sous deux formes\u00a0: détruisez le second tirage.",
           "The same codes are not printed in two forms: destroy the second run."}};
}

Closed not_verified(const Batch& batch, const SheetsWritten& sheets) {
  const auto which = the_sheets({range_of(sheets)}, sheets.laid);
  const auto verify = command("verify DIR");
  return {
      {fmt::format("Personne n’a vérifié en entier {} de la commande {}.", which.fr, batch.order),
       fmt::format("Nobody has verified the whole of {} of order {}.", which.en, batch.order)},
      {fmt::format("Vérifiez d’abord leur dossier\u00a0: {}.", verify.fr),
       fmt::format("Verify their folder first: {}.", verify.en)}};
}

Closed failed_verification(const Batch& batch, const SheetsWritten& sheets) {
  const auto which = the_sheets({range_of(sheets)}, sheets.laid);
  const auto press = press_again(batch, sheets.laid);
  const auto verify = command("verify DIR");
  return {
      {fmt::format("La dernière vérification a trouvé une différence dans {} de la commande {}.",
                   which.fr, batch.order),
       fmt::format("The last verification found a difference in {} of order {}.", which.en,
                   batch.order)},
      {fmt::format("N’imprimez pas ce dossier, détruisez ce qui en est imprimé\u202f; écrivez-le "
                   "à nouveau ({}) et vérifiez-le\u00a0: {}.",
                   press.fr, verify.fr),
       fmt::format("Do not print that folder, destroy what was printed from it; write it again "
                   "({}) and verify it: {}.",
                   press.en, verify.en)}};
}

finding::Sentence name_those_printed() {
  return {"Nommez ceux qui l’ont été avec «\u00a0--of DIR\u00a0».",
          "Name those that were with \"--of DIR\"."};
}

Closed written_in_two_forms(const Batch& batch) {
  return {
      {fmt::format("Des feuilles imposées et des feuillets un à un portent les mêmes codes de la "
                   "commande {}\u00a0: les uns ou les autres ont pu être imprimés.",
                   batch.order),
       fmt::format("Imposed sheets and leaves one-up bear the same codes of order {}: either "
                   "these or those can have been printed.",
                   batch.order)},
      name_those_printed()};
}

Closed written_twice(const Batch& batch, SheetRange twice, Laid laid) {
  const auto sheets = the_sheets({twice}, laid);
  return {{fmt::format("Deux dossiers contiennent {} de la commande {}\u00a0: un seul a pu être "
                       "imprimé.",
                       sheets.fr, batch.order),
           fmt::format("Two folders hold {} of order {}: only one can have been printed.",
                       sheets.en, batch.order)},
          name_those_printed()};
}

Closed form_unknown(const Batch& batch) {
  const auto printed = command("printed {} --of DIR --by …", batch.order);
  return {{fmt::format("La commande {} est écrite en feuilles imposées et en feuillets un à "
                       "un\u00a0: rien ne dit ce qui est imprimé.",
                       batch.order),
           fmt::format("Order {} is written as imposed sheets and as leaves one-up: nothing says "
                       "which are printed.",
                       batch.order)},
          {fmt::format("Faites d’abord attester ce qui l’est\u00a0: {}.", printed.fr),
           fmt::format("Have those that are attested first: {}.", printed.en)}};
}

std::vector<SheetRange> ranges_of(const Spans& sheets) {
  std::vector<SheetRange> ranges;
  for (const Span& span : sheets.spans())
    ranges.push_back(
        {static_cast<std::uint32_t>(span.first), static_cast<std::uint32_t>(span.last)});
  return ranges;
}

Closed never_written(const Batch& batch, const Spans& missing, const Spans& there) {
  const bool one = missing.count() == 1, leaves = batch.laid() == Laid::one_up;
  const auto which = the_sheets(ranges_of(missing), batch.laid());
  const auto written = the_sheets(ranges_of(there), batch.laid());
  const std::string_view in_french = one      ? leaves ? "n’est pas écrit" : "n’est pas écrite"
                                     : leaves ? "ne sont pas écrits"
                                              : "ne sont pas écrites";
  return {{fmt::format("{} de la commande {} {}.", wording::capitalised(which.fr), batch.order,
                       in_french),
           fmt::format("{} of order {} {} not written.", wording::capitalised(which.en),
                       batch.order, one ? "is" : "are")},
          {fmt::format("Corrigez les numéros. Écrit jusqu’ici\u00a0: {}.", written.fr),
           fmt::format("Correct the numbers. Written so far: {}.", written.en)}};
}

std::optional<SheetRange> common(const SheetsWritten& one, const SheetsWritten& other) {
  const SheetRange both{std::max(one.first_sheet, other.first_sheet),
                        std::min(one.last_sheet, other.last_sheet)};
  return both.first <= both.last ? std::optional(both) : std::nullopt;
}

std::optional<Closed> attested_before(const Batch& batch, const SheetsWritten& written) {
  for (const Printed& before : batch.printed) {
    const SheetsWritten& earlier = *batch.written(before.manifest);
    if (earlier.laid != written.laid) return printed_otherwise(batch, before);
    if (const auto twice = common(written, earlier)) return printed_already(batch, before, *twice);
  }
  return std::nullopt;
}

// Every sheet has to be read, and nothing found different since: a sample opens nothing and makes
// no difference good.
const Verified* last_verified(const Batch& batch, const crypto::Digest& manifest) {
  const Verified* last = nullptr;
  for (const Verified& verified : batch.verified) {
    if (verified.manifest == manifest && (verified.whole || !verified.passed)) last = &verified;
  }
  return last;
}

std::optional<Closed> unverified(const Batch& batch, const SheetsWritten& sheets) {
  const Verified* last = last_verified(batch, sheets.manifest);
  if (!last) return not_verified(batch, sheets);
  if (!last->passed) return failed_verification(batch, sheets);
  return std::nullopt;
}

// The same of a reprint.
std::optional<Closed> unverified(const Batch& batch, const Reprint& reprint) {
  const Verified* last = last_verified(batch, reprint.what.manifest);
  if (last && last->passed) return std::nullopt;
  const auto verify = command("verify DIR");
  const std::uint32_t number = reprint.what.number;
  if (!last)
    return Closed{{fmt::format("Personne n’a vérifié en entier le retirage {} de la commande {}.",
                               number, batch.order),
                   fmt::format("Nobody has verified the whole of reprint {} of order {}.", number,
                               batch.order)},
                  {fmt::format("Vérifiez d’abord son dossier\u00a0: {}.", verify.fr),
                   fmt::format("Verify its folder first: {}.", verify.en)}};
  return Closed{
      {fmt::format("La dernière vérification a trouvé une différence dans le retirage {} de la "
                   "commande {}.",
                   number, batch.order),
       fmt::format("The last verification found a difference in reprint {} of order {}.", number,
                   batch.order)},
      {"N’imprimez pas ce dossier, détruisez ce qui en est imprimé\u202f; refaites-le avec "
       "«\u00a0imprimatur reprint\u00a0», puis vérifiez-le.",
       "Do not print that folder, destroy what was printed from it; make it again with "
       "\"imprimatur reprint\", then verify it."}};
}

}  // namespace

const SheetsWritten* Batch::written(const crypto::Digest& manifest) const {
  const auto found = std::ranges::find(sheets, manifest, &SheetsWritten::manifest);
  return found == sheets.end() ? nullptr : &*found;
}

bool Batch::is_destroyed(const crypto::Digest& manifest) const {
  return std::ranges::any_of(destroyed,
                             [&](const Destruction& one) { return one.what.manifest == manifest; });
}

Laid Batch::laid() const {
  if (!printed.empty()) return written(printed.front().manifest)->laid;
  return sheets.empty() ? Laid::imposed : sheets.back().laid;
}

std::vector<SheetRange> Batch::unprinted() const {
  std::uint32_t run = 0;
  for (const auto& s : sheets)
    if (s.laid == laid()) run = std::max(run, s.sheets_of_run);
  std::vector<SheetRange> done;
  for (const auto& attested : printed) done.push_back(range_of(*written(attested.manifest)));
  std::ranges::sort(done, {}, &SheetRange::first);
  std::vector<SheetRange> left;
  std::uint32_t covered = 0;
  for (const SheetRange range : done) {
    if (range.first > covered && range.first - covered > 1)
      left.push_back({covered + 1, range.first - 1});
    covered = std::max(covered, range.last);
  }
  if (covered < run) left.push_back({covered + 1, run});
  return left;
}

std::optional<Closed> sheets_gate(const Batch& batch, const Spans& sheets) {
  if (batch.sheets.empty()) return no_sheet_yet(batch);
  const auto in_another_form = [&](const SheetsWritten& one) { return one.laid != batch.laid(); };
  if (batch.printed.empty() && std::ranges::any_of(batch.sheets, in_another_form))
    return form_unknown(batch);
  Spans there;
  for (const SheetsWritten& one : batch.sheets)
    if (one.laid == batch.laid()) there = there.with({one.first_sheet, one.last_sheet});
  const Spans missing = sheets.without(there);
  if (!missing.empty()) return never_written(batch, missing, there);
  return std::nullopt;
}

std::optional<Closed> plan_gate(const Batch& batch, Laid laid, const crypto::Digest& plan) {
  const auto is_another = [&](const SheetsWritten& before) {
    return before.laid == laid && before.plan != plan;
  };
  if (std::ranges::none_of(batch.sheets, is_another)) return std::nullopt;
  return Closed{
      {fmt::format("Cette version d’imprimatur impose la commande {} autrement que celle qui a "
                   "écrit ses premières feuilles.",
                   batch.order),
       fmt::format("This version of imprimatur lays order {} out otherwise than the one that wrote "
                   "its first sheets.",
                   batch.order)},
      {"Terminez et vérifiez ce tirage avec la version qui l’a commencé (manifest.json la "
       "nomme)\u00a0: deux plans ne font pas une pile.",
       "Finish and verify this run with the version that began it (manifest.json names it): two "
       "plans make no pile."}};
}

std::optional<Closed> writing_gate(const Batch& batch, const SheetsWritten& sheets) {
  if (auto closed = print_gate(batch, sheets.version)) return closed;
  if (batch.release) return plan_gate(batch, sheets.laid, sheets.plan);
  const auto press = command("press {} -o DIR", batch.order);
  return Closed{{fmt::format("La commande {} n’a pas encore de numéros.", batch.order),
                 fmt::format("Order {} has no serials yet.", batch.order)},
                {fmt::format("Faites-les attribuer\u00a0: {}.", press.fr),
                 fmt::format("Have them assigned: {}.", press.en)}};
}

std::optional<Closed> verification_gate(const Batch& batch, const crypto::Digest& manifest) {
  if (!batch.written(manifest) && !batch.reprint(manifest)) return unknown_manifest(batch);
  return std::nullopt;
}

std::optional<Closed> printing_gate(const Batch& batch, const Printed& printed) {
  if (is_blank(printed.by)) return nobody_attests();
  if (const Reprint* reprint = batch.reprint(printed.manifest)) {
    if (auto closed = reprint_attesting_gate(batch, *reprint)) return closed;
    return unverified(batch, *reprint);
  }
  const SheetsWritten* sheets = batch.written(printed.manifest);
  if (!sheets) return unknown_manifest(batch);
  if (auto closed = attested_before(batch, *sheets)) return closed;
  return unverified(batch, *sheets);
}

std::optional<Closed> sealing_gate(const Batch& batch, const SheetsSealed& sheets) {
  if (const Reprint* reprint = batch.reprint(sheets.manifest)) {
    if (reprint->superseded) return reprint_attesting_gate(batch, *reprint);
    return unverified(batch, *reprint);
  }
  const SheetsWritten* written = batch.written(sheets.manifest);
  if (!written) return unknown_manifest(batch);
  return unverified(batch, *written);
}

std::optional<Closed> destruction_gate(const Batch& batch, const SheetsDestroyed& sheets) {
  if (is_blank(sheets.by)) return nobody_confirms();
  if (const Reprint* reprint = batch.reprint(sheets.manifest)) {
    if (reprint->is_open()) return not_printed_yet(batch);
    return std::nullopt;
  }
  const SheetsWritten* written = batch.written(sheets.manifest);
  if (!written) return unknown_manifest(batch);
  // These sheets themselves, or others that bear the same codes: then these can't be attested.
  if (!attested_before(batch, *written)) return not_printed_yet(batch);
  return std::nullopt;
}

std::optional<Closed> overlap_gate(const Batch& batch, const std::vector<Printed>& together) {
  for (std::size_t i = 0; i < together.size(); ++i) {
    const SheetsWritten* one = batch.written(together[i].manifest);
    for (std::size_t k = 0; one && k < i; ++k) {
      const SheetsWritten* other = batch.written(together[k].manifest);
      if (!other) continue;
      if (other->laid != one->laid) return written_in_two_forms(batch);
      if (const auto twice = common(*one, *other)) return written_twice(batch, *twice, one->laid);
    }
  }
  return std::nullopt;
}

}  // namespace imprimatur::ledger
