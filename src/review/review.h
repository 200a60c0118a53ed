// The page where a client looks at a BAT and answers: what it says, in the order's language.
// Functions from facts to HTML; words.inc holds the sentences, assets/review the form. There is no
// script in it: what it does, forms and links do.
#pragma once

#include "calendar/clock.h"
#include "finding/finding.h"
#include "markup/markup.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::review {

inline constexpr std::size_t longest_name = 120;
inline constexpr std::size_t longest_text = 2000;  // a reason, a remark
inline constexpr std::size_t most_remarks = 40;

// Who is asked where something is unclear. Phone and address may be empty.
struct Contact {
  std::string issuer, phone, email;
};

// What all pages of one link share.
struct Proof {
  finding::Language language = finding::Language::french;
  Contact contact;
  std::string order, title, client;
  std::uint32_t version = 0;
  calendar::Date answer_by{};
  std::uint64_t pdf_bytes = 0;
  std::string digest;  // of the PDF, SHA-256 in hexadecimal
  std::string home;    // the link's path, "/r/ORDER/NUMBER/TOKEN"
};

// A page of the BAT that can be shown. Never the first, which bears the validation code.
struct Picture {
  std::uint32_t page = 0;               // from 1
  std::uint32_t width = 0, height = 0;  // of the paper, in tenths of a millimetre
};

enum class State : std::uint8_t { waiting, overdue, approved, changes_asked, refused, superseded };

// What differs from the version before, as far as it is told here.
enum class Change : std::uint8_t {
  title,
  issuer,
  client,
  quantity,
  value,
  validity,
  target_public,
  texts,
  delivery,
  pages,
  other
};

// A place on a page, in tenths of a millimetre from its top left; page 0: the whole. Both 0: the
// page as such.
struct Remark {
  std::uint32_t page = 0, x = 0, y = 0;
  std::string text;
  bool operator==(const Remark&) const = default;
};

struct Overview {
  State state = State::waiting;
  calendar::Instant decided{};
  std::string decided_by;  // may be empty
  std::string reason;
  std::vector<Remark> remarks;
  std::uint32_t newest = 0;                    // where it is superseded
  std::string newest_home;                     // empty: no mail about that one went to this reader
  std::optional<std::vector<Change>> changes;  // nullopt: there is no version before, or no telling
  std::vector<Picture> pictures;
  bool is_painting = false;  // the pictures are on their way
};
std::string overview(const markup::Templates& templates, const Proof& proof, const Overview& what);

// How large a page stands on a screen, in CSS pixels; its height follows.
inline constexpr std::uint32_t zooms[] = {720, 1200, 1800};
// `may_answer`: there is a way from it to asking for changes.
std::string sheet(const markup::Templates& templates, const Proof& proof,
                  const std::vector<Picture>& pictures, const Picture& shown, std::uint32_t zoom,
                  bool may_answer);

// What is wrong, at the field of this id.
struct Error {
  std::string field;
  std::string sentence;
};
// `token`: what shows that a form is ours. The rest as it was typed.
struct Form {
  std::string token;
  std::vector<Error> errors;
  std::string name;
  std::string code;  // approving; never given back
  bool agrees = false;
  std::string reason;  // refusing
};
std::string approval(const markup::Templates& templates, const Proof& proof, const Form& form);
std::string refusal(const markup::Templates& templates, const Proof& proof, const Form& form);

// Remarks as they are gathered. The first is about the whole, and may be empty.
struct Gathering {
  std::string token;
  std::vector<Error> errors;
  std::string name, whole;
  std::vector<Remark> pins;
  std::vector<Picture> pictures;
  std::uint32_t shown = 0;  // the page that is to be clicked; 0: none
  bool is_new = false;      // the last pin was put just now: it is to be written
};
std::string gathering(const markup::Templates& templates, const Proof& proof,
                      const Gathering& form);
// As wide as a page stands there, for the place of a click on it.
inline constexpr std::uint32_t click_width = 720;

// What stands in place of a page, in both languages.
enum class Notice : std::uint8_t { missing, expired, erased, often, trouble };
std::string notice(const markup::Templates& templates, const Contact& contact, Notice what,
                   std::int64_t days);

// The sentences that stand beside a button, as they are shown: what a decision was given on.
enum class Answer : std::uint8_t { approve, changes, refuse };
std::string wording_of(Answer answer, const Proof& proof);

// One of the catalogue's, of those that forms are answered with, in the reader's language.
enum class Fault : std::uint8_t {
  name_missing,
  name_long,
  words_unfit,
  expired,
  foreign,
  code_missing,
  code_wrong_more,
  code_exhausted,
  agree_missing,
  reason_missing,
  text_long,
  pin_empty,
  by_hand_wrong,
  too_many,
  nothing_asked
};
std::string say(Fault fault, const Proof& proof, std::size_t number = 0);

}  // namespace imprimatur::review
