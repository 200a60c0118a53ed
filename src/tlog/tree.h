// The Merkle tree of a log, by RFC 9162, section 2.1 (which is RFC 6962's): a leaf is
// SHA-256(0x00 || entry), a node SHA-256(0x01 || left || right), an empty tree SHA-256 of nothing.
//
//   Frontier tree;
//   for (const std::string& entry : entries) tree.add(leaf_hash(entry));
//   tree.root();   // what a checkpoint signs
//
// Sizes count leaves, indexes count from 0. Everything here is a pure function of its arguments.
#pragma once

#include "crypto/digest.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace imprimatur::tlog {

using Hash = crypto::Digest;
using Leaves = std::span<const Hash>;  // hashes of the leaves, in their order
using Path = std::vector<Hash>;

Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);

// What is needed of a tree to go on with it: the roots of the complete subtrees that its leaves
// fall into, the largest first: one for each bit of the size.
class Frontier {
 public:
  Frontier() = default;
  // nullopt where a tree of this size has another number of peaks.
  static std::optional<Frontier> of(std::uint64_t size, std::vector<Hash> peaks);

  void add(const Hash& leaf);
  std::uint64_t size() const { return size_; }
  const std::vector<Hash>& peaks() const { return peaks_; }
  Hash root() const;
  bool operator==(const Frontier&) const = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;
};

// MTH (2.1.1).
Hash root_of(Leaves leaves);
// PATH (2.1.3.1): from the leaf's neighbour up. `index` is less than leaves.size().
Path inclusion_path(Leaves leaves, std::uint64_t index);
// PROOF (2.1.4.1): that the first `size` leaves are the beginning of all; at most leaves.size().
// Empty for none of them and for all.
Path consistency_path(Leaves leaves, std::uint64_t size);

// 2.1.3.2: whether `path` leads from `leaf` at `index` to the root of a tree of `size` leaves.
bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Path& path,
                 const Hash& root);
// 2.1.4.2: whether the tree of `size` leaves begins with that of `before`. An empty tree is the
// beginning of every one.
bool is_extended(std::uint64_t before, const Hash& root_before, std::uint64_t size,
                 const Hash& root, const Path& path);

}  // namespace imprimatur::tlog
