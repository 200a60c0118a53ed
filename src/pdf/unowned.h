// For this room's own sources.
#pragma once

#include "pdf/canvas.h"

namespace imprimatur::pdf {

class Canvas::Unowned {
 public:
  explicit Unowned(Canvas& canvas);
  ~Unowned();
  Unowned(const Unowned&) = delete;
  Unowned& operator=(const Unowned&) = delete;

 private:
  Canvas& canvas_;
  bool alone_;
};

}  // namespace imprimatur::pdf
