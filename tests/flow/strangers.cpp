#include "strangers.h"

#include "../pdf/assembled.h"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace imprimatur::flow {
namespace {

constexpr double margin = 18;  // of the media box round the trim

std::string stream_of(const std::string& dictionary, const std::string& data) {
  return fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", dictionary, data.size(), data);
}

std::string content_of(const Flyer& flyer, int number) {
  const double w = flyer.width, h = flyer.height, b = flyer.bleed, m = margin;
  std::string text = flyer.before;
  text += fmt::format("q 0.6 {} 0.9 rg {} {} {} {} re f Q\n", 0.5 + 0.05 * (number % 8), m - b,
                      m - b, w + 2 * b, h + 2 * b);
  for (int bit = 0; bit < 6; ++bit) {
    text += fmt::format("q {} g {} {} 12 20 re f Q\n", number >> bit & 1 ? 0 : 1, m + 10 + 14 * bit,
                        m + h - 34);
  }
  text += fmt::format("q 1 0 0 rg {0} {0} 10 70 re f {0} {0} 60 10 re f Q\n", m + 8);
  text += fmt::format("q 36 0 0 36 {} {} cm /I Do Q\n", m + w - 50, m + 60);
  return text + flyer.after;
}

// A picture at 72 pixels an inch, so that a pixel is a point.
class Picture {
 public:
  Picture(const std::string& pdf, int page, double unit = 1) {
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
    if (!document || page >= document->pages()) throw std::runtime_error("no such page");
    const std::unique_ptr<poppler::page> read(document->create_page(page));
    const poppler::rectf box = read->page_rect(poppler::trim_box);
    trim = {box.x() * unit, box.y() * unit, box.width() * unit, box.height() * unit};
    // The box is told in the page's own space, which its margins surround alike.
    const bool on_its_side = read->orientation() == poppler::page::landscape ||
                             read->orientation() == poppler::page::seascape;
    if (on_its_side) trim = {trim.y(), trim.x(), trim.height(), trim.width()};
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    image_ = renderer.render_page(read.get(), 72 * unit, 72 * unit);
  }
  int grey(int x, int y, int channel) const {
    if (x < 0 || y < 0 || x >= image_.width() || y >= image_.height()) return 255;
    const char* row = image_.const_data() + y * image_.bytes_per_row();
    return static_cast<unsigned char>(row[4 * x + channel]);
  }
  int width() const { return image_.width(); }
  int height() const { return image_.height(); }
  poppler::rectf trim;

 private:
  poppler::image image_;
};

struct Cut {
  int x = 0, y = 0, width = 0, height = 0;
};

Cut trim_of(const Picture& picture) {
  const auto whole = [](double v) { return static_cast<int>(std::lround(v)); };
  return {whole(picture.trim.x()), whole(picture.trim.y()), whole(picture.trim.width()),
          whole(picture.trim.height())};
}

// How far the place is from the page turned clockwise by `turn` quarters: the mean over all pixels,
// of 255. Half a per cent of them differ at most where lines fall between pixels.
double difference(const Picture& sheet, const Cut& place, const Picture& page, const Cut& trim,
                  int turn) {
  const bool across = turn % 2 != 0;
  if (place.width != (across ? trim.height : trim.width) ||
      place.height != (across ? trim.width : trim.height)) {
    return 255;
  }
  double sum = 0;
  for (int y = 0; y < place.height; ++y) {
    for (int x = 0; x < place.width; ++x) {
      int u = x, v = y;
      if (turn == 1) u = y, v = trim.height - 1 - x;
      if (turn == 2) u = trim.width - 1 - x, v = trim.height - 1 - y;
      if (turn == 3) u = trim.width - 1 - y, v = x;
      for (int channel = 0; channel < 3; ++channel) {
        sum += std::abs(sheet.grey(place.x + x, place.y + y, channel) -
                        page.grey(trim.x + u, trim.y + v, channel));
      }
    }
  }
  return sum / (3.0 * place.width * place.height);
}

// But for the outermost pixels, which a neighbour may touch.
bool is_white(const Picture& sheet, const Cut& place) {
  for (int y = 1; y + 1 < place.height; ++y) {
    for (int x = 1; x + 1 < place.width; ++x) {
      if (sheet.grey(place.x + x, place.y + y, 1) < 250) return false;
    }
  }
  return true;
}

std::string name_of_place(const Picture& sheet, const Cut& place,
                          const std::vector<std::unique_ptr<Picture>>& pages) {
  if (is_white(sheet, place)) return ".";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (int turn = 0; turn < 4; ++turn) {
      if (difference(sheet, place, *pages[i], trim_of(*pages[i]), turn) < 1) {
        static constexpr const char* turns[] = {"", "r", "u", "l"};
        return fmt::format("{}{}", i + 1, turns[turn]);
      }
    }
  }
  return "?";
}

}  // namespace

