// What commands on passes say alike.
#pragma once

#include "flow/workspace.h"
#include "wording/wording.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// "12 340".
std::string grouped(std::uint64_t number, finding::Language language);

// "220 pass".
std::string passes_in(std::uint64_t count, finding::Language language);

// What sheets are counted as: one-up, a sheet is a leaf.
const wording::Noun& sheet_or_leaf(bool one_up);

// The answer to a name or a reason that the ledger can't keep; an empty reason may be none. nullopt
// where both are good.
std::optional<Outcome> unfit_words(const std::string& by, const std::string& reason);

// How many passes are what, for a program (a JSON object) and for people.
std::string counts_of(const ledger::Batch& batch);
finding::Sentence count_line(const ledger::Passes& passes);

// The answer before the release, when no pass can be meant.
std::optional<Outcome> no_pass_yet(const ledger::Batch& batch);

}  // namespace imprimatur::flow
