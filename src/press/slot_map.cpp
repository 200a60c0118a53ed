#include "press/slot_map.h"

#include <fmt/format.h>

#include <iterator>

namespace imprimatur::press {

SlotMap::SlotMap(const world::Path& folder) : file_(folder, "slots.csv") {
  lines_ = "file,sheet,side,slot,carnet,leaf,serial\r\n";
}

void SlotMap::add(std::string_view file, std::uint32_t sheet, const impose::StockPlan& stock,
                  const std::vector<Slot>& slots) {
  const auto out = std::back_inserter(lines_);
  const std::uint32_t position = stock.booklet[stock.plan.leaf_of(sheet)].position + 1;
  for (const std::string_view side : {"front", "back"}) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const Slot& slot = slots[i];
      fmt::format_to(out, "{},{},{},{},", file, sheet + 1, side, i + 1);
      if (!slot.leaf) {
        lines_ += "VOID,,\r\n";
        continue;
      }
      fmt::format_to(out, "{},{},", slot.leaf->carnet + 1, position);
      if (slot.serial) fmt::format_to(out, "{}", slot.serial->number());
      lines_ += "\r\n";
    }
  }
  if (lines_.size() > 1u << 16) flush();
}

FileDigest SlotMap::commit() {
  flush();
  return file_.commit();
}

void SlotMap::flush() {
  file_.write(lines_);
  lines_.clear();
}

}  // namespace imprimatur::press
