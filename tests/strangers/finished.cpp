#include "finished.h"

#include "flow/passes.h"
#include "flow/reprint.h"

#include <sstream>
#include <stdexcept>

namespace imprimatur::strangers {

void replace(std::string& text, const std::string& was, const std::string& is) {
  const auto at = text.find(was);
  if (at == std::string::npos) throw std::runtime_error("what tests change has changed: " + was);
  text.replace(at, was.size(), is);
}

void insist(const flow::Outcome& outcome) {
  if (outcome.exit != flow::Exit::done) throw std::runtime_error(flow::errors(outcome));
}

namespace {

std::string order() {
  std::string toml = world::read_file(flow::house().samples() / "departement-exemple/order.toml");
  replace(toml, "carnets     = 22", "carnets     = 15");
  replace(toml, "carnets = 12", "carnets = 5");
  return toml;
}

template <typename Number>
void take(const std::string& text, Number& into) {
  if (!text.empty() && text != "VOID") into = static_cast<Number>(std::stoull(text));
}

std::vector<SlotLine> slots_of(const world::Path& file) {
  std::istringstream in(world::read_file(file));
  std::vector<SlotLine> lines;
  std::string text;
  for (std::getline(in, text); std::getline(in, text);) {
    if (text.ends_with('\r')) text.pop_back();
    std::array<std::string, 7> columns;
    std::istringstream line(text);
    for (std::string& column : columns) std::getline(line, column, ',');
    SlotLine slot{.file = columns[0], .side = columns[2]};
    take(columns[1], slot.sheet);
    take(columns[3], slot.slot);
    take(columns[4], slot.carnet);
    take(columns[5], slot.leaf);
    take(columns[6], slot.serial);
    lines.push_back(slot);
  }
  return lines;
}

std::vector<world::Path> files_in(const world::Path& folder, std::string_view prefix) {
  std::vector<world::Path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(prefix)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

// That its sheets were read back whole is taken for granted here.
void print_again(flow::Shop& shop) {
  const auto now = shop.desk.world.now();
  const auto batch = shop.batch();
  const crypto::Digest manifest = batch.sheets.back().manifest;
  if (!flow::open_ledger(shop.workspace)
           .verified(shop.id, {manifest, batch.sheets.back().passes, true, true, {}}, now))
    throw std::runtime_error("no verification");
  insist(shop.printed());
  flow::Choice sheets;
  sheets.sheets = {{3, 3}};
  insist(flow::spoil(shop.desk, shop.workspace, shop.id, {sheets, false, "l’atelier", "bourrage"}));
  insist(flow::reprint(shop.desk, shop.workspace, shop.id,
                       {shop.folder / "again", {}, false, {"Mme Martin", "M. Durand"}, "", ""}));
}

}  // namespace

Finished::Finished() {
  shop.id = "2026-0147";
  shop.write_order(order());
  insist(shop.bat());
  insist(shop.approve());
  insist(shop.pay(1500));
  insist(shop.press());
  const ledger::Batch batch = shop.batch();
  const ledger::Released& release = *batch.release;
  prepared.emplace(flow::prepare(shop.desk, shop.workspace, shop.id, *batch.latest(),
                                 {release.shop, release.shop_file}, release.epoch));
  slots = slots_of(folder() / "slots.csv");
  print_again(shop);
  world::make_folder(shop.folder / "pictures");
}

std::vector<world::Path> Finished::sheet_files() const {
  return files_in(folder(), "sheets-");
}

std::vector<world::Path> Finished::reprint_files() const {
  return files_in(shop.folder / "again", "reprint-");
}

std::vector<world::Path> Finished::pdfs() const {
  std::vector<world::Path> files = sheet_files();
  for (world::Path& file : reprint_files()) files.push_back(std::move(file));
  files.push_back(folder() / "bordereaux.pdf");
  files.push_back(bat());
  return files;
}

std::optional<world::ChildResult> Finished::render(const world::Path& sheets) {
  const std::string name = sheets.stem().string();
  const auto known = rendered_.find(name);
  if (known != rendered_.end()) return known->second;
  return rendered_[name] = run("pdftoppm",
                               {"-gray", "-r", fmt::format("{}", per_inch), sheets.string(),
                                (shop.folder / "pictures" / name).string()},
                               long_patience);
}

// pdftoppm gives the page as many digits as the last one has.
world::Path Finished::picture(const world::Path& sheets, std::uint32_t page) const {
  const std::string name = sheets.stem().string();
  for (const int digits : {1, 2, 3})
    if (const auto path =
            shop.folder / "pictures" / fmt::format("{}-{:0{}}.pgm", name, page, digits);
        std::filesystem::exists(path))
      return path;
  throw std::runtime_error(fmt::format("no picture of page {} of {}", page, name));
}

Finished& finished() {
  static Finished order;
  return order;
}

}  // namespace imprimatur::strangers
