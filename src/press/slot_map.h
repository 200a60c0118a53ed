// slots.csv: which leaf lies where (docs/formats/press-folder.md). For the sources of this room.
#pragma once

#include "press/output.h"
#include "press/slot.h"

namespace imprimatur::press {

class SlotMap {
 public:
  explicit SlotMap(const world::Path& folder);
  // Both sides of a sheet, counted from 0.
  void add(std::string_view file, std::uint32_t sheet, const impose::StockPlan& stock,
           const std::vector<Slot>& slots);
  FileDigest commit();

 private:
  DigestedFile file_;
  std::string lines_;

  void flush();
};

}  // namespace imprimatur::press
