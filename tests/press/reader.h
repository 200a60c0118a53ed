// Press sheets as poppler sees them, an outside judge of what was written.
#pragma once

#include "measure/measure.h"

#include <poppler-document.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>

namespace imprimatur::reader {

class Sheets {
 public:
  explicit Sheets(const std::string& file) : document_(poppler::document::load_from_file(file)) {
    if (!document_) throw std::runtime_error("no PDF: " + file);
  }
  int pages() const { return document_->pages(); }
  std::unique_ptr<poppler::page> page(int index) const {
    return std::unique_ptr<poppler::page>(document_->create_page(index));
  }

 private:
  std::unique_ptr<poppler::document> document_;
};

inline measure::Rect to_rect(const poppler::rectf& r) {
  using measure::Length;
  return {{Length::from_points(r.x()), Length::from_points(r.y())},
          {Length::from_points(r.width()), Length::from_points(r.height())}};
}

// The words that lie wholly inside `box`.
inline std::set<std::string> words_in(const poppler::page& page, const measure::Rect& box) {
  std::set<std::string> words;
  for (const auto& word : page.text_list()) {
    const auto bytes = word.text().to_utf8();
    if (box.holds(to_rect(word.bbox()))) words.emplace(bytes.begin(), bytes.end());
  }
  return words;
}

constexpr int resolution = 300;

inline poppler::image picture_of(const poppler::page& page) {
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  return renderer.render_page(&page, resolution, resolution);
}

inline bool is_dark(const poppler::image& picture, measure::Point at) {
  const auto pixel = [](measure::Length l) {
    return static_cast<int>(l.micrometres() * resolution / 25'400);
  };
  const char* row = picture.const_data() + pixel(at.y) * picture.bytes_per_row();
  return static_cast<unsigned char>(row[pixel(at.x)]) < 128;
}

// From 0, black, to 255, white.
inline int tone(const poppler::image& picture, measure::Point at) {
  const auto pixel = [](measure::Length l) {
    return static_cast<int>(l.micrometres() * resolution / 25'400);
  };
  const char* row = picture.const_data() + pixel(at.y) * picture.bytes_per_row();
  return static_cast<unsigned char>(row[pixel(at.x)]);
}

// Whether a thin line, of whatever colour, passes there: within 0.1 mm.
inline bool is_inked(const poppler::image& picture, measure::Point at) {
  const auto aside = measure::Length::from_micrometres(100);
  for (const auto x : {-aside, measure::Length{}, aside}) {
    for (const auto y : {-aside, measure::Length{}, aside}) {
      if (tone(picture, {at.x + x, at.y + y}) < 220) return true;
    }
  }
  return false;
}

// Whether all that lies in `outer` and not in `inner` is as white as paper.
inline bool is_blank_around(const poppler::image& picture, const measure::Rect& outer,
                            const measure::Rect& inner) {
  const auto pixel = [](measure::Length l) {
    return static_cast<int>(l.micrometres() * resolution / 25'400);
  };
  for (int y = pixel(outer.top()); y < std::min(picture.height(), pixel(outer.bottom())); ++y) {
    const char* row = picture.const_data() + y * picture.bytes_per_row();
    const bool beside = y < pixel(inner.top()) || y > pixel(inner.bottom());
    for (int x = pixel(outer.left()); x < std::min(picture.width(), pixel(outer.right())); ++x) {
      const bool outside = beside || x < pixel(inner.left()) || x > pixel(inner.right());
      if (outside && static_cast<unsigned char>(row[x]) != 255) return false;
    }
  }
  return true;
}

}  // namespace imprimatur::reader
