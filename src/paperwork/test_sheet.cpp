#include "paperwork/test_sheet.h"

#include "paperwork/column.h"
#include "paperwork/document.h"
#include "paperwork/instructions.h"
#include "paperwork/register_scale.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using finding::Language;
using finding::Sentence;
using measure::Length;
using measure::Point;
using measure::Rect;

// What is read goes into the shop's file with a point, whatever the language.
std::string toml_length(Length length) {
  return fmt::format("{} mm", length.millimetres());
}

// A text with the size that each paragraph has.
struct Paragraph {
  std::string words;
  Weight weight = Weight::regular;
  int scale = 100;  // per cent of the size of the text
};

class TestSheet {
 public:
  TestSheet(Document& document, const shop::Shop& shop, Language language,
            const std::vector<Point>& stations)
      : document_(document), shop_(shop), language_(language), stations_(stations) {}

  void draw() {
    document_.add_page(shop_.sheet);
    side(impose::Side::front, front_words());
    document_.add_page(shop_.sheet);
    side(impose::Side::back, back_words());
  }

 private:
  Document& document_;
  const shop::Shop& shop_;
  Language language_;
  const std::vector<Point>& stations_;

  std::string say(const Sentence& words) const {
    return wording::typeset(words.in(language_), language_);
  }

  // Lines with quotation marks of the shop's file, which typography would turn into others.
  std::string quoted(const Sentence& words) const { return words.in(language_); }

  std::string turning() const {
    const bool upright = bare_sheet(shop_).axis == impose::Axis::vertical;
    const bool brief = turns_on_short_edge(shop_.sheet, bare_sheet(shop_).axis);
    return say({fmt::format("Retournement sur le {} côté\u00a0: {}.", brief ? "petit" : "grand",
                            upright ? "le bord gauche passe à droite" : "le haut passe en bas"),
                fmt::format(
                    "Flip about the {} edge: {}.", brief ? "short" : "long",
                    upright ? "the left edge comes to the right" : "the top comes to the bottom")});
  }

  std::vector<Paragraph> front_words() const {
    return {
        {say({"RECTO", "FRONT"}), Weight::bold, 250},
        {say({"Feuille de repérage recto verso", "Front-to-back register test sheet"}),
         Weight::bold, 160},
        {fmt::format("{} · {}", shop_.title, wording::size(shop_.sheet, language_)), Weight::bold},
        {say({"Imprimez ce fichier recto verso sur le papier du tirage, à 100\u202f%, sans mise à "
              "l’échelle ni centrage automatique, plusieurs feuilles de suite.",
              "Print this file on both sides of the paper of the run, at 100%, without scaling "
              "or automatic centring, several sheets in a row."})},
        {turning()},
        {say({"Puis lisez les échelles au verso.", "Then read the scales on the back."})}};
  }

