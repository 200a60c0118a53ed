#include "cli/arguments.h"

#include "calendar/clock.h"
#include "cli/code_commands.h"
#include "cli/complaint.h"
#include "cli/decision_commands.h"
#include "cli/ledger_commands.h"
#include "cli/mail_commands.h"
#include "cli/pass_commands.h"
#include "cli/speak.h"
#include "cli/toolkit.h"
#include "cli/values.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>

namespace imprimatur::cli {
namespace {

using finding::Sentence;

// One language at a time: the reader of a line is known before it is read.
class Reader : Toolkit {
 public:
  explicit Reader(Language language)
      : Toolkit(app_, language),
        passes_(*this),
        codes_(*this),
        ledger_(*this),
        mails_(*this),
        decisions_(*this) {
    app_.name("imprimatur");
    app_.description(say({"Du dossier de commande au BAT, et du BAT aux feuilles de presse.",
                          "From order folder to proof, and from proof to press sheets."}));
    speak_the_language();
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "imprimatur " IMPRIMATUR_VERSION,
                          say({"Affiche la version.", "Shows the version."}));
    app_.set_help_flag("-h,--help", say({"Affiche cette aide.", "Shows this help."}));
    app_.fallthrough();
    common_options();
    first_steps();
    mails_.add();
    decisions_.add();
    planning();
    production();
    passes_.add();
    codes_.add();
    artwork();
    strangers();
    questions();
    app_.footer(
        say({"Le chemin\u00a0: init, check, bat, send, approve, pay, press, verify,\n"
             "printed, activate, reconcile\u202f; et codes export pour la plateforme.\n"
             "«\u00a0imprimatur COMMANDE --help\u00a0» détaille une commande.",
             "The way: init, check, bat, send, approve, pay, press, verify,\n"
             "printed, activate, reconcile; and codes export for the platform.\n"
             "\"imprimatur COMMAND --help\" tells more of one command."}));
  }

  std::variant<Request, Refusal> read(std::vector<std::string> arguments) {
    const bool json = std::ranges::find(arguments, "--json") != arguments.end();
    if (arguments.empty()) return Refusal{app_.help(), 2};
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    try {
      app_.parse(arguments);
      common_.language = language();  // as --lang says: see language_in
      return Request{common_, made()};
    } catch (const CLI::Success&) {  // --help, --version
      return Refusal{asked_text(), 0};
    } catch (const CLI::ParseError& error) {
      return complaint(error, json);
    }
  }

 private:
  std::string asked_text() {
    if (app_.get_option("--version")->count() > 0) return "imprimatur " IMPRIMATUR_VERSION "\n";
    return app_.help();
  }

  // Headings and remarks that CLI11 would write in English; subcommands inherit all of it.
  void speak_the_language() {
    auto words = std::make_shared<CLI::Formatter>();
    words->label("Usage", say({"Usage\u00a0", "Usage"}));
    words->label("Positionals", say({"Arguments\u00a0", "Arguments"}));
    words->label("SUBCOMMAND", say({"COMMANDE", "COMMAND"}));
    words->label("REQUIRED", say({"(obligatoire)", "(required)"}));
    words->column_width(28);
    app_.formatter(words);
    app_.option_defaults()->group(say({"Options\u00a0", "Options"}));
    app_.footer(
        say({"«\u00a0imprimatur --help\u00a0» dit les options communes à toutes les commandes.",
             "\"imprimatur --help\" tells the options that all commands share."}));
  }

