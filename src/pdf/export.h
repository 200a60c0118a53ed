// Pages as a PDF of their own: one page each, as large as its bleed. For previews, for whoever
// designs a template, and for tests; the BAT and the press sheets frame and impose the same marks
// themselves.
#pragma once

#include "pdf/canvas.h"

namespace imprimatur::pdf {

// What stands where each pass would say something of its own. Never a real code.
struct SampleValues {
  std::string serial = "000 000 000";
  std::string carnet = "0000";
  std::string rank = "0/0";
  std::string code = "0000-0000-0000-0000";
  Modules symbol{};
  const std::string& of(page::Variable variable) const;
};

// Static marks, then the fields and symbols on top, as the press does. `only` is a page's name, or
// empty for all of them. A name no page has gives a Failure, as does a field that lacks one of the
// sample's characters.
void write_pages(const page::Document& document, const page::Resources& resources,
                 const ink::OutputCondition& condition, const DocumentFacts& facts,
                 const SampleValues& values, world::Sink& sink, std::string_view only = {});

}  // namespace imprimatur::pdf
