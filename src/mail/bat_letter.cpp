#include "mail/bat_letter.h"

#include "mail/words.h"
#include "wording/wording.h"

#include <fmt/format.h>

namespace imprimatur::mail {
namespace {

using finding::Sentence;

std::string say(const BatFacts& facts, const Sentence& sentence, std::size_t page = 0) {
  return wording::say(sentence, facts.language, fmt::arg("order", facts.order),
                      fmt::arg("title", facts.title), fmt::arg("version", facts.version),
                      fmt::arg("digest", facts.digest), fmt::arg("page", page),
                      fmt::arg("answer_by", wording::date(facts.answer_by, facts.language)));
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
    return wrapped(say(facts, sentence)) + "\n";
  };
  std::string text = paragraph(words::greeting) + paragraph(opening(facts));
  if (facts.purpose != Purpose::overdue) text += paragraph(words::until);
  text += wrapped(say(facts, words::how_heading));
  std::size_t number = 0;
  for (const std::string& step : steps(facts))
    text += wrapped(step, fmt::format("{}. ", ++number), "   ");
  if (!facts.link.empty())
    text += "   " + facts.link + "\n\n" + wrapped(say(facts, words::or_reply));
  text += "\n-- \n" + signature(facts.issuer, facts.phone, facts.language) + "\n" +
          wrapped(say(facts, words::sent_by));
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
  texts["SIGNATURE"] = signature(facts.issuer, facts.phone, facts.language);
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
