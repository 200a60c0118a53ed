// The letter that a decision was noted: what it is, and what proves it later. The words are those
// of words.inc, the form is assets/mail/receipt.html.
#pragma once

#include "finding/finding.h"
#include "markup/markup.h"
#include "world/world.h"

#include <string>

namespace imprimatur::mail {

enum class Decided : std::uint8_t { approved, to_change, refused };

struct ReceiptFacts {
  Decided outcome = Decided::approved;
  finding::Language language = finding::Language::french;
  std::string issuer;
  std::string phone;  // may be empty
  std::string order, title;
  std::uint32_t version = 0;
  world::Instant decided{};
  std::string by;          // who decided; empty where it isn't known any more
  std::string digest;      // of the BAT, SHA-256 in hexadecimal
  std::string checkpoint;  // of the ledger, as tlog::TreeHead::text() has it
};

std::string subject_of(const ReceiptFacts& facts);
std::string text_of(const ReceiptFacts& facts);
std::string html_of(const ReceiptFacts& facts, const markup::Templates& templates);

}  // namespace imprimatur::mail
