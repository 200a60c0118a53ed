// Sheet codes out of pictures of sheets, by ZXing, without its headers: see sheet_code.cpp.
#pragma once

#include "measure/measure.h"

#include <poppler-image.h>

#include <string>

namespace imprimatur::press {

// What the Data Matrix symbol within the box says; empty where none can be read. The picture is
// grey, at reader::resolution.
std::string read_sheet_code(const poppler::image& picture, const measure::Rect& box);

}  // namespace imprimatur::press
