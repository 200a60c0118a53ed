// The tree of document parts of a PDF/VT file (ISO 16612-2, 6.4; ISO 32000-2, 14.12), written as
// its pages are. For this room's own sources.
//
// A part that holds pages leaves for the file as soon as it ends; of one that holds parts, their
// numbers are kept until then, four bytes each. Numbers of parents are reserved beforehand.
#pragma once

#include "pdf/objects.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::pdf {

class Parts {
 public:
  // A file that is no PDF/VT has no tree: no part may begin.
  Parts(Objects& objects, const DocumentFacts& facts);

  void begin(const PartFacts& facts, Objects& objects);
  void end(Objects& objects);

  // A page, which is about to be written under this number, stands in the open part. What its
  // /DPart has to say, or nothing where the file has no tree.
  std::optional<std::uint32_t> take_page(std::uint32_t page);

  // The tree's root, once every part has ended; nothing where the file has no tree.
  std::optional<std::uint32_t> write_root(Objects& objects);

 private:
  struct Open {
    std::uint32_t number = 0;
    std::string metadata;               // the entry /DPM
    std::uint32_t first = 0, last = 0;  // pages' object numbers; 0 while there is none
    std::vector<std::uint32_t> parts;   // object numbers
  };

  PartLevels levels_;
  std::uint32_t root_ = 0;  // object number
  std::uint32_t top_ = 0;   // of the part that is the whole file
  std::vector<Open> open_;  // one for each level, outermost first

  bool is_wanted() const { return root_ != 0; }
  std::string written(const Open& part, std::uint32_t parent) const;
};

}  // namespace imprimatur::pdf
