// What is known of a version of a BAT and of its decisions, told from events alone: the same facts
// come out for who has the ledger and for who has the proofs of these events. For the sources of
// this room.
#pragma once

#include "ledger/batch.h"

#include <map>
#include <string>
#include <vector>

namespace imprimatur::flow {

// What persons.h keeps, by its digest: without those who were erased.
using Persons = std::map<crypto::Digest, std::string>;

// Of the events of an order, those that tell what was sent, answered and decided: no money, no
// pass.
std::vector<ledger::Record> telling(const std::vector<ledger::Record>& history);

// The digests of the people whom these events name.
std::vector<crypto::Digest> persons_in(const std::vector<ledger::Record>& events);

// evidence.json, as docs/evidence.md has it. `events` are telling ones, of one order, which has
// this version. Throws finding::Failure where a person's words aren't those of one who decided.
std::string evidence_facts(const std::vector<ledger::Record>& events, const Persons& persons,
                           std::uint32_t version);

}  // namespace imprimatur::flow
