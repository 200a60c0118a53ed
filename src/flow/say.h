// Small sentences that several use cases say in the same way.
#pragma once

#include "flow/outcome.h"
#include "ledger/gate.h"
#include "wording/wording.h"
#include "world/files.h"

namespace imprimatur::flow {

// A closed gate, with what opens it, and the place where it stands if it is not the order's.
Outcome shut(const ledger::Closed& closed, finding::Place place = {});

// Findings of which one at least is an error: nothing was made, and how many of each kind.
Outcome refused(finding::Findings findings);

// A path as it may stand in a sentence or in the facts: UTF-8, whatever bytes the disk has.
std::string named(const world::Path& path);

// A word as it is typed in a shell (POSIX, 2.2): quoted where it has to be, so that a command that
// is shown may be copied whatever somebody's name or address holds.
std::string as_typed(const std::string& word);

// "output-is-input": nothing may be written over the file that it is made of. What isn't there is
// another file.
void expect_other_file(const world::Path& input, const world::Path& output,
                       finding::Findings& findings);

// "20 empty (VOID) places".
extern const wording::Noun void_place;

// What a person typed to be remembered (who, why, which payment): an error where it is blank, isn't
// UTF-8 or holds what can't be printed. `option` is as it was typed, "--by".
void check_words(std::string_view option, std::string_view words, finding::Findings& findings);

}  // namespace imprimatur::flow
