#include "flow/choice.h"

#include "flow/release.h"
#include "flow/say.h"
#include "paperwork/deliveries.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using ledger::SerialSet;
using ledger::SerialSpan;

std::string grouped(std::uint64_t n, Language language) {
  return wording::number(static_cast<std::int64_t>(n), language);
}

// `what` as "carnets", "booklets"; numbers run from 1 to `most`.
void refuse_range(const Sentence& what, NumberRange asked, std::uint64_t most,
                  finding::Findings& findings) {
  findings.error("passes-range", {},
                 {fmt::format("Il n’y a pas de {} {} à {}\u00a0: ils vont de 1 à {}.", what.fr,
                              asked.first, asked.last, grouped(most, Language::french)),
                  fmt::format("There are no {} {} to {}: they run from 1 to {}.", what.en,
                              asked.first, asked.last, grouped(most, Language::english))},
                 {"Corrigez les numéros.", "Correct the numbers."});
}

bool is_within(NumberRange range, std::uint64_t most) {
  return range.first >= 1 && range.first <= range.last && range.last <= most;
}

class Finder {
 public:
  Finder(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
         const Choice& choice)
      : desk_(desk), workspace_(workspace), batch_(batch), choice_(choice) {}

  FoundPasses find() {
    const int ways = int{choice_.carnets.has_value()} + int{choice_.serials.has_value()} +
                     int{!choice_.sheets.empty()} + int{!choice_.delivery.empty()};
    if (ways > 1) return refuse_ways();
    if (choice_.carnets) add_carnets(*choice_.carnets);
    if (choice_.serials) passes_ = {choice_.serials->first, choice_.serials->last};
    if (!choice_.delivery.empty()) add_delivery();
    if (!choice_.sheets.empty()) add_sheets();
    if (found_.findings.has_errors()) return std::move(found_);
    // A place is borne by whatever pass stands there now; a serial is named as it is.
    if (!choice_.serials) passes_ = batch_.successors_of(passes_);
    found_.chosen = Chosen{passes_, stock_, sheets_};
    return std::move(found_);
  }

 private:
  const Desk& desk_;
  const Workspace& workspace_;
  const ledger::Batch& batch_;
  const Choice& choice_;
  FoundPasses found_;
  SerialSet passes_;
  std::string stock_;
  std::vector<SerialSpan> sheets_;

  FoundPasses refuse_ways() {
    found_.findings.error("passes-choice", {},
                          {"Les pass se désignent d’une seule façon à la fois.",
                           "Passes are chosen in one way at a time."},
                          {"Gardez l’un de --carnets, --serials, --sheets et --delivery.",
                           "Keep one of --carnets, --serials, --sheets and --delivery."});
    return std::move(found_);
  }

  std::uint64_t per_carnet() const { return batch_.counting().passes_per_carnet; }

  SerialSpan serials_of(NumberRange carnets) const {
    const std::uint64_t first = batch_.release->first_serial;
    return {first + (carnets.first - 1) * per_carnet(), first + carnets.last * per_carnet() - 1};
  }

  void add_carnets(NumberRange carnets) {
    if (!is_within(carnets, batch_.release->carnets))
      return refuse_range({"carnets", "booklets"}, carnets, batch_.release->carnets,
                          found_.findings);
    passes_ = SerialSet({serials_of(carnets)});
  }

  void add_delivery() {
    const Frozen frozen = thaw(workspace_, batch_.order, *batch_.version(batch_.release->version));
    const auto shares = paperwork::assign(frozen.order.deliveries, batch_.release->carnets,
                                          batch_.counting().passes_per_carnet,
                                          serial_of(batch_.release->first_serial));
    std::string names;
    for (const paperwork::Share& share : shares.value_or(std::vector<paperwork::Share>{})) {
      if (share.name == choice_.delivery)
        passes_ = passes_.with({share.serials.first().number(), share.serials.last().number()});
      names += (names.empty() ? "" : ", ") + share.name;
    }
    if (!passes_.empty()) return;
    found_.findings.error(
        "passes-delivery", {},
        {fmt::format("La commande {} n’a pas de point de livraison «\u00a0{}\u00a0».", batch_.order,
                     choice_.delivery),
         fmt::format("Order {} has no delivery point \"{}\".", batch_.order, choice_.delivery)},
        {fmt::format("Donnez l’un de\u00a0: {}.", names), fmt::format("Give one of: {}.", names)});
  }

