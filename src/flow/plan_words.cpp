#include "flow/plan_words.h"

#include "flow/say.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using impose::Candidate;
using wording::leaf;
using wording::Noun;

const Noun lift{{"levée", "lift"}, {"levées", "lifts"}};
const Noun spread{{"feuille double", "spread"}, {"feuilles doubles", "spreads"}};
const Noun layout{{"pose examinée", "layout"}, {"poses examinées", "layouts"}};
const Noun blank_leaf{{"feuillet blanc", "blank leaf"}, {"feuillets blancs", "blank leaves"}};

// One of them for each value of an enumeration, in its order.
template <typename Enumeration>
const Sentence& one_of(const std::vector<Sentence>& names, Enumeration value) {
  return names[static_cast<std::size_t>(value)];
}

// "32,8 %", "32.8%".
std::string percent(std::uint32_t per_mille, Language language) {
  const bool french = language == Language::french;
  return fmt::format("{}{}{}{}%", per_mille / 10, french ? ',' : '.', per_mille % 10,
                     french ? "\u202f" : "");
}

class Teller {
 public:
  Teller(const PlanTold& told, Language language)
      : told_(told), run_(*told.imposed.run), language_(language) {}

  std::vector<std::string> lines() const {
    return run_.scheme == impose::Leaves::one_up ? lines_one_up() : lines_imposed();
  }

 private:
  std::vector<std::string> lines_one_up() const {
    std::vector<std::string> all{headline()};
    const bool loose = told_.document.passes_per_booklet() == 1;
    all.push_back(say(loose ? Sentence{"Feuillet par feuillet\u00a0: pages de ",
                                       "Leaf by leaf: pages of "}
                            : Sentence{"Feuillet par feuillet, carnet après carnet\u00a0: pages de ",
                                       "Leaf by leaf, booklet after booklet: pages of "}) +
                  mm(run_.layout.sheet) + say({", feuillets de ", ", leaves of "}) +
                  mm(told_.document.leaf));
    for (const impose::StockPlan& stock : run_.stocks)
      all.push_back(titled(stock) + counted(stock.plan.sheets(), leaf));
    return all;
  }

  std::vector<std::string> lines_imposed() const {
    std::vector<std::string> all{headline(), paper(), grid(), working()};
    for (const impose::StockPlan& stock : run_.stocks) all.push_back(of_stock(stock));
    all.push_back(reason());
    for (const Candidate& candidate : told_.imposed.considered)
      all.push_back("    " + of(candidate));
    return all;
  }

  std::string say(const Sentence& sentence) const { return sentence.in(language_); }
  std::string and_then() const { return say({"\u202f; ", "; "}); }
  std::string counted(std::uint64_t count, const Noun& noun) const {
    return wording::counted(static_cast<std::int64_t>(count), noun, language_);
  }
  std::string number(std::uint32_t count) const { return wording::number(count, language_); }
  std::string mm(const measure::Size& size) const { return wording::size(size, language_); }

  std::string headline() const {
    const Sentence version = told_.version == 0
                                 ? Sentence{"pas encore de BAT", "no BAT yet"}
                                 : Sentence{fmt::format("version {}", told_.version),
                                            fmt::format("version {}", told_.version)};
    const std::uint32_t per_booklet = told_.document.passes_per_booklet();
    const std::string passes =
        counted(std::uint64_t{run_.carnets} * per_booklet, wording::pass);
    const Sentence shop{fmt::format("imprimeur «\u00a0{}\u00a0»", told_.shop.name),
                        fmt::format("shop \"{}\"", told_.shop.name)};
    const std::string quantity =
        per_booklet == 1 ? passes
                         : fmt::format("{} · {}", counted(run_.carnets, wording::carnet), passes);
    return fmt::format("{}, {} · {} · {}", told_.order, say(version), say(shop), quantity);
  }

  std::string paper() const {
    static const Sentence unknown{"fibres inconnues", "fibres not known"};
    static const std::vector<Sentence> known{
        {"fibres le long du grand côté", "fibres along the long edge"},
        {"fibres le long du petit côté", "fibres along the short edge"}};
    const auto grain = grain_of_paper();
    return fmt::format("{}{}, {}", say({"Papier\u00a0: ", "Paper: "}), mm(run_.layout.sheet),
                       say(grain ? one_of(known, *grain) : unknown));
  }

  // The paper that was chosen of those the shop has.
  std::optional<shop::Grain> grain_of_paper() const {
    const auto& papers = told_.shop.papers;
    const auto paper = std::ranges::find(papers, run_.layout.sheet, &shop::Paper::sheet);
    return paper == papers.end() ? told_.shop.grain : paper->grain;
  }

  std::string turned(measure::Turn turn) const {
    return turn == measure::Turn::none ? say({"à l’endroit", "upright"})
                                       : say({"tournés d’un quart de tour", "turned by a quarter"});
  }

  std::string grid() const {
    const impose::Layout& layout = run_.layout;
    const bool folded = layout.piece == impose::Piece::spread;
    const auto chosen = std::ranges::find_if(
        told_.imposed.considered, [this](const Candidate& one) { return is_chosen(one); });
    std::string text =
        fmt::format("{}{} × {}", say({"Pose\u00a0: ", "Layout: "}), layout.columns, layout.rows);
    if (folded) text += fmt::format(", {}", counted(layout.pieces(), spread));
    text += fmt::format(", {}{}{}, {}", counted(layout.up(), leaf), say({" de ", " of "}),
                        mm(told_.document.leaf), turned(layout.turn));
    return text + and_then() + say({"chute\u00a0: ", "waste "}) + percent(chosen->waste, language_);
  }

