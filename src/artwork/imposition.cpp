#include "artwork/imposition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <limits>

namespace imprimatur::artwork {
namespace {

using measure::Length;
using measure::Placement;
using measure::Point;
using measure::Rect;
using measure::Size;
using measure::Turn;

constexpr std::string_view imposition_line = "imprimatur-imposition-request 2";
constexpr std::string_view survey_line = "imprimatur-survey-answer 1";
constexpr std::size_t most_document_remarks = 100;
constexpr std::int64_t farthest = 100'000'000;  // 100 m: sums and products of it stay exact

// Numbers and words, each followed by a blank or the end of its line; free text in hexadecimal.
class Writing {
 public:
  Writing& line(std::string_view name) {
    text_ += fmt::format("\n{}", name);
    return *this;
  }
  Writing& number(std::int64_t value) {
    text_ += fmt::format(" {}", value);
    return *this;
  }
  Writing& lengths(std::initializer_list<Length> all) {
    for (const Length length : all) number(length.micrometres());
    return *this;
  }
  Writing& point(Point p) { return lengths({p.x, p.y}); }
  Writing& rect(const Rect& r) {
    return lengths({r.origin.x, r.origin.y, r.size.width, r.size.height});
  }
  Writing& words(std::string_view words) {
    text_ += " x";
    for (const char c : words) text_ += fmt::format("{:02x}", static_cast<std::uint8_t>(c));
    return *this;
  }
  std::string ended() && {
    text_.erase(0, 1);
    return std::move(text_) + "\nend\n";
  }

 private:
  std::string text_;
};

// The other way. What doesn't fit is remembered, and everything after it reads as nothing.
class Reading {
 public:
  explicit Reading(std::string_view text) : rest_(text) {}

  bool line(std::string_view name) {
    if (!rest_.starts_with(name)) return false;
    const std::string_view after = rest_.substr(name.size());
    if (after.empty() || (after.front() != ' ' && after.front() != '\n')) return false;
    rest_ = after;
    return true;
  }
  bool at_end_of_line() const { return rest_.starts_with('\n'); }
  void end_line() {
    good_ = good_ && rest_.starts_with('\n');
    if (good_) rest_.remove_prefix(1);
  }
  std::int64_t number(std::int64_t least, std::int64_t most) {
    std::int64_t value = 0;
    if (!blank()) return least;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    good_ = error == std::errc{} && value >= least && value <= most;
    if (!good_) return least;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }
  std::uint32_t index() {
    return static_cast<std::uint32_t>(number(0, std::numeric_limits<std::uint32_t>::max()));
  }
  Length length(std::int64_t least = -farthest) {
    return Length::from_micrometres(number(least, farthest));
  }
  Point point() {
    const Length x = length();
    return {x, length()};
  }
  Size size() {
    const Length width = length(0);
    return {width, length(0)};
  }
  Rect rect() {
    const Point origin = point();
    return {origin, size()};
  }
  std::string words() {
    std::string words;
    if (!blank() || !rest_.starts_with('x')) {
      good_ = false;
      return words;
    }
    rest_.remove_prefix(1);
    while (good_ && !rest_.empty() && rest_.front() != ' ' && rest_.front() != '\n') {
      unsigned value = 0;
      const std::string_view pair = rest_.substr(0, 2);
      const auto [end, error] = std::from_chars(pair.data(), pair.data() + pair.size(), value, 16);
      good_ = pair.size() == 2 && error == std::errc{} && end == pair.data() + 2;
      rest_.remove_prefix(pair.size());
      words += static_cast<char>(value);
    }
    return words;
  }
  // Whether all of it was read, and all of it was good.
  bool ended() {
    if (!line("end")) return false;
    end_line();
    return good_ && rest_.empty();
  }
  bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;

