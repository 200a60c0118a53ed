#include "tlog/tree.h"

#include <bit>
#include <cassert>

namespace imprimatur::tlog {
namespace {

std::string_view text_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}

// The largest power of two smaller than `size`, which is 2 or more.
std::uint64_t left_part(std::uint64_t size) {
  return std::bit_floor(size - 1);
}

void append_inclusion(Leaves leaves, std::uint64_t index, Path& path) {
  if (leaves.size() == 1) return;
  const std::uint64_t left = left_part(leaves.size());
  if (index < left) {
    append_inclusion(leaves.first(left), index, path);
    path.push_back(root_of(leaves.subspan(left)));
  } else {
    append_inclusion(leaves.subspan(left), index - left, path);
    path.push_back(root_of(leaves.first(left)));
  }
}

// SUBPROOF (2.1.4.1). `known`: whoever checks has the root of just these leaves already.
void append_consistency(Leaves leaves, std::uint64_t size, bool known, Path& path) {
  if (size == leaves.size()) {
    if (!known) path.push_back(root_of(leaves));
    return;
  }
  const std::uint64_t left = left_part(leaves.size());
  if (size <= left) {
    append_consistency(leaves.first(left), size, known, path);
    path.push_back(root_of(leaves.subspan(left)));
  } else {
    append_consistency(leaves.subspan(left), size - left, false, path);
    path.push_back(root_of(leaves.first(left)));
  }
}

// Where a proof stands on its way up: the number of a node in its row, and that of the row's last.
struct Climb {
  std::uint64_t node, last;

  bool comes_from_right() const { return node % 2 == 1 || node == last; }
  void up() {
    node /= 2;
    last /= 2;
  }
  // To the row where the node is a right one, or the first of all.
  void up_while_left() {
    while (node % 2 == 0 && node != 0) up();
  }
};

}  // namespace

Hash leaf_hash(std::string_view entry) {
  crypto::Hasher hasher;
  hasher.add({"\0", 1});
  hasher.add(entry);
  return hasher.finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
  crypto::Hasher hasher;
  hasher.add({"\1", 1});
  hasher.add(text_of(left));
  hasher.add(text_of(right));
  return hasher.finish();
}

std::optional<Frontier> Frontier::of(std::uint64_t size, std::vector<Hash> peaks) {
  if (static_cast<std::size_t>(std::popcount(size)) != peaks.size()) return std::nullopt;
  Frontier frontier;
  frontier.size_ = size;
  frontier.peaks_ = std::move(peaks);
  return frontier;
}

void Frontier::add(const Hash& leaf) {
  peaks_.push_back(leaf);
  for (std::uint64_t size = size_; size % 2 == 1; size /= 2) {
    const Hash right = peaks_.back();
    peaks_.pop_back();
    peaks_.back() = node_hash(peaks_.back(), right);
  }
  ++size_;
}

Hash Frontier::root() const {
  if (peaks_.empty()) return crypto::sha256("");
  Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = node_hash(peaks_[i - 1], root);
  return root;
}

Hash root_of(Leaves leaves) {
  Frontier frontier;
  for (const Hash& leaf : leaves) frontier.add(leaf);
  return frontier.root();
}

Path inclusion_path(Leaves leaves, std::uint64_t index) {
  assert(index < leaves.size());
  Path path;
  append_inclusion(leaves, index, path);
  return path;
}

Path consistency_path(Leaves leaves, std::uint64_t size) {
  assert(size <= leaves.size());
  Path path;
  if (size > 0) append_consistency(leaves, size, true, path);
  return path;
}

bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Path& path,
                 const Hash& root) {
  if (index >= size) return false;
  Climb climb{index, size - 1};
  Hash reached = leaf;
  for (const Hash& neighbour : path) {
    if (climb.last == 0) return false;
    if (climb.comes_from_right()) {
      reached = node_hash(neighbour, reached);
      climb.up_while_left();
    } else {
      reached = node_hash(reached, neighbour);
    }
    climb.up();
  }
  return climb.last == 0 && reached == root;
}

bool is_extended(std::uint64_t before, const Hash& root_before, std::uint64_t size,
                 const Hash& root, const Path& path) {
  if (before > size) return false;
  if (before == size) return path.empty() && root_before == root;
  if (before == 0) return path.empty() && root_before == root_of({});
  // A tree that is complete is the first node of the way itself.
  const bool complete = std::has_single_bit(before);
  if (!complete && path.empty()) return false;
  Climb climb{before - 1, size - 1};
  while (climb.node % 2 == 1) climb.up();
  Hash reached_before = complete ? root_before : path.front(), reached = reached_before;
  for (std::size_t i = complete ? 0 : 1; i < path.size(); ++i) {
    if (climb.last == 0) return false;
    if (climb.comes_from_right()) {
      reached_before = node_hash(path[i], reached_before);
      reached = node_hash(path[i], reached);
      climb.up_while_left();
    } else {
      reached = node_hash(reached, path[i]);
    }
    climb.up();
  }
  return climb.last == 0 && reached_before == root_before && reached == root;
}

}  // namespace imprimatur::tlog
