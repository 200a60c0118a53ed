// The characters of a page, asked for by place. For this room's own sources.
#pragma once

#include "verify/expected.h"
#include "verify/pdf_reader.h"

#include <string>
#include <vector>

namespace imprimatur::verify {

class Letters {
 public:
  explicit Letters(std::vector<Character> characters);

  // Those whose middle lies in the box, in the direction of the turn, whatever order they were
  // found in.
  std::string read(const Rect& box, Turn turn) const;
  // The same characters are then no longer among the strays.
  void strike(const Rect& box);
  // Those whose middle lies in the box, in reading order, struck or not.
  std::string within(const Rect& box) const;
  // All that was not struck, in reading order.
  std::string strays() const;

 private:
  std::vector<Character> characters_;
  std::vector<bool> struck_;
};

// How often "XXXX-XXXX-XXXX-XXXX", in the alphabet of codes, stands in a text without spaces.
std::size_t code_like(const std::string& text);

}  // namespace imprimatur::verify
