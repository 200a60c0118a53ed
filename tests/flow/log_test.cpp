// What others hold of the ledger, and what they can find with it.
#include "../ledger/tamper.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/ledger_list.h"
#include "shop.h"
#include "tlog/proof.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

// A shop whose order is shown, approved and paid, and what a client kept of its ledger then.
struct WatchedShop : Shop {
  world::Path kept = folder / "kept", proof = folder / "event.tlog-proof",
              growth = folder / "growth";
  std::string key;

  WatchedShop() {
    bat();
    approve();
    pay();
    std::filesystem::copy_file(workspace.checkpoint(), kept);
    key = facts(show_ledger_key(workspace)).at("key");
  }
  Outcome verify_against(const std::string& held) { return verify_ledger(desk, workspace, held); }
  Outcome prove_event(std::uint64_t number) {
    return prove(workspace, {number, std::nullopt, proof});
  }
  Outcome prove_since(const std::string& held) {
    return prove(workspace, {std::nullopt, held, growth});
  }
  // Another name in the approval, and all that the house itself can make fit: hashes, tree, seal,
  // and the checkpoint beside it.
  void rewrite_history() {
    {
      ledger::Thief thief(workspace.ledger());
      thief.run(
          "UPDATE events SET body = replace(body, 'inclusion@', 'exclusion@') "
          "WHERE kind = 'approved'");
      thief.make_chain_fit();
      thief.seal_again(ledger_key(workspace));
    }
    world::remove_file(workspace.checkpoint());
    open_ledger(workspace);
  }
};

}  // namespace

TEST_CASE("a history rewritten with all hashes, seal and signature is found by what others hold") {
  WatchedShop shop;
  shop.press();
  const std::string sheet = tree_at_release(open_ledger(shop.workspace), shop.id).text();
  REQUIRE(shop.verify_against(shop.kept.string()).exit == Exit::done);
  REQUIRE(shop.verify_against(sheet).exit == Exit::done);
  shop.rewrite_history();
  CHECK(shop.intact());
  for (const std::string& held : {shop.kept.string(), sheet}) {
    const Outcome found = shop.verify_against(held);
    CHECK(found.exit == Exit::difference);
    CHECK(errors(found) == "checkpoint-differs ");
    CHECK(shop.prove_since(held).exit == Exit::difference);
  }
}

TEST_CASE("a rewrite that leaves the checkpoint beside it stops every command but the check") {
  WatchedShop shop;
  const std::string standing = world::read_file(shop.workspace.checkpoint());
  shop.rewrite_history();
  world::write_file(shop.workspace.checkpoint(), standing);
  CHECK_THROWS_AS(shop.status(), finding::Failure);
  CHECK(errors(verify_ledger(shop.desk, shop.workspace)) == "checkpoint-differs ");
}

TEST_CASE("every event is proved to whoever has the key, and to nobody with another") {
  WatchedShop shop;
  const auto count = open_ledger(shop.workspace).history().size();
  REQUIRE(count == 5);
  for (std::uint64_t number = 1; number <= count; ++number) {
    REQUIRE(shop.prove_event(number).exit == Exit::done);
    const Outcome checked = check_proof(shop.proof, shop.key, std::nullopt);
    CHECK(checked.exit == Exit::done);
    CHECK(checked.findings.empty());
    CHECK(Shop::facts(checked).at("event") == number);
    CHECK(Shop::facts(checked).at("size") == count);
  }
  CHECK(Shop::facts(check_proof(shop.proof, shop.key, std::nullopt)).at("kind") == "payment-seen");
  const std::string stranger =
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  CHECK(errors(check_proof(shop.proof, stranger, std::nullopt)) == "checkpoint-signature ");
}

