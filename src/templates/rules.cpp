// What fits where. Sources: the press's habits (nothing within the safe margin, codes 2 mm from a
// perforation), ISO/IEC 18004, 6.3.8 (quiet zone), GWG 2022 R0016 to R0019 (small text and fine
// lines in one ink).
#include "templates/names.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::templates {
namespace {

using namespace measure::literals;
using finding::Findings;

constexpr Length from_perforation = 2_mm;
constexpr Length least_text = 5_pt;
constexpr Length least_screened_text = 8_pt;
constexpr Length least_screened_line = 88_um;  // a quarter of a point
constexpr int most_curves = 4000;              // of guilloche on a page: some 60 kB compressed

struct Extent {
  enum class Kind : std::uint8_t { ground, reading, microtext, code, symbol } kind;
  Rect box;
};

Extent extent_of(const Drawing& drawing) {
  using Kind = Extent::Kind;
  if (const auto* item = std::get_if<BoxItem>(&drawing)) return {Kind::ground, item->box};
  if (const auto* item = std::get_if<GuillocheItem>(&drawing)) return {Kind::ground, item->box};
  if (const auto* item = std::get_if<TextItem>(&drawing)) return {Kind::reading, item->box};
  if (const auto* item = std::get_if<ImageItem>(&drawing)) return {Kind::reading, item->box};
  if (const auto* item = std::get_if<SymbolItem>(&drawing)) return {Kind::symbol, item->matrix()};
  if (const auto* item = std::get_if<MicrotextItem>(&drawing)) {
    return {Kind::microtext, {item->start, {item->length, 1_mm}}};
  }
  if (const auto* item = std::get_if<FieldItem>(&drawing)) {
    const bool code = item->variable == page::Variable::code;
    return {code ? Kind::code : Kind::reading, item->box};
  }
  const auto& rule = std::get<RuleItem>(drawing);
  const Point a{std::min(rule.from.x, rule.to.x), std::min(rule.from.y, rule.to.y)};
  const Point b{std::max(rule.from.x, rule.to.x), std::max(rule.from.y, rule.to.y)};
  return {Kind::ground, {a, {b.x - a.x, b.y - a.y}}};
}

// How far beyond the trim a thing may reach (negative: how far inside it must stay).
Length allowed(const Template& product, Extent::Kind kind) {
  if (kind == Extent::Kind::ground) return product.bleed;
  return kind == Extent::Kind::microtext ? 0_mm : -product.safe;
}

void check_extent(const Template& product, const Item& item, Findings& findings) {
  const auto extent = extent_of(item.drawing);
  const Length reach = allowed(product, extent.kind);
  if (Rect{{}, product.leaf}.grown(reach).holds(extent.box)) return;
  if (extent.kind == Extent::Kind::ground) {
    findings.error("template-outside", item.place,
                   {"Cet élément sort du fond perdu.", "This item reaches beyond the bleed."},
                   {"Réduisez-le ou déplacez-le\u00a0: au-delà du fond perdu, rien n’est imprimé.",
                    "Shrink or move it: nothing is printed beyond the bleed."});
  } else {
    findings.error(
        "template-unsafe", item.place,
        {"Cet élément entre dans la marge de sécurité de la page.",
         "This item enters the safe margin of the page."},
        {fmt::format("Gardez-le à {:g} mm au moins du bord de coupe.", -reach.millimetres()),
         fmt::format("Keep it at least {:g} mm from the trim.", -reach.millimetres())});
  }
}

Rect line_box(const page::Finish& line) {
  return {{std::min(line.from.x, line.to.x), std::min(line.from.y, line.to.y)},
          {std::max(line.from.x, line.to.x) - std::min(line.from.x, line.to.x),
           std::max(line.from.y, line.to.y) - std::min(line.from.y, line.to.y)}};
}

// A box without area still crosses what it passes through.
bool meets(const Rect& line, const Rect& box) {
  return line.left() < box.right() && box.left() < line.right() + 1_um &&
         line.top() < box.bottom() && box.top() < line.bottom() + 1_um;
}

void check_finishes(const Page& page, const Item& item, Findings& findings) {
  using Kind = Extent::Kind;
  const auto extent = extent_of(item.drawing);
  if (extent.kind == Kind::ground || extent.kind == Kind::microtext) return;
  const bool scanned = extent.kind == Kind::code || extent.kind == Kind::symbol;
  const Rect clear = extent.box.grown(scanned ? from_perforation : 0_mm);
  for (const auto& line : page.finishes) {
    if (!meets(line_box(line), clear)) continue;
    findings.error(
        "template-perforation", item.place,
        {scanned ? "Le code est à moins de 2 mm d’une perforation, d’un pli ou d’une agrafe."
                 : "Cet élément est traversé par une perforation, un pli ou une agrafe.",
         scanned ? "The code is nearer than 2 mm to a perforation, a fold or a staple."
                 : "A perforation, a fold or a staple crosses this item."},
        {"Éloignez-le de la ligne.", "Move it away from the line."});
  }
}

// Nothing is read in the quiet zone, and nothing at all is painted on it afterwards.
void check_quiet_zone(const Page& page, std::size_t symbol, Findings& findings) {
  const Rect quiet = std::get<SymbolItem>(page.items[symbol].drawing).with_quiet_zone();
  for (std::size_t i = 0; i < page.items.size(); ++i) {
    const auto extent = extent_of(page.items[i].drawing);
    const bool hidden = i < symbol && extent.kind == Extent::Kind::ground;
    if (i == symbol || hidden || !meets(extent.box, quiet)) continue;
    findings.error("template-quiet-zone", page.items[i].place,
                   {"Cet élément empiète sur la zone de silence du symbole.",
                    "This item intrudes on the quiet zone of the symbol."},
                   {"Laissez 4 modules de blanc autour du symbole (ISO/IEC 18004).",
                    "Leave 4 modules of white around the symbol (ISO/IEC 18004)."});
  }
}

int inks_of(const ink::Colour& colour) {
  const auto* process = std::get_if<ink::Process>(&colour);
  if (!process) return 1;
  int inks = 0;
  for (const auto tint : {process->cyan, process->magenta, process->yellow, process->black}) {
    inks += tint.per_mille() > 0 ? 1 : 0;
  }
  return inks;
}

void check_style(const Style& style, bool microtext, Findings& findings) {
  if (microtext) return;
  if (style.least < least_text) {
    findings.error(
        "template-small-text", style.place,
        {"Ce style peut descendre sous 5 pt\u00a0: il serait illisible.",
         "This style may go below 5 pt: it would be illegible."},
        {"Donnez à «\u00a0least\u00a0» au moins 5 pt.", "Give \"least\" at least 5 pt."});
  } else if (style.least < least_screened_text && inks_of(style.colour) > 1) {
    findings.warning(
        "template-screened-text", style.place,
        {"Un texte de moins de 8 pt est composé dans plusieurs encres.",
         "Text below 8 pt is set in several inks."},
        {"Employez une seule encre (noir ou ton direct)\u00a0: le repérage des plaques le "
         "rendrait flou (GWG 2022, R0016).",
         "Use a single ink (black or a spot): misregister would blur it (GWG 2022, "
         "R0016)."});
  }
}

void check_stroke(const finding::Place& place, Length width, const ink::Colour& colour,
                  Findings& findings) {
  if (width >= least_screened_line || inks_of(colour) < 2) return;
  findings.warning("template-screened-line", place,
                   {"Un filet de moins de 0,25 pt est tracé dans plusieurs encres.",
                    "A line below 0.25 pt is drawn in several inks."},
                   {"Employez une seule encre, ou un filet plus fort (GWG 2022, R0018).",
                    "Use a single ink, or a stronger line (GWG 2022, R0018)."});
}

void check_words(const Words& words, const finding::Place& place, Findings& findings) {
  std::vector<std::string> known(placeholders().begin(), placeholders().end());
  const auto said = placeholders_in(words.en == words.fr ? words.fr : words.fr + words.en);
  for (const auto& name : said) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const auto guess = reading::did_you_mean(name, known);
    findings.error(
        "template-placeholder", place,
        {fmt::format("«\u00a0{{{}}}\u00a0» n’est pas un champ connu.", reading::shown(name)),
         fmt::format("\"{{{}}}\" is no known placeholder.", reading::shown(name))},
        {guess ? fmt::format("Vouliez-vous dire «\u00a0{{{}}}\u00a0»\u202f?", *guess)
               : "Les champs sont énumérés dans docs/formats/template.md.",
         guess ? fmt::format("Did you mean \"{{{}}}\"?", *guess)
               : "docs/formats/template.md lists the placeholders."});
  }
}

