// The codes as a stranger's reader meets them: on the paper, with nothing of ours but the places.
#include "finished.h"
#include "picture.h"

#include <regex>

using namespace imprimatur;
using namespace imprimatur::strangers;

namespace {

// What zbar reads on each picture, by the picture's path.
using Readings = std::map<std::string, std::vector<std::string>>;

std::optional<Readings> read_symbols(const std::vector<std::string>& pictures) {
  std::vector<std::string> arguments{"-q", "--nodbus", "--xml", "-Sdisable", "-Sqrcode.enable"};
  arguments.insert(arguments.end(), pictures.begin(), pictures.end());
  const auto result = run("zbarimg", arguments, long_patience);
  if (!result) return std::nullopt;
  const std::regex item("<source href='([^']*)'|<data><!\\[CDATA\\[(.*?)\\]\\]></data>");
  Readings readings;
  std::string picture;
  for (std::sregex_iterator it(result->output.begin(), result->output.end(), item), end; it != end;
       ++it)
    if ((*it)[1].matched)
      picture = (*it)[1];
    else
      readings[picture].push_back((*it)[2]);
  return readings;
}

// Each place for a leaf on each side, by its line of slots.csv, as a picture of its own: on a whole
// sheet a reader may miss one symbol among eight, on a leaf it doesn't.
using Leaves = std::map<std::string, const SlotLine*>;

Leaves cut_leaves(Finished& order, const world::Path& sheets) {
  Leaves leaves;
  Picture page;
  std::uint32_t turned_to = 0;
  for (const SlotLine& slot : order.slots) {
    if (slot.file != sheets.filename()) continue;
    if (slot.page() != turned_to) {
      turned_to = slot.page();
      page = read_picture(order.picture(sheets, turned_to));
    }
    const impose::Cell& cell = order.prepared->run.layout.cells(slot.which())[slot.slot - 1];
    const world::Path file =
        order.shop.folder / "pictures" /
        fmt::format("{}-{}-{}-leaf.pgm", sheets.stem().string(), turned_to, slot.slot);
    write_grey(part(page, cell.trim, Finished::per_inch), file);
    leaves[file.string()] = &slot;
  }
  return leaves;
}

// The codes without their hyphens, by serial.
std::vector<std::string> raw_codes(Finished& order) {
  std::vector<std::string> all;
  for (const std::string& code : order.shop.codes())
    all.push_back(std::get<codes::Code>(codes::parse_code(code)).raw());
  return all;
}

}  // namespace

TEST_CASE(
    "zbar reads the code of every pass once, on the leaf where slots.csv says, and no other") {
  Finished& order = finished();
  const std::vector<std::string> codes = raw_codes(order);
  REQUIRE(codes.size() == 150);
  std::vector<int> met(codes.size());
  std::string wrong;  // places; never what was read there
  for (const world::Path& sheets : order.sheet_files()) {
    if (!order.render(sheets)) return;
    const Leaves leaves = cut_leaves(order, sheets);
    std::vector<std::string> pictures;
    for (const auto& [picture, slot] : leaves) pictures.push_back(picture);
    auto readings = read_symbols(pictures);
    if (!readings) return;
    for (const auto& [picture, slot] : leaves) {
      std::vector<std::string> must;
      if (slot->serial != 0 && slot->side == "front") {
        must.push_back(codes.at(slot->serial - 1));
        ++met.at(slot->serial - 1);
      }
      if ((*readings)[picture] != must) wrong += slot->place() + "\n";
    }
  }
  CHECK(wrong == "");
  CHECK(std::ranges::all_of(met, [](int times) { return times == 1; }));
}
