#include "paperwork/instructions.h"

#include "wording/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace imprimatur::paperwork {
namespace {

using finding::Language;
using finding::Sentence;
using measure::Length;

std::string set(const Sentence& sentence, Language language) {
  return wording::typeset(sentence.in(language), language);
}

template <typename... Values>
std::string set(Language language, std::string_view french, std::string_view english,
                const Values&... values) {
  const std::string_view form = language == Language::french ? french : english;
  return wording::typeset(fmt::format(fmt::runtime(form), values...), language);
}

Sentence name_of(shop::Edge edge) {
  switch (edge) {
    case shop::Edge::left: return {"bord gauche", "left edge"};
    case shop::Edge::top: return {"bord supérieur", "top edge"};
    case shop::Edge::right: return {"bord droit", "right edge"};
    case shop::Edge::bottom: return {"bord inférieur", "bottom edge"};
  }
  return {};
}

Fact paper(const shop::Shop& shop, const impose::Run& run, Language language) {
  std::string said = wording::size(run.layout.sheet, language);
  if (const auto grain = shop::grain_of(shop, run.layout.sheet)) {
    said +=
        *grain == shop::Grain::long_edge
            ? set({", fibres dans le sens du grand côté", ", fibres along the long edge"}, language)
            : set({", fibres dans le sens du petit côté", ", fibres along the short edge"},
                  language);
  }
  return {set({"Feuille", "Sheet"}, language), said};
}

Fact gripper(const shop::Shop& shop, Language language) {
  return {set({"Prise de pinces", "Gripper"}, language),
          shop.gripper.depth == Length{}
              ? set({"aucune", "none"}, language)
              : fmt::format("{}, {}", name_of(shop.gripper.edge).in(language),
                            in_millimetres(shop.gripper.depth, language))};
}

Fact condition(const shop::Shop& shop, Language language) {
  const ink::OutputCondition& printed = shop.condition;
  return {set({"Condition d’impression", "Printing condition"}, language),
          printed.description.empty()
              ? printed.identifier
              : fmt::format("{}, {}", printed.identifier,
                            wording::typeset(printed.description, language))};
}

Fact plates(const shop::Shop& shop, const page::Document& document,
            const std::vector<std::string>& spots, Language language) {
  std::string said = set({"cyan, magenta, jaune, noir", "cyan, magenta, yellow, black"}, language);
  for (const std::string& spot : spots)
    said += set(language, ", ton direct {}", ", spot colour {}", spot);
  if (!document.spots.empty() && shop.spots == shop::Spots::converted)
    said += set({" (tons directs convertis)", " (spot colours converted)"}, language);
  return {set({"Encres", "Inks"}, language), said};
}

// Empty where the files have no such ink.
std::vector<Fact> no_plates(const std::vector<std::string>& finishing, Language language) {
  if (finishing.empty()) return {};
  return {{set({"Sans plaque", "No plates"}, language),
           set(language, "{}\u00a0: tracés de façonnage, séparations à désactiver",
               "{}: finishing lines, separations to be switched off",
               fmt::format("{}", fmt::join(finishing, ", ")))}};
}

bool keeps_gripper(const shop::Shop& shop, const impose::Run& run) {
  const bool beside =
      shop.gripper.edge == shop::Edge::left || shop.gripper.edge == shop::Edge::right;
  return beside != (run.layout.axis == impose::Axis::vertical);
}

Fact two_sides(Language language) {
  return {set({"Recto verso", "Two sides"}, language),
          set({"les pages du fichier sont recto, verso, recto, verso…",
               "the pages of a file are front, back, front, back…"},
              language)};
}

Fact work(const impose::Run& run, Language language) {
  const Fact fact = two_sides(language);
  switch (run.work) {
    case shop::Work::sheetwise: return fact;
    case shop::Work::work_and_turn:
      return {
          fact.what,
          set({"une seule forme, en demi-feuille\u00a0: retourner la pile, les pinces gardent leur "
               "bord\u202f; au second passage, la page du verso, jamais deux fois la même page",
               "one form for both sides: turn the pile, the gripper keeps its edge "
               "(work-and-turn); second pass: the page of the back, never the same page twice"},
              language)};
    case shop::Work::work_and_tumble:
      return {
          fact.what,
          set({"une seule forme, en demi-feuille\u00a0: culbuter la pile, les pinces changent de "
               "bord\u202f; au second passage, la page du verso, jamais deux fois la même page",
               "one form for both sides: tumble the pile, the gripper changes its edge "
               "(work-and-tumble); second pass: the page of the back, never the same page twice"},
              language)};
  }
  return fact;
}

Fact flip(const shop::Shop& shop, const impose::Run& run, Language language) {
  std::string said = turns_on_short_edge(run.layout.sheet, run.layout.axis)
                         ? set({"sur le petit côté", "about the short edge"}, language)
                         : set({"sur le grand côté", "about the long edge"}, language);
  said += run.layout.axis == impose::Axis::vertical
              ? set({"\u00A0: le bord gauche passe à droite", ": the left edge comes to the right"},
                    language)
              : set({"\u00A0: le haut passe en bas", ": the top comes to the bottom"}, language);
  if (shop.gripper.depth > Length{}) {
    said +=
        keeps_gripper(shop, run)
            ? set({"\u202F; mêmes pinces des deux côtés", "; the same gripper edge on both sides"},
                  language)
            : set({"\u202F; les pinces changent de bord", "; the gripper changes its edge"},
                  language);
  }
  return {set({"Retournement", "Flip"}, language), said};
}

Fact delivery(const impose::Run& run, Language language) {
  return {set({"Réception", "Delivery"}, language),
          run.delivery == shop::Delivery::face_down
              ? set({"face dessous\u00a0: la première feuille imprimée est la première de la pile",
                     "face down: the first sheet printed is the first of the pile"},
                    language)
              : set({"face dessus\u00a0: la dernière feuille imprimée est la première de la pile",
                     "face up: the last sheet printed is the first of the pile"},
                    language)};
}

bool is_loose(const page::Document& document) {
  return document.passes_per_booklet() == 1;
}

Fact stacking(const impose::Run& run, const page::Document& document, Language language) {
  const std::string each = wording::product(document.passes_per_booklet()).many.in(language);
  return {
      set({"Empilage", "Stacking"}, language),
      run.stacking == shop::Stacking::cut_and_stack
          ? set(language, "coupe et empilage\u00a0: chaque pile contient des {} qui se suivent",
                "cut-and-stack: each pile holds {} that follow each other", each)
          : set(language,
                "poses répétées\u00a0: les {} qui se suivent sont côte à côte sur la feuille",
                "step-and-repeat: following {} lie side by side on the sheet", each)};
}

bool is_one_up(const impose::Run& run) {
  return run.scheme == impose::Leaves::one_up;
}

// What a shop that imposes itself has to know of the leaves; the rest is its own business.
std::vector<Fact> leaf_facts(const shop::Shop& shop, const impose::Run& run,
                             const page::Document& document, const Inks& inks, Language language) {
  std::vector<Fact> facts{
      {set({"Page", "Page"}, language),
       set(language, "{}\u00a0: un feuillet de {} et son fond perdu\u202f; TrimBox est le feuillet",
           "{}: a leaf of {} and its bleed; TrimBox is the leaf",
           wording::size(run.layout.sheet, language), wording::size(document.leaf, language))},
      condition(shop, language),
      plates(shop, document, inks.spots, language),
      two_sides(language),
      {set({"Imposition", "Imposition"}, language),
       set({"par l’imprimeur, à 100\u202f%", "by the shop, at 100%"}, language)},
      {set({"Ordre", "Order"}, language),
       is_loose(document) ? set({"celui des numéros", "that of the serials"}, language)
                          : set({"carnet après carnet, chacun dans l’ordre de ses feuillets",
                                 "booklet after booklet, each in the order of its leaves"},
                                language)}};
  std::ranges::copy(no_plates(inks.finishing, language), std::back_inserter(facts));
  return facts;
}

// "0,3 mm à droite, 0,1 mm vers le haut".
Fact back_shift(const shop::Shop& shop, Language language) {
  const auto along = [&](Length by, const Sentence& one, const Sentence& other) {
    return fmt::format("{} {}", in_millimetres(by < Length{} ? -by : by, language),
                       (by < Length{} ? one : other).in(language));
  };
  // Drawn the other way than the press shifts it.
  return {
      set({"Verso corrigé de", "Back corrected by"}, language),
      along(shop.back_shift.right, {"vers la droite", "to the right"},
            {"vers la gauche", "to the left"}) +
          ", " +
          along(shop.back_shift.down, {"vers le bas", "downwards"}, {"vers le haut", "upwards"})};
}

// One finish as it is told: where its line runs on the front of the leaf, or on both halves of a
// spread, which mirror each other about the fold.
std::string line_of(const page::Finish& finish, bool spread, Language language) {
  if (finish.from.x == finish.to.x && spread)
    return set(language, "à {} du pli, de chaque côté", "{} from the fold, on either side",
               in_millimetres(finish.from.x, language));
  if (finish.from.x == finish.to.x)
    return set(language, "à {} du bord gauche", "{} from the left edge",
               in_millimetres(finish.from.x, language));
  if (finish.from.y == finish.to.y)
    return set(language, "à {} du haut", "{} from the top",
               in_millimetres(finish.from.y, language));
  return set({"selon le tracé", "along the line shown"}, language);
}

// The leaves that have such a finish, told once for each place where it runs.
std::vector<std::pair<std::string, std::string>> places_of(const page::Document& document,
                                                           page::FinishKind kind,
                                                           Language language) {
  std::vector<std::pair<std::string, std::string>> all;  // place, leaves
  for (const page::Leaf& leaf : document.leaves) {
    for (const page::Finish& finish : document.pages[leaf.front].finishes) {
      if (finish.kind != kind) continue;
      const bool spread = document.binding == page::Binding::saddle;
      const std::string place = line_of(finish, spread, language);
      const std::string name = set(language, "«\u00a0{}\u00a0»", "“{}”", leaf.name);
      const auto known = std::ranges::find(all, place, &std::pair<std::string, std::string>::first);
      if (known == all.end()) {
        all.emplace_back(place, name);
      } else if (known->second.find(name) == std::string::npos) {
        known->second += ", " + name;
      }
    }
  }
  return all;
}

void add_lines(std::vector<std::string>& steps, const page::Document& document,
               page::FinishKind kind, Language language, const Sentence& verb) {
  for (const auto& [place, leaves] : places_of(document, kind, language)) {
    steps.push_back(set(language, "{} {} {}.", "{} {} {}.", verb.in(language), leaves, place));
  }
}

// The distinct middles of the staples, from the top.
std::vector<Length> staples_of(const page::Document& document, Length& from_left) {
  std::vector<Length> middles;
  for (const page::Leaf& leaf : document.leaves) {
    for (const page::Finish& finish : document.pages[leaf.front].finishes) {
      if (finish.kind != page::FinishKind::staple) continue;
      from_left = (finish.from.x + finish.to.x) / 2;
      const Length middle = (finish.from.y + finish.to.y) / 2;
      if (std::ranges::find(middles, middle) == middles.end()) middles.push_back(middle);
    }
  }
  std::ranges::sort(middles);
  return middles;
}

void add_staples(std::vector<std::string>& steps, const page::Document& document,
                 Language language) {
  Length from_left;
  const std::vector<Length> middles = staples_of(document, from_left);
  if (middles.empty()) return;
  std::string heights;
  for (std::size_t i = 0; i < middles.size(); ++i) {
    const bool last = i + 1 == middles.size();
    if (i > 0) heights += !last ? ", " : language == Language::french ? " et " : " and ";
    heights += in_millimetres(middles[i], language);
  }
  if (document.binding == page::Binding::saddle) {
    steps.push_back(set(language, "Agrafer dans le pli ({} agrafes, à {} du haut).",
                        "Staple through the fold ({} staples, {} from the top).", middles.size(),
                        heights));
  } else {
    steps.push_back(set(language,
                        "Agrafer à {} du bord gauche ({} agrafes, leur milieu à {} du haut).",
                        "Staple {} from the left edge ({} staples, their middles {} from the top).",
                        in_millimetres(from_left, language), middles.size(), heights));
  }
}

std::string impose_leaves(const page::Document& document, Language language) {
  if (document.binding == page::Binding::saddle)
    return set({"Imposer à 100\u202f% en feuilles doubles\u00a0: pour chaque papier d’un carnet, "
                "le premier "
                "feuillet avec le dernier, et ainsi de suite vers le milieu.",
                "Impose at 100% as spreads: of each paper of a booklet the first leaf with the "
                "last, and so on to the middle."},
               language);
  if (is_loose(document))
    return set({"Imposer à 100\u202f%, chaque verso derrière son recto, dans l’ordre des numéros.",
                "Impose at 100%, each back behind its front, in the order of the serials."},
               language);
  return set({"Imposer à 100\u202f%, chaque verso derrière son recto, sans mêler les carnets.",
              "Impose at 100%, each back behind its front, without mixing the booklets."},
             language);
}

std::string cut_leaves(const page::Document& document, Language language) {
  if (document.binding == page::Binding::saddle)
    return set(language, "Couper les feuilles doubles au format fini\u00a0: {}.",
               "Cut the spreads to their trimmed size: {}.",
               wording::size({document.leaf.width * 2, document.leaf.height}, language));
  return set(language, "Couper au format fini\u00a0: {} par feuillet.",
             "Cut to the trimmed size: {} a leaf.", wording::size(document.leaf, language));
}

std::string cut(const impose::Run& run, Language language) {
  const bool spread = run.layout.piece == impose::Piece::spread;
  return spread
             ? set(language,
                   "Couper chaque levée aux traits de coupe\u00a0: {} piles de feuilles doubles.",
                   "Cut each lift at its crop marks: {} piles of spreads.", run.layout.pieces())
             : set(language,
                   "Couper chaque levée aux traits de coupe\u00a0: {} piles de feuillets.",
                   "Cut each lift at its crop marks: {} piles of leaves.", run.layout.pieces());
}

// Empty where all piles lie with their fronts up.
std::string turn_piles(const impose::Run& run, Language language) {
  std::string piles;
  for (std::uint32_t piece = 0; piece < run.layout.pieces(); ++piece) {
    if (run.layout.lies_back_up(piece))
      piles += fmt::format("{}{}", piles.empty() ? "" : ", ", piece + 1);
  }
  if (piles.empty()) return piles;
  return set(language,
             "Retourner d’un bloc, recto dessus, les piles imprimées verso dessus\u00a0: {}.",
             "Turn over, each in one block, the piles printed with their backs up: {}.", piles);
}

std::string stack(const impose::Run& run, const page::Document& document, Language language) {
  if (run.layout.pieces() == 1)
    return set({"Garder les levées dans leur ordre.", "Keep the lifts in their order."}, language);
  if (run.stacking == shop::Stacking::cut_and_stack) {
    const bool one_lift = run.stocks.front().plan.lifts() == 1;
    const Sentence next{" ; la levée suivante va au-dessous", "; the next lift goes below"};
    return set(language,
               "Empiler les piles d’une levée, recto dessus, la pile 1 au-dessus, la pile {} "
               "au-dessous{}.",
               "Stack the piles of a lift, fronts up, pile 1 at the top, pile {} at the bottom{}.",
               run.layout.pieces(), one_lift ? "" : next.in(language));
  }
  return set(
      language,
      "Ne pas empiler\u00a0: prendre un {} de chaque pile, de la pile 1 à la pile {}, puis "
      "recommencer.",
      "Do not stack: take one {} from each pile, from pile 1 to pile {}, and begin "
      "again.",
      wording::product(document.passes_per_booklet()).one.in(language), run.layout.pieces());
}

std::vector<std::string> put_back(const page::Document& document, Language language) {
  return {
      set({"Couper les feuilles aux traits de coupe, jeter ce qui est VOID.",
           "Cut the sheets at their crop marks, throw away what is VOID."},
          language),
      is_loose(document)
          ? set({"Remettre chaque pass à sa place dans la pile, d’après son numéro.",
                 "Put each pass back into its place in the pile, by its serial."},
                language)
          : set({"Remettre chaque pièce dans la pile ou le carnet où elle manque\u00a0: slots.csv "
                 "dit de quel carnet et de quel feuillet elle est.",
                 "Put each piece back into the pile or booklet where it is missing: slots.csv tells "
                 "of which booklet and which leaf it is."},
                language)};
}

std::vector<std::string> cut_and_stack(const impose::Run& run, const page::Document& document,
                                       Language language) {
  std::vector<std::string> steps{cut(run, language), turn_piles(run, language),
                                 stack(run, document, language)};
  std::erase(steps, "");
  return steps;
}

std::string count(const impose::Run& run, const page::Document& document, const Extent& extent,
                  Language language) {
  const std::string quantity =
      extent.reprint ? wording::counted(extent.reprint->passes().size(), wording::pass, language)
      : extent.part
          ? set({"ce que cette partie du tirage a donné", "what this part of the run gave"},
                language)
          : wording::counted(run.carnets, wording::product(document.passes_per_booklet()), language);
  return set(language,
             "Compter\u00a0: {}. Un pass gâché reste une valeur\u00a0: l’écarter, le marquer VOID, "
             "le noter ci-dessous, ne pas le jeter.",
             "Count: {}. A spoiled pass is still worth money: set it aside, mark it VOID, "
             "note it below, do not throw it away.",
             quantity);
}

std::string insert_spreads(const impose::Run& run, Language language) {
  std::string spreads;
  for (const impose::StockPlan& stock : run.stocks) {
    if (!spreads.empty()) spreads += ", ";
    spreads += set(language, "{}\u00A0«\u00a0{}\u00a0»", "{}\u00A0“{}”",
                   (stock.plan.leaves() + 1) / 2, stock.stock.name);
  }
  return set(language, "Encarter les feuilles doubles l’une dans l’autre\u00a0: {}.",
             "Insert the spreads into each other: {}.", spreads);
}

std::string collate(const page::Document& document, Language language) {
  std::string leaves;
  for (const page::Leaf& leaf : document.leaves) {
    if (!leaves.empty()) leaves += ", ";
    leaves += set(language, "{}\u00A0«\u00a0{}\u00a0»", "{}\u00A0“{}”", leaf.count, leaf.name);
  }
  return set(language, "Assembler chaque carnet, de haut en bas\u00a0: {}.",
             "Collate each booklet, from top to bottom: {}.", leaves);
}

}  // namespace

