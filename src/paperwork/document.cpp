#include "paperwork/document.h"

#include "finding/failure.h"
#include "paperwork/encoding.h"

#include <fmt/format.h>
#include <hpdf.h>

#include <array>
#include <cassert>
#include <chrono>
#include <vector>

namespace imprimatur::paperwork {
namespace {

using measure::Length;

constexpr const char* encoding = "WinAnsiEncoding";

HPDF_REAL points(Length length) {
  return static_cast<HPDF_REAL>(length.points());
}
// On a page as high as this one.
HPDF_REAL height(HPDF_Page page, Length y) {
  return HPDF_Page_GetHeight(page) - points(y);
}

HPDF_REAL grey(Tone tone) {
  constexpr std::array<HPDF_REAL, 4> greys = {0.0F, 0.36F, 0.62F, 0.93F};
  return greys[static_cast<std::size_t>(tone)];
}

// libharu calls it in the middle of its own C frames, which no exception may cross: the first error
// is only noted, and thrown once the call has come back.
struct FirstError {
  HPDF_STATUS number = HPDF_OK;
  HPDF_STATUS detail = HPDF_OK;
};
void HPDF_STDCALL note(HPDF_STATUS number, HPDF_STATUS detail, void* first) {
  auto& error = *static_cast<FirstError*>(first);
  if (error.number == HPDF_OK) error = {number, detail};
}

HPDF_Date haru_date(world::Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(time.hours().count()),
          static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count()),
          'Z',
          0,
          0};
}

}  // namespace

struct Document::Haru {
  FirstError error;
  HPDF_Doc doc = HPDF_New(note, &error);
  std::array<HPDF_Font, 2> fonts{};
  std::vector<HPDF_Page> pages;
  HPDF_Page page = nullptr;

  Haru() = default;
  Haru(const Haru&) = delete;
  Haru& operator=(const Haru&) = delete;
  ~Haru() {
    if (doc != nullptr) HPDF_Free(doc);
  }

  void check() const {
    if (doc != nullptr && error.number == HPDF_OK) return;
    const auto reason = fmt::format("0x{:04X}, {}", error.number, error.detail);
    throw finding::Failure(
        {fmt::format("La bibliothèque libharu n’a pas pu faire le document (erreur {}).", reason),
         fmt::format("The library libharu could not make the document (error {}).", reason)},
        {"Vérifiez la mémoire disponible, puis recommencez.",
         "Check the memory that is available, then try again."});
  }

  HPDF_Font load(const world::Path& file) {
    const char* name = HPDF_LoadTTFontFromFile(doc, file.c_str(), HPDF_TRUE);
    HPDF_Font font = name == nullptr ? nullptr : HPDF_GetFont(doc, name, encoding);
    if (font != nullptr && error.number == HPDF_OK) return font;
    throw finding::Failure(
        {fmt::format("La police {} ne peut pas être lue.", file.string()),
         fmt::format("The font {} can't be read.", file.string())},
        {"Rétablissez le dossier des polices tel qu’il a été livré avec imprimatur.",
         "Restore the folder of fonts as it came with imprimatur."});
  }

  HPDF_Font font(Style style) const { return fonts[static_cast<std::size_t>(style.weight)]; }
};

Document::Document(const Fonts& fonts, const About& about) : haru_(std::make_unique<Haru>()) {
  haru_->check();
  HPDF_SetCompressionMode(haru_->doc, HPDF_COMP_ALL);
  HPDF_SetCurrentEncoder(haru_->doc, encoding);
  HPDF_SetInfoAttr(haru_->doc, HPDF_INFO_TITLE, to_windows_1252(about.title).c_str());
  HPDF_SetInfoAttr(haru_->doc, HPDF_INFO_AUTHOR, to_windows_1252(about.author).c_str());
  HPDF_SetInfoAttr(haru_->doc, HPDF_INFO_CREATOR, "imprimatur");
  HPDF_SetInfoDateAttr(haru_->doc, HPDF_INFO_CREATION_DATE, haru_date(about.made));
  haru_->check();
  haru_->fonts = {haru_->load(fonts.regular), haru_->load(fonts.bold)};
}

Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

