// Texts in their boxes: words of the template and of the client, microtext, and what each pass
// says.
#include "typeset/parts.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace imprimatur::typeset {
namespace {

using measure::Length;
using measure::Rect;

constexpr Length step = Length::from_micrometres(88);  // a quarter of a point

struct Fitted {
  Type type;
  Block block;
  bool fits;
};

bool fits_in(const Block& block, const Rect& box) {
  return block.height <= box.size.height && block.widest <= box.size.width;
}

// The largest size of the style at which the words fit; the least where none does.
Fitted fitted(const Workbench& bench, const templates::Style& style, const std::string& words,
              const Rect& box) {
  Type type = type_of(bench, style);
  for (Length size = style.size;; size = std::max(size - step, style.least)) {
    type.size = size;
    type.leading = Length::from_micrometres(style.leading.micrometres() * size.micrometres() /
                                            style.size.micrometres());
    type.paragraph_gap = Length::from_micrometres(style.paragraph_gap.micrometres() *
                                                  size.micrometres() / style.size.micrometres());
    Block block = set_text(type, words, box.size.width);
    const bool fits = fits_in(block, box);
    if (fits || size == style.least) return {type, std::move(block), fits};
  }
}

std::string words_of(const Line& line) {
  std::string words;
  for (const auto& piece : line.pieces) {
    for (const auto& glyph : piece.glyphs) words += glyph.text;
  }
  return words;
}

struct Points {
  std::string fr, en;
};

Points in_points(Length length) {
  Points points;
  points.en = fmt::format("{:.4g}", std::round(length.points() * 10) / 10);
  points.fr = points.en;
  std::ranges::replace(points.fr, '.', ',');
  return points;
}

struct Excess {
  std::size_t lines = 0, words = 0;
  const Line* wide = nullptr;
};

Excess excess_of(const Block& block, const Rect& box) {
  Excess excess;
  for (const auto& line : block.lines) {
    if (line.baseline > box.size.height) {
      ++excess.lines;
      excess.words += line.words;
    }
    if (!excess.wide && line.x + line.width > box.size.width) excess.wide = &line;
    if (!excess.wide && line.width > box.size.width) excess.wide = &line;
  }
  return excess;
}

struct Whose {
  finding::Sentence name;
  finding::Place place;
};

finding::Finding too_wide(const Line& line, const Points& size, const Whose& whose) {
  const auto words = words_of(line);
  return {
      finding::Severity::error,
      "text-overset",
      whose.place,
      {fmt::format("{}\u00a0: «\u00a0{}\u00a0» est trop large, même au plus petit corps ({} pt).",
                   whose.name.fr, words, size.fr),
       fmt::format("{}: \"{}\" is too wide even at the least size ({} pt).", whose.name.en, words,
                   size.en)},
      {"Raccourcissez ces mots, ou séparez-les par une espace.",
       "Shorten these words, or divide them with a space."}};
}

finding::Finding too_long(const Excess& excess, const Points& size, const Whose& whose) {
  const auto lines = static_cast<std::int64_t>(excess.lines);
  const auto words = static_cast<std::int64_t>(std::max<std::size_t>(excess.words, 1));
  const wording::Noun line{{"ligne", "line"}, {"lignes", "lines"}};
  const wording::Noun word{{"mot", "word"}, {"mots", "words"}};
  const auto count = [](std::int64_t n, const wording::Noun& noun, finding::Language language) {
    return wording::counted(n, noun, language);
  };
  constexpr auto fr = finding::Language::french, en = finding::Language::english;
  return {finding::Severity::error,
          "text-overset",
          whose.place,
          {fmt::format("{}\u00a0: le texte dépasse de {} ({}), même au plus petit corps ({} pt).",
                       whose.name.fr, count(lines, line, fr), count(words, word, fr), size.fr),
           fmt::format("{}: the text is {} ({}) too long even at the least size ({} pt).",
                       whose.name.en, count(lines, line, en), count(words, word, en), size.en)},
          {fmt::format("Retirez environ {}, ou des retours à la ligne.", count(words, word, fr)),
           fmt::format("Remove about {}, or some line breaks.", count(words, word, en))}};
}

// Which file the person has to open: the order, the issuer's, or the template itself.
Whose whose_words(const Workbench& bench, const templates::TextItem& item,
                  const finding::Place& place, const page::Page& page) {
  if (!item.zone.empty()) {
    const auto found = bench.order.texts.find(item.zone);
    return {
        {fmt::format("La zone «\u00a0{}\u00a0» de la page «\u00a0{}\u00a0»", item.zone, page.title),
         fmt::format("Zone \"{}\" of the page \"{}\"", item.zone, page.title)},
        found == bench.order.texts.end() ? place : found->second.place};
  }
  Whose whose{
      {fmt::format("La page «\u00a0{}\u00a0»", page.title), fmt::format("Page \"{}\"", page.title)},
      place};
  for (const auto& name : templates::placeholders_in(item.words.in(bench.order.language))) {
    whose.name.fr += fmt::format(", {{{}}}", name);
    whose.name.en += fmt::format(", {{{}}}", name);
    whose.place = {name.starts_with("issuer.") ? "issuer.toml" : "order.toml"};
  }
  return whose;
}

std::string words_for(const Workbench& bench, const templates::TextItem& item) {
  const auto language = bench.order.language;
  if (item.zone.empty()) {
    return wording::typeset(templates::filled(item.words.in(language), bench.values), language);
  }
  const auto found = bench.order.texts.find(item.zone);
  return found == bench.order.texts.end() ? "" : wording::typeset(found->second.words, language);
}

// The widest each may become: nine digits of serial, the order's last carnet, the last rank.
std::string widest(const Workbench& bench, page::Variable variable) {
  switch (variable) {
    case page::Variable::serial: return "999 999 999";
    case page::Variable::carnet:
      return page::carnet_text(bench.order.batch.carnets, bench.order.batch.carnets);
    case page::Variable::rank: {
      const auto passes = bench.product.passes_per_carnet();
      return fmt::format("{}/{}", passes, passes);
    }
    case page::Variable::code: return "WWWW-WWWW-WWWW-WWWW";
  }
  return "";
}

struct Variables {
  std::string_view name, characters;
};

Variables variables_of(page::Variable variable) {
  switch (variable) {
    case page::Variable::serial: return {"serial", " 0123456789"};
    case page::Variable::carnet: return {"carnet", " 0123456789"};
    case page::Variable::rank: return {"rank", "/0123456789"};
    case page::Variable::code: return {"code", "-0123456789ABCDEFGHJKMNPQRSTVWXYZ"};
  }
  return {};
}

Length aligned(page::Align align, const Rect& box) {
  switch (align) {
    case page::Align::left: return box.left();
    case page::Align::centre: return box.left() + box.size.width / 2;
    case page::Align::right: return box.right();
  }
  return box.left();
}

Length cap_height(const Type& type) {
  return Length::from_micrometres(std::int64_t{type.face->metrics().cap_height} *
                                  type.size.micrometres() / 1'000'000);
}

// As many times as the line holds, spaces between.
std::string repeated(const Type& type, const std::string& words, Length length) {
  const Length space = width_of(type, words + " " + words) - 2 * width_of(type, words);
  const auto times = (length + space) / (width_of(type, words) + space);
  std::string line = words;
  for (std::int64_t i = 1; i < times; ++i) line += " " + words;
  return line;
}

// The tracking at which the repeated words fill the line.
Type spread(Type type, const std::string& words, Length length) {
  type.tracking = std::max(type.tracking, 1);  // so that ligatures don't come and go
  const auto line = set_text(type, repeated(type, words, length), length).lines.front();
  std::int64_t gaps = -1;
  for (const auto& piece : line.pieces) gaps += static_cast<std::int64_t>(piece.glyphs.size());
  if (gaps > 0 && line.width < length) {
    type.tracking += static_cast<int>((length - line.width).micrometres() * 1000 /
                                      (gaps * type.size.micrometres()));
  }
  return type;
}

}  // namespace

