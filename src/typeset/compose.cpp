#include "typeset/compose.h"

#include "typeset/parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::typeset {
namespace {

using finding::Finding;
using finding::Severity;

constexpr const char* slug_font = "OpenSans-Regular";

bool fonts_are_there(const templates::Template& product, const FontShelf& shelf,
                     finding::Findings& findings) {
  const auto names = fmt::format("{}", fmt::join(shelf.names(), ", "));
  const auto require = [&](const std::string& font, const finding::Place& place) {
    if (shelf.find(font)) return;
    add_once(findings,
             {Severity::error,
              "unknown-font",
              place,
              {fmt::format("La police «\u00a0{}\u00a0» n’est pas dans le dossier fonts/.", font),
               fmt::format("The font \"{}\" is not in the folder fonts/.", font)},
              {fmt::format("Choisissez parmi\u00a0: {}.", names),
               fmt::format("Choose among: {}.", names)}});
  };
  require(slug_font, {});
  for (const auto& style : product.styles) require(style.font, style.place);
  return !findings.has_errors();
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

void unknown_zone(const std::string& zone, const std::vector<std::string>& zones,
                  const finding::Place& place, finding::Findings& findings) {
  const auto names = fmt::format("{}", fmt::join(zones, ", "));
  findings.error(
      "unknown-zone", place,
      {fmt::format("Le gabarit n’a pas de zone «\u00a0{}\u00a0».", zone),
       fmt::format("The template has no zone \"{}\".", zone)},
      {fmt::format("Ses zones sont\u00a0: {}.", names), fmt::format("Its zones are: {}.", names)});
}

void empty_zone(const std::string& zone, finding::Findings& findings) {
  findings.warning("empty-zone", {"order.toml"},
                   {fmt::format("La zone «\u00a0{}\u00a0» du gabarit reste vide.", zone),
                    fmt::format("The zone \"{}\" of the template stays empty.", zone)},
                   {"Donnez-lui un texte sous [texts] ou un logo sous [[logo]], si c’est un oubli.",
                    "Give it a text under [texts] or a logo under [[logo]], if it was forgotten."});
}

void check_zones(const Workbench& bench) {
  const auto texts = bench.product.text_zones(), images = bench.product.image_zones();
  for (const auto& [zone, text] : bench.order.texts) {
    if (!has(texts, zone)) unknown_zone(zone, texts, text.place, bench.findings);
  }
  for (const auto& logo : bench.logos) {
    if (!has(images, logo.zone)) unknown_zone(logo.zone, images, logo.place, bench.findings);
  }
  for (const auto& zone : texts) {
    const auto found = bench.order.texts.find(zone);
    if (found == bench.order.texts.end() || found->second.words.empty()) {
      empty_zone(zone, bench.findings);
    }
  }
  for (const auto& zone : images) {
    if (std::ranges::find(bench.logos, zone, &Logo::zone) == bench.logos.end()) {
      empty_zone(zone, bench.findings);
    }
  }
}

void draw(Workbench&, const templates::BoxItem& item, const finding::Place&, page::Page& page) {
  page.marks.emplace_back(page::Path{rounded(item.box, item.radius), item.fill, item.stroke});
}

void draw(Workbench&, const templates::RuleItem& item, const finding::Place&, page::Page& page) {
  page.marks.emplace_back(
      page::Path{{page::MoveTo{item.from}, page::LineTo{item.to}}, std::nullopt, item.stroke});
}

void draw(Workbench&, const templates::SymbolItem& item, const finding::Place&, page::Page& page) {
  page.zones.push_back({"symbol", item.matrix()});
  page.marks.emplace_back(
      page::Path{rounded(item.with_quiet_zone(), {}), ink::white(), std::nullopt});
  page.marks.emplace_back(page::Symbol{item.origin, item.module, item.colour});
}

page::Page composed_page(Workbench& bench, const templates::Page& from) {
  page::Page page{.name = from.name,
                  .title = from.title.in(bench.order.language),
                  .trim = bench.product.leaf,
                  .bleed = bench.product.bleed,
                  .safe = bench.product.safe,
                  .marks = {},
                  .zones = {},
                  .finishes = from.finishes};
  for (const auto& item : from.items) {
    std::visit([&](const auto& drawing) { draw(bench, drawing, item.place, page); }, item.drawing);
  }
  return page;
}

page::Alphabet slug_alphabet(page::Document& document, const Face& face) {
  std::string characters;
  for (char c = ' '; c <= '~'; ++c) characters += c;
  characters += "\347\350\351";  // ISO 8859-1: ç, è, é
  Missing missing;
  return alphabet(face, font_in(document, face), characters, Space::word, missing);
}

std::uint32_t scalar(std::string_view utf8) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  if (byte(0) < 0x80) return byte(0);
  std::uint32_t value = byte(0) & (0xFFu >> (utf8.size() + 1));
  for (std::size_t i = 1; i < utf8.size(); ++i) value = (value << 6) | (byte(i) & 0x3Fu);
  return value;
}

}  // namespace

Type type_of(const Workbench& bench, const templates::Style& style) {
  return {.face = bench.shelf.find(style.font),
          .size = style.size,
          .leading = style.leading,
          .colour = style.colour,
          .align = style.align,
          .tracking = style.tracking,
          .paragraph_gap = style.paragraph_gap,
          .balance = style.even_lines ? Balance::even_lines : Balance::none};
}

void add_once(finding::Findings& findings, Finding finding) {
  if (std::ranges::find(findings, finding) == findings.end()) findings.add(std::move(finding));
}

void report_missing(Workbench& bench, const Missing& missing, const std::string& font,
                    const finding::Place& place) {
  for (const auto& character : missing) {
    const auto code = fmt::format("U+{:04X}", scalar(character));
    add_once(bench.findings,
             {Severity::error,
              "missing-glyph",
              place,
              {fmt::format("La police {} n’a pas le caractère «\u00a0{}\u00a0» ({}).", font,
                           character, code),
               fmt::format("The font {} doesn't have the character \"{}\" ({}).", font, character,
                           code)},
              {"Remplacez ce caractère par un autre, ou écrivez-le en toutes lettres.",
               "Replace this character by another one, or write it out."}});
  }
}

measure::Point top_left(const measure::Rect& box, measure::Length height,
                        templates::Vertical vertical) {
  switch (vertical) {
    case templates::Vertical::top: return box.origin;
    case templates::Vertical::middle:
      return {box.left(), box.top() + (box.size.height - height) / 2};
    case templates::Vertical::bottom: return {box.left(), box.bottom() - height};
  }
  return box.origin;
}

Composed compose(const order::Order& order, const order::Issuer& issuer,
                 const templates::Template& product, const FontShelf& shelf,
                 const std::vector<Logo>& logos, const std::string& condition) {
  Composed result;
  if (!fonts_are_there(product, shelf, result.findings)) return result;
  page::Document document{.product = product.name,
                          .binding = product.binding,
                          .leaf = product.leaf,
                          .condition = condition,
                          .spots = product.spots,
                          .fonts = {},
                          .artworks = {},
                          .slug = {},
                          .stocks = product.stocks,
                          .leaves = product.leaves,
                          .pages = {}};
  document.slug = slug_alphabet(document, *shelf.find(slug_font));
  Workbench bench{order,    product,        shelf, logos, values_of(order, issuer, product),
                  document, result.findings};
  check_zones(bench);
  for (const auto& page : product.pages) document.pages.push_back(composed_page(bench, page));
  if (!result.findings.has_errors()) result.document = std::move(document);
  return result;
}

}  // namespace imprimatur::typeset
