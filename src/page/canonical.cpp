#include "page/canonical.h"

#include <fmt/format.h>

#include <iterator>

namespace imprimatur::page {
namespace {

// Words separated by one space, one statement a line. docs/formats/pages.md is the grammar.
class Writer {
 public:
  std::string take() { return std::move(text_); }

  Writer& line(std::string_view keyword) {
    if (!text_.empty()) text_ += '\n';
    text_ += keyword;
    return *this;
  }
  Writer& word(std::string_view word) {
    text_ += ' ';
    text_ += word;
    return *this;
  }
  Writer& number(std::int64_t n) {
    fmt::format_to(std::back_inserter(text_), " {}", n);
    return *this;
  }
  Writer& length(Length l) { return number(l.micrometres()); }
  Writer& point(Point p) { return length(p.x).length(p.y); }
  Writer& size(Size s) { return length(s.width).length(s.height); }
  Writer& rect(const Rect& r) { return point(r.origin).size(r.size); }
  Writer& placement(const Placement& p) {
    return point(p.origin).number(static_cast<int>(p.turn));
  }
  Writer& quoted(std::string_view s) {
    text_ += " \"";
    for (const char c : s) {
      if (c == '"' || c == '\\') {
        text_ += '\\';
        text_ += c;
      } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
        fmt::format_to(std::back_inserter(text_), "\\{:02x}", static_cast<unsigned char>(c));
      } else {
        text_ += c;
      }
    }
    text_ += '"';
    return *this;
  }
  Writer& process(const ink::Process& p) {
    return number(p.cyan.per_mille())
        .number(p.magenta.per_mille())
        .number(p.yellow.per_mille())
        .number(p.black.per_mille());
  }
  Writer& colour(const ink::Colour& colour) {
    if (const auto* p = std::get_if<ink::Process>(&colour)) return word("cmyk").process(*p);
    if (const auto* s = std::get_if<ink::Spot>(&colour))
      return word("spot").quoted(s->name).number(s->tint.per_mille());
    return word("all");
  }
  Writer& alphabet(const Alphabet& a) {
    number(a.font.index).number(static_cast<std::int64_t>(a.glyphs.size()));
    for (const auto& [character, glyph] : a.glyphs)
      number(character).number(glyph.id).number(glyph.advance);
    return *this;
  }

 private:
  std::string text_;
};

void write(Writer& out, const GlyphRun& run) {
  out.line("run").number(run.font.index).length(run.size).colour(run.colour).placement(run.at);
  out.number(static_cast<std::int64_t>(run.glyphs.size()));
  for (const Glyph& g : run.glyphs) out.number(g.id).length(g.x).length(g.y).quoted(g.text);
}

struct SegmentWriter {
  Writer& out;
  void operator()(const MoveTo& s) const { out.word("m").point(s.to); }
  void operator()(const LineTo& s) const { out.word("l").point(s.to); }
  void operator()(const CurveTo& s) const {
    out.word("c").point(s.control1).point(s.control2).point(s.to);
  }
  void operator()(const ClosePath&) const { out.word("z"); }
};

void write(Writer& out, const Path& path) {
  out.line("path");
  if (path.fill) out.word("fill").colour(*path.fill);
  if (path.stroke) {
    out.word("stroke").colour(path.stroke->colour).length(path.stroke->width);
    out.number(static_cast<int>(path.stroke->cap));
    out.number(static_cast<std::int64_t>(path.stroke->dashes.size()));
    for (const Length dash : path.stroke->dashes) out.length(dash);
  }
  out.word("draw").number(static_cast<std::int64_t>(path.segments.size()));
  for (const Segment& segment : path.segments) std::visit(SegmentWriter{out}, segment);
}

void write(Writer& out, const PlacedArtwork& placed) {
  out.line("place").number(placed.artwork.index).rect(placed.box);
}

void write(Writer& out, const Field& field) {
  out.line("field").number(static_cast<int>(field.variable)).length(field.size);
  out.colour(field.colour).placement(field.at).number(static_cast<int>(field.align));
  out.alphabet(field.alphabet);
}

void write(Writer& out, const Symbol& symbol) {
  out.line("symbol").point(symbol.origin).length(symbol.module).colour(symbol.colour);
}

void write(Writer& out, const Page& page) {
  out.line("page").quoted(page.name).quoted(page.title).size(page.trim);
  out.length(page.bleed).length(page.safe);
  for (const Zone& zone : page.zones) out.line("zone").quoted(zone.name).rect(zone.box);
  for (const Finish& finish : page.finishes)
    out.line("finish").number(static_cast<int>(finish.kind)).point(finish.from).point(finish.to);
  for (const Mark& mark : page.marks)
    std::visit([&](const auto& one) { write(out, one); }, mark);
}

void write_facts(Writer& out, const Document& document) {
  out.line("product").quoted(document.product);
  out.line("binding").number(static_cast<int>(document.binding));
  out.line("trim").size(document.leaf);
  out.line("condition").quoted(document.condition);
  for (const ink::SpotInk& spot : document.spots)
    out.line("spot").quoted(spot.name).process(spot.alternate);
  for (const Font& font : document.fonts) out.line("font").quoted(font.name).word(font.file.hex());
  for (const Artwork& art : document.artworks)
    out.line("artwork").quoted(art.name).quoted(art.alternate).size(art.natural).word(art.form.hex());
  out.line("slug").alphabet(document.slug);
  for (const Stock& stock : document.stocks) {
    out.line("stock")
        .quoted(stock.name)
        .quoted(stock.title)
        .length(stock.caliper)
        .number(stock.along_spine ? 1 : 0);
    // Came later: where nobody says it, a line is what it was, and so is the digest of the pages.
    if (stock.weight > 0) out.number(stock.weight);
  }
  for (const Leaf& leaf : document.leaves)
    out.line("leaf").quoted(leaf.name).quoted(leaf.stock).number(leaf.count).number(leaf.front)
        .number(leaf.back).number(leaf.is_pass ? 1 : 0);
}

}  // namespace

std::string to_canonical(const Document& document) {
  Writer out;
  out.line("imprimatur-pages").number(1);
  write_facts(out, document);
  for (const Page& page : document.pages) write(out, page);
  out.line("end").line("");
  return out.take();
}

crypto::Digest digest_of(const Document& document) {
  return crypto::sha256(to_canonical(document));
}

}  // namespace imprimatur::page
