#include "verify/expect.h"

#include "impose/one_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>

namespace imprimatur::verify {
namespace {

using measure::Length;
using measure::Placement;
using measure::Point;

constexpr int quiet_zone = 4;  // modules on each side (ISO/IEC 18004, 6.3.8)
constexpr int symbol_modules = 21;

struct Facts {
  std::vector<page::Leaf> leaves;
  std::vector<page::Page> pages;
  std::uint32_t passes_per_booklet = 0;
  impose::Run run;
  codes::SerialRange serials;
  std::optional<impose::Reprint> reprint;
  const codes::Coder& coder;
  bool lines_in_sheet = false;  // finishing lines and areas of codes are drawn over the leaves

  const impose::StockPlan& plan_of(const SheetFile& file) const {
    const auto found = std::ranges::find_if(
        run.stocks, [&](const impose::StockPlan& plan) { return plan.stock.name == file.stock; });
    assert(found != run.stocks.end());
    return *found;
  }
  impose::Content at(const impose::StockPlan& stock, std::uint32_t sheet,
                     std::uint32_t slot) const {
    return reprint ? reprint->at(stock, sheet, slot) : stock.plan.at(sheet, slot);
  }
  codes::Serial serial_of(std::uint32_t carnet, std::uint32_t pass) const {
    if (reprint) return codes::Serial::from(reprint->serial_of(carnet, pass).value()).value();
    return serials.at(std::uint64_t{carnet} * passes_per_booklet + pass).value();
  }
};

// What a pass says in each of its fields.
struct Values {
  std::string serial = "000 000 000", carnet = "0000", rank = "10/10", code = "0000-0000-0000-0000";

