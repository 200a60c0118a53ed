// A PDF as poppler sees it. For this room's own sources; poppler itself stays in the .cpp.
#pragma once

#include "measure/measure.h"
#include "world/files.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::verify {

// What a reader makes of a page's boxes, from the top-left corner of the MediaBox.
struct PageBoxes {
  measure::Size media;
  measure::Rect trim, bleed;
};

// A character and the centre of its box; '?' for what is not ASCII.
struct Character {
  char what = '?';
  measure::Point centre;
};

// How much care a picture is made with. `quick` has two pixels to a module of 0.34 mm, each black
// or white, tints as dots, and costs a tenth: what can be read in it can be read anywhere, what
// can't is looked at again. `fine` has four, in greys.
enum class Care : std::uint8_t { quick, fine };

// Rows from the top. `fine`: a byte a pixel. `quick`: a bit a pixel, the leftmost the highest, set
// where it is white, and so many columns more that a row has whole groups of 32.
struct Picture {
  Care care = Care::fine;
  int width = 0, height = 0;
  std::vector<std::uint8_t> rows;

  bool empty() const { return rows.empty(); }
  // 0 is black, 255 is white.
  std::uint8_t grey(int x, int y) const {
    const auto at =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    if (care == Care::fine) return rows[at];
    return (rows[at / 8] >> (7 - at % 8) & 1) != 0 ? 255 : 0;
  }
  bool operator==(const Picture&) const = default;
};

// Red, green and blue, rows from the top without padding; five pixels a millimetre.
struct Colours {
  static constexpr int per_millimetre = 5;
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
};

// The nearest boundary between pixels, and the pixel that this point lies in.
int pixels(measure::Length length, Care care);
int pixels_down(measure::Length length, Care care);
// In points, of the pixel of this number from the one whose edge is nearest to `start`.
double middle_of_pixel(measure::Length start, int number, Care care);

enum class Unreadable : std::uint8_t { damaged, locked };

class PdfReader {
 public:
  static std::variant<PdfReader, Unreadable> open(const world::Path& file);
  // A PDF in memory; `bytes` outlive the reader.
  static std::variant<PdfReader, Unreadable> read(const std::string& bytes);
  PdfReader(PdfReader&&) noexcept;
  PdfReader& operator=(PdfReader&&) noexcept;
  ~PdfReader();

  std::uint32_t pages() const;
  // Makes the page of this index (from 0) the one that the others speak of. False where it can't be
  // read.
  bool turn_to(std::uint32_t page);
  PageBoxes boxes() const;
  // In poppler's reading order, words kept together, without spaces.
  std::vector<Character> text() const;
  // The area, cut at the page's edge; empty where nothing of it is on the page.
  Picture picture(const measure::Rect& area, Care care) const;
  // The whole page, turned; empty where poppler can't.
  Colours colours(measure::Turn turn) const;

 private:
  struct State;
  explicit PdfReader(std::unique_ptr<State> state);
  static std::variant<PdfReader, Unreadable> opened(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::verify
