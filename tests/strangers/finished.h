// A finished order, made once for the whole program: its BAT, its press folder and what the ledger,
// the frozen pages and the shop say of them.
#pragma once

#include "../flow/shop.h"
#include "../pdf/strangers.h"
#include "flow/release.h"

namespace imprimatur::strangers {

// A line of slots.csv (docs/formats/press-folder.md). `carnet` and `leaf` are 0 where it is VOID,
// `serial` where there is no pass.
struct SlotLine {
  std::string file, side;
  std::uint32_t sheet = 0, slot = 0, carnet = 0, leaf = 0;
  std::uint64_t serial = 0;

  impose::Side which() const { return side == "front" ? impose::Side::front : impose::Side::back; }
  // In its file, from 1.
  std::uint32_t page() const { return 2 * sheet - (side == "front" ? 1 : 0); }
  std::string place() const { return fmt::format("{} {} {} {}", file, sheet, side, slot); }
};

// The sample order with its four logos, fifteen booklets of it: 150 passes, eight leaves on a sheet
// and the last place void on half of them.
class Finished {
 public:
  Finished();

  world::Path folder() const { return shop.folder / "out"; }
  world::Path bat() const { return shop.workspace.order(shop.id) / "v0001/bat.pdf"; }
  std::vector<world::Path> sheet_files() const;
  std::vector<world::Path> reprint_files() const;  // sheet 3 again, whose paper is gone
  std::vector<world::Path> pdfs() const;           // all of these, the slips and the BAT

  // All pages of a sheet file in greys, 200 pixels an inch: NAME-01.pgm and so on in `pictures`.
  // nullopt where poppler isn't installed.
  static constexpr double per_inch = 200;
  std::optional<world::ChildResult> render(const world::Path& sheets);
  world::Path picture(const world::Path& sheets, std::uint32_t page) const;

  flow::Shop shop;
  std::optional<flow::Prepared> prepared;  // document, resources, shop and layout of the run
  std::vector<SlotLine> slots;             // all of slots.csv

 private:
  std::map<std::string, std::optional<world::ChildResult>> rendered_;
};

// Throws where the order can't be finished.
Finished& finished();

// In a text of the house that tests change. Throws where `was` is no longer in it.
void replace(std::string& text, const std::string& was, const std::string& is);

// Throws where a use case refused.
void insist(const flow::Outcome& outcome);

}  // namespace imprimatur::strangers
