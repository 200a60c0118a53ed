#include "flow/validation_code.h"

#include "bat/validation.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

std::string code_of(const crypto::Secret& key, const std::string& order,
                    const ledger::BatRendered& bat) {
  return bat::validation_code(key, order, bat.version, bat.content);
}

finding::Sentence say_wrong_code(const crypto::Secret& key, const ledger::Batch& batch,
                                 std::uint32_t version, const std::string& code) {
  for (const ledger::Version& other : batch.versions)
    if (code_of(key, batch.order, other.bat) == code)
      return {
          fmt::format("Ce code de validation est celui de la version {}\u00a0: c’est elle qui a "
                      "été ouverte, et non la version {}.",
                      other.bat.version, version),
          fmt::format("This is the validation code of version {}: that one was opened, and not "
                      "version {}.",
                      other.bat.version, version)};
  return {fmt::format("Ce code de validation n’est pas celui de la version {} du BAT.", version),
          fmt::format("This isn't the validation code of version {} of the BAT.", version)};
}

}  // namespace

std::optional<finding::Findings> wrong_code(const Workspace& workspace, const ledger::Batch& batch,
                                            std::uint32_t version, const std::string& typed) {
  finding::Findings findings;
  const auto code = bat::read_validation_code(typed);
  if (!code) {
    findings.error(
        "validation-code", {},
        {"Ce n’est pas un code de validation\u00a0: il a six caractères, lettres et chiffres.",
         "This is no validation code: it has six characters, letters and figures."},
        {"Relisez-le sur la première page du BAT. Il ne contient jamais 0, 1, 2, 5, 8, ni "
         "B, I, L, O, S, U, Z.",
         "Read it again on the first page of the BAT. It never holds 0, 1, 2, 5, 8, nor B, "
         "I, L, O, S, U, Z."});
    return findings;
  }
  const crypto::Secret key = validation_key(workspace);
  if (code_of(key, batch.order, batch.version(version)->bat) == *code) return std::nullopt;
  findings.error(
      "validation-code", {}, say_wrong_code(key, batch, version, *code),
      {fmt::format("Faites-le relire sur la première page de la version {}, sous «\u00a0Code "
                   "de validation\u00a0».",
                   version),
       fmt::format("Have it read again on the first page of version {}, under \"Validation "
                   "code\".",
                   version)});
  return findings;
}

}  // namespace imprimatur::flow
