#include "finding/failure.h"
#include "page/canonical.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

namespace imprimatur::page {
namespace {

// Reads one line, word by word. Every fault is a Failure that names the line.
class Words {
 public:
  Words(std::string_view line, int number) : rest_(line), line_(number) {}

  [[noreturn]] void fail(const finding::Sentence& what) const {
    throw finding::Failure(
        {fmt::format("Les pages figées sont abîmées, ligne {}\u00a0: {}.", line_, what.fr),
         fmt::format("The frozen pages are damaged at line {}: {}.", line_, what.en)},
        {"Restaurez le dossier de l’espace de travail depuis une sauvegarde.",
         "Restore the workspace folder from a backup."});
  }
  std::string_view word() {
    if (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    const std::size_t end = rest_.find(' ');
    const std::string_view word = rest_.substr(0, end);
    if (word.empty()) fail({"il manque un mot", "a word is missing"});
    rest_.remove_prefix(word.size());
    return word;
  }
  // The next word without taking it.
  std::string_view peek() const { return Words(*this).word(); }
  std::int64_t number(std::int64_t low = std::numeric_limits<std::int64_t>::min(),
                      std::int64_t high = std::numeric_limits<std::int64_t>::max()) {
    const std::string_view digits = word();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    if (error != std::errc{} || end != digits.end()) fail({"ce n’est pas un nombre", "not a number"});
    if (value < low || value > high) fail({"un nombre hors limites", "a number out of range"});
    return value;
  }
  std::uint32_t index(std::size_t size) {
    if (size == 0) fail({"un renvoi à rien", "a reference to nothing"});
    return static_cast<std::uint32_t>(number(0, static_cast<std::int64_t>(size) - 1));
  }
  std::size_t count() { return static_cast<std::size_t>(number(0, 10'000'000)); }
  std::uint32_t small() { return static_cast<std::uint32_t>(number(0, 0xffff'ffff)); }
  template <typename Enum>
  Enum choice(Enum last) {
    return static_cast<Enum>(number(0, static_cast<std::int64_t>(last)));
  }
  // Beyond a kilometre, sums of lengths could leave their type.
  Length length() {
    return Length::from_micrometres(number(-1'000'000'000, 1'000'000'000));
  }
  Length extent() { return Length::from_micrometres(number(0, 1'000'000'000)); }
  Point point() {
    const Length x = length();
    return {x, length()};
  }
  Size size() {
    const Length width = extent();
    return {width, extent()};
  }
  Rect rect() {
    const Point origin = point();
    return {origin, size()};
  }
  Placement placement() {
    const Point origin = point();
    return {origin, choice(Turn::three_quarters)};
  }
  std::string quoted() {
    if (!rest_.starts_with(" \"")) fail({"il manque un texte entre guillemets", "a quoted text is missing"});
    rest_.remove_prefix(2);
    std::string text;
    while (!rest_.starts_with('"')) text += character();
    rest_.remove_prefix(1);
    return text;
  }
  crypto::Digest digest() {
    const auto value = crypto::Digest::from_hex(word());
    if (!value) fail({"ce n’est pas une empreinte", "not a digest"});
    return *value;
  }
  ink::Process process() {
    const auto tint = [this] { return ink::Tint::per_mille(static_cast<int>(number(0, 1000))); };
    ink::Process p;
    p.cyan = tint();
    p.magenta = tint();
    p.yellow = tint();
    p.black = tint();
    return p;
  }
  ink::Colour colour() {
    const std::string_view kind = word();
    if (kind == "cmyk") return process();
    if (kind == "all") return ink::Registration{};
    if (kind != "spot") fail({"une sorte de couleur inconnue", "an unknown kind of colour"});
    std::string name = quoted();
    return ink::Spot{std::move(name), ink::Tint::per_mille(static_cast<int>(number(0, 1000)))};
  }
  Alphabet alphabet(std::size_t fonts) {
    Alphabet alphabet;
    alphabet.font = {index(fonts)};
    for (std::size_t n = count(); n > 0; --n) {
      const auto character = static_cast<unsigned char>(number(0, 255));
      AlphabetGlyph& glyph = alphabet.glyphs[character];
      glyph.id = small();
      glyph.advance = static_cast<std::int32_t>(number(0, 100'000'000));
    }
    return alphabet;
  }
  bool is_at_end() const { return rest_.empty(); }
  void finish() const {
    if (!rest_.empty()) fail({"des mots en trop", "too many words"});
  }

 private:
  char character() {
    if (rest_.empty()) fail({"un texte sans fin", "a text without its end"});
    char c = rest_.front();
    rest_.remove_prefix(1);
    if (c != '\\') return c;
    if (rest_.starts_with('"') || rest_.starts_with('\\')) {
      c = rest_.front();
      rest_.remove_prefix(1);
      return c;
    }
    unsigned value = 0;
    if (rest_.size() < 2 ||
        std::from_chars(rest_.data(), rest_.data() + 2, value, 16).ptr != rest_.data() + 2)
      fail({"un échappement inconnu", "an unknown escape"});
    rest_.remove_prefix(2);
    return static_cast<char>(value);
  }

  std::string_view rest_;
  int line_;
};

GlyphRun read_run(Words& in, const Document& document) {
  GlyphRun run;
  run.font = {in.index(document.fonts.size())};
  run.size = in.extent();
  run.colour = in.colour();
  run.at = in.placement();
  for (std::size_t n = in.count(); n > 0; --n) {
    Glyph& glyph = run.glyphs.emplace_back();
    glyph.id = in.small();
    glyph.x = in.length();
    glyph.y = in.length();
    glyph.text = in.quoted();
  }
  return run;
}

Stroke read_stroke(Words& in) {
  Stroke stroke;
  stroke.colour = in.colour();
  stroke.width = in.extent();
  stroke.cap = in.choice(Cap::square);
  for (std::size_t n = in.count(); n > 0; --n) stroke.dashes.push_back(in.extent());
  return stroke;
}

Segment read_segment(Words& in) {
  const std::string_view kind = in.word();
  if (kind == "m") return MoveTo{in.point()};
  if (kind == "l") return LineTo{in.point()};
  if (kind == "z") return ClosePath{};
  if (kind != "c") in.fail({"un segment inconnu", "an unknown segment"});
  const Point first = in.point();
  const Point second = in.point();
  return CurveTo{first, second, in.point()};
}

Path read_path(Words& in) {
  Path path;
  if (in.peek() == "fill") {
    in.word();
    path.fill = in.colour();
  }
  if (in.peek() == "stroke") {
    in.word();
    path.stroke = read_stroke(in);
  }
  if (in.word() != "draw") in.fail({"un tracé sans dessin", "a path without a drawing"});
  for (std::size_t n = in.count(); n > 0; --n) path.segments.push_back(read_segment(in));
  return path;
}

Field read_field(Words& in, const Document& document) {
  Field field;
  field.variable = in.choice(Variable::code);
  field.size = in.extent();
  field.colour = in.colour();
  field.at = in.placement();
  field.align = in.choice(Align::right);
  field.alphabet = in.alphabet(document.fonts.size());
  return field;
}

Symbol read_symbol(Words& in) {
  Symbol symbol;
  symbol.origin = in.point();
  symbol.module = in.extent();
  symbol.colour = in.colour();
  return symbol;
}

Page read_page_facts(Words& in) {
  Page page;
  page.name = in.quoted();
  page.title = in.quoted();
  page.trim = in.size();
  page.bleed = in.extent();
  page.safe = in.extent();
  return page;
}

bool read_page_part(std::string_view keyword, Words& in, Document& document) {
  if (document.pages.empty()) return false;
  Page& page = document.pages.back();
  if (keyword == "zone") {
    std::string name = in.quoted();
    page.zones.push_back({std::move(name), in.rect()});
  } else if (keyword == "finish") {
    const FinishKind kind = in.choice(FinishKind::glue);
    const Point from = in.point();
    page.finishes.push_back({kind, from, in.point()});
  } else if (keyword == "run") {
    page.marks.emplace_back(read_run(in, document));
  } else if (keyword == "path") {
    page.marks.emplace_back(read_path(in));
  } else if (keyword == "place") {
    const ArtworkId artwork{in.index(document.artworks.size())};
    page.marks.emplace_back(PlacedArtwork{artwork, in.rect()});
  } else if (keyword == "field") {
    page.marks.emplace_back(read_field(in, document));
  } else if (keyword == "symbol") {
    page.marks.emplace_back(read_symbol(in));
  } else {
    return false;
  }
  return true;
}

Leaf read_leaf(Words& in) {
  Leaf leaf;
  leaf.name = in.quoted();
  leaf.stock = in.quoted();
  leaf.count = static_cast<std::uint32_t>(in.number(1, 10'000));
  leaf.front = in.small();
  leaf.back = in.small();
  leaf.is_pass = in.number(0, 1) == 1;
  return leaf;
}

bool read_fact(std::string_view keyword, Words& in, Document& document) {
  if (keyword == "product") {
    document.product = in.quoted();
  } else if (keyword == "binding") {
    document.binding = in.choice(Binding::saddle);
  } else if (keyword == "trim") {
    document.leaf = in.size();
  } else if (keyword == "condition") {
    document.condition = in.quoted();
  } else if (keyword == "spot") {
    std::string name = in.quoted();
    document.spots.push_back({std::move(name), in.process()});
  } else if (keyword == "font") {
    std::string name = in.quoted();
    document.fonts.push_back({std::move(name), in.digest()});
  } else if (keyword == "artwork") {
    Artwork& art = document.artworks.emplace_back();
    art.name = in.quoted();
    art.alternate = in.quoted();
    art.natural = in.size();
    art.form = in.digest();
  } else if (keyword == "slug") {
    document.slug = in.alphabet(document.fonts.size());
  } else if (keyword == "stock") {
    Stock& stock = document.stocks.emplace_back();
    stock.name = in.quoted();
    stock.title = in.quoted();
    stock.caliper = in.extent();
    stock.along_spine = in.number(0, 1) == 1;
    if (!in.is_at_end()) stock.weight = static_cast<std::uint32_t>(in.number(1, 100'000));
  } else if (keyword == "leaf") {
    document.leaves.push_back(read_leaf(in));
  } else if (keyword == "page") {
    document.pages.push_back(read_page_facts(in));
  } else {
    return false;
  }
  return true;
}

void check_leaves(const Document& document, const Words& in) {
  for (const Leaf& leaf : document.leaves)
    if (leaf.front >= document.pages.size() || leaf.back >= document.pages.size())
      in.fail({"un feuillet sans ses pages", "a leaf without its pages"});
}

}  // namespace

Document from_canonical(std::string_view text) {
  Document document;
  std::string_view rest = text;
  for (int number = 1;; ++number) {
    const std::size_t end = rest.find('\n');
    Words in(rest.substr(0, end), number);
    if (end == std::string_view::npos) in.fail({"il manque la fin", "the end is missing"});
    const std::string_view keyword = in.word();
    if (keyword == "end") {
      check_leaves(document, in);
      // One text for one value: what reads the same but is written otherwise has another digest.
      if (to_canonical(document) != text) in.fail({"ce n’est pas la forme canonique", "not in canonical form"});
      return document;
    }
    if (number == 1) {
      if (keyword != "imprimatur-pages" || in.number() != 1) in.fail({"ce ne sont pas des pages figées au format 1", "not frozen pages, format 1"});
    } else if (!read_page_part(keyword, in, document) && !read_fact(keyword, in, document)) {
      in.fail({"une ligne inconnue", "an unknown statement"});
    }
    in.finish();
    rest.remove_prefix(end + 1);
  }
}

}  // namespace imprimatur::page