void Document::add_page(measure::Size paper) {
  HPDF_Page page = HPDF_AddPage(haru_->doc);
  haru_->check();
  HPDF_Page_SetWidth(page, points(paper.width));
  HPDF_Page_SetHeight(page, points(paper.height));
  haru_->check();
  haru_->pages.push_back(page);
  haru_->page = page;
}

int Document::pages() const {
  return static_cast<int>(haru_->pages.size());
}

void Document::turn_to(int page) {
  assert(1 <= page && page <= pages());
  haru_->page = haru_->pages[static_cast<std::size_t>(page - 1)];
}

void Document::text(measure::Point at, std::string_view words, Style style) {
  HPDF_Page page = haru_->page;
  HPDF_Page_SetGrayFill(page, grey(style.tone));
  HPDF_Page_BeginText(page);
  HPDF_Page_SetFontAndSize(page, haru_->font(style), points(style.size));
  HPDF_Page_TextOut(page, points(at.x), height(page, at.y), to_windows_1252(words).c_str());
  HPDF_Page_EndText(page);
  haru_->check();
}

void Document::turned_text(measure::Placement at, std::string_view words, Style style) {
  // A turn by quarters, clockwise, as a text matrix (PDF 1.6, 4.2.2).
  constexpr std::array<std::array<HPDF_REAL, 4>, 4> turns = {
      {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}}};
  const auto& turn = turns[static_cast<std::size_t>(at.turn)];
  HPDF_Page page = haru_->page;
  HPDF_Page_SetGrayFill(page, grey(style.tone));
  HPDF_Page_BeginText(page);
  HPDF_Page_SetFontAndSize(page, haru_->font(style), points(style.size));
  HPDF_Page_SetTextMatrix(page, turn[0], turn[1], turn[2], turn[3], points(at.origin.x),
                          height(page, at.origin.y));
  HPDF_Page_ShowText(page, to_windows_1252(words).c_str());
  HPDF_Page_EndText(page);
  haru_->check();
}

Length Document::width(std::string_view words, Style style) const {
  const std::string bytes = to_windows_1252(words);
  const HPDF_TextWidth measured =
      HPDF_Font_TextWidth(haru_->font(style), reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                          static_cast<HPDF_UINT>(bytes.size()));
  haru_->check();
  return style.size * static_cast<std::int64_t>(measured.width) / 1000;
}

void Document::line(measure::Point from, measure::Point to, Length weight, Tone tone) {
  HPDF_Page page = haru_->page;
  HPDF_Page_SetGrayStroke(page, grey(tone));
  HPDF_Page_SetLineWidth(page, points(weight));
  HPDF_Page_MoveTo(page, points(from.x), height(page, from.y));
  HPDF_Page_LineTo(page, points(to.x), height(page, to.y));
  HPDF_Page_Stroke(page);
  haru_->check();
}

void Document::fill(const measure::Rect& area, Tone tone) {
  HPDF_Page page = haru_->page;
  HPDF_Page_SetGrayFill(page, grey(tone));
  HPDF_Page_Rectangle(page, points(area.left()), height(page, area.bottom()), points(area.size.width),
                      points(area.size.height));
  HPDF_Page_Fill(page);
  haru_->check();
}

void Document::frame(const measure::Rect& area, Length weight, Tone tone) {
  HPDF_Page page = haru_->page;
  HPDF_Page_SetGrayStroke(page, grey(tone));
  HPDF_Page_SetLineWidth(page, points(weight));
  HPDF_Page_Rectangle(page, points(area.left()), height(page, area.bottom()), points(area.size.width),
                      points(area.size.height));
  HPDF_Page_Stroke(page);
  haru_->check();
}

std::string Document::finish() {
  HPDF_SaveToStream(haru_->doc);
  haru_->check();
  HPDF_UINT32 size = HPDF_GetStreamSize(haru_->doc);
  std::string bytes(size, '\0');
  HPDF_ResetStream(haru_->doc);
  HPDF_ReadFromStream(haru_->doc, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
  haru_->check();
  bytes.resize(size);
  return bytes;
}

}  // namespace imprimatur::paperwork