void check_guilloche(const GuillocheItem& item, const finding::Place& place, Findings& findings) {
  const bool rosette = item.shape == GuillocheShape::rosette;
  const Length most =
      rosette ? std::min(item.box.size.width, item.box.size.height) / 2 : item.box.size.height;
  for (const auto& edge : {item.from, item.to}) {
    Length reach;
    for (const auto& harmonic : edge.harmonics) reach += harmonic.amplitude;
    if (edge.level - reach >= 0_mm && edge.level + reach <= most) continue;
    findings.error("template-guilloche", place,
                   {"Les courbes du guillochis sortent de leur rectangle.",
                    "The curves of the guilloche leave their box."},
                   {"Réduisez les amplitudes, ou rapprochez «\u00a0level\u00a0» du milieu.",
                    "Reduce the amplitudes, or bring \"level\" nearer to the middle."});
  }
  check_stroke(place, item.width, item.colour, findings);
}

void check_item(const Template& product, const Item& item, Findings& findings) {
  const auto style = [&](std::size_t index, bool micro) {
    check_style(product.styles[index], micro, findings);
  };
  check_extent(product, item, findings);
  if (const auto* text = std::get_if<TextItem>(&item.drawing)) {
    style(text->style, false);
    check_words(text->words, item.place, findings);
  } else if (const auto* micro = std::get_if<MicrotextItem>(&item.drawing)) {
    style(micro->style, true);
    check_words(micro->words, item.place, findings);
  } else if (const auto* field = std::get_if<FieldItem>(&item.drawing)) {
    style(field->style, false);
  } else if (const auto* guilloche = std::get_if<GuillocheItem>(&item.drawing)) {
    check_guilloche(*guilloche, item.place, findings);
  } else if (const auto* rule = std::get_if<RuleItem>(&item.drawing)) {
    check_stroke(item.place, rule->stroke.width, rule->stroke.colour, findings);
  } else if (const auto* box = std::get_if<BoxItem>(&item.drawing); box && box->stroke) {
    check_stroke(item.place, box->stroke->width, box->stroke->colour, findings);
  }
}

