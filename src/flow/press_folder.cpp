#include "flow/press_folder.h"

#include "flow/say.h"

#include <fmt/format.h>

namespace imprimatur::flow {

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
  }
  return findings;
}

}  // namespace imprimatur::flow
