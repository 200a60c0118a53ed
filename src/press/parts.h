// The document parts of a PDF/VT file of sheets: what a press may find, print and account for on
// its own. For the sources of this room.
//
//     sheets   Job → Lift → Sheet     a record is a sheet, both sides
//     one-up   Job → Carnet → Leaf    a record is a booklet's leaves of this stock
//
// docs/formats/press-folder.md says what each part says of itself: numbers, carnets and serials,
// never a code. A file that is no PDF/VT has no parts, and asking for them does nothing.
#pragma once

#include "pdf/writer.h"
#include "press/slot.h"

#include <optional>
#include <vector>

namespace imprimatur::press {

pdf::Conformance conformance_of(const Job& job);
pdf::PartLevels levels_of(const Job& job);

class DocumentParts {
 public:
  // `writer`, made with the levels above, outlives the parts.
  DocumentParts(const Job& job, const impose::StockPlan& stock, pdf::Writer& writer);

  // Around the two pages of `sheet`, counted from 0; sheets come in order.
  void begin_sheet(std::uint32_t sheet, const std::vector<Slot>& slots);
  void end_sheet();
  // After the last sheet.
  void end();

 private:
  const Job& job_;
  const impose::StockPlan& stock_;
  pdf::Writer& writer_;
  bool wanted_, one_up_;
  std::optional<std::uint32_t> group_;  // the open lift or carnet, from 0

  pdf::PartFacts job_facts() const;
  pdf::PartFacts group_facts(std::uint32_t group) const;
  pdf::PartFacts sheet_facts(std::uint32_t sheet, const std::vector<Slot>& slots) const;
  pdf::PartFacts leaf_facts(const Slot& slot) const;
};

}  // namespace imprimatur::press
