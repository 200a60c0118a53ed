#include "cli/arguments.h"

#include "calendar/clock.h"
#include "cli/complaint.h"
#include "cli/speak.h"
#include "measure/text.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <functional>

namespace imprimatur::cli {
namespace {

using finding::Sentence;

// Raised inside CLI11's callbacks, so that a wrong value is refused like any other wrong argument.
[[noreturn]] void refuse(const std::string& text) {
  throw CLI::ValidationError(text);
}

template <typename Number>
std::optional<Number> whole(std::string_view digits) {
  Number value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// "12000.00", and what a French clerk copies from a bank statement: "12 000,00 €".
std::optional<measure::Money> money(std::string text) {
  for (const std::string_view noise : {" ", "\u202f", "\u00a0", "€", "EUR"})
    for (std::size_t at; (at = text.find(noise)) != std::string::npos;)
      text.erase(at, noise.size());
  std::replace(text.begin(), text.end(), ',', '.');
  return measure::money_from_text(text);
}

std::optional<Range> range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = whole<std::uint32_t>(text.substr(0, dash));
  const auto last =
      dash == std::string_view::npos ? first : whole<std::uint32_t>(text.substr(dash + 1));
  if (!first || !last || *first < 1 || *last < *first) return std::nullopt;
  return Range{*first, *last};
}

// One language at a time: the reader of a line is known before it is read.
class Reader {
 public:
  explicit Reader(Language language) : language_(language) {
    app_.name("imprimatur");
    app_.description(say({"Du dossier de commande au BAT, et du BAT aux feuilles de presse.",
                          "From order folder to proof, and from proof to press sheets."}));
    app_.require_subcommand(1);
    app_.get_formatter()->column_width(28);
    app_.get_formatter()->label("REQUIRED", say({"(requis)", "(required)"}));
    app_.get_formatter()->label("OPTIONS", "options");
    app_.get_formatter()->label("SUBCOMMAND", say({"COMMANDE", "COMMAND"}));
    app_.get_formatter()->label("Usage", say({"Emploi", "Usage"}));
    app_.get_formatter()->label("Positionals", "Arguments");
    app_.set_version_flag("--version", "imprimatur " IMPRIMATUR_VERSION,
                          say({"Affiche la version.", "Shows the version."}));
    app_.set_help_flag("-h,--help", say({"Affiche cette aide.", "Shows this help."}));
    app_.fallthrough();
    common_options();
    first_steps();
    decisions();
    production();
    questions();
  }

  std::variant<Request, Refusal> read(std::vector<std::string> arguments) {
    const bool json = std::ranges::find(arguments, "--json") != arguments.end();
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    try {
      app_.parse(arguments);
    } catch (const CLI::Success&) {  // --help, --version
      return Refusal{asked_text(), 0};
    } catch (const CLI::ParseError& error) {
      return complaint(error, json);
    }
    common_.language = language_;
    return Request{common_, make_()};
  }

 private:
  std::string say(const Sentence& sentence) const { return sentence.in(language_); }

  std::string asked_text() {
    if (app_.get_option("--version")->count() > 0) return "imprimatur " IMPRIMATUR_VERSION "\n";
    std::string before;
    const CLI::App* app = deepest(before);
    return app->help(before);
  }

  // The command that was named, and in `before` the words that lead to it: "imprimatur codes".
  const CLI::App* deepest(std::string& before) const {
    const CLI::App* app = &app_;
    while (!app->get_subcommands().empty()) {
      before += (before.empty() ? "" : " ") + app->get_name();
      app = app->get_subcommands().front();
    }
    return app;
  }

  Refusal complaint(const CLI::ParseError& error, bool json) const {
    // An ExtrasError calls itself by the program's name.
    const bool extras = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
    const Sentence fault =
        explain({extras ? "ExtrasError" : error.get_name(), error.what(), app_.remaining(true)});
    std::string command;
    const CLI::App* app = deepest(command);
    command += (command.empty() ? "" : " ") + app->get_name();
    flow::Outcome outcome;
    outcome.exit = flow::Exit::usage;
    outcome.findings.error("usage", {},
                           {"La ligne de commande ne va pas : " + fault.fr + ".",
                            "The command line is wrong: " + fault.en + "."},
                           {fmt::format("« {} --help » dit ce qui est attendu.", command),
                            fmt::format("'{} --help' says what is expected.", command)});
    return {json ? to_program(outcome, language_) : to_people(outcome, language_), 2, json};
  }

