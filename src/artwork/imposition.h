// What the imposer and its locked worker say to each other: plain data, and the text it travels as.
//
// The worker finds the documents open as its descriptors 3, 4, …; what it is to do comes in over
// standard input, the answer goes out over standard output. Neither side believes the other:
// whatever is not exactly of the form is nullopt. Lengths are micrometres.
#pragma once

#include "artwork/exchange.h"
#include "measure/measure.h"
#include "page/page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::artwork {

// A page as a reader sees it, turned by /Rotate and scaled by /UserUnit. `trim` is its TrimBox,
// else its CropBox, else its MediaBox. The bleed is what BleedBox adds to it (nothing where there
// is none), on the side that has least and on the one that has most.
struct PageFacts {
  measure::Size trim;
  measure::Length least_bleed, most_bleed;
  bool operator==(const PageFacts&) const = default;
};

// `condition` is the OutputConditionIdentifier of its GTS_PDFX intent, empty where it has none.
// `is_pdf_x4`: it says that it is PDF/X-4 and has what the claim rests on. `is_of_press`: it says
// that it was pressed by this house, or imposed of what was: every leaf of it bears what no other
// may.
struct DocumentFacts {
  std::vector<PageFacts> pages;
  std::string condition;
  bool is_pdf_x4 = false, is_of_press = false;
  bool operator==(const DocumentFacts&) const = default;
};

// A remark on a document, by its place in the list.
struct DocumentRemark {
  std::uint32_t document = 0;
  Remark remark;
  bool operator==(const DocumentRemark&) const = default;
};

// The documents are there unless something was said against one of them.
struct Survey {
  std::vector<DocumentFacts> documents;
  std::vector<DocumentRemark> remarks;
  bool operator==(const Survey&) const = default;
};

// `at` places the page: its origin is the page's trimmed top-left corner as a reader sees it.
struct PlacedPage {
  std::uint32_t document = 0, page = 0;  // both from 0
  measure::Placement at;
  measure::Rect clip;
  bool operator==(const PlacedPage&) const = default;
};

// What is drawn beside the pages: filled in process inks, or stroked in the registration colour
// with butt ends, or both. Marks in other colours are our mistake.
using Marks = std::vector<page::Path>;

// One page of the imposed file. `marks` is an index into Imposition::marks.
struct ImposedSide {
  measure::Rect trim, bleed;
  std::uint32_t marks = 0;
  std::vector<PlacedPage> pages;
  bool operator==(const ImposedSide&) const = default;
};

// Origin at the top-left of the sheet, y down. `title` (UTF-8) and `identity` (32 hexadecimal
// digits, what tells this file from others) go into the file's own description.
struct Imposition {
  measure::Size sheet;
  std::string title, identity;
  std::vector<Marks> marks;
  std::vector<ImposedSide> sides;
  bool operator==(const Imposition&) const = default;
};

// What the worker is asked: to survey the documents, or to impose them.
inline constexpr std::string_view survey_request = "imprimatur-survey-request 1\n";
std::string to_text(const Imposition& imposition);
std::optional<Imposition> read_imposition(std::string_view text);
std::string to_text(const Survey& survey);
std::optional<Survey> read_survey(std::string_view text);

// The worker's exit status where it imposed nothing, or not the whole: a Survey without documents
// then stands on its standard error and says why.
inline constexpr int status_refused = 72;

}  // namespace imprimatur::artwork
