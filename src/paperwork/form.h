// An A4 paper that people sign: who issues it, what it is, a table, lines to fill, signatures. For
// the sources of this room.
#pragma once

#include "calendar/calendar.h"
#include "finding/finding.h"
#include "measure/money.h"
#include "order/issuer.h"
#include "paperwork/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::paperwork {

// What the order is called, at the left of the second block of every form.
struct OrderHead {
  std::string id, title, client;
  std::vector<std::string> client_address;
};

// Drawn from top to bottom, on as many pages as it takes. What is drawn is derived from it.
class Form {
 public:
  // Begins a page. Document and issuer outlive the form.
  Form(Document& document, const order::Issuer& issuer, finding::Language language);

 protected:
  static constexpr measure::Length left = measure::Length::from_millimetres(20);
  static constexpr measure::Length right = measure::Length::from_millimetres(190);
  static constexpr measure::Length gutter = measure::Length::from_millimetres(6);
  static constexpr measure::Length middle = (left + right) / 2;
  static constexpr measure::Length half = (right - left - gutter) / 2;
  static constexpr measure::Length second = middle + gutter / 2;  // the right half's left edge
  static constexpr measure::Length row = measure::Length::from_millimetres(7);
  static constexpr measure::Length row_baseline = measure::Length::from_micrometres(4700);
  static constexpr measure::Length hairline = measure::Length::from_micrometres(150);
  static const Style body, strong, quiet, label;

  Document& document_;
  measure::Length y_;

  finding::Language language() const { return language_; }
  const std::string& say(const finding::Sentence& words) const { return words.in(language_); }
  std::string typeset(std::string_view text) const;
  std::vector<std::string> typeset(const std::vector<std::string>& texts) const;
  std::string number(std::uint64_t value) const;
  std::string money(measure::Money value) const;

  // A block that does not fit any more goes to a page of its own: true.
  bool make_room(measure::Length height);
  // Over the whole width, line by line, and on to the next page where one is full.
  void paragraph(std::string_view text, Style style);
  void issuer_and_title(const finding::Sentence& title, std::string_view number,
                        calendar::Date day);
  // Its lower end; the block's place is left to the caller, who may have another beside it.
  measure::Length order_block(const OrderHead& order) const;
  // `figures` end at the right edges of `columns`.
  void table_row(std::string_view what, const std::vector<std::string>& figures,
                 const std::vector<measure::Length>& columns, Style style);
  void table_head(std::string_view what, const std::vector<std::string>& figures,
                  const std::vector<measure::Length>& columns);
  void table_end();
  // A word and a line to write on behind it.
  void line_to_fill(std::string_view what, measure::Length from, measure::Length to);
  // Two boxes beside each other, and the sentence below them.
  struct Signer {
    finding::Sentence act, who, sign;
  };
  void signatures(const Signer& one, const Signer& other, const finding::Sentence& copies);
  // At the foot of every page drawn so far.
  void feet(std::string_view words);

 private:
  const order::Issuer& issuer_;
  finding::Language language_;
  int before_;  // pages of the document before this form's

  void signature(measure::Length x, const Signer& signer);
};

}  // namespace imprimatur::paperwork
