#include "tlog/proof.h"

#include "catch/catch.h"

#include <random>

using namespace imprimatur;
using namespace imprimatur::tlog;

namespace {

const std::string origin = "registre.exemple.fr/pass";

// A log of 21 entries, signed at its end.
struct Log {
  crypto::SigningKey key{crypto::Secret(std::string(32, 'a'))};
  VerifierKey verifier{origin, key.public_key()};
  std::vector<std::string> entries;
  std::vector<Hash> leaves;

  Log() {
    for (int i = 0; i < 21; ++i) entries.push_back("entry \xff " + std::to_string(i));
    for (const std::string& entry : entries) leaves.push_back(leaf_hash(entry));
  }
  TreeHead head(std::size_t size) const { return {size, root_of(Leaves(leaves).first(size))}; }
  std::string note() const { return sign({origin, head(21)}, key); }
  Inclusion inclusion(std::uint64_t index) const {
    return {entries[index], index, inclusion_path(leaves, index), note()};
  }
  Consistency consistency(std::uint64_t before) const {
    return {before, consistency_path(leaves, before), note()};
  }
};

std::optional<Proof> read(const std::string& text, finding::Findings& findings) {
  return read_proof(text, "event.tlog-proof", findings);
}

std::string text_of(const Proof& proof) {
  return std::visit([](const auto& one) { return to_text(one); }, proof);
}

// Whether the file still says what `entry` at `index` is, under the key's signature.
bool is_believed(const std::string& text, const Log& log, const TreeHead& before) {
  finding::Findings findings;
  const auto proof = read(text, findings);
  CHECK(proof.has_value() == findings.empty());
  if (!proof) return false;
  CHECK(text_of(*proof) == text);  // what is read is all there is
  const auto* inclusion = std::get_if<Inclusion>(&*proof);
  const auto* consistency = std::get_if<Consistency>(&*proof);
  const std::string& note = inclusion ? inclusion->checkpoint : consistency->checkpoint;
  return SignedCheckpoint::read(note)->note.is_signed_by(log.verifier) &&
         (inclusion ? proves(*inclusion) : proves(*consistency, before));
}

}  // namespace

TEST_CASE("a proof of an entry is read back as it was written, and proves it") {
  const Log log;
  for (std::uint64_t index = 0; index < 21; ++index) {
    const Inclusion proof = log.inclusion(index);
    finding::Findings findings;
    const auto back = read(to_text(proof), findings);
    REQUIRE(back);
    const Inclusion& same = std::get<Inclusion>(*back);
    CHECK(same.entry == proof.entry);
    CHECK(same.index == index);
    CHECK(to_text(same) == to_text(proof));
    CHECK(proves(same));
  }
}

TEST_CASE("a proof of growth is read back as it was written, and proves it of that beginning") {
  const Log log;
  for (std::uint64_t before = 0; before <= 21; ++before) {
    finding::Findings findings;
    const auto back = read(to_text(log.consistency(before)), findings);
    REQUIRE(back);
    const Consistency& same = std::get<Consistency>(*back);
    CHECK(proves(same, log.head(before)));
    CHECK_FALSE(proves(same, {before, leaf_hash("another history")}));
    CHECK_FALSE(proves(same, {before + 1, log.head(before).root}));
  }
}

TEST_CASE("the form of a proof is that of c2sp.org, line by line") {
  const Log log;
  const std::string text = to_text(log.inclusion(20));
  CHECK(text.starts_with("c2sp.org/tlog-proof@v1\nextra ZW50cnkg/yAyMA==\nindex 20\n"));
  CHECK(text.ends_with("\n\n" + log.note()));
  CHECK(to_text(log.consistency(13)).starts_with("old 13\n"));
}

TEST_CASE("a proof that is cut anywhere is a finding that says what to do, or proves nothing") {
  const Log log;
  for (const std::string& good : {to_text(log.inclusion(17)), to_text(log.consistency(13))}) {
    for (std::size_t size = 0; size < good.size(); ++size) {
      finding::Findings findings;
      INFO(size);
      CHECK_FALSE(read(good.substr(0, size), findings));
      REQUIRE(findings.has_errors());
      CHECK_FALSE(findings.begin()->hint.fr.empty());
    }
  }
}

TEST_CASE("a proof with any byte changed is believed no more") {
  const Log log;
  for (const std::string& good : {to_text(log.inclusion(17)), to_text(log.consistency(13))}) {
    REQUIRE(is_believed(good, log, log.head(13)));
    for (std::size_t at = 0; at < good.size(); ++at) {
      for (const int change : {1, 0x20, 0x80, 0xff}) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ change);
        INFO(at << " " << change);
        CHECK_FALSE(is_believed(bad, log, log.head(13)));
      }
    }
  }
}

TEST_CASE("whatever is read as a proof, nothing breaks and nothing false is believed") {
  const Log log;
  const std::vector<std::string> good = {to_text(log.inclusion(17)), to_text(log.consistency(13)),
                                         log.note(), ""};
  std::mt19937 dice(6);
  const auto pick = [&](std::size_t below) { return dice() % below; };
  for (int round = 0; round < 20'000; ++round) {
    std::string bad = good[pick(good.size())];
    for (std::size_t changes = 1 + pick(4); changes > 0; --changes) {
      const std::size_t at = pick(bad.size() + 1);
      const std::string& other = good[pick(good.size())];
      const std::string piece = other.substr(pick(other.size() + 1), pick(90));
      switch (pick(4)) {
        case 0: bad.erase(at, pick(60)); break;
        case 1: bad.insert(at, piece); break;
        case 2: bad.insert(at, 1, static_cast<char>(pick(256))); break;
        default: bad.replace(at, piece.size(), piece);
      }
    }
    const bool whole = bad == good[0] || bad == good[1];
    if (is_believed(bad, log, log.head(13)) != whole) FAIL(bad);
  }
}

TEST_CASE("what no program would write is refused without much ado") {
  finding::Findings findings;
  std::string path = "c2sp.org/tlog-proof@v1\nextra \nindex 0\n";
  for (int i = 0; i < 64; ++i) path += hash_line(leaf_hash("")) + "\n";
  CHECK_FALSE(read(path + "\n" + Log().note(), findings));
  CHECK_FALSE(read(std::string(2u << 20, 'a'), findings));
  CHECK_FALSE(read("c2sp.org/tlog-proof@v2\n", findings));
  CHECK_FALSE(read("old 013\n\n" + Log().note(), findings));
  CHECK_FALSE(read("c2sp.org/tlog-proof@v1\nindex 0\n\n" + Log().note(), findings));
}
