// kill -9 at any moment. IMPRIMATUR_KILLS says how often at least (60 without it).
#include "catch/catch.h"
#include "shop.h"

#include <random>
#include <regex>

using namespace imprimatur;
using namespace imprimatur::program;

namespace {

constexpr std::uint32_t carnets = 2;
constexpr int most_rounds = 1000;

// What an order needs next; empty where its sheets are written, and there.
Words next_step(const Shop& shop, const std::string& id) {
  const auto batch = shop.batch(id);
  if (!batch || batch->versions.empty()) return shop.bat(id);
  switch (batch->stage()) {
    case ledger::Stage::sent: return shop.approve(id);
    case ledger::Stage::approved: return shop.pay(id, carnets);
    case ledger::Stage::paid:
    case ledger::Stage::released: return shop.press(id);
    default: return std::filesystem::exists(shop.sheets(id)) ? Words{} : shop.press(id);
  }
}

crypto::Digest manifest_in(const world::Path& folder) {
  return crypto::sha256(world::read_file(folder / "manifest.json"));
}

// How long each command takes when it is left alone, in microseconds.
std::map<std::string, unsigned> usual_times(Shop& shop) {
  std::map<std::string, unsigned> times;
  shop.order("alone", carnets);
  for (Words words; !(words = next_step(shop, "alone")).empty();) {
    const auto start = std::chrono::steady_clock::now();
    shop.run_all({words});
    const auto took = std::chrono::steady_clock::now() - start;
    times[words.front()] =
        static_cast<unsigned>(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  }
  return times;
}

int rounds() {
  const std::string wanted = world::environment("IMPRIMATUR_KILLS");
  return wanted.empty() ? 60 : std::stoi(wanted);
}

}  // namespace

TEST_CASE(
    "a program killed at any moment damages no ledger, loses no order and takes no serial twice") {
  Shop shop;
  const auto times = usual_times(shop);
  std::mt19937 dice(11);
  std::vector<std::string> ids;
  std::map<std::string, int> killed;
  std::map<std::string, ledger::Released> taken;
  // Until each long command has died on the way often enough, on however slow and busy a machine. The
  // bound is of this test's own: a small number of rounds that is asked for is only a floor.
  const auto enough = [&] { return killed["bat"] >= 3 && killed["press"] >= 3; };
  for (int round = 0; round < rounds() || (!enough() && round < most_rounds); ++round) {
    std::erase_if(ids, [&](const std::string& id) { return next_step(shop, id).empty(); });
    while (ids.size() < 3) {
      ids.push_back("K-" + std::to_string(round) + "-" + std::to_string(ids.size()));
      // Every other one stands before the press already, so that no command is left out by chance.
      ids.size() % 2 == 0 ? shop.ready(ids.back(), carnets) : shop.order(ids.back(), carnets);
    }
    const std::string& id = ids[dice() % ids.size()];
    const Words words = next_step(shop, id);
    const auto running = shop.start(words);
    std::uniform_int_distribution<unsigned> moment(0, times.at(words.front()));
    ::usleep(moment(dice));
    running->tell(SIGKILL);
    const Answer answer = shop.finish(*running);
    INFO("round " << round << ", " << words.front() << " " << id << ": " << answer.errors);
    REQUIRE((answer.exit == -SIGKILL || answer.exit == 0));
    if (answer.exit != 0) ++killed[words.front()];
    REQUIRE(shop.intact());
    REQUIRE(shop.serials_in_a_row());
    if (const auto release = shop.release(id))
      REQUIRE(taken.emplace(id, *release).first->second == *release);
    // No folder has its name without the ledger's word for it.
    if (std::filesystem::exists(shop.sheets(id)))
      REQUIRE(shop.batch(id)->written(manifest_in(shop.sheets(id))));
  }

  for (const std::string& id : ids) {
    for (Words words; !(words = next_step(shop, id)).empty();) {
      shop.run_all({words});
    }
    if (taken.contains(id)) CHECK(taken.at(id) == *shop.release(id));
  }
  for (const std::string& id : flow::open_ledger(shop.workspace).orders()) {
    INFO(id);
    CHECK(next_step(shop, id).empty());
    CHECK(shop.run({"verify", shop.sheets(id).string(), "--sample", "1"}).exit == 0);
    // Written again after the ledger knew of them, they are the same.
    CHECK(shop.batch(id)->written(manifest_in(shop.sheets(id))));
  }
  CHECK(shop.intact());
  CHECK(shop.serials_in_a_row());
  CHECK(shop.unfinished() == std::vector<std::string>{});
  CHECK(shop.leaks() == "");
  CHECK(enough());
}

namespace {

// As many passes may be printed again as there are, superseded reprints among them: one booklet
// once for each booklet of the order.
constexpr std::uint32_t reprints = 16;

void let_all_be_reprinted(const Shop& shop) {
  const world::Path profile = shop.workspace.root / "profiles/prepaid.toml";
  const std::string text = world::read_file(profile);
  const std::regex share("reprint_percent *= *[0-9]+");
  REQUIRE(std::regex_search(text, share));
  world::write_file(profile, std::regex_replace(text, share, "reprint_percent = 100"));
}

}  // namespace

TEST_CASE("a reprint killed at any moment is taken up: no new serial twice, the same sheets") {
  const std::string id = "R-1";
  Shop shop;
  let_all_be_reprinted(shop);
  shop.ready(id, reprints);
  shop.run_all(
      {shop.press(id), {"verify", shop.sheets(id).string()}, {"printed", id, "--by", "A"}});
  const Words spoil{"spoil", id, "--carnets", "1", "--by", "A", "--reason", "essai"};
  const auto reprint = [&](const world::Path& to) {
    return Words{"reprint", id,       "--new-codes", "--carnets", "1",
                 "--by",    "Martin", "-o",          to.string()};
  };
  std::mt19937 dice(12);
  unsigned usual = 0;
  int killed = 0;
  for (std::uint32_t round = 0; round < reprints; ++round) {
    INFO("round " << round);
    shop.run_all({spoil});
    const world::Path to = shop.home / ("again-" + std::to_string(round));
    const auto start = std::chrono::steady_clock::now();
    const auto running = shop.start(reprint(to));
    if (round > 0) {
      ::usleep(std::uniform_int_distribution<unsigned>(0, usual)(dice));
      running->tell(SIGKILL);
    }
    const Answer answer = shop.finish(*running);
    REQUIRE((answer.exit == 0 || (round > 0 && answer.exit == -SIGKILL)));
    if (round == 0)
      usual = static_cast<unsigned>(std::chrono::duration_cast<std::chrono::microseconds>(
                                        std::chrono::steady_clock::now() - start)
                                        .count());
    if (answer.exit != 0) ++killed;
    REQUIRE(shop.intact());
    REQUIRE(shop.serials_in_a_row());
    // No folder has its name without the ledger's word for it.
    const bool there = std::filesystem::exists(to);
    if (there) REQUIRE(shop.batch(id)->reprint(manifest_in(to)));
    if (!there) shop.run_all({reprint(to)});
    const auto batch = shop.batch(id);
    REQUIRE(batch->children.size() == round + 1);
    REQUIRE(batch->reprints.size() == round + 1);
    CHECK(batch->reprints.back().what.manifest == manifest_in(to));
  }
  CHECK(killed >= 3);
  const world::Path twice = shop.home / "twice";
  const auto last = shop.batch(id)->reprints.size() - 1;
  shop.run_all({reprint(twice)});
  CHECK(flow::bytes_of(twice) == flow::bytes_of(shop.home / ("again-" + std::to_string(last))));
  CHECK(shop.run({"verify", twice.string()}).exit == 0);
  CHECK(shop.serials_in_a_row());
  CHECK(shop.unfinished() == std::vector<std::string>{});
  CHECK(shop.leaks() == "");
}

namespace {

const Words rotate{"keys", "rotate", "--by", "A", "--reason", "essai"};

// The epoch in force has its key, and at most one key is there before its time: that of a rotation
// which the ledger doesn't know yet.
bool keys_follow(const Shop& shop) {
  const flow::Workspace fresh{shop.workspace.root};
  const std::uint32_t epoch = flow::open_ledger(fresh).epoch();
  const auto& keys = flow::keys_of(fresh);
  return keys.contains(epoch) && keys.rbegin()->first <= epoch + 1 &&
         keys.size() == keys.rbegin()->first;
}

std::uint32_t epoch_of(const Shop& shop) {
  return flow::open_ledger({shop.workspace.root}).epoch();
}

}  // namespace

TEST_CASE("a rotation killed at any moment leaves a ledger and keys that fit, and is taken up") {
  Shop shop;
  const auto start = std::chrono::steady_clock::now();
  shop.run_all({rotate});
  const auto usual = static_cast<unsigned>(std::chrono::duration_cast<std::chrono::microseconds>(
                                               std::chrono::steady_clock::now() - start)
                                               .count());
  std::mt19937 dice(13);
  int killed = 0;
  bool drawn_and_not_noted = false;
  for (int round = 0; round < rounds() || (killed < 10 && round < most_rounds); ++round) {
    INFO("round " << round);
    const std::uint32_t before = epoch_of(shop);
    const auto running = shop.start(rotate);
    ::usleep(std::uniform_int_distribution<unsigned>(0, usual)(dice));
    running->tell(SIGKILL);
    const Answer answer = shop.finish(*running);
    INFO(answer.errors);
    REQUIRE((answer.exit == -SIGKILL || answer.exit == 0));
    if (answer.exit != 0) ++killed;
    REQUIRE(shop.intact());
    REQUIRE(keys_follow(shop));
    const std::uint32_t after = epoch_of(shop);
    REQUIRE((after == before + 1 || (after == before && answer.exit != 0)));
    drawn_and_not_noted |= flow::keys_of({shop.workspace.root}).contains(after + 1);
  }
  CHECK(killed >= 10);
  if (!drawn_and_not_noted) WARN("never killed between key and event");
  const std::uint32_t last = epoch_of(shop);
  shop.run_all({rotate});
  CHECK(epoch_of(shop) == last + 1);
  CHECK(flow::keys_of({shop.workspace.root}).size() == last + 1);
  CHECK(shop.unfinished() == std::vector<std::string>{});
}

TEST_CASE("of rotations at one moment each that says so began an epoch of its own") {
  Shop shop;
  for (int round = 0; round < 10; ++round) {
    INFO("round " << round);
    const std::uint32_t before = epoch_of(shop);
    const auto one = shop.start(rotate), two = shop.start(rotate);
    const Answer first = shop.finish(*one), second = shop.finish(*two);
    INFO(first.errors << second.errors);
    for (const Answer& answer : {first, second})
      CHECK((answer.exit == 0 || answer.exit == 3 || answer.exit == 4));
    const auto done = static_cast<std::uint32_t>((first.exit == 0) + (second.exit == 0));
    CHECK(done >= 1);
    CHECK(epoch_of(shop) == before + done);
    CHECK(flow::keys_of({shop.workspace.root}).size() == before + done);
  }
  CHECK(shop.intact());
  CHECK(shop.unfinished() == std::vector<std::string>{});
}
