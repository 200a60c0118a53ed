#include "cli/code_commands.h"

#include <CLI/CLI.hpp>

namespace imprimatur::cli {

void CodeCommands::add() {
  CLI::App* codes = tools_.command("codes", {"Contrôle un code\u202f; exporte ceux d’une commande.",
                                             "Checks a code, or exports them."});
  codes->require_subcommand(1);
  add_check(codes);
  add_export(codes);
  add_keys();
  add_handover();
}

void CodeCommands::add_handover() {
  CLI::App* seal = tools_.command("seal", {"Chiffre des feuilles relues pour l’imprimeur.",
                                           "Encrypts verified sheets to the print shop."});
  tools_.text(seal, "DIR", folder_,
              {"Le dossier que press a laissé.", "The folder that press left."}, "");
  tools_.text(seal, "--to", certificate_,
              {"Le certificat (PEM) de l’imprimeur.", "The print shop's certificate (PEM)."},
              "CERT");
  tools_.text(seal, "-o,--output", output_, {"Le dossier à créer.", "The folder to make."}, "DIR");
  tools_.makes(seal, [this]() -> Command { return Seal{folder_, certificate_, output_}; });

  CLI::App* destroy = tools_.command(
      "destroy", {"Efface des feuilles imprimées.", "Removes sheets that are printed."});
  tools_.text(destroy, "DIR", folder_,
              {"Le dossier que press a laissé.", "The folder that press left."}, "");
  tools_.text(destroy, "--by", by_,
              {"Qui confirme que l’atelier n’en a plus besoin.",
               "Who confirms that the shop needs it no more."},
              "WHO");
  tools_.makes(destroy, [this]() -> Command { return Destroy{folder_, by_}; });
}

void CodeCommands::add_check(CLI::App* codes) {
  CLI::App* check = tools_.command(codes, "check",
                                   {"Dit si un code est bien formé, et de quel pass il est.",
                                    "Says whether a code is well formed, and whose."});
  tools_.text(check, "CODE", code_,
              {"Le code\u202f; «\u00a0-\u00a0» pour le lire sur l’entrée standard,\nhors de "
               "l’historique du terminal.",
               "The code; \"-\" reads it from standard input, which\nkeeps it out of the shell's "
               "history."},
              "");
  tools_.flag(check, "--propose", propose_,
              {"Si un seul caractère est faux, dit lequel relire\nsur le pass.",
               "If a single character is wrong, says which to\nlook at again on the pass."});
  tools_.makes(check, [this]() -> Command { return CodesCheck{code_, propose_}; });
}

void CodeCommands::add_export(CLI::App* codes) {
  CLI::App* out = tools_.command(codes, "export",
                                 {"Chiffre les codes d’une commande pour la plateforme.",
                                  "Encrypts an order's codes to the platform."});
  tools_.text(
      out, "ID", order_,
      {"La commande («\u00a0id\u00a0» de order.toml).", "The order (\"id\" in order.toml)."}, "");
  tools_.text(out, "--to", certificate_,
              {"Le certificat (PEM) de la plateforme qui accepte\nles pass.",
               "The certificate (PEM) of the platform that\nredeems."},
              "CERT");
  tools_.optional(
      out, "-o,--output", output_,
      {"Le fichier à écrire\u202f; sinon codes-ID.p7m.", "The file to write; else codes-ID.p7m."},
      "FILE");
  tools_.makes(out, [this]() -> Command {
    const auto output = output_.empty() ? std::nullopt : std::optional<Path>(output_);
    return CodesExport{order_, certificate_, output};
  });
}

void CodeCommands::add_keys() {
  CLI::App* keys =
      tools_.command("keys", {"Les clés de l’espace de travail.", "The workspace's keys."});
  keys->require_subcommand(1);
  CLI::App* rotate = tools_.command(
      keys, "rotate",
      {"Ouvre une époque, sous une nouvelle clé.", "Begins an epoch, with a new key."});
  tools_.text(rotate, "--by", by_, {"Qui le décide.", "Who decides it."}, "WHO");
  tools_.text(rotate, "--reason", reason_, {"Le motif.", "The reason."}, "TEXT");
  tools_.makes(rotate, [this]() -> Command { return KeysRotate{by_, reason_}; });
}

}  // namespace imprimatur::cli
