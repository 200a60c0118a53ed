#include "cli/pass_commands.h"

#include <CLI/CLI.hpp>

namespace imprimatur::cli {
namespace {

using finding::Sentence;
using flow::Standing;

const Sentence range{"des nombres, par ex. 12-20", "numbers, e.g. 12-20"};
std::optional<std::string> as_text(const std::string& words) {
  return words;
}

const Sentence ranges{"des nombres, par ex. 17,20-25", "numbers, e.g. 17,20-25"};

}  // namespace

void PassCommands::add() {
  add_spoil();
  add_reprint();
  add_standing("activate",
               {"Rend utilisable la commande, ou des pass.", "Makes an order usable, or passes."},
               Standing::active);
  add_standing("block", {"Suspend la commande, ou des pass.", "Suspends an order, or passes."},
               Standing::blocked);
  add_standing(
      "expire",
      {"Déclare périmée la commande, ou des pass.", "Declares an order expired, or passes."},
      Standing::expired);
  add_reconcile();
}

void PassCommands::order_id(CLI::App* app) {
  tools_.text(
      app, "ID", order_,
      {"La commande («\u00a0id\u00a0» de order.toml).", "The order (\"id\" in order.toml)."}, "");
}

void PassCommands::who(CLI::App* app) {
  tools_.text(app, "--by", by_, {"Qui le dit.", "Who says so."}, "WHO");
}

void PassCommands::carnets_and_serials(CLI::App* app, const Sentence& serials) {
  tools_.value(app, "--carnets", number_range, choice_.carnets, range,
               {"Ces carnets, comme ils sont numérotés.", "These booklets, as they are numbered."},
               "A-B");
  tools_.value(app, "--serials", number_range, choice_.serials, range, serials, "A-B");
}

void PassCommands::sheets(CLI::App* app) {
  tools_.value(app, "--sheets", number_ranges, choice_.sheets, ranges,
               {"Les pass de ces feuilles, comptées comme dans\nslots.csv.",
                "The passes of these sheets, counted as in\nslots.csv."},
               "LIST");
  tools_.value(app, "--slots", number_ranges, choice_.slots, ranges,
               {"À ces places seulement.", "In these slots only."}, "LIST");
  tools_.value(app, "--stock", as_text, choice_.stock, {},
               {"Le papier de ces feuilles\u202f; sinon celui des pass.",
                "The stock of these sheets; else that of the passes."},
               "NAME");
}

void PassCommands::expect_sheets() const {
  if (choice_.sheets.empty() && (!choice_.slots.empty() || choice_.stock))
    tools_.refuse({"--slots et --stock ne vont qu’avec --sheets",
                   "--slots and --stock go with --sheets only"});
}

void PassCommands::add_spoil() {
  CLI::App* spoil = tools_.command(
      "spoil", {"Retire des pass gâchés, perdus ou volés.", "Takes out spoiled or lost passes."});
  order_id(spoil);
  sheets(spoil);
  carnets_and_serials(spoil, {"Ces pass, perdus ou volés\u00a0: nuls pour toujours.",
                              "These passes, lost or stolen: void for ever."});
  tools_.flag(spoil, "--void", voided_,
              {"Nuls pour toujours, une fois leur papier détruit.",
               "Void for ever, once their paper is destroyed."});
  who(spoil);
  tools_.text(spoil, "--reason", reason_, {"Le motif.", "The reason."}, "TEXT");
  tools_.makes(spoil, [this]() -> Command {
    const bool chosen = choice_.carnets || choice_.serials || !choice_.sheets.empty();
    if (!chosen)
      tools_.refuse({"spoil\u00a0: il manque --sheets, --carnets ou --serials",
                     "spoil: --sheets, --carnets or --serials is missing"});
    expect_sheets();
    return Spoil{order_, {choice_, voided_, by_, reason_}};
  });
}

void PassCommands::add_reprint() {
  CLI::App* reprint = tools_.command("reprint", {"Réimprime ce qui est gâché, à sa place.",
                                                 "Prints again what is spoiled, in its place."});
  order_id(reprint);
  tools_.text(reprint, "-o,--output", output_,
              {"Le dossier à écrire\u202f; il ne doit pas exister.",
               "The folder to write; it must not be there."},
              "DIR");
  tools_.flag(reprint, "--same-codes", same_codes_,
              {"Les mêmes codes\u00a0: l’ancien papier est détruit.",
               "The same codes: the old paper is destroyed."});
  tools_.flag(reprint, "--new-codes", new_codes_,
              {"De nouveaux pass\u00a0: les anciens sont nuls pour toujours.",
               "New passes: the old ones are void for ever."});
  reprint
      ->add_option("--destroyed-by", names_,
                   tools_.say({"Qui l’a détruit\u00a0: deux personnes, une option\nchacune.",
                               "Who destroyed it: two people, one option\neach."}))
      ->type_name("WHO")
      ->allow_extra_args(false);
  tools_.optional(reprint, "--by", by_,
                  {"Qui décide des nouveaux codes.", "Who decides on new codes."}, "WHO");
  tools_.optional(reprint, "--reason", reason_, {"Le motif.", "The reason."}, "TEXT");
  sheets(reprint);
  carnets_and_serials(reprint, {"Ces pass, par leur numéro.", "These passes, by their serials."});
  tools_.makes(reprint, [this]() -> Command {
    if (same_codes_ == new_codes_)
      tools_.refuse({"reprint\u00a0: donnez --same-codes ou --new-codes, l’un des deux",
                     "reprint: give --same-codes or --new-codes, one of them"});
    if (new_codes_ && by_.empty())
      tools_.refuse({"--new-codes\u00a0: il manque --by", "--new-codes: --by is missing"});
    expect_sheets();
    return Reprint{order_, {output_, choice_, new_codes_, names_, by_, reason_}};
  });
}

void PassCommands::add_standing(const std::string& name, const Sentence& what, Standing to) {
  CLI::App* app = tools_.command(name, what);
  tools_.text(app, "ID", order_,
              {"La commande («\u00a0id\u00a0» de order.toml)\u202f; entière, si\nrien ne dit quels "
               "pass.",
               "The order (\"id\" in order.toml); the whole of it\nwhere nothing says which "
               "passes."},
              "");
  carnets_and_serials(app, {"Ces pass, par leur numéro.", "These passes, by their serials."});
  tools_.value(app, "--delivery", as_text, choice_.delivery, {},
               {"Les pass de ce point de livraison.", "The passes of this delivery point."},
               "NAME");
  who(app);
  if (to == Standing::active)
    tools_.optional(app, "--reason", reason_, {"Le motif.", "The reason."}, "TEXT");
  else
    tools_.text(app, "--reason", reason_, {"Le motif.", "The reason."}, "TEXT");
  tools_.makes(
      app, [this, to]() -> Command { return ChangeStanding{order_, to, choice_, by_, reason_}; });
}

void PassCommands::add_reconcile() {
  CLI::App* reconcile =
      tools_.command("reconcile", {"Compte\u00a0: émis = bons + nuls, par livraison.",
                                   "Counts: issued = good + void, by delivery."});
  order_id(reconcile);
  tools_.optional(reconcile, "-o,--output", output_,
                  {"L’état à signer, en PDF\u202f; ne remplace rien.",
                   "The statement to sign, as PDF; replaces nothing."},
                  "FILE");
  reconcile
      ->add_option("--by", names_,
                   tools_.say({"Clôt les comptes\u00a0: deux personnes, une option\nchacune.",
                               "Closes the accounts: two people, one option\neach."}))
      ->type_name("WHO")
      ->allow_extra_args(false);
  tools_.makes(reconcile, [this]() -> Command {
    const auto output = output_.empty() ? std::nullopt : std::optional<Path>(output_);
    return Reconcile{order_, output, names_};
  });
}

}  // namespace imprimatur::cli
