#include "bat/facts.h"

#include "bat/remarks.h"
#include "bat/rows.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>


namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

// Writes one proof's facts in the order's language.
class Facts {
 public:
  Facts(Paper& paper, const Proof& proof)
      : paper_(paper), proof_(proof), language_(proof.shown.order.language) {}

  void write() {
    masthead();
    what_is_made();
    deliveries();
    texts();
    remarks();
    answer();
  }

 private:
  std::string set(const std::string& text) const { return wording::typeset(text, language_); }
  std::string date(Date day) const { return wording::date(day, language_); }
  std::string money(measure::Money amount) const { return wording::money(amount, language_); }

  void masthead() {
    const Length width = paper_.width();
    paper_.write(Voice::title, say(words::title, language_), {margin, paper_.y()}, width);
    paper_.write(Voice::lead, say(words::version, language_, fmt::arg("version", proof_.version)),
                 {margin, paper_.y()}, width, page::Align::right);
    paper_.write(Voice::label, date(proof_.rendered), {margin, paper_.y() + 6_mm}, width,
                 page::Align::right);
    paper_.skip(13_mm);
    paper_.rule({margin, paper_.y()}, width, palette::accent, 700_um);
    paper_.skip(5_mm);
    const Length title =
        paper_.write(Voice::lead, set(proof_.shown.order.title), {margin, paper_.y()}, width);
    paper_.skip(title + 3_mm);
    const Length lead = paper_.write(Voice::body, say(words::read_every_page, language_),
                                     {margin, paper_.y()}, width);
    paper_.skip(lead + 6_mm);
  }

  void fact(const Sentence& label, const std::string& value, Voice voice = Voice::body) {
    write({say(label, language_), value, voice});
  }

  void write(const Row& row) {
    paper_.need(8_mm);
    const typeset::Block label = paper_.set(Voice::label, row.label, label_column - 3_mm);
    const Length last =
        paper_.y() + (label.lines.empty() ? Length{} : label.lines.back().baseline);
    const std::size_t page = paper_.pages();
    paper_.draw(label, Voice::label, {margin, paper_.y()});
    paper_.flow(row.voice, row.value, margin + label_column, paper_.width() - label_column);
    if (paper_.pages() == page && paper_.y() < last) paper_.move_to(last);
    paper_.skip(2.4_mm);
  }

  void heading(const Sentence& words) { paper_.heading(say(words, language_)); }

  void what_is_made() {
    for (const Row& row : rows_of(proof_.shown, language_)) write(row);
    fact(words::answer_expected,
         say(words::answer_by, language_, fmt::arg("date", date(proof_.answer_by))), Voice::strong);
    if (proof_.version > 1)
      fact(words::changes,
           say(words::see_changes, language_, fmt::arg("version", proof_.version - 1)));
    fact(words::digest, proof_.content.hex(), Voice::code);
    if (proof_.has_coarser_pictures) explain(words::coarser_pictures);
    fact(words::validation_code, proof_.validation, Voice::code);
    explain(words::give_validation_code);
  }

  // Of the fact above.
  void explain(const Sentence& words) {
    paper_.flow(Voice::small, say(words, language_), margin + label_column,
                paper_.width() - label_column);
    paper_.skip(2.4_mm);
  }

  void deliveries() {
    if (proof_.shown.order.deliveries.empty()) return;
    heading(words::delivery);
    const std::int64_t per_carnet = proof_.shown.document.passes_per_booklet();
    paper_.begin({.tag = pdf::Tag::table});
    for (const order::DeliveryPoint& point : proof_.shown.order.deliveries)
      delivery(point, per_carnet);
    paper_.end();
  }

