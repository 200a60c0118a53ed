#include "press/steps.h"

#include "codes/matrix.h"

#include <algorithm>
#include <string_view>

namespace imprimatur::press {
namespace {

using impose::FinishingLine;
using impose::Operation;
using ink::Tint;
using measure::Length;
using measure::Rect;
using pdf::ProcessingStep;
using namespace measure::literals;

constexpr Length line_width = 0.5_pt;
// Lines stay out of the quiet zone and off the code, should somebody print them after all.
constexpr Length beside = 200_um;

ProcessingStep step_of(Operation operation) {
  switch (operation) {
    case Operation::cutting: return ProcessingStep::cutting;
    case Operation::perforating: return ProcessingStep::perforating;
    case Operation::creasing: return ProcessingStep::creasing;
    case Operation::folding: return ProcessingStep::folding;
    case Operation::stapling: return ProcessingStep::stapling;
    case Operation::gluing: return ProcessingStep::gluing;
  }
  return ProcessingStep::cutting;
}

ink::Process process(int cyan, int magenta, int yellow, int black) {
  return {Tint::percent(cyan), Tint::percent(magenta), Tint::percent(yellow), Tint::percent(black)};
}

// No two alike (Ghent Workgroup 2022, R0023), and none that a designer would choose.
std::map<ProcessingStep, ink::SpotInk> inks_of(const shop::FinishingInks& inks) {
  return {{ProcessingStep::cutting, {inks.cutting, process(0, 97, 83, 0)}},
          {ProcessingStep::perforating, {inks.perforating, process(89, 0, 97, 0)}},
          {ProcessingStep::creasing, {inks.creasing, process(97, 41, 0, 0)}},
          {ProcessingStep::folding, {inks.folding, process(0, 53, 97, 0)}},
          {ProcessingStep::stapling, {inks.stapling, process(61, 97, 0, 0)}},
          {ProcessingStep::gluing, {inks.gluing, process(0, 97, 7, 0)}},
          {ProcessingStep::barcode, {"Barcode", process(97, 0, 13, 0)}},
          {ProcessingStep::coding_marking, {"CodingMarking", process(83, 0, 41, 0)}}};
}

std::string_view layer_name(ProcessingStep step) {
  switch (step) {
    case ProcessingStep::cutting: return "Coupe (Cutting)";
    case ProcessingStep::perforating: return "Perforation (Perforating)";
    case ProcessingStep::creasing: return "Rainage (Creasing)";
    case ProcessingStep::folding: return "Pliage (Folding)";
    case ProcessingStep::stapling: return "Agrafage (Stapling)";
    case ProcessingStep::gluing: return "Collage (Gluing)";
    case ProcessingStep::barcode: return "Place du symbole (Barcode)";
    case ProcessingStep::coding_marking: return "Place du code (CodingMarking)";
  }
  return {};
}

// Cuts are drawn whole, what leaves the paper in one piece in dashes.
std::vector<Length> dashes_of(ProcessingStep step) {
  switch (step) {
    case ProcessingStep::perforating: return {1_mm, 1_mm};
    case ProcessingStep::creasing: return {3_mm, 1_mm};
    case ProcessingStep::folding: return {4_mm, 1_mm, 1_mm, 1_mm};
    default: return {};
  }
}

// The longest that a code can come to be, whatever its characters.
Length width_of_code(const page::Field& field) {
  std::int64_t widest = 0, dash = 0;
  for (const auto& [character, glyph] : field.alphabet.glyphs) {
    if (character == '-') dash = glyph.advance;
    const bool in_codes =
        (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
    if (in_codes) widest = std::max<std::int64_t>(widest, glyph.advance);
  }
  return Length::from_micrometres((16 * widest + 3 * dash) * field.size.micrometres() / 1'000'000);
}

Rect box_of_code(const page::Field& field) {
  const Length width = width_of_code(field);
  const Length before = field.align == page::Align::left     ? Length{}
                        : field.align == page::Align::centre ? width / 2
                                                             : width;
  return field.at(Rect{{-before, -(field.size * 4 / 5)}, {width, field.size}}.grown(beside));
}

Rect box_of_symbol(const page::Symbol& symbol) {
  constexpr int quiet_zone = 4;  // ISO/IEC 18004, 6.3.8
  const Length side = symbol.module * codes::Matrix::size;
  return Rect{symbol.origin, {side, side}}.grown(symbol.module * quiet_zone + beside);
}

std::vector<page::Segment> outline(const Rect& box) {
  return {page::MoveTo{box.origin}, page::LineTo{{box.right(), box.top()}},
          page::LineTo{{box.right(), box.bottom()}}, page::LineTo{{box.left(), box.bottom()}},
          page::ClosePath{}};
}

}  // namespace

std::vector<CodeArea> code_areas(const page::Page& page, const measure::Placement& at) {
  std::vector<CodeArea> areas;
  for (const page::Mark& mark : page.marks) {
    if (const auto* symbol = std::get_if<page::Symbol>(&mark)) {
      areas.push_back({ProcessingStep::barcode, at(box_of_symbol(*symbol))});
    }
    const auto* field = std::get_if<page::Field>(&mark);
    if (field != nullptr && field->variable == page::Variable::code) {
      areas.push_back({ProcessingStep::coding_marking, at(box_of_code(*field))});
    }
  }
  return areas;
}

StepPainter::StepPainter(const shop::FinishingInks& inks, pdf::Writer& writer)
    : writer_(writer), inks_(inks_of(inks)) {
  for (const auto& [step, ink] : inks_) writer.add_finishing_ink(ink);
}

std::vector<std::string> StepPainter::inks_in_use() const {
  std::vector<std::string> names;
  for (const auto& [step, layer] : layers_) names.push_back(inks_.at(step).name);
  return names;
}

void StepPainter::begin(pdf::Canvas& canvas, ProcessingStep step) {
  auto known = layers_.find(step);
  if (known == layers_.end()) {
    known = layers_.emplace(step, writer_.add_layer(layer_name(step), step)).first;
  }
  canvas.begin_layer(known->second);
}

page::Stroke StepPainter::stroke_of(ProcessingStep step) const {
  const bool solid = step == ProcessingStep::cutting;
  return {ink::Spot{inks_.at(step).name}, line_width, solid ? page::Cap::square : page::Cap::butt,
          dashes_of(step)};
}

void StepPainter::paint(pdf::Canvas& canvas, const std::vector<FinishingLine>& lines) {
  for (std::size_t i = 0; i < lines.size();) {
    const Operation operation = lines[i].operation;
    const ProcessingStep step = step_of(operation);
    begin(canvas, step);
    page::Path path{{}, std::nullopt, stroke_of(step)};
    for (; i < lines.size() && lines[i].operation == operation; ++i) {
      path.segments.push_back(page::MoveTo{lines[i].from});
      path.segments.push_back(page::LineTo{lines[i].to});
    }
    canvas.paint(path, {});
    canvas.end_layer();
  }
}

void StepPainter::paint(pdf::Canvas& canvas, std::vector<CodeArea> areas) {
  std::ranges::sort(areas);
  for (std::size_t i = 0; i < areas.size();) {
    const ProcessingStep step = areas[i].step;
    begin(canvas, step);
    page::Path path{{}, std::nullopt, stroke_of(step)};
    for (; i < areas.size() && areas[i].step == step; ++i) {
      const auto box = outline(areas[i].box);
      path.segments.insert(path.segments.end(), box.begin(), box.end());
    }
    canvas.paint(path, {});
    canvas.end_layer();
  }
}

}  // namespace imprimatur::press
