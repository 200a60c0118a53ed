#include "paperwork/form.h"

#include "paperwork/column.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using finding::Sentence;
using measure::Length;

constexpr Length top = 18_mm, bottom = 277_mm, signature_height = 72_mm;

std::string registration_label(std::string_view registration) {
  const auto digits =
      std::ranges::count_if(registration, [](char c) { return '0' <= c && c <= '9'; });
  return fmt::format("{} {}", digits == 9 ? "SIREN" : "SIRET", registration);
}

}  // namespace

const Style Form::body{9_pt};
const Style Form::strong{9_pt, Weight::bold};
const Style Form::quiet{8_pt, Weight::regular, Tone::grey};
const Style Form::label{7.5_pt, Weight::bold, Tone::grey};

Form::Form(Document& document, const order::Issuer& issuer, finding::Language language)
    : document_(document),
      y_(top),
      issuer_(issuer),
      language_(language),
      before_(document.pages()) {
  document_.add_page();
}

std::string Form::typeset(std::string_view text) const {
  return wording::typeset(text, language_);
}

std::vector<std::string> Form::typeset(const std::vector<std::string>& texts) const {
  std::vector<std::string> set;
  for (const auto& text : texts) set.push_back(typeset(text));
  return set;
}

std::string Form::number(std::uint64_t value) const {
  return wording::number(value, language_);
}

std::string Form::money(measure::Money value) const {
  return wording::money(value, language_);
}

bool Form::make_room(Length height) {
  if (y_ + height <= bottom) return false;
  document_.add_page();
  y_ = top;
  return true;
}

void Form::issuer_and_title(const Sentence& title, std::string_view number, calendar::Date day) {
  Column issuer(left, y_, half);
  issuer.set(document_, typeset(issuer_.name), {11_pt, Weight::bold});
  issuer.set(document_, typeset(issuer_.address), quiet);
  if (!issuer_.registration.empty())
    issuer.set(document_, registration_label(issuer_.registration), quiet);

  Column at_right(second, y_ - 1_mm, half, Align::right);
  at_right.set(document_, say(title), {17_pt, Weight::bold});
  at_right.set(document_, fmt::format("{}\u00a0{}", say({"n°", "No."}), number),
               {11_pt, Weight::bold});
  at_right.skip(500_um);
  at_right.set(document_,
               fmt::format("{} {}", say({"Établi le", "Issued on"}), wording::date(day, language_)),
               body);
  at_right.skip(500_um);
  at_right.set(document_, "VALEURS INACTIVES", label);

  y_ = std::max(issuer.y(), at_right.y()) + 3_mm;
  document_.line({left, y_}, {right, y_}, 500_um, Tone::black);
  y_ += 5_mm;
}

Length Form::order_block(const OrderHead& order) const {
  Column column(left, y_, half);
  column.set(document_, say({"COMMANDE", "ORDER"}), label);
  column.skip(800_um);
  column.set(document_,
             fmt::format("{}\u00a0{} · {}", say({"n°", "No."}), order.id, typeset(order.title)),
             strong);
  column.set(document_, typeset(order.client), body);
  column.set(document_, typeset(order.client_address), body);
  return column.y();
}

void Form::table_head(std::string_view what, const std::vector<std::string>& figures,
                      const std::vector<Length>& columns) {
  document_.fill({{left, y_}, {right - left, row}}, Tone::pale);
  table_row(what, figures, columns, {8_pt, Weight::bold});
}

void Form::table_row(std::string_view what, const std::vector<std::string>& figures,
                     const std::vector<Length>& columns, Style style) {
  document_.text({left + 2_mm, y_ + row_baseline}, what, style);
  for (std::size_t i = 0; i < figures.size(); ++i)
    text_to_left(document_, {columns[i], y_ + row_baseline}, figures[i], style);
  y_ += row;
  document_.line({left, y_}, {right, y_}, hairline, Tone::light);
}

void Form::table_end() {
  document_.line({left, y_}, {right, y_}, 300_um, Tone::black);
  y_ += 5_mm;
}

void Form::paragraph(std::string_view text, Style style) {
  for (const std::string& line : broken(document_, text, right - left, style)) {
    make_room(leading(style));
    Column(left, y_, right - left).set(document_, line, style);
    y_ += leading(style);
  }
}

void Form::line_to_fill(std::string_view what, Length from, Length to) {
  document_.text({from, y_}, what, quiet);
  const Length start = from + document_.width(what, quiet) + 2_mm;
  document_.line({start, y_ + 600_um}, {to, y_ + 600_um}, hairline, Tone::light);
}

void Form::signature(Length x, const Signer& signer) {
  const Length box = y_;
  const Length inner = x + 3_mm;
  document_.fill({{x, box}, {half, row}}, Tone::pale);
  document_.frame({{x, box}, {half, signature_height}}, hairline, Tone::grey);
  document_.text({inner, box + row_baseline}, say(signer.act), strong);
  text_to_left(document_, {x + half - 3_mm, box + row_baseline}, say(signer.who), quiet);
  y_ = box + row + 7_mm;
  for (const Sentence& what : {Sentence{"Nom", "Name"}, Sentence{"Qualité", "Capacity"},
                               Sentence{"Date et heure", "Date and time"}}) {
    line_to_fill(say(what), inner, x + half - 3_mm);
    y_ += 7.5_mm;
  }
  document_.text({inner, y_}, say(signer.sign), quiet);
  y_ = box;
}

void Form::signatures(const Signer& one, const Signer& other, const Sentence& copies) {
  make_room(signature_height + 8_mm);
  signature(left, one);
  signature(second, other);
  y_ += signature_height + 5_mm;
  document_.text({left, y_}, say(copies), quiet);
}

void Form::feet(std::string_view words) {
  constexpr Length line = 282_mm, baseline = 286_mm;
  const int pages = document_.pages() - before_;
  for (int page = 1; page <= pages; ++page) {
    document_.turn_to(before_ + page);
    document_.line({left, line}, {right, line}, hairline, Tone::light);
    document_.text({left, baseline}, words, quiet);
    text_to_left(document_, {right, baseline}, fmt::format("Page {}/{}", page, pages), quiet);
  }
}

}  // namespace imprimatur::paperwork
