#include "flow/remarks.h"

#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {

namespace {

bool is_blank(const std::string& text) {
  return wording::folded(text).empty();
}
bool is_unfit(const std::string& text) {
  return !wording::is_utf8(text) || wording::unprintable(text);
}

}  // namespace

void check_remarks(const std::vector<ledger::Remark>& remarks, finding::Findings& findings) {
  std::size_t bytes = 0;
  for (const ledger::Remark& remark : remarks) bytes += remark.text.size();
  if (remarks.empty() || std::ranges::any_of(remarks, is_blank, &ledger::Remark::text))
    findings.error(
        "remarks", {},
        {"Il n’est pas dit ce qui est à modifier.", "It isn't said what is to be changed."},
        {"Écrivez chaque modification en quelques mots.", "Write each change in a few words."});
  if (std::ranges::any_of(remarks, is_unfit, &ledger::Remark::text))
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
                   {"Les remarques sont trop longues (plus de 20\u202f000 octets en tout).",
                    "The remarks are too long (more than 20,000 bytes in all)."},
                   {"Abrégez-les.", "Shorten them."});
}

void check_reason(const std::string& reason, finding::Findings& findings) {
  if (is_blank(reason))
    findings.error("reason", {},
                   {"Le motif du refus manque.", "The reason of the refusal is missing."},
                   {"Écrivez-le en quelques mots.", "Write it in a few words."});
  else if (is_unfit(reason))
    findings.error("reason", {},
                   {"Le motif contient des caractères qui ne s’impriment pas.",
                    "The reason holds characters that can't be printed."},
                   {"Retapez-le en texte simple.", "Type it again as plain text."});
  else if (reason.size() > most_of_remarks)
    findings.error("reason", {},
                   {"Le motif est trop long (plus de 20\u202f000 octets).",
                    "The reason is too long (more than 20,000 bytes)."},
                   {"Abrégez-le.", "Shorten it."});
}

}  // namespace imprimatur::flow