  // The commands below `app`, its options and the common ones.
  std::vector<std::string> known_at(const CLI::App& app) const {
    std::vector<std::string> names;
    for (const CLI::App* below : app.get_subcommands({})) names.push_back(below->get_name());
    for (const CLI::App* owner : {&app, static_cast<const CLI::App*>(&app_)})
      for (const CLI::Option* option : owner->get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
  }

  Refusal complaint(const CLI::ParseError& error, bool json) const {
    // An ExtrasError calls itself by the program's name.
    const bool extras = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
    std::string command = "imprimatur";
    const CLI::App* app = &app_;
    while (!app->get_subcommands().empty()) {
      app = app->get_subcommands().front();
      command += " " + app->get_name();
    }
    const flow::Outcome outcome =
        cli::complaint({extras ? "ExtrasError" : error.get_name(), error.what(),
                        app_.remaining(true), known_at(*app)},
                       command);
    return {json ? to_program(outcome, language()) : to_people(outcome, language()), 2, json};
  }

  void common_options() {
    const std::string group = say({"Options communes\u00a0", "Common options"});
    const auto as_path = [](const std::string& words) { return std::optional<Path>(words); };
    value(&app_, "--workspace", as_path, common_.workspace, {},
          {"L’espace de travail\u202f; sinon IMPRIMATUR_WORKSPACE,\n"
           "sinon le dossier au-dessus qui contient ledger.db.",
           "The workspace; else IMPRIMATUR_WORKSPACE, else\n"
           "the nearest folder above with a ledger.db."},
          "DIR")
        ->group(group);
    app_.add_flag("--json", common_.json,
                  say({"Répond par un seul objet JSON.", "Answers with one JSON object."}))
        ->group(group);
    value(&app_, "--now", calendar::instant_from_iso, common_.now, like("2026-11-23T14:00:00Z"),
          {"L’heure à retenir (ISO 8601), pour les essais.",
           "The time to go by (ISO 8601), for trials."},
          "TIME")
        ->group(group);
    value(&app_, "--lang", language_named, common_.language, {"fr ou en", "fr or en"},
          {"La langue\u202f; sinon celle de la session.", "The language; else the session's."},
          "fr|en")
        ->group(group);
    const Sentence descriptor{"un descripteur ouvert, par ex. 3", "an open descriptor, e.g. 3"};
    value(&app_, "--key-fd", descriptor_number, common_.keys_descriptor, descriptor,
          {"Les clés, lues sur ce descripteur.", "The keys, read from this descriptor."}, "N")
        ->group(group);
    value(
        &app_, "--passphrase-fd", descriptor_number, common_.passphrase_descriptor, descriptor,
        {"La phrase secrète des clés, sa première ligne.", "The keys' passphrase, its first line."},
        "N")
        ->group(group);
    app_.add_flag("-q,--quiet", common_.quiet,
                  say({"Ne dit pas où en est le travail.", "Does not tell how far the work is."}))
        ->group(group);
  }

  void order_id(CLI::App* app) {
    text(app, "ID", order_,
         {"La commande («\u00a0id\u00a0» de order.toml).", "The order (\"id\" in order.toml)."},
         "");
  }

  void order_folder(CLI::App* app) {
    text(app, "ORDER_DIR", folder_,
         {"Le dossier qui contient order.toml.", "The folder that holds order.toml."}, "");
  }

  std::optional<std::string> other_shop() const {
    return shop_.empty() ? std::nullopt : std::optional(shop_);
  }

  std::optional<Path> given(const std::string& path) const {
    return path.empty() ? std::nullopt : std::optional<Path>(path);
  }

  void first_steps() {
    CLI::App* init = command("init", {"Crée un espace de travail (clés, registre).",
                                      "Makes a workspace: ledger, keys, settings."});
    text(init, "DIR", folder_, {"Le dossier à créer.", "The folder to make."}, "");
    flag(init, "--passphrase", passphrase_,
         {"Garde la clé sous une phrase secrète, demandée\nau terminal, ou lue sur "
          "--passphrase-fd.",
          "Keeps the key under a passphrase, asked for at\nthe terminal, or read from "
          "--passphrase-fd."});
    makes(init, [this] { return Init{folder_, passphrase_}; });

    CLI::App* check = command("check", {"Contrôle une commande, sans rien changer.",
                                        "Checks an order and changes nothing."});
    order_folder(check);
    makes(check, [this] { return Check{folder_}; });

    CLI::App* bat = command("bat", {"Enregistre la commande et en fait le BAT.",
                                    "Registers the order and renders its proof (BAT)."});
    text(bat, "ORDER_DIR", order_,
         {"Le dossier qui contient order.toml\u202f; avec --show,\nle numéro de la commande.",
          "The folder that holds order.toml; with --show,\nthe order's id."},
         "");
    count(bat, "N", shown_version_,
          {"Avec --show\u00a0: la version.", "With --show: the version."});
    flag(bat, "--show", show_,
         {"Redonne une version passée, à l’octet près\u202f;\nne change rien.",
          "Gives a past version again, byte for byte;\nchanges nothing."});
    optional(bat, "-o,--output", output_,
             {"Met aussi une copie du BAT là.", "Puts a copy of the BAT there too."}, "FILE");
    optional(
        bat, "--png", png_,
        {"Met aussi ses pages en images dans ce dossier, à\ncréer\u00a0: 200 ko au plus chacune.",
         "Puts its pages as pictures into this folder, to\nbe made: 200 kB each at most."},
        "DIR");
    makes(bat, [this]() -> Command {
      if (show_ != shown_version_.has_value())
        refuse({"--show va avec une commande et une version (--show ID N)",
                "--show goes with an order and a version (--show ID N)"});
      if (show_) return ShowBat{order_, *shown_version_, given(output_), given(png_)};
      return Bat{order_, given(output_), given(png_)};
    });
  }

  void leaf_by_leaf(CLI::App* app) {
    app->add_flag("--one-up", one_up_,
                  say({"Feuillet par feuillet, sans imposition, pour un\nimprimeur qui impose "
                       "lui-même.",
                       "Leaf by leaf, un-imposed, for a shop that\nimposes itself."}));
  }

  void planning() {
    CLI::App* plan = command("impose-plan", {"Montre l’imposition prévue, sans rien changer.",
                                             "Shows the planned imposition and changes nothing."});
    text(plan, "ORDER", order_,
         {"La commande (son numéro), ou son dossier.", "The order (its id), or its folder."}, "");
    optional(plan, "--shop", shop_,
             {"Un autre imprimeur (shops/NAME.toml).", "Another print shop (shops/NAME.toml)."},
             "NAME");
    leaf_by_leaf(plan);
    optional(
        plan, "--svg", svg_,
        {"Dessine là les premières feuilles, en SVG.", "Draws the first sheets there, as SVG."},
        "FILE");
    optional(plan, "--png", png_, {"De même, en PNG.", "The same, as PNG."}, "FILE");
    makes(plan,
          [this] { return ImposePlan{order_, other_shop(), given(svg_), given(png_), one_up_}; });
  }

  void production() {
    CLI::App* press = command("press", {"Écrit les feuilles d’une commande libérée.",
                                        "Writes the sheets of an approved, paid order."});
    order_id(press);
    text(press, "-o,--output", output_, {"Le dossier à créer.", "The folder to make."}, "DIR");
    value(press, "--sheets", sheet_range, sheets_, like("1-40"),
          {"Ces feuilles seulement, de chaque support.", "These sheets only, of each stock."},
          "A-B");
    optional(press, "--shop", shop_,
             {"Un autre imprimeur (shops/NAME.toml), la\npremière fois seulement.",
              "Another print shop (shops/NAME.toml), the\nfirst time only."},
             "NAME");
    leaf_by_leaf(press);
    makes(press, [this] { return Press{order_, output_, sheets_, other_shop(), one_up_}; });

    printings();

    CLI::App* verify = command("verify", {"Relit les feuilles finies et compare chaque code.",
                                          "Reads finished sheets back, compares each code."});
    text(verify, "DIR", folder_, {"Le dossier que press a laissé.", "The folder that press left."},
         "");
    count(verify, "--sample", sample_,
          {"N feuilles au hasard, et les premières et dernières\nde chaque fichier et de "
           "chaque levée.",
           "N sheets at random, and the first and last of\neach file and of each lift."});
    verify->add_flag(
        "--all", all_,
        say({"Toutes les feuilles, comme sans option.", "Every sheet, as without an option."}));
    optional(verify, "-o,--output", output_,
             {"Met aussi une copie du procès-verbal là.", "Puts a copy of the report there too."},
             "FILE");
    makes(verify, [this] {
      if (all_ && sample_)
        refuse({"--all et --sample s’excluent", "--all and --sample exclude each other"});
      return Verify{folder_, sample_, given(output_)};
    });
  }

  void printings() {
    CLI::App* printed = command(
        "printed", {"Note que des feuilles sont imprimées.", "Records that sheets are printed."});
    order_id(printed);
    text(printed, "--by", by_, {"Qui l’atteste.", "Who attests it."}, "WHO");
    printed
        ->add_option(
            "--of", inputs_,
            say({"Celles de ces dossiers de press\u202f; sinon toutes\ncelles écrites et pas "
                 "encore attestées.",
                 "Those of these press folders; else all that\nwere written and not "
                 "attested yet."}))
        ->type_name("DIR")
        ->allow_extra_args(false);
    makes(printed, [this] { return Printed{order_, by_, {inputs_.begin(), inputs_.end()}}; });
  }

  void artwork() {
    CLI::App* artwork = command("artwork", {"Montre ce qui serait placé d’un logo, sans commande.",
                                            "Shows what of a logo would be placed, no order."});
    text(artwork, "FILE", folder_, {"Le fichier du client.", "The client's file."}, "");
    optional(
        artwork, "-o,--output", output_,
        {"Met le logo là, en PDF/X-4 d’une page.", "Puts the logo there, a PDF/X-4 of a page."},
        "FILE");
    optional(artwork, "--png", png_,
             {"Met là un aperçu, vu à travers le profil\nde sortie.",
              "Puts a preview there, through the output profile."},
             "FILE");
    value(artwork, "--width", placed_width, artwork_.width, like("\"40 mm\""),
          {"La largeur où il est placé\u202f; sinon sa taille\nnaturelle.",
           "The width it is placed at; else its natural size."},
          "LENGTH");
    count(artwork, "--page", artwork_.page,
          {"La page du PDF\u202f; sinon la première.", "The PDF's page; else the first."});
    optional(
        artwork, "--shop", shop_,
        {"L’imprimeur\u00a0: un nom (shops/NAME.toml) ou un fichier\n.toml\u202f; sinon default.",
         "The shop: a name (shops/NAME.toml) or a .toml\nfile; else default."},
        "SHOP");
    makes(artwork, [this] {
      artwork_.file = folder_;
      artwork_.pdf = given(output_);
      artwork_.png = given(png_);
      if (!shop_.empty()) artwork_.shop = shop_;
      return ShowArtwork{artwork_};
    });
  }

  void strangers() {
    CLI::App* impose = command("impose", {"Impose des PDF finis, d’où qu’ils viennent.",
                                          "Imposes finished PDFs, whoever made them."});
    impose
        ->add_option("IN", inputs_,
                     say({"Les PDF\u202f; avec --scheme gang, IN.pdf:N pour\nN exemplaires.",
                          "The PDFs; with --scheme gang, IN.pdf:N for N of\nthem."}))
        ->required()
        ->type_name("");
    text(impose, "-o,--output", output_, {"Le PDF à écrire.", "The PDF to write."}, "FILE");
    const Sentence schemes{
        "cut-and-stack, step-and-repeat, saddle-stitch,\nperfect-bound, one-up ou gang.",
        "cut-and-stack, step-and-repeat, saddle-stitch,\nperfect-bound, one-up or gang."};
    const Sentence known{
        "cut-and-stack, step-and-repeat, saddle-stitch, perfect-bound, one-up ou gang",
        "cut-and-stack, step-and-repeat, saddle-stitch, perfect-bound, one-up or gang"};
    value(impose, "--scheme", imposition_scheme, imposed_.scheme, known, schemes, "SCHEME")
        ->required();
    optional(
        impose, "--shop", shop_,
        {"L’imprimeur\u00a0: un nom (shops/NAME.toml) ou un fichier\n.toml\u202f; sinon default.",
         "The shop: a name (shops/NAME.toml) or a .toml\nfile; else default."},
        "SHOP");
    count(impose, "--copies", imposed_.copies,
          {"Le nombre d’exemplaires\u202f; sinon un seul avec\ncut-and-stack et one-up, et ce qui "
           "remplit les\nfeuilles avec les autres. Jamais avec gang.",
           "How many copies; else one with cut-and-stack and\none-up, and as many as fill the "
           "sheets with the\nothers. Never with gang."});
    const Sentence millimetres{"en millimètres, par ex. 0.12", "in millimetres, e.g. 0.12"};
    value(impose, "--caliper", length_in_millimetres, imposed_.caliper, millimetres,
          {"L’épaisseur d’une feuille en mm, pour la chasse.",
           "The thickness of a sheet in mm, for creep."},
          "MM");
    makes(impose, [this] { return imposing(); });
  }

  Impose imposing() {
    imposed_.output = output_;
    if (!shop_.empty()) imposed_.shop = shop_;
    const bool ganged = imposed_.scheme == flow::Scheme::gang;
    if (ganged && imposed_.copies)
      refuse({"--copies est sans objet avec gang\u00a0: écrivez IN.pdf:N",
              "--copies doesn't go with gang: write IN.pdf:N"});
    auto files = imposed_files(inputs_, ganged);
    if (const auto* fault = std::get_if<Sentence>(&files)) refuse(*fault);
    imposed_.files = std::get<std::vector<flow::ImposedFile>>(std::move(files));
    return {imposed_};
  }

  void questions() {
    CLI::App* status = command("status", {"Ce que chaque commande attend, et jusqu’à quand.",
                                          "What each order waits for, and until when."});
    status->add_option("ID", order_, say({"Cette commande seulement.", "This order alone."}))
        ->type_name("");
    makes(status, [this] {
      return Status{order_.empty() ? std::nullopt : std::optional<std::string>(order_)};
    });

    ledger_.add();
    shops();

    CLI::App* demo = command("demo", {"Tout le chemin sur la commande d’exemple.",
                                      "The whole way on the sample order."});
    folder_for_demo(demo);
  }

  void shops() {
    CLI::App* shop = command("shop", {"Réglages d’un imprimeur.", "Settings of a print shop."});
    shop->require_subcommand(1);
    CLI::App* sheet = command(shop, "test-sheet",
                              {"Feuille pour mesurer le décalage du verso.",
                               "A sheet to measure the shift of the back with."});
    text(sheet, "SHOP", shop_,
         {"L’imprimeur (shops/NAME.toml).", "The print shop (shops/NAME.toml)."}, "");
    optional(sheet, "-o,--output", output_,
             {"Le fichier à écrire\u202f; sinon test-sheet-SHOP.pdf.",
              "The file to write; else test-sheet-SHOP.pdf."},
             "FILE");
    makes(sheet, [this] { return ShopTestSheet{shop_, given(output_)}; });
  }

  void folder_for_demo(CLI::App* demo) {
    demo->add_option("DIR", folder_,
                     say({"Le dossier à créer\u202f; sinon imprimatur-demo.",
                          "The folder to make; else imprimatur-demo."}))
        ->type_name("");
    makes(demo, [this] { return Demo{folder_.empty() ? "imprimatur-demo" : folder_}; });
  }

  CLI::App app_;
  Common common_;
  PassCommands passes_;
  CodeCommands codes_;
  LedgerCommands ledger_;
  MailCommands mails_;
  DecisionCommands decisions_;
  std::string folder_, output_, order_, by_, shop_, svg_, png_;
  std::optional<std::uint32_t> sample_, shown_version_;
  bool all_ = false, show_ = false, one_up_ = false, passphrase_ = false;
  std::optional<Range> sheets_;
  std::vector<std::string> inputs_;
  flow::ArtworkWishes artwork_;
  flow::ImposeWishes imposed_;
};

}  // namespace

std::variant<Request, Refusal> read_arguments(const std::vector<std::string>& arguments,
                                              Language preferred) {
  return Reader(language_in(arguments, preferred)).read(arguments);
}

}  // namespace imprimatur::cli
