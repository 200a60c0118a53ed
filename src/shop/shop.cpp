#include "shop/shop.h"

#include "ink/converter.h"
#include "reading/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace imprimatur::shop {
namespace {

using namespace measure::literals;
using finding::Findings;
using reading::Table;

constexpr reading::Lengths sheet_edge{100_mm, 2000_mm};
constexpr reading::Lengths strip{0_mm, 100_mm};

Size read_sheet(Table table, Shop& shop) {
  shop.flip = table.choice<Flip>(
      "flip", {{"short-edge", Flip::short_edge}, {"long-edge", Flip::long_edge}});
  shop.trim_box = table.optional_choice<TrimBox>(
      "trim_box", {{"net", TrimBox::net}, {"sheet", TrimBox::sheet}}, TrimBox::net);
  shop.gutter = table.length("gutter", strip);
  return {table.length("width", sheet_edge), table.length("height", sheet_edge)};
}

Gripper read_gripper(Table table) {
  if (!table.present()) return {};
  const Edge edge = table.choice<Edge>(
      "edge",
      {{"left", Edge::left}, {"top", Edge::top}, {"right", Edge::right}, {"bottom", Edge::bottom}});
  return {edge, table.length("depth", strip)};
}

Margins read_margins(Table table) {
  return {table.length("left", strip), table.length("top", strip), table.length("right", strip),
          table.length("bottom", strip)};
}

Lift read_lift(Table table) {
  Lift lift{table.optional_length("height", {1_mm, 200_mm}), {}, {}};
  if (const auto sheets = table.optional_integer("sheets", {1, 10'000})) {
    lift.sheets = static_cast<std::uint32_t>(*sheets);
  }
  Table stocks = table.optional_table("stocks");
  for (const std::string& stock : stocks.keys()) {
    lift.sheets_of[stock] = static_cast<std::uint32_t>(stocks.integer(stock, {1, 10'000}));
  }
  if (table.present() && !lift.height && !lift.sheets) {
    table.error("height", "lift-unknown",
                {"La hauteur de coupe du massicot n’est donnée ni en hauteur ni en feuilles.",
                 "The guillotine's largest lift is given neither as a height nor in sheets."},
                {"Ajoutez height = \"40 mm\", ou sheets = 400, sous [lift].",
                 "Add height = \"40 mm\", or sheets = 400, under [lift]."});
  }
  return lift;
}

void read_marks(Table table, Shop& shop) {
  shop.crop = {table.length("offset", {0_mm, 30_mm}), table.length("length", {1_mm, 30_mm}),
               table.length("width", {50_um, 1_mm})};
  shop.slug = table.length("slug", {3_mm, 20_mm});
}

void report_profile(Table& table, finding::Sentence sentence) {
  table.error("profile", "profile-unfit", std::move(sentence),
              {"Donnez un profil ICC de sortie CMJN, rangé dans assets/icc ou dans l’espace de "
               "travail.",
               "Name an ICC output profile for CMYK that lies in assets/icc or in the workspace."});
}

std::optional<world::Path> profile_named(const world::Path& name,
                                         const std::vector<world::Path>& folders) {
  if (name.is_absolute() || std::ranges::find(name, "..") != name.end()) return std::nullopt;
  for (const world::Path& folder : folders) {
    std::error_code unreadable;
    if (std::filesystem::is_regular_file(folder / name, unreadable)) return folder / name;
  }
  return std::nullopt;
}

ink::OutputCondition read_condition(Table table, const std::vector<world::Path>& folders) {
  ink::OutputCondition condition{table.text("identifier"),
                                 table.optional_text("registry", {0, 200}).value_or(""),
                                 table.text("description"), ""};
  const std::string name = table.text("profile");
  if (name.empty()) return condition;
  if (const auto file = profile_named(name, folders)) {
    condition.profile = world::read_file(*file);
    if (auto fault = ink::fault_of_profile(condition.profile)) report_profile(table, *fault);
  } else {
    report_profile(table, {fmt::format("Le profil ICC «\u00a0{}\u00a0» est introuvable.",
                                       reading::shown(name)),
                           fmt::format("There is no ICC profile \"{}\".", reading::shown(name))});
  }
  return condition;
}

// The gripper's strip lies within the margin of its edge or beyond it: what is wider counts.
void check_room(const Shop& shop, Table& root) {
  Margins clear = shop.margins;
  Length* const edges[] = {&clear.left, &clear.top, &clear.right, &clear.bottom};
  Length& held = *edges[static_cast<int>(shop.gripper.edge)];
  held = std::max(held, shop.gripper.depth);
  if (shop.sheet.width > clear.left + clear.right && shop.sheet.height > clear.top + clear.bottom) {
    return;
  }
  root.error(
      "sheet", "sheet-without-room",
      {"Marges et prise de pince ne laissent rien à imprimer sur la feuille.",
       "Margins and gripper leave nothing of the sheet to print on."},
      {"Vérifiez [sheet], [margins] et [gripper]\u00a0: les longueurs se donnent avec leur unité.",
       "Check [sheet], [margins] and [gripper]: lengths are given with their unit."});
}

Shop read_tables(Table root, const std::vector<world::Path>& folders) {
  Shop shop;
  root.integer("format", {1, 1});
  shop.title = root.text("title");
  shop.sheet = read_sheet(root.table("sheet"), shop);
  shop.gripper = read_gripper(root.optional_table("gripper"));
  shop.margins = read_margins(root.table("margins"));
  shop.lift = read_lift(root.table("lift"));
  read_marks(root.table("marks"), shop);
  shop.sheets_per_file =
      static_cast<std::uint32_t>(root.table("files").integer("sheets", {1, 100'000}));
  shop.condition = read_condition(root.table("condition"), folders);
  return shop;
}

finding::Finding unknown_shop(const std::string& file, const std::string& name) {
  return {finding::Severity::error,
          "shop-unknown",
          {file, 0, 0},
          {fmt::format("Il n’y a pas d’imprimeur «\u00a0{}\u00a0» dans l’espace de travail.",
                       reading::shown(name)),
           fmt::format("The workspace has no print shop \"{}\".", reading::shown(name))},
          {"Copiez shops/default.toml sous ce nom et adaptez-le, ou corrigez shop dans order.toml.",
           "Copy shops/default.toml under that name and adapt it, or correct shop in order.toml."}};
}

}  // namespace

std::uint32_t largest_lift(const Shop& shop, const std::string& stock, Length caliper) {
  if (const auto known = shop.lift.sheets_of.find(stock); known != shop.lift.sheets_of.end()) {
    return known->second;
  }
  std::int64_t sheets = shop.lift.sheets.value_or(std::numeric_limits<std::uint32_t>::max());
  if (shop.lift.height && caliper > Length{}) {
    sheets = std::min(sheets, *shop.lift.height / caliper);
  }
  return static_cast<std::uint32_t>(std::max<std::int64_t>(1, sheets));
}

ReadShop read_shop(const world::Path& file, const std::vector<world::Path>& profile_folders) {
  ReadShop result;
  const std::string shown = (file.parent_path().filename() / file.filename()).string();
  std::error_code unreadable;
  if (!std::filesystem::exists(file, unreadable) && !unreadable) {
    result.findings.add(unknown_shop(shown, file.stem().string()));
    return result;
  }
  auto document = reading::Document::read(shown, world::read_file(file), result.findings);
  if (!document) return result;
  Table root = document->root();
  Shop shop = read_tables(root, profile_folders);
  shop.name = file.stem().string();
  if (!result.findings.has_errors()) check_room(shop, root);
  document->refuse_unknown_keys();
  if (!result.findings.has_errors()) result.shop = std::move(shop);
  return result;
}

}  // namespace imprimatur::shop
