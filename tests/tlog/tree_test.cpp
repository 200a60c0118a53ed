#include "tlog/tree.h"

#include "../crypto/hex.h"
#include "catch/catch.h"

#include <map>

using namespace imprimatur;
using namespace imprimatur::tlog;

namespace {

// The leaves that the tests of Certificate Transparency logs share (certificate-transparency's
// merkletree tests), and the roots of their first 0 to 8.
const std::vector<std::string> known_leaves = {"",
                                               "00",
                                               "10",
                                               "2021",
                                               "3031",
                                               "40414243",
                                               "5051525354555657",
                                               "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> known_roots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<Hash> hashes_of_known() {
  std::vector<Hash> leaves;
  for (const std::string& leaf : known_leaves)
    leaves.push_back(leaf_hash(crypto::bytes_of_hex(leaf)));
  return leaves;
}

std::vector<std::string> hex(const Path& path) {
  std::vector<std::string> all;
  for (const Hash& hash : path) all.push_back(hash.hex());
  return all;
}

std::vector<Hash> many(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

// MTH word for word, without the thought of peaks.
Hash naive_root(Leaves leaves) {
  if (leaves.empty()) return crypto::sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t left = 1;
  while (2 * left < leaves.size()) left *= 2;
  return node_hash(naive_root(leaves.first(left)), naive_root(leaves.subspan(left)));
}

Hash flipped(Hash hash, std::size_t byte) {
  hash.bytes[byte] ^= 1;
  return hash;
}

constexpr std::size_t most = 65;

}  // namespace

TEST_CASE("roots of 0 to 8 leaves are those that logs agree on") {
  const std::vector<Hash> leaves = hashes_of_known();
  Frontier frontier;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    INFO(size);
    CHECK(root_of(Leaves(leaves).first(size)).hex() == known_roots[size]);
    CHECK(frontier.root().hex() == known_roots[size]);
    if (size < leaves.size()) frontier.add(leaves[size]);
  }
}

TEST_CASE("known proofs: of the first leaf of eight, and that eight go on from six") {
  const std::vector<Hash> leaves = hashes_of_known();
  CHECK(
      hex(inclusion_path(leaves, 0)) ==
      std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                               "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                               "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
  CHECK(
      hex(consistency_path(leaves, 6)) ==
      std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                               "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
}

TEST_CASE(
    "a frontier that grows leaf by leaf has the root of the whole tree, and can be put down") {
  const std::vector<Hash> leaves = many(most);
  Frontier frontier;
  for (std::size_t size = 0; size < most; ++size) {
    CHECK(frontier.root() == naive_root(Leaves(leaves).first(size)));
    CHECK(Frontier::of(size, frontier.peaks()) == frontier);
    frontier.add(leaves[size]);
  }
  CHECK_FALSE(Frontier::of(6, frontier.peaks() /* two */) == frontier);
  CHECK_FALSE(Frontier::of(7, many(2)));
  CHECK_FALSE(Frontier::of(0, many(1)));
}

TEST_CASE("every leaf of every tree up to 64 is proved, at its place alone") {
  const std::vector<Hash> leaves = many(most);
  for (std::uint64_t size = 1; size < most; ++size) {
    const Leaves some = Leaves(leaves).first(size);
    const Hash root = naive_root(some);
    for (std::uint64_t index = 0; index < size; ++index) {
      const Path path = inclusion_path(some, index);
      INFO(index << " of " << size);
      REQUIRE(is_included(leaves[index], index, size, path, root));
      bool elsewhere = false;
      for (std::uint64_t other = 0; other <= size; ++other)
        elsewhere |= other != index && is_included(leaves[index], other, size, path, root);
      REQUIRE_FALSE(elsewhere);
      REQUIRE_FALSE(is_included(leaves[index + 1], index, size, path, root));
      Path longer = path;
      longer.push_back(root);
      REQUIRE_FALSE(is_included(leaves[index], index, size, longer, root));
      if (path.empty()) continue;
      Path shorter = path;
      shorter.pop_back();
      REQUIRE_FALSE(is_included(leaves[index], index, size, shorter, root));
    }
  }
}

TEST_CASE("every tree up to 64 is proved to go on from every smaller one, and from no other") {
  const std::vector<Hash> leaves = many(most);
  std::vector<Hash> roots;
  for (std::size_t size = 0; size < most; ++size)
    roots.push_back(naive_root(Leaves(leaves).first(size)));
  for (std::uint64_t size = 0; size < most; ++size) {
    for (std::uint64_t before = 0; before <= size; ++before) {
      const Path path = consistency_path(Leaves(leaves).first(size), before);
      INFO(before << " in " << size);
      REQUIRE(is_extended(before, roots[before], size, roots[size], path));
      REQUIRE_FALSE(is_extended(before, flipped(roots[before], 0), size, roots[size], path));
      if (before > 0)
        REQUIRE_FALSE(is_extended(before, roots[before], size, flipped(roots[size], 31), path));
      if (before + 1 <= size)
        REQUIRE_FALSE(is_extended(before + 1, roots[before], size, roots[size], path));
      Path longer = path;
      longer.push_back(roots[before]);
      REQUIRE_FALSE(is_extended(before, roots[before], size, roots[size], longer));
      if (path.empty()) continue;
      Path shorter = path;
      shorter.pop_back();
      REQUIRE_FALSE(is_extended(before, roots[before], size, roots[size], shorter));
    }
  }
  CHECK_FALSE(is_extended(3, roots[3], 2, roots[2], {}));
}

TEST_CASE("a proof with any byte changed proves nothing") {
  const std::vector<Hash> leaves = many(21);
  const Hash root = root_of(leaves), before = root_of(Leaves(leaves).first(13));
  const Path inclusion = inclusion_path(leaves, 17), growth = consistency_path(leaves, 13);
  for (std::size_t byte = 0; byte < 32; ++byte) {
    CHECK_FALSE(is_included(flipped(leaves[17], byte), 17, 21, inclusion, root));
    CHECK_FALSE(is_included(leaves[17], 17, 21, inclusion, flipped(root, byte)));
    for (std::size_t i = 0; i < inclusion.size(); ++i) {
      Path bad = inclusion;
      bad[i] = flipped(bad[i], byte);
      CHECK_FALSE(is_included(leaves[17], 17, 21, bad, root));
    }
    for (std::size_t i = 0; i < growth.size(); ++i) {
      Path bad = growth;
      bad[i] = flipped(bad[i], byte);
      CHECK_FALSE(is_extended(13, before, 21, root, bad));
    }
  }
}

TEST_CASE("sizes and indexes beyond all measure end, and prove nothing") {
  const Hash hash = leaf_hash("");
  const Path path(200, hash);
  const std::uint64_t vast = UINT64_MAX;
  CHECK_FALSE(is_included(hash, vast, vast, path, hash));
  CHECK_FALSE(is_included(hash, vast - 1, vast, path, hash));
  CHECK_FALSE(is_included(hash, 0, 0, {}, hash));
  CHECK_FALSE(is_extended(vast - 1, hash, vast, hash, path));
  CHECK_FALSE(is_extended(vast, hash, 1, hash, path));
}
