// Paper, files and what lies where on the sheets.
#include "press/ticket_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace imprimatur::press::ticket {
namespace {

using impose::Face;
using impose::Layout;
using impose::Side;
using impose::StockPlan;
using measure::Turn;

std::string paper_id(const StockPlan& stock) {
  return "paper-" + token(stock.stock.name);
}

const StockCount& count_of(const Manifest& manifest, const StockPlan& stock) {
  return *std::ranges::find(manifest.stocks, stock.stock.name, &StockCount::stock);
}

// XJDF's x is along the width.
std::string grain_direction(measure::Size sheet, shop::Grain grain) {
  const bool wide = sheet.width >= sheet.height;
  return wide == (grain == shop::Grain::long_edge) ? "XDirection" : "YDirection";
}

Element media(const Job& job, const StockPlan& stock) {
  Element made{"Media", {}, {}};
  const measure::Size sheet = job.run.layout.sheet;
  if (!is_one_up(job)) made.set("Dimension", pair(sheet.width, sheet.height));
  if (const auto grain = shop::grain_of(job.shop, sheet))
    made.set("GrainDirection", grain_direction(sheet, *grain));
  made.set("MediaQuality", stock.stock.title);
  made.set("MediaType", "Paper");
  made.set("MediaUnit", "Sheet");
  made.set("Thickness", fmt::format("{}", stock.stock.caliper.micrometres()));  // micrometres
  if (stock.stock.weight > 0) made.set("Weight", fmt::format("{}", stock.stock.weight));
  return made;
}

Element papers(const Job& job, const Manifest& manifest) {
  Element set = resource_set("Media", "Input", "0");
  for (const StockPlan& stock : job.run.stocks) {
    if (count_of(manifest, stock).sheets == 0) continue;
    Element& one = set.add(
        {"Resource", {{"DescriptiveName", stock.stock.title}, {"ID", paper_id(stock)}}, {}});
    if (!is_one_up(job)) {
      Element& pool = one.add({"AmountPool", {}, {}});
      pool.add(
          {"PartAmount", {{"Amount", fmt::format("{}", count_of(manifest, stock).sheets)}}, {}});
    }
    one.add({"Part", {{"SheetName", token(stock.stock.name)}}, {}});
    one.add(media(job, stock));
  }
  return set;
}

std::string bytes_of(const Manifest& manifest, const std::string& name) {
  const auto file = std::ranges::find(manifest.files, name, &FileDigest::name);
  return fmt::format("{}", file == manifest.files.end() ? 0 : file->bytes);
}

// Pages are front, back, front, back … .
Element files(const Manifest& manifest) {
  Element set = resource_set("RunList", "Input", "0");
  for (const SheetFile& file : manifest.sheet_files) {
    const std::uint64_t pages = std::uint64_t{file.sheets} * 2;
    Element list{"RunList",
                 {{"NPage", fmt::format("{}", pages)}, {"Pages", fmt::format("0 {}", pages - 1)}},
                 {}};
    list.add({"FileSpec",
              {{"FileSize", bytes_of(manifest, file.name)},
               {"MimeType", "application/pdf"},
               {"URL", file.name}},
              {}});
    set.add(resource({{"Run", token(file.name.substr(0, file.name.rfind('.')))},
                      {"SheetName", token(file.stock)}},
                     std::move(list)));
  }
  return set;
}

// By which edge the press holds the second side tells the two ways of backing up apart.
std::string work_style(const Job& job) {
  switch (job.run.work) {
    case shop::Work::work_and_turn: return "WorkAndTurn";
    case shop::Work::work_and_tumble: return "WorkAndTumble";
    case shop::Work::sheetwise: break;
  }
  const shop::Edge edge = job.shop.gripper.edge;
  const bool beside = edge == shop::Edge::left || edge == shop::Edge::right;
  const bool changes = beside == (job.run.layout.axis == impose::Axis::vertical);
  return changes ? "Perfecting" : "WorkAndBack";
}

// A piece turned over, and how it is turned: XJDF counts quarters anticlockwise, and turns over
// first.
std::string orientation(const impose::Cell& cell) {
  constexpr std::array<const char*, 4> face_up{"Rotate0", "Rotate270", "Rotate180", "Rotate90"};
  constexpr std::array<const char*, 4> face_down{"Flip180", "Flip270", "Flip0", "Flip90"};
  return (cell.face == Face::recto ? face_up : face_down)[static_cast<std::size_t>(cell.leaf.turn)];
}

Element position(const Job& job, const StockPlan& stock, std::uint32_t piece) {
  const Layout& layout = job.run.layout;
  const std::uint32_t leaves = impose::leaves_of(layout.piece);
  Element made{
      "Position",
      {{"AbsoluteBox", rectangle(layout.piece_trim(Side::front, piece), layout.sheet.height)},
       {"BinderySignatureID", "piece"},
       {"BlockName", fmt::format("block-{}", piece + 1)},
       {"Orientation", orientation(layout.front[piece * leaves + leaves - 1])}},
      {}};
  // Pieces of a reprint are put back one by one; of a part, the lifts are not whole.
  if (job.run.stacking == shop::Stacking::cut_and_stack && !job.reprint) {
    if (is_whole_run(job)) made.set("StackDepth", fmt::format("{}", stock.plan.sheets_in_lift(0)));
    made.set("StackOrd", fmt::format("{}", piece));
  }
  return made;
}

Element surface(const Job& job, const StockPlan& stock, Side side) {
  const Layout& layout = job.run.layout;
  Element made{"Layout",
               {{"Automated", "true"},
                {"PaperRef", paper_id(stock)},
                {"SurfaceContentsBox", rectangle({{}, layout.sheet}, layout.sheet.height)},
                {"WorkStyle", work_style(job)}},
               {}};
  Element placed{"PlacedObject",
                 {{"CTM", "1 0 0 1 0 0"},
                  {"Ord", side == Side::front ? "0" : "1"},
                  {"TrimCTM", fmt::format("1 0 0 1 {}",
                                          pair(layout.net(side).left(),
                                               layout.sheet.height - layout.net(side).bottom()))},
                  {"TrimSize", pair(layout.net(side).size.width, layout.net(side).size.height)}},
                 {}};
  placed.add({"ContentObject", {}, {}});
  made.add(std::move(placed));
  for (std::uint32_t piece = 0; side == Side::front && piece < layout.pieces(); ++piece) {
    made.add(position(job, stock, piece));
  }
  return made;
}

Element layouts(const Job& job, const Manifest& manifest) {
  Element set = resource_set("Layout", "Input", "0");
  for (const StockPlan& stock : job.run.stocks) {
    if (count_of(manifest, stock).sheets == 0) continue;
    for (const Side side : {Side::front, Side::back}) {
      set.add(resource({{"SheetName", token(stock.stock.name)},
                        {"Side", side == Side::front ? "Front" : "Back"}},
                       surface(job, stock, side)));
    }
  }
  return set;
}

Element bindery_signature(const Job& job) {
  const page::Document& document = job.document;
  const bool spread = job.run.layout.piece == impose::Piece::spread;
  const measure::Size leaf = document.leaf;
  const measure::Length width = leaf.width * impose::leaves_of(job.run.layout.piece);
  Element made{"BinderySignature",
               {{"BinderySignatureSize", pair(width, leaf.height)},
                {"BinderySignatureType", spread ? "Fold" : "Grid"}},
               {}};
  if (spread) {
    made.set("FoldCatalog", "F4-1");
  } else {
    made.set("NumberUp", "1 1");
  }
  Element set = resource_set("BinderySignature", "Input", "0");
  set.add(resource({{"BinderySignatureID", "piece"}}, std::move(made)));
  return set;
}

Element printing(const Job& job) {
  // Sheets that are delivered face up are printed from the last to the first already.
  const bool face_up = job.run.delivery == shop::Delivery::face_up;
  Element params{"DigitalPrintingParams", {}, {}};
  if (!is_one_up(job)) {
    params.set("PageDelivery", face_up ? "SameOrderFaceUp" : "SameOrderFaceDown");
  }
  params.set("Sides", "TwoSided");
  Element set = resource_set("DigitalPrintingParams", "Input", "0");
  set.add(resource({}, std::move(params)));
  return set;
}

}  // namespace

void add_sheets(Element& root, const Job& job, const Manifest& manifest) {
  root.add(papers(job, manifest));
  root.add(files(manifest));
  if (!is_one_up(job)) {
    root.add(layouts(job, manifest));
    root.add(bindery_signature(job));
  }
  root.add(printing(job));
}

}  // namespace imprimatur::press::ticket