  void delivery(const order::DeliveryPoint& point, std::int64_t per_carnet) {
    const Length column = 104_mm, rest = paper_.width() - column;
    const typeset::Block name = paper_.set(Voice::strong, set(point.name), column - 4_mm);
    const typeset::Block address =
        paper_.set(Voice::small, set(fmt::format("{}", fmt::join(point.address, ", "))), column - 4_mm);
    const Length height = name.height + 1.8_mm + address.height + 3.4_mm;
    paper_.need(height);
    const std::int64_t passes = std::int64_t{point.carnets} * per_carnet;
    paper_.begin({.tag = pdf::Tag::row});
    paper_.begin({.tag = pdf::Tag::header});
    paper_.draw(name, Voice::strong, {margin, paper_.y()});
    paper_.draw(address, Voice::small, {margin, paper_.y() + name.height + 1.8_mm});
    paper_.end();
    paper_.begin({.tag = pdf::Tag::cell});
    paper_.write(Voice::body, quantity_of(point, proof_.shown.document, language_),
                 {margin + column, paper_.y()}, rest / 2, page::Align::right);
    paper_.end();
    paper_.begin({.tag = pdf::Tag::cell});
    paper_.write(Voice::body, money(proof_.shown.order.batch.face_value * passes),
                 {margin + column + rest / 2, paper_.y()}, rest - rest / 2, page::Align::right);
    paper_.end();
    paper_.end();
    paper_.skip(height);
  }

  void texts() {
    if (proof_.shown.order.texts.empty()) return;
    heading(words::texts_to_proofread);
    for (const auto& [zone, text] : proof_.shown.order.texts) {
      write({name_of(proof_.shown, zone), set(text.words)});
      paper_.skip(1.4_mm);
    }
  }

  void remarks() {
    const std::vector<std::string> remarks = remarks_of(proof_);
    if (remarks.empty()) return;
    heading(words::to_be_checked);
    paper_.begin({.tag = pdf::Tag::list});
    for (const std::string& remark : remarks) {
      paper_.flow(Voice::body, remark, margin, paper_.width());
      paper_.skip(3.6_mm);
    }
    paper_.end();
  }

  void answer() {
    constexpr Length height = 46_mm, inset = 5_mm;
    paper_.skip(5_mm);
    paper_.need(height);
    const Rect frame{{margin, paper_.y()}, {paper_.width(), height}};
    paper_.box(frame, palette::wash, palette::accent);
    const Length left = frame.left() + inset, column = 78_mm;
    Length y = frame.top() + inset;
    y += paper_.write(Voice::heading, say(words::your_decision, language_), {left, y}, column) +
         2.4_mm;
    paper_.write(Voice::small, say(words::how_to_answer, language_), {left, y}, column);
    answer_lines(frame.left() + inset + column + 8_mm, frame);
    paper_.move_to(frame.bottom() + 4_mm);
  }

  void answer_lines(Length x, const Rect& frame) {
    Length y = frame.top() + 5_mm;
    for (const Sentence& line :
         {words::handwritten, words::name_and_capacity, words::date_and_signature}) {
      paper_.write(Voice::small, say(line, language_), {x, y}, 30_mm);
      paper_.rule({x + 31_mm, y + 3_mm}, frame.right() - 5_mm - x - 31_mm, palette::quiet, 150_um);
      y += 12_mm;
    }
  }

  Paper& paper_;
  const Proof& proof_;
  Language language_;
};

Length foot_width(const Paper& paper) {
  return paper.width() - 25_mm;
}

// On one line: an issuer's long name is left out.
std::string foot_of(const Paper& paper, const Proof& proof) {
  const auto foot = [&](const Sentence& words) {
    return say(words, proof.shown.order.language, fmt::arg("issuer", proof.shown.issuer.name),
               fmt::arg("order", proof.shown.order.id), fmt::arg("version", proof.version),
               fmt::arg("digest", proof.content.hex().substr(0, 12)));
  };
  const std::string whole = foot(words::foot);
  const bool fits = paper.set(Voice::fine, whole, foot_width(paper)).lines.size() < 2;
  return fits ? whole : foot(words::foot_of_order);
}

}  // namespace

void write_facts(Paper& paper, const Proof& proof) { Facts(paper, proof).write(); }

void write_feet(Paper& paper, const Proof& proof, std::size_t first, std::size_t total) {
  const Language language = proof.shown.order.language;
  for (std::size_t i = 0; i < paper.pages(); ++i) {
    paper.turn_to(i);
    paper.begin_artifact(pdf::Artifact::footer);
    const Length y = paper.size().height - 11_mm;
    paper.write(Voice::fine, foot_of(paper, proof), {margin, y}, foot_width(paper));
    paper.write(
        Voice::fine,
        say(words::foot_page, language, fmt::arg("page", first + i), fmt::arg("pages", total)),
        {margin, y}, paper.width(), page::Align::right);
    paper.end_artifact();
  }
}

}  // namespace imprimatur::bat
