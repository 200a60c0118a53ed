// Square Data Matrix symbols (ISO/IEC 16022, ECC 200), drawn by zint: small marks for the cameras
// and hand scanners of a print shop, never for a pass. See docs/decisions/0009.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace imprimatur::codes {

// Top row first; bit x of a row is the module in column x, counted from the left. 1 is dark. The
// quiet zone of one module around it is the drawer's to keep free.
struct DataMatrix {
  std::vector<std::uint64_t> rows;

  std::uint32_t size() const { return static_cast<std::uint32_t>(rows.size()); }
  bool dark(std::uint32_t x, std::uint32_t y) const { return (rows[y] >> x & 1) != 0; }
  bool operator==(const DataMatrix&) const = default;
};

// The smallest square that holds `text`: printable ASCII, at least one character. What doesn't fit
// in 64 × 64 modules (280 code words) or holds other characters is finding::Failure.
DataMatrix data_matrix_of(std::string_view text);

}  // namespace imprimatur::codes