  std::string working() const {
    static const std::vector<Sentence> works{
        {"une forme par côté", "sheetwise"},
        {"demi-feuille, pinces du même côté", "work-and-turn"},
        {"demi-feuille culbutée, pinces du côté opposé", "work-and-tumble"}};
    static const std::vector<Sentence> flips{
        {"feuille retournée sur le petit côté", "turned about the short edge"},
        {"feuille retournée sur le grand côté", "turned about the long edge"}};
    static const std::vector<Sentence> stackings{{"coupe et empilage", "cut-and-stack"},
                                                 {"poses répétées", "step-and-repeat"}};
    static const std::vector<Sentence> deliveries{
        {"sortie recto dessous", "delivered face down"},
        {"sortie recto dessus, de la dernière feuille à la première",
         "delivered face up, from the last sheet to the first"}};
    return say({"Tirage\u00a0: ", "Work: "}) + say(one_of(works, run_.work)) + ", " +
           say(one_of(flips, told_.shop.flip)) + and_then() +
           say(one_of(stackings, run_.stacking)) + and_then() +
           say(one_of(deliveries, run_.delivery));
  }

  std::string titled(const impose::StockPlan& stock) const {
    return fmt::format("{} ({}){}", stock.stock.name, stock.stock.title, say({"\u00a0: ", ": "}));
  }

  std::string of_stock(const impose::StockPlan& stock) const {
    const impose::Plan& plan = stock.plan;
    std::string text =
        fmt::format("{}{}{}{}", titled(stock), counted(plan.sheets(), wording::sheet),
                    say({" en ", " in "}), counted(plan.lifts(), lift));
    if (plan.lifts() > 1) {
      const auto first = number(plan.sheets_in_lift(0)),
                 last = number(plan.sheets_in_lift(plan.lifts() - 1));
      text += say({fmt::format(" (de {}, la dernière de {})", first, last),
                   fmt::format(" (of {}, the last of {})", first, last)});
    }
    const std::string in_pile =
        counted(plan.carnets_in_pile(0), wording::product(told_.document.passes_per_booklet()));
    text += say({fmt::format(", {} par pile", in_pile), fmt::format(", {} a pile", in_pile)});
    text += and_then() + counted(plan.voids(), void_place);
    if (plan.blanks() > 0) text += and_then() + counted(plan.blanks(), blank_leaf);
    return text;
  }

  bool is_chosen(const Candidate& one) const {
    const impose::Layout& layout = run_.layout;
    return one.sheet == layout.sheet && one.turn == layout.turn && one.columns == layout.columns &&
           one.rows == layout.rows && one.grain_fits;
  }

  std::string reason() const {
    const auto& all = told_.imposed.considered;
    const auto possible = std::ranges::count_if(
        all, [](const Candidate& one) { return one.up > 0 && one.grain_fits; });
    const Sentence why = possible > 1
                             ? Sentence{"la moindre chute de papier", "the least waste of paper"}
                             : Sentence{"la seule possible", "the only one possible"};
    return fmt::format("{}{}{}{}{}", say({"Choix\u00a0: ", "Choice: "}), say(why),
                       say({" parmi ", " of "}), counted(all.size(), layout), settled());
  }

  // What the shop's file leaves no choice of.
  std::string settled() const {
    const shop::Wishes& wishes = told_.shop.wishes;
    std::string text;
    const auto add = [&](const std::string& what) { text += (text.empty() ? "" : ", ") + what; };
    if (wishes.leaves) {
      add(*wishes.leaves == shop::Wishes::Leaves::upright ? turned(measure::Turn::none)
                                                          : turned(measure::Turn::quarter));
    }
    if (wishes.columns) add(fmt::format("{} {}", *wishes.columns, say({"de front", "across"})));
    if (wishes.rows) add(fmt::format("{} {}", *wishes.rows, say({"de haut", "down"})));
    if (text.empty()) return text;
    return and_then() + say({"fixé par l’imprimeur\u00a0: ", "settled by the shop: "}) + text;
  }

  std::string of(const Candidate& one) const {
    const std::string where =
        fmt::format("{}, {}{}", mm(one.sheet), turned(one.turn), say({"\u00a0: ", ": "}));
    if (one.up == 0) return where + say({"n’y tient pas", "doesn’t fit"});
    std::string text = fmt::format("{}{} × {}, {}, {}", where, one.columns, one.rows,
                                   counted(one.up, leaf), percent(one.waste, language_));
    if (!one.grain_fits) return text + say({", fibres en travers", ", fibres run across"});
    return is_chosen(one) ? text + say({" ← retenue", " ← chosen"}) : text;
  }

  const PlanTold& told_;
  const impose::Run& run_;
  Language language_;
};

}  // namespace

std::vector<Sentence> plan_lines(const PlanTold& told) {
  const auto french = Teller(told, Language::french).lines();
  const auto english = Teller(told, Language::english).lines();
  std::vector<Sentence> lines;
  for (std::size_t i = 0; i < french.size(); ++i) lines.push_back({french[i], english[i]});
  return lines;
}

}  // namespace imprimatur::flow
