#include "ways.h"

#include "../flow/spot_logo.h"
#include "finished.h"

#include <algorithm>
#include <map>
#include <memory>

namespace imprimatur::strangers {
namespace {

constexpr const char* template_spot = "PANTONE 2748 C";
constexpr const char* logo_spot = "Encre maison";

// Three booklets of three passes, or three passes alone, of the template with a spot ink: approved
// and paid.
class Order : public flow::Shop {
 public:
  explicit Order(const std::string& product) {
    const bool booklets = product != "pass-single";
    std::string own = world::read_file(flow::house().templates() / product / "template.toml");
    replace(own, "process = [100, 70, 0, 40]",
            fmt::format("process = [100, 70, 0, 40]\nspot = \"{}\"", template_spot));
    if (booklets) replace(own, "count = 10", "count = 3");
    world::make_folder(folder / "order/own");
    world::write_file(folder / "order/own/template.toml", own);
    world::write_file(folder / "order/logos/maison.pdf", flow::logo_with_spot(logo_spot));
    std::string toml = flow::order_toml(id, 3, "Trois pass pour le numérique.");
    replace(toml, "\"carnet-10\"", "\"./own\"");
    replace(toml, "[[delivery]]",
            "[[logo]]\nzone = \"funder\"\nfile = \"logos/maison.pdf\"\nalt = \"Maison\"\n"
            "[[delivery]]");
    write_order(toml);
    insist(bat());
    insist(approve());
    insist(pay(booklets ? 90 : 30));
  }
};

Order& order_of(const std::string& product) {
  static std::map<std::string, std::unique_ptr<Order>> orders;
  auto& order = orders[product];
  if (!order) order = std::make_unique<Order>(product);
  return *order;
}

std::string said(shop::FileKind kind) {
  return kind == shop::FileKind::pdf_vt1 ? "PDF/VT-1" : "PDF/X-4";
}

std::string said(shop::Spots spots) {
  return spots == shop::Spots::converted ? "convert" : "keep";
}

std::string said(shop::FinishingIn in) {
  switch (in) {
    case shop::FinishingIn::sheet: return "sheet";
    case shop::FinishingIn::separate: return "separate";
    case shop::FinishingIn::none: break;
  }
  return "none";
}

// Two places a sheet and lifts of one booklet a pile: the first lift is full, the last has a VOID
// place on each sheet.
std::string shop_file(const Scheme& scheme, const Way& way, const world::Path& shipped) {
  std::string toml = world::read_file(shipped);
  for (const Exchange& exchange : scheme.shop) replace(toml, exchange.was, exchange.is);
  replace(toml, "gutter ", fmt::format("{}\ngutter ", scheme.grid));
  replace(toml, "height = \"40 mm\"", scheme.lift);
  replace(toml, "in = \"none\"", fmt::format("in = \"{}\"", said(way.finishing)));
  replace(toml, "[inks]\n", fmt::format("[inks]\nspots = \"{}\"\n", said(way.spots)));
  replace(toml, "[files]\n",
          fmt::format("[files]\nkind = \"{0}\"\none_up = \"{0}\"\n", said(way.kind)));
  return toml;
}

}  // namespace

const std::vector<Scheme>& schemes() {
  const std::set<std::string> booklet{"Cutting", "Perf",    "Crease",
                                      "Staple",  "Barcode", "CodingMarking"};
  const std::set<std::string> spreads{"Cutting", "Perf",    "Fold",
                                      "Staple",  "Barcode", "CodingMarking"};
  const std::set<std::string> pass{"Cutting", "Barcode", "CodingMarking"};
  const auto work = [](const char* how) {
    return Exchange{"gutter ", fmt::format("work = \"{}\"\ngutter ", how)};
  };
  const auto stacking = [](const char* how) {
    return Exchange{"[gripper]", fmt::format("[stacking]\n{}\n\n[gripper]", how)};
  };
  const Exchange long_edge{"\"short-edge\"", "\"long-edge\""};
  static const std::vector<Scheme> all{
      {"sheetwise, short edge", "carnet-10", booklet},
      {"sheetwise, long edge", "carnet-10", booklet, {long_edge}},
      {"work-and-turn", "carnet-10", booklet, {long_edge, work("work-and-turn")}},
      {"work-and-tumble", "carnet-10", booklet, {work("work-and-tumble")}, "columns = 2\nrows = 1"},
      {"step-and-repeat", "carnet-10", booklet, {stacking("order = \"step-and-repeat\"")}},
      {"face-up", "carnet-10", booklet, {stacking("delivery = \"face-up\"")}},
      {"saddle stitch", "carnet-pique", spreads},
      {"gathered on a large sheet",
       "carnet-10",
       booklet,
       {{"\"450 mm\"", "\"520 mm\""},
        {"\"320 mm\"", "\"740 mm\""},
        {"edge  = \"left\"", "edge  = \"bottom\""}},
       "columns = 1\nrows = 2"},
      {"passes alone", "pass-single", pass, {}, "columns = 1\nrows = 2", "sheets = 1", 1, 2},
      {"one-up", "carnet-10", booklet, {}, "columns = 1\nrows = 2", "sheets = 3", 2, 4, true},
      {"one-up of spreads",
       "carnet-pique",
       spreads,
       {},
       "columns = 1\nrows = 2",
       "sheets = 3",
       2,
       4,
       true}};
  return all;
}

std::string Way::name() const {
  return fmt::format("{}, spots {}, finishing {}", said(kind), said(spots), said(finishing));
}

const std::vector<Way>& every_way() {
  static const std::vector<Way> all = [] {
    std::vector<Way> ways;
    for (const auto kind : {shop::FileKind::pdf_x4, shop::FileKind::pdf_vt1})
      for (const auto spots : {shop::Spots::kept, shop::Spots::converted})
        for (const auto in :
             {shop::FinishingIn::none, shop::FinishingIn::sheet, shop::FinishingIn::separate})
          ways.push_back({kind, spots, in});
    return ways;
  }();
  return all;
}

const std::set<std::string>& spot_inks() {
  static const std::set<std::string> all{template_spot, logo_spot};
  return all;
}

std::unique_ptr<Pressed> press(const Scheme& scheme, const Way& way, std::uint32_t sheet) {
  Order& order = order_of(scheme.product);
  auto pressed = std::make_unique<Pressed>();
  const flow::Workspace workspace{pressed->folder / "workspace"};
  std::filesystem::copy(order.workspace.root, workspace.root,
                        std::filesystem::copy_options::recursive);
  world::write_file(workspace.shop("default"), shop_file(scheme, way, workspace.shop("default")));
  const world::Path out = pressed->folder / "out";
  insist(flow::press(order.desk, workspace, order.id,
                     {out, flow::SheetRange{sheet, sheet}, std::nullopt, scheme.one_up}));
  pressed->ticket = world::read_file(out / "job.xjdf");
  for (const auto& entry : std::filesystem::directory_iterator(out)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".pdf")) continue;
    if (name.starts_with("sheets-") || name.starts_with("oneup-")) {
      pressed->sheets.push_back(entry.path());
    } else if (name.starts_with("finishing-")) {
      pressed->finishing.push_back(entry.path());
    } else {
      pressed->papers.push_back(entry.path());
    }
  }
  return pressed;
}

}  // namespace imprimatur::strangers
