// A plain paper, A4 or as large as it is asked for: the one door to libharu. For the sources of this
// room.
//
// libharu keeps the whole document in memory and knows no more than 32 767 pages: fit for papers of
// the office, never for sheets. Positions are from the top-left corner of the page; text is UTF-8
// and is written as to_windows_1252 gives it, in two embedded fonts. Everything throws
// finding::Failure where libharu gives up.
#pragma once

#include "measure/measure.h"
#include "paperwork/fonts.h"
#include "world/world.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace imprimatur::paperwork {

// `made` is the creation date in the file, to the second; nothing else in it depends on time.
struct About {
  std::string title, author;
  world::Instant made;
};

enum class Weight : std::uint8_t { regular, bold };
enum class Tone : std::uint8_t { black, grey, light, pale };

struct Style {
  measure::Length size;
  Weight weight = Weight::regular;
  Tone tone = Tone::black;
};

inline constexpr measure::Size a4{measure::Length::from_millimetres(210),
                                  measure::Length::from_millimetres(297)};

class Document {
 public:
  Document(const Fonts& fonts, const About& about);
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  // An empty page at the end, on which drawing goes on. Either side of it is at most 5 m.
  void add_page(measure::Size paper = a4);
  int pages() const;
  // Drawing goes on there. Pages count from 1.
  void turn_to(int page);

  // `at` is the left end of the baseline.
  void text(measure::Point at, std::string_view words, Style style);
  // The same, turned about that point.
  void turned_text(measure::Placement at, std::string_view words, Style style);
  measure::Length width(std::string_view words, Style style) const;
  void line(measure::Point from, measure::Point to, measure::Length weight, Tone tone);
  void fill(const measure::Rect& area, Tone tone);
  void frame(const measure::Rect& area, measure::Length weight, Tone tone);

  // The bytes of the PDF file. Nothing may be drawn afterwards.
  std::string finish();

 private:
  struct Haru;
  std::unique_ptr<Haru> haru_;
};

}  // namespace imprimatur::paperwork
