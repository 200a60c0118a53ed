// A small document to write: two pages set in Open Sans, drawings, a spot ink, a pass's variables.
#pragma once

#include "crypto/digest.h"
#include "pdf/export.h"
#include "world/files.h"

#include <array>
#include <string>

namespace imprimatur::sample {

using namespace measure::literals;

// Open Sans Regular: printable ASCII stands in its own order from glyph 3 on; advances in 1/2048
// em.
constexpr std::array advances{
    532,  547,  821,  1323, 1171, 1686, 1495, 453,  606,  606,  1130, 1171, 502,  659,  545,  752,
    1171, 1171, 1171, 1171, 1171, 1171, 1171, 1171, 1171, 1171, 545,  545,  1171, 1171, 1171, 879,
    1841, 1296, 1327, 1292, 1493, 1139, 1057, 1491, 1511, 571,  547,  1257, 1063, 1849, 1544, 1595,
    1233, 1595, 1266, 1124, 1133, 1491, 1219, 1896, 1182, 1147, 1169, 674,  752,  674,  1110, 918,
    1182, 1139, 1255, 975,  1255, 1149, 694,  1122, 1257, 518,  518,  1075, 518,  1905, 1257, 1237,
    1255, 1255, 836,  977,  723,  1257, 1026, 1593, 1073, 1032, 958,  776,  1128, 776,  1171,
};

inline bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

inline std::uint32_t glyph_of(char c) {
  return static_cast<std::uint32_t>(c) - 29;
}
inline std::int64_t advance_of(char c, std::int64_t per_em) {
  return advances[static_cast<std::size_t>(c - ' ')] * per_em / 2048;
}

inline page::GlyphRun set(std::string_view text, measure::Placement at, measure::Length size = 3_mm,
                          ink::Colour colour = ink::black()) {
  page::GlyphRun run{{0}, size, std::move(colour), at, {}};
  std::int64_t pen = 0;
  for (const char& c : text) {
    run.glyphs.push_back(
        {glyph_of(c), measure::Length::from_micrometres(pen / 1000), {}, std::string(1, c)});
    pen += advance_of(c, size.micrometres() * 1000);
  }
  return run;
}

inline page::Path box(measure::Rect r, ink::Colour fill) {
  using namespace page;
  return {{MoveTo{r.origin}, LineTo{{r.right(), r.top()}}, LineTo{{r.right(), r.bottom()}},
           LineTo{{r.left(), r.bottom()}}, ClosePath{}},
          std::move(fill),
          std::nullopt};
}

inline page::Path rule(measure::Point from, measure::Point to, ink::Colour colour) {
  return {
      {page::MoveTo{from}, page::LineTo{to}}, std::nullopt, page::Stroke{colour, 200_um, {}, {}}};
}

inline page::Alphabet alphabet() {
  page::Alphabet letters{{0}, {}};
  for (char c = ' '; c <= '~'; ++c)
    letters.glyphs[c] = {glyph_of(c), static_cast<std::int32_t>(advance_of(c, 1'000'000))};
  return letters;
}

inline std::string open_sans() {
  return world::read_file(SOURCE_FOLDER "/fonts/OpenSans-Regular.ttf");
}

inline page::Resources resources() {
  return {{crypto::sha256(open_sans()).hex(), open_sans()}};
}

inline page::Page front() {
  page::Page page{"front", "Recto", {150_mm, 72_mm}, 3_mm, 4_mm, {}, {}, {}};
  page.marks = {
      box({{-3_mm, -3_mm}, {156_mm, 78_mm}}, ink::Process{{}, {}, ink::Tint::percent(20), {}}),
      set("Pass numeriques, ten euros", {{10_mm, 20_mm}}, 5_mm),
      set("White on blue", {{10_mm, 40_mm}}, 4_mm, ink::Spot{"PANTONE 287 C"}),
      rule({10_mm, 45_mm}, {90_mm, 45_mm}, ink::black()),
      page::Field{page::Variable::serial,
                  alphabet(),
                  3_mm,
                  ink::black(),
                  {{140_mm, 66_mm}},
                  page::Align::right},
      page::Field{page::Variable::code,
                  alphabet(),
                  3_mm,
                  ink::black(),
                  {{146_mm, 30_mm}, page::Turn::quarter}},
      page::Symbol{{120_mm, 20_mm}, 500_um, ink::black()}};
  return page;
}

inline page::Document document() {
  page::Document document;
  document.product = "sample";
  document.leaf = {150_mm, 72_mm};
  document.condition = "FOGRA39";
  document.spots = {{"PANTONE 287 C", {ink::Tint::percent(100), ink::Tint::percent(75), {}, {}}}};
  document.fonts = {{"OpenSans-Regular", crypto::sha256(open_sans())}};
  document.slug = alphabet();
  page::Page back = front();
  back.name = "back";
  back.marks = {set("The back says little.", {{10_mm, 20_mm}})};
  document.pages = {front(), back};
  return document;
}

inline ink::OutputCondition condition() {
  return {"FOGRA39", "http://www.color.org", "Coated offset",
          world::read_file(SOURCE_FOLDER "/assets/icc/FOGRA39L_coated_free.icc")};
}

inline pdf::DocumentFacts facts(pdf::Compression compression = pdf::Compression::none) {
  pdf::DocumentFacts facts;
  facts.title = "Épreuve (1)";
  facts.author = "Département de l’Exemple";
  facts.creator = "imprimatur";
  facts.made = world::Instant{std::chrono::seconds{1'795'435'200}};
  facts.identity = crypto::sha256("sample");
  facts.compression = compression;
  return facts;
}

// Not a real symbol: finders, and a pattern with runs of every width.
inline pdf::Modules modules() {
  pdf::Modules rows{};
  for (std::uint32_t y = 0; y < rows.size(); ++y)
    rows[y] = (0x1B2D5u * (y + 3) ^ y << 7) & 0x1FFFFF;
  for (std::uint32_t y = 0; y < 7; ++y) {
    const std::uint32_t finder = y == 0 || y == 6 ? 0x7F : y == 1 || y == 5 ? 0x41 : 0x5D;
    rows[y] = (rows[y] & ~0x3FC0FFu) | finder | finder << 14;
    rows[y + 14] = (rows[y + 14] & ~0xFFu) | finder;
  }
  return rows;
}

inline pdf::SampleValues values() {
  pdf::SampleValues values;
  values.serial = "000 012 345";
  values.code = "7K3P-Q9WX-2MHT-4BSE";
  values.symbol = modules();
  return values;
}

}  // namespace imprimatur::sample
