#include "review/review.h"

#include "review/words.h"
#include "wording/wording.h"

#include <algorithm>

namespace imprimatur::review {
namespace {

using finding::Language;
using finding::Sentence;

// As wide as a page stands among the others, in CSS pixels.
constexpr std::uint32_t small_width = 400;

std::string dated(const Sentence& sentence, const Proof& proof, calendar::Instant instant) {
  const calendar::LocalTime local = calendar::paris_time(instant);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local.since_midnight);
  const std::string time =
      say(words::clock, proof.language, fmt::arg("hours", minutes.count() / 60),
          fmt::arg("minutes", minutes.count() % 60));
  return say(sentence, proof.language, fmt::arg("version", proof.version),
             fmt::arg("date", wording::date(local.date, proof.language)), fmt::arg("time", time));
}

const Sentence& words_of(Change change) {
  switch (change) {
    case Change::title: return words::change_title;
    case Change::issuer: return words::change_issuer;
    case Change::client: return words::change_client;
    case Change::quantity: return words::change_quantity;
    case Change::value: return words::change_value;
    case Change::validity: return words::change_validity;
    case Change::target_public: return words::change_public;
    case Change::texts: return words::change_texts;
    case Change::delivery: return words::change_delivery;
    case Change::pages: return words::change_pages;
    case Change::other: break;
  }
  return words::change_other;
}

void put_changes(markup::Values& values, const Proof& proof, const Overview& what) {
  if (!what.changes) return;
  markup::Values changed;
  std::string all;
  for (const Change change : *what.changes)
    all += (all.empty() ? "" : ", ") + say(words_of(change), proof.language);
  changed.texts["CHANGED_WORDS"] = all.empty()
                                       ? said(words::changed_nothing, proof)
                                       : say(words::changed, proof.language, fmt::arg("what", all));
  changed.sections["CHANGED_MORE"] = markup::shown_if(!all.empty());
  values.sections["CHANGED"] = {std::move(changed)};
}

// A remark's place, or nothing where it is about the whole.
std::string place_of(const Remark& remark, std::size_t number, Language language) {
  if (remark.page == 0) return "";
  if (remark.x == 0 && remark.y == 0)
    return say(words::pin_title_page, language, fmt::arg("number", number),
               fmt::arg("page", remark.page));
  return say(words::pin_title, language, fmt::arg("number", number), fmt::arg("page", remark.page),
             fmt::arg("x", (remark.x + 5) / 10), fmt::arg("y", (remark.y + 5) / 10));
}

void put_recorded(markup::Values& values, const Proof& proof, const Overview& what) {
  markup::Values recorded;
  recorded.texts["RECORDED_WORDS"] = dated(what.state == State::approved  ? words::approved
                                           : what.state == State::refused ? words::refused
                                                                          : words::changes_asked,
                                           proof, what.decided);
  recorded.sections["WHO"] = markup::shown_if(!what.decided_by.empty());
  recorded.texts["WHO_WORDS"] =
      say(words::decided_by, proof.language, fmt::arg("who", what.decided_by));
  recorded.sections["REASON"] = markup::shown_if(!what.reason.empty());
  recorded.texts["REASON_WORDS"] = what.reason;
  recorded.sections["REMARKS"] = markup::shown_if(!what.remarks.empty());
  std::size_t number = 0;
  for (const Remark& remark : what.remarks) {
    if (remark.page != 0) ++number;
    const std::string place = place_of(remark, number, proof.language);
    markup::Values one{{{"REMARK_PLACE", place}, {"REMARK_WORDS", remark.text}}, {}};
    one.sections["PLACED"] = markup::shown_if(!place.empty());
    recorded.sections["REMARK"].push_back(std::move(one));
  }
  values.sections["RECORDED"] = {std::move(recorded)};
}

void put_state(markup::Values& values, const Proof& proof, const Overview& what) {
  switch (what.state) {
    case State::waiting: values.sections["WAITING"] = markup::shown_if(true); break;
    case State::overdue: values.sections["OVERDUE"] = markup::shown_if(true); break;
    case State::superseded: {
      markup::Values gone;
      gone.texts["SUPERSEDED_WORDS"] =
          say(words::superseded, proof.language, fmt::arg("version", proof.version),
              fmt::arg("newest", what.newest));
      gone.texts["NEWEST_HOME"] = what.newest_home;
      gone.sections["LINKED"] = markup::shown_if(!what.newest_home.empty());
      gone.sections["UNSENT"] = markup::shown_if(what.newest_home.empty());
      values.sections["SUPERSEDED"] = {std::move(gone)};
      break;
    }
    case State::approved:
    case State::changes_asked:
    case State::refused: put_recorded(values, proof, what); break;
  }
}

}  // namespace

