// What a log promises at one moment: which log it is, how many entries it has, and the root of
// their tree (c2sp.org/tlog-checkpoint).
#pragma once

#include "tlog/note.h"
#include "tlog/tree.h"

namespace imprimatur::tlog {

// As it may stand on paper, unsigned.
struct TreeHead {
  std::uint64_t size = 0;
  Hash root;
  bool operator==(const TreeHead&) const = default;

  // "142 5dd6bba6 …": the size, and the root in eight groups of eight hexadecimal digits.
  std::string text() const;
  // What text() writes, as people copy it: spaces anywhere after the size, either case. nullopt for
  // anything else.
  static std::optional<TreeHead> read(std::string_view text);
};

struct Checkpoint {
  std::string origin;
  TreeHead head;
  bool operator==(const Checkpoint&) const = default;

  // Three lines: origin, size, root in base 64.
  std::string text() const;
  // nullopt for what isn't one. Further lines, which say nothing of the tree, are passed over.
  static std::optional<Checkpoint> read(std::string_view text);
};

struct SignedCheckpoint {
  Checkpoint checkpoint;
  Note note;
  // nullopt unless it is a note whose text is a checkpoint. Nobody has looked at its signatures
  // yet.
  static std::optional<SignedCheckpoint> read(std::string_view text);
};

// Without leading zeros, at most 2^63 - 1.
std::optional<std::uint64_t> read_count(std::string_view digits);

// The note of a checkpoint, under a key of the origin's name.
std::string sign(const Checkpoint& checkpoint, const crypto::SigningKey& key);

// A hash as a line of base 64, and back.
std::string hash_line(const Hash& hash);
std::optional<Hash> read_hash_line(std::string_view line);

}  // namespace imprimatur::tlog
