#include "tlog/note.h"

#include "../crypto/hex.h"
#include "../pdf/strangers.h"
#include "crypto/base64.h"
#include "tlog/checkpoint.h"
#include "world/files.h"

using namespace imprimatur;
using namespace imprimatur::tlog;

namespace {

// The example of Go's package golang.org/x/mod/sumdb/note, with both keys.
const std::string go_note =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const std::string go_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string go_seed = "YEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

const std::string name = "registre.exemple.fr/pass";

crypto::SigningKey key_of(char seed) {
  return crypto::SigningKey(crypto::Secret(std::string(32, seed)));
}

std::string checkpoint_note() {
  return sign({name, {142, leaf_hash("root")}}, key_of('a'));
}

}  // namespace

TEST_CASE("a note that another library signed is read, and its key known by name and ID") {
  const auto key = VerifierKey::read(go_key);
  REQUIRE(key);
  CHECK(key->name == "PeterNeumann");
  CHECK(key->id() == KeyId{0xc7, 0x4f, 0x20, 0xa3});
  CHECK(key->text() == go_key);
  const auto note = Note::read(go_note);
  REQUIRE(note);
  CHECK(note->is_signed_by(*key));
  CHECK_FALSE(note->is_signed_by({"PeterNeumann", key_of('a').public_key()}));
}

TEST_CASE("the key of the Go checksum database is read, ID and all") {
  const std::string sum = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  REQUIRE(VerifierKey::read(sum));
  CHECK(VerifierKey::read(sum)->text() == sum);
}

TEST_CASE("a checkpoint is signed, read back and known to be its signer's alone") {
  const VerifierKey key{name, key_of('a').public_key()}, other{name, key_of('b').public_key()},
      elsewhere{"other.example/log", key.key};
  const auto read = SignedCheckpoint::read(checkpoint_note());
  REQUIRE(read);
  CHECK(read->checkpoint == Checkpoint{name, {142, leaf_hash("root")}});
  CHECK(read->note.is_signed_by(key));
  CHECK_FALSE(read->note.is_signed_by(other));
  CHECK_FALSE(read->note.is_signed_by(elsewhere));
}

TEST_CASE("signatures of others beside it don't matter, a wrong one of the same key does") {
  const VerifierKey key{name, key_of('a').public_key()};
  const auto line_of = [](const std::string& note) { return note.substr(note.rfind("\u2014")); };
  const std::string note = checkpoint_note();
  const std::string text = note.substr(0, note.rfind("\u2014") - 1);
  const std::string witness = line_of(signed_note(text, "witness.example/1", key_of('w')));
  const std::string wrong = line_of(signed_note("other text\n", name, key_of('a')));
  CHECK(Note::read(note + witness)->is_signed_by(key));
  CHECK(Note::read(text + "\n" + witness + line_of(note))->is_signed_by(key));
  CHECK_FALSE(Note::read(text + "\n" + witness)->is_signed_by(key));
  CHECK_FALSE(Note::read(note + wrong)->is_signed_by(key));
}

TEST_CASE("whatever byte of a checkpoint is changed, it isn't signed any more") {
  const VerifierKey key{name, key_of('a').public_key()};
  const std::string good = checkpoint_note();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char other : {'\0', '\n', ' ', 'A', '\xff'}) {
      std::string bad = good;
      if (bad[at] == other) continue;
      bad[at] = other;
      const auto read = SignedCheckpoint::read(bad);
      INFO(at);
      CHECK_FALSE((read && read->note.is_signed_by(key)));
    }
    const auto cut = SignedCheckpoint::read(good.substr(0, at));
    CHECK_FALSE((cut && cut->note.is_signed_by(key)));
  }
}

TEST_CASE("keys that aren't written as they should be are refused") {
  std::string wrong_id = go_key, other_type = go_key;
  wrong_id.replace(13, 8, "c74f20a4");
  other_type.replace(22, 2, "BB");
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("a+b"), std::string("a+b+c"), wrong_id,
        other_type, "+" + go_key, go_key + "\n", go_key.substr(0, go_key.size() - 4), " " + go_key})
    CHECK_FALSE(VerifierKey::read(text));
  CHECK_FALSE(is_key_name(""));
  for (const char* bad : {"a b", "a+b", "a\nb", "a\u00a0b", "a\u3000b", "a\xff", "a\tb"})
    CHECK_FALSE(is_key_name(bad));
  CHECK(is_key_name("médiathèque.example/1"));
}

TEST_CASE("a tree head is read as people copy it from paper") {
  const TreeHead head{142, leaf_hash("root")};
  CHECK(TreeHead::read(head.text()) == head);
  std::string shouted = head.text();
  for (char& c : shouted) c = static_cast<char>(std::toupper(c));
  CHECK(TreeHead::read(shouted) == head);
  CHECK(TreeHead::read("142  " + head.root.hex() + " ") == head);
  for (const std::string& bad :
       {std::string("142"), "0142 " + head.root.hex(), "-1 " + head.root.hex(),
        "142 " + head.root.hex().substr(1), "142 " + head.root.hex() + "0", " " + head.text(),
        "99999999999999999999 " + head.root.hex(), std::string()})
    CHECK_FALSE(TreeHead::read(bad));
}

TEST_CASE("a checkpoint has an origin, a size and a root, and no empty line") {
  const std::string root = hash_line(leaf_hash(""));
  CHECK(Checkpoint::read("a\n0\n" + root + "\n"));
  CHECK(Checkpoint::read("a\n7\n" + root + "\nmore\n"));
  for (const std::string& bad :
       {"\n7\n" + root + "\n", "a\n07\n" + root + "\n", "a\n-7\n" + root + "\n",
        "a\n7\n" + root.substr(4) + "\n", "a\n7\n" + root, "a\n7\n" + root + "\n\n",
        "a\n9223372036854775808\n" + root + "\n", std::string("a\n7\n")})
    CHECK_FALSE(Checkpoint::read(bad));
}

TEST_CASE("openssl finds a checkpoint's signature right, and a changed one wrong") {
  const world::TestFolder folder;
  const auto note = Note::read(checkpoint_note());
  // SubjectPublicKeyInfo of an Ed25519 key (RFC 8410, 4) begins so.
  const auto key = key_of('a').public_key();
  const std::string der =
      crypto::bytes_of_hex("302a300506032b6570032100") + std::string(key.begin(), key.end());
  world::write_file(folder / "key.der", der);
  world::write_file(folder / "signature", note->signatures.front().bytes);
  world::write_file(folder / "text", note->text);
  world::write_file(folder / "changed", note->text + "x");
  const auto status = [&](const std::string& text) -> std::optional<int> {
    const auto done = strangers::run(
        "openssl",
        {"pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", (folder / "key.der").string(),
         "-rawin", "-in", (folder / text).string(), "-sigfile", (folder / "signature").string()});
    return done ? std::optional(done->status) : std::nullopt;
  };
  if (const auto good = status("text")) CHECK(*good == 0);
  if (const auto bad = status("changed")) CHECK(*bad != 0);
}