  // The stock that was named, or else the one that bears the passes; nullptr where there is none
  // such, which is told.
  const impose::StockPlan* stock_in(const impose::Run& run) {
    std::string names;
    for (const impose::StockPlan& stock : run.stocks) {
      const bool wanted =
          choice_.stock.empty() ? stock.bears_passes() : stock.stock.name == choice_.stock;
      if (wanted && stock.bears_passes()) return &stock;
      if (wanted) return refuse_bare(stock.stock.name);
      names += (names.empty() ? "" : ", ") + stock.stock.name;
    }
    found_.findings.error(
        "passes-stock", {},
        {fmt::format("La commande {} ne s’imprime pas sur un papier «\u00a0{}\u00a0».",
                     batch_.order, choice_.stock),
         fmt::format("Order {} isn’t printed on a stock \"{}\".", batch_.order, choice_.stock)},
        {fmt::format("Donnez l’un de\u00a0: {}.", names), fmt::format("Give one of: {}.", names)});
    return nullptr;
  }

  const impose::StockPlan* refuse_bare(const std::string& stock) {
    found_.findings.error(
        "passes-stock", {},
        {fmt::format("Les feuilles de «\u00a0{}\u00a0» ne portent aucun pass.", stock),
         fmt::format("The sheets of \"{}\" bear no pass.", stock)},
        {"Une feuille gâchée sans pass s’imprime à nouveau, sans autre formalité (press --sheets).",
         "A spoiled sheet without passes is simply printed again (press --sheets)."});
    return nullptr;
  }

  void add_sheets() {
    const Prepared prepared = prepare_again(desk_, workspace_, batch_, batch_.laid());
    const impose::StockPlan* stock = stock_in(prepared.run);
    if (!stock) return;
    for (const NumberRange& range : choice_.sheets) {
      if (!is_within(range, stock->plan.sheets()))
        return refuse_range({"feuilles", "sheets"}, range, stock->plan.sheets(), found_.findings);
    }
    for (const NumberRange& range : choice_.slots) {
      if (!is_within(range, stock->plan.up()))
        return refuse_range({"places", "slots"}, range, stock->plan.up(), found_.findings);
    }
    std::vector<SerialSpan> serials;
    for (const NumberRange& range : choice_.sheets)
      for (std::uint64_t sheet = range.first; sheet <= range.last; ++sheet)
        add_sheet(*stock, static_cast<std::uint32_t>(sheet - 1), serials);
    passes_ = SerialSet(serials);
    if (passes_.empty()) return refuse_empty();
    if (!choice_.slots.empty()) return;
    stock_ = stock->stock.name;
    std::vector<SerialSpan> whole;
    for (const NumberRange& range : choice_.sheets) whole.push_back({range.first, range.last});
    sheets_ = SerialSet(whole).spans();
  }

  bool is_chosen(std::uint32_t slot) const {
    return choice_.slots.empty() || std::ranges::any_of(choice_.slots, [&](NumberRange range) {
             return range.first <= slot + 1 && slot + 1 <= range.last;
           });
  }

  void add_sheet(const impose::StockPlan& stock, std::uint32_t sheet,
                 std::vector<SerialSpan>& serials) const {
    for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot) {
      const impose::Content content = stock.plan.at(sheet, slot);
      if (!is_chosen(slot) || content.is_void() || content.is_blank()) continue;
      const auto& pass = stock.booklet[*content.leaf].pass;
      if (!pass) continue;
      const std::uint64_t serial =
          batch_.release->first_serial + std::uint64_t{*content.carnet} * per_carnet() + *pass;
      serials.push_back({serial, serial});
    }
  }

  void refuse_empty() {
    found_.findings.error(
        "passes-none", {},
        {"Il n’y a aucun pass à ces places.", "There is no pass in these places."},
        {"slots.csv dit ce que porte chaque place.", "slots.csv tells what each slot bears."});
  }
};

}  // namespace

FoundPasses find_passes(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
                        const Choice& choice) {
  return Finder(desk, workspace, batch, choice).find();
}

}  // namespace imprimatur::flow
