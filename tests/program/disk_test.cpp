// Volumes that can't be written and volumes that are full: exit 4, one sentence, nothing half-made,
// and once there is room again the same serials.
#include "../crypto/platform.h"
#include "hardship.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::program;

namespace {

// Every file, and what the ledger tells. Without the ledger's own files: looking at it may make and
// remove them.
std::map<std::string, std::string> everything(const Shop& shop) {
  auto all = flow::bytes_of(shop.workspace.root);
  std::erase_if(all, [](const auto& file) { return file.first.starts_with("ledger.db"); });
  all["events"] = std::to_string(flow::open_ledger(shop.workspace).history().size());
  return all;
}

bool failed_with_a_sentence(const Answer& answer) {
  const bool told = answer.errors.find("error: ") != std::string::npos &&
                    answer.errors.find(". [world]\n    ") != std::string::npos;
  if (answer.exit != 4 || !told)
    UNSCOPED_INFO("exit " << answer.exit << ": " << answer.output << answer.errors);
  return answer.exit == 4 && told;
}

// Everything that writes, each at an order that is ready for it.
std::vector<Words> writing_commands(const Shop& shop) {
  return {shop.bat("A"),
          shop.bat("new"),
          shop.approve("A"),
          shop.pay("A", 2),
          shop.press("B"),
          {"refuse", "A", "--version", "1", "--by", "inclusion@exemple.fr", "--reason", "non"}};
}

void prepare(Shop& shop) {
  shop.order("A", 2);
  shop.run_all({shop.bat("A")});
  shop.order("A", 2, "Autrement.");
  shop.order("new", 2);
  shop.ready("B", 2);
}

// `bat` and `press` of one order after another, each started in every degree of shortage and again
// without. Gives how often each failed.
template <typename Short>
std::pair<int, int> in_shortage(Shop& shop, const std::vector<std::size_t>& degrees,
                                Short&& run_short) {
  std::pair<int, int> failures;
  for (const std::size_t degree : degrees) {
    const std::string id = "S-" + std::to_string(degree);
    INFO(degree << " bytes");
    shop.order(id, 4);
    const Answer bat = run_short(shop.bat(id), degree);
    if (bat.exit != 0) {
      ++failures.first;
      CHECK(failed_with_a_sentence(bat));
      CHECK_FALSE(shop.batch(id));
    }
    CHECK(shop.unfinished().empty());
    shop.run_all({shop.bat(id), shop.approve(id), shop.pay(id, 4)});

    const Answer press = run_short(shop.press(id), degree);
    const auto taken = shop.release(id);
    if (press.exit != 0) {
      ++failures.second;
      CHECK(failed_with_a_sentence(press));
      // Where only the ledger's last word is missing, the sheets are whole.
      if (std::filesystem::exists(shop.sheets(id))) {
        CHECK(std::filesystem::exists(shop.sheets(id) / "manifest.json"));
        std::filesystem::rename(shop.sheets(id), shop.home / ("first-" + id));
      }
      shop.run_all({shop.press(id)});
      if (std::filesystem::exists(shop.home / ("first-" + id)))
        CHECK(flow::bytes_of(shop.sheets(id)) == flow::bytes_of(shop.home / ("first-" + id)));
    }
    CHECK(shop.unfinished().empty());
    CHECK((!taken || *taken == *shop.release(id)));
    CHECK(shop.run({"verify", shop.sheets(id).string(), "--sample", "1"}).exit == 0);
    std::filesystem::remove_all(shop.sheets(id));
    std::filesystem::remove_all(shop.home / ("first-" + id));
  }
  CHECK(shop.intact());
  CHECK(shop.serials_in_a_row());
  return failures;
}

}  // namespace

TEST_CASE("in a workspace without the right to write every command fails and changes nothing") {
  Shop shop;
  prepare(shop);
  const auto before = everything(shop);
  let_write(shop.workspace.root, false);
  for (const Words& words : writing_commands(shop))
    CHECK(failed_with_a_sentence(shop.run(words, {.before = obey_permissions})));
  let_write(shop.workspace.root, true);
  CHECK(everything(shop) == before);
  shop.run_all({shop.press("B")});
  CHECK(shop.leaks() == "");
}

TEST_CASE("on a read-only volume every command fails and changes nothing") {
  if (!may_mount()) return;
  Shop shop;
  prepare(shop);
  const auto before = everything(shop);
  {
    const Mount read_only(shop.workspace.root);
    REQUIRE(read_only.good());
    for (const Words& words : writing_commands(shop))
      CHECK(failed_with_a_sentence(shop.run(words)));
  }
  CHECK(everything(shop) == before);
  shop.run_all({shop.press("B")});
}

