#include "flow/house.h"

#include "finding/failure.h"

#include <fmt/format.h>

namespace imprimatur::flow {

House find_house(const world::Path& program_folder, const std::string& named) {
  std::vector<world::Path> candidates;
  if (!named.empty()) candidates.emplace_back(named);
  candidates.push_back(program_folder / "../share/imprimatur");
  candidates.push_back(program_folder / "../..");
  for (const world::Path& candidate : candidates) {
    if (std::filesystem::is_directory(candidate / "templates") &&
        std::filesystem::is_directory(candidate / "fonts"))
      return {candidate.lexically_normal(), program_folder / "imprimatur-artwork"};
  }
  throw finding::Failure(
      {fmt::format("Les gabarits et les polices d’imprimatur sont introuvables près de {}.",
                   program_folder.string()),
       fmt::format("imprimatur's templates and fonts are not to be found near {}.",
                   program_folder.string())},
      {"Indiquez leur dossier dans la variable IMPRIMATUR_HOUSE.",
       "Name their folder in the variable IMPRIMATUR_HOUSE."});
}

}  // namespace imprimatur::flow
