#include "flow/choice.h"

#include "flow/papers.h"
#include "flow/release.h"
#include "flow/say.h"
#include "flow/sheet_passes.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using ledger::Span;
using ledger::Spans;

// What is counted from 1 on, as a French sentence needs it.
struct Counted {
  Sentence one, many;
  std::string_view they;  // in French
};
const Counted carnets_counted{{"carnet", "booklet"}, {"carnets", "booklets"}, "ils vont"};
const Counted serials_counted{{"numéro", "serial"}, {"numéros", "serials"}, "ils vont"};
const Counted sheets_counted{{"feuille", "sheet"}, {"feuilles", "sheets"}, "elles vont"};
const Counted leaves_counted{{"feuillet", "leaf"}, {"feuillets", "leaves"}, "ils vont"};
const Counted slots_counted{{"place", "slot"}, {"places", "slots"}, "elles vont"};

bool is_within(NumberRange range, std::uint64_t most) {
  return range.first >= 1 && range.first <= range.last && range.last <= most;
}

class Finder {
 public:
  Finder(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
         const Choice& choice)
      : desk_(desk), workspace_(workspace), batch_(batch), choice_(choice) {}

  std::variant<Chosen, Outcome> find() {
    const std::vector<std::string_view> ways = ways_taken();
    if (ways.size() != 1)
      refuse_ways(ways);
    else if (choice_.carnets)
      add_carnets(*choice_.carnets);
    else if (choice_.serials)
      add_serials(*choice_.serials);
    else if (choice_.delivery)
      add_delivery(*choice_.delivery);
    else
      add_sheets();
    if (closed_) return shut(*closed_);
    if (findings_.has_errors()) return refused(std::move(findings_));
    // A place is borne by whatever pass stands there now; a serial is named as it is.
    if (!choice_.serials) chosen_.passes = batch_.successors_of(chosen_.passes);
    return std::move(chosen_);
  }

 private:
  const Desk& desk_;
  const Workspace& workspace_;
  const ledger::Batch& batch_;
  const Choice& choice_;
  finding::Findings findings_;
  std::optional<ledger::Closed> closed_;
  Chosen chosen_;

  std::vector<std::string_view> ways_taken() const {
    std::vector<std::string_view> ways;
    if (choice_.carnets) ways.emplace_back("--carnets");
    if (choice_.serials) ways.emplace_back("--serials");
    if (!choice_.sheets.empty()) ways.emplace_back("--sheets");
    if (choice_.delivery) ways.emplace_back("--delivery");
    return ways;
  }

  void refuse_ways(const std::vector<std::string_view>& ways) {
    if (ways.empty())
      return findings_.error("passes-choice", {},
                             {"Aucun pass n’est désigné.", "No pass is named."},
                             {"Désignez-les par une option.", "Name them by an option."});
    std::string list;
    for (const std::string_view way : ways) list += (list.empty() ? "" : ", ") + std::string(way);
    findings_.error("passes-choice", {},
                    {"Les pass se désignent d’une seule façon à la fois.",
                     "Passes are chosen in one way at a time."},
                    {fmt::format("Gardez une seule de ces options\u00a0: {}.", list),
                     fmt::format("Keep one of these options: {}.", list)});
  }

  // False, and told, where `asked` isn't within 1 to `most`.
  bool expect(const Counted& what, NumberRange asked, std::uint64_t most) {
    if (is_within(asked, most)) return true;
    const bool one = asked.first == asked.last;
    const auto range = [&](Language language) {
      const std::string first = wording::number(asked.first, language);
      if (one) return first;
      return fmt::format("{} {} {}", first, language == Language::french ? "à" : "to",
                         wording::number(asked.last, language));
    };
    const Sentence& named = one ? what.one : what.many;
    findings_.error(
        "passes-range", {},
        {fmt::format("Il n’y a pas de {} {}\u00a0: {} de 1 à {}.", named.fr,
                     range(Language::french), what.they, wording::number(most, Language::french)),
         fmt::format("There {} no {} {}: they run from 1 to {}.", one ? "is" : "are", named.en,
                     range(Language::english), wording::number(most, Language::english))},
        {"Corrigez les numéros.", "Correct the numbers."});
    return false;
  }

  void add_carnets(NumberRange carnets) {
    if (expect(carnets_counted, carnets, batch_.release->carnets))
      chosen_.passes = batch_.passes_in({carnets.first, carnets.last});
  }

  // Whether the order has them, the gates say.
  void add_serials(NumberRange serials) {
    if (expect(serials_counted, serials, ledger::last_serial_of_all))
      chosen_.passes = {serials.first, serials.last};
  }

