// A product template: where everything goes, before there is an order. See
// docs/formats/template.md.
//
// A template is data that production staff change without a compiler. What is read here is already
// resolved and checked: names of styles, inks, stocks and pages have become indices and colours,
// panel origins are added to every box, and all positions are those of page::Page (micrometres from
// the top-left corner of the trimmed leaf; backs as the reader sees them).
#pragma once

#include "finding/finding.h"
#include "page/page.h"
#include "world/files.h"

#include <map>

namespace imprimatur::templates {

using measure::Length;
using measure::Point;
using measure::Rect;
using measure::Size;

// English is optional in the file; where it is missing it is the French.
struct Words {
  std::string fr, en;
  const std::string& in(finding::Language language) const {
    return language == finding::Language::french ? fr : en;
  }
};

// `size` shrinks in steps of a quarter point down to `least` where words don't fit, and `leading`
// with it in proportion.
struct Style {
  std::string name;
  std::string font;  // a font of the shelf, "OpenSans-Bold"
  Length size, least, leading;
  ink::Colour colour;
  page::Align align = page::Align::left;
  int tracking = 0;  // thousandths of the em
  Length paragraph_gap;
  bool even_lines = false;
  finding::Place place;
};

enum class Vertical : std::uint8_t { top, middle, bottom };

// A rectangle, its corners rounded by `radius`.
struct BoxItem {
  Rect box;
  Length radius;
  std::optional<ink::Colour> fill;
  std::optional<page::Stroke> stroke;
};

struct RuleItem {
  Point from, to;
  page::Stroke stroke;
};

// Words of the template, with placeholders, or the client's own where `zone` names a text zone.
struct TextItem {
  Rect box;
  std::size_t style = 0;
  Vertical vertical = Vertical::top;
  std::string zone;
  Words words;
};

// One or more logos in a row.
struct ImageItem {
  Rect box;
  std::string zone;
  page::Align align = page::Align::left;
  Vertical vertical = Vertical::middle;
  Length gap;
};

struct Harmonic {
  Length amplitude;
  int periods = 1;  // along the box, or once round
  int phase = 0;    // degrees
};

// level + Σ amplitude · sin(periods · position + phase): y below the top of the box for waves, the
// radius for rosettes.
struct Edge {
  Length level;
  std::vector<Harmonic> harmonics;
};

enum class GuillocheShape : std::uint8_t { waves, rosette };

// `lines` curves that pass evenly from the edge `from` to the edge `to`; each is shifted by `drift`
// degrees of phase against the one before it. A rosette has its centre in the middle of the box.
struct GuillocheItem {
  GuillocheShape shape = GuillocheShape::waves;
  Rect box;
  Edge from, to;
  int lines = 1;
  int drift = 0;
  Length width;
  ink::Colour colour;

  // How many Bézier curves each line is drawn with.
  int curves_per_line() const;
};

// Words repeated along a line from `start`, as often as `length` holds them, spaced to fill it
// exactly.
struct MicrotextItem {
  Point start;
  Length length;
  std::size_t style = 0;
  Words words;
};

// A text that each pass says for itself, on one line in `box`.
struct FieldItem {
  page::Variable variable = page::Variable::serial;
  Rect box;
  std::size_t style = 0;
  Vertical vertical = Vertical::top;
};

// The QR symbol; its quiet zone is painted white under it.
struct SymbolItem {
  Point origin;  // of the top-left module
  Length module;
  ink::Colour colour;

  static constexpr int modules = 21;  // version 1: ISO/IEC 18004, 6.3.1
  static constexpr int quiet = 4;     // modules: ISO/IEC 18004, 6.3.8
  Rect matrix() const { return {origin, {module * modules, module * modules}}; }
  Rect with_quiet_zone() const { return matrix().grown(module * quiet); }
};

using Drawing = std::variant<BoxItem, RuleItem, TextItem, ImageItem, GuillocheItem, MicrotextItem,
                             FieldItem, SymbolItem>;

struct Item {
  finding::Place place;
  Drawing drawing;
};

struct Page {
  std::string name;
  Words title;
  std::vector<Item> items;  // in painting order
  std::vector<page::Finish> finishes;
  finding::Place place;
};

struct Template {
  std::string name;
  Words title;
  Size leaf;
  Length bleed, safe;
  page::Binding binding = page::Binding::none;
  std::vector<page::Stock> stocks;
  std::vector<ink::SpotInk> spots;
  std::vector<Style> styles;
  std::vector<Page> pages;
  std::map<std::string, Words> zones;  // what people call them, of those that have a title
  std::vector<page::Leaf> leaves;  // front and back are indices into `pages`

  std::uint32_t passes_per_carnet() const;
  std::vector<std::string> text_zones() const;   // sorted, each once
  std::vector<std::string> image_zones() const;  // sorted, each once
  // What people call each of them; of a zone without a title: what it takes, and on which pages.
  std::map<std::string, std::string> zone_titles(finding::Language language) const;
};

// Reads FOLDER/template.toml. Everything doubtful is a finding with file, line and column, all of
// them at once; nullopt where one of them is an error. Fonts are only known to `typeset`, which
// checks them. Throws finding::Failure where the file can't be read.
struct ReadTemplate {
  std::optional<Template> product;
  finding::Findings findings;
};
ReadTemplate read_template(const world::Path& folder);

// The same, from the text of a file that findings call `name`.
ReadTemplate parse_template(const std::string& name, std::string_view bytes);

// What may stand between braces in a template's words: "client.name", "value.figures" …
const std::vector<std::string_view>& placeholders();

// "{client.name}" pieces of `words`, in order, without braces; braces that hold nothing known
// included.
std::vector<std::string> placeholders_in(std::string_view words);

// The words with every placeholder replaced by what `values` says (a placeholder it doesn't know
// stays as it is). A line whose placeholders are all empty is left out.
std::string filled(std::string_view words, const std::map<std::string, std::string>& values);

}  // namespace imprimatur::templates
