// The letters about a BAT: what they say, in the order's language. words.inc holds the sentences,
// assets/mail/bat.html the form.
#pragma once

#include "calendar/calendar.h"
#include "finding/finding.h"
#include "mail/letter.h"
#include "markup/markup.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::mail {

// `bat`: a version goes out. `reminder`: it waits for an answer still. `overdue`: the last day has
// passed; the answer is awaited all the same, and silence is none.
enum class Purpose : std::uint8_t { bat, reminder, overdue };

struct PageShown {
  std::size_t page = 0;  // from 1
  std::string id;
};

struct BatFacts {
  Purpose purpose = Purpose::bat;
  finding::Language language = finding::Language::french;
  std::string issuer;
  std::string phone;  // may be empty
  std::string order, title;
  std::uint32_t version = 0;
  calendar::Date answer_by{};
  // Of the page where this reader answers; empty: by mail alone.
  std::string link;
  bool is_attached = true;  // else the link is the way to the PDF
  // As pictures, by their Enclosure's id. Never the first: see bat/validation.h.
  std::vector<PageShown> pages_shown;
  std::string digest;  // of the PDF, SHA-256 in hexadecimal
};

std::string subject_of(const BatFacts& facts);
std::string text_of(const BatFacts& facts);
std::string html_of(const BatFacts& facts, const markup::Templates& templates);

}  // namespace imprimatur::mail