  const std::string& of(page::Variable variable) const {
    switch (variable) {
      case page::Variable::serial: return serial;
      case page::Variable::carnet: return carnet;
      case page::Variable::rank: return rank;
      case page::Variable::code: return code;
    }
    return serial;
  }
};

Length width_of(const page::Field& field, std::string_view value) {
  std::int64_t advance = 0;
  for (const char c : value) {
    const auto glyph = field.alphabet.glyphs.find(c);
    if (glyph != field.alphabet.glyphs.end()) advance += glyph->second.advance;
  }
  return Length::from_micrometres(advance * field.size.micrometres() / 1'000'000);
}

// From a little below the baseline to about the height of figures, so that the middle of every
// character lies inside.
Rect box_of(const page::Field& field, std::string_view value) {
  const Length width = width_of(field, value);
  const std::int64_t halves = field.align == page::Align::left     ? 0
                              : field.align == page::Align::centre ? 1
                                                                   : 2;
  const Rect upright{{-(width * halves / 2), -(field.size * 4 / 5)}, {width, field.size}};
  return field.at(upright);
}

Rect box_of(const page::Symbol& symbol) {
  const Length side = symbol.module * symbol_modules;
  return Rect{symbol.origin, {side, side}}.grown(symbol.module * quiet_zone);
}

bool is_symbol(const page::Mark& mark) {
  return std::holds_alternative<page::Symbol>(mark);
}

// `counts`: the first symbol of this page is the leaf's first.
void add_marks(Slot& slot, const page::Page& page, const Placement& at, const Values& values,
               bool counts) {
  for (const page::Mark& mark : page.marks) {
    if (const auto* field = std::get_if<page::Field>(&mark)) {
      const std::string& value = values.of(field->variable);
      slot.texts.push_back({field->variable, slot.content == Content::leaf ? value : std::string(),
                            at(box_of(*field, value)), at.after(field->at).turn});
    } else if (const auto* symbol = std::get_if<page::Symbol>(&mark)) {
      slot.symbols.push_back({at(box_of(*symbol)), counts && slot.symbols.empty()});
    }
  }
}

// What the finishers' lines are drawn in, and what is nearer than this to where the bleed is cut
// off (with such lines in the sheet: to the trim), may differ.
constexpr Length edge = Length::from_micrometres(500);

Rect along(const page::Finish& line) {
  const Point from{std::min(line.from.x, line.to.x), std::min(line.from.y, line.to.y)};
  const Point to{std::max(line.from.x, line.to.x), std::max(line.from.y, line.to.y)};
  return Rect{from, {to.x - from.x, to.y - from.y}}.grown(edge * 2);
}

// What the finishers are shown as the place of a code: as wide as the widest code.
Rect place_of_code(const page::Field& field) {
  char widest = '0';
  const auto advance = [&](char c) {
    const auto glyph = field.alphabet.glyphs.find(c);
    return glyph == field.alphabet.glyphs.end() ? 0 : glyph->second.advance;
  };
  for (const auto& [character, glyph] : field.alphabet.glyphs)
    if (character >= '0' && character <= 'Z' && glyph.advance > advance(widest)) widest = character;
  const std::string group(4, widest);
  return box_of(field, group + "-" + group + "-" + group + "-" + group);
}

Art art_of(const Facts& facts, std::uint32_t number, const impose::Cell& cell, const Placement& at,
           const Slot& slot) {
  const page::Page& page = facts.pages[number];
  Art art{number, at(page.bleed_rect()), at.turn, {}, {}};
  art.seen = (facts.lines_in_sheet ? cell.trim : cell.clip).grown(-edge);
  const Length around = facts.lines_in_sheet ? edge * 2 : edge;
  for (const Text& text : slot.texts) art.masks.push_back(text.box.grown(around));
  for (const Symbol& symbol : slot.symbols) art.masks.push_back(symbol.area.grown(around));
  if (!facts.lines_in_sheet) return art;
  for (const page::Finish& line : page.finishes) art.masks.push_back(at(along(line)));
  for (const page::Mark& mark : page.marks) {
    const auto* field = std::get_if<page::Field>(&mark);
    if (field != nullptr && field->variable == page::Variable::code)
      art.masks.push_back(at(place_of_code(*field)).grown(around));
  }
  return art;
}

Values values_of(const Facts& facts, const Slot& slot, std::optional<std::uint32_t> rank) {
  Values values;
  const auto digits = std::max<std::size_t>(4, fmt::formatted_size("{}", facts.run.carnets));
  values.carnet = fmt::format("{:0{}}", slot.carnet + 1, digits);
  if (rank) values.rank = fmt::format("{}/{}", *rank + 1, facts.passes_per_booklet);
  if (slot.pass) {
    values.serial = codes::to_text(slot.pass->serial);
    values.code = slot.pass->code.to_text();
  }
  return values;
}

// What a place holds and where, whatever is printed in it.
Slot slot_of(const Facts& facts, const impose::StockPlan& run, std::uint32_t sheet,
             std::uint32_t number, Side side) {
  const impose::Cell& cell = facts.run.layout.cells(side)[number];
  const impose::Content content = facts.at(run, sheet, number);
  Slot slot{number,    content.is_void() ? Content::void_place : Content::leaf,
            cell.trim, content.carnet.value_or(0),
            0,         {},
            {},        {},
            {}};
  if (content.is_blank()) {
    if (!content.is_void()) slot.content = Content::blank;
    return slot;
  }
  const impose::BookletLeaf& leaf = run.booklet[*content.leaf];
  const page::Leaf& kind = facts.leaves[leaf.kind];
  const bool recto = cell.face == impose::Face::recto;
  slot.position = leaf.position;
  if (content.carnet && leaf.pass) {
    const codes::Serial serial = facts.serial_of(*content.carnet, *leaf.pass);
    slot.pass = Pass{serial, facts.coder.code_of(serial)};
  }
  const bool counts = recto || std::ranges::none_of(facts.pages[kind.front].marks, is_symbol);
  const std::uint32_t page = recto ? kind.front : kind.back;
  const Placement at = impose::crept(cell, leaf.creep);
  add_marks(slot, facts.pages[page], at, values_of(facts, slot, leaf.pass), counts);
  if (slot.content == Content::leaf) slot.art = art_of(facts, page, cell, at, slot);
  return slot;
}

std::vector<Slot> slots_of(const Facts& facts, const SheetFile& file, std::uint32_t sheet,
                           Side side) {
  const impose::StockPlan& run = facts.plan_of(file);
  std::vector<Slot> slots;
  for (std::uint32_t number = 0; number < facts.run.layout.up(); ++number)
    slots.push_back(slot_of(facts, run, file.sheet(sheet) - 1, number, side));
  return slots;
}

bool is_lift_edge(const Facts& facts, const SheetFile& file, std::uint32_t sheet_in_file) {
  const impose::Plan& plan = facts.plan_of(file).plan;
  const std::uint32_t sheet = file.sheet(sheet_in_file) - 1;
  const std::uint32_t lift = plan.lift_of(sheet);
  return sheet == 0 || sheet + 1 == plan.sheets() || plan.lift_of(sheet - 1) != lift ||
         plan.lift_of(sheet + 1) != lift;
}

bool bears_symbols(const page::Document& document) {
  return std::ranges::all_of(document.leaves, [&](const page::Leaf& leaf) {
    return !leaf.is_pass || std::ranges::any_of(document.pages[leaf.front].marks, is_symbol) ||
           std::ranges::any_of(document.pages[leaf.back].marks, is_symbol);
  });
}

bool holds_all(const impose::Run& run, const std::vector<SheetFile>& files) {
  std::uint64_t planned = 0, there = 0;
  for (const impose::StockPlan& stock : run.stocks) planned += stock.plan.sheets();
  for (const SheetFile& file : files) there += file.sheets;
  return there == planned;
}

Boxes boxes_of(const impose::Layout& layout, const shop::Shop& shop, Side side) {
  const Rect sheet{{}, layout.sheet};
  if (shop.trim_box == shop::TrimBox::sheet) return {sheet, sheet};
  const Rect net = layout.net(side);
  Length left = net.left(), top = net.top(), right = net.right(), bottom = net.bottom();
  for (const impose::Cell& cell : layout.cells(side)) {
    left = std::min(left, cell.clip.left());
    top = std::min(top, cell.clip.top());
    right = std::max(right, cell.clip.right());
    bottom = std::max(bottom, cell.clip.bottom());
  }
  return {net, {{left, top}, {right - left, bottom - top}}};
}

// Those of a reprint are counted as they come.
std::vector<SheetFile> reprinted_files(const impose::Run& run, std::uint32_t sheets_per_file,
                                       const impose::Reprint& reprint) {
  std::vector<SheetFile> files;
  for (const impose::StockPlan& stock : run.stocks) {
    const std::uint32_t in_file = impose::sheets_in_file(run, stock, sheets_per_file);
    std::uint32_t number = 0;
    for (const std::uint32_t sheet : reprint.sheets_of(stock)) {
      const bool full =
          files.empty() || files.back().stock != stock.stock.name || files.back().sheets == in_file;
      if (full)
        files.push_back({fmt::format("reprint-{:02}-{}-{:04}.pdf", reprint.number(),
                                     stock.stock.name, ++number),
                         stock.stock.name, sheet + 1, 0});
      files.back().listed.push_back(sheet + 1);
      ++files.back().sheets;
    }
  }
  return files;
}

}  // namespace

std::vector<SheetFile> sheet_files(const impose::Run& run, std::uint32_t sheets_per_file,
                                   const std::optional<SheetRange>& range,
                                   const impose::Reprint* reprint) {
  assert(sheets_per_file > 0);
  if (reprint) return reprinted_files(run, sheets_per_file, *reprint);
  std::vector<SheetFile> files;
  const char* const kind = run.scheme == impose::Leaves::one_up ? "oneup" : "sheets";
  for (const impose::StockPlan& stock : run.stocks) {
    const std::uint32_t sheets = stock.plan.sheets();
    const std::uint32_t in_file = impose::sheets_in_file(run, stock, sheets_per_file);
    const std::uint32_t first = range ? std::max(1u, range->first) : 1;
    const std::uint32_t last = range ? std::min(sheets, range->last) : sheets;
    for (std::uint32_t sheet = first; sheet <= last;) {
      const std::uint32_t number = (sheet - 1) / in_file + 1;
      const std::uint64_t end = std::uint64_t{number} * in_file;
      const auto until = static_cast<std::uint32_t>(std::min<std::uint64_t>(end, last));
      files.push_back({fmt::format("{}-{}-{:04}.pdf", kind, stock.stock.name, number),
                       stock.stock.name, sheet, until - sheet + 1});
      sheet = until + 1;
    }
  }
  return files;
}

Expected expect(const page::Document& document, const shop::Shop& shop, const impose::Run& run,
                const Release& release, const codes::Coder& coder) {
  assert(release.reprint ||
         release.serials.count() == std::uint64_t{run.carnets} * document.passes_per_booklet());
  const auto facts = std::make_shared<const Facts>(
      Facts{document.leaves, document.pages, document.passes_per_booklet(), run, release.serials,
            release.reprint ? std::optional(*release.reprint) : std::nullopt, coder,
            shop.finishing.in == shop::FinishingIn::sheet});
  std::vector<SheetFile> files =
      sheet_files(run, shop.sheets_per_file, release.sheets, release.reprint);
  const bool complete = !release.reprint && holds_all(run, files) && bears_symbols(document);
  return {
      .carrier = run.scheme == impose::Leaves::one_up ? Carrier::leaf : Carrier::sheet,
      .sheet = run.layout.sheet,
      .front = boxes_of(run.layout, shop, Side::front),
      .back = boxes_of(run.layout, shop, Side::back),
      .files = std::move(files),
      .slots = [facts](const SheetFile& file, std::uint32_t sheet,
                       Side side) { return slots_of(*facts, file, sheet, side); },
      .lift_edge = [facts](const SheetFile& file,
                           std::uint32_t sheet) { return is_lift_edge(*facts, file, sheet); },
      .serials = release.serials,
      .issue = release.issue.value_or(release.serials),
      .complete = complete,
      .serial_of = [&coder](const codes::Code& code) { return coder.serial_of(code); },
      .approved = release.approved,
      .profile = crypto::sha256(shop.condition.profile),
      .manifest = release.manifest,
  };
}

}  // namespace imprimatur::verify
