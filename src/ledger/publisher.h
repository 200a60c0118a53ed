// The signed checkpoint of a ledger, in a file beside it: docs/formats/checkpoint.md.
//
// The file follows the ledger and is never ahead of it: what it says was committed before. So a
// ledger that has fewer events than its file, or others, was put back or rewritten, and is not
// worked with.
#pragma once

#include "crypto/signature.h"
#include "tlog/checkpoint.h"
#include "world/files.h"

#include <optional>
#include <string>

namespace imprimatur::ledger {

struct Publication {
  crypto::SigningKey key;
  // The name of the log, a key name (tlog/note.h). nullopt: that of the file that stands there, or
  // else one that is made of the key.
  std::optional<std::string> origin;
  world::Path file;
};

// Room-internal from here on.
class Publisher {
 public:
  // Throws finding::Failure where the file isn't a checkpoint under this key, whatever its origin.
  explicit Publisher(Publication publication);

  tlog::VerifierKey key() const { return {origin_, publication_.key.public_key()}; }
  std::string note(const tlog::TreeHead& head) const;

  // What stands in the file; nullopt: none.
  std::optional<tlog::Checkpoint> standing() const;
  // Whether the file has to be written. Throws finding::Failure where what stands there is ahead of
  // `head`, or says otherwise of as many events.
  bool is_behind(const std::optional<tlog::Checkpoint>& standing, const tlog::TreeHead& head) const;
  void write(const tlog::TreeHead& head) const;

 private:
  Publication publication_;
  std::string origin_;
};

}  // namespace imprimatur::ledger