void check_page(const Template& product, const Page& page, Findings& findings) {
  int curves = 0;
  for (std::size_t i = 0; i < page.items.size(); ++i) {
    check_item(product, page.items[i], findings);
    check_finishes(page, page.items[i], findings);
    if (std::holds_alternative<SymbolItem>(page.items[i].drawing)) {
      check_quiet_zone(page, i, findings);
    }
    if (const auto* item = std::get_if<GuillocheItem>(&page.items[i].drawing)) {
      curves += item->lines * item->curves_per_line();
    }
  }
  if (curves <= most_curves) return;
  findings.error(
      "template-guilloche", page.place,
      {fmt::format("Les guillochis de la page comptent {} courbes\u202f; {} au plus.", curves,
                   most_curves),
       fmt::format("The guilloches of the page have {} curves; at most {}.", curves, most_curves)},
      {"Réduisez le nombre de lignes ou de périodes.",
       "Reduce the number of lines or of periods."});
}

struct Variables {
  int symbols = 0, codes = 0, serials = 0, ranks = 0;
};

Variables variables_on(const Page& page) {
  Variables found;
  for (const auto& item : page.items) {
    if (std::holds_alternative<SymbolItem>(item.drawing)) ++found.symbols;
    const auto* field = std::get_if<FieldItem>(&item.drawing);
    if (!field) continue;
    if (field->variable == page::Variable::code) ++found.codes;
    if (field->variable == page::Variable::serial) ++found.serials;
    if (field->variable == page::Variable::rank) ++found.ranks;
  }
  return found;
}

void check_leaf(const Template& product, const page::Leaf& leaf, Findings& findings) {
  const auto& place = product.pages[leaf.front].place;
  const auto front = variables_on(product.pages[leaf.front]);
  const auto back = variables_on(product.pages[leaf.back]);
  const int symbols = front.symbols + back.symbols, codes = front.codes + back.codes;
  const int serials = front.serials + back.serials, ranks = front.ranks + back.ranks;
  if (leaf.is_pass && (symbols != 1 || codes != 1 || serials < 1)) {
    findings.error("template-pass", place,
                   {"Un pass porte un symbole, un code et au moins un numéro de série.",
                    "A pass bears one symbol, one code and at least one serial number."},
                   {"Ajoutez ce qui manque au recto ou au verso de ce feuillet.",
                    "Add what is missing to the front or the back of this leaf."});
  } else if (!leaf.is_pass && symbols + codes + serials + ranks > 0) {
    findings.error("template-pass", place,
                   {"Un feuillet qui n’est pas un pass ne porte ni symbole, ni code, ni numéro de "
                    "série, ni rang.",
                    "A leaf that is no pass bears no symbol, code, serial or rank."},
                   {"Ôtez-les, ou marquez le feuillet «\u00a0pass = true\u00a0».",
                    "Remove them, or mark the leaf \"pass = true\"."});
  }
}

void require_zone(const std::vector<std::string>& zones, const std::string& zone,
                  const std::string& file, Findings& findings) {
  if (std::ranges::find(zones, zone) != zones.end()) return;
  findings.error("template-zone", {file},
                 {fmt::format("La zone «\u00a0{}\u00a0» manque.", zone),
                  fmt::format("The zone \"{}\" is missing.", zone)},
                 {"Tout gabarit a les zones de texte cover et pass, et la zone d’images funder.",
                  "Every template has the text zones cover and pass, and the image zone funder."});
}

}  // namespace

int GuillocheItem::curves_per_line() const {
  int most = 1;
  for (const auto& edge : {from, to}) {
    for (const auto& harmonic : edge.harmonics) most = std::max(most, harmonic.periods);
  }
  return std::max(most * 6, 12);
}

void check_rules(const Template& product, const std::string& file, Findings& findings) {
  for (const auto& page : product.pages) check_page(product, page, findings);
  for (const auto& leaf : product.leaves) check_leaf(product, leaf, findings);
  check_nesting(product, file, findings);
  for (const char* zone : {"cover", "pass"}) {
    require_zone(product.text_zones(), zone, file, findings);
  }
  require_zone(product.image_zones(), "funder", file, findings);
  if (product.passes_per_carnet() == 0) {
    findings.error(
        "template-pass", {file}, {"Aucun feuillet n’est un pass.", "No leaf is a pass."},
        {"Marquez un feuillet «\u00a0pass = true\u00a0».", "Mark a leaf \"pass = true\"."});
  }
}

}  // namespace imprimatur::templates
