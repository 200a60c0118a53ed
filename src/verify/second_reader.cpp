#include "verify/second_reader.h"

#include "verify/open_content.h"
#include "verify/plain_form.h"
#include "verify/revision.h"

// PoDoFo's headers don't pass our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#include <podofo/podofo.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

namespace imprimatur::verify {
namespace {

using measure::Length;
using measure::Rect;

Rect turned_over(const PoDoFo::PdfRect& box, const PoDoFo::PdfRect& media) {
  const double top = media.GetBottom() + media.GetHeight() - box.GetBottom() - box.GetHeight();
  return {{Length::from_points(box.GetLeft() - media.GetLeft()), Length::from_points(top)},
          {Length::from_points(box.GetWidth()), Length::from_points(box.GetHeight())}};
}

using Objects = PoDoFo::PdfVecObjects;

const PoDoFo::PdfObject* resolved(const PoDoFo::PdfObject* object, const Objects& objects) {
  return object && object->IsReference() ? objects.GetObject(object->GetReference()) : object;
}

std::string unpacked(const PoDoFo::PdfObject& stream) {
  char* bytes = nullptr;
  PoDoFo::pdf_long length = 0;
  stream.GetStream()->GetFilteredCopy(&bytes, &length);
  const std::unique_ptr<char, decltype(&PoDoFo::podofo_free)> held(bytes, &PoDoFo::podofo_free);
  return {bytes, static_cast<std::size_t>(std::max(length, PoDoFo::pdf_long{0}))};
}

// ISO 15930-7, 6.2.2: the intent's subtype is GTS_PDFX; ours always carries its profile.
std::optional<crypto::Digest> profile_of_intent(PoDoFo::PdfMemDocument& document) {
  const PoDoFo::PdfObject* catalogue = document.GetCatalog();
  const PoDoFo::PdfObject* intents =
      catalogue ? catalogue->GetIndirectKey("OutputIntents") : nullptr;
  if (!intents || !intents->IsArray()) return std::nullopt;
  for (const PoDoFo::PdfObject& entry : intents->GetArray()) {
    const PoDoFo::PdfObject* intent = resolved(&entry, document.GetObjects());
    if (!intent || !intent->IsDictionary()) continue;
    const PoDoFo::PdfObject* subtype = intent->GetIndirectKey("S");
    const PoDoFo::PdfObject* profile = intent->GetIndirectKey("DestOutputProfile");
    if (subtype && subtype->IsName() && subtype->GetName() == PoDoFo::PdfName("GTS_PDFX") &&
        profile && profile->HasStream())
      return crypto::sha256(unpacked(*profile));
  }
  return std::nullopt;
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

const PoDoFo::PdfDictionary* dictionary_of(const PoDoFo::PdfObject* object,
                                           const Objects& objects) {
  object = resolved(object, objects);
  return object && object->IsDictionary() ? &object->GetDictionary() : nullptr;
}

std::string text_of(const PoDoFo::PdfObject& object) {
  std::string text;
  object.ToString(text);
  return text;
}

ObjectName name_of(const PoDoFo::PdfObject& object) {
  return {static_cast<std::uint32_t>(object.Reference().ObjectNumber()),
          static_cast<std::uint16_t>(object.Reference().GenerationNumber())};
}

// What a page of a look may say of itself: nothing that turns, crops or scales it, or is drawn over
// it.
bool says_no_more(const PoDoFo::PdfDictionary& page) {
  constexpr std::string_view known[] = {"Type",      "Parent",   "MediaBox", "BleedBox", "TrimBox",
                                        "Resources", "Contents", "Group",    "DPart"};
  return std::ranges::all_of(page.GetKeys(), [&](const auto& entry) {
    return std::ranges::find(known, entry.first.GetName()) != std::end(known);
  });
}

// Packed in the one way that all unpack alike, or not at all.
bool is_plain_stream(const PoDoFo::PdfObject* stream) {
  if (!stream || !stream->HasStream()) return false;
  return std::ranges::all_of(stream->GetDictionary().GetKeys(), [](const auto& entry) {
    return entry.first == PoDoFo::PdfName("Length") ||
           (entry.first == PoDoFo::PdfName("Filter") && entry.second->IsName() &&
            entry.second->GetName() == PoDoFo::PdfName("FlateDecode"));
  });
}

// The pages in their order (ISO 32000-1, 7.7.3); false where a node says other things than that of
// what it holds, and readers might count in other ways.
bool add_pages(const PoDoFo::PdfObject* node, const Objects& objects, int depth,
               std::vector<ObjectName>& pages) {
  constexpr int deepest = 16;
  if (!node || !node->IsDictionary() || depth > deepest) return false;
  const PoDoFo::PdfDictionary& own = node->GetDictionary();
  const PoDoFo::PdfObject* kids = own.GetKey("Kids");
  const PoDoFo::PdfName type = own.GetKeyAsName("Type");
  if (!kids) {
    pages.push_back(name_of(*node));
    return type == PoDoFo::PdfName("Page");
  }
  const std::size_t before = pages.size();
  if (type != PoDoFo::PdfName("Pages") || !kids->IsArray()) return false;
  for (const PoDoFo::PdfObject& kid : kids->GetArray())
    if (!kid.IsReference() || !add_pages(resolved(&kid, objects), objects, depth + 1, pages))
      return false;
  return own.GetKeyAsLong("Count", -1) == static_cast<PoDoFo::pdf_int64>(pages.size() - before);
}

bool counts_pages_as_anyone(PoDoFo::PdfMemDocument& document) {
  const PoDoFo::PdfObject* catalogue = document.GetCatalog();
  std::vector<ObjectName> pages;
  if (!catalogue ||
      !add_pages(catalogue->GetIndirectKey("Pages"), document.GetObjects(), 0, pages) ||
      pages.size() != static_cast<std::size_t>(document.GetPageCount()))
    return false;
  for (std::size_t i = 0; i < pages.size(); ++i)
    if (name_of(*document.GetPage(static_cast<int>(i))->GetObject()) != pages[i]) return false;
  return true;
}

// ISO 32000-1, 7.7.3.4.
bool inherits(const PoDoFo::PdfDictionary& page, const Objects& objects) {
  constexpr int deepest = 64;
  const PoDoFo::PdfDictionary* node = dictionary_of(page.GetKey("Parent"), objects);
  for (int depth = 0; node; ++depth, node = dictionary_of(node->GetKey("Parent"), objects)) {
    for (const char* key : {"Resources", "MediaBox", "CropBox", "Rotate"})
      if (node->HasKey(PoDoFo::PdfName(key))) return true;
    if (depth == deepest) return true;
  }
  return false;
}

bool all_of_entries(const PoDoFo::PdfDictionary& resources, const char* kind,
                    const Objects& objects, bool (*fits)(const PoDoFo::PdfDictionary&)) {
  if (!resources.HasKey(PoDoFo::PdfName(kind))) return true;
  const PoDoFo::PdfDictionary* entries = dictionary_of(resources.GetKey(kind), objects);
  return entries && std::ranges::all_of(entries->GetKeys(), [&](const auto& entry) {
           const PoDoFo::PdfDictionary* one = dictionary_of(entry.second, objects);
           return one && fits(*one);
         });
}

// Whether no text that is set with these can paint what is among them as a form or an image, and
// nothing shines through. Of graphics states, those that say how inks overprint.
bool are_plain(const PoDoFo::PdfDictionary& resources, const Objects& objects) {
  using Dictionary = PoDoFo::PdfDictionary;
  return !resources.HasKey("Pattern") &&
         all_of_entries(resources, "Font", objects,
                        [](const Dictionary& font) {
                          return font.HasKey("Subtype") &&
                                 font.GetKeyAsName("Subtype") != PoDoFo::PdfName("Type3");
                        }) &&
         all_of_entries(resources, "ExtGState", objects, [](const Dictionary& state) {
           return std::ranges::all_of(state.GetKeys(), [](const auto& entry) {
             const std::string& key = entry.first.GetName();
             return key == "Type" || key == "OP" || key == "op" || key == "OPM";
           });
         });
}

// Reads the pages' looks, one after the other, and notes what becomes of the file's objects in its
// two other versions.
class Looks {
 public:
  explicit Looks(PoDoFo::PdfMemDocument& document)
      : document_(document), objects_(document.GetObjects()) {}

  std::optional<Look> of(PoDoFo::PdfPage& page, std::uint32_t number,
                         std::vector<std::optional<Look>>& before);
  // Into the reading, of the file with these bytes.
  void revise(const std::string& file, SecondReading& reading) const;

 private:
  std::optional<Look> look(PoDoFo::PdfPage& page);

  PoDoFo::PdfMemDocument& document_;
  const Objects& objects_;
  std::map<std::string, std::uint32_t> first_;
  NewObjects open_parts_, opposite_;
};

std::optional<Look> Looks::look(PoDoFo::PdfPage& page) {
  const PoDoFo::PdfDictionary& own = page.GetObject()->GetDictionary();
  const PoDoFo::PdfObject* resources = own.GetKey("Resources");
  const PoDoFo::PdfDictionary* used = dictionary_of(resources, objects_);
  const bool shared = resources && resources->IsReference();
  if (!used || !own.HasKey("MediaBox") || !says_no_more(own) || inherits(own, objects_) ||
      !are_plain(*used, objects_) || (!shared && used->HasKey("XObject")))
    return std::nullopt;
  const PoDoFo::PdfRect media = page.GetMediaBox();
  const PoDoFo::PdfObject* contents = page.GetContents();
  if (media.GetLeft() != 0 || media.GetBottom() != 0 || !is_plain_stream(contents))
    return std::nullopt;
  auto content = open_content_of(unpacked(*contents), turned_over(media, media).size.height);
  if (!content) return std::nullopt;
  for (const auto& [key, value] : own.GetKeys()) {
    if (key == "Contents" || key == "DPart" || key == "Parent") continue;
    content->shared += "/" + key.GetName() + " " + text_of(*value) + "\n";
  }
  if (shared) {
    PoDoFo::PdfObject without(*used);
    without.GetDictionary().RemoveKey("XObject");
    const PoDoFo::PdfReference& name = resources->GetReference();
    open_parts_.try_emplace({static_cast<std::uint32_t>(name.ObjectNumber()),
                             static_cast<std::uint16_t>(name.GenerationNumber())},
                            text_of(without));
  }
  return Look{crypto::sha256(content->shared), 0, false, std::move(content->blocks)};
}

std::optional<Look> Looks::of(PoDoFo::PdfPage& page, std::uint32_t number,
                              std::vector<std::optional<Look>>& before) {
  auto found = look(page);
  if (!found) return std::nullopt;
  const auto [place, fresh] = first_.try_emplace(found->digest.hex(), number);
  found->first = place->second;
  if (!fresh && !before[found->first]->shared) {
    before[found->first]->shared = true;
    const PoDoFo::PdfObject* contents =
        document_.GetPage(static_cast<int>(found->first))->GetContents();
    opposite_.try_emplace(name_of(*contents), stream_object(opposite_of(unpacked(*contents))));
  }
  return found;
}

void Looks::revise(const std::string& file, SecondReading& reading) const {
  const PoDoFo::PdfObject* trailer = document_.GetTrailer();
  const PoDoFo::PdfObject* catalogue = document_.GetCatalog();
  if (first_.empty() || !trailer || !catalogue || trailer->GetDictionary().HasKey("Encrypt"))
    return;
  const auto size = static_cast<std::uint64_t>(trailer->GetDictionary().GetKeyAsLong("Size", 0));
  NewObjects open_parts = open_parts_;
  PoDoFo::PdfObject plain(*catalogue);
  plain.GetDictionary().RemoveKey("OutputIntents");
  open_parts.insert_or_assign(name_of(*catalogue), text_of(plain));
  const auto version = [&](const NewObjects& objects) {
    return revised(file, objects, size, name_of(*catalogue)).value_or("");
  };
  reading.open_parts = version(open_parts);
  reading.opposite = version(opposite_);
  open_parts.insert(opposite_.begin(), opposite_.end());
  reading.opposite_open_parts = version(open_parts);
}

}  // namespace

std::optional<SecondReading> read_again(const world::Path& path) {
  PoDoFo::PdfError::EnableDebug(false);
  PoDoFo::PdfError::EnableLogging(false);
  // Four versions of it are held in memory; pages of a larger file have no look.
  constexpr std::uintmax_t most = std::uintmax_t{256} << 20;
  std::error_code error;
  const bool small = std::filesystem::file_size(path, error) <= most && !error;
  const std::string file = small ? world::read_file(path, most) : std::string();
  try {
    PoDoFo::PdfMemDocument document;
    if (small)
      document.LoadFromBuffer(file.data(), static_cast<long>(file.size()));
    else
      document.Load(path.c_str());
    SecondReading reading;
    reading.rgb = holds_rgb(document);
    reading.profile = profile_of_intent(document);
    Looks looks(document);
    const bool plain = small && is_in_plain_form(file) && counts_pages_as_anyone(document);
    for (int i = 0; i < document.GetPageCount(); ++i) {
      PoDoFo::PdfPage* page = document.GetPage(i);
      if (!page) return std::nullopt;
      const PoDoFo::PdfRect media = page->GetMediaBox();
      reading.pages.push_back({turned_over(media, media).size,
                               turned_over(page->GetTrimBox(), media),
                               turned_over(page->GetBleedBox(), media)});
      reading.looks.push_back(plain ? looks.of(*page, static_cast<std::uint32_t>(i), reading.looks)
                                    : std::nullopt);
    }
    if (plain) looks.revise(file, reading);
    return reading;
  } catch (const PoDoFo::PdfError&) {
    return std::nullopt;
  }
}

}  // namespace imprimatur::verify