void draw(Workbench& bench, const templates::TextItem& item, const finding::Place& place,
          page::Page& page) {
  if (!item.zone.empty()) page.zones.push_back({item.zone, item.box});
  const auto words = words_for(bench, item);
  if (words.empty()) return;
  const auto& style = bench.product.styles[item.style];
  const auto set = fitted(bench, style, words, item.box);
  const auto whose = whose_words(bench, item, place, page);
  report_missing(bench, set.block.missing, style.font, whose.place);
  if (!set.fits) {
    const auto excess = excess_of(set.block, item.box);
    const auto size = in_points(set.type.size);
    add_once(bench.findings,
             excess.wide ? too_wide(*excess.wide, size, whose) : too_long(excess, size, whose));
  }
  paint(set.block, top_left(item.box, set.block.height, item.vertical), set.type,
        font_in(bench.document, *set.type.face), page.marks);
}

void draw(Workbench& bench, const templates::MicrotextItem& item, const finding::Place& place,
          page::Page& page) {
  const auto language = bench.order.language;
  const auto words =
      wording::typeset(templates::filled(item.words.in(language), bench.values), language);
  const Type plain = type_of(bench, bench.product.styles[item.style]);
  // A placeholder may have nothing to say; no line can be filled with that.
  if (width_of(plain, words) <= Length{}) return;
  const Type type = spread(plain, words, item.length);
  const Block block = set_text(type, repeated(type, words, item.length), item.length);
  report_missing(bench, block.missing, type.face->name(), place);
  if (block.lines.size() > 1) {
    add_once(
        bench.findings,
        {finding::Severity::error,
         "text-overset",
         place,
         {"Le microtexte est plus long que sa ligne.", "The microtext is longer than its line."},
         {"Raccourcissez-le ou allongez la ligne.", "Shorten it, or lengthen the line."}});
  }
  paint(block, item.start, type, font_in(bench.document, *type.face), page.marks);
}

