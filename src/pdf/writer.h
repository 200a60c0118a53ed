// A PDF file, written as it is made.
//
// Objects leave for the Sink at once; what stays in memory is the offset of every object, four
// bytes a page and a document part, and the glyphs used of each font, whose subsets are written by
// finish(). Pages keep their order. Nothing is read from the clock or the dice: the same calls give
// the same bytes.
//
//   pdf::Writer writer(sink, facts, condition);
//   const pdf::Materials materials = writer.take(document, resources);
//   const pdf::FormId pass = writer.add_page_form(document.pages[2], materials);
//   pdf::Canvas canvas(writer, sheet.height);
//   canvas.place(pass, {{20_mm, 30_mm}, Turn::quarter});
//   writer.add_page({sheet, trim, bleed}, canvas);
//   writer.finish();
//
// Lengths are micrometres from the top-left corner of the page; the room turns the page over and
// writes points (see number.h). Errors: a missing or unusable font or artwork, a spot ink with two
// different alternates or with the name of a finishing ink, a file past 10 GB: finding::Failure.
// Where the Sink throws, so does the call, and the writer is good for nothing but being destroyed.
#pragma once

#include "crypto/digest.h"
#include "ink/ink.h"
#include "measure/measure.h"
#include "page/page.h"
#include "pdf/tags.h"
#include "world/files.h"
#include "world/world.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::pdf {

class Canvas;
class File;

// What the file promises. All are PDF 1.6 with one embedded output intent (GTS_PDFX).
//   pdf_x4  ISO 15930-7: identified in XMP and Info, DeviceCMYK means the intent's condition.
//   pdf_vt1 ISO 16612-2: a PDF/X-4 whose pages hang in a tree of document parts.
//   pdf_ua1 ISO 14289-1, for whoever reads it by eye, ear or finger: screens are told the
//           condition's colours too (DefaultCMYK, PDF 1.6, 4.5.4), the title stands in the window's
//           bar, all content is tagged (tags.h). That headings, tables and alternate texts make
//           sense is the caller's to see to.
enum class Conformance : std::uint8_t { pdf_x4, pdf_vt1, pdf_ua1 };

// How hard streams are squeezed. `fast` is libdeflate level 1, `small` level 6; `none` leaves pages
// readable, for tests and for people, and squeezes what is written once (fonts, profile, forms) as
// `small` does.
enum class Compression : std::uint8_t { none, fast, small };

// The levels of a PDF/VT file's tree of document parts, by name, from the whole file down to the
// parts that hold the pages; parts of the level `record` are the records, which the press may print
// alone. Names here and in PartFacts are XML name tokens in ASCII.
struct PartLevels {
  std::vector<std::string> names;
  std::uint32_t record = 0;
};

// What a document part says of itself.
struct PartFact {
  std::string name;
  std::variant<std::string, std::uint64_t, std::vector<std::uint64_t>> value;
};
using PartFacts = std::vector<PartFact>;

// What becomes of the spot inks of documents and their artworks: plates of their own, by one shared
// colour space each; or the process inks of their alternates, and no plate.
enum class SpotInks : std::uint8_t { kept, converted };

// `identity` is a digest of what the file says (it becomes the trailer's /ID and XMP's DocumentID):
// two files of different content are handed different ones. `title` must not be empty.
struct DocumentFacts {
  std::string title;
  std::string author;   // who answers for the content; may be empty
  std::string creator;  // the program, with its version
  world::Instant made;
  crypto::Digest identity;
  std::string language = "fr";  // RFC 3066
  Conformance conformance = Conformance::pdf_x4;
  Compression compression = Compression::fast;
  SpotInks spots = SpotInks::kept;
  PartLevels parts;  // of pdf_vt1; not looked at for others
};

// The page's boxes (PDF 1.6, 10.10.1), in the page's own coordinates: trim ⊆ bleed ⊆ media, or it
// is our mistake. The media's origin is the page's.
struct PageBoxes {
  measure::Size media;
  measure::Rect trim;
  measure::Rect bleed;
};

