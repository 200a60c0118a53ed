#include "press/slug.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace imprimatur::press {
namespace {

using measure::Length;
using measure::Turn;
using namespace measure::literals;

constexpr Length largest = 2500_um;

// The least and the greatest of what the slots say; they are of one length, so that their order as
// texts is that of their numbers.
template <typename Say>
std::pair<std::string_view, std::string_view> range_of(const std::vector<Slot>& slots, Say say) {
  std::pair<std::string_view, std::string_view> range;
  for (const Slot& slot : slots) {
    const std::string_view text = say(slot);
    if (text.empty()) continue;
    if (range.first.empty() || text < range.first) range.first = text;
    if (text > range.second) range.second = text;
  }
  return range;
}

void append_range(std::string& text, std::string_view what,
                  const std::pair<std::string_view, std::string_view>& range) {
  if (range.first.empty()) return;
  fmt::format_to(std::back_inserter(text), "{}{} {}", text.empty() ? "" : " | ", what, range.first);
  if (range.second != range.first) fmt::format_to(std::back_inserter(text), "-{}", range.second);
}

// Of what people name, ASCII alone; a stock may be called anything.
std::string in_ascii(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

// "2026-0147 v2 | 3f2a9c01b2d4 | inner".
std::string standing_of(const Job& job, const impose::StockPlan& stock) {
  return fmt::format("{} v{} | {} | {}", in_ascii(job.order), job.version,
                     job.approved.hex().substr(0, 12), in_ascii(stock.stock.name));
}

// Of a line at an em of one million micrometres.
std::int64_t advance_of(const page::Alphabet& alphabet, std::string_view text) {
  std::int64_t sum = 0;
  for (const char c : text) {
    const auto glyph = alphabet.glyphs.find(c);
    if (glyph != alphabet.glyphs.end()) sum += glyph->second.advance;
  }
  return sum;
}

// Along `strip`, which may run down.
void paint_line(pdf::Canvas& canvas, const page::Alphabet& alphabet,
                const pdf::Materials& materials, const measure::Rect& strip,
                std::string_view text) {
  const bool down = strip.size.height > strip.size.width;
  const Length depth = down ? strip.size.width : strip.size.height;
  const Length room = down ? strip.size.height : strip.size.width;
  if (depth == Length{}) return;
  const std::int64_t advance = std::max<std::int64_t>(1, advance_of(alphabet, text));
  const Length fitting = Length::from_micrometres(room.micrometres() * 1'000'000 / advance);
  const Length em = std::min({largest, depth * 6 / 10, fitting});
  if (em <= Length{} || text.empty()) return;
  const Length baseline = (depth + em * 7 / 10) / 2;
  const measure::Placement along = impose::lay(strip, down ? Turn::quarter : Turn::none);
  canvas.line(alphabet, em, ink::black(), materials, text,
              along.after({{Length{}, baseline}, Turn::none}));
}

// In ISO 8859-1, as the alphabet.
struct Words {
  std::string_view reprint, sheet, front, back, lift, booklets, passes, gripper, inks;
  std::string_view finishing, pieces, of;
  std::array<std::string_view, 4> edges;  // as shop::Edge counts them
};
const Words& words_in(finding::Language language) {
  static constexpr Words french{"RETIRAGE",
                                "feuille",
                                "recto",
                                "verso",
                                "lev\351e",
                                "carnets",
                                "pass",
                                "pinces :",
                                "encres C M J N",
                                "fa\347onnage",
                                "pi\350ces",
                                "sur",
                                {"gauche", "haut", "droite", "bas"}};
  static constexpr Words english{"REPRINT",
                                 "sheet",
                                 "front",
                                 "back",
                                 "lift",
                                 "booklets",
                                 "passes",
                                 "gripper",
                                 "inks C M Y K",
                                 "finishing",
                                 "pieces",
                                 "of",
                                 {"left", "top", "right", "bottom"}};
  return language == finding::Language::french ? french : english;
}

}  // namespace

Slug slug_of(const Job& job, const impose::StockPlan& stock, std::uint32_t sheet, impose::Side side,
             const std::vector<Slot>& slots, const std::string& standing) {
  const impose::Plan& plan = stock.plan;
  const Words& words = words_in(job.language);
  Slug slug;
  const std::string again =
      job.reprint ? fmt::format("{} {} | ", words.reprint, job.reprint->number()) : "";
  slug.sheet =
      fmt::format("{}{} | {} {}/{} | {} | {} {}/{}", again, standing_of(job, stock), words.sheet,
                  sheet + 1, plan.sheets(), side == impose::Side::front ? words.front : words.back,
                  words.lift, plan.lift_of(sheet) + 1, plan.lifts());
  if (job.document.passes_per_booklet() > 1)
    append_range(slug.content, words.booklets,
                 range_of(slots, [](const Slot& slot) -> std::string_view { return slot.carnet; }));
  append_range(
      slug.content, words.passes,
      range_of(slots, [](const Slot& slot) -> std::string_view { return slot.serial_text; }));
  slug.content += standing;
  return slug;
}

Slug finishing_slug(const Job& job, const impose::StockPlan& stock, std::string_view pieces,
                    std::size_t number, std::size_t of) {
  const Words& words = words_in(job.language);
  return {fmt::format("{} | {} {}/{}", standing_of(job, stock), words.finishing, number + 1, of),
          fmt::format("{} | {} {} {} {}", words.front, words.pieces, pieces, words.of,
                      stock.plan.pieces())};
}

std::string standing_text(const Job& job, const std::vector<std::string>& spots) {
  const Words& words = words_in(job.language);
  std::string text;
  if (job.shop.gripper.depth > Length{}) {
    fmt::format_to(std::back_inserter(text), " | {} {}", words.gripper,
                   words.edges[static_cast<std::size_t>(job.shop.gripper.edge)]);
  }
  fmt::format_to(std::back_inserter(text), " | {}", words.inks);
  for (const std::string& spot : spots) text += ", " + in_ascii(spot);
  return text;
}

void paint_slug(pdf::Canvas& canvas, const page::Alphabet& alphabet,
                const pdf::Materials& materials, const impose::MarkPlaces& places,
                const Slug& slug) {
  paint_line(canvas, alphabet, materials, places.sheet_line, slug.sheet);
  paint_line(canvas, alphabet, materials, places.content_line, slug.content);
}

}  // namespace imprimatur::press
