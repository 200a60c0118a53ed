// One page's (or form's) content, drawn mark by mark into a buffer that is kept from page to page.
//
// Coordinates are micrometres from the top-left corner, y down. Every mark is drawn whole: none
// leaves colour, overprint or clip behind for the next. Overprint (Ghent Workgroup 2022,
// R0007–R0010): text, strokes and symbols in black alone at 100 % overprint with OPM 1; everything
// else, white above all, knocks out.
#pragma once

#include "codes/data_matrix.h"
#include "codes/matrix.h"
#include "pdf/writer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::pdf {

class File;
struct Used;

// The rows of a symbol: canvas.symbol(symbol, codes::symbol_of(code).rows).
using Modules = decltype(codes::Matrix::rows);

class Canvas {
 public:
  // A canvas of `height` zero has its origin on the form's origin: the way to make a form.
  explicit Canvas(Writer& writer, measure::Length height = {});
  Canvas(Canvas&&) noexcept;
  ~Canvas();

  // Empties it for the next page; keeps its memory.
  void restart(measure::Length height = {});

  // Any mark but a Field or a Symbol, which need a value (our mistake otherwise). The placement
  // says where the page's trimmed corner comes to lie.
  void paint(const page::Mark& mark, const Materials& materials, const measure::Placement& at = {});

  // All of a page's marks that need no value; of its symbols what all codes share, above those
  // marks: the three finder patterns.
  void paint_static(const page::Page& page, const Materials& materials,
                    const measure::Placement& at = {});

  // Puts a form's origin at `at`. `part` (in the form's coordinates) clips it, where the bleed must
  // end at half the gutter.
  void place(FormId form, const measure::Placement& at,
             const std::optional<measure::Rect>& part = std::nullopt);

  // Scales a form so that its part `from` fills `to`, which clips it. Neither is empty.
  void place_scaled(FormId form, const measure::Rect& from, const measure::Rect& to);

  // A line of text known only now, aligned as the field says by its alphabet's advances. A
  // character the alphabet lacks is finding::Failure (its sentence does not repeat the value: codes
  // are money).
  void variable_line(const page::Field& field, const Materials& materials, std::string_view value,
                     const measure::Placement& at = {});

  // A line in the document's slug alphabet, for marks outside the product.
  void line(const page::Alphabet& alphabet, measure::Length size, const ink::Colour& colour,
            const Materials& materials, std::string_view value, const measure::Placement& at,
            page::Align align = page::Align::left);

  // What all codes share of a symbol; paint_static paints it too.
  void finder_patterns(const page::Symbol& symbol, const measure::Placement& at = {});

  // The modules outside the finder patterns, as one filled path.
  void symbol(const page::Symbol& symbol, const Modules& modules,
              const measure::Placement& at = {});

  // All modules as one filled path, in black alone; `at` is where its top left module begins.
  void symbol(const codes::DataMatrix& matrix, measure::Length module,
              const measure::Placement& at);

  // In between, what is drawn is in the coordinates of a page whose trimmed corner lies at `at`,
  // and clipped to `part` of it: as a form that is placed, but its content can be tagged. Doesn't
  // nest.
  void begin_placed(const measure::Point& at, const measure::Rect& part);
  void end_placed();

  // In between, what is drawn is the element's, or an artifact of that kind. Neither nests, in
  // itself or in the other; of files that are no pdf_ua1 nothing is said. Where an element's text
  // goes on in another place, a space is put in that has no ink: what it says are words
  // (ISO 14289-1, 7.2).
  void begin_element(ElementId element);
  void end_element();
  void begin_artifact(Artifact kind);
  void end_artifact();

  // What is drawn between the two belongs to the layer. Layers don't nest. In a processing step
  // (Writer::add_layer) every line overprints, and nothing is filled (or it is our mistake).
  void begin_layer(LayerId layer);
  void end_layer();

  // What is drawn between the two lets what lies below shine through; 1000 per mille hides it.
  // Doesn't nest.
  void begin_translucent(ink::Tint opacity);
  void end_translucent();

  // The content stream so far.
  const std::string& content() const { return content_; }

 private:
  friend class Writer;

  // Shared graphics states by index, always there (see File).
  enum class Overprint : std::uint32_t { none, fills, strokes };

  // What the stream has set so far, so that nothing is set twice. Empty: whatever the form was
  // placed under.
  struct State {
    std::optional<ink::Colour> fill, stroke;
    Overprint overprint = Overprint::none;
    std::optional<measure::Length> width;
    std::optional<page::Cap> cap;
    std::optional<std::vector<measure::Length>> dashes;
    std::optional<FontId> font;
    measure::Length em;
  };
  enum class Role : std::uint8_t { fill, stroke };

  // Where an element's text stopped.
  struct Pen {
    ElementId element;
    measure::Placement at;
    measure::Length em;
    bool within_a_word = false;  // or behind a space: what follows is not to be set apart
  };
  // Marks what is painted while it lives as an artifact, where nothing says what it is.
  class Unowned;

  File* file_;
  measure::Length height_;
  std::string content_;
  std::vector<const page::AlphabetGlyph*> glyphs_;  // of the line in the making
  std::unique_ptr<Used> used_;
  State state_, outside_;  // outside_: what end_translucent goes back to
  State around_;           // what end_placed goes back to
  measure::Length height_around_;
  bool translucent_ = false, in_layer_ = false, in_step_ = false, in_translucent_ = false;
  bool tags_ = false;  // a page of a tagged file; what a form holds is tagged where it is placed
  bool is_placed_ = false;
  bool in_artifact_ = false;
  std::optional<ElementId> element_;  // that is open
  std::vector<ElementId> sequences_;  // whose each marked-content sequence of the page is
  std::optional<Pen> pen_;

  bool is_open() const {
    return in_layer_ || in_translucent_ || is_placed_ || in_artifact_ || element_;
  }
  void number(measure::Length length);
  void clip(const measure::Rect& shown);
  void do_form(FormId id);
  void point(measure::Point point);
  void set_colour(const ink::Colour& colour, Role role);
  void set_overprint(Overprint wanted);
  void begin_modules(const ink::Colour& colour, measure::Length module,
                     const measure::Placement& at);
  void set_stroke(const page::Stroke& stroke);
  void paint_run(const page::GlyphRun& run, const Materials& materials,
                 const measure::Placement& at);
  void paint_path(const page::Path& path, const measure::Placement& at);
  void paint_artwork(const page::PlacedArtwork& placed, const Materials& materials,
                     const measure::Placement& at);
  void begin_text(FontId font, measure::Length em, const ink::Colour& colour,
                  const measure::Placement& at);
  bool goes_on_elsewhere(const measure::Placement& at, std::string_view text) const;
  void space_before(FontId id, measure::Length em, const ink::Colour& colour,
                    const measure::Placement& begun);
  void lift_pen(const measure::Placement& begun, std::int64_t nanometres, measure::Length em,
                std::string_view text);
};

}  // namespace imprimatur::pdf
