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

std::optional<Grain> read_grain(Table& table) {
  if (!table.has("grain")) return std::nullopt;
  return table.choice<Grain>("grain",
                             {{"long-edge", Grain::long_edge}, {"short-edge", Grain::short_edge}});
}

Paper read_paper(Table& table) {
  const Size sheet{table.length("width", sheet_edge), table.length("height", sheet_edge)};
  return {sheet, read_grain(table)};
}

std::optional<std::uint32_t> read_count(Table& table, std::string_view key) {
  const auto count = table.optional_integer(key, {1, 100});
  if (!count) return std::nullopt;
  return static_cast<std::uint32_t>(*count);
}

Wishes read_wishes(Table& table) {
  using Leaves = Wishes::Leaves;
  Wishes wishes{std::nullopt, read_count(table, "columns"), read_count(table, "rows")};
  if (table.has("leaves")) {
    wishes.leaves =
        table.choice<Leaves>("leaves", {{"upright", Leaves::upright}, {"turned", Leaves::turned}});
  }
  return wishes;
}

// The flip that a work style needs of the first paper: turning keeps the gripper's edge, tumbling
// changes it.
Flip flip_of(const Shop& shop) {
  const bool held_at_side = shop.gripper.edge == Edge::left || shop.gripper.edge == Edge::right;
  const bool about_vertical = held_at_side == (shop.work == Work::work_and_tumble);
  const bool landscape = shop.sheet.width >= shop.sheet.height;
  return landscape == about_vertical ? Flip::short_edge : Flip::long_edge;
}

void check_flip(Table table, const Shop& shop) {
  if (shop.work == Work::sheetwise || shop.gripper.depth == Length{}) return;
  if (flip_of(shop) == shop.flip) return;
  const bool turn = shop.work == Work::work_and_turn;
  table.error("flip", "flip-of-work",
              {fmt::format("Ce retournement ne va pas avec «\u00a0{}\u00a0»\u00a0: les pinces {}.",
                           turn ? "work-and-turn" : "work-and-tumble",
                           turn ? "doivent rester au même bord" : "doivent passer au bord opposé"),
               fmt::format("This flip doesn't go with \"{}\": the gripper {}.",
                           turn ? "work-and-turn" : "work-and-tumble",
                           turn ? "has to keep its edge" : "has to change its edge")},
              {"Donnez l’autre valeur à flip sous [sheet], ou à [gripper] un bord voisin.",
               "Give flip its other value under [sheet], or [gripper] a neighbouring edge."});
}

void read_sheet(Table table, Shop& shop) {
  shop.work = table.optional_choice<Work>("work",
                                          {{"sheetwise", Work::sheetwise},
                                           {"work-and-turn", Work::work_and_turn},
                                           {"work-and-tumble", Work::work_and_tumble}},
                                          Work::sheetwise);
  shop.wishes = read_wishes(table);
  const Paper first = read_paper(table);
  shop.sheet = first.sheet;
  shop.grain = first.grain;
  shop.papers = {first};
  for (Table& other : table.tables("other", {0, 20})) shop.papers.push_back(read_paper(other));
  shop.flip = table.choice<Flip>(
      "flip", {{"short-edge", Flip::short_edge}, {"long-edge", Flip::long_edge}});
  shop.trim_box = table.optional_choice<TrimBox>(
      "trim_box", {{"net", TrimBox::net}, {"sheet", TrimBox::sheet}}, TrimBox::net);
  shop.gutter = table.length("gutter", strip);
}

void read_stacking(Table table, Shop& shop) {
  shop.stacking = table.optional_choice<Stacking>(
      "order",
      {{"cut-and-stack", Stacking::cut_and_stack}, {"step-and-repeat", Stacking::step_and_repeat}},
      Stacking::cut_and_stack);
  shop.delivery = table.optional_choice<Delivery>(
      "delivery", {{"face-down", Delivery::face_down}, {"face-up", Delivery::face_up}},
      Delivery::face_down);
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
  shop.extras = {table.optional_flag("registration", true), table.optional_flag("colour_bar", true),
                 table.optional_flag("sheet_code", true)};
}

