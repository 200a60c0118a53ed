// What the client approved is on the paper: leaves cut out of rendered sheets against the same
// pages rendered on their own.
//
// Poppler draws both at 127 pixels an inch, five a millimetre, so that every leaf of the layout
// begins on a whole pixel and the two pictures are of the same ink in the same places.
#include "finished.h"
#include "pdf/export.h"
#include "picture.h"

using namespace imprimatur;
using namespace imprimatur::measure::literals;
using namespace imprimatur::strangers;

namespace {

// Of about 320 000 pixels so many may have no like in the other picture, within a pixel (0.2 mm).
constexpr std::size_t tolerance = 80;

std::optional<Picture> rendered(const world::Path& pdf, std::uint32_t page) {
  const world::Path picture = finished().shop.folder / "pictures/rendered";
  const std::string number = std::to_string(page);
  const auto result =
      run("pdftoppm", {"-r", fmt::format("{}", five_a_millimetre), "-f", number, "-l", number,
                       "-singlefile", pdf.string(), picture.string()});
  if (!result) return std::nullopt;
  REQUIRE(result->status == 0);
  return read_picture(picture.string() + ".ppm");
}

const SlotLine& slot(const std::string& stock, std::uint32_t sheet, const std::string& side,
                     std::uint32_t number) {
  for (const SlotLine& line : finished().slots)
    if (line.file == "sheets-" + stock + "-0001.pdf" && line.sheet == sheet && line.side == side &&
        line.slot == number)
      return line;
  throw std::runtime_error("slots.csv has no such line");
}

// The trimmed leaf as it lies on the sheet, or what lies `right` and `down` of it.
std::optional<Picture> printed(const SlotLine& slot, measure::Length right = {},
                               measure::Length down = {}) {
  const auto sheet = rendered(finished().folder() / slot.file, slot.page());
  if (!sheet) return std::nullopt;
  const impose::Cell& cell = finished().prepared->run.layout.cells(slot.which())[slot.slot - 1];
  REQUIRE(cell.leaf.turn == measure::Turn::none);
  measure::Rect area = cell.trim;
  area.origin = {area.left() + right, area.top() + down};
  return part(*sheet, area, five_a_millimetre);
}

// The page of the leaf that has this place in the booklet, from 1.
const page::Page& page_of(const page::Document& document, const SlotLine& slot) {
  std::uint32_t last = 0;
  for (const page::Leaf& leaf : document.leaves)
    if ((last += leaf.count) >= slot.leaf)
      return document.pages[slot.side == "front" ? leaf.front : leaf.back];
  throw std::runtime_error("the booklet has no such leaf");
}

pdf::SampleValues values_of(const SlotLine& slot) {
  const auto carnets = finished().prepared->run.carnets;
  pdf::SampleValues values;
  values.carnet = page::carnet_text(slot.carnet, carnets);
  if (slot.serial == 0) return values;
  values.serial = codes::to_text(flow::serial_of(slot.serial));
  values.rank = fmt::format("{}/10", (slot.serial - 1) % 10 + 1);
  values.code = finished().shop.codes().at(slot.serial - 1);
  values.symbol = codes::symbol_of(std::get<codes::Code>(codes::parse_code(values.code))).rows;
  return values;
}

// That page of the document, alone, with the slot's own values.
std::optional<Picture> approved(const SlotLine& slot, const page::Document& document) {
  pdf::DocumentFacts facts;
  facts.title = "One page";
  world::StringSink sink;
  pdf::write_pages(document, finished().prepared->frozen.resources,
                   finished().prepared->shop.condition, facts, values_of(slot), sink,
                   page_of(document, slot).name);
  const world::Path file = finished().shop.folder / "pictures/alone.pdf";
  world::write_file(file, sink.bytes());
  const auto picture = rendered(file, 1);
  if (!picture) return std::nullopt;
  const page::Page& page = page_of(document, slot);
  return part(*picture, {{page.bleed, page.bleed}, page.trim}, five_a_millimetre);
}

std::optional<Picture> approved(const SlotLine& slot) {
  return approved(slot, finished().prepared->frozen.document);
}

// 0 where poppler isn't here, which was said.
std::size_t difference(const std::optional<Picture>& one, const std::optional<Picture>& other) {
  return one && other ? pixels_that_differ(*one, *other) : 0;
}

bool poppler_is_here() {
  return std::filesystem::exists("/usr/bin/pdftoppm");
}

}  // namespace

TEST_CASE("a pass lies on the sheet as it was approved, in the first place and in the last") {
  const auto side = GENERATE("front", "back");
  const auto sheet = GENERATE(1u, 10u);
  const auto place = GENERATE(1u, 8u);
  const SlotLine& pass = slot("inner", sheet, side, place);
  REQUIRE(pass.serial != 0);
  INFO(pass.place());
  CHECK(difference(printed(pass), approved(pass)) <= tolerance);
}

TEST_CASE("the covers lie on the sheet as they were approved") {
  const auto side = GENERATE("front", "back");
  const auto sheet = GENERATE(1u, 2u);  // the front cover and the back cover
  const SlotLine& cover = slot("cover", sheet, side, 5);
  INFO(cover.place());
  CHECK(difference(printed(cover), approved(cover)) <= tolerance);
}

TEST_CASE("a leaf that was moved, turned or exchanged would be noticed") {
  if (!poppler_is_here()) return;
  const SlotLine& pass = slot("inner", 1, "front", 1);
  const auto must = approved(pass);
  CHECK(difference(printed(pass, 1_mm), must) > 5 * tolerance);
  CHECK(difference(printed(pass, 0_mm, -1_mm), must) > 5 * tolerance);
  CHECK(difference(turned_by_half(*printed(pass)), must) > 5 * tolerance);
  CHECK(difference(printed(slot("inner", 1, "back", 1)), must) > 5 * tolerance);
  CHECK(difference(printed(slot("inner", 1, "front", 2)), must) > 5 * tolerance);
}

TEST_CASE("a VOID place would not pass for a leaf") {
  if (!poppler_is_here()) return;
  const SlotLine& empty = slot("inner", 11, "front", 8);
  REQUIRE(empty.carnet == 0);
  CHECK(difference(printed(empty), approved(slot("inner", 1, "front", 1))) > 5 * tolerance);
}

TEST_CASE("a logo or a line of text that is missing would be noticed, whichever it is") {
  if (!poppler_is_here()) return;
  const SlotLine& pass = slot("inner", 1, "front", 1);
  const auto sheet = printed(pass);
  page::Document document = finished().prepared->frozen.document;
  auto& marks = document.pages[document.leaves[1].front].marks;
  const auto all = marks;
  std::size_t logos = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool logo = std::holds_alternative<page::PlacedArtwork>(all[i]);
    const auto* text = std::get_if<page::GlyphRun>(&all[i]);
    if (!logo && (!text || text->glyphs.size() < 3)) continue;  // a raised "er" is too little ink
    logos += logo;
    marks = all;
    marks.erase(marks.begin() + static_cast<std::ptrdiff_t>(i));
    INFO("mark " << i << (logo ? " logo" : " text"));
    CHECK(difference(sheet, approved(pass, document)) > tolerance);
  }
  CHECK(logos == 4);
}
