// What somebody kept of the ledger elsewhere: a checkpoint's file, or the line of a job sheet. For
// the sources of this room.
#pragma once

#include "finding/finding.h"
#include "tlog/checkpoint.h"
#include "world/files.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

struct Held {
  std::string name;  // of the file, or the line itself
  tlog::TreeHead head;
  std::optional<tlog::SignedCheckpoint> note;  // where it is a file
};

// `words`: "142 5dd6bba6 …", or else the path of a file. What is neither, or no checkpoint, is an
// error `checkpoint-file`, and nullopt.
std::optional<Held> read_held(const std::string& words, finding::Findings& findings);
// The same of a file that is there.
std::optional<Held> read_held_file(const world::Path& file, finding::Findings& findings);

// The error `checkpoint-signature` about this file, which says that it is of `origin`.
void refuse_signature(const std::string& name, const std::string& origin,
                      finding::Findings& findings);
// The same where its file isn't signed by `key`, whatever the origin was.
void expect_signed(const Held& held, const crypto::PublicKey& key, finding::Findings& findings);

// Errors `checkpoint-ahead` and `checkpoint-differs` where the log of these leaves doesn't go on
// from it: its beginning was rewritten, or isn't there.
void expect_continued(const Held& held, tlog::Leaves leaves, finding::Findings& findings);

}  // namespace imprimatur::flow