std::string pdf_of(const Flyer& flyer) {
  const std::string picture("\xff\x00\x00\x00\xff\x00\x00\x00\xff\xff\xff\x00", 12);
  std::vector<std::string> all = {
      "<< /Type /Catalog /Pages 2 0 R " + flyer.catalog + " >>", "",
      stream_of("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB "
                "/BitsPerComponent 8",
                picture),
      "<< /XObject << /I 3 0 R >> " + flyer.resources + " >>"};
  all.insert(all.end(), flyer.objects.begin(), flyer.objects.end());
  std::string kids;
  for (int i = 0; i < flyer.pages; ++i) {
    const double w = flyer.width + (i + 1 == flyer.pages ? flyer.last_page_wider : 0),
                 h = flyer.height, m = margin, b = flyer.bleed;
    const auto number = all.size() + 1;
    kids += fmt::format("{} 0 R ", number);
    std::string boxes = fmt::format("/MediaBox [ 0 0 {} {} ] /TrimBox [ {} {} {} {} ]", w + 2 * m,
                                    h + 2 * m, m, m, m + w, m + h);
    if (b > 0) {
      boxes += fmt::format(" /BleedBox [ {} {} {} {} ]", m - b, m - b, m + w + b, m + h + b);
    }
    const std::string content = content_of(flyer, flyer.first + i);
    const std::size_t half = flyer.split ? content.find('\n') + 1 : 0;
    const std::string contents = flyer.split
                                     ? fmt::format("[ {} 0 R {} 0 R ]", number + 1, number + 2)
                                     : fmt::format("{} 0 R", number + 1);
    all.push_back(fmt::format("<< /Type /Page /Parent 2 0 R {} /Contents {} /Resources 4 0 R {} >>",
                              boxes, contents, flyer.page));
    if (flyer.split) all.push_back(stream_of("", content.substr(0, half)));
    all.push_back(stream_of("", content.substr(half)));
  }
  all[1] = fmt::format("<< /Type /Pages /Kids [ {}] /Count {} >>", kids, flyer.pages);
  return handmade::assembled(all, "%PDF-1.6\n%\xe2\xe3\xcf\xd3\n");
}

std::string seen_on(const std::string& imposed, int page, int columns, int rows,
                    const std::string& originals, double gutter, double unit) {
  std::vector<std::unique_ptr<Picture>> pages;
  for (int i = 0; i < pages_of(originals); ++i) {
    pages.push_back(std::make_unique<Picture>(originals, i, unit));
  }
  const Picture sheet(imposed, page);
  const Cut net = trim_of(sheet);
  const int g = static_cast<int>(gutter);
  const int width = (net.width - g * (columns - 1)) / columns,
            height = (net.height - g * (rows - 1)) / rows;
  std::string seen;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const Cut place{net.x + column * (width + g), net.y + row * (height + g), width, height};
      seen += (seen.empty() ? "" : " ") + name_of_place(sheet, place, pages);
    }
  }
  return seen;
}

int pages_of(const std::string& pdf) {
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  return document ? document->pages() : 0;
}

bool has_ground_left_of(const std::string& imposed, int page, double beyond) {
  const Picture sheet(imposed, page);
  const Cut net = trim_of(sheet);
  return sheet.grey(net.x - static_cast<int>(beyond), net.y + 20, 2) < 250 ||
         sheet.grey(net.x - static_cast<int>(beyond), net.y + 20, 0) < 250;
}

bool has_mark_over_middle(const std::string& imposed, int page, double beyond) {
  const Picture sheet(imposed, page);
  const Cut net = trim_of(sheet);
  const int middle = net.x + net.width / 2, y = net.y - static_cast<int>(beyond);
  for (int x = middle - 1; x <= middle + 1; ++x)
    if (sheet.grey(x, y, 1) < 250) return true;
  return false;
}

bool has_cyan_outside(const std::string& imposed, int page, double beyond) {
  const Picture sheet(imposed, page);
  const Cut net = trim_of(sheet);
  const int away = static_cast<int>(beyond);
  for (int y = 0; y < sheet.height(); ++y)
    for (int x = 0; x < sheet.width(); ++x) {
      const bool inside = x >= net.x - away && x < net.x + net.width + away && y >= net.y - away &&
                          y < net.y + net.height + away;
      if (!inside && sheet.grey(x, y, 2) < 60 && sheet.grey(x, y, 0) > 200) return true;
    }
  return false;
}

}  // namespace imprimatur::flow
