// What each slot of a sheet says for itself. For the sources of this room.
#pragma once

#include "codes/matrix.h"
#include "press/press.h"

#include <string_view>
#include <vector>

namespace imprimatur::press {

// The texts are empty in a void slot and on a blank leaf. A leaf that is no pass has a carnet and
// nothing else. The same for both sides.
struct Slot {
  impose::Content content;
  std::optional<codes::Serial> serial;
  std::string serial_text, carnet, rank, code;
  codes::Matrix matrix;

  std::string_view text_of(page::Variable variable) const;
};

class SlotFiller {
 public:
  SlotFiller(const Job& job, const impose::StockPlan& stock);
  // Sets `slots` (kept from sheet to sheet for its memory) to those of `sheet`, counted from 0.
  void fill(std::uint32_t sheet, std::vector<Slot>& slots) const;

 private:
  const Job& job_;
  const impose::StockPlan& stock_;
  std::uint32_t passes_;  // in a booklet

  void fill_pass(std::uint32_t carnet, std::uint32_t pass, Slot& slot) const;
};

}  // namespace imprimatur::press
