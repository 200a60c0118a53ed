#include "impose/faults.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::impose {
namespace {

using finding::Language;
using finding::Sentence;

bool is_french(Language language) {
  return language == Language::french;
}

Length across_lacking(const Grid& grid) {
  return std::max(Length{}, grid.piece.width - grid.x.available());
}
Length down_lacking(const Grid& grid) {
  return std::max(Length{}, grid.piece.height - grid.y.available());
}

// "12.3 mm in width and 4.0 mm in height".
std::string in_words(Length across, Length down, Language language) {
  const auto say = [&](Length lack, const char* french, const char* english) {
    return millimetres(lack, language) + (is_french(language) ? french : english);
  };
  std::string words;
  if (across > Length{}) words = say(across, "\u00a0mm en largeur", " mm in width");
  if (across > Length{} && down > Length{}) words += is_french(language) ? " et de " : " and ";
  if (down > Length{}) words += say(down, "\u00a0mm en hauteur", " mm in height");
  return words;
}

// The same words in both languages, with what a language spells in its own way filled in.
template <typename Say>
Sentence both(Say say) {
  return {say(Language::french), say(Language::english)};
}

finding::Finding error(const char* rule, Sentence sentence, Sentence hint) {
  return {finding::Severity::error, rule, {}, std::move(sentence), std::move(hint)};
}

// By how much a number of pieces is too long for a direction.
Length excess(Length piece, std::int64_t n, Length gutter, const Extent& extent) {
  return std::max(Length{}, piece * n + gutter * (n - 1) - extent.available());
}

}  // namespace

std::string millimetres(Length length, Language language) {
  const std::int64_t tenths = (length.micrometres() + 99) / 100;
  return fmt::format("{}{}{}", tenths / 10, is_french(language) ? ',' : '.', tenths % 10);
}

finding::Finding too_small(const shop::Shop& shop, const std::vector<Grid>& all) {
  const Grid& best = *std::ranges::min_element(
      all, {}, [](const Grid& grid) { return across_lacking(grid) + down_lacking(grid); });
  return error(
      "sheet-too-small", both([&](Language language) {
        return fmt::format(
            fmt::runtime(
                is_french(language)
                    ? "Un feuillet de {}\u00a0×\u00a0{}\u00a0mm, avec son fond perdu et ses "
                      "repères, dépasse la feuille de l’imprimeur «\u00a0{}\u00a0» de {}."
                    : "A leaf of {} × {} mm, with its bleed and marks, is larger than the "
                      "sheet of the shop \"{}\" allows: by {}."),
            millimetres(best.piece.width, language), millimetres(best.piece.height, language),
            shop.name, in_words(across_lacking(best), down_lacking(best), language));
      }),
      {"Choisissez une feuille plus grande, ou réduisez marges, prise de pinces ou repères dans "
       "le fichier de l’imprimeur.",
       "Choose a larger sheet, or reduce margins, gripper or marks in the shop's file."});
}

finding::Finding wish_too_large(const shop::Shop& shop, const std::vector<Grid>& all) {
  const auto lack = [&](const Grid& grid) {
    return std::pair{excess(grid.piece.width, shop.wishes.columns.value_or(1), shop.gutter, grid.x),
                     excess(grid.piece.height, shop.wishes.rows.value_or(1), shop.gutter, grid.y)};
  };
  const Grid& best = *std::ranges::min_element(
      all, {}, [&](const Grid& grid) { return lack(grid).first + lack(grid).second; });
  const auto [across, down] = lack(best);
  if (across + down == Length{}) {  // what fits, or is wished, can't be halved
    return error("work-needs-pairs",
                 {"Une même forme pour les deux côtés demande un nombre pair de poses en travers "
                  "de l’axe de retournement, et cette feuille n’en porte pas deux, ou columns ou "
                  "rows en demandent un nombre impair.",
                  "One form for both sides needs an even number of pieces across the axis about "
                  "which the sheet is turned, and this sheet hasn't room for two, or columns or "
                  "rows ask for an odd number."},
                 {"Donnez un nombre pair à columns ou rows, une feuille plus grande, ou work = "
                  "\"sheetwise\" sous [sheet].",
                  "Give columns or rows an even number, a larger sheet, or work = \"sheetwise\" "
                  "under [sheet]."});
  }
  return error(
      "wish-too-large", both([&](Language language) {
        return fmt::format(
            fmt::runtime(
                is_french(language)
                    ? "Les poses que demande l’imprimeur «\u00a0{}\u00a0» dépassent la "
                      "feuille de {}."
                    : "The columns and rows that the shop \"{}\" wants are larger than its "
                      "sheet: by {}."),
            shop.name, in_words(across, down, language));
      }),
      {"Réduisez columns ou rows sous [sheet], ou ôtez-les\u00a0: le meilleur placement sera "
       "trouvé.",
       "Reduce columns or rows under [sheet], or leave them out: the best layout is then found."});
}

finding::Finding grain_across(const shop::Shop& shop, const std::vector<Grid>& all) {
  const Grid& best = *std::ranges::max_element(all, {}, &Grid::pieces);
  return error(
      "grain-across", both([&](Language language) {
        return fmt::format(
            fmt::runtime(
                is_french(language)
                    ? "Le papier demande des fibres parallèles à la reliure\u202f; sur la "
                      "feuille de {}\u00a0×\u00a0{}\u00a0mm de l’imprimeur «\u00a0{}\u00a0», "
                      "elles la croiseraient."
                    : "The stock wants fibres along the spine; on the sheet of {} × {} mm of "
                      "the shop \"{}\" they would run across it."),
            millimetres(best.paper.sheet.width, language),
            millimetres(best.paper.sheet.height, language), shop.name);
      }),
      {"Ajoutez sous [[sheet.other]] une feuille aux fibres dans l’autre sens ou une plus grande, "
       "ou "
       "ôtez leaves s’il y figure.",
       "Add a sheet with its fibres the other way, or a larger one, under [[sheet.other]], or "
       "leave "
       "out leaves if it is given."});
}

finding::Finding marks_in_bleed(const shop::Shop& shop, Length bleed) {
  return error(
      "marks-in-bleed", both([&](Language language) {
        return fmt::format(
            fmt::runtime(
                is_french(language)
                    ? "Les traits de coupe de l’imprimeur «\u00a0{}\u00a0» commencent à "
                      "{}\u00a0mm du format fini, dans le fond perdu de {}\u00a0mm."
                    : "The crop marks of the shop \"{}\" start {} mm from the trim, inside "
                      "the bleed of {} mm."),
            shop.name, millimetres(shop.crop.offset, language), millimetres(bleed, language));
      }),
      {fmt::format("Donnez au moins offset = \"{} mm\" sous [marks] dans son fichier.",
                   millimetres(bleed, Language::english)),
       fmt::format("Give at least offset = \"{} mm\" under [marks] in its file.",
                   millimetres(bleed, Language::english))});
}

}  // namespace imprimatur::impose
