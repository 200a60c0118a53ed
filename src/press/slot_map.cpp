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
  for (const std::string_view side : {"front", "back"}) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const Slot& slot = slots[i];
      fmt::format_to(out, "{},{},{},{},", file, sheet + 1, side, i + 1);
      if (slot.content.is_void()) {
        lines_ += "VOID,,\r\n";
        continue;
      }
      if (slot.content.is_blank()) {
        fmt::format_to(out, "{},BLANK,\r\n", *slot.content.carnet + 1);
        continue;
      }
      fmt::format_to(out, "{},{},", *slot.content.carnet + 1,
                     stock.booklet[*slot.content.leaf].position + 1);
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
