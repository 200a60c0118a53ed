#include "flow/press_folder.h"

#include "flow/say.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {

std::optional<Claim> claim_in(const std::string& manifest) {
  const auto json = nlohmann::json::parse(manifest, nullptr, false);
  const auto id = json.is_object() ? json.find("order") : json.end();
  if (id == json.end() || !id->is_string()) return std::nullopt;
  Claim claim{id->get<std::string>()};
  static const nlohmann::json::json_pointer number_at("/reprint/number");
  if (json.contains(number_at) && json[number_at].is_number_unsigned())
    claim.reprint = json[number_at].get<std::uint32_t>();
  return claim;
}

finding::Findings check_press_folder(const world::Path& folder) {
  finding::Findings findings;
  const std::string name = named(folder);
  if (!world::is_folder(folder)) {
    findings.error("folder-not-there", {name},
                   {fmt::format("Il n’y a pas de dossier «\u00a0{}\u00a0».", name),
                    fmt::format("There is no folder \"{}\".", name)},
                   {"Donnez un dossier écrit par «\u00a0imprimatur press\u00a0».",
                    "Give a folder made by \"imprimatur press\"."});
  } else if (!world::is_ordinary_file(folder / "manifest.json")) {
    findings.error(
        "manifest-missing", {named(folder / "manifest.json")},
        {"Ce dossier n’a pas de manifeste\u00a0: rien ne dit ce qu’il devrait contenir.",
         "This folder has no manifest: nothing says what it should hold."},
        {"Donnez un dossier écrit par «\u00a0imprimatur press\u00a0», entier.",
         "Give a folder made by \"imprimatur press\", whole."});
  } else if (!claim_in(world::read_file(folder / "manifest.json"))) {
    findings.error("manifest-unreadable", {named(folder / "manifest.json")},
                   {"Ce manifeste ne nomme aucune commande\u00a0: rien ne dit ce que le dossier "
                    "devrait contenir.",
                    "This manifest names no order: nothing says what the folder should hold."},
                   {"Prenez le dossier tel que «\u00a0imprimatur press\u00a0» l’a laissé.",
                    "Take the folder as \"imprimatur press\" left it."});
  }
  return findings;
}

}  // namespace imprimatur::flow
