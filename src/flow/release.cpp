#include "flow/release.h"

#include "codes/keys.h"
#include "finding/failure.h"

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

shop::Shop shop_of(const Desk& desk, const Workspace& workspace, const std::string& name) {
  auto read = shop::read_shop(workspace.shop(name), {workspace.root, desk.house.assets() / "icc"});
  if (!read.shop || read.findings.has_errors()) give_up(read.findings);
  return std::move(*read.shop);
}

impose::Run run_of(const Frozen& frozen, const shop::Shop& shop, std::uint32_t carnets) {
  auto imposed = impose::impose_run(frozen.document, shop, carnets);
  if (!imposed.run) give_up(imposed.findings);
  return std::move(*imposed.run);
}

}  // namespace

Prepared prepare(const Desk& desk, const Workspace& workspace, const std::string& order,
                 const ledger::Version& version, const Wanted& wanted) {
  Frozen frozen = thaw(workspace, order, version);
  shop::Shop profile = shop_of(desk, workspace, wanted.shop.value_or(frozen.order.shop));
  impose::Run run = run_of(frozen, profile, version.facts.carnets);
  return {std::move(frozen), std::move(profile), std::move(run),
          coder_of(workspace, wanted.epoch.value_or(current_epoch(workspace)))};
}

codes::Coder coder_of(const Workspace& workspace, std::uint32_t epoch) {
  const codes::Keys keys = codes::load_keys(workspace.keys());
  const auto key = keys.find(epoch);
  if (key == keys.end())
    throw finding::Failure({fmt::format("La clé de l’époque {} manque dans {}.", epoch, workspace.keys().string()),
                            fmt::format("The key of epoch {} is missing from {}.", epoch, workspace.keys().string())},
                           {"Restaurez-la depuis sa sauvegarde : sans elle, ces codes ne peuvent pas être refaits.",
                            "Restore it from its backup: without it these codes can't be made again."});
  return {key->second, epoch};
}

std::uint32_t current_epoch(const Workspace& workspace) {
  return codes::load_keys(workspace.keys()).rbegin()->first;
}

codes::Serial serial_of(std::uint64_t number) {
  if (const auto serial = codes::Serial::from(number)) return *serial;
  throw finding::Failure({"Le registre nomme un numéro de série impossible.",
                          "The ledger names an impossible serial."},
                         {"« imprimatur ledger verify » dit si le registre a été abîmé.",
                          "'imprimatur ledger verify' tells whether the ledger was damaged."});
}

}  // namespace imprimatur::flow
