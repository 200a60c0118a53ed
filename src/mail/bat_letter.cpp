#include "mail/bat_letter.h"

#include "wording/wording.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace imprimatur::mail {
namespace {

using finding::Sentence;

namespace words {
#define WORDS(name, fr, en) const Sentence name{fr, en};
#include "mail/words.inc"
#undef WORDS
}  // namespace words

std::string say(const BatFacts& facts, const Sentence& sentence, std::size_t page = 0) {
  fmt::dynamic_format_arg_store<fmt::format_context> with;
  with.push_back(fmt::arg("order", facts.order.c_str()));
  with.push_back(fmt::arg("title", facts.title.c_str()));
  with.push_back(fmt::arg("version", facts.version));
  with.push_back(fmt::arg("issuer", facts.issuer.c_str()));
  with.push_back(fmt::arg("phone", facts.phone.c_str()));
  with.push_back(fmt::arg("digest", facts.digest.c_str()));
  with.push_back(fmt::arg("page", page));
  const std::string day = wording::date(facts.answer_by, facts.language);
  with.push_back(fmt::arg("answer_by", day.c_str()));
  return fmt::vformat(sentence.in(facts.language), with);
}

const Sentence& opening(const BatFacts& facts) {
  switch (facts.purpose) {
    case Purpose::bat: return words::here_it_is;
    case Purpose::reminder: return facts.is_attached ? words::it_waits : words::it_waits_linked;
    case Purpose::overdue: break;
  }
  return words::it_is_late;
}

// What to do, step by step; the address of the page comes after the last where there is one.
std::vector<std::string> steps(const BatFacts& facts) {
  std::vector<std::string> all{
      say(facts, facts.is_attached ? words::step_read : words::step_read_linked),
      say(facts, words::step_code)};
  all.push_back(say(facts, facts.link.empty() ? words::step_reply : words::step_page));
  return all;
}

std::string signature(const BatFacts& facts) {
  return facts.phone.empty() ? facts.issuer : say(facts, words::signature_phone);
}

// Lines of at most 72 columns, as far as there are spaces that break.
std::string wrapped(std::string_view text, std::string_view first, std::string_view next) {
  constexpr std::size_t columns = 72;
  const auto width = [](std::string_view words) {
    std::size_t count = 0;
    for (const char c : words) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    return count;
  };
  std::string out(first), line;
  std::size_t indent = width(first);
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (!line.empty() && indent + width(line) + 1 + width(word) > columns) {
      out += line + "\n" + std::string(next);
      indent = width(next);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  return out + line + "\n";
}

}  // namespace

std::string subject_of(const BatFacts& facts) {
  switch (facts.purpose) {
    case Purpose::bat: return say(facts, words::subject_bat);
    case Purpose::reminder: return say(facts, words::subject_reminder);
    case Purpose::overdue: break;
  }
  return say(facts, words::subject_overdue);
}

std::string text_of(const BatFacts& facts) {
  const auto paragraph = [&](const Sentence& sentence) {
    return wrapped(say(facts, sentence), "", "") + "\n";
  };
  std::string text = paragraph(words::greeting) + paragraph(opening(facts));
  if (facts.purpose != Purpose::overdue) text += paragraph(words::until);
  text += wrapped(say(facts, words::how_heading), "", "");
  std::size_t number = 0;
  for (const std::string& step : steps(facts))
    text += wrapped(step, fmt::format("{}. ", ++number), "   ");
  if (!facts.link.empty())
    text += "   " + facts.link + "\n\n" + wrapped(say(facts, words::or_reply), "", "");
  text += "\n-- \n" + signature(facts) + "\n" + wrapped(say(facts, words::sent_by), "", "");
  return text + say(facts, words::fingerprint) + "\n";
}

std::string html_of(const BatFacts& facts, const markup::Templates& templates) {
  markup::Values values;
  auto& texts = values.texts;
  texts["LANGUAGE"] = facts.language == finding::Language::french ? "fr" : "en";
  texts["SUBJECT"] = subject_of(facts);
  texts["GREETING"] = say(facts, words::greeting);
  texts["OPENING"] = say(facts, opening(facts));
  texts["ANSWER_HEADING"] = say(facts, words::answer_by_heading);
  texts["UNTIL"] = say(facts, words::until);
  texts["HOW_HEADING"] = say(facts, words::how_heading);
  texts["LINK"] = facts.link;
  texts["BUTTON"] = say(facts, words::button);
  texts["OR_REPLY"] = say(facts, words::or_reply);
  texts["PAGES_HEADING"] = say(facts, words::pages_heading);
  texts["SIGNATURE"] = signature(facts);
  texts["SENT_BY"] = say(facts, words::sent_by);
  texts["FINGERPRINT"] = say(facts, words::fingerprint);
  values.sections["DEADLINE"] = markup::shown_if(facts.purpose != Purpose::overdue);
  values.sections["PAGE"] = markup::shown_if(!facts.link.empty());
  for (const std::string& step : steps(facts))
    values.sections["STEP"].push_back({{{"STEP_WORDS", step}}, {}});
  values.sections["PICTURES"] = markup::shown_if(!facts.pages_shown.empty());
  for (const auto& [page, id] : facts.pages_shown) {
    markup::Values picture;
    picture.texts["PICTURE_ID"] = id;
    picture.texts["PICTURE_ALT"] = say(facts, words::picture_of_page, page);
    values.sections["PICTURE"].push_back(std::move(picture));
  }
  return templates.fill("bat", values);
}

}  // namespace imprimatur::mail