  bool blank() {
    good_ = good_ && rest_.starts_with(' ');
    if (good_) rest_.remove_prefix(1);
    return good_;
  }
};

void write_segment(Writing& out, const page::Segment& segment) {
  if (const auto* move = std::get_if<page::MoveTo>(&segment)) {
    out.line("move").point(move->to);
  } else if (const auto* line = std::get_if<page::LineTo>(&segment)) {
    out.line("line").point(line->to);
  } else if (const auto* curve = std::get_if<page::CurveTo>(&segment)) {
    out.line("curve").point(curve->control1).point(curve->control2).point(curve->to);
  } else {
    out.line("close");
  }
}

void write_mark(Writing& out, const page::Path& mark) {
  out.line("mark");
  if (mark.fill) {
    const auto& inks = std::get<ink::Process>(*mark.fill);
    out.line("fill");
    for (const ink::Tint tint : {inks.cyan, inks.magenta, inks.yellow, inks.black}) {
      out.number(tint.per_mille());
    }
  }
  if (mark.stroke) {
    assert(std::holds_alternative<ink::Registration>(mark.stroke->colour));
    out.line("stroke").lengths({mark.stroke->width});
    for (const Length dash : mark.stroke->dashes) out.lengths({dash});
  }
  for (const page::Segment& segment : mark.segments) write_segment(out, segment);
}

std::optional<page::Segment> read_segment(Reading& in) {
  if (in.line("move")) return page::MoveTo{in.point()};
  if (in.line("line")) return page::LineTo{in.point()};
  if (in.line("curve")) {
    const Point first = in.point(), second = in.point();
    return page::CurveTo{first, second, in.point()};
  }
  if (in.line("close")) return page::ClosePath{};
  return std::nullopt;
}

page::Path read_mark(Reading& in) {
  page::Path mark;
  in.end_line();
  if (in.line("fill")) {
    std::array<ink::Tint, 4> tints;
    for (ink::Tint& tint : tints) {
      tint = ink::Tint::per_mille(static_cast<int>(in.number(0, 1000)));
    }
    mark.fill = ink::Process{tints[0], tints[1], tints[2], tints[3]};
    in.end_line();
  }
  if (in.line("stroke")) {
    mark.stroke = page::Stroke{ink::Registration{}, in.length(0), page::Cap::butt, {}};
    while (in.good() && !in.at_end_of_line()) mark.stroke->dashes.push_back(in.length(0));
    in.end_line();
  }
  while (in.good()) {
    const auto segment = read_segment(in);
    if (!segment) break;
    in.end_line();
    mark.segments.push_back(*segment);
  }
  return mark;
}

PlacedPage read_placed(Reading& in) {
  PlacedPage placed;
  placed.document = in.index();
  placed.page = in.index();
  placed.at.origin = in.point();
  placed.at.turn = static_cast<Turn>(in.number(0, 3));
  placed.clip = in.rect();
  in.end_line();
  return placed;
}

ImposedSide read_side(Reading& in) {
  ImposedSide side;
  side.trim = in.rect();
  side.bleed = in.rect();
  side.marks = in.index();
  in.end_line();
  while (in.good() && in.line("page")) side.pages.push_back(read_placed(in));
  return side;
}

DocumentFacts read_facts(Reading& in) {
  DocumentFacts facts;
  facts.condition = in.words();
  facts.is_pdf_x4 = in.number(0, 1) == 1;
  facts.is_of_press = in.number(0, 1) == 1;
  in.end_line();
  while (in.good() && in.line("page")) {
    PageFacts page;
    page.trim = in.size();
    page.least_bleed = in.length(0);
    page.most_bleed = in.length(0);
    in.end_line();
    facts.pages.push_back(page);
  }
  return facts;
}

DocumentRemark read_remark(Reading& in) {
  DocumentRemark remark;
  remark.document = in.index();
  remark.remark.rule = in.words();
  remark.remark.detail = in.words();
  in.end_line();
  return remark;
}

}  // namespace

std::string to_text(const Imposition& imposition) {
  Writing out;
  out.line(imposition_line);
  out.line("sheet").lengths({imposition.sheet.width, imposition.sheet.height});
  out.words(imposition.title).words(imposition.identity);
  for (const auto& marks : imposition.marks) {
    out.line("marks");
    for (const page::Path& mark : marks) write_mark(out, mark);
  }
  for (const ImposedSide& side : imposition.sides) {
    out.line("side").rect(side.trim).rect(side.bleed).number(side.marks);
    for (const PlacedPage& placed : side.pages) {
      out.line("page").number(placed.document).number(placed.page);
      out.lengths({placed.at.origin.x, placed.at.origin.y});
      out.number(static_cast<int>(placed.at.turn)).rect(placed.clip);
    }
  }
  return std::move(out).ended();
}

std::optional<Imposition> read_imposition(std::string_view text) {
  Reading in(text);
  Imposition imposition;
  if (!in.line(imposition_line)) return std::nullopt;
  in.end_line();
  if (!in.line("sheet")) return std::nullopt;
  imposition.sheet = in.size();
  imposition.title = in.words();
  imposition.identity = in.words();
  in.end_line();
  while (in.good() && in.line("marks")) {
    in.end_line();
    imposition.marks.emplace_back();
    while (in.good() && in.line("mark")) imposition.marks.back().push_back(read_mark(in));
  }
  while (in.good() && in.line("side")) {
    imposition.sides.push_back(read_side(in));
    if (imposition.sides.back().marks >= imposition.marks.size()) return std::nullopt;
  }
  if (!in.ended()) return std::nullopt;
  return imposition;
}

std::string to_text(const Survey& survey) {
  Writing out;
  out.line(survey_line);
  for (const DocumentFacts& facts : survey.documents) {
    out.line("document")
        .words(facts.condition)
        .number(facts.is_pdf_x4 ? 1 : 0)
        .number(facts.is_of_press ? 1 : 0);
    for (const PageFacts& page : facts.pages) {
      out.line("page").lengths(
          {page.trim.width, page.trim.height, page.least_bleed, page.most_bleed});
    }
  }
  for (const DocumentRemark& remark : survey.remarks) {
    out.line("remark").number(remark.document);
    out.words(remark.remark.rule).words(remark.remark.detail);
  }
  return std::move(out).ended();
}

std::optional<Survey> read_survey(std::string_view text) {
  Reading in(text);
  Survey survey;
  if (!in.line(survey_line)) return std::nullopt;
  in.end_line();
  while (in.good() && in.line("document")) survey.documents.push_back(read_facts(in));
  while (in.good() && in.line("remark")) {
    if (survey.remarks.size() == most_document_remarks) return std::nullopt;
    survey.remarks.push_back(read_remark(in));
  }
  if (!in.ended()) return std::nullopt;
  return survey;
}

}  // namespace imprimatur::artwork
