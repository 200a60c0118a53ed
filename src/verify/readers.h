// One file, read by all cores at once. For this room's own sources.
//
// Each thread has a reader of its own: poppler's documents are not to be shared. Only reading is
// done so; what was read is judged one side after the other, so that the findings and their order
// are the same however many threads there are.
#pragma once

#include "verify/sheet_check.h"

#include <optional>
#include <vector>

namespace imprimatur::verify {

struct SideToRead {
  std::uint32_t sheet = 0;  // from 0 within the file
  Side side = Side::front;
  std::vector<Slot> slots;             // moved into the reading
  std::optional<SideReading> reading;  // nullopt where the page can't be read
  std::uint32_t page() const { return 2 * sheet + (side == Side::back ? 1 : 0); }
};

class Readers {
 public:
  explicit Readers(world::Path file);

  // How many sides are best read together: enough for every core, few enough to stop soon.
  std::size_t at_once() const { return threads_ * 4; }
  void read(std::vector<SideToRead>& sides);

 private:
  world::Path file_;
  std::size_t threads_;
  std::vector<PdfReader> readers_;  // opened when first needed
};

}  // namespace imprimatur::verify
