#include "verify/pdf_reader.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace imprimatur::verify {
namespace {

using measure::Length;
using measure::Point;
using measure::Rect;

// Poppler gives the boxes as they stand in the file: y upwards.
Rect turned_over(const poppler::rectf& box, const poppler::rectf& media) {
  return {{Length::from_points(box.left() - media.left()),
           Length::from_points(media.bottom() - box.bottom())},
          {Length::from_points(box.width()), Length::from_points(box.height())}};
}

void append_word(std::vector<Character>& characters, const poppler::text_box& word) {
  const poppler::ustring text = word.text();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const poppler::rectf box = word.char_bbox(i);
    const char what = text[i] < 0x80 ? static_cast<char>(text[i]) : '?';
    if (what == ' ') continue;
    characters.push_back({what,
                          {Length::from_points((box.left() + box.right()) / 2),
                           Length::from_points((box.top() + box.bottom()) / 2)}});
  }
}

constexpr int per_inch(Care care) {
  return care == Care::quick ? 150 : 300;
}

// Rows of black and white are padded to four bytes, of which poppler-cpp's image knows nothing:
// they are asked for in whole groups of four.
int padded(int width, Care care) {
  return care == Care::quick ? (width + 31) / 32 * 32 : width;
}

poppler::image rendered(const poppler::page& page, Care care, const poppler::rect& area) {
  poppler::page_renderer renderer;
  renderer.set_image_format(care == Care::quick ? poppler::image::format_mono
                                                : poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, care == Care::fine);
  return renderer.render_page(&page, per_inch(care), per_inch(care), area.left(), area.top(),
                              padded(area.width(), care), area.height());
}

// What poppler would say on the console is said in findings. And its first page is gone through
// here, whatever thread comes first: there poppler makes the colour profile that all documents
// share (GfxState::sRGBProfile), without a lock, and two threads that make it at once take it from
// each other.
void prepare_poppler() {
  static const bool prepared = [] {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    constexpr std::string_view empty_page =
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        "trailer\n<</Root 1 0 R>>\n%%EOF\n";
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
        empty_page.data(), static_cast<int>(empty_page.size())));
    const std::unique_ptr<poppler::page> page(document ? document->create_page(0) : nullptr);
    return page && page->text_list().empty();
  }();
  assert(prepared);
  static_cast<void>(prepared);
}

}  // namespace

int pixels(measure::Length length, Care care) {
  return static_cast<int>(std::lround(length.points() * per_inch(care) / 72.0));
}

struct PdfReader::State {
  std::unique_ptr<poppler::document> document;
  std::unique_ptr<poppler::page> page;
};

int pixels_down(measure::Length length, Care care) {
  return static_cast<int>(std::floor(length.points() * per_inch(care) / 72.0));
}

double middle_of_pixel(Length start, int number, Care care) {
  return (pixels(start, care) + number + 0.5) * 72.0 / per_inch(care);
}

PdfReader::PdfReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
PdfReader::PdfReader(PdfReader&&) noexcept = default;
PdfReader& PdfReader::operator=(PdfReader&&) noexcept = default;
PdfReader::~PdfReader() = default;

std::variant<PdfReader, Unreadable> PdfReader::open(const world::Path& file) {
  // Opening a pipe would wait for its other end.
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return Unreadable::damaged;
  prepare_poppler();
  auto state = std::make_unique<State>();
  state->document.reset(poppler::document::load_from_file(file.string()));
  return opened(std::move(state));
}

std::variant<PdfReader, Unreadable> PdfReader::read(const std::string& bytes) {
  prepare_poppler();
  auto state = std::make_unique<State>();
  state->document.reset(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  return opened(std::move(state));
}

std::variant<PdfReader, Unreadable> PdfReader::opened(std::unique_ptr<State> state) {
  if (!state->document) return Unreadable::damaged;
  if (state->document->is_locked()) return Unreadable::locked;
  return PdfReader(std::move(state));
}

std::uint32_t PdfReader::pages() const {
  return static_cast<std::uint32_t>(std::max(0, state_->document->pages()));
}

bool PdfReader::turn_to(std::uint32_t page) {
  state_->page.reset();
  if (page >= pages()) return false;
  state_->page.reset(state_->document->create_page(static_cast<int>(page)));
  return state_->page != nullptr;
}

PageBoxes PdfReader::boxes() const {
  const poppler::rectf media = state_->page->page_rect(poppler::media_box);
  return {turned_over(media, media).size,
          turned_over(state_->page->page_rect(poppler::trim_box), media),
          turned_over(state_->page->page_rect(poppler::bleed_box), media)};
}

std::vector<Character> PdfReader::text() const {
  std::vector<Character> characters;
  for (const poppler::text_box& word : state_->page->text_list()) append_word(characters, word);
  return characters;
}

Picture PdfReader::picture(const Rect& area, Care care) const {
  const measure::Size page = boxes().media;
  const int left = std::max(0, pixels(area.left(), care));
  const int top = std::max(0, pixels(area.top(), care));
  const int right = std::min(pixels(page.width, care), pixels(area.right(), care));
  const int bottom = std::min(pixels(page.height, care), pixels(area.bottom(), care));
  if (left >= right || top >= bottom) return {};
  const poppler::image image =
      rendered(*state_->page, care, {left, top, right - left, bottom - top});
  if (!image.is_valid()) return {};

  Picture picture{care, image.width(), image.height(), {}};
  const auto row = static_cast<std::ptrdiff_t>(picture.width) / (care == Care::quick ? 8 : 1);
  picture.rows.reserve(static_cast<std::size_t>(row * picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const char* from = image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
    picture.rows.insert(picture.rows.end(), from, from + row);
  }
  return picture;
}

Colours PdfReader::colours(measure::Turn turn) const {
  constexpr double per_inch = Colours::per_millimetre * 25.4;
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_rgb24);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  const poppler::image image =
      renderer.render_page(state_->page.get(), per_inch, per_inch, -1, -1, -1, -1,
                           static_cast<poppler::rotation_enum>(static_cast<int>(turn)));
  if (!image.is_valid()) return {};
  Colours colours{image.width(), image.height(), {}};
  const auto row = static_cast<std::ptrdiff_t>(colours.width) * 3;
  colours.rgb.reserve(static_cast<std::size_t>(row * colours.height));
  for (int y = 0; y < colours.height; ++y) {
    const char* from = image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
    colours.rgb.insert(colours.rgb.end(), from, from + row);
  }
  return colours;
}

}  // namespace imprimatur::verify
