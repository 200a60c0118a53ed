// QR symbols on a canvas.
#include "pdf/canvas.h"
#include "pdf/file.h"
#include "pdf/matrix.h"
#include "pdf/number.h"

#include <array>
#include <bit>

namespace imprimatur::pdf {
namespace {

constexpr std::uint32_t side = codes::Matrix::size;

// Rectangles in the making, in a buffer that holds the most there can be: this runs for every pass.
class Rectangles {
 public:
  void add(std::uint32_t x, std::uint32_t y, std::uint32_t width, std::uint32_t height) {
    put(x);
    put(y);
    put(width);
    put(height);
    for (const char c : {'r', 'e', '\n'}) *end_++ = c;
  }
  std::string_view text() const {
    return {text_.data(), static_cast<std::size_t>(end_ - text_.data())};
  }

 private:
  // At most 11 runs a row, each "20 20 20 20 re\n".
  std::array<char, side * 11 * 15> text_;
  char* end_ = text_.data();

  void put(std::uint32_t value) {
    if (value >= 10) *end_++ = static_cast<char>('0' + value / 10);
    *end_++ = static_cast<char>('0' + value % 10);
    *end_++ = ' ';
  }
};

// Every dark run, once, stretched up and down over all rows that are dark along it. Rectangles that
// overlap, rather than ones that touch, leave no hairline between rows for a rasteriser to show.
void append_modules(std::string& out, Modules rows) {
  for (std::uint32_t& row : rows) row &= (1u << side) - 1;
  Rectangles rectangles;
  Modules covered{};
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t left = rows[y] & ~covered[y]; left != 0; left = rows[y] & ~covered[y]) {
      // The whole run around the first dark module that no rectangle covers yet.
      const auto seed = static_cast<std::uint32_t>(std::countr_zero(left));
      const auto lead = static_cast<std::uint32_t>(std::countl_one(rows[y] << (31 - seed)));
      const std::uint32_t x = seed + 1 - lead;
      const auto width = static_cast<std::uint32_t>(std::countr_one(rows[y] >> x));
      const std::uint32_t run = ((1u << width) - 1) << x;
      std::uint32_t top = y, bottom = y;
      while (top > 0 && (rows[top - 1] & run) == run) --top;
      while (bottom + 1 < side && (rows[bottom + 1] & run) == run) ++bottom;
      for (std::uint32_t row = top; row <= bottom; ++row) covered[row] |= run;
      rectangles.add(x, top, width, bottom + 1 - top);
    }
  }
  out += rectangles.text();
}

}  // namespace

void Canvas::symbol(const page::Symbol& symbol, const Modules& modules,
                    const measure::Placement& at) {
  set_overprint(is_black_alone(file_->printed(symbol.colour)) ? Overprint::fills : Overprint::none);
  set_colour(symbol.colour, Role::fill);
  content_ += "q ";
  // One unit is a module, y down as the rows are.
  const Scale module{rounded_division(symbol.module.micrometres() * 9'000'000, 3175)};
  append_matrix(content_, at.turn, module, {-module.millionths});
  point(at(symbol.origin));
  content_ += "cm\n";
  append_modules(content_, modules);
  content_ += "f Q\n";
}

}  // namespace imprimatur::pdf