std::string overview(const markup::Templates& templates, const Proof& proof, const Overview& what) {
  markup::Values values = dressed(proof, proof.title);
  auto& texts = values.texts;
  texts["TITLE"] = proof.title;
  texts["ORDER"] = proof.order;
  texts["CLIENT"] = proof.client;
  texts["VERSION"] = std::to_string(proof.version);
  texts["DIGEST"] = proof.digest;
  put_state(values, proof, what);
  const bool may_answer = what.state == State::waiting || what.state == State::overdue;
  values.sections["ANSWER"] = markup::shown_if(may_answer);
  // A version that counts no more is not to be read by mistake.
  values.sections["READ"] = markup::shown_if(what.state != State::superseded);
  put_changes(values, proof, what);
  values.sections["PAINTING"] = markup::shown_if(what.is_painting);
  values.sections["PICTURES"] = markup::shown_if(!what.pictures.empty());
  for (const Picture& picture : what.pictures) {
    markup::Values one;
    one.texts["PAGE"] = std::to_string(picture.page);
    one.texts["PAGE_WORDS"] =
        say(words::page_number, proof.language, fmt::arg("page", picture.page));
    one.texts["PAGE_ALT"] = say(words::page_alt, proof.language, fmt::arg("page", picture.page));
    put_size(one, picture, small_width);
    values.sections["PICTURE"].push_back(std::move(one));
  }
  return templates.fill("overview", values);
}

std::string sheet(const markup::Templates& templates, const Proof& proof,
                  const std::vector<Picture>& pictures, const Picture& shown, std::uint32_t zoom,
                  bool may_answer) {
  const std::uint32_t last = pictures.empty() ? shown.page : pictures.back().page;
  const std::string title = say(words::sheet_title, proof.language, fmt::arg("page", shown.page),
                                fmt::arg("pages", last));
  markup::Values values = dressed(proof, title);
  values.texts["TITLE"] = title;
  values.texts["PAGE"] = std::to_string(shown.page);
  values.texts["ALT"] = say(words::sheet_alt, proof.language, fmt::arg("page", shown.page));
  values.texts["REGION"] = say(words::sheet_region, proof.language, fmt::arg("page", shown.page));
  put_size(values, shown, zoom);
  values.sections["REMARK_LINK"] = markup::shown_if(may_answer);
  const Sentence* names[] = {&words::zoom_1, &words::zoom_2, &words::zoom_3};
  for (std::size_t i = 0; i < std::size(zooms); ++i) {
    markup::Values one{
        {{"ZOOM", std::to_string(i + 1)}, {"ZOOM_WORDS", names[i]->in(proof.language)}}, {}};
    one.sections["IS_ZOOM"] = markup::shown_if(zooms[i] == zoom);
    one.sections["OTHER_ZOOM"] = markup::shown_if(zooms[i] != zoom);
    values.sections["ZOOMS"].push_back(std::move(one));
  }
  const auto index = static_cast<std::size_t>(std::ranges::find(zooms, zoom) - zooms);
  for (const Picture& picture : pictures) {
    markup::Values one{
        {{"TO_PAGE", std::to_string(picture.page)},
         {"TO_PAGE_WORDS", say(words::to_page, proof.language, fmt::arg("page", picture.page))},
         {"KEEP_ZOOM", std::to_string(index + 1)}},
        {}};
    one.sections["IS_PAGE"] = markup::shown_if(picture.page == shown.page);
    one.sections["OTHER_PAGE"] = markup::shown_if(picture.page != shown.page);
    values.sections["PAGES"].push_back(std::move(one));
  }
  return templates.fill("sheet", values);
}

std::string notice(const markup::Templates& templates, const Contact& contact, Notice what,
                   std::int64_t days) {
  const Sentence* title = &words::trouble_title;
  const Sentence* text = &words::trouble_text;
  switch (what) {
    case Notice::missing: title = &words::missing_title, text = &words::missing_text; break;
    case Notice::expired: title = &words::expired_title, text = &words::expired_text; break;
    case Notice::erased: title = &words::erased_title, text = &words::erased_text; break;
    case Notice::often: title = &words::often_title, text = &words::often_text; break;
    case Notice::trouble: break;
  }
  markup::Values values;
  put_contact(values, contact, Language::french);
  values.texts["PAGE_TITLE"] = title->fr;
  values.texts["SAY_SKIP"] = words::skip.fr;
  for (const Language language : {Language::french, Language::english}) {
    markup::Values one;
    put_contact(one, contact, language);
    one.texts["TITLE"] = title->in(language);
    one.texts["TEXT"] = say(*text, language, fmt::arg("days", days));
    one.texts["CALL"] = say(words::call_us, language);
    one.sections["IS_FIRST"] = markup::shown_if(language == Language::french);
    one.sections["IS_SECOND"] = markup::shown_if(language != Language::french);
    values.sections["IN_LANGUAGE"].push_back(std::move(one));
  }
  return templates.fill("notice", values);
}

}  // namespace imprimatur::review