TEST_CASE("where orders or sheets can't be written no serial is taken") {
  Shop shop;
  shop.ready("A", 2);
  for (const world::Path& folder : {shop.workspace.root / "orders", shop.home / "out"}) {
    std::filesystem::create_directories(folder);
    let_write(folder, false);
    Words words = shop.press("A");
    words[3] = (shop.home / "out/sheets").string();
    CHECK(failed_with_a_sentence(shop.run(words, {.before = obey_permissions})));
    let_write(folder, true);
    CHECK_FALSE(shop.release("A"));
    CHECK(shop.unfinished().empty());
    CHECK_FALSE(std::filesystem::exists(shop.home / "out/sheets"));
  }
  shop.run_all({shop.press("A")});
}

TEST_CASE(
    "a disk that is full at any moment of bat and press leaves nothing half-made and no serial "
    "lost") {
  if (!may_mount()) return;
  const world::TestFolder folder;
  const Mount volume(folder / "volume", 64u << 20);
  REQUIRE(volume.good());
  Shop shop(folder / "volume");
  const auto [bats, presses] = in_shortage(shop,
                                           {0, 8'192, 40'960, 131'072, 262'144, 393'216, 524'288,
                                            655'360, 786'432, 1'048'576, 4'194'304},
                                           [&](const Words& words, std::size_t left) {
                                             const Filler filler(shop.home, left);
                                             REQUIRE(filler.filled());
                                             return shop.run(words);
                                           });
  CHECK(bats > 1);
  CHECK(presses > 2);
}

TEST_CASE(
    "a file that outgrows its limit at any moment of bat and press leaves nothing half-made") {
  Shop shop;
  const auto [bats, presses] =
      in_shortage(shop, {1'000, 10'000, 30'000, 60'000, 100'000, 200'000, 400'000, 1'000'000},
                  [&](const Words& words, std::size_t most) {
                    return shop.run(words, {.before = [most] { bound_files(most); }});
                  });
  CHECK(bats > 1);
  CHECK(presses > 1);
}

TEST_CASE(
    "a disk that is full at any moment of seal, codes export and reconcile leaves nothing "
    "half-made") {
  if (!may_mount()) return;
  const crypto::Platform platform;
  if (!platform.there) return;
  const world::TestFolder folder;
  const Mount volume(folder / "volume", 64u << 20);
  REQUIRE(volume.good());
  Shop shop(folder / "volume");
  shop.ready("A", 40);
  shop.run_all({shop.press("A"),
                {"verify", shop.sheets("A").string()},
                {"printed", "A", "--by", "Atelier"}});
  const std::string to = platform.certificate.string();
  const world::Path sealed = shop.home / "sealed", codes = shop.home / "codes.p7m",
                    statement = shop.home / "statement.pdf";
  const auto events = [&] { return flow::open_ledger(shop.workspace).history().size(); };
  const std::map<world::Path, Words> commands{
      {sealed, {"seal", shop.sheets("A").string(), "--to", to, "-o", sealed.string()}},
      {codes, {"codes", "export", "A", "--to", to, "-o", codes.string()}},
      {statement,
       {"reconcile", "A", "-o", statement.string(), "--by", "Mme Martin", "--by", "M. Durand"}}};
  for (const auto& [output, words] : commands) {
    int failures = 0;
    for (const std::size_t left :
         {0, 8'192, 32'768, 65'536, 131'072, 262'144, 524'288, 8'388'608}) {
      INFO(words.front() << ", " << left << " bytes left");
      const std::size_t before = events();
      Answer answer;
      {
        const Filler filler(shop.home, left);
        REQUIRE(filler.filled());
        answer = shop.run(words);
      }
      CHECK(shop.unfinished().empty());
      if (answer.exit == 0) break;
      ++failures;
      CHECK(failed_with_a_sentence(answer));
      // Nothing has its name without the ledger's word for it.
      CHECK((!std::filesystem::exists(output) || events() == before + 1));
      CHECK(events() <= before + 1);
      std::filesystem::remove_all(output);
    }
    CHECK(failures >= 1);
    CHECK(std::filesystem::exists(output));
  }
  CHECK(platform.opened(codes).ends_with("end 400\n"));
  CHECK(platform.opened(sealed / "manifest.json.p7m") ==
        world::read_file(shop.sheets("A") / "manifest.json"));
  CHECK(shop.batch("A")->accounts.has_value());
  CHECK(shop.intact());
  CHECK(shop.leaks() == "");
}
