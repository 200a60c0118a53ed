#include "verify/second_reader.h"

// PoDoFo's headers don't pass our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#include <podofo/podofo.h>
#pragma GCC diagnostic pop

namespace imprimatur::verify {
namespace {

using measure::Length;
using measure::Rect;

Rect turned_over(const PoDoFo::PdfRect& box, const PoDoFo::PdfRect& media) {
  const double top = media.GetBottom() + media.GetHeight() - box.GetBottom() - box.GetHeight();
  return {{Length::from_points(box.GetLeft() - media.GetLeft()), Length::from_points(top)},
          {Length::from_points(box.GetWidth()), Length::from_points(box.GetHeight())}};
}

// ISO 15930-7, 6.2.2: the intent's subtype is GTS_PDFX; ours always carries its profile.
bool has_output_intent(PoDoFo::PdfMemDocument& document) {
  const PoDoFo::PdfObject* catalogue = document.GetCatalog();
  const PoDoFo::PdfObject* intents =
      catalogue ? catalogue->GetIndirectKey("OutputIntents") : nullptr;
  if (!intents || !intents->IsArray()) return false;
  for (const PoDoFo::PdfObject& entry : intents->GetArray()) {
    const PoDoFo::PdfObject* intent =
        entry.IsReference() ? document.GetObjects().GetObject(entry.GetReference()) : &entry;
    if (!intent || !intent->IsDictionary()) continue;
    const PoDoFo::PdfObject* subtype = intent->GetIndirectKey("S");
    const PoDoFo::PdfObject* profile = intent->GetIndirectKey("DestOutputProfile");
    if (subtype && subtype->IsName() && subtype->GetName() == PoDoFo::PdfName("GTS_PDFX") &&
        profile && profile->HasStream())
      return true;
  }
  return false;
}

}  // namespace

std::optional<SecondReading> read_again(const world::Path& file) {
  PoDoFo::PdfError::EnableDebug(false);
  PoDoFo::PdfError::EnableLogging(false);
  try {
    PoDoFo::PdfMemDocument document(file.c_str());
    SecondReading reading;
    reading.output_intent = has_output_intent(document);
    for (int i = 0; i < document.GetPageCount(); ++i) {
      const PoDoFo::PdfPage* page = document.GetPage(i);
      if (!page) return std::nullopt;
      const PoDoFo::PdfRect media = page->GetMediaBox();
      reading.pages.push_back({turned_over(media, media).size,
                               turned_over(page->GetTrimBox(), media),
                               turned_over(page->GetBleedBox(), media)});
    }
    return reading;
  } catch (const PoDoFo::PdfError&) {
    return std::nullopt;
  }
}

}  // namespace imprimatur::verify
