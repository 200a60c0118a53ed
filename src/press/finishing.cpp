#include "press/finishing.h"

#include "impose/places.h"
#include "impose/stretches.h"
#include "press/marks.h"
#include "press/shown.h"
#include "press/side.h"
#include "press/slug.h"
#include "press/steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::press {
namespace {

using impose::Side;

// What the sheets of these pieces (counted from 0) have done to them.
struct Pattern {
  std::vector<const page::Page*> pages;
  std::vector<impose::FinishingLine> lines;
  std::vector<CodeArea> areas;
  std::vector<std::uint32_t> pieces;
};

Pattern pattern_of(const Job& job, const impose::StockPlan& stock, std::uint32_t piece) {
  Pattern pattern{front_pages(job, stock, piece), {}, {}, {piece}};
  const impose::Layout& layout = job.run.layout;
  pattern.lines = impose::finishing_lines(layout, pattern.pages);
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    const auto leaf = stock.plan.leaf_of(piece, slot);
    if (!leaf) continue;
    const auto at = impose::crept(layout.front[slot], stock.booklet[*leaf].creep);
    const auto areas = code_areas(*pattern.pages[slot], at);
    pattern.areas.insert(pattern.areas.end(), areas.begin(), areas.end());
  }
  return pattern;
}

// One-up there is no slug to say what a page is for: there it is the leaf of its number.
std::vector<Pattern> patterns_of(const Job& job, const impose::StockPlan& stock) {
  const bool one_up = job.run.scheme == impose::Leaves::one_up;
  std::vector<Pattern> patterns;
  for (std::uint32_t piece = 0; piece < stock.plan.pieces(); ++piece) {
    Pattern pattern = pattern_of(job, stock, piece);
    const auto alike = std::ranges::find_if(patterns, [&](const Pattern& known) {
      return !one_up && known.lines == pattern.lines && known.areas == pattern.areas;
    });
    if (alike == patterns.end()) {
      patterns.push_back(std::move(pattern));
    } else {
      alike->pieces.push_back(piece);
    }
  }
  return patterns;
}

// "1, 3-10", counted from 1.
std::string list_of(const std::vector<std::uint32_t>& pieces) {
  std::string list;
  for (const auto& [first, last] : impose::stretches_of(pieces)) {
    if (!list.empty()) list += ", ";
    list += fmt::to_string(first + 1);
    if (last > first) list += fmt::format("-{}", last + 1);
  }
  return list;
}

}  // namespace

std::string finishing_file_name(const impose::StockPlan& stock) {
  return fmt::format("finishing-{}.pdf", stock.stock.name);
}

FileDigest write_finishing(const Job& job, const impose::StockPlan& stock,
                           const pdf::DocumentFacts& facts, const pdf::ReadyCondition& condition,
                           const world::Path& folder) {
  DigestedFile sink(folder, finishing_file_name(stock));
  pdf::Writer writer(sink, facts, condition);
  const pdf::Materials materials = writer.take(job.document, job.resources);
  StepPainter steps(job.shop.finishing.inks, writer);
  pdf::Canvas canvas(writer);
  const std::vector<Pattern> patterns = patterns_of(job, stock);
  const auto places = impose::mark_places(job.run.layout, Side::front, job.shop);
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    canvas.restart(job.run.layout.sheet.height);
    steps.paint(canvas, patterns[i].lines);
    steps.paint(canvas, patterns[i].areas);
    paint_line_marks(canvas, job, Side::front, patterns[i].pages);
    paint_slug(canvas, job.document.slug, materials, places,
               finishing_slug(job, stock, list_of(patterns[i].pieces), i, patterns.size()));
    writer.add_page(boxes_of(job, Side::front), canvas);
  }
  writer.finish();
  return sink.commit();
}

}  // namespace imprimatur::press
