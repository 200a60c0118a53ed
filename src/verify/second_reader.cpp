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

using Objects = PoDoFo::PdfVecObjects;

const PoDoFo::PdfObject* resolved(const PoDoFo::PdfObject* object, const Objects& objects) {
  return object && object->IsReference() ? objects.GetObject(object->GetReference()) : object;
}

bool is_rgb_name(const PoDoFo::PdfName& name) {
  return name == PoDoFo::PdfName("DeviceRGB") || name == PoDoFo::PdfName("CalRGB");
}

// A colour space (ISO 32000-1, 8.6): by its name, by a profile of three components, or by a palette
// of one of these.
bool is_rgb(const PoDoFo::PdfObject* space, const Objects& objects, int depth = 0) {
  space = resolved(space, objects);
  if (!space || depth > 3) return false;
  if (space->IsName()) return is_rgb_name(space->GetName());
  if (!space->IsArray() || space->GetArray().empty() || !space->GetArray()[0].IsName())
    return false;
  const PoDoFo::PdfArray& array = space->GetArray();
  const PoDoFo::PdfName& family = array[0].GetName();
  if (is_rgb_name(family)) return true;
  if (array.size() < 2) return false;
  if (family == PoDoFo::PdfName("Indexed")) return is_rgb(&array[1], objects, depth + 1);
  if (family != PoDoFo::PdfName("ICCBased")) return false;
  const PoDoFo::PdfObject* profile = resolved(&array[1], objects);
  return profile && profile->IsDictionary() &&
         profile->GetDictionary().GetKeyAsLong(PoDoFo::PdfName("N"), 0) == 3;
}

// Of a /Group, a picture's /ColorSpace, or the named ones of a resource dictionary.
bool names_rgb(const PoDoFo::PdfObject* value, const Objects& objects) {
  value = resolved(value, objects);
  if (!value || !value->IsDictionary()) return is_rgb(value, objects);
  for (const auto& [name, space] : value->GetDictionary().GetKeys())
    if (is_rgb(space, objects)) return true;
  return false;
}

// Wherever a colour space is named: by groups (ISO 32000-1, 11.6.6), pictures and resources.
bool holds_rgb(PoDoFo::PdfMemDocument& document) {
  const Objects& objects = document.GetObjects();
  const auto in = [&](const PoDoFo::PdfDictionary& dictionary) {
    for (const char* key : {"Group", "ColorSpace", "CS"})
      if (names_rgb(dictionary.GetKey(PoDoFo::PdfName(key)), objects)) return true;
    const PoDoFo::PdfObject* resources =
        resolved(dictionary.GetKey(PoDoFo::PdfName("Resources")), objects);
    return resources && resources->IsDictionary() &&
           names_rgb(resources->GetDictionary().GetKey(PoDoFo::PdfName("ColorSpace")), objects);
  };
  for (const PoDoFo::PdfObject* object : objects)
    if (object->IsDictionary() && in(object->GetDictionary())) return true;
  return false;
}

// "3 10 1 2 re", a part of a symbol in its own modules: how many characters; 0 for anything else.
std::size_t module_at(std::string_view text) {
  std::size_t i = 0;
  for (int number = 0; number < 4; ++number) {
    std::size_t digits = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i, ++digits;
    if (digits < 1 || digits > 2 || i >= text.size() || text[i++] != ' ') return 0;
  }
  return text.substr(i, 3) == "re\n" ? i + 3 : 0;
}

// "[<0013>93<0014>]", what is shown in one line of text: how many characters; 0 for anything else.
std::size_t string_at(std::string_view text) {
  const std::size_t end = text.find(']');
  if (text.empty() || text[0] != '[' || end == std::string_view::npos) return 0;
  const auto inside = text.substr(1, end - 1);
  return inside.find_first_not_of("0123456789abcdefABCDEF<>-. ") == std::string_view::npos ? end + 1
                                                                                           : 0;
}

std::string without_values(std::string_view content) {
  std::string rest;
  bool line_begins = true;
  while (!content.empty()) {
    const std::size_t value = line_begins ? std::max(module_at(content), string_at(content)) : 0;
    if (value == 0) rest += content[0];
    line_begins = value > 0 ? content[value - 1] == '\n' : content[0] == '\n';
    content.remove_prefix(std::max<std::size_t>(value, 1));
  }
  return rest;
}

// Everything that the page names is named by number, the same within one file. Where it stands in
// the tree of pages says nothing, as long as it inherits nothing from there.
std::optional<crypto::Digest> look_of(PoDoFo::PdfPage& page) {
  const PoDoFo::PdfDictionary& own = page.GetObject()->GetDictionary();
  for (const char* key : {"MediaBox", "Resources"})
    if (!own.HasKey(PoDoFo::PdfName(key))) return std::nullopt;
  const PoDoFo::PdfObject* contents = page.GetContents();
  if (!contents || !contents->HasStream()) return std::nullopt;
  char* bytes = nullptr;
  PoDoFo::pdf_long length = 0;
  contents->GetStream()->GetFilteredCopy(&bytes, &length);
  std::string look =
      without_values(std::string_view(bytes, static_cast<std::size_t>(std::max(length, 0L))));
  PoDoFo::podofo_free(bytes);
  for (const auto& [key, value] : own.GetKeys()) {
    if (key == "Contents" || key == "DPart" || key == "Parent") continue;
    std::string text;
    value->ToString(text);
    look += "/" + key.GetName() + " " + text + "\n";
  }
  return crypto::sha256(look);
}

}  // namespace

std::optional<SecondReading> read_again(const world::Path& file) {
  PoDoFo::PdfError::EnableDebug(false);
  PoDoFo::PdfError::EnableLogging(false);
  try {
    PoDoFo::PdfMemDocument document(file.c_str());
    SecondReading reading;
    reading.rgb = holds_rgb(document);
    reading.output_intent = has_output_intent(document);
    for (int i = 0; i < document.GetPageCount(); ++i) {
      PoDoFo::PdfPage* page = document.GetPage(i);
      if (!page) return std::nullopt;
      const PoDoFo::PdfRect media = page->GetMediaBox();
      reading.pages.push_back({turned_over(media, media).size,
                               turned_over(page->GetTrimBox(), media),
                               turned_over(page->GetBleedBox(), media)});
      reading.looks.push_back(look_of(*page));
    }
    return reading;
  } catch (const PoDoFo::PdfError&) {
    return std::nullopt;
  }
}

}  // namespace imprimatur::verify
