#include "codes/keys.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "world/folder.h"

#include <fmt/format.h>

using namespace imprimatur;
using namespace imprimatur::codes;
using world::TestFolder;
namespace fs = std::filesystem;

namespace {

struct KeysFolder {
  TestFolder workspace;
  world::Path path = workspace / "keys";
  world::World dice = world::still_world({}, 42);

  world::Path file(const char* name = "epoch-0001.key") const { return path / name; }
  // The English sentence of the refusal to load; empty if it loads.
  std::string refusal() const {
    try {
      load_keys(path);
    } catch (const finding::Failure& failure) {
      CHECK_FALSE(failure.hint().en.empty());
      CHECK_FALSE(failure.hint().fr.empty());
      return failure.sentence().en;
    }
    return "";
  }
};

bool says(const std::string& sentence, const char* words) {
  return sentence.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a key is what the dice gave, for its owner only") {
  const KeysFolder keys;
  create_key(keys.path, 1, keys.dice);
  create_key(keys.path, 12, keys.dice);
  CHECK((fs::status(keys.path).permissions() & fs::perms::all) == fs::perms::owner_all);
  CHECK((fs::status(keys.file()).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
  const Keys loaded = load_keys(keys.path);
  REQUIRE(loaded.size() == 2);
  const crypto::Secret expected(world::still_world({}, 42).random_bytes(32));
  CHECK(crypto::same_bytes(loaded.at(1).bytes(), expected.bytes()));
  CHECK_FALSE(crypto::same_bytes(loaded.at(12).bytes(), expected.bytes()));
}

TEST_CASE("the example of docs/formats/keys.md is a key") {
  const KeysFolder keys;
  const std::string page = world::read_file(SOURCE_FOLDER "/docs/formats/keys.md");
  std::string text;
  for (const char* start : {"    imprimatur master key", "    61206d61", "    check 13"}) {
    const std::size_t from = page.find(start) + 4;
    text += page.substr(from, page.find('\n', from) + 1 - from);
  }
  world::make_folder(keys.path, world::Access::owner_only);
  world::write_file(keys.file(), text, world::Access::owner_only);
  const crypto::Secret expected(std::string_view("a master key of thirty-two bytes"));
  CHECK(crypto::same_bytes(load_keys(keys.path).at(1).bytes(), expected.bytes()));
}

TEST_CASE("a key is known again by its check, of its epoch and of no other") {
  const crypto::Secret key(std::string_view("a master key of thirty-two bytes"));
  const crypto::Secret other(std::string_view("A master key of thirty-two bytes"));
  CHECK(check_of(key, 2).hex() ==  // of docs/formats/keys.md, computed by other means
        "4f8fea0f8717a6b3f2efce3b46cb5d2d6657ce348874cf912a837bf4849a10b9");
  CHECK(check_of(key, 3) != check_of(key, 2));
  CHECK(check_of(other, 2) != check_of(key, 2));
}

TEST_CASE("a key is never replaced") {
  const KeysFolder keys;
  create_key(keys.path, 1, keys.dice);
  const std::string before = world::read_file(keys.file());
  CHECK_THROWS_AS(create_key(keys.path, 1, keys.dice), finding::Failure);
  CHECK(world::read_file(keys.file()) == before);
}

TEST_CASE("a key that others may read is refused, and so is an open folder") {
  const KeysFolder keys;
  create_key(keys.path, 1, keys.dice);
  fs::permissions(keys.file(), fs::perms::group_read, fs::perm_options::add);
  CHECK(says(keys.refusal(), "open to others"));
  fs::permissions(keys.file(), fs::perms::group_read, fs::perm_options::remove);
  CHECK(keys.refusal().empty());
  fs::permissions(keys.path, fs::perms::others_exec, fs::perm_options::add);
  CHECK(says(keys.refusal(), "open to others"));
  CHECK_THROWS_AS(create_key(keys.path, 2, keys.dice), finding::Failure);
}

TEST_CASE("any change in a key file is noticed") {
  const KeysFolder keys;
  create_key(keys.path, 1, keys.dice);
  const std::string good = world::read_file(keys.file());
  const auto refused_with = [&](const std::string& text) {
    world::write_file(keys.file(), text, world::Access::owner_only);
    return says(keys.refusal(), "is damaged");
  };
  bool all_refused = true;
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == '5' ? '6' : '5';
    all_refused = all_refused && refused_with(changed);
  }
  CHECK(all_refused);
  CHECK(refused_with(""));
  CHECK(refused_with("\n"));
  CHECK(refused_with(good.substr(0, 50)));
  CHECK(refused_with(good + "\n"));
  CHECK(refused_with(std::string(4000, '\n')));
}

TEST_CASE("a key under another epoch's name is damaged") {
  const KeysFolder keys;
  create_key(keys.path, 1, keys.dice);
  fs::rename(keys.file(), keys.file("epoch-0002.key"));
  CHECK(says(keys.refusal(), "is damaged"));
}

TEST_CASE("a folder without keys is refused, other files in it are left alone") {
  const KeysFolder keys;
  CHECK(says(keys.refusal(), "can't be read"));
  world::make_folder(keys.path, world::Access::owner_only);
  world::write_file(keys.file("epoch-0000.key"), "x");
  world::write_file(keys.file("epoch-1.key"), "x");
  world::write_file(keys.file("epoch-0001.bak"), "x");
  CHECK(says(keys.refusal(), "No key"));
  create_key(keys.path, 3, keys.dice);
  CHECK(load_keys(keys.path).size() == 1);
}

TEST_CASE("a folder in place of a key is a clear failure") {
  const KeysFolder keys;
  world::make_folder(keys.file(), world::Access::owner_only);
  CHECK(says(keys.refusal(), "it is a folder"));
}

namespace {

const crypto::Secret phrase{std::string_view("cheval batterie agrafe")};
const crypto::Secret& say_phrase() {
  return phrase;
}
const crypto::Secret& say_another() {
  static const crypto::Secret other(std::string_view("cheval batterie"));
  return other;
}

}  // namespace

TEST_CASE("a key under a passphrase opens with it alone, and its file says nothing of the key") {
  const KeysFolder keys;
  create_key(keys.path, 2, keys.dice, &phrase);
  CHECK(is_under_passphrase(keys.path));
  const crypto::Secret expected(world::still_world({}, 42).random_bytes(32));
  CHECK(crypto::same_bytes(load_keys(keys.path, say_phrase).at(2).bytes(), expected.bytes()));
  CHECK_THROWS_AS(load_keys(keys.path, say_another), finding::Failure);
  CHECK(says(keys.refusal(), "have a passphrase"));
  const std::string text = world::read_file(keys.file("epoch-0002.key"));
  CHECK(text.starts_with("imprimatur master key, format 2, epoch 2\nscrypt 17 8 1 "));
  std::string hex;
  for (const std::uint8_t byte : expected.bytes()) hex += fmt::format("{:02x}", byte);
  CHECK(text.find(hex) == std::string::npos);
}

TEST_CASE(
    "any change in a file under a passphrase is damage, told before the passphrase is tried") {
  const KeysFolder keys;
  create_key(keys.path, 1, keys.dice, &phrase);
  const std::string good = world::read_file(keys.file());
  bool all_refused = true;
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == '5' ? '6' : '5';
    world::write_file(keys.file(), changed, world::Access::owner_only);
    all_refused = all_refused && says(keys.refusal(), "is damaged");
  }
  CHECK(all_refused);
}

TEST_CASE("keys are handed in one after the other, plain or not") {
  const KeysFolder keys;
  create_key(keys.path, 1, keys.dice);
  create_key(keys.path, 2, keys.dice, &phrase);
  const std::string one = world::read_file(keys.file()),
                    two = world::read_file(keys.file("epoch-0002.key"));
  const Keys read = read_keys(one + two, say_phrase), loaded = load_keys(keys.path, say_phrase);
  REQUIRE(read.size() == 2);
  CHECK(crypto::same_bytes(read.at(1).bytes(), loaded.at(1).bytes()));
  CHECK(crypto::same_bytes(read.at(2).bytes(), loaded.at(2).bytes()));
  CHECK(load_credentials(keys.path, say_phrase).size() == 2);
  const world::Path empty = keys.workspace / "empty", file = keys.workspace / "file";
  world::make_folder(empty);
  CHECK(load_credentials(empty).empty());
  world::write_file(file, "");
  for (const world::Path& folder : {keys.workspace / "nowhere", file}) {
    CHECK_THROWS_AS(load_credentials(folder), finding::Failure);
    CHECK_THROWS_AS(load_keys(folder), finding::Failure);
  }
  for (const std::string& bad :
       {std::string(), one + one, one.substr(1), one + "x", two + one + two,
        std::string("imprimatur master key, format 1, epoch 1\n")})
    CHECK_THROWS_AS(read_keys(bad, say_phrase), finding::Failure);
}
