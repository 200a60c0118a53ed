#include "press/slug.h"

#include <fmt/format.h>

#include <algorithm>
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

// The alphabet has ASCII alone; a stock may be called anything.
std::string in_ascii(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
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

std::string_view name_of(shop::Edge edge) {
  switch (edge) {
    case shop::Edge::left: return "left";
    case shop::Edge::top: return "top";
    case shop::Edge::right: return "right";
    case shop::Edge::bottom: return "bottom";
  }
  return {};
}

}  // namespace

Slug slug_of(const Job& job, const impose::StockPlan& stock, std::uint32_t sheet, impose::Side side,
             const std::vector<Slot>& slots, const std::string& standing) {
  const impose::Plan& plan = stock.plan;
  Slug slug;
  const std::string again = job.reprint ? fmt::format("REPRINT {} | ", job.reprint->number()) : "";
  slug.sheet = in_ascii(fmt::format(
      "{}{} v{} | {} | {} | sheet {}/{} | {} | lift {}/{}", again, job.order, job.version,
      job.approved.hex().substr(0, 12), stock.stock.name, sheet + 1, plan.sheets(),
      side == impose::Side::front ? "front" : "back", plan.lift_of(sheet) + 1, plan.lifts()));
  append_range(slug.content, "carnets",
               range_of(slots, [](const Slot& slot) -> std::string_view { return slot.carnet; }));
  append_range(slug.content, "serials", range_of(slots, [](const Slot& slot) -> std::string_view {
                 return slot.serial_text;
               }));
  slug.content = in_ascii(std::move(slug.content));
  slug.content += standing;
  return slug;
}

std::string standing_text(const Job& job, const std::vector<std::string>& spots) {
  std::string text;
  if (job.shop.gripper.depth > Length{}) {
    fmt::format_to(std::back_inserter(text), " | gripper {}", name_of(job.shop.gripper.edge));
  }
  text += " | inks C M Y K";
  for (const std::string& spot : spots) text += ", " + spot;
  return in_ascii(std::move(text));
}

void paint_slug(pdf::Canvas& canvas, const page::Alphabet& alphabet,
                const pdf::Materials& materials, const impose::MarkPlaces& places,
                const Slug& slug) {
  paint_line(canvas, alphabet, materials, places.sheet_line, slug.sheet);
  paint_line(canvas, alphabet, materials, places.content_line, slug.content);
}

}  // namespace imprimatur::press