  void add_delivery(const std::string& name) {
    const Frozen frozen = thaw(workspace_, batch_.order, *batch_.version(batch_.release->version));
    std::string names;
    for (const paperwork::Share& share : shares_of(frozen.order, batch_)) {
      if (share.name == name)
        chosen_.passes =
            chosen_.passes.with({share.serials.first().number(), share.serials.last().number()});
      names += (names.empty() ? "" : ", ") + share.name;
    }
    if (!chosen_.passes.empty()) return;
    findings_.error(
        "passes-delivery", {},
        {fmt::format("La commande {} n’a pas de point de livraison «\u00a0{}\u00a0».", batch_.order,
                     name),
         fmt::format("Order {} has no delivery point \"{}\".", batch_.order, name)},
        {fmt::format("Donnez l’un de\u00a0: {}.", names), fmt::format("Give one of: {}.", names)});
  }

  bool one_up() const { return batch_.laid() == ledger::Laid::one_up; }

  // The stock that was named, or else the one that bears the passes; nullptr where there is none
  // such, which is told.
  const impose::StockPlan* stock_in(const impose::Run& run) {
    std::string names;
    for (const impose::StockPlan& stock : run.stocks) {
      const bool wanted = choice_.stock ? stock.stock.name == *choice_.stock : stock.bears_passes();
      if (wanted && stock.bears_passes()) return &stock;
      if (wanted) return refuse_bare(stock.stock.name);
      if (stock.bears_passes()) names += (names.empty() ? "" : ", ") + stock.stock.name;
    }
    const std::string& asked = choice_.stock.value_or("");
    findings_.error(
        "passes-stock", {},
        {fmt::format("La commande {} ne s’imprime pas sur un papier «\u00a0{}\u00a0».",
                     batch_.order, asked),
         fmt::format("Order {} isn't printed on a stock \"{}\".", batch_.order, asked)},
        {fmt::format("Donnez l’un de\u00a0: {}.", names), fmt::format("Give one of: {}.", names)});
    return nullptr;
  }

  const impose::StockPlan* refuse_bare(const std::string& stock) {
    findings_.error(
        "passes-stock", {},
        {fmt::format("Les {} de «\u00a0{}\u00a0» ne portent aucun pass.",
                     one_up() ? "feuillets" : "feuilles", stock),
         fmt::format("The {} of \"{}\" bear no pass.", one_up() ? "leaves" : "sheets", stock)},
        {"Ce qui est gâché sans porter de pass s’imprime à nouveau, sans autre formalité (press "
         "--sheets).",
         "What is spoiled and bears no pass is simply printed again (press --sheets)."});
    return nullptr;
  }

  void add_sheets() {
    std::vector<Span> asked;
    for (const NumberRange& range : choice_.sheets) asked.push_back({range.first, range.last});
    const Spans sheets(asked);
    closed_ = ledger::sheets_gate(batch_, {});
    if (closed_) return;
    const Prepared prepared = prepare_again(desk_, workspace_, batch_, batch_.laid());
    closed_ = ledger::plan_gate(batch_, batch_.laid(), prepared.plan);
    if (closed_) return;
    const impose::StockPlan* stock = stock_in(prepared.run);
    if (!stock) return;
    for (const NumberRange& range : choice_.sheets)
      if (!expect(one_up() ? leaves_counted : sheets_counted, range, stock->plan.sheets())) return;
    for (const NumberRange& range : choice_.slots)
      if (!expect(slots_counted, range, stock->plan.up())) return;
    closed_ = ledger::sheets_gate(batch_, sheets);
    if (closed_) return;
    chosen_.passes = passes_on(*stock, batch_, choice_.sheets, choice_.slots);
    if (chosen_.passes.empty()) return refuse_empty();
    if (!choice_.slots.empty()) return;
    chosen_.stock = stock->stock.name;
    chosen_.sheets = sheets;
    chosen_.laid = batch_.laid();
  }

  void refuse_empty() {
    findings_.error(
        "passes-none", {},
        {"Il n’y a aucun pass à ces places.", "There is no pass in these places."},
        {"slots.csv dit ce que porte chaque place.", "slots.csv tells what each slot bears."});
  }
};

}  // namespace

bool Choice::is_whole_order() const {
  return !carnets && !serials && sheets.empty() && !delivery;
}

std::variant<Chosen, Outcome> find_passes(const Desk& desk, const Workspace& workspace,
                                          const ledger::Batch& batch, const Choice& choice) {
  return Finder(desk, workspace, batch, choice).find();
}

}  // namespace imprimatur::flow