void draw(Workbench& bench, const templates::FieldItem& item, const finding::Place& place,
          page::Page& page) {
  const auto& style = bench.product.styles[item.style];
  const auto [name, characters] = variables_of(item.variable);
  Type type = type_of(bench, style);
  Missing missing;
  page::Field field;
  field.variable = item.variable;
  field.alphabet =
      alphabet(*type.face, font_in(bench.document, *type.face), characters, Space::thin, missing);
  for (auto& [c, glyph] : field.alphabet.glyphs) glyph.advance += style.tracking * 1000;
  report_missing(bench, missing, style.font, place);
  const auto longest = widest(bench, item.variable);
  while (type.size > style.least &&
         width_of(field.alphabet, type.size, longest) > item.box.size.width) {
    type.size = std::max(type.size - step, style.least);
  }
  if (width_of(field.alphabet, type.size, longest) > item.box.size.width) {
    add_once(
        bench.findings,
        {finding::Severity::error,
         "field-overset",
         place,
         {fmt::format("Le champ «\u00a0{}\u00a0» ne contient pas «\u00a0{}\u00a0».", name, longest),
          fmt::format("The field \"{}\" can't hold \"{}\".", name, longest)},
         {"Élargissez sa boîte ou réduisez le corps de son style.",
          "Widen its box or reduce the size of its style."}});
  }
  const Length cap = cap_height(type);
  field.size = type.size;
  field.colour = type.colour;
  field.align = type.align;
  field.at.origin = {aligned(type.align, item.box), top_left(item.box, cap, item.vertical).y + cap};
  page.zones.push_back({std::string{name}, item.box});
  page.marks.emplace_back(std::move(field));
}

}  // namespace imprimatur::typeset