std::string in_millimetres(Length length, Language language) {
  const bool below = length < Length{};
  const std::int64_t tenths = ((below ? -length : length).micrometres() + 50) / 100;
  std::string digits = fmt::format("{}{}", below && tenths > 0 ? "-" : "", tenths / 10);
  if (tenths % 10 != 0)
    digits += fmt::format("{}{}", language == Language::french ? ',' : '.', tenths % 10);
  return digits + "\u00A0mm";
}

bool turns_on_short_edge(measure::Size sheet, impose::Axis axis) {
  return (sheet.width >= sheet.height) == (axis == impose::Axis::vertical);
}

std::vector<Fact> press_facts(const shop::Shop& shop, const impose::Run& run,
                              const page::Document& document, const Inks& inks, Language language) {
  if (is_one_up(run)) return leaf_facts(shop, run, document, inks, language);
  std::vector<Fact> facts{paper(shop, run, language), gripper(shop, language),
                          condition(shop, language),  plates(shop, document, inks.spots, language),
                          work(run, language),        flip(shop, run, language),
                          delivery(run, language),    stacking(run, document, language)};
  std::ranges::copy(no_plates(inks.finishing, language), std::back_inserter(facts));
  if (shop.back_shift != shop::Shift{}) facts.push_back(back_shift(shop, language));
  return facts;
}

