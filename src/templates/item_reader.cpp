#include "templates/names.h"

#include "measure/measure.h"

namespace imprimatur::templates {
namespace {

using namespace measure::literals;
using reading::Table;

constexpr reading::Lengths anywhere{-(2000_mm), 2000_mm};
constexpr reading::Lengths stroke_widths{50_um, 5_mm};

page::Stroke stroke_at(Table& table, const Names& names) {
  page::Stroke stroke;
  stroke.colour = colour_at(table, "stroke", names);
  stroke.width = table.optional_length("stroke_width", stroke_widths).value_or(176_um);
  stroke.cap = table.optional_choice<page::Cap>(
      "cap",
      {{"butt", page::Cap::butt}, {"round", page::Cap::round}, {"square", page::Cap::square}},
      page::Cap::butt);
  if (table.has("dashes")) stroke.dashes = table.lengths("dashes", {2, 8}, {0_mm, 100_mm});
  return stroke;
}

Vertical vertical_at(Table& table, Vertical otherwise) {
  return table.optional_choice<Vertical>(
      "vertical",
      {{"top", Vertical::top}, {"middle", Vertical::middle}, {"bottom", Vertical::bottom}},
      otherwise);
}

std::size_t style_at(Table& table, const Names& names) {
  const auto name = table.text("style");
  const auto found = names.styles.find(name);
  if (found != names.styles.end()) return found->second;
  if (!name.empty()) {
    table.error("style", "template-unknown-style",
                {"Le style «\u00a0" + reading::shown(name) + "\u00a0» n’est pas défini.",
                 "The style \"" + reading::shown(name) + "\" is not defined."},
                {"Ajoutez une table [[style]] de ce nom, ou corrigez le nom.",
                 "Add a table [[style]] of that name, or correct the name."});
  }
  return 0;
}

BoxItem box_item(Table& table, const Names& names) {
  BoxItem item;
  item.box = rect_at(table, "box");
  item.radius = table.optional_length("radius", {0_mm, 100_mm}).value_or(0_mm);
  item.fill = optional_colour_at(table, "fill", names);
  if (table.has("stroke")) item.stroke = stroke_at(table, names);
  if (!item.fill && !item.stroke) {
    table.error("draw", "template-invisible",
                {"Ce cadre n’a ni fond ni filet.", "This box has neither a fill nor a stroke."},
                {"Donnez-lui «\u00a0fill\u00a0» ou «\u00a0stroke\u00a0».",
                 "Give it a \"fill\" or a \"stroke\"."});
  }
  return item;
}

RuleItem rule_item(Table& table, const Names& names) {
  return {point_at(table, "from"), point_at(table, "to"), stroke_at(table, names)};
}

TextItem text_item(Table& table, const Names& names) {
  TextItem item;
  item.box = rect_at(table, "box");
  item.style = style_at(table, names);
  item.vertical = vertical_at(table, Vertical::top);
  if (table.has("zone")) {
    item.zone = table.text("zone", {1, 40});
  } else {
    item.words = words_at(table, "text", 4000);
  }
  return item;
}

ImageItem image_item(Table& table) {
  ImageItem item;
  item.box = rect_at(table, "box");
  item.zone = table.text("zone", {1, 40});
  item.align = align_at(table, "align");
  item.vertical = vertical_at(table, Vertical::middle);
  item.gap = table.optional_length("gap", {0_mm, 100_mm}).value_or(4_mm);
  return item;
}

Edge edge_at(Table& item, std::string_view key) {
  Table table = item.table(key);
  Edge edge;
  edge.level = table.length("level", anywhere);
  for (auto& harmonic : table.tables("harmonic", {0, 6})) {
    edge.harmonics.push_back(
        {harmonic.length("amplitude", {0_mm, 200_mm}),
         static_cast<int>(harmonic.integer("periods", {1, 60})),
         static_cast<int>(harmonic.optional_integer("phase", {-360, 360}).value_or(0))});
  }
  return edge;
}

GuillocheItem guilloche_item(Table& table, const Names& names) {
  GuillocheItem item;
  item.box = rect_at(table, "box");
  item.shape = table.choice<GuillocheShape>(
      "shape", {{"waves", GuillocheShape::waves}, {"rosette", GuillocheShape::rosette}});
  item.from = edge_at(table, "from");
  item.to = edge_at(table, "to");
  item.lines = static_cast<int>(table.integer("lines", {1, 200}));
  item.drift = static_cast<int>(table.optional_integer("drift", {-360, 360}).value_or(0));
  item.width = table.length("stroke_width", stroke_widths);
  item.colour = colour_at(table, "stroke", names);
  return item;
}

MicrotextItem microtext_item(Table& table, const Names& names) {
  MicrotextItem item;
  item.start = point_at(table, "from");
  item.words = words_at(table, "text", 400);
  item.length = table.length("length", {1_mm, 2000_mm});
  item.style = style_at(table, names);
  return item;
}

FieldItem field_item(Table& table, const Names& names) {
  FieldItem item;
  item.box = rect_at(table, "box");
  item.variable = table.choice<page::Variable>("variable", {{"serial", page::Variable::serial},
                                                            {"carnet", page::Variable::carnet},
                                                            {"rank", page::Variable::rank},
                                                            {"code", page::Variable::code}});
  item.style = style_at(table, names);
  item.vertical = vertical_at(table, Vertical::top);
  return item;
}

// At least 8 dots of a 600 dpi press a module, 0.339 mm.
SymbolItem symbol_item(Table& table, const Names& names) {
  SymbolItem item;
  item.origin = point_at(table, "at");
  item.module = table.length("module", {339_um, 2_mm});
  item.colour = colour_at(table, "ink", names);
  return item;
}

enum class Kind { box, rule, text, image, guilloche, microtext, field, symbol };

Drawing drawing_of(Table& table, const Names& names) {
  switch (table.choice<Kind>("draw", {{"box", Kind::box},
                                      {"rule", Kind::rule},
                                      {"text", Kind::text},
                                      {"image", Kind::image},
                                      {"guilloche", Kind::guilloche},
                                      {"microtext", Kind::microtext},
                                      {"field", Kind::field},
                                      {"symbol", Kind::symbol}})) {
    case Kind::box: return box_item(table, names);
    case Kind::rule: return rule_item(table, names);
    case Kind::text: return text_item(table, names);
    case Kind::image: return image_item(table);
    case Kind::guilloche: return guilloche_item(table, names);
    case Kind::microtext: return microtext_item(table, names);
    case Kind::field: return field_item(table, names);
    case Kind::symbol: return symbol_item(table, names);
  }
  return BoxItem{};
}

struct Moved {
  Point by;
  Point operator()(Point p) const { return {p.x + by.x, p.y + by.y}; }
  void move(Rect& box) const { box.origin = (*this)(box.origin); }
  void operator()(BoxItem& item) const { move(item.box); }
  void operator()(RuleItem& item) const {
    item.from = (*this)(item.from), item.to = (*this)(item.to);
  }
  void operator()(TextItem& item) const { move(item.box); }
  void operator()(ImageItem& item) const { move(item.box); }
  void operator()(GuillocheItem& item) const { move(item.box); }
  void operator()(MicrotextItem& item) const { item.start = (*this)(item.start); }
  void operator()(FieldItem& item) const { move(item.box); }
  void operator()(SymbolItem& item) const { item.origin = (*this)(item.origin); }
};

}  // namespace

page::Align align_at(Table& table, std::string_view key) {
  return table.optional_choice<page::Align>(
      key,
      {{"left", page::Align::left}, {"centre", page::Align::centre}, {"right", page::Align::right}},
      page::Align::left);
}

Rect rect_at(Table& table, std::string_view key) {
  const auto sides = table.lengths(key, {4, 4}, anywhere);
  if (sides.size() != 4) return {};
  if (sides[2] <= 0_mm || sides[3] <= 0_mm) {
    table.error(
        key, "template-empty-box",
        {"Ce rectangle n’a pas de surface.", "This rectangle has no area."},
        {"Écrivez x, y, largeur et hauteur\u00a0: [\"6 mm\", \"5 mm\", \"80 mm\", \"8 mm\"].",
         "Write x, y, width and height: [\"6 mm\", \"5 mm\", \"80 mm\", \"8 mm\"]."});
  }
  return {{sides[0], sides[1]}, {sides[2], sides[3]}};
}

Point point_at(Table& table, std::string_view key) {
  const auto both = table.lengths(key, {2, 2}, anywhere);
  return both.size() == 2 ? Point{both[0], both[1]} : Point{};
}

std::vector<Item> items_of(Table& panel, const Names& names) {
  std::vector<Item> items;
  const Moved moved{panel.has("at") ? point_at(panel, "at") : Point{}};
  for (auto& table : panel.tables("items", {1, 400})) {
    items.push_back({table.place(), drawing_of(table, names)});
    std::visit(moved, items.back().drawing);
  }
  return items;
}

}  // namespace imprimatur::templates