  void common_options() {
    const std::string group = say({"Options communes", "Common options"});
    const auto path = [this](const std::string& value) { common_.workspace = value; };
    app_.add_option_function<std::string>("--workspace", path,
                                          say({"Espace de travail (sinon le dossier au-dessus).",
                                               "Workspace (else the folder above)."}))
        ->type_name("DIR")
        ->group(group);
    app_.add_flag("--json", common_.json,
                  say({"Répond par un objet JSON.", "Answers with one JSON object."}))
        ->group(group);
    const auto now = [this](const std::string& value) {
      common_.now = calendar::instant_from_iso(value);
      if (!common_.now)
        refuse(say({"--now : attendu par ex. 2026-11-23T14:00:00Z",
                    "--now: expected e.g. 2026-11-23T14:00:00Z"}));
    };
    app_.add_option_function<std::string>(
            "--now", now, say({"L’heure à croire (ISO 8601).", "The time to believe (ISO 8601)."}))
        ->type_name("TIME")
        ->group(group);
    const auto language = [this](const std::string& value) {
      if (value != "fr" && value != "en") refuse(say({"--lang : fr ou en", "--lang: fr or en"}));
    };
    app_.add_option_function<std::string>("--lang", language,
                                          say({"Langue : fr ou en.", "Language: fr or en."}))
        ->type_name("fr|en")
        ->group(group);
    app_.add_flag("-q,--quiet", common_.quiet, say({"Sans progression.", "No progress."}))
        ->group(group);
  }

  CLI::App* command(const std::string& name, const Sentence& what) {
    return app_.add_subcommand(name, say(what))->group(say({"Commandes", "Commands"}));
  }

  // A whole number from 1.
  CLI::Option* count(CLI::App* app, const std::string& name, std::uint32_t& into,
                     const Sentence& what) {
    const auto take = [this, name, &into](const std::string& value) {
      const auto number = whole<std::uint32_t>(value);
      if (!number || *number == 0)
        refuse(say({name + " : un nombre à partir de 1", name + ": a number from 1"}));
      into = *number;
    };
    return app->add_option_function<std::string>(name, take, say(what))->type_name("N");
  }

  CLI::Option* text(CLI::App* app, const std::string& name, std::string& into, const Sentence& what,
                    const std::string& type) {
    return app->add_option(name, into, say(what))->required()->type_name(type);
  }

  CLI::Option* optional(CLI::App* app, const std::string& name, std::string& into,
                        const Sentence& what, const std::string& type) {
    return app->add_option(name, into, say(what))->type_name(type);
  }

  void order_id(CLI::App* app) {
    text(app, "ID", order_, {"Numéro de la commande.", "The order's id."}, "");
  }

  void order_version(CLI::App* app) {
    order_id(app);
    count(app, "--version", version_, {"Version du BAT.", "Version of the BAT."})->required();
    text(app, "--by", by_, {"Qui décide (adresse ou nom).", "Who decides (address or name)."},
         "WHO");
  }

  void order_folder(CLI::App* app) {
    text(app, "ORDER_DIR", folder_, {"Dossier de la commande.", "The order's folder."}, "");
  }

  template <typename Make>
  void makes(CLI::App* app, Make make) {
    app->callback([this, make] { make_ = make; });
  }

  std::optional<Path> given(const std::string& path) const {
    return path.empty() ? std::nullopt : std::optional<Path>(path);
  }

  void first_steps() {
    CLI::App* init = command("init", {"Crée un espace de travail.", "Makes a new workspace."});
    text(init, "DIR", folder_, {"Dossier à créer.", "The folder to make."}, "");
    makes(init, [this] { return Init{folder_}; });

    CLI::App* check = command("check", {"Contrôle une commande, sans rien changer.",
                                        "Checks an order and changes nothing."});
    order_folder(check);
    makes(check, [this] { return Check{folder_}; });

    CLI::App* bat = command("bat", {"Enregistre la commande et en rend le BAT.",
                                    "Registers the order and renders its BAT."});
    order_folder(bat);
    optional(bat, "-o,--output", output_, {"Copie du BAT.", "Where to copy the BAT."}, "FILE");
    makes(bat, [this] { return Bat{folder_, given(output_)}; });
  }

  void decisions() {
    CLI::App* approve = command(
        "approve", {"Enregistre le « bon à tirer » du client.", "Records the client's approval."});
    order_version(approve);
    optional(approve, "--evidence", evidence_,
             {"Le document qui le prouve (scan, courriel).", "What proves it (scan, mail)."},
             "FILE");
    makes(approve, [this] { return Approve{order_, version_, by_, given(evidence_)}; });

    CLI::App* refusal = command("refuse", {"Enregistre un refus.", "Records a refusal."});
    order_version(refusal);
    text(refusal, "--reason", reason_, {"Le motif.", "The reason."}, "TEXT");
    makes(refusal, [this] { return Refuse{order_, version_, by_, reason_}; });

    CLI::App* pay =
        command("pay", {"Enregistre un versement constaté.", "Records a payment seen."});
    order_id(pay);
    const auto amount = [this](const std::string& value) {
      const auto euros = money(value);
      if (!euros || euros->cents() <= 0)
        refuse(say({"--amount : attendu par ex. 12000.00", "--amount: expected e.g. 12000.00"}));
      amount_ = *euros;
    };
    pay->add_option_function<std::string>("--amount", amount,
                                          say({"Montant en euros.", "Amount in euros."}))
        ->required()
        ->type_name("EUR");
    text(pay, "--reference", reference_, {"Référence de la banque.", "The bank's reference."},
         "REF");
    const auto date = [this](const std::string& value) {
      date_ = calendar::date_from_iso(value);
      if (!date_)
        refuse(say({"--date : attendu par ex. 2026-11-23", "--date: expected e.g. 2026-11-23"}));
    };
    pay->add_option_function<std::string>("--date", date, say({"Date de valeur.", "Value date."}))
        ->type_name("D");
    makes(pay, [this] { return Pay{order_, amount_, reference_, date_}; });
  }

