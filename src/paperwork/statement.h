// The reconciliation statement (état de rapprochement): what an order issued, what is good and what
// is void, in passes and euros, sheet by sheet and delivery point by delivery point; two people
// sign it. See docs/formats/statement.md.
//
// Passes are valeurs inactives: their account has to close, issued = good + void, as a public
// accountant's register of them does (nearest model: CGCT, article R. 1611-8). No code is on it.
#pragma once

#include "finding/finding.h"
#include "measure/money.h"
#include "order/issuer.h"
#include "paperwork/fonts.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::paperwork {

// issued = good + spoiled + voided.
struct PassCounts {
  std::uint64_t issued = 0, good = 0, spoiled = 0, voided = 0;
};

struct PointCounts {
  std::string name;
  PassCounts passes;
};

// Of one stock that bears passes. Printed = accepted + spoiled.
struct SheetCounts {
  std::string stock;
  std::uint64_t printed = 0, spoiled = 0;
};

// Something that took passes away: how many, all their serials ("000 000 012 à 000 000 030"), why,
// by whom.
struct Loss {
  world::Instant when;
  std::uint64_t passes = 0;
  bool voided = false;
  std::string serials, by, reason;
};

// Who closed the accounts, and when; what was lost since, and the passes as they are by now.
struct Closing {
  world::Instant when;
  std::vector<std::string> by;  // two
  std::vector<Loss> since;
  PassCounts now;
};

// Texts as they were given, typography not yet applied. Counts and losses of closed accounts are
// those that were closed, whatever was lost since.
struct Statement {
  finding::Language language = finding::Language::french;
  order::Issuer issuer;
  std::string order_id, title, client;
  std::vector<std::string> client_address;
  measure::Money face_value;  // of one pass
  world::Instant made;        // dates the statement and the file
  PassCounts passes;
  std::vector<PointCounts> points;
  std::vector<SheetCounts> sheets;
  bool one_up = false;  // printed leaf by leaf: a sheet is a leaf
  std::vector<Loss> losses;
  std::vector<std::string> unknown;  // whole sentences: what keeps the accounts open
  std::optional<Closing> closing;    // nullopt: they are open
};

// The PDF file. Characters outside Windows-1252 are "?". Throws finding::Failure where a font can't
// be read.
std::string statement(const Statement& statement, const Fonts& fonts);

}  // namespace imprimatur::paperwork
