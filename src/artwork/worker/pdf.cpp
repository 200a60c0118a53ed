#include "artwork/worker/importer.h"
#include "artwork/worker/read.h"
#include "artwork/worker/syntax.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <algorithm>
#include <cmath>

namespace imprimatur::artwork {
namespace {

// The trimmed logo where the file says it, else what viewers show, else the page (ISO
// 32000-1, 14.11.2).
Frame frame_of(QPDFPageObjectHelper page) {
  QPDFObjectHandle dict = page.getObjectHandle();
  QPDFObjectHandle box = dict.getKey("/TrimBox");
  if (!box.isArray()) box = page.getAttribute("/CropBox", false);
  if (!box.isArray()) box = page.getAttribute("/MediaBox", false);
  const std::vector<double> edges = numbers_in(box, 4, "/MediaBox");
  Frame frame;
  frame.left = std::min(edges[0], edges[2]);
  frame.right = std::max(edges[0], edges[2]);
  frame.bottom = std::min(edges[1], edges[3]);
  frame.top = std::max(edges[1], edges[3]);
  QPDFObjectHandle turn = page.getAttribute("/Rotate", false), unit = dict.getKey("/UserUnit");
  if (turn.isInteger()) frame.turn = static_cast<int>((turn.getIntValue() % 360 + 360) % 360);
  if (unit.isNumber() && unit.getNumericValue() > 0) frame.scale = unit.getNumericValue();
  return frame;
}

}  // namespace

page::Form read_pdf(Workshop& workshop, std::string_view bytes, std::uint32_t number) {
  QPDF file;
  file.setSuppressWarnings(true);
  // A file that must be guessed at may lack parts that nobody would miss on a screen.
  file.setAttemptRecovery(false);
  file.processMemoryFile("logo", bytes.data(), bytes.size());
  if (file.isEncrypted()) throw Refused("artwork-encrypted");
  std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(file).getAllPages();
  if (pages.empty()) throw Refused("artwork-blank");
  if (number > pages.size()) throw Refused("artwork-no-page", std::to_string(number));
  if (number == 0 && pages.size() > 1)
    workshop.remarks.add("artwork-pages", std::to_string(pages.size()));
  QPDFPageObjectHelper page = pages[number == 0 ? 0 : number - 1];
  if (page.getObjectHandle().getKey("/Annots").isArray() &&
      page.getObjectHandle().getKey("/Annots").getArrayNItems() > 0) {
    workshop.remarks.add("artwork-annotations");
  }
  page.externalizeInlineImages(0, false);
  QPDFObjectHandle dict = page.getObjectHandle();
  dict.replaceKey("/Resources", page.getAttribute("/Resources", false));
  page::Form form = import_page(workshop, file, dict, frame_of(page));
  if (!file.getWarnings().empty()) throw Refused("artwork-damaged", "PDF");
  return form;
}

}  // namespace imprimatur::artwork
