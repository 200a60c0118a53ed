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

// Grey, 0 is black, rows from the top without padding.
struct Picture {
  Care care = Care::fine;
  int width = 0, height = 0;
  std::vector<std::uint8_t> grey;
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
  // The area, cut at the page's edge; empty (0 × 0) where nothing of it is on the page.
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
