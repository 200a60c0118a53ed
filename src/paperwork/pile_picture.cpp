#include "paperwork/pile_picture.h"

#include "paperwork/column.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using finding::Language;
using measure::Length;
using measure::Rect;

constexpr Style pile_label{7_pt};
constexpr Style pile_name{7_pt, Weight::bold};

std::string booklets(const PileOfBooklets& pile, const wording::Noun& product, Language language) {
  if (pile.is_void()) return "VOID";
  if (pile.first == pile.last) return fmt::format("{} {}", product.one.in(language), pile.first);
  const std::string& many = product.many.in(language);
  if (pile.step == 1)
    return fmt::format("{} {}{}{}", many, pile.first,
                       language == Language::french ? " à " : " to ", pile.last);
  return fmt::format("{} {}, {}… {}", many, pile.first, pile.first + pile.step, pile.last);
}

// As many as have room, the last among them; a gap stands for those left out.
std::vector<std::optional<PileOfBooklets>> shown(const std::vector<PileOfBooklets>& piles,
                                                 std::size_t most) {
  std::vector<std::optional<PileOfBooklets>> all;
  if (piles.size() <= most) {
    all.assign(piles.begin(), piles.end());
    return all;
  }
  const auto kept = static_cast<std::ptrdiff_t>(most) - 2;
  all.assign(piles.begin(), piles.begin() + kept);
  all.emplace_back(std::nullopt);
  all.emplace_back(piles.back());
  return all;
}

// Edges of paper, as one sees them on a pile's side.
void draw_band(Document& document, const Rect& band) {
  document.fill(band, Tone::pale);
  for (Length y = band.top() + 700_um; y < band.bottom(); y += 700_um) {
    document.line({band.left(), y}, {band.right(), y}, 60_um, Tone::light);
  }
  document.frame(band, 200_um, Tone::black);
}

void draw_arrow_down(Document& document, measure::Point tip, Length length) {
  document.line({tip.x, tip.y - length}, tip, 300_um, Tone::black);
  document.line({tip.x - 1_mm, tip.y - 1.6_mm}, tip, 300_um, Tone::black);
  document.line({tip.x + 1_mm, tip.y - 1.6_mm}, tip, 300_um, Tone::black);
}

}  // namespace

std::vector<PileOfBooklets> piles_of(const impose::Run& run, const impose::StockPlan& stock,
                                     std::uint32_t lift) {
  std::vector<PileOfBooklets> piles;
  for (std::uint32_t pile = 1; pile <= run.layout.pieces(); ++pile) piles.push_back({pile});
  const std::uint32_t leaves = impose::leaves_of(run.layout.piece);
  // One sheet of each booklet tells which pile it is in, and how far the next one is from it.
  for (std::uint32_t sheet = 0; sheet < stock.plan.sheets(); ++sheet) {
    if (stock.plan.lift_of(sheet) != lift || stock.plan.piece_of(sheet) != 0) continue;
    for (PileOfBooklets& pile : piles) {
      const auto content = stock.plan.at(sheet, (pile.pile - 1) * leaves);
      if (content.is_void()) continue;
      const std::uint32_t number = *content.carnet + 1;
      if (pile.first != 0 && number != pile.first)
        pile.step = number > pile.last ? number - pile.last : pile.first - number;
      pile.first = pile.first == 0 ? number : std::min(pile.first, number);
      pile.last = std::max(pile.last, number);
    }
  }
  return piles;
}

void draw_piles(Document& document, const impose::Run& run, const impose::StockPlan& stock,
                const wording::Noun& product, const Rect& box, Language language) {
  constexpr Length height = 5.4_mm;
  const bool stacked = run.stacking == shop::Stacking::cut_and_stack;
  const Length gap = stacked ? Length{} : 1_mm;
  const auto room = static_cast<std::size_t>(
      std::max<std::int64_t>(3, (box.size.height - 4_mm) / (height + gap)));
  const Length width = box.size.width - 8_mm;
  Length y = box.top() + 4_mm;
  const bool french = language == Language::french;
  document.text({box.left(), box.top() + 1.5_mm},
                stacked ? (french ? "Levée 1, une fois empilée" : "Lift 1, once stacked")
                        : (french ? "Levée 1, à distribuer" : "Lift 1, to be dealt out"),
                pile_name);
  const Length top = y;
  for (const auto& pile : shown(piles_of(run, stock, 0), room)) {
    if (!pile) {
      document.text({box.left() + width / 2, y + height * 2 / 3}, "…", pile_label);
    } else {
      draw_band(document, {{box.left(), y}, {width, height}});
      const Length baseline = y + height * 2 / 3;
      document.fill({{box.left() + 1.5_mm, y + 900_um}, {width - 3_mm, height - 1.8_mm}},
                    Tone::pale);
      document.text({box.left() + 2_mm, baseline}, fmt::format("pile {}", pile->pile), pile_name);
      text_to_left(document, {box.left() + width - 2_mm, baseline}, booklets(*pile, product, language),
                   pile_label);
    }
    y += height + gap;
  }
  draw_arrow_down(document, {box.right() - 4_mm, y - gap}, y - gap - top);
}

}  // namespace imprimatur::paperwork
