#include "flow/release.h"

#include "codes/keys.h"
#include "finding/failure.h"
#include "flow/ink_check.h"
#include "flow/logo_inks.h"
#include "impose/one_up.h"
#include "impose/text.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

// The first error as a Failure: its sentence says what, its hint what to do.
[[noreturn]] void give_up(const finding::Findings& findings) {
  for (const finding::Finding& one : findings) {
    if (one.severity != finding::Severity::error) continue;
    const auto placed = [&](const std::string& sentence) {
      return one.place.file.empty() ? sentence
                                    : fmt::format("{}:{}: {}", one.place.file, one.place.line, sentence);
    };
    throw finding::Failure({placed(one.sentence.fr), placed(one.sentence.en)}, one.hint);
  }
  throw finding::Failure({"Rien à imprimer.", "Nothing to print."}, {});
}

shop::Shop read_shop(const Desk& desk, const Workspace& workspace, const world::Path& file) {
  auto read = shop::read_shop(file, {workspace.root, desk.house.assets() / "icc"});
  if (!read.shop || read.findings.has_errors()) give_up(read.findings);
  return std::move(*read.shop);
}

void check_frozen_shop(const world::Path& file, const crypto::Digest& released) {
  if (crypto::sha256(world::read_file(file)) == released) return;
  throw finding::Failure(
      {fmt::format("Le fichier figé {} n’est plus celui d’après lequel la commande a été libérée.",
                   file.string()),
       fmt::format("The frozen file {} is no longer the one that the order was released with.",
                   file.string())},
      {"Restaurez-le depuis une sauvegarde\u00a0: toutes les feuilles d’un tirage s’imposent "
       "d’après le même.",
       "Restore it from a backup: all sheets of a run are laid out by the same one."});
}

// Checking takes seconds, and what is frozen must be what was checked.
[[noreturn]] void refuse_changing_shop(const std::string& shop) {
  throw finding::Failure(
      {fmt::format("Le fichier de l’imprimeur «\u00a0{}\u00a0» a changé pendant son contrôle.",
                   shop),
       fmt::format("The file of the shop \"{}\" changed while it was checked.", shop)},
      {"Relancez «\u00a0press\u00a0» quand il ne change plus\u00a0: aucun numéro n’a été pris.",
       "Run \"press\" again once it is left alone: no serial was taken."});
}

void check_profile(const Frozen& frozen, const shop::Shop& shop) {
  if (crypto::sha256(shop.condition.profile) == frozen.profile) return;
  throw finding::Failure(
      {fmt::format("Le profil ICC de l’imprimeur «\u00a0{}\u00a0» n’est pas celui du BAT approuvé.",
                   shop.name),
       fmt::format("The ICC profile of the shop \"{}\" is not that of the approved BAT.",
                   shop.name)},
      {"Remettez le profil d’origine, ou faites une nouvelle version du BAT, à faire approuver.",
       "Put the former profile back, or render a new version of the BAT and have it approved."});
}

impose::Run run_of(const Frozen& frozen, const shop::Shop& shop, std::uint32_t carnets,
                   impose::Leaves scheme) {
  auto run = impose::impose_as(scheme, frozen.document, shop, carnets);
  if (!run.run) give_up(run.findings);
  return std::move(*run.run);
}

}  // namespace

world::Path frozen_shop(const Workspace& workspace, const std::string& order,
                        const std::string& shop) {
  return workspace.order(order) / "release" / (shop + ".toml");
}

