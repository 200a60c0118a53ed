// Who may have the codes, and who had them and the sheets.
#include "ledger/batch.h"
#include "ledger/phrases.h"
#include "wording/wording.h"

#include <fmt/format.h>

namespace imprimatur::ledger {
namespace {

using finding::Language;

Closed none_is_good(const Batch& batch) {
  return {{fmt::format("La commande {} n’a plus aucun bon pass.", batch.order),
           fmt::format("Order {} has no good pass left.", batch.order)},
          {"Seuls les codes des bons pass s’exportent\u00a0: il n’y a rien à faire.",
           "Only codes of good passes are exported: there is nothing to do."}};
}

Closed changed_meanwhile(const Batch& batch) {
  return {{fmt::format("L’état de certains pass de la commande {} a changé pendant l’export.",
                       batch.order),
           fmt::format("Some passes of order {} changed while they were exported.", batch.order)},
          {"Recommencez\u00a0: rien n’a été exporté.", "Try again: nothing was exported."}};
}

// As much of a digest as tells it from the others of an order: "1a2b 3c4d 5e6f 7081…".
std::string begun(const crypto::Digest& digest) {
  const std::string hex = digest.hex();
  return fmt::format("{} {} {} {}…", hex.substr(0, 4), hex.substr(4, 4), hex.substr(8, 4),
                     hex.substr(12, 4));
}

// "les feuilles 1 à 10 (manifest 1a2b 3c4d…)", "le retirage 2 (…)".
finding::Sentence folder_of(const Batch& batch, const crypto::Digest& manifest) {
  finding::Sentence which;
  if (const Reprint* reprint = batch.reprint(manifest))
    which = {fmt::format("le retirage {}", reprint->what.number),
             fmt::format("reprint {}", reprint->what.number)};
  else if (const SheetsWritten* sheets = batch.written(manifest))
    which = the_sheets({{sheets->first_sheet, sheets->last_sheet}}, sheets->laid);
  const std::string digits = begun(manifest);
  return {fmt::format("{} (manifest {})", which.fr, digits),
          fmt::format("{} (manifest {})", which.en, digits)};
}

}  // namespace

std::vector<finding::Sentence> custody_of(const Batch& batch) {
  std::vector<finding::Sentence> lines;
  for (const auto& [what, when] : batch.exports) {
    const auto day = on_day(when);
    const std::string to = begun(what.certificate);
    lines.push_back(
        {fmt::format("Codes exportés {}\u00a0: {}, pour le certificat {}", day.fr,
                     wording::counted(what.count, wording::pass, Language::french), to),
         fmt::format("Codes exported {}: {}, to the certificate {}", day.en,
                     wording::counted(what.count, wording::pass, Language::english), to)});
  }
  for (const auto& [what, when] : batch.sealed) {
    const auto day = on_day(when), folder = folder_of(batch, what.manifest);
    const std::string to = begun(what.certificate);
    lines.push_back(
        {fmt::format("Chiffrement {}\u00a0: {}, pour le certificat {}", day.fr, folder.fr, to),
         fmt::format("Sealed {}: {}, to the certificate {}", day.en, folder.en, to)});
  }
  for (const auto& [what, when] : batch.destroyed) {
    const auto day = on_day(when), folder = folder_of(batch, what.manifest);
    lines.push_back({fmt::format("Effacement {}\u00a0: {}, par {}", day.fr, folder.fr, what.by),
                     fmt::format("Removed {}: {}, by {}", day.en, folder.en, what.by)});
  }
  return lines;
}

std::optional<Closed> export_gate(const Batch& batch, const CodesExported& codes,
                                  const Passes& told) {
  if (auto closed = release_gate(batch)) return closed;
  const std::uint64_t good = batch.passes.good().count();
  if (good == 0) return none_is_good(batch);
  if (codes.count != good || codes.total != batch.value_of(good) || told != batch.passes)
    return changed_meanwhile(batch);
  return std::nullopt;
}

}  // namespace imprimatur::ledger
