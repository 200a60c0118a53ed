// One document, open for reading. Throws Refused, or what qpdf throws, where it is not to be
// trusted.
#pragma once

#include "artwork/imposition.h"
#include "artwork/worker/remarks.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace imprimatur::artwork {

// The boxes of a page in its own space, and what makes a reader's view of it: units of that space
// to points, and the turn, clockwise.
struct View {
  struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;
  };
  Box trim, bleed;
  double scale = 1;
  int turn = 0;  // 0, 90, 180 or 270
};

class Document {
 public:
  explicit Document(std::FILE* file);

  QPDF& file() { return *file_; }
  std::vector<QPDFPageObjectHelper>& pages() { return pages_; }
  // Throws Refused for a page that is not between 5 mm and 5 m either way.
  View view(std::size_t page);
  DocumentFacts facts();

  // The GTS_PDFX output intent; null where there is none.
  QPDFObjectHandle intent();
  // An entry of the document's Info; null where there is none.
  QPDFObjectHandle info(const std::string& key);
  bool is_pdf_x4();
  // The program that pressed it, "imprimatur 0.1.0", as its Info names it; empty where it is not of
  // press. A BAT has the same names, but is no PDF/X.
  std::string pressed_by();

  // Whether some page has annotations that don't print.
  bool has_silent_annotations();
  // What prints of annotations and form fields becomes part of its page.
  void flatten();
  // qpdf warns where it had to guess: such a document is damaged. Throws Refused.
  void expect_whole();

 private:
  std::unique_ptr<QPDF> file_;
  std::vector<QPDFPageObjectHelper> pages_;
};

// "2026-11-23T09:00:00+01:00" of "D:20261123090000+01'00'" (ISO 32000-1, 7.9.4; XMP's date); empty
// where it is none. What a date leaves out is its first moment.
std::string xmp_date_of(const std::string& pdf_date);

// What was thrown while reading a document, as a remark.
Remark remark_on(std::exception_ptr thrown);

}  // namespace imprimatur::artwork
