#include "flow/test_sheet.h"

#include "flow/papers.h"
#include "flow/say.h"
#include "order/order.h"
#include "paperwork/test_sheet.h"
#include "shop/shop.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

finding::Finding unknown_shop(const std::string& name, const world::Path& folder) {
  return {
      finding::Severity::error,
      "unknown-shop",
      {},
      {fmt::format("L’imprimeur «\u00a0{}\u00a0» n’existe pas.", name),
       fmt::format("There is no shop \"{}\".", name)},
      {fmt::format("Donnez le nom d’un fichier de {}, sans «\u00a0.toml\u00a0».", named(folder)),
       fmt::format("Give the name of a file of {}, without \".toml\".", named(folder))}};
}

finding::Finding too_small(const shop::Shop& shop, const world::Path& file) {
  return {
      finding::Severity::error,
      "test-sheet-too-small",
      {named(file), 0, 0},
      {fmt::format(
           "Les pinces et les marges de l’imprimeur «\u00a0{}\u00a0» ne laissent pas 66 × 66 mm "
           "pour une échelle de repérage.",
           shop.name),
       fmt::format("Gripper and margins of the shop \"{}\" don't leave 66 × 66 mm for a "
                   "register scale.",
                   shop.name)},
      {"Mesurez le décalage sur un papier plus grand.", "Measure the shift on a larger paper."}};
}

Outcome say_where(const shop::Shop& shop, const world::Path& file) {
  Outcome outcome;
  outcome.lines = {
      {fmt::format("Feuille de repérage de l’imprimeur «\u00a0{}\u00a0»\u00a0: {}", shop.name,
                   named(file)),
       fmt::format("Register test sheet of the shop \"{}\": {}", shop.name, named(file))},
      {"Imprimez-la recto verso à 100\u202f%, lisez les échelles à contre-jour, le verso vers "
       "vous, et "
       "écrivez la moyenne dans [back].",
       "Print it on both sides at 100%, read the scales against the light, the back towards you, "
       "and write the mean into [back]."}};
  outcome.facts = nlohmann::ordered_json{{"shop", shop.name}, {"test_sheet", named(file)}}.dump();
  return outcome;
}

}  // namespace

Outcome write_test_sheet(const Desk& desk, const std::optional<Workspace>& workspace,
                         const std::string& name, const std::optional<world::Path>& output,
                         finding::Language language) {
  const Workspace settings{workspace ? workspace->root : desk.house.assets() / "workspace"};
  finding::Findings findings;
  // A name of another grammar could be a path out of the folder.
  if (!order::is_plain_name(name) || !std::filesystem::exists(settings.shop(name))) {
    findings.add(unknown_shop(name, settings.shop("NAME").parent_path()));
    return refused(std::move(findings));
  }
  auto read = shop::read_shop(settings.shop(name), {settings.root, desk.house.assets() / "icc"});
  if (!read.shop || read.findings.has_errors()) return refused(std::move(read.findings));
  const auto pdf = paperwork::test_sheet(*read.shop, language, desk.world.now(), paper_fonts(desk));
  if (!pdf) {
    findings.add(too_small(*read.shop, settings.shop(name)));
    return refused(std::move(findings));
  }
  const world::Path file = output ? *output : world::Path(fmt::format("test-sheet-{}.pdf", name));
  world::write_file(file, *pdf);
  Outcome outcome = say_where(*read.shop, file);
  outcome.findings = std::move(read.findings);
  return outcome;
}

}  // namespace imprimatur::flow
