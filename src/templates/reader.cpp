#include "templates/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace imprimatur::templates {
namespace {

using namespace measure::literals;
using reading::Table;

std::string shown(std::string_view name) {
  return reading::shown(name);
}

void unknown(Table& table, std::string_view key, std::string_view what_fr, std::string_view what_en,
             const std::string& name) {
  table.error(key, "template-unknown-name",
              {fmt::format("{} «\u00a0{}\u00a0» n’est défini nulle part.", what_fr, shown(name)),
               fmt::format("{} \"{}\" is defined nowhere.", what_en, shown(name))},
              {"Corrigez le nom, ou ajoutez la table qui manque.",
               "Correct the name, or add the missing table."});
}

void twice(Table& table, const std::string& name) {
  table.error("name", "template-twice",
              {fmt::format("Le nom «\u00a0{}\u00a0» est déjà pris.", shown(name)),
               fmt::format("The name \"{}\" is already taken.", shown(name))},
              {"Donnez un autre nom à l’un des deux.", "Give one of the two another name."});
}

ink::Process process_at(Table& table) {
  const auto percent = table.integers("process", {4, 4}, {0, 100});
  if (percent.size() != 4) return {};
  const auto tint = [&](std::size_t i) { return ink::Tint::percent(static_cast<int>(percent[i])); };
  return {tint(0), tint(1), tint(2), tint(3)};
}

ink::Tint times(ink::Tint tint, int percent) {
  return ink::Tint::per_mille((tint.per_mille() * percent + 50) / 100);
}

ink::Colour tinted(const ink::Colour& colour, int percent) {
  if (const auto* spot = std::get_if<ink::Spot>(&colour)) {
    return ink::Spot{spot->name, times(spot->tint, percent)};
  }
  const auto& process = std::get<ink::Process>(colour);
  return ink::Process{times(process.cyan, percent), times(process.magenta, percent),
                      times(process.yellow, percent), times(process.black, percent)};
}

// "blue 15%" → "blue", 15. A name alone is 100 %; nullopt for a tint that is none.
std::optional<std::pair<std::string, int>> name_and_tint(const std::string& words) {
  const auto space = words.rfind(' ');
  if (space == words.npos || words.back() != '%') return std::pair{words, 100};
  int percent = -1;
  const auto* end = words.data() + words.size() - 1;
  const auto read = std::from_chars(words.data() + space + 1, end, percent);
  if (read.ec != std::errc{} || read.ptr != end || percent < 1 || percent > 100)
    return std::nullopt;
  return std::pair{words.substr(0, space), percent};
}

// Fit for a file's name and for a field of a CSV file, on every system.
bool is_plain(std::string_view name) {
  return std::ranges::all_of(
      name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// Reads one template file from top to bottom; each table is read with what stands above it.
class Reader {
 public:
  explicit Reader(reading::Document& document) : root_(document.root()) {}

  Template read() {
    read_head();
    for (auto& table : root_.tables("stock", {1, 10})) read_stock(table);
    for (auto& table : root_.tables("ink", {0, 40})) read_ink(table);
    for (auto& table : root_.tables("style", {1, 100})) read_style(table);
    for (auto& table : root_.tables("page", {2, 40})) read_page(table);
    for (auto& table : root_.tables("zone", {0, 40})) read_zone(table);
    for (auto& table : root_.tables("leaf", {1, 40})) read_leaf(table);
    for (auto& table : root_.tables("finish", {0, 40})) read_finish(table);
    return std::move(product_);
  }

 private:
  void read_head();
  void read_stock(Table& table);
  void read_ink(Table& table);
  void add_spot(Table& table, const ink::SpotInk& spot);
  void read_style(Table& table);
  void read_page(Table& table);
  void read_zone(Table& table);
  void read_leaf(Table& table);
  void read_finish(Table& table);
  std::uint32_t page_at(Table& table, std::string_view key);
  void add_finish(const page::Leaf& leaf, const page::Finish& finish);

  Table root_;
  Names names_;
  Template product_;
};

void Reader::read_head() {
  root_.integer("format", {1, 1});
  Table head = root_.table("template");
  product_.name = head.text("name", {1, 40});
  product_.title = words_at(head, "title", 80);
  product_.leaf = {head.length("width", {30_mm, 450_mm}), head.length("height", {30_mm, 450_mm})};
  product_.bleed = head.length("bleed", {0_mm, 10_mm});
  product_.safe = head.length("safe", {0_mm, 20_mm});
  product_.binding = head.choice<page::Binding>("binding", {{"none", page::Binding::none},
                                                            {"left", page::Binding::left},
                                                            {"saddle", page::Binding::saddle}});
}

void Reader::read_stock(Table& table) {
  page::Stock stock{
      table.text("name", {1, 20}), table.text("title", {1, 80}),
      table.length("caliper", {10_um, 2_mm}), table.optional_flag("along_spine", false),
      static_cast<std::uint32_t>(table.optional_integer("weight", {20, 1000}).value_or(0))};
  if (!stock.name.empty() && !is_plain(stock.name)) {
    table.error(
        "name", "template-stock-name",
        {fmt::format("«\u00a0{}\u00a0» ne peut pas nommer des fichiers.", shown(stock.name)),
         fmt::format("\"{}\" can't name files.", shown(stock.name))},
        {"Le nom d’un papier ne contient que des minuscules sans accent, des chiffres et des "
         "traits d’union\u202f; «\u00a0title\u00a0» dit le reste.",
         "A stock's name has lower-case letters a to z, digits and hyphens only; \"title\" "
         "says the rest."});
  }
  const auto taken = std::ranges::find(product_.stocks, stock.name, &page::Stock::name);
  if (taken != product_.stocks.end()) twice(table, stock.name);
  product_.stocks.push_back(std::move(stock));
}

void Reader::add_spot(Table& table, const ink::SpotInk& spot) {
  if (ink::is_reserved(spot.name)) {
    table.error(
        "spot", "template-spot",
        {fmt::format("«\u00a0{}\u00a0» est le nom d’une autre plaque.", spot.name),
         fmt::format("\"{}\" is the name of another plate.", spot.name)},
        {"Donnez au ton direct un nom à lui, ou ôtez «\u00a0spot\u00a0» pour imprimer en "
         "quadrichromie.",
         "Give the spot ink a name of its own, or leave \"spot\" out to print in process inks."});
  }
  const auto known = std::ranges::find(product_.spots, spot.name, &ink::SpotInk::name);
  if (known == product_.spots.end()) {
    product_.spots.push_back(spot);
  } else if (*known != spot) {
    table.error(
        "process", "template-spot",
        {fmt::format("Le ton direct «\u00a0{}\u00a0» a deux équivalents CMJN différents.",
                     shown(spot.name)),
         fmt::format("The spot ink \"{}\" has two different CMYK alternates.", shown(spot.name))},
        {"Donnez-lui partout le même «\u00a0process\u00a0», ou deux noms.",
         "Give it the same \"process\" everywhere, or two names."});
  }
}

void Reader::read_ink(Table& table) {
  const auto name = table.text("name", {1, 40});
  const auto process = process_at(table);
  ink::Colour colour = process;
  if (const auto spot = table.optional_text("spot", {1, 60})) {
    add_spot(table, {*spot, process});
    colour = ink::Spot{*spot};
  }
  if (!names_.inks.emplace(name, colour).second) twice(table, name);
}

void Reader::read_style(Table& table) {
  constexpr reading::Lengths sizes{1_pt, 200_pt};
  Style style;
  style.name = table.text("name", {1, 40});
  style.font = table.text("font", {1, 60});
  style.place = table.place("font");
  style.size = table.length("size", sizes);
  style.least = table.optional_length("least", sizes).value_or(style.size);
  style.leading = table.optional_length("leading", {1_pt, 300_pt}).value_or(style.size * 5 / 4);
  style.colour = colour_at(table, "ink", names_);
  style.align = align_at(table, "align");
  style.tracking = static_cast<int>(table.optional_integer("tracking", {-100, 1000}).value_or(0));
  style.paragraph_gap = table.optional_length("paragraph_gap", {0_mm, 50_mm}).value_or(0_mm);
  style.even_lines = table.optional_flag("even_lines", false);
  if (style.least > style.size) {
    table.error("least", "template-style-sizes",
                {"Le plus petit corps dépasse le corps.", "The least size exceeds the size."},
                {"Donnez à «\u00a0least\u00a0» une valeur d’au plus «\u00a0size\u00a0».",
                 "Give \"least\" a value of at most \"size\"."});
  }
  if (!names_.styles.emplace(style.name, product_.styles.size()).second) twice(table, style.name);
  product_.styles.push_back(std::move(style));
}

void Reader::read_page(Table& table) {
  Page page{.name = table.text("name", {1, 40}),
            .title = words_at(table, "title", 80),
            .items = {},
            .finishes = {},
            .place = table.place("name")};
  const auto taken = std::ranges::find(product_.pages, page.name, &Page::name);
  if (taken != product_.pages.end()) twice(table, page.name);
  for (auto& panel : table.tables("panel", {1, 20})) {
    auto items = items_of(panel, names_);
    std::ranges::move(items, std::back_inserter(page.items));
  }
  product_.pages.push_back(std::move(page));
}

void Reader::read_zone(Table& table) {
  const auto name = table.text("name", {1, 40});
  auto title = words_at(table, "title", 80);
  const auto is_there = [&](const std::vector<std::string>& zones) {
    return std::ranges::find(zones, name) != zones.end();
  };
  if (!name.empty() && !is_there(product_.text_zones()) && !is_there(product_.image_zones()))
    unknown(table, "name", "La zone", "The zone", name);
  if (!product_.zones.emplace(name, std::move(title)).second) twice(table, name);
}

std::uint32_t Reader::page_at(Table& table, std::string_view key) {
  const auto name = table.text(key, {1, 40});
  const auto found = std::ranges::find(product_.pages, name, &Page::name);
  if (found == product_.pages.end()) {
    if (!name.empty()) unknown(table, key, "La page", "The page", name);
    return 0;
  }
  return static_cast<std::uint32_t>(found - product_.pages.begin());
}

void Reader::read_leaf(Table& table) {
  page::Leaf leaf{.name = table.text("name", {1, 40}), .stock = table.text("stock", {1, 20})};
  leaf.count = static_cast<std::uint32_t>(table.optional_integer("count", {1, 500}).value_or(1));
  leaf.front = page_at(table, "front");
  leaf.back = page_at(table, "back");
  leaf.is_pass = table.optional_flag("pass", false);
  const auto stock = std::ranges::find(product_.stocks, leaf.stock, &page::Stock::name);
  if (stock == product_.stocks.end() && !leaf.stock.empty()) {
    unknown(table, "stock", "Le papier", "The stock", leaf.stock);
  }
  const auto taken = std::ranges::find(product_.leaves, leaf.name, &page::Leaf::name);
  if (taken != product_.leaves.end()) twice(table, leaf.name);
  product_.leaves.push_back(std::move(leaf));
}

// The same line, seen from the back: the leaf is turned over its left or right edge.
void Reader::add_finish(const page::Leaf& leaf, const page::Finish& finish) {
  const auto add = [&](std::uint32_t index, const page::Finish& line) {
    if (index >= product_.pages.size()) return;
    auto& finishes = product_.pages[index].finishes;
    if (std::ranges::find(finishes, line) == finishes.end()) finishes.push_back(line);
  };
  page::Finish turned = finish;
  turned.from.x = product_.leaf.width - finish.from.x;
  turned.to.x = product_.leaf.width - finish.to.x;
  add(leaf.front, finish);
  add(leaf.back, turned);
}

void Reader::read_finish(Table& table) {
  page::Finish finish;
  finish.kind =
      table.choice<page::FinishKind>("kind", {{"perforation", page::FinishKind::perforation},
                                              {"fold", page::FinishKind::fold},
                                              {"staple", page::FinishKind::staple},
                                              {"crease", page::FinishKind::crease},
                                              {"glue", page::FinishKind::glue}});
  finish.from = point_at(table, "from");
  finish.to = point_at(table, "to");
  for (const auto& name : table.texts("leaves", {1, 40})) {
    const auto leaf = std::ranges::find(product_.leaves, name, &page::Leaf::name);
    if (leaf == product_.leaves.end()) {
      unknown(table, "leaves", "Le feuillet", "The leaf", name);
    } else {
      add_finish(*leaf, finish);
    }
  }
}

}  // namespace

Words words_at(Table& table, std::string_view key, std::size_t most) {
  Words words{table.text(key, {1, most}), {}};
  words.en = table.optional_text(std::string{key} + "_en", {1, most}).value_or(words.fr);
  return words;
}

std::optional<ink::Colour> optional_colour_at(Table& table, std::string_view key,
                                              const Names& names) {
  if (!table.has(key)) return std::nullopt;
  return colour_at(table, key, names);
}

ink::Colour colour_at(Table& table, std::string_view key, const Names& names) {
  const auto words = table.text(key, {1, 60});
  if (words.empty()) return ink::black();
  const auto both = name_and_tint(words);
  if (!both) {
    table.error(key, "template-tint",
                {"La teinte va de 1\u202f% à 100\u202f%.", "The tint goes from 1% to 100%."},
                {"Écrivez par exemple «\u00a0bleu 15%\u00a0».", "Write for example \"blue 15%\"."});
    return ink::black();
  }
  const auto found = names.inks.find(both->first);
  if (found == names.inks.end()) {
    unknown(table, key, "L’encre", "The ink", both->first);
    return ink::black();
  }
  return tinted(found->second, both->second);
}

std::uint32_t Template::passes_per_carnet() const {
  std::uint32_t passes = 0;
  for (const auto& kind : leaves) passes += kind.is_pass ? kind.count : 0;
  return passes;
}

namespace {

template <class Kind>
std::vector<std::string> zones_of(const Template& product) {
  std::set<std::string> zones;
  for (const auto& page : product.pages) {
    for (const auto& item : page.items) {
      const auto* kind = std::get_if<Kind>(&item.drawing);
      if (kind && !kind->zone.empty()) zones.insert(kind->zone);
    }
  }
  return {zones.begin(), zones.end()};
}

// "Couverture, Recto du pass": the pages that show it.
std::string pages_of(const Template& product, const std::string& zone, finding::Language language) {
  std::string titles;
  for (const auto& page : product.pages) {
    const bool shows = std::ranges::any_of(page.items, [&](const Item& item) {
      const auto* text = std::get_if<TextItem>(&item.drawing);
      const auto* image = std::get_if<ImageItem>(&item.drawing);
      return (text && text->zone == zone) || (image && image->zone == zone);
    });
    if (shows) titles += (titles.empty() ? "" : ", ") + page.title.in(language);
  }
  return titles;
}

}  // namespace

std::vector<std::string> Template::text_zones() const {
  return zones_of<TextItem>(*this);
}
std::vector<std::string> Template::image_zones() const {
  return zones_of<ImageItem>(*this);
}

std::map<std::string, std::string> Template::zone_titles(finding::Language language) const {
  std::map<std::string, std::string> titles;
  const auto name_by_pages = [&](const std::vector<std::string>& zones, const Words& what) {
    for (const std::string& zone : zones)
      titles[zone] = what.in(language) + pages_of(*this, zone, language);
  };
  name_by_pages(image_zones(), {"Logos – ", "Logos – "});
  name_by_pages(text_zones(), {"Texte – ", "Text – "});
  for (const auto& [zone, words] : zones) titles[zone] = words.in(language);
  return titles;
}

ReadTemplate parse_template(const std::string& name, std::string_view bytes) {
  ReadTemplate result;
  auto document = reading::Document::read(name, bytes, result.findings);
  if (!document) return result;
  Template product = Reader{*document}.read();
  document->refuse_unknown_keys();
  if (!result.findings.has_errors()) check_rules(product, name, result.findings);
  if (!result.findings.has_errors()) result.product = std::move(product);
  result.findings.sort();
  return result;
}

ReadTemplate read_template(const world::Path& folder) {
  const auto path = folder / "template.toml";
  return parse_template(path.string(), world::read_file(path, std::uintmax_t{4} << 20));
}

}  // namespace imprimatur::templates
