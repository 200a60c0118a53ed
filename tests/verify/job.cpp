#include "verify/job.h"

#include "crypto/secret.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace imprimatur::verify {
namespace {

using namespace measure::literals;
using measure::Placement;
using measure::Point;

page::Alphabet courier() {
  page::Alphabet alphabet;
  for (char c = ' '; c < 127; ++c) alphabet.glyphs[c] = {0, 600'000};
  return alphabet;
}

page::Field field(page::Variable variable, Point at, page::Align align = page::Align::left,
                  Turn turn = Turn::none) {
  return {variable, courier(), 3_mm, ink::black(), {at, turn}, align};
}

page::Page page_of(const std::string& name, Size leaf, std::vector<page::Mark> marks) {
  return {name, name, leaf, 3_mm, 3_mm, std::move(marks), {}, {}};
}

// A booklet of one cover and two passes.
page::Document document_of(Size leaf, Bears bears) {
  using page::Variable;
  page::Document document;
  document.leaf = leaf;
  document.stocks = {{"cover", "Cover", 300_um}, {"inner", "Inner", 100_um}};
  document.leaves = {{"cover", "cover", 1, 0, 1, false}, {"pass", "inner", 2, 2, 1, true}};
  document.pages = {
      page_of("cover", leaf, {field(Variable::carnet, {60_mm, 20_mm}, page::Align::right)}),
      page_of("back", leaf, {}),
      page_of("pass", leaf,
              {field(Variable::serial, {8_mm, 10_mm}), field(Variable::carnet, {8_mm, 20_mm}),
               field(Variable::rank, {60_mm, 20_mm}, page::Align::right),
               field(Variable::code, {50_mm, 30_mm}, page::Align::centre),
               field(Variable::serial, {5_mm, 45_mm}, page::Align::left, Turn::three_quarters),
               page::Symbol{{95_mm, 30_mm}, 350_um, ink::black()}})};
  if (bears == Bears::symbols_on_both_sides) {
    document.leaves[1].back = 3;
    document.pages.push_back(
        page_of("pass-back", leaf, {page::Symbol{{20_mm, 20_mm}, 350_um, ink::black()}}));
  }
  return document;
}

shop::Shop shop_of(std::uint32_t sheets_per_file) {
  shop::Shop shop;
  shop.name = "test";
  shop.sheet = {330_mm, 230_mm};
  shop.gripper = {shop::Edge::left, 10_mm};
  shop.margins = {3_mm, 3_mm, 3_mm, 3_mm};
  shop.gutter = 6_mm;
  shop.lift.sheets = sheets_per_file;
  shop.crop = {3500_um, 3_mm, 100_um};
  shop.slug = 4_mm;
  shop.sheets_per_file = sheets_per_file;
  shop.condition.profile = "profile";
  return shop;
}

Expected expected_of(Size leaf, std::uint32_t carnets, Bears bears, std::uint32_t sheets_per_file,
                     const codes::Coder& coder) {
  const page::Document document = document_of(leaf, bears);
  const shop::Shop shop = shop_of(sheets_per_file);
  const impose::ImposedRun imposed = impose::impose_run(document, shop, carnets);
  if (!imposed.run) throw std::runtime_error(imposed.findings.begin()->sentence.en);
  const auto serials = *codes::SerialRange::from(*codes::Serial::from(12'346), carnets * 2);
  return expect(document, shop, *imposed.run, {serials, std::nullopt, std::nullopt}, coder);
}

crypto::Secret key() {
  return crypto::Secret(std::string_view("0123456789abcdef0123456789abcdef"));
}

// Where no value stands, from the corner of the bleed.
const Rect bars[] = {{{75_mm, 5_mm}, {40_mm, 8_mm}}, {{13_mm, 40_mm}, {60_mm, 5_mm}}};

Drawn as_it_must_be(const Slot& slot) {
  Drawn drawn{slot, slot.content == Content::void_place ? "VOID" : "", std::nullopt, true,
              measure::Point{}};
  if (slot.pass && !slot.symbols.empty()) drawn.symbol = codes::symbol_of(slot.pass->code);
  return drawn;
}

}  // namespace

Text& text_of(Drawn& drawn, page::Variable variable) {
  for (Text& text : drawn.slot.texts)
    if (text.variable == variable) return text;
  throw std::runtime_error("no such text");
}

Job::Job(Size leaf, std::uint32_t carnets, Bears bears, std::uint32_t sheets_per_file)
    : coder_(key(), 1), expected_(expected_of(leaf, carnets, bears, sheets_per_file, coder_)) {}

void Job::approve_bars() {
  std::vector<PlainPage> pages;
  for (int i = 0; i < 4; ++i) {
    PlainPage page(Size{126_mm, 56_mm});
    page.trim = page.bleed = {{}, page.sheet()};
    for (const Rect& bar : bars) page.black(bar);
    pages.push_back(page);
  }
  expected_->approved = plain_pdf(pages);
}

void Job::draw(PlainPage& page, const Drawn& drawn) const {
  if (!expected_->approved.empty() && drawn.slot.art && drawn.artwork)
    for (const Rect& bar : bars) {
      Rect at = impose::lay(drawn.slot.art->box, drawn.slot.art->turn)(bar);
      at.origin = {at.left() + drawn.art_moved.x, at.top() + drawn.art_moved.y};
      page.black(at);
    }
  const Rect& leaf = drawn.slot.leaf;
  if (!drawn.word.empty())
    page.text({leaf.left() + 30_mm, leaf.top() + 25_mm}, Turn::none, 10_mm, drawn.word);
  for (const Text& text : drawn.slot.texts) {
    const Placement at = impose::lay(text.box, text.turn);
    page.text(at(Point{{}, measure::Length::from_millimetres(2.4)}), text.turn, 3_mm, text.value);
  }
  if (!drawn.symbol) return;
  for (const Symbol& symbol : drawn.slot.symbols) page.symbol(symbol.area, *drawn.symbol);
}

std::string Job::sheets(const SheetFile& file) {
  std::vector<PlainPage> pages;
  for (std::uint32_t i = 0; i < 2 * file.sheets; ++i) {
    const Side side = i % 2 == 0 ? Side::front : Side::back;
    const Boxes& boxes = side == Side::front ? expected_->front : expected_->back;
    PlainPage page(expected_->sheet);
    page.trim = boxes.trim;
    page.bleed = boxes.bleed;
    std::vector<Drawn> places;
    for (const Slot& slot : expected_->slots(file, i / 2, side))
      places.push_back(as_it_must_be(slot));
    if (damage) damage(file.name, i, places);
    for (const Drawn& drawn : places) draw(page, drawn);
    if (scribble) scribble(file.name, i, page);
    pages.push_back(page);
  }
  return plain_pdf(pages, with_intent, {}, everywhere);
}

std::string Job::slot_map() const {
  std::string lines = "file,sheet,side,slot,carnet,leaf,serial\r\n";
  for (const SheetFile& file : expected_->files)
    for (std::uint32_t i = 0; i < 2 * file.sheets; ++i) {
      const Side side = i % 2 == 0 ? Side::front : Side::back;
      for (const Slot& slot : expected_->slots(file, i / 2, side)) {
        lines += fmt::format("{},{},{},{},", file.name, file.first_sheet + i / 2,
                             side == Side::front ? "front" : "back", slot.number + 1);
        lines += slot.content == Content::void_place
                     ? "VOID,,"
                     : fmt::format("{},{},", slot.carnet + 1, slot.position + 1);
        if (slot.pass) lines += fmt::format("{}", slot.pass->serial.number());
        lines += "\r\n";
      }
    }
  return lines;
}

void Job::write() {
  for (const SheetFile& file : expected_->files) files_[file.name] = sheets(file);
  files_["slots.csv"] = slot_map();
  for (const auto& [name, bytes] : files_) world::write_file(path(name), bytes);
  write_manifest();
}

void Job::replace(const std::string& name, const std::string& bytes) {
  files_[name] = bytes;
  world::write_file(path(name), bytes);
}

void Job::write_manifest() {
  nlohmann::json manifest;
  manifest["serials"] = {{"first", expected_->serials.first().number()},
                         {"last", expected_->serials.last().number()}};
  for (const SheetFile& file : expected_->files)
    manifest["sheet_files"].push_back({{"name", file.name},
                                       {"stock", file.stock},
                                       {"first_sheet", file.first_sheet},
                                       {"sheets", file.sheets}});
  for (const auto& [name, content] : files_)
    manifest["files"].push_back(
        {{"name", name}, {"bytes", content.size()}, {"sha256", crypto::sha256(content).hex()}});
  const std::string text = manifest.dump(2);
  world::write_file(path("manifest.json"), text);
  expected_->manifest = crypto::sha256(text);
}

Report Job::verify(const Choice& choice) {
  return verify::verify(folder_.path(), *expected_, choice, world::still_world({}));
}

std::set<std::string> Job::rules(const Choice& choice) {
  std::set<std::string> rules;
  for (const finding::Finding& one : verify(choice).findings) rules.insert(one.rule);
  return rules;
}

}  // namespace imprimatur::verify
