// Finishing as processing steps (ISO 19593-1): what happens to the sheet after the press, as layers
// that no press prints. For the sources of this room.
#pragma once

#include "impose/finishing.h"
#include "pdf/canvas.h"
#include "press/press.h"

#include <map>
#include <string>
#include <vector>

namespace imprimatur::press {

// Around a pass's symbol with its quiet zone, or its printed code.
struct CodeArea {
  pdf::ProcessingStep step = pdf::ProcessingStep::barcode;
  measure::Rect box;
  auto operator<=>(const CodeArea&) const = default;
};
std::vector<CodeArea> code_areas(const page::Page& page, const measure::Placement& at);

// Draws steps into one file: each in a layer and an ink of its own, as thin lines that overprint.
// A layer is made when something is first drawn in it, so that no file has an empty one.
class StepPainter {
 public:
  // `writer` outlives the painter and has taken the document already. Throws finding::Failure where
  // the document prints in an ink of a finishing's name.
  StepPainter(const shop::FinishingInks& inks, pdf::Writer& writer);

  // The order is that of the layers: by step.
  void paint(pdf::Canvas& canvas, const std::vector<impose::FinishingLine>& lines);
  void paint(pdf::Canvas& canvas, std::vector<CodeArea> areas);

  // Of all that was drawn.
  std::vector<std::string> inks_in_use() const;

 private:
  pdf::Writer& writer_;
  std::map<pdf::ProcessingStep, ink::SpotInk> inks_;
  std::map<pdf::ProcessingStep, pdf::LayerId> layers_;

  void begin(pdf::Canvas& canvas, pdf::ProcessingStep step);
  page::Stroke stroke_of(pdf::ProcessingStep step) const;
};

}  // namespace imprimatur::press
