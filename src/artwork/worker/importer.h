// A page of a PDF as a form: its contents and all they use, in press colours, and nothing else.
#pragma once

#include "artwork/worker/workshop.h"
#include "measure/measure.h"

#include <qpdf/QPDF.hh>

namespace imprimatur::artwork {

// What natural_size refuses is refused. In points, as PDF counts.
struct Frame {
  double left = 0, bottom = 0, right = 0, top = 0;  // what is seen of the page's own space
  int turn = 0;                                     // clockwise, 0, 90, 180 or 270
  double scale = 1;                                 // points to one unit of that space
};

// Refused where something in it can't be prepared. Object 0 is the frame, whose transparency group
// is in /DeviceCMYK where the drawing is transparent.
page::Form import_page(Workshop& workshop, QPDF& file, QPDFObjectHandle page, const Frame& frame);

// The size of a form for a width and a height in points. Refused unless both are 0.1 mm to 5 m, and
// neither is more than 200 times the other.
measure::Size natural_size(double width, double height);
// "/BBox [ 0 0 w h ]" of it.
std::string box_text(const measure::Size& natural);

}  // namespace imprimatur::artwork
