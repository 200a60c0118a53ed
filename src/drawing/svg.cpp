#include "drawing/svg.h"

#include <fmt/format.h>

#include <cstdlib>

namespace imprimatur::drawing {
namespace {

constexpr int pixels_wide = 960;  // as a page shows it; it scales

// Millimetres with no digit too many, whatever the locale.
std::string mm(Length length) {
  const std::int64_t um = length.micrometres();
  std::string text =
      fmt::format("{}{}.{:03}", um < 0 ? "-" : "", std::abs(um / 1000), std::abs(um % 1000));
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return safe;
}

std::string hex(const Shade& shade) {
  return fmt::format("#{:02x}{:02x}{:02x}", shade.red, shade.green, shade.blue);
}

std::string stroke(const Pen& pen) {
  std::string text =
      fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", hex(pen.shade), mm(pen.width));
  if (pen.dashes.empty()) return text;
  std::string dashes;
  for (const Length dash : pen.dashes) dashes += (dashes.empty() ? "" : " ") + mm(dash);
  return text + fmt::format(" stroke-dasharray=\"{}\"", dashes);
}

struct Writer {
  std::string svg;

  void operator()(const Area& area) {
    const Rect& b = area.box;
    svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}/>\n",
                       mm(b.left()), mm(b.top()), mm(b.size.width), mm(b.size.height),
                       area.fill ? hex(*area.fill) : "none", area.pen ? stroke(*area.pen) : "");
  }
  void operator()(const Line& line) {
    svg += fmt::format("<path d=\"M{} {}L{} {}\"{}/>\n", mm(line.from.x), mm(line.from.y),
                       mm(line.to.x), mm(line.to.y), stroke(line.pen));
  }
  void operator()(const Shape& shape) {
    std::string points;
    for (const Point& p : shape.corners) {
      points += fmt::format("{}{},{}", points.empty() ? "" : " ", mm(p.x), mm(p.y));
    }
    svg += fmt::format("<polygon points=\"{}\" fill=\"{}\"/>\n", points, hex(shape.fill));
  }
  void operator()(const Words& words) {
    static constexpr const char* anchors[] = {"start", "middle", "end"};
    const Point at = words.at.origin;
    const int degrees = 90 * static_cast<int>(words.at.turn);
    svg += fmt::format(
        "<text x=\"{0}\" y=\"{1}\" font-size=\"{2}\" fill=\"{3}\" "
        "text-anchor=\"{4}\"{5}{6}>{7}</text>\n",
        mm(at.x), mm(at.y), mm(words.size), hex(words.shade),
        anchors[static_cast<int>(words.anchor)], words.bold ? " font-weight=\"bold\"" : "",
        degrees == 0 ? ""
                     : fmt::format(" transform=\"rotate({} {} {})\"", degrees, mm(at.x), mm(at.y)),
        escaped(words.text));
  }
};

}  // namespace

std::string to_svg(const Picture& picture) {
  const Size& size = picture.size;
  Writer writer;
  for (const Mark& mark : picture.marks) std::visit(writer, mark);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" "
      "font-family=\"Open Sans, Arial, sans-serif\" role=\"img\">\n<title>{}</title>\n{}</svg>\n",
      pixels_wide, pixels_wide * size.height.micrometres() / size.width.micrometres(),
      mm(size.width), mm(size.height), escaped(picture.title), writer.svg);
}

}  // namespace imprimatur::drawing
