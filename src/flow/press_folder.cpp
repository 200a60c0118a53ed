#include "flow/press_folder.h"

#include "finding/failure.h"
#include "flow/say.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {

finding::Findings check_press_folder(const world::Path& folder) {
  finding::Findings findings;
  const std::string name = named(folder);
  std::error_code unknown;
  if (!std::filesystem::is_directory(folder, unknown)) {
    findings.error("folder-not-there", {name},
                   {fmt::format("Il n’y a pas de dossier «\u00a0{}\u00a0».", name),
                    fmt::format("There is no folder \"{}\".", name)},
                   {"Donnez un dossier écrit par «\u00a0imprimatur press\u00a0».",
                    "Give a folder made by \"imprimatur press\"."});
  } else if (!std::filesystem::exists(folder / "manifest.json", unknown)) {
    findings.error(
        "manifest-missing", {named(folder / "manifest.json")},
        {"Ce dossier n’a pas de manifeste\u00a0: rien ne dit ce qu’il devrait contenir.",
         "This folder has no manifest: nothing says what it should hold."},
        {"Donnez un dossier écrit par «\u00a0imprimatur press\u00a0», entier.",
         "Give a folder made by \"imprimatur press\", whole."});
  }
  return findings;
}

std::string order_of(const world::Path& folder, const std::string& manifest) {
  const auto json = nlohmann::json::parse(manifest, nullptr, false);
  const auto id = json.is_object() ? json.find("order") : json.end();
  if (id != json.end() && id->is_string()) return id->get<std::string>();
  throw finding::Failure(
      {fmt::format("{} n’est pas un manifeste de presse.", (folder / "manifest.json").string()),
       fmt::format("{} is no press manifest.", (folder / "manifest.json").string())},
      {"Donnez un dossier écrit par «\u00a0imprimatur press\u00a0».",
       "Give a folder made by \"imprimatur press\"."});
}

}  // namespace imprimatur::flow
