#include "cli/decision_commands.h"

#include "calendar/clock.h"

#include <CLI/CLI.hpp>

namespace imprimatur::cli {

void DecisionCommands::add() {
  add_approve();
  add_changes();
  add_refuse();
  add_pay();
  add_evidence();
}

void DecisionCommands::order_id(CLI::App* app) {
  tools_.text(
      app, "ID", order_,
      {"La commande («\u00a0id\u00a0» de order.toml).", "The order (\"id\" in order.toml)."}, "");
}

void DecisionCommands::version_and_who(CLI::App* app) {
  order_id(app);
  tools_.count(app, "--version", version_, {"La version du BAT.", "The version of the BAT."})
      ->required();
  tools_.text(app, "--by", by_,
              {"Qui décide\u00a0: l’un des «\u00a0approvers\u00a0» de la commande.",
               "Who decides: one of the order's approvers."},
              "WHO");
}

void DecisionCommands::add_approve() {
  CLI::App* approve = tools_.command(
      "approve",
      {"Enregistre le «\u00a0bon à tirer\u00a0» du client.", "Records the client's approval."});
  version_and_who(approve);
  tools_.optional(approve, "--evidence", evidence_,
                  {"La réponse reçue (scan, courriel), à conserver.",
                   "The answer as received (scan, mail), to be kept."},
                  "FILE");
  tools_.optional(approve, "--code", code_,
                  {"Le code de validation que donne le client\u00a0: il a\nouvert ce BAT-là.",
                   "The validation code that the client gives: this\nvery BAT was opened."},
                  "CODE");
  tools_.makes(approve, [this]() -> Command {
    return Approve{order_, version_, by_,
                   evidence_.empty() ? std::nullopt : std::optional<Path>(evidence_),
                   code_.empty() ? std::nullopt : std::optional(code_)};
  });
}

void DecisionCommands::add_changes() {
  CLI::App* changes =
      tools_.command("changes", {"Enregistre les modifications que demande le client.",
                                 "Records the changes that the client asks for."});
  version_and_who(changes);
  changes
      ->add_option("--remark", remarks_,
                   tools_.say({"Ce qui est à modifier\u202f; autant de fois qu’il en faut.",
                               "What is to be changed; as many times as it takes."}))
      ->type_name("TEXT")
      ->required()
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  tools_.makes(changes, [this]() -> Command { return Changes{order_, version_, by_, remarks_}; });
}

void DecisionCommands::add_refuse() {
  CLI::App* refuse =
      tools_.command("refuse", {"Enregistre le refus du client.", "Records the client's refusal."});
  version_and_who(refuse);
  tools_.text(refuse, "--reason", reason_, {"Le motif.", "The reason."}, "TEXT");
  tools_.makes(refuse, [this]() -> Command { return Refuse{order_, version_, by_, reason_}; });
}

void DecisionCommands::add_pay() {
  CLI::App* pay = tools_.command(
      "pay", {"Enregistre un versement vu en banque.", "Records a payment seen in the bank."});
  order_id(pay);
  tools_
      .value(pay, "--amount", amount_in_euros, amount_, Toolkit::like("12000.00"),
             {"Le montant en euros, par ex. 12000.00.", "The amount in euros, e.g. 12000.00."},
             "EUR")
      ->required();
  tools_.text(pay, "--reference", reference_,
              {"La référence du relevé, jamais deux fois la même.",
               "The bank's reference, never the same one twice."},
              "REF");
  tools_.value(pay, "--date", calendar::date_from_iso, date_, Toolkit::like("2026-11-23"),
               {"La date de valeur (AAAA-MM-JJ)\u202f; sinon ce jour.",
                "The value date (YYYY-MM-DD); else today."},
               "D");
  tools_.makes(pay, [this]() -> Command { return Pay{order_, amount_, reference_, date_}; });
}

void DecisionCommands::add_evidence() {
  CLI::App* evidence =
      tools_.command("evidence", {"Réunit ce qui prouve une décision, ou le contrôle.",
                                  "Gathers what shows a decision, or checks it."});
  evidence
      ->add_option("ID", order_,
                   tools_.say({"La commande («\u00a0id\u00a0» de order.toml).",
                               "The order (\"id\" in order.toml)."}))
      ->type_name("");
  tools_.count(
      evidence, "--version", told_,
      {"La version du BAT\u202f; sinon la dernière.", "The version of the BAT; else the latest."});
  tools_.optional(
      evidence, "-o,--output", output_,
      {"Le dossier à créer\u202f; sinon evidence-ID.", "The folder to make; else evidence-ID."},
      "DIR");
  tools_.optional(evidence, "--check", folder_,
                  {"Contrôle un tel dossier, sans espace de travail.",
                   "Checks such a folder, without a workspace."},
                  "DIR");
  tools_.optional(evidence, "--key", key_,
                  {"Avec --check\u00a0: la clé du registre («\u00a0ledger key\u00a0»).",
                   "With --check: the ledger's key (\"ledger key\")."},
                  "KEY");
  tools_.optional(evidence, "--checkpoint", checkpoint_,
                  {"Avec --check\u00a0: un point de contrôle gardé.",
                   "With --check: a checkpoint that was kept."},
                  "FILE");
  tools_.makes(evidence, [this]() -> Command {
    const auto given = [](const std::string& words) {
      return words.empty() ? std::nullopt : std::optional(words);
    };
    if (order_.empty() == folder_.empty())
      tools_.refuse({"evidence\u00a0: donnez une commande, ou --check DIR",
                     "evidence: give an order, or --check DIR"});
    if (!folder_.empty()) return CheckEvidence{folder_, given(key_), given(checkpoint_)};
    return Evidence{order_, told_, output_.empty() ? "evidence-" + order_ : output_};
  });
}

}  // namespace imprimatur::cli
