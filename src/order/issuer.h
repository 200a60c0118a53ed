// Who issues the passes and answers for them: issuer.toml of the workspace. See
// docs/formats/issuer.md.
#pragma once

#include "finding/finding.h"
#include "world/files.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::order {

// What is printed on the back of each pass, and what signs the papers. Texts are in NFC and
// printable, typography not yet applied.
struct Issuer {
  std::string name;
  std::vector<std::string> address;
  std::string registration;  // SIREN or SIRET in printed groups, "123 456 789 00012"; or empty
  std::string phone;         // these three as given, or empty
  std::string email;
  std::string website;
  std::vector<std::string> conditions;  // sentences
  std::vector<std::string> how_to_use;  // steps or sentences
  std::string where_to_use;
  std::string legal_mention;  // or empty
  std::string ledger_origin;  // the name that the ledger's checkpoints are signed under; or empty
  bool example = false;       // the fictional one that comes with the program
};

struct ReadIssuer {
  std::optional<Issuer> issuer;  // as ReadOrder::order: worthless while there are errors
  finding::Findings findings;
};

// A missing file is a finding, an unreadable one finding::Failure. Findings call the file `file`.
ReadIssuer read_issuer(const world::Path& file);

// 9 (SIREN) or 14 digits (SIRET) whose Luhn sum is a multiple of ten (ISO/IEC 7812-1, annex B);
// spaces between digits don't count. La Poste's own establishments (356 000 000) are known by their
// plain digit sum, a multiple of five. nullopt, or the number in printed groups.
std::optional<std::string> registration_in_groups(std::string_view text);

}  // namespace imprimatur::order
