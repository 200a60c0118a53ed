// The backup of docs/deployment.md: taken while events are written, put back on an empty disk.
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/ledger_log.h"
#include "mailing_shop.h"

#include <sqlite3.h>

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

namespace fs = std::filesystem;

// What sqlite3's ".backup" does.
void copy_ledger(const world::Path& from, const world::Path& to) {
  sqlite3 *source = nullptr, *target = nullptr;
  REQUIRE(sqlite3_open_v2(from.c_str(), &source, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_open(to.c_str(), &target) == SQLITE_OK);
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  REQUIRE(backup != nullptr);
  CHECK(sqlite3_backup_step(backup, -1) == SQLITE_DONE);
  sqlite3_backup_finish(backup);
  sqlite3_close(target);
  sqlite3_close(source);
}

// A shop that is copied, lost and put back.
class LostShop : public MailingShop {
 public:
  world::Path copy = folder / "backup";

  template <typename Between>
  void back_up(Between between) {
    fs::create_directory(copy);
    fs::copy(workspace.checkpoint(), copy / "checkpoint");
    between();
    copy_ledger(workspace.ledger(), copy / "ledger.db");
    for (const auto& entry : fs::directory_iterator(workspace.root))
      if (entry.path().extension() == ".toml")
        fs::copy(entry.path(), copy / entry.path().filename());
    for (const char* part : {"orders", "profiles", "shops"})
      fs::copy(workspace.root / part, copy / part, fs::copy_options::recursive);
  }

  void lose_and_restore() {
    const world::Path keys = folder / "keys";
    fs::rename(workspace.keys(), keys);  // they were elsewhere
    fs::remove_all(workspace.root);
    fs::rename(copy, workspace.root);
    fs::permissions(workspace.root, fs::perms::owner_all);
    fs::rename(keys, workspace.keys());
    workspace = Workspace{workspace.root};
  }
};

}  // namespace

TEST_CASE("a backup that is taken while events are written gives everything again") {
  LostShop shop;
  shop.server();
  shop.send();
  shop.approve();
  shop.back_up([&] { shop.pay(); });
  const auto before = open_ledger(shop.workspace).history(shop.id);
  shop.lose_and_restore();
  CHECK(verify_ledger(shop.desk, shop.workspace).exit == Exit::done);
  CHECK(open_ledger(shop.workspace).history(shop.id) == before);
  CHECK(shop.batch().stage() == ledger::Stage::paid);
  const world::Path bat = shop.workspace.order(shop.id) / "v0001/bat.pdf";
  CHECK(crypto::sha256(world::read_file(bat)) == shop.batch().versions[0].bat.file);
  CHECK(shop.press().exit == Exit::done);
}

TEST_CASE("a backup that is older than what others hold is told by it") {
  LostShop shop;
  shop.back_up([] {});
  shop.approve();
  shop.pay();
  shop.press();
  const std::string held = world::read_file(shop.workspace.checkpoint());
  shop.lose_and_restore();
  const world::Path kept = shop.folder / "held";
  world::write_file(kept, held);
  CHECK(verify_ledger(shop.desk, shop.workspace).exit == Exit::done);
  CHECK(verify_ledger(shop.desk, shop.workspace, kept.string()).exit == Exit::difference);
}