  std::vector<Paragraph> back_words() const {
    return {
        {say({"VERSO", "BACK"}), Weight::bold, 250},
        {say({"1. Tenez la feuille à contre-jour, ce côté vers vous, ce texte à l’endroit.",
              "1. Hold the sheet against the light, this side towards you, this text upright."})},
        {say(
            {"2. À chaque repère, cherchez le trait numéroté qui prolonge exactement un trait vu à "
             "travers le papier\u00a0: son numéro est le décalage, en dixièmes de millimètre. "
             "Échelle couchée\u00a0: + vers la droite. Échelle debout\u00a0: + vers le bas.",
             "2. At each station, find the numbered tick that exactly continues a tick seen "
             "through "
             "the paper: its number is the shift, in tenths of a millimetre. Lying scale: + to the "
             "right. Upright scale: + downwards."})},
        {say({"Plus de 1\u00a0mm\u00a0: ajoutez 2\u00a0mm par trait du recto entre son long trait "
              "du milieu "
              "et "
              "celui qui est le plus près du zéro du verso.",
              "More than 1 mm: add 2 mm for each front tick from its long middle one to the one "
              "nearest to the zero of the back."})},
        {fmt::format(
            fmt::runtime(
                say({"3. Faites la moyenne des repères, puis écrivez dans shops/{}.toml\u00a0:",
                     "3. Take the mean of the stations, then write into shops/{}.toml:"})),
            shop_.name)},
        {"[back]", Weight::bold},
        {quoted({"right = \"… mm\"   (échelle couchée)", "right = \"… mm\"   (lying scale)"}),
         Weight::bold},
        {quoted({"down = \"… mm\"   (échelle debout)", "down = \"… mm\"   (upright scale)"}),
         Weight::bold},
        {quoted(
            {"Exemple\u00A0: les traits 3 et -1 donnent right = \"0.3 mm\" et down = \"-0.1 mm\".",
             "Example: ticks 3 and -1 give right = \"0.3 mm\" and down = \"-0.1 mm\"."})},
        {present_values()},
        {say({"Des repères qui diffèrent de plus de 0,3 mm montrent une feuille de travers ou qui "
              "s’étire\u00a0: c’est à la presse de le régler.",
              "Stations that differ by more than 0.3 mm show a sheet that runs askew or stretches: "
              "the press has to be adjusted."})}};
  }

  std::string present_values() const {
    return fmt::format(
        fmt::runtime(
            quoted({"À présent\u00A0: right = \"{}\", down = \"{}\". Cette feuille n’en tient pas "
                    "compte\u00A0: ce qu’on lit les remplace.",
                    "At present: right = \"{}\", down = \"{}\". This sheet takes no account of "
                    "them: what is read replaces them."})),
        toml_length(shop_.back_shift.right), toml_length(shop_.back_shift.down));
  }

  void side(impose::Side which, const std::vector<Paragraph>& words) {
    int rank = 0;
    for (const Point& station : stations_) draw_station(which, station, ++rank);
    write(words);
    if (which == impose::Side::back && stations_.size() > 1) table();
  }

  // To note what is read, between the two lower stations.
  void table() {
    constexpr Length row = 7_mm, first = 32_mm, column = 30_mm;
    const Length x = stations_.front().x + half_station + 4_mm;
    const Length width = first + 2 * column;
    if (shop_.sheet.width - 2 * x < width) return;
    const auto rows = static_cast<std::int64_t>(stations_.size() + 2);
    Length y = shop_.sheet.height - (stations_.front().y - half_station) - rows * row - 4_mm;
    const auto line = [&](const std::string& what, const std::string& one, const std::string& two) {
      constexpr Style style{8.5_pt};
      document_.text({x + 1.5_mm, y + 4.8_mm}, what, style);
      document_.text({x + first + 1.5_mm, y + 4.8_mm}, one, style);
      document_.text({x + first + column + 1.5_mm, y + 4.8_mm}, two, style);
      document_.frame({{x, y}, {first, row}}, 150_um, Tone::grey);
      document_.frame({{x + first, y}, {column, row}}, 150_um, Tone::grey);
      document_.frame({{x + first + column, y}, {column, row}}, 150_um, Tone::grey);
      y += row;
    };
    line(say({"Lu au", "Read at"}), "right", "down");
    for (std::size_t i = 1; i <= stations_.size(); ++i)
      line(fmt::format("{} {}", say({"repère", "station"}), i), "", "");
    line(say({"Moyenne", "Mean"}), "", "");
  }

