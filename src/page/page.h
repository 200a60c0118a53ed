// Finished pages: the one immutable value in the middle of the house.
//
// `typeset` makes a Document once; the BAT, the previews and the press sheets are exporters of it and
// measure nothing again. Its canonical text (canonical.h) is what is hashed, and the hash is what the
// client approves. All positions are from the top-left corner of the *trimmed* page; the bleed is at
// negative coordinates and beyond the trim size.
#pragma once

#include "crypto/digest.h"
#include "ink/ink.h"
#include "measure/measure.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::page {

using measure::Length;
using measure::Placement;
using measure::Point;
using measure::Rect;
using measure::Size;
using measure::Turn;

// Indices into Document::fonts and Document::artworks.
struct FontId {
  std::uint32_t index = 0;
  auto operator<=>(const FontId&) const = default;
};
struct ArtworkId {
  std::uint32_t index = 0;
  auto operator<=>(const ArtworkId&) const = default;
};

// A font file by name and content. `name` is unique in the document ("OpenSans-Regular").
struct Font {
  std::string name;
  crypto::Digest file;
  bool operator==(const Font&) const = default;
};

// A logo as `artwork` left it: a page::Form, serialised, with this digest (see form.h).
struct Artwork {
  std::string name;       // the client's file name, for people
  std::string alternate;  // what a reader who can't see it is told
  Size natural;           // the size it was drawn at
  crypto::Digest form;
  bool operator==(const Artwork&) const = default;
};

// One glyph of a run: its id in the font *file*, its offset from the run's origin along and across the
// (unturned) baseline, and the UTF-8 text it stands for; empty where an earlier glyph of its cluster
// already carries that text.
struct Glyph {
  std::uint32_t id = 0;
  Length x, y;
  std::string text;
  bool operator==(const Glyph&) const = default;
};

// Glyphs of one font, size and colour on one baseline. `at.origin` is the baseline's left end; the
// run is turned about it. `size` is the em.
struct GlyphRun {
  FontId font;
  Length size;
  ink::Colour colour;
  Placement at;
  std::vector<Glyph> glyphs;
  bool operator==(const GlyphRun&) const = default;
};

struct MoveTo { Point to; bool operator==(const MoveTo&) const = default; };
struct LineTo { Point to; bool operator==(const LineTo&) const = default; };
struct CurveTo { Point control1, control2, to; bool operator==(const CurveTo&) const = default; };
struct ClosePath { bool operator==(const ClosePath&) const = default; };
using Segment = std::variant<MoveTo, LineTo, CurveTo, ClosePath>;

enum class Cap : std::uint8_t { butt, round, square };

// Joins are mitred (limit 10), or round where the cap is round. Dashes in lengths on, off, on, …
struct Stroke {
  ink::Colour colour;
  Length width;
  Cap cap = Cap::butt;
  std::vector<Length> dashes;
  bool operator==(const Stroke&) const = default;
};

// Filled by the non-zero winding rule, then stroked.
struct Path {
  std::vector<Segment> segments;
  std::optional<ink::Colour> fill;
  std::optional<Stroke> stroke;
  bool operator==(const Path&) const = default;
};

// The artwork scaled to fill `box` exactly (the caller has kept the aspect).
struct PlacedArtwork {
  ArtworkId artwork;
  Rect box;
  bool operator==(const PlacedArtwork&) const = default;
};

// The glyphs with which a text that is only known at the press is set: one per character of ISO
// 8859-1, each with its advance at the em of one million micrometres (so advance × size / 1 000
// 000). The character ' ' stands for the thin group separator of figures and may have no ink.
struct AlphabetGlyph {
  std::uint32_t id = 0;
  std::int32_t advance = 0;
  bool operator==(const AlphabetGlyph&) const = default;
};
struct Alphabet {
  FontId font;
  std::map<unsigned char, AlphabetGlyph> glyphs;
  bool operator==(const Alphabet&) const = default;
};

// What each pass says for itself.
enum class Variable : std::uint8_t {
  serial,  // "000 012 345"
  carnet,  // the booklet's number within the order, "0017"
  rank,    // the pass's place in its booklet, "3/10"
  code,    // "7K3P-Q9WX-2MHT-4BSE"
};