std::vector<std::string> finishing_steps(const impose::Run& run, const page::Document& document,
                                         const Extent& extent, Language language) {
  using page::FinishKind;
  std::vector<std::string> steps = is_one_up(run)   ? std::vector{impose_leaves(document, language),
                                                                cut_leaves(document, language)}
                                   : extent.reprint ? put_back(document, language)
                                                    : cut_and_stack(run, document, language);
  add_lines(steps, document, FinishKind::perforation, language, {"Perforer", "Perforate"});
  add_lines(steps, document, FinishKind::crease, language, {"Rainer", "Crease"});
  if (document.binding == page::Binding::saddle) {
    steps.push_back(set({"Plier chaque feuille double en son milieu, recto dehors.",
                         "Fold each spread in its middle, front outside."},
                        language));
  } else {
    add_lines(steps, document, FinishKind::fold, language, {"Plier", "Fold"});
  }
  if (document.leaves.size() > 1 || document.leaves.front().count > 1)
    steps.push_back(document.binding == page::Binding::saddle ? insert_spreads(run, language)
                                                              : collate(document, language));
  add_staples(steps, document, language);
  add_lines(steps, document, FinishKind::glue, language, {"Encoller", "Glue"});
  steps.push_back(count(run, document, extent, language));
  return steps;
}

}  // namespace imprimatur::paperwork
