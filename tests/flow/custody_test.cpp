// Codes leave once, encrypted; near misses are asked about, never accepted.
#include "../crypto/platform.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/export.h"
#include "flow/passes.h"
#include "flow/reprint.h"
#include "flow/rotate.h"
#include "shop.h"

#include <algorithm>
#include <sstream>
#include <utility>

using namespace imprimatur;
using namespace imprimatur::flow;
namespace fs = std::filesystem;

namespace {

// The platform's certificate is as old as this test; the shop's clock goes with it.
struct Custody : Shop {
  crypto::Platform platform;
  Custody() {
    desk.world.now = [] { return crypto::this_moment(); };
    made();
  }
  world::Path file() const { return folder / "codes.p7m"; }
  Outcome export_to(const world::Path& certificate) {
    return export_codes(desk, workspace, id, {certificate, file()});
  }
  Outcome export_out() { return export_to(platform.certificate); }
  std::size_t exports() { return batch().exports.size(); }
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string changed_at(std::string code, std::size_t at) {
  code[at] = code[at] == 'X' ? 'Y' : 'X';
  return code;
}

}  // namespace

TEST_CASE("the platform opens the export and finds every good pass, and the ledger knows") {
  Custody shop;
  if (!shop.platform.there) return;
  const auto facts = Shop::facts(shop.export_out());
  CHECK((fs::status(shop.file()).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
  const auto codes = shop.codes();
  const auto lines = lines_of(shop.platform.opened(shop.file()));
  REQUIRE(lines.size() == 91);
  CHECK(lines[0] == "imprimatur-codes 1");
  CHECK(lines[1] == "order T-1");
  CHECK(lines[3] == "certificate " + shop.platform.read().fingerprint().hex());
  CHECK(lines[5] == "passes 80");
  CHECK(lines[7] == "total-cents 80000");
  CHECK(lines[8] == "standing inactive");
  for (std::size_t i = 0; i < 80; ++i)
    CHECK(lines[10 + i] == fmt::format("{:09} {} active", i + 1, codes[i]));
  CHECK(lines[90] == "end 80");
  REQUIRE(shop.exports() == 1);
  const ledger::CodesExported noted = shop.batch().exports[0].what;
  CHECK(noted.certificate == shop.platform.read().fingerprint());
  CHECK(noted.count == 80);
  CHECK(noted.total.cents() == 80'000);
  CHECK(noted.file == crypto::sha256(world::read_file(shop.file())));
  CHECK(facts.at("file_sha256") == noted.file.hex());
  const auto told = Shop::facts(shop.status()).at("orders").at(0).at("exported");
  CHECK(told.at(0).at("file_sha256") == noted.file.hex());
  CHECK(shop.said.find("Codes exported ") != std::string::npos);
  CHECK(shop.intact());
}

TEST_CASE("codes of void and spoiled passes stay, and a blocked pass is told as such") {
  Custody shop;
  if (!shop.platform.there) return;
  const auto serials = [](std::uint64_t first, std::uint64_t last) {
    Choice choice;
    choice.serials = {first, last};
    return choice;
  };
  REQUIRE(flow::spoil(shop.desk, shop.workspace, shop.id, {serials(3, 4), true, "a", "b"}).exit ==
          Exit::done);
  REQUIRE(change_standing(shop.desk, shop.workspace, shop.id, Standing::blocked, serials(6, 6), "a",
                          "b")
              .exit == Exit::done);
  REQUIRE(shop.export_out().exit == Exit::done);
  const auto lines = lines_of(shop.platform.opened(shop.file()));
  CHECK(lines.at(4) == "issued 80");
  CHECK(lines.at(5) == "passes 78");
  CHECK(lines.at(12).starts_with("000000005 "));
  CHECK(lines.at(13).ends_with(" blocked"));
}

TEST_CASE("nothing is exported before the release, to a bad certificate, or over another file") {
  Custody shop;
  if (!shop.platform.there) return;
  const crypto::Platform weak("rsa:1024");
  const auto refused_with = [&](const std::string& bytes) {
    world::write_file(shop.folder / "bad.pem", bytes);
    return errors(shop.export_to(shop.folder / "bad.pem"));
  };
  CHECK(refused_with("not a certificate") == "certificate ");
  CHECK(refused_with(weak.pem()) == "certificate ");
  const Outcome key_given = shop.export_to(shop.platform.key);
  REQUIRE(errors(key_given) == "certificate ");
  CHECK(key_given.findings.begin()->sentence.en ==
        "The certificate \"key.pem\" is none: it is a private key.");
  CHECK(refused_with(shop.platform.pem() + weak.pem()) == "certificate ");
  CHECK_THROWS_AS(shop.export_to(shop.folder / "nowhere.pem"), finding::Failure);
  CHECK_FALSE(fs::exists(shop.file()));
  world::write_file(shop.file(), "mine");
  CHECK_THROWS_AS(shop.export_out(), finding::Failure);
  CHECK(world::read_file(shop.file()) == "mine");
  CHECK(shop.exports() == 0);
  shop.id = "T-2";
  CHECK(errors(shop.export_out()) == "order-unknown ");
  shop.order(1);
  shop.bat();
  CHECK(shop.export_out().exit == Exit::gate_closed);
}

TEST_CASE("an export that is stopped leaves no file and no event") {
  Custody shop;
  if (!shop.platform.there) return;
  shop.desk.world.interrupted = [] { return true; };
  CHECK_THROWS_AS(shop.export_out(), finding::Interrupted);
  CHECK(shop.exports() == 0);
  CHECK(std::ranges::none_of(fs::directory_iterator(shop.folder.path()), [](const auto& entry) {
    return entry.path().string().find("p7m") != std::string::npos;
  }));
}

TEST_CASE("an export during which a pass is taken away, blocked or replaced is given up") {
  Custody shop;
  if (!shop.platform.there) return;
  const world::Path profile = shop.workspace.profile("prepaid");
  world::write_file(profile, std::regex_replace(world::read_file(profile),
                                                std::regex("reprint_percent *= *[0-9]+"),
                                                "reprint_percent = 50"));
  shop.id = "T-2";
  shop.order(8);
  shop.bat();
  shop.approve();
  shop.pay(800, "VIR 2");
  REQUIRE(shop.press("T-2").exit == Exit::done);
  REQUIRE(shop.verify("T-2").exit == Exit::done);
  REQUIRE(shop.printed("a", {"T-2"}).exit == Exit::done);
  const std::uint64_t first = shop.batch().release->first_serial;
  const auto serials = [first](std::uint64_t from, std::uint64_t to) {
    Choice choice;
    choice.serials = {first + from, first + to};
    return choice;
  };
  const std::vector<std::function<Outcome()>> others{
      [&] {
        return change_standing(shop.desk, shop.workspace, shop.id, Standing::blocked,
                               serials(16, 16), "a", "b");
      },
      [&] {
        return flow::spoil(shop.desk, shop.workspace, shop.id, {serials(0, 9), true, "a", "b"});
      },
      [&] {
        return flow::reprint(shop.desk, shop.workspace, shop.id,
                             {shop.folder / "again", serials(0, 9), true, {}, "a", "b"});
      }};
  for (const auto& other : others) {
    bool done = false;
    shop.during = [&](const Progress& progress) {
      if (progress.step.en != "Codes" || std::exchange(done, true)) return;
      CHECK(other().exit == Exit::done);
    };
    const Outcome outcome = shop.export_out();
    CHECK(done);
    CHECK(outcome.exit == Exit::gate_closed);
    CHECK_FALSE(fs::exists(shop.file()));
    shop.during = {};
  }
  CHECK(shop.exports() == 0);
  CHECK(shop.export_out().exit == Exit::done);
  CHECK(shop.batch().exports.at(0).what.count == 70);
  CHECK(shop.intact());
}

TEST_CASE("a near miss is asked about only if wanted, and only where a pass is near") {
  Shop shop;
  shop.made();
  const std::string code = shop.codes().at(17), wrong = changed_at(code, 7);
  const auto ask = [&](const std::string& text, bool propose = true) {
    return check_code(shop.desk, shop.workspace, text, propose);
  };
  CHECK_FALSE(Shop::facts(ask(wrong, false)).contains("propose"));
  const Outcome near = ask(wrong);
  CHECK(near.exit == Exit::difference);
  CHECK(Shop::facts(near).at("verdict") == "malformed");
  CHECK(Shop::facts(near).at("propose").at("place") == 7);
  CHECK(Shop::facts(near).at("propose").at("character") == std::string(1, code[7]));
  CHECK(near.lines.at(1).en.find("group 2, character 3") != std::string::npos);
  CHECK(near.facts.find(code) == std::string::npos);
  for (std::size_t at = 0; at < 19; ++at)
    if (at != 7 && code[at] != '-')
      CHECK_FALSE(Shop::facts(ask(changed_at(wrong, at))).contains("propose"));
  // Well formed but for one character, and of no pass.
  const std::string stranger = coder_of(shop.workspace, 1).code_of(serial_of(81)).to_text();
  CHECK_FALSE(Shop::facts(ask(changed_at(stranger, 2))).contains("propose"));
}

TEST_CASE("a new epoch codes what comes, and what was issued under the old key stays checkable") {
  Shop shop;
  shop.made();
  const std::string old = shop.codes().at(4);
  CHECK(errors(rotate_keys(shop.desk, shop.workspace, "", "fuite")) == "words ");
  CHECK(errors(rotate_keys(shop.desk, shop.workspace, "Mme Martin", "")) == "words ");
  const auto rotated =
      Shop::facts(rotate_keys(shop.desk, shop.workspace, "Mme Martin", "copie égarée"));
  CHECK(rotated.at("epoch") == 2);
  CHECK(rotated.at("older") == nlohmann::json{"T-1"});
  CHECK(shop.verify().exit == Exit::done);
  CHECK(shop.press("again").exit == Exit::done);
  CHECK(bytes_of(shop.folder / "out") == bytes_of(shop.folder / "again"));
  shop.id = "T-2";
  shop.order(1);
  shop.bat();
  shop.approve();
  shop.pay(100);
  const auto pressed = Shop::facts(shop.press("out-2"));
  CHECK(pressed.at("first_serial") == 81);
  CHECK(shop.batch().release->epoch == 2);
  CHECK(shop.verify("out-2").exit == Exit::done);
  CHECK(Shop::facts(shop.check(shop.codes().at(0))).at("order") == "T-2");
  CHECK(Shop::facts(shop.check(old)).at("serial") == 5);
  // Of the right serial, by the wrong key.
  CHECK(Shop::facts(shop.check(coder_of(shop.workspace, 1).code_of(serial_of(81)).to_text()))
            .at("verdict") == "unknown");
  CHECK(shop.intact());
}

TEST_CASE("keys that are handed in open the workspace, and are not rotated there") {
  Shop shop;
  shop.made();
  const world::Path away = shop.folder / "credentials";
  fs::rename(shop.workspace.keys(), away);
  const auto with = [&](KeyDoor door) {
    return Workspace{shop.workspace.root, std::make_shared<Keyring>(std::move(door))};
  };
  KeyDoor credentials;
  credentials.credentials = away;
  const std::string code = shop.codes().at(0);
  CHECK(check_code(shop.desk, with(credentials), code).exit == Exit::done);
  CHECK_THROWS_AS(rotate_keys(shop.desk, with(credentials), "a", "b"), finding::Failure);
  CHECK_THROWS_AS(check_code(shop.desk, with({}), code), finding::Failure);
  credentials.credentials = shop.folder / "order";  // holds no key: the workspace's own are asked
  fs::rename(away, shop.workspace.keys());
  CHECK(check_code(shop.desk, with(credentials), code).exit == Exit::done);
}

TEST_CASE("a passphrase is asked for once, and a new epoch's key has the same") {
  const world::TestFolder folder;
  const Desk desk{world::still_world({}), house()};
  const auto words = [](std::string_view text) {
    return std::optional<world::SecretText>(std::in_place, text);
  };
  CHECK_THROWS_AS(init(desk, folder / "w", words("éééééé")), finding::Failure);  // in 12 bytes
  CHECK_THROWS_AS(init(desk, folder / "w", words("trop courte")), finding::Failure);
  CHECK_FALSE(fs::exists(folder / "w"));
  REQUIRE(init(desk, folder / "w", words("cheval batterie agrafe")).exit == Exit::done);
  int asked = 0;
  const auto open = [&](const std::string& text) {
    KeyDoor door;
    door.passphrase = [&, text] {
      ++asked;
      return words(text);
    };
    return Workspace{folder / "w", std::make_shared<Keyring>(std::move(door))};
  };
  const Workspace workspace = open("cheval batterie agrafe");
  CHECK(rotate_keys(desk, workspace, "a", "b").exit == Exit::done);
  CHECK(keys_of(workspace).size() == 2);
  CHECK(asked == 1);
  CHECK(world::read_file(folder / "w/keys/epoch-0002.key").find("format 2") != std::string::npos);
  CHECK_THROWS_AS(keys_of(open("cheval")), finding::Failure);
  CHECK_THROWS_AS(keys_of(Workspace{folder / "w"}), finding::Failure);
}

TEST_CASE("a key is in force once its rotation is noted, and no older one stands in for it") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  // As a rotation leaves it that was killed before the ledger knew.
  codes::create_key(shop.workspace.keys(), 2, shop.desk.world, nullptr);
  shop.workspace.keyring->forget();
  REQUIRE(shop.press().exit == Exit::done);
  CHECK(shop.batch().release->epoch == 1);
  const std::string drawn = world::read_file(shop.workspace.keys() / "epoch-0002.key");
  CHECK(Shop::facts(rotate_keys(shop.desk, shop.workspace, "Mme Martin", "fuite")).at("epoch") ==
        2);
  CHECK(world::read_file(shop.workspace.keys() / "epoch-0002.key") == drawn);

  // A backup from before the rotation: neither a release nor another rotation makes do with it.
  fs::remove(shop.workspace.keys() / "epoch-0002.key");
  shop.workspace.keyring->forget();
  CHECK_THROWS_AS(rotate_keys(shop.desk, shop.workspace, "Mme Martin", "fuite"), finding::Failure);
  CHECK_FALSE(fs::exists(shop.workspace.keys() / "epoch-0002.key"));
  shop.id = "T-2";
  shop.order(1);
  shop.bat();
  shop.approve();
  shop.pay(100);
  CHECK_THROWS_AS(shop.press("out-2"), finding::Failure);
  CHECK_FALSE(shop.batch().release);
  CHECK_FALSE(fs::exists(shop.folder / "out-2"));
}

TEST_CASE("a key that was put in the place of another makes no code and checks none") {
  Shop shop;
  shop.made();
  const std::string code = shop.codes().at(0);
  REQUIRE(rotate_keys(shop.desk, shop.workspace, "Mme Martin", "fuite").exit == Exit::done);
  const world::Path file = shop.workspace.keys() / "epoch-0002.key";
  const std::string drawn = world::read_file(file);
  fs::remove(file);
  codes::create_key(shop.workspace.keys(), 2, shop.desk.world, nullptr);
  REQUIRE(world::read_file(file) != drawn);
  shop.workspace.keyring->forget();
  const auto why = [&] {
    try {
      shop.check(code);
    } catch (const finding::Failure& failure) {
      return failure.sentence().en;
    }
    return std::string();
  };
  CHECK(why() == "The key of epoch 2 is not the one that the ledger knows.");
  shop.id = "T-2";
  shop.order(1);
  CHECK_THROWS_AS(shop.bat(), finding::Failure);
  CHECK(shop.intact());  // it is the key, not the ledger
  world::write_file(file, drawn, world::Access::owner_only);
  shop.workspace.keyring->forget();
  CHECK(why().empty());
}

TEST_CASE("a ledger from before keys were known by it opens with whatever key there is") {
  Shop shop;
  codes::create_key(shop.workspace.keys(), 2, shop.desk.world, nullptr);
  shop.workspace.keyring->forget();
  REQUIRE(open_ledger(shop.workspace).epoch_begun({2, "Mme Martin", "fuite"}, {}));
  CHECK(shop.made().exit == Exit::done);
  CHECK(shop.batch().release->epoch == 2);
  CHECK(shop.check(shop.codes().at(0)).exit == Exit::done);
}

TEST_CASE("nobody but its owner looks into a press folder") {
  Shop shop;
  shop.made();
  const fs::perms mode = fs::status(shop.folder / "out").permissions();
  CHECK((mode & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
}
