#include "flow/remarks.h"

#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {

void check_remarks(const std::vector<ledger::Remark>& remarks, finding::Findings& findings) {
  std::size_t bytes = 0;
  for (const ledger::Remark& remark : remarks) bytes += remark.text.size();
  const auto is_blank = [](const ledger::Remark& remark) {
    return wording::folded(remark.text).empty();
  };
  if (remarks.empty() || std::ranges::any_of(remarks, is_blank))
    findings.error(
        "remarks", {},
        {"Il n’est pas dit ce qui est à modifier.", "It isn't said what is to be changed."},
        {"Écrivez chaque modification en quelques mots.", "Write each change in a few words."});
  const auto is_unfit = [](const ledger::Remark& remark) {
    return !wording::is_utf8(remark.text) || wording::unprintable(remark.text);
  };
  if (std::ranges::any_of(remarks, is_unfit))
    findings.error("remarks", {},
                   {"Une remarque contient des caractères qui ne s’impriment pas.",
                    "A remark holds characters that can't be printed."},
                   {"Retapez-la en texte simple.", "Type it again as plain text."});
  if (remarks.size() > ledger::most_remarks)
    findings.error("remarks", {},
                   {fmt::format("Il y a plus de {} remarques.", ledger::most_remarks),
                    fmt::format("There are more than {} remarks.", ledger::most_remarks)},
                   {"Réunissez-en plusieurs en une.", "Put several into one."});
  if (bytes > most_of_remarks)
    findings.error("remarks", {},
                   {"Les remarques sont trop longues (plus de 20\u00a0000 octets en tout).",
                    "The remarks are too long (more than 20,000 bytes in all)."},
                   {"Abrégez-les.", "Shorten them."});
}

}  // namespace imprimatur::flow