TEST_CASE("a key may be a file, a checkpoint may be what the proof is held against") {
  WatchedShop shop;
  world::write_file(shop.folder / "key", shop.key + "\n");
  REQUIRE(shop.prove_event(4).exit == Exit::done);
  CHECK(check_proof(shop.proof, (shop.folder / "key").string(), std::nullopt).findings.empty());
  const Outcome unsigned_yet = check_proof(shop.proof, std::nullopt, shop.kept.string());
  CHECK(unsigned_yet.exit == Exit::done);
  CHECK(unsigned_yet.findings.count(finding::Severity::warning) == 1);
  shop.press();
  REQUIRE(shop.prove_event(4).exit == Exit::done);
  CHECK(errors(check_proof(shop.proof, shop.key, shop.kept.string())) == "checkpoint-other ");
}

TEST_CASE("a proof of growth is checked with the checkpoint that was kept") {
  WatchedShop shop;
  shop.press();
  REQUIRE(shop.prove_since(shop.kept.string()).exit == Exit::done);
  const Outcome checked = check_proof(shop.growth, shop.key, shop.kept.string());
  CHECK(checked.exit == Exit::done);
  CHECK(checked.findings.empty());
  CHECK(Shop::facts(checked).at("goes_on_from") == 5);
  CHECK(Shop::facts(checked).at("size") == 7);
  const std::string another = shop.workspace.checkpoint().string();
  CHECK(errors(check_proof(shop.growth, shop.key, another)) == "proof-path ");
}

TEST_CASE("what is missing or can't be read for a check is a finding with what to do") {
  WatchedShop shop;
  shop.prove_event(1);
  shop.prove_since(shop.kept.string());
  const std::string nothing = (shop.folder / "nothing").string(), proof = shop.proof.string();
  world::write_file(shop.folder / "vast", std::string(2u << 20, 'a'));
  const auto said = [](const Outcome& outcome) {
    CHECK(outcome.exit == Exit::findings);
    for (const auto& finding : outcome.findings) CHECK_FALSE(finding.hint.fr.empty());
    return errors(outcome);
  };
  CHECK(said(check_proof(shop.proof, std::nullopt, std::nullopt)) == "anchor-missing ");
  CHECK(said(check_proof(shop.growth, shop.key, std::nullopt)) == "anchor-missing ");
  CHECK(said(check_proof(nothing, shop.key, std::nullopt)) == "proof-file ");
  CHECK(said(check_proof(shop.folder.path(), shop.key, std::nullopt)) == "proof-file ");
  CHECK(said(check_proof(shop.folder / "vast", shop.key, std::nullopt)) == "proof-file ");
  CHECK(said(check_proof(shop.kept, shop.key, std::nullopt)) == "proof-file ");
  CHECK(said(check_proof(shop.proof, "nothing", std::nullopt)) == "key-file ");
  CHECK(said(check_proof(shop.proof, proof, std::nullopt)) == "key-file ");
  CHECK(said(check_proof(shop.proof, std::nullopt, proof)) == "checkpoint-file ");
  CHECK(said(check_proof(shop.proof, std::nullopt, "6 5614a55f")) == "checkpoint-file ");
  CHECK(said(shop.verify_against(nothing)) == "checkpoint-file ");
  CHECK(said(shop.prove_since((shop.folder / "vast").string())) == "checkpoint-file ");
  CHECK(said(shop.prove_event(6)) == "event-unknown ");
  CHECK(said(list_events(shop.workspace, "nobody")) == "order-unknown ");
}

TEST_CASE("an event of another place, or no event at all, is not proved by a good path") {
  WatchedShop shop;
  const auto key = checkpoint_key(shop.workspace);
  const ledger::Ledger ledger = open_ledger(shop.workspace);
  const std::string origin = ledger.signer().name;
  const auto proved = [&](const std::vector<std::string>& entries, std::uint64_t index) {
    std::vector<tlog::Hash> leaves;
    for (const std::string& entry : entries) leaves.push_back(tlog::leaf_hash(entry));
    const std::string note = tlog::sign({origin, {leaves.size(), tlog::root_of(leaves)}}, key);
    world::write_file(shop.proof,
                      tlog::to_text(tlog::Inclusion{entries[index], index,
                                                    tlog::inclusion_path(leaves, index), note}));
    return errors(check_proof(shop.proof, shop.key, std::nullopt));
  };
  CHECK(proved({*ledger.entry(1), *ledger.entry(2)}, 1).empty());
  CHECK(proved({*ledger.entry(2), *ledger.entry(1)}, 1) == "proof-entry ");
  CHECK(proved({"no event", "\x1b[2J\xff"}, 1) == "proof-entry ");
}

