// Proofs about the ledger for people who don't have it: made here, checked anywhere.
// docs/formats/ledger-proof.md.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// One of the two: an event by its number, or what is held (a checkpoint's file or the line of a job
// sheet) and shown to be the beginning of today's ledger.
struct ProofWishes {
  std::optional<std::uint64_t> event;
  std::optional<std::string> since;
  std::optional<world::Path> output;  // else the proof is the answer
};

// Exit::findings for an event that isn't there and for what can't be read; Exit::difference where
// the ledger doesn't go on from what is held.
Outcome prove(const Workspace& workspace, const ProofWishes& wishes);

// Without a workspace. `key`: the line of `ledger key`, or a file that holds it. `checkpoint`: what
// is held. Without either, a proof of an event shows nothing that anybody couldn't make up; a proof
// of growth needs the checkpoint. Exit::findings for what can't be read or is missing,
// Exit::difference for a proof that doesn't hold.
Outcome check_proof(const world::Path& proof, const std::optional<std::string>& key,
                    const std::optional<std::string>& checkpoint);

}  // namespace imprimatur::flow
