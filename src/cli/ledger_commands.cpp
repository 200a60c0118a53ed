#include "cli/ledger_commands.h"

#include <CLI/CLI.hpp>

namespace imprimatur::cli {
namespace {

std::optional<std::string> if_said(const std::string& words) {
  return words.empty() ? std::nullopt : std::optional(words);
}

}  // namespace

void LedgerCommands::add() {
  CLI::App* ledger = tools_.command(
      "ledger", {"Le registre\u00a0: contrôle et preuves.", "The ledger: checks and proofs."});
  ledger->require_subcommand(1);
  add_verify(ledger);
  add_list(ledger);
  add_prove(ledger);
  add_check(ledger);
  CLI::App* key = tools_.command(ledger, "key",
                                 {"Dit la clé publique qui signe ses points de contrôle.",
                                  "Says the public key that signs its checkpoints."});
  tools_.makes(key, []() -> Command { return LedgerKey{}; });
}

void LedgerCommands::add_verify(CLI::App* ledger) {
  CLI::App* verify = tools_.command(ledger, "verify",
                                    {"Contrôle que rien n’y a été changé, ôté ni ajouté.",
                                     "Checks that nothing was changed, removed, added."});
  tools_.optional(
      verify, "--against", held_,
      {"Contrôle aussi qu’il prolonge ce point de contrôle\u00a0:\nun fichier, ou entre guillemets "
       "la ligne d’une\nfiche de fabrication.",
       "Checks too that it goes on from this checkpoint:\na file, or in quotes the line of a job "
       "sheet."},
      "CHECKPOINT");
  tools_.makes(verify, [this]() -> Command { return LedgerVerify{if_said(held_)}; });
}

void LedgerCommands::add_list(CLI::App* ledger) {
  CLI::App* list = tools_.command(
      ledger, "list",
      {"Dit les événements, avec leurs numéros.", "Tells the events, with their numbers."});
  list->add_option("ID", order_,
                   tools_.say({"Ceux de cette commande seulement.", "Those of this order alone."}))
      ->type_name("");
  tools_.makes(list, [this]() -> Command { return LedgerList{if_said(order_)}; });
}

void LedgerCommands::add_prove(CLI::App* ledger) {
  CLI::App* prove = tools_.command(
      ledger, "prove",
      {"Fait une preuve que d’autres contrôlent.", "Makes a proof that others can check."});
  tools_.count(prove, "EVENT", event_,
               {"Prouve que cet événement est au registre\u00a0: son\nnuméro (ledger list).",
                "Proves that this event is in the ledger: its\nnumber (ledger list)."});
  tools_.optional(prove, "--since", held_,
                  {"Ou prouve que le registre prolonge ce point de\ncontrôle\u00a0: un fichier, ou "
                   "entre guillemets la\nligne d’une fiche de fabrication.",
                   "Or proves that the ledger goes on from this\ncheckpoint: a file, or in quotes "
                   "the line of a\njob sheet."},
                  "CHECKPOINT");
  tools_.optional(prove, "-o,--output", output_,
                  {"Le fichier à écrire\u202f; sinon la preuve est la\nréponse.",
                   "The file to write; else the proof is the answer."},
                  "FILE");
  tools_.makes(prove, [this]() -> Command {
    if (event_.has_value() == !held_.empty())
      tools_.refuse(
          {"donnez un événement, ou --since CHECKPOINT", "give an event, or --since CHECKPOINT"});
    const auto output = output_.empty() ? std::nullopt : std::optional<Path>(output_);
    return LedgerProve{event_, if_said(held_), output};
  });
}

void LedgerCommands::add_check(CLI::App* ledger) {
  CLI::App* check = tools_.command(
      ledger, "check",
      {"Contrôle une preuve, sans espace de travail.", "Checks a proof, without a workspace."});
  tools_.text(check, "PROOF", file_, {"Le fichier de la preuve.", "The proof's file."}, "");
  tools_.optional(
      check, "--key", key_,
      {"La clé que dit ledger key, ou un fichier qui la\ncontient\u202f; reçue par une autre voie.",
       "The key that ledger key says, or a file that holds\nit; received by another way."},
      "KEY");
  tools_.optional(check, "--checkpoint", held_,
                  {"Le point de contrôle que vous avez gardé\u00a0: un\nfichier, ou entre "
                   "guillemets la ligne d’une fiche\nde fabrication.",
                   "The checkpoint that you kept: a file, or in quotes\nthe line of a job sheet."},
                  "CHECKPOINT");
  tools_.makes(check,
               [this]() -> Command { return LedgerCheck{file_, if_said(key_), if_said(held_)}; });
}

}  // namespace imprimatur::cli
