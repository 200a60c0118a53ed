// ZXing-cpp, the judge of our symbols, without its headers: see zxing.cpp.
#pragma once

#include "codes/data_matrix.h"
#include "codes/matrix.h"

#include <string>

namespace imprimatur::codes {

struct Read {
  std::string text;  // empty where nothing could be read
  std::string level;
};

// What ZXing's reader makes of the matrix, drawn with its quiet zone.
Read read_by_zxing(const Matrix& matrix);

// What ZXing's reader makes of a Data Matrix symbol; empty where nothing could be read.
std::string read_by_zxing(const DataMatrix& matrix);

// The symbol that ZXing's writer makes of the text at level Q.
Matrix written_by_zxing(const std::string& text);

}  // namespace imprimatur::codes