// What Variable::carnet says: `number` of `carnets`, in four digits or as many as the last one needs.
std::string carnet_text(std::uint32_t number, std::uint32_t carnets);

enum class Align : std::uint8_t { left, centre, right };

// A line of variable text: `at.origin` is the point of the baseline that `align` speaks of.
struct Field {
  Variable variable = Variable::serial;
  Alphabet alphabet;
  Length size;
  ink::Colour colour;
  Placement at;
  Align align = Align::left;
  bool operator==(const Field&) const = default;
};

// A QR symbol of version 1 (21 × 21 modules): `origin` is the corner of the top-left module; the quiet
// zone of 4 modules around it is kept free by the page (ISO/IEC 18004, 6.3.8).
struct Symbol {
  Point origin;
  Length module;
  ink::Colour colour;
  bool operator==(const Symbol&) const = default;
};

using Mark = std::variant<GlyphRun, Path, PlacedArtwork, Field, Symbol>;

// A part of the page with a name that people use ("funder", "code"): shown on the BAT.
struct Zone {
  std::string name;
  Rect box;
  bool operator==(const Zone&) const = default;
};

enum class FinishKind : std::uint8_t { perforation, fold, staple, crease, glue };

// A straight line along which the leaf is perforated, folded, stapled, creased or glued.
struct Finish {
  FinishKind kind = FinishKind::perforation;
  Point from, to;
  bool operator==(const Finish&) const = default;
};

struct Page {
  std::string name;  // "pass-front"
  std::string title;  // in the order's language, for the BAT: "Recto du pass"
  Size trim;
  Length bleed;
  Length safe;              // nothing that matters comes nearer to the trim than this
  std::vector<Mark> marks;  // in painting order; Fields and Symbols are filled in at the press
  std::vector<Zone> zones;
  std::vector<Finish> finishes;
  bool operator==(const Page&) const = default;

  Rect trim_rect() const { return {{}, trim}; }
  Rect bleed_rect() const { return trim_rect().grown(bleed); }
};

// One kind of leaf of the product, printed on both sides. `count` of them follow each other in every
// booklet. front and back are indices into Document::pages; the back is read after turning the leaf
// over its left or right edge, as one turns a page.
struct Leaf {
  std::string name;   // "pass"
  std::string stock;  // "inner": leaves of one stock are printed together
  std::uint32_t count = 1;
  std::uint32_t front = 0, back = 0;
  bool is_pass = false;  // carries a code: each one is a voucher
  bool operator==(const Leaf&) const = default;
};

struct Stock {
  std::string name;   // "inner"
  std::string title;  // "Offset blanc 90 g/m²"
  Length caliper;     // thickness of one sheet
  bool along_spine = false;  // its fibres have to run along the leaf's left edge
  std::uint32_t weight = 0;  // in grams a square metre; 0 where nobody says
  bool operator==(const Stock&) const = default;
};

// Loose leaves; leaves bound at the left edge of their fronts; spreads of two leaves, folded into
// each other and stapled through the fold.
enum class Binding : std::uint8_t { none, left, saddle };

// The product: all its pages, once each, and how they make a booklet (a loose pass is a booklet of
// one leaf). Immutable once made.
struct Document {
  std::string product;  // the template's name, "carnet-10"
  Binding binding = Binding::none;
  Size leaf;                         // trimmed
  std::string condition;             // OutputCondition::identifier the colours were made for
  std::vector<ink::SpotInk> spots;
  std::vector<Font> fonts;
  std::vector<Artwork> artworks;
  Alphabet slug;  // for sheet slugs: 0x20 to 0x7E, ç, è, é
  std::vector<Stock> stocks;
  std::vector<Leaf> leaves;          // in booklet order
  std::vector<Page> pages;
  bool operator==(const Document&) const = default;

  std::uint32_t passes_per_booklet() const;
};

// The bytes that a Document names by digest: font files and serialised forms, keyed by digest in hex.
using Resources = std::map<std::string, std::string>;

}  // namespace imprimatur::page