  void draw_station(impose::Side which, Point station, int rank) {
    constexpr Length fine = 100_um;
    const Point zero = zero_of(station);
    const Point centre =
        which == impose::Side::back ? zero : bare_sheet(shop_).behind(Rect{zero, {}}).origin;
    document_.line({centre.x - 4_mm, centre.y}, {centre.x + 4_mm, centre.y}, fine, Tone::black);
    document_.line({centre.x, centre.y - 4_mm}, {centre.x, centre.y + 4_mm}, fine, Tone::black);
    for (const RegisterTick& tick : register_ticks(shop_, station)) {
      if (tick.side != which) continue;
      document_.line(tick.from, tick.to, fine, Tone::black);
      if (which == impose::Side::back && tick.number % 2 == 0) label(tick);
    }
    if (which == impose::Side::back)
      document_.text({centre.x - 22_mm, centre.y - 10_mm},
                     fmt::format("{} {}", say({"Repère", "Station"}), rank), {9_pt, Weight::bold});
  }

  void label(const RegisterTick& tick) {
    constexpr Style style{5_pt};
    const std::string words = fmt::format("{}{}", tick.number > 0 ? "+" : "", tick.number);
    if (tick.reads == Reads::right) {
      document_.text({tick.to.x - document_.width(words, style) / 2, tick.from.y + 7_mm}, words,
                     style);
    } else {
      document_.text({tick.from.x + 5.4_mm, tick.to.y + 550_um}, words, style);
    }
  }

  // The two places that no station takes: between the upper ones, and below them across the sheet.
  std::vector<Rect> places() const {
    const Length gap = 4_mm;
    const Point first = stations_.front();
    const Length middle = shop_.sheet.height / 2 - half_station - gap;
    if (stations_.size() == 1) {
      const Length top = 12_mm;
      return {{{12_mm, top}, {shop_.sheet.width - 24_mm, std::max(middle - top, Length{})}}};
    }
    const Length x = first.x + half_station + gap, top = first.y - half_station + gap;
    const Length below = first.y + half_station + gap, left = first.x - half_station + gap;
    const Length until = stations_.size() == 5 ? middle : shop_.sheet.height - below;
    return {{{x, top}, {shop_.sheet.width - 2 * x, std::max(until - top, Length{})}},
            {{left, below}, {shop_.sheet.width - 2 * left, std::max(until - below, Length{})}}};
  }

  Length height_of(const std::vector<Paragraph>& words, Length width, Length size) const {
    Length height;
    for (const Paragraph& one : words) {
      const Style style{size * one.scale / 100, one.weight};
      height += leading(style) *
                    static_cast<std::int64_t>(broken(document_, one.words, width, style).size()) +
                size / 3;
    }
    return height;
  }

  // As large as fits, between 4 and 11 points; on a sheet with no room for it the command line and
  // the documentation have the same words.
  void write(const std::vector<Paragraph>& words) {
    for (Length size = 11_pt; size >= 4_pt; size -= 0.5_pt) {
      for (const Rect& place : places()) {
        if (place.size.width < 40_mm) continue;
        if (height_of(words, place.size.width, size) > place.size.height) continue;
        Column column(place.left(), place.top(), std::min(place.size.width, 170_mm));
        if (height_of(words, std::min(place.size.width, 170_mm), size) > place.size.height)
          column = Column(place.left(), place.top(), place.size.width);
        for (const Paragraph& one : words) {
          column.set(document_, one.words, {size * one.scale / 100, one.weight});
          column.skip(size / 3);
        }
        return;
      }
    }
  }
};

}  // namespace

std::optional<std::string> test_sheet(const shop::Shop& shop, Language language,
                                      world::Instant made, const Fonts& fonts) {
  const Sentence title{"Feuille de repérage", "Register test sheet"};
  Document document(fonts, {fmt::format("{} {}", title.in(language), shop.name), shop.title, made});
  bool drawn = false;
  for (const shop::Paper& paper : shop::papers_of(shop)) {
    shop::Shop with = shop;
    with.sheet = paper.sheet;
    const std::vector<Point> stations = register_stations(with);
    if (stations.empty()) continue;
    TestSheet(document, with, language, stations).draw();
    drawn = true;
  }
  if (!drawn) return std::nullopt;
  return document.finish();
}

}  // namespace imprimatur::paperwork