  void production() {
    CLI::App* press = command("press", {"Rend les feuilles d’une commande approuvée et payée.",
                                        "Renders the sheets of an approved, paid order."});
    order_id(press);
    text(press, "-o,--output", output_, {"Dossier à créer.", "The folder to make."}, "DIR");
    const auto sheets = [this](const std::string& value) {
      sheets_ = range(value);
      if (!sheets_)
        refuse(say({"--sheets : attendu par ex. 1-40", "--sheets: expected e.g. 1-40"}));
    };
    press
        ->add_option_function<std::string>("--sheets", sheets,
                                           say({"Ces feuilles seulement.", "These sheets only."}))
        ->type_name("A-B");
    optional(press, "--shop", shop_,
             {"Un autre imprimeur que celui de la commande.", "Another shop than the order's."},
             "NAME");
    makes(press, [this] {
      return Press{order_, output_, sheets_,
                   shop_.empty() ? std::nullopt : std::optional<std::string>(shop_)};
    });

    CLI::App* printed = command("printed", {"Note que les feuilles sont imprimées.",
                                            "Records that the sheets are printed."});
    order_id(printed);
    text(printed, "--by", by_, {"Qui l’atteste.", "Who says so."}, "WHO");
    makes(printed, [this] { return Printed{order_, by_}; });

    CLI::App* verify = command("verify", {"Relit les feuilles et compare chaque code.",
                                          "Reads sheets back and compares each code."});
    text(verify, "DIR", folder_, {"Dossier rendu par press.", "A folder made by press."}, "");
    CLI::Option* sample =
        count(verify, "--sample", sample_, {"N feuilles au hasard.", "N random sheets."});
    verify
        ->add_flag("--all", all_,
                   say({"Toutes les feuilles (par défaut).", "Every sheet (the default)."}))
        ->excludes(sample);
    makes(verify, [this] {
      return Verify{folder_, sample_ > 0 ? std::optional<std::uint32_t>(sample_) : std::nullopt};
    });
  }

  void questions() {
    CLI::App* codes = command("codes", {"Questions sur un code.", "Questions about a code."});
    codes->require_subcommand(1);
    CLI::App* check = codes->add_subcommand("check", say({"Bien formé ? délivré ? pour quel pass ?",
                                                          "Well formed? issued? for which pass?"}));
    text(check, "CODE", code_,
         {"Le code (« - » : lu sur l’entrée standard).",
          "The code ('-': read from standard input)."},
         "");
    makes(check, [this] { return CodesCheck{code_}; });

    CLI::App* status = command("status", {"Ce que chaque commande attend, et jusqu’à quand.",
                                          "What each order waits for, and until when."});
    status->add_option("ID", order_, say({"Une seule commande.", "One order alone."}))
        ->type_name("");
    makes(status, [this] {
      return Status{order_.empty() ? std::nullopt : std::optional<std::string>(order_)};
    });

    CLI::App* ledger = command("ledger", {"Le registre.", "The ledger."});
    ledger->require_subcommand(1);
    makes(ledger->add_subcommand(
              "verify", say({"Contrôle la chaîne des événements.", "Checks the chain of events."})),
          [] { return LedgerVerify{}; });

    CLI::App* demo = command("demo", {"Tout le chemin sur l’exemple, sans valeur.",
                                      "The whole way on the sample, worth nothing."});
    folder_for_demo(demo);
  }

  void folder_for_demo(CLI::App* demo) {
    demo->add_option(
            "DIR", folder_,
            say({"Dossier à créer (imprimatur-demo).", "The folder to make (imprimatur-demo)."}))
        ->type_name("");
    makes(demo, [this] { return Demo{folder_.empty() ? "imprimatur-demo" : folder_}; });
  }

  Language language_;
  CLI::App app_;
  Common common_;
  std::function<Command()> make_;
  std::string folder_, output_, order_, by_, reason_, reference_, evidence_, code_, shop_;
  std::uint32_t version_ = 0, sample_ = 0;
  bool all_ = false;
  measure::Money amount_;
  std::optional<std::chrono::year_month_day> date_;
  std::optional<Range> sheets_;
};

// --lang decides how everything else is explained, so it is looked for first.
Language language_in(const std::vector<std::string>& arguments, Language preferred) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    std::string_view value;
    if (word == "--lang" && i + 1 < arguments.size()) value = arguments[i + 1];
    if (word.starts_with("--lang=")) value = std::string_view(word).substr(7);
    if (value == "fr") return Language::french;
    if (value == "en") return Language::english;
  }
  return preferred;
}

}  // namespace

std::variant<Request, Refusal> read_arguments(const std::vector<std::string>& arguments,
                                              Language preferred) {
  return Reader(language_in(arguments, preferred)).read(arguments);
}

}  // namespace imprimatur::cli
