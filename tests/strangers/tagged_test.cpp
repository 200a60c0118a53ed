// What the public bodies who receive a BAT have to ask of it: that it can be heard as well as seen.
#include "finished.h"
#include "readers.h"

using namespace imprimatur;
using namespace imprimatur::strangers;

namespace {

const world::Path checker = world::Path(SOURCE_FOLDER) / "tests/strangers/tagged.py";

}  // namespace

TEST_CASE("the BAT is tagged as PDF/UA-1 asks, as far as a program can tell") {
  CHECK(accepts("python3", {checker.string(), finished().bat().string()}));
}

TEST_CASE("a sheet file, which nobody listens to, is found to be untagged") {
  const auto result = run("python3", {checker.string(), finished().sheet_files().front().string()});
  if (!result) return;
  CHECK(result->status == 1);
  CHECK(result->output.find("no structure tree") != std::string::npos);
}

TEST_CASE("poppler reads the BAT's words out of the structure in the order of reading") {
  const auto result = run("pdfinfo", {"-struct-text", finished().bat().string()});
  if (!result) return;
  CHECK(result->errors.empty());
  std::size_t at = 0;
  for (const char* words : {"Bon à tirer",
                            "Version 1",
                            "Relisez chaque page",
                            "elle seule",
                            "Commande",
                            "2026-0147",
                            "Réponse attendue",
                            "Code de validation",
                            "Livraison",
                            "Textes à relire",
                            "Votre décision",
                            "Sans réponse de votre part, rien",
                            "Pages à 100",
                            "Couverture",
                            "Dix pass pour prendre en main le numérique",
                            "Recto du pass",
                            "faites-vous aider",
                            "Code du pass",
                            "SPEC-1MEN-",
                            "Verso du pass",
                            "Dos du carnet",
                            "De plus près",
                            "Comment le carnet est",
                            "Agrafe"}) {
    INFO(words);
    const std::size_t found = result->output.find(words, at);
    CHECK(found != std::string::npos);
    if (found != std::string::npos) at = found;
  }
}
