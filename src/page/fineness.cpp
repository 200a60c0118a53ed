#include "page/fineness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace imprimatur::page {
namespace {

using finding::Severity;
using measure::Length;
using namespace measure::literals;

constexpr Length thin_line = 0.25_pt, small_text = 5_pt;
constexpr double metres_per_inch = 0.0254;
constexpr std::uint32_t wanted_ppi = 300;

// "0,12" and "0.12".
std::string decimal(double value, int places, bool french) {
  std::string text = fmt::format("{:.{}f}", value, places);
  if (french) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

finding::Finding coarse(std::uint32_t ppi, const std::string& name, const finding::Place& place) {
  const double more = std::ceil(10.0 * wanted_ppi / std::max(ppi, 1u)) / 10;
  return {ppi < least_ppi ? Severity::error : Severity::warning,
          "artwork-resolution",
          place,
          {fmt::format("L’image «\u00a0{}\u00a0» n’a que {} points par pouce à la taille où elle "
                       "est placée.",
                       name, ppi),
           fmt::format("The picture \"{}\" has only {} pixels per inch at the size it is placed.",
                       name, ppi)},
          {fmt::format("Fournissez un dessin vectoriel (SVG ou PDF), ou une image {} fois plus "
                       "large, soit {} points par pouce.",
                       decimal(more, 1, true), wanted_ppi),
           fmt::format("Supply a vector drawing (SVG or PDF), or a picture {} times as wide, which "
                       "has {} pixels per inch.",
                       decimal(more, 1, false), wanted_ppi)}};
}

finding::Finding thin(Length line, const std::string& name, const finding::Place& place) {
  const double mm = line.millimetres();
  return {
      Severity::warning,
      "artwork-thin-line",
      place,
      {fmt::format("Le filet le plus fin du logo «\u00a0{}\u00a0» a {}\u00a0mm à la taille où "
                   "il est placé.",
                   name, decimal(mm, 3, true)),
       fmt::format("The thinnest line of the logo \"{}\" is {} mm at the size it is placed.", name,
                   decimal(mm, 3, false))},
      {"Au-dessous de 0,088\u00a0mm (0,25\u00a0pt) un filet peut disparaître\u00a0: "
       "épaississez-le, "
       "ou placez le logo plus grand.",
       "Below 0.088 mm (0.25 pt) a line may vanish: make it thicker, or place the logo larger."}};
}

finding::Finding small(Length text, const std::string& name, const finding::Place& place) {
  return {
      Severity::warning,
      "artwork-small-text",
      place,
      {fmt::format("Le plus petit texte du logo «\u00a0{}\u00a0» a {}\u00a0points à la taille où "
                   "il est placé.",
                   name, decimal(text.points(), 1, true)),
       fmt::format("The smallest text of the logo \"{}\" is {} points at the size it is placed.",
                   name, decimal(text.points(), 1, false))},
      {"Au-dessous de 5\u00a0points un texte se lit mal\u00a0: agrandissez-le, ou placez le logo "
       "plus "
       "grand.",
       "Below 5 points text is hard to read: make it larger, or place the logo larger."}};
}

}  // namespace

Fineness scaled(const Fineness& fineness, Length from, Length to) {
  const double factor =
      static_cast<double>(to.micrometres()) / static_cast<double>(from.micrometres());
  Fineness made;
  if (fineness.pixels_per_metre) {
    made.pixels_per_metre = static_cast<std::uint32_t>(
        std::min(std::lround(*fineness.pixels_per_metre / factor), 1'000'000'000L));
  }
  const auto resized = [factor](Length length) {
    return Length::from_millimetres(length.millimetres() * factor);
  };
  if (fineness.thinnest_line) made.thinnest_line = resized(*fineness.thinnest_line);
  if (fineness.smallest_text) made.smallest_text = resized(*fineness.smallest_text);
  return made;
}

std::uint32_t pixels_per_inch(std::uint32_t per_metre) {
  return static_cast<std::uint32_t>(std::lround(per_metre * metres_per_inch));
}

Length widest(std::uint32_t per_metre, Length width, std::uint32_t least) {
  return Length::from_millimetres(width.millimetres() * per_metre * metres_per_inch / least);
}

finding::Findings judge(const Fineness& fineness, const std::string& name,
                        const finding::Place& place) {
  finding::Findings findings;
  if (fineness.pixels_per_metre) {
    const std::uint32_t ppi = pixels_per_inch(*fineness.pixels_per_metre);
    if (ppi < good_ppi) findings.add(coarse(ppi, name, place));
  }
  if (fineness.thinnest_line && *fineness.thinnest_line < thin_line) {
    findings.add(thin(*fineness.thinnest_line, name, place));
  }
  if (fineness.smallest_text && *fineness.smallest_text < small_text) {
    findings.add(small(*fineness.smallest_text, name, place));
  }
  return findings;
}

}  // namespace imprimatur::page