TEST_CASE(
    "a workspace of before gets its checkpoint with the first command that opens the ledger") {
  WatchedShop shop;
  world::remove_file(shop.workspace.checkpoint());
  const Outcome verified = verify_ledger(shop.desk, shop.workspace);
  CHECK(verified.exit == Exit::done);
  CHECK(verified.findings.count(finding::Severity::warning) == 1);
  CHECK_FALSE(world::is_ordinary_file(shop.workspace.checkpoint()));
  shop.status();
  CHECK(world::read_file(shop.workspace.checkpoint()) == world::read_file(shop.kept));
}

TEST_CASE("the log is named in issuer.toml, and keeps its name while that file is faulty") {
  WatchedShop shop;
  const auto origin = [&] {
    shop.status();
    return tlog::SignedCheckpoint::read(world::read_file(shop.workspace.checkpoint()))
        ->checkpoint.origin;
  };
  CHECK(origin().starts_with("imprimatur/"));
  const world::Path issuer = shop.workspace.issuer();
  const std::string toml = world::read_file(issuer);
  world::write_file(issuer, toml + "\n[ledger]\norigin = \"www.exemple.fr/registre\"\n");
  CHECK(origin() == "www.exemple.fr/registre");
  world::write_file(issuer, "name = [");
  CHECK(origin() == "www.exemple.fr/registre");
  // What was signed under the old name is still known by its key.
  CHECK(shop.verify_against(shop.kept.string()).exit == Exit::done);
  CHECK(shop.prove_since(shop.kept.string()).exit == Exit::done);
}

TEST_CASE("a checkpoint of another house, or one that was changed, is not this ledger's") {
  WatchedShop shop;
  std::string changed = world::read_file(shop.kept);
  const std::size_t digit = changed.find('\n') + 1;
  changed[digit] = changed[digit] == '9' ? '8' : '9';
  world::write_file(shop.folder / "changed", changed);
  CHECK(errors(shop.verify_against((shop.folder / "changed").string())) ==
        "checkpoint-signature checkpoint-ahead ");
}

TEST_CASE("the job sheet bears the ledger as it was with the release, whenever it is written") {
  WatchedShop shop;
  shop.press("out");
  const auto tree = tree_at_release(open_ledger(shop.workspace), shop.id);
  CHECK(tree.size == 6);
  shop.verify("out");
  shop.press("again");
  CHECK(tree_at_release(open_ledger(shop.workspace), shop.id) == tree);
  CHECK(world::read_file(shop.folder / "out/job-sheet.pdf") ==
        world::read_file(shop.folder / "again/job-sheet.pdf"));
  const auto text =
      strangers::run("pdftotext", {"-raw", (shop.folder / "out/job-sheet.pdf").string(), "-"});
  if (text) CHECK(text->output.find(tree.text()) != std::string::npos);
}

TEST_CASE("events are listed with the numbers that proofs go by") {
  WatchedShop shop;
  const auto all = Shop::facts(list_events(shop.workspace, std::nullopt)).at("events");
  REQUIRE(all.size() == 5);
  CHECK(all.at(0).at("kind") == "workspace-created");
  CHECK(all.at(4).at("event") == 5);
  CHECK(Shop::facts(list_events(shop.workspace, shop.id)).at("events").size() == 4);
}

TEST_CASE("a proof is not written over what it proves from, nor over the ledger") {
  WatchedShop shop;
  const auto before = bytes_of(shop.folder.path());
  const std::string held = shop.kept.string();
  const auto to = [&](const world::Path& output) {
    return errors(prove(shop.workspace, {std::nullopt, held, output}));
  };
  CHECK(to(shop.kept) == "output-is-input ");
  CHECK(to(shop.workspace.checkpoint()) == "output-is-input ");
  CHECK(to(shop.workspace.ledger()) == "output-is-input ");
  CHECK(bytes_of(shop.folder.path()).at("kept") == before.at("kept"));
}