CheckedShop check_shop(const Desk& desk, const Workspace& workspace, const std::string& order,
                       const ledger::Version& version, const std::string& shop,
                       impose::Leaves scheme) {
  CheckedShop checked;
  finding::Findings& findings = checked.findings;
  if (!order::is_plain_name(shop)) {
    findings.error("unknown-shop", {},
                   {"Le nom d’un imprimeur n’a que des lettres, des chiffres, «\u00a0.\u00a0», "
                    "«\u00a0_\u00a0» et «\u00a0-\u00a0».",
                    "A shop's name has only letters, digits, \".\", \"_\" and \"-\"."},
                   {"Donnez le nom d’un fichier de shops/, sans dossier ni «\u00a0.toml\u00a0».",
                    "Give the name of a file in shops/, without folder or \".toml\"."});
    return checked;
  }
  const world::Path file = workspace.shop(shop);
  std::error_code unknown;
  if (std::filesystem::is_regular_file(file, unknown))
    checked.digest = crypto::sha256(world::read_file(file));
  const auto read = shop::read_shop(file, {workspace.root, desk.house.assets() / "icc"});
  findings.add(read.findings);
  if (!read.shop || findings.has_errors()) return checked;
  const Frozen frozen = thaw(workspace, order, version);
  const shop::Shop seen = impose::shop_as(scheme, frozen.document, *read.shop);
  const auto laid_out = impose::impose_as(scheme, frozen.document, seen, version.facts.carnets);
  findings.add(laid_out.findings);
  findings.add(check_logo_inks(frozen.document, frozen.resources, seen));
  if (!laid_out.run || findings.has_errors()) return checked;
  const Intended intended{frozen.document, frozen.resources, seen, *laid_out.run};
  rehearse(desk, intended, frozen, workspace.order(order));
  findings.add(InkCheck(desk, intended, workspace.order(order)).findings());
  return checked;
}

void freeze_shop(const Workspace& workspace, const std::string& order,
                 const ledger::ShopFile& checked) {
  const std::string bytes = world::read_file(workspace.shop(checked.name));
  if (crypto::sha256(bytes) != checked.digest) refuse_changing_shop(checked.name);
  const world::Path copy = frozen_shop(workspace, order, checked.name);
  world::make_folder(copy.parent_path());
  world::write_file(copy, bytes);
}

shop::Shop thaw_shop(const Desk& desk, const Workspace& workspace, const std::string& order,
                     const ledger::ShopFile& shop) {
  const world::Path file = frozen_shop(workspace, order, shop.name);
  check_frozen_shop(file, shop.digest);
  return read_shop(desk, workspace, file);
}

Prepared prepare(const Desk& desk, const Workspace& workspace, const std::string& order,
                 const ledger::Version& version, const ledger::ShopFile& shop,
                 std::uint32_t epoch, impose::Leaves scheme) {
  Frozen frozen = thaw(workspace, order, version);
  shop::Shop profile = thaw_shop(desk, workspace, order, shop);
  check_profile(frozen, profile);
  profile = impose::shop_as(scheme, frozen.document, profile);
  impose::Run run = run_of(frozen, profile, version.facts.carnets, scheme);
  const crypto::Digest plan = crypto::sha256(impose::to_text(run));
  return {std::move(frozen), std::move(profile), std::move(run), plan, coder_of(workspace, epoch)};
}

codes::Coder coder_of(const Workspace& workspace, std::uint32_t epoch) {
  const codes::Keys& keys = keys_of(workspace);
  const auto key = keys.find(epoch);
  if (key == keys.end())
    throw finding::Failure(
        {fmt::format("La clé de l’époque {} manque dans {}.", epoch, workspace.keys().string()),
         fmt::format("The key of epoch {} is missing from {}.", epoch, workspace.keys().string())},
        {"Restaurez-la depuis sa sauvegarde\u00a0: sans elle, ces codes ne peuvent pas être "
         "refaits.",
         "Restore it from its backup: without it these codes can't be made again."});
  return {key->second, epoch};
}

Prepared prepare_again(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
                       ledger::Laid laid, std::optional<std::uint32_t> epoch) {
  const ledger::Released& released = *batch.release;
  return prepare(desk, workspace, batch.order, *batch.version(released.version),
                 {released.shop, released.shop_file}, epoch.value_or(released.epoch),
                 laid == ledger::Laid::one_up ? impose::Leaves::one_up : impose::Leaves::imposed);
}

std::uint32_t current_epoch(const Workspace& workspace, const ledger::Ledger& ledger) {
  const std::uint32_t epoch = ledger.epoch();
  static_cast<void>(coder_of(workspace, epoch));
  return epoch;
}

codes::Serial serial_of(std::uint64_t number) {
  if (const auto serial = codes::Serial::from(number)) return *serial;
  throw finding::Failure({"Le registre nomme un numéro de série impossible.",
                          "The ledger names an impossible serial."},
                         {"«\u00a0imprimatur ledger verify\u00a0» dit si le registre a été abîmé.",
                          "\"imprimatur ledger verify\" tells whether the ledger was damaged."});
}

}  // namespace imprimatur::flow
