// Which sheets are read. For this room's own sources.
#pragma once

#include "verify/verify.h"

namespace imprimatur::verify {

// Asked once for each sheet of all files, in order. Every set of `sample` sheets is as likely as
// any other (Knuth, TAOCP 2, 3.4.2, algorithm S), and the same seed chooses the same.
class Sample {
 public:
  Sample(const Choice& choice, const Expected& expected);
  bool takes(const SheetFile& file, std::uint32_t sheet);

 private:
  bool drawn();
  const Expected& expected_;
  bool all_;
  std::uint64_t wanted_, left_;
  std::uint64_t state_;
};

}  // namespace imprimatur::verify
