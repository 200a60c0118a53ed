// A writer of plain PDFs that shares nothing with the one under test: base-14 Courier, no streams
// compressed, one object after the other. Strings, modules and finder patterns are written in the
// form in which `press` writes them, by which pages are known to look the same.
#pragma once

#include "codes/matrix.h"
#include "measure/measure.h"

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace imprimatur::verify {

class PlainPage {
 public:
  explicit PlainPage(measure::Size sheet) : sheet_(sheet) {}

  measure::Rect trim, bleed;
  std::string keys;  // more of the page's dictionary

  // A line of Courier of that em whose characters, 600 thousandths of it wide, begin at the
  // baseline point and run in the direction of the turn.
  void text(measure::Point baseline, measure::Turn turn, measure::Length em,
            const std::string& words) {
    static constexpr const char* directions[] = {"1 0 0 1", "0 -1 1 0", "-1 0 0 -1", "0 1 -1 0"};
    content_ +=
        fmt::format("0 0 0 1 k\nBT /F {} Tf {} {} {} Tm\n[<", em.points(),
                    directions[static_cast<int>(turn)], baseline.x.points(), up(baseline.y));
    for (const char c : words) content_ += fmt::format("{:02X}", static_cast<unsigned char>(c));
    content_ += ">]TJ\nET\n";
  }

  void black(const measure::Rect& r) { filled("0 0 0 1 k", r); }

  // Painted by a form, as `press` paints artwork.
  void filled(const std::string& colour, const measure::Rect& r) {
    content_ +=
        fmt::format("{}\nq {} 0 0 {} {} {} cm /Square Do Q\n", colour, r.size.width.points(),
                    r.size.height.points(), r.left().points(), up(r.bottom()));
  }

  void raw(const std::string& lines) { content_ += lines; }

  // `area` holds the quiet zone too. A turned leaf has its symbol turned; readers don't mind.
  void symbol(const measure::Rect& area, const codes::Matrix& matrix) {
    const std::string at = fmt::format("q {0} 0 0 -{0} {1} {2} cm", area.size.width.points() / 29,
                                       (area.left() + area.size.width * 4 / 29).points(),
                                       up(area.top() + area.size.width * 4 / 29));
    content_ += "0 0 0 1 k\n" + at + " /Finders Do Q\n" + at + "\n";
    for (int y = 0; y < codes::Matrix::size; ++y)
      for (int x = 0; x < codes::Matrix::size; ++x)
        if (matrix.dark(x, y) && !in_finder(x, y)) content_ += fmt::format("{} {} 1 1 re\n", x, y);
    content_ += "f Q\n";
  }

  static bool in_finder(int x, int y) { return (x < 7 && (y < 7 || y > 13)) || (x > 13 && y < 7); }

  std::string box(const measure::Rect& r) const {
    return fmt::format("[{:.3f} {:.3f} {:.3f} {:.3f}]", r.left().points(), up(r.bottom()),
                       r.right().points(), up(r.top()));
  }
  measure::Size sheet() const { return sheet_; }
  const std::string& content() const { return content_; }

 private:
  double up(measure::Length y) const { return (sheet_.height - y).points(); }
  measure::Size sheet_;
  std::string content_;
};

// `instead`: by number, other bodies of objects. `everywhere`: the content of a form that pages may
// paint by this name.
inline std::string plain_pdf(const std::vector<PlainPage>& pages, bool with_intent = true,
                             const std::map<std::uint32_t, std::string>& instead = {},
                             const std::string& everywhere = "") {
  std::string file = "%PDF-1.6\n", kids;
  std::vector<std::size_t> offsets;
  const auto add = [&](const std::string& body) {
    offsets.push_back(file.size());
    const auto other = instead.find(static_cast<std::uint32_t>(offsets.size()));
    file += fmt::format("{} 0 obj\n{}\nendobj\n", offsets.size(),
                        other == instead.end() ? body : other->second);
  };
  const auto stream = [](const std::string& bytes) {
    return fmt::format("<< /Length {} >>\nstream\n{}\nendstream", bytes.size(), bytes);
  };
  for (std::size_t i = 0; i < pages.size(); ++i) kids += fmt::format("{} 0 R ", 8 + 2 * i);
  add(fmt::format("<< /Type /Catalog /Pages 2 0 R {} >>",
                  with_intent ? "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFX "
                                "/OutputConditionIdentifier (T) /DestOutputProfile 4 0 R >>]"
                              : ""));
  add(fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>", pages.size(), kids));
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>");
  add(stream("profile"));
  add(
      fmt::format("<< /Font << /F 3 0 R >> /XObject << /Finders 6 0 R /Square 7 0 R /Everywhere {} "
                  "0 R >> >>",
                  8 + 2 * pages.size()));
  const auto form = [&](int side, const std::string& content, const std::string& more = "") {
    add(
        fmt::format("<< /Type /XObject /Subtype /Form /BBox [0 0 {0} {0}] {3}/Length {1} >>\n"
                    "stream\n{2}\nendstream",
                    side, content.size(), content, more));
  };
  form(21,
       "0 0 7 7 re 1 1 5 5 re 2 2 3 3 re 14 0 7 7 re 15 1 5 5 re 16 2 3 3 re 0 14 7 7 re 1 15 5 5 "
       "re 2 16 3 3 re f*");
  form(1, "0 0 1 1 re f");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const PlainPage& page = pages[i];
    add(
        fmt::format("<< /Type /Page /Parent 2 0 R /Resources 5 0 R /MediaBox {} "
                    "/TrimBox {} /BleedBox {} {} /Contents {} 0 R >>",
                    page.box({{}, page.sheet()}), page.box(page.trim), page.box(page.bleed),
                    page.keys, 9 + 2 * i));
    add(stream(page.content()));
  }
  form(5000, everywhere, "/Resources << /Font << /F 3 0 R >> >> ");
  const std::size_t table = file.size();
  file += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
  for (const std::size_t offset : offsets) file += fmt::format("{:010} 00000 n \n", offset);
  file += fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                      offsets.size() + 1, table);
  return file;
}

}  // namespace imprimatur::verify