void read_file(Table table, Shop& shop) {
  shop.sheets_per_file = static_cast<std::uint32_t>(table.integer("sheets", {1, 100'000}));
  const auto kind = [&](const char* key, FileKind if_absent) {
    return table.optional_choice<FileKind>(
        key, {{"PDF/X-4", FileKind::pdf_x4}, {"PDF/VT-1", FileKind::pdf_vt1}}, if_absent);
  };
  shop.file_kind = kind("kind", FileKind::pdf_x4);
  shop.one_up_kind = kind("one_up", FileKind::pdf_vt1);
}

void read_inks(Table table, Shop& shop) {
  shop.spots = table.optional_choice<Spots>(
      "spots", {{"keep", Spots::kept}, {"convert", Spots::converted}}, Spots::kept);
  shop.ink_limit =
      static_cast<std::uint32_t>(table.optional_integer("limit", {100, 400}).value_or(0));
}

bool alike(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(one, other, {}, lower, lower);
}

// Each operation has a plate of its own, which no process plate may be.
void read_finishing_inks(Table table, FinishingInks& inks) {
  const std::pair<const char*, std::string*> all[] = {
      {"cutting", &inks.cutting}, {"perforating", &inks.perforating}, {"creasing", &inks.creasing},
      {"folding", &inks.folding}, {"stapling", &inks.stapling},       {"gluing", &inks.gluing}};
  std::vector<std::string> taken{"Barcode", "CodingMarking"};  // of the areas for codes
  for (const auto& [key, name] : all) {
    *name = table.optional_text(key, {1, 60}).value_or(*name);
    if (ink::is_reserved(*name) ||
        std::ranges::any_of(taken, [&](const auto& other) { return alike(other, *name); })) {
      table.error(key, "finishing-ink-taken",
                  {fmt::format("L’encre de façonnage «\u00a0{}\u00a0» porte un nom déjà pris.",
                               reading::shown(*name)),
                   fmt::format("The finishing ink \"{}\" has a name that is taken.",
                               reading::shown(*name))},
                  {"Donnez à chaque opération une encre d’un nom à elle seule, autre que Cyan, "
                   "Magenta, Yellow, Black, All, None, Barcode et CodingMarking.",
                   "Give each operation an ink with a name of its own, other than Cyan, Magenta, "
                   "Yellow, Black, All, None, Barcode and CodingMarking."});
    }
    taken.push_back(*name);
  }
}

void read_finishing(Table table, Finishing& finishing) {
  finishing.in = table.optional_choice<FinishingIn>("in",
                                                    {{"sheet", FinishingIn::sheet},
                                                     {"separate", FinishingIn::separate},
                                                     {"none", FinishingIn::none}},
                                                    FinishingIn::none);
  read_finishing_inks(table.optional_table("inks"), finishing.inks);
}

Shift read_shift(Table table) {
  constexpr reading::Lengths shift{-(5_mm), 5_mm};
  return {table.optional_length("right", shift).value_or(Length{}),
          table.optional_length("down", shift).value_or(Length{})};
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
  if (std::ranges::all_of(shop.papers, [&](const Paper& paper) {
        return paper.sheet.width > clear.left + clear.right &&
               paper.sheet.height > clear.top + clear.bottom;
      })) {
    return;
  }
  root.error(
      "sheet", "sheet-without-room",
      {"Marges et prise de pinces ne laissent rien à imprimer sur une feuille.",
       "Margins and gripper leave nothing of a sheet to print on."},
      {"Vérifiez [sheet], [margins] et [gripper]\u00a0: les longueurs se donnent avec leur unité.",
       "Check [sheet], [margins] and [gripper]: lengths are given with their unit."});
}

Shop read_tables(Table root, const std::vector<world::Path>& folders) {
  Shop shop;
  root.integer("format", {1, 1});
  shop.title = root.text("title");
  shop.gripper = read_gripper(root.optional_table("gripper"));
  Table sheet = root.table("sheet");
  read_sheet(sheet, shop);
  check_flip(sheet, shop);
  read_stacking(root.optional_table("stacking"), shop);
  shop.margins = read_margins(root.table("margins"));
  shop.lift = read_lift(root.table("lift"));
  read_marks(root.table("marks"), shop);
  read_file(root.table("files"), shop);
  read_inks(root.optional_table("inks"), shop);
  read_finishing(root.optional_table("finishing"), shop.finishing);
  shop.back_shift = read_shift(root.optional_table("back"));
  shop.condition = read_condition(root.table("condition"), folders);
  return shop;
}

finding::Finding unknown_shop(const std::string& file, const std::string& name) {
  return {finding::Severity::error,
          "unknown-shop",
          {file, 0, 0},
          {fmt::format("Il n’y a pas d’imprimeur «\u00a0{}\u00a0» dans l’espace de travail.",
                       reading::shown(name)),
           fmt::format("The workspace has no print shop \"{}\".", reading::shown(name))},
          {"Copiez shops/default.toml sous ce nom et adaptez-le, ou corrigez le nom : shop dans "
           "order.toml, ou --shop.",
           "Copy shops/default.toml under that name and adapt it, or correct the name: shop in "
           "order.toml, or --shop."}};
}

}  // namespace

std::optional<Grain> grain_of(const Shop& shop, Size sheet) {
  if (sheet == shop.sheet) return shop.grain;
  const auto paper = std::ranges::find(shop.papers, sheet, &Paper::sheet);
  return paper == shop.papers.end() ? std::nullopt : paper->grain;
}

std::vector<Paper> papers_of(const Shop& shop) {
  return shop.papers.empty() ? std::vector{Paper{shop.sheet, shop.grain}} : shop.papers;
}

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
