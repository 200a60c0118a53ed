#include "mail/receipt_letter.h"

#include "calendar/clock.h"
#include "mail/words.h"
#include "wording/wording.h"

#include <fmt/format.h>

namespace imprimatur::mail {
namespace {

using finding::Sentence;

std::string told(const ReceiptFacts& facts, const Sentence& sentence) {
  return wording::say(
      sentence, facts.language, fmt::arg("order", facts.order), fmt::arg("title", facts.title),
      fmt::arg("version", facts.version), fmt::arg("by", facts.by),
      fmt::arg("day", wording::date(calendar::paris_date(facts.decided), facts.language)),
      fmt::arg("digest", facts.digest), fmt::arg("checkpoint", facts.checkpoint));
}

// By whom where it is known, else without.
std::string what_was_decided(const ReceiptFacts& facts) {
  const bool named = !facts.by.empty();
  switch (facts.outcome) {
    case Decided::approved:
      return told(facts, named ? words::receipt_approved_by : words::receipt_approved);
    case Decided::to_change:
      return told(facts, named ? words::receipt_changes_by : words::receipt_changes);
    case Decided::refused: break;
  }
  return told(facts, named ? words::receipt_refused_by : words::receipt_refused);
}

const Sentence& what_comes_next(const ReceiptFacts& facts) {
  switch (facts.outcome) {
    case Decided::approved: return words::receipt_next_print;
    case Decided::to_change: return words::receipt_next_version;
    case Decided::refused: break;
  }
  return words::receipt_next_nothing;
}

}  // namespace

std::string subject_of(const ReceiptFacts& facts) {
  switch (facts.outcome) {
    case Decided::approved: return told(facts, words::subject_receipt_approved);
    case Decided::to_change: return told(facts, words::subject_receipt_changes);
    case Decided::refused: break;
  }
  return told(facts, words::subject_receipt_refused);
}

std::string text_of(const ReceiptFacts& facts) {
  const auto paragraph = [](const std::string& words) { return wrapped(words) + "\n"; };
  return paragraph(told(facts, words::greeting)) + paragraph(what_was_decided(facts)) +
         paragraph(told(facts, what_comes_next(facts))) +
         paragraph(told(facts, words::receipt_not_you)) +
         paragraph(told(facts, words::receipt_keep)) + told(facts, words::receipt_checkpoint) +
         "\n" + told(facts, words::fingerprint) + "\n\n-- \n" +
         signature(facts.issuer, facts.phone, facts.language) + "\n" +
         wrapped(told(facts, words::sent_by));
}

std::string html_of(const ReceiptFacts& facts, const markup::Templates& templates) {
  markup::Values values;
  auto& texts = values.texts;
  texts["LANGUAGE"] = facts.language == finding::Language::french ? "fr" : "en";
  texts["SUBJECT"] = subject_of(facts);
  texts["GREETING"] = told(facts, words::greeting);
  texts["DECIDED"] = what_was_decided(facts);
  texts["NEXT"] = told(facts, what_comes_next(facts));
  texts["NOT_YOU"] = told(facts, words::receipt_not_you);
  texts["KEEP"] = told(facts, words::receipt_keep);
  texts["CHECKPOINT"] = told(facts, words::receipt_checkpoint);
  texts["FINGERPRINT"] = told(facts, words::fingerprint);
  texts["SIGNATURE"] = signature(facts.issuer, facts.phone, facts.language);
  texts["SENT_BY"] = told(facts, words::sent_by);
  return templates.fill("receipt", values);
}

}  // namespace imprimatur::mail