// Things this file holds. They mean nothing to another Writer.
struct FontId {
  std::uint32_t index = 0;
  auto operator<=>(const FontId&) const = default;
};
struct FormId {
  std::uint32_t index = 0;
  auto operator<=>(const FormId&) const = default;
};
struct ArtworkId {
  std::uint32_t index = 0;
  auto operator<=>(const ArtworkId&) const = default;
};
struct LayerId {
  std::uint32_t index = 0;
  auto operator<=>(const LayerId&) const = default;
};

// What a layer is to the machines that finish the sheets (ISO 19593-1): the type of its processing
// step. `barcode` and
// `coding_marking` are of the group Positions, the others of the group Structural.
enum class ProcessingStep : std::uint8_t {
  cutting,
  perforating,
  creasing,
  folding,
  stapling,
  gluing,
  barcode,
  coding_marking
};

// The fonts and artworks of one Document as this file knows them, by the Document's own indices.
struct Materials {
  std::vector<FontId> fonts;
  std::vector<ArtworkId> artworks;
};

// A printing condition ready to stand in files: its profile is checked and squeezed, which takes
// longer than a short file does. Whoever writes several files makes it once.
class ReadyCondition {
 public:
  // Throws finding::Failure where the profile can't be embedded (ink::check_header).
  ReadyCondition(const ink::OutputCondition& condition, Compression compression);

  // Its `profile` is the squeezed one.
  const ink::OutputCondition& squeezed() const { return squeezed_; }

 private:
  ink::OutputCondition squeezed_;
};

class Writer {
 public:
  // `sink` outlives the writer; `condition` is copied to the file at once.
  Writer(world::Sink& sink, const DocumentFacts& facts, const ReadyCondition& condition);
  Writer(world::Sink& sink, const DocumentFacts& facts, const ink::OutputCondition& condition);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Makes a document's fonts, artworks and spot inks known. Nothing is written until it is used,
  // each font file and artwork once per file whatever the number of documents. `resources` must
  // stay where it is until finish().
  Materials take(const page::Document& document, const page::Resources& resources);

  // An optional-content group, shown in this order in the viewer's list, on at the start. What is
  // drawn in a processing step is stroked, in an ink of add_finishing_ink(), and overprints.
  LayerId add_layer(std::string_view name, std::optional<ProcessingStep> step = std::nullopt);

  // An ink that no press prints, for processing steps. finding::Failure where the document or one
  // of its artworks has an ink of that name: what it prints would end up on a finisher's machine.
  void add_finishing_ink(const ink::SpotInk& ink);

  // The spot inks that what was drawn so far prints with, without those for finishing.
  std::vector<std::string> spots_in_use() const;

  // What was drawn on a canvas of height zero, once, to be placed many times. Its box (/BBox, which
  // clips) is in the canvas's coordinates.
  FormId add_form(const measure::Rect& box, const Canvas& canvas);

  // The marks of a page that are the same for every pass, clipped to the bleed; the form's origin
  // is the top-left corner of the trimmed page.
  FormId add_page_form(const page::Page& page, const Materials& materials);

  // Of a pdf_ua1 file (our mistake otherwise), in reading order: the last of `parent`'s children,
  // the document's own where none is given.
  ElementId add_element(const Element& element, std::optional<ElementId> parent = std::nullopt);

  // The next page. The canvas may be restarted and used again.
  void add_page(const PageBoxes& boxes, const Canvas& canvas);

  std::uint32_t pages() const;
  std::uint64_t bytes() const;

  // A document part of the next level, within the one that is open; the first is the whole file.
  // Of a pdf_vt1 file every page stands in a part of the last level, which has one page at least.
  void begin_part(const PartFacts& facts);
  void end_part();

  // Writes fonts, page tree, metadata, cross-reference table and trailer. Once, at the end, after
  // at least one page.
  void finish();

 private:
  friend class Canvas;
  std::unique_ptr<File> file_;
};

}  // namespace imprimatur::pdf
