#include "review/words.h"

#include "wording/wording.h"

#include <fmt/args.h>

#include <algorithm>

namespace imprimatur::review {

using finding::Language;
using finding::Sentence;

namespace words {
#define WORDS(name, fr, en) const Sentence name{fr, en};
#define PIECE(name, fr, en) const Sentence name{fr, en};
#include "review/words.inc"
#undef WORDS
#undef PIECE
}  // namespace words

namespace {

struct Named {
  std::string name;  // SAY_NAME
  const Sentence* words;
};

std::vector<Named> all_words() {
  std::vector<Named> all;
  const auto add = [&](std::string_view name, const Sentence& words) {
    std::string place = "SAY_";
    for (const char c : name) place += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    all.push_back({place, &words});
  };
#define WORDS(name, fr, en) add(#name, words::name);
#define PIECE(name, fr, en)
#include "review/words.inc"
#undef WORDS
#undef PIECE
  return all;
}

// "777 ko", "6,4 Mo": what a reader has to expect of a download.
std::string size_of(std::uint64_t bytes, Language language) {
  const bool is_french = language == Language::french;
  if (bytes < 1'000'000)
    return fmt::format("{}\u00a0{}", std::max<std::uint64_t>(1, (bytes + 500) / 1000),
                       is_french ? "ko" : "kB");
  const std::uint64_t tenths = (bytes + 50'000) / 100'000;
  return fmt::format("{}{}{}\u00a0{}", tenths / 10, is_french ? "," : ".", tenths % 10,
                     is_french ? "Mo" : "MB");
}

using Store = fmt::dynamic_format_arg_store<fmt::format_context>;

Store facts_of(const Proof& proof) {
  Store with;
  with.push_back(fmt::arg("order", proof.order.c_str()));
  with.push_back(fmt::arg("title", proof.title.c_str()));
  with.push_back(fmt::arg("version", proof.version));
  with.push_back(fmt::arg("previous", proof.version - 1));
  with.push_back(fmt::arg("issuer", proof.contact.issuer.c_str()));
  const std::string day = wording::date(proof.answer_by, proof.language);
  with.push_back(fmt::arg("answer_by", day));
  const std::string size = size_of(proof.pdf_bytes, proof.language);
  with.push_back(fmt::arg("size", size));
  return with;
}

const Sentence& words_of(Fault fault) {
  switch (fault) {
    case Fault::name_missing: return words::name_missing;
    case Fault::name_long: return words::name_long;
    case Fault::words_unfit: return words::words_unfit;
    case Fault::expired: return words::form_expired;
    case Fault::foreign: return words::form_foreign;
    case Fault::code_missing: return words::code_missing;
    case Fault::code_wrong_more: return words::code_wrong_more;
    case Fault::code_exhausted: return words::code_exhausted;
    case Fault::agree_missing: return words::agree_missing;
    case Fault::reason_missing: return words::reason_missing;
    case Fault::text_long: return words::text_long;
    case Fault::pin_empty: return words::pin_empty;
    case Fault::by_hand_wrong: return words::by_hand_wrong;
    case Fault::too_many: return words::too_many;
    case Fault::nothing_asked: break;
  }
  return words::nothing_asked;
}

std::size_t most_of(Fault fault) {
  return fault == Fault::name_long   ? longest_name
         : fault == Fault::text_long ? longest_text
                                     : most_remarks;
}

}  // namespace

std::string said(const Sentence& sentence, const Proof& proof) {
  return fmt::vformat(sentence.in(proof.language), facts_of(proof));
}

std::string say(Fault fault, const Proof& proof, std::size_t number) {
  return say(words_of(fault), proof.language, fmt::arg("most", most_of(fault)),
             fmt::arg("number", number));
}

std::string wording_of(Answer answer, const Proof& proof) {
  return said(answer == Answer::approve   ? words::agree_label
              : answer == Answer::changes ? words::changes_lead
                                          : words::refuse_lead,
              proof);
}

// A telephone number stays on one line.
static std::string unbroken(const std::string& text) {
  std::string whole;
  for (const char c : text) whole += c == ' ' ? std::string("\u00a0") : std::string(1, c);
  return whole;
}

void put_contact(markup::Values& values, const Contact& contact, Language language) {
  values.texts["LANGUAGE"] = language == Language::french ? "fr" : "en";
  values.texts["ISSUER"] = contact.issuer;
  values.texts["CONTACT"] =
      contact.phone.empty()
          ? say(words::contact_name, language, fmt::arg("issuer", contact.issuer))
          : say(words::contact_phone, language, fmt::arg("issuer", contact.issuer),
                fmt::arg("phone", unbroken(contact.phone)));
  values.sections["EMAIL"] = markup::shown_if(!contact.email.empty());
  values.texts["EMAIL_ADDRESS"] = contact.email;
}

markup::Values dressed(const Proof& proof, const std::string& title,
                       const std::vector<Error>& errors) {
  static const std::vector<Named> all = all_words();
  markup::Values values;
  const Store with = facts_of(proof);
  for (const auto& [name, sentence] : all)
    values.texts[name] = fmt::vformat(sentence->in(proof.language), with);
  put_contact(values, proof.contact, proof.language);
  values.texts["HOME"] = proof.home;
  values.texts["PAGE_TITLE"] =
      (errors.empty() ? "" : say(words::error_prefix, proof.language) + " – ") + title + " – " +
      proof.order;
  put_errors(values, errors);
  return values;
}

void put_errors(markup::Values& values, const std::vector<Error>& errors) {
  values.sections["ERRORS"] = markup::shown_if(!errors.empty());
  for (const Error& error : errors) {
    values.sections["ERROR"].push_back(
        {{{"ERROR_FIELD", error.field}, {"ERROR_WORDS", error.sentence}}, {}});
    markup::Values beside{{{"FIELD_ERROR", error.sentence}}, {}};
    std::string name = "ERROR_";
    for (const char c : error.field)
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    values.sections[name] = {std::move(beside)};
  }
}

void put_size(markup::Values& values, const Picture& picture, std::uint32_t width) {
  values.texts["WIDTH"] = std::to_string(width);
  values.texts["HEIGHT"] =
      std::to_string(std::uint64_t{width} * picture.height / std::max(picture.width, 1u));
}

}  // namespace imprimatur::review
