// QR and Data Matrix symbols on a canvas.
#include "pdf/canvas.h"
#include "pdf/file.h"
#include "pdf/matrix.h"
#include "pdf/number.h"
#include "pdf/unowned.h"

#include <array>
#include <bit>
#include <limits>
#include <span>

namespace imprimatur::pdf {
namespace {

// Rectangles in the making, in a buffer that holds the most there can be: this runs for every pass.
template <std::uint32_t side>
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
  // At most every other module of a row begins a run, each "20 20 20 20 re\n".
  std::array<char, side*((side + 1) / 2) * 15> text_;
  char* end_ = text_.data();

  void put(std::uint32_t value) {
    if (value >= 10) *end_++ = static_cast<char>('0' + value / 10);
    *end_++ = static_cast<char>('0' + value % 10);
    *end_++ = ' ';
  }
};

// Every dark run, once, stretched up and down over all rows that are dark along it. Rectangles that
// overlap, rather than ones that touch, leave no hairline between rows for a rasteriser to show.
template <std::uint32_t most, typename Row>
void append_modules(std::string& out, std::span<const Row> rows) {
  constexpr int bits = std::numeric_limits<Row>::digits;
  const auto side = static_cast<std::uint32_t>(rows.size());
  Rectangles<most> rectangles;
  std::array<Row, most> covered{};
  for (std::uint32_t y = 0; y < side; ++y) {
    for (Row left = rows[y] & ~covered[y]; left != 0; left = rows[y] & ~covered[y]) {
      // The whole run around the first dark module that no rectangle covers yet.
      const int seed = std::countr_zero(left);
      const int x = seed + 1 - std::countl_one(rows[y] << (bits - 1 - seed));
      const int width = std::countr_one(rows[y] >> x);
      const Row run = (width == bits ? ~Row{0} : (Row{1} << width) - 1) << x;
      std::uint32_t top = y, bottom = y;
      while (top > 0 && (rows[top - 1] & run) == run) --top;
      while (bottom + 1 < side && (rows[bottom + 1] & run) == run) ++bottom;
      for (std::uint32_t row = top; row <= bottom; ++row) covered[row] |= run;
      rectangles.add(static_cast<std::uint32_t>(x), top, static_cast<std::uint32_t>(width),
                     bottom + 1 - top);
    }
  }
  out += rectangles.text();
}

// Finder patterns, ISO/IEC 18004:2015, 6.3.3: each a ring, a light ring and a square.
constexpr int finder = 7, far = codes::Matrix::size - finder;
constexpr std::string_view finder_paths =
    "0 0 7 7 re\n1 1 5 5 re\n2 2 3 3 re\n"
    "14 0 7 7 re\n15 1 5 5 re\n16 2 3 3 re\n"
    "0 14 7 7 re\n1 15 5 5 re\n2 16 3 3 re\n";
static_assert(far == 14);

// The columns of row `y` that no finder pattern has.
constexpr std::uint32_t outside_finders(int y) {
  constexpr std::uint32_t all = (1u << codes::Matrix::size) - 1;
  constexpr std::uint32_t left = (1u << finder) - 1, right = left << far;
  if (y < finder) return all & ~left & ~right;
  return y < far ? all : all & ~left;
}

}  // namespace

void Canvas::begin_modules(const ink::Colour& colour, measure::Length module,
                           const measure::Placement& at) {
  set_overprint(is_black_alone(file_->printed(colour)) ? Overprint::fills : Overprint::none);
  set_colour(colour, Role::fill);
  content_ += "q ";
  // One unit is a module, y down as the rows are.
  const Scale scale{rounded_division(module.micrometres() * 9'000'000, 3175)};
  append_matrix(content_, at.turn, scale, {-scale.millionths});
  point(at.origin);
  content_ += "cm\n";
}

void Canvas::finder_patterns(const page::Symbol& symbol, const measure::Placement& at) {
  const Unowned unowned(*this);
  begin_modules(symbol.colour, symbol.module, {at(symbol.origin), at.turn});
  content_ += finder_paths;
  content_ += "f* Q\n";
}

void Canvas::symbol(const page::Symbol& symbol, const Modules& modules,
                    const measure::Placement& at) {
  const Unowned unowned(*this);
  begin_modules(symbol.colour, symbol.module, {at(symbol.origin), at.turn});
  Modules rows = modules;
  for (int y = 0; y < codes::Matrix::size; ++y)
    rows[static_cast<std::size_t>(y)] &= outside_finders(y);
  append_modules<codes::Matrix::size>(content_, std::span<const std::uint32_t>(rows));
  content_ += "f Q\n";
}

void Canvas::symbol(const codes::DataMatrix& matrix, measure::Length module,
                    const measure::Placement& at) {
  const Unowned unowned(*this);
  begin_modules(ink::black(), module, at);
  append_modules<64>(content_, std::span<const std::uint64_t>(matrix.rows));
  content_ += "f Q\n";
}

}  // namespace imprimatur::pdf
