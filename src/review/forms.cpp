#include "review/review.h"

#include "review/words.h"

#include <algorithm>

namespace imprimatur::review {
namespace {

markup::Values form_of(const Proof& proof, const finding::Sentence& title, const Form& form) {
  markup::Values values = dressed(proof, said(title, proof), form.errors);
  values.texts["TOKEN"] = form.token;
  values.texts["NAME"] = form.name;
  values.texts["REASON"] = form.reason;
  values.sections["AGREES"] = markup::shown_if(form.agrees);
  return values;
}

std::string millimetres(std::uint32_t tenths) {
  return std::to_string((tenths + 5) / 10);
}

markup::Values pin_of(const Remark& pin, std::size_t index, const Gathering& form,
                      finding::Language language) {
  const std::size_t number = index + 1;
  const std::string id = fmt::format("r{}", index);
  markup::Values one;
  one.texts = {{"PIN", std::to_string(index)},
               {"PIN_PAGE", std::to_string(pin.page)},
               {"PIN_X", std::to_string(pin.x)},
               {"PIN_Y", std::to_string(pin.y)},
               {"PIN_TEXT", pin.text},
               {"PIN_LABEL", say(words::pin_label, language)},
               {"PIN_REMOVE", say(words::pin_remove, language, fmt::arg("number", number))}};
  one.texts["PIN_TITLE"] =
      pin.x == 0 && pin.y == 0
          ? say(words::pin_title_page, language, fmt::arg("number", number),
                fmt::arg("page", pin.page))
          : say(words::pin_title, language, fmt::arg("number", number), fmt::arg("page", pin.page),
                fmt::arg("x", millimetres(pin.x)), fmt::arg("y", millimetres(pin.y)));
  const auto error = std::ranges::find(form.errors, id, &Error::field);
  if (error != form.errors.end())
    one.sections["PIN_ERROR"] = {{{{"FIELD_ERROR", error->sentence}}, {}}};
  one.sections["PIN_NEW"] = markup::shown_if(form.is_new && number == form.pins.size());
  return one;
}

// The page to be clicked, with the places that were clicked already.
markup::Values canvas_of(const Picture& picture, const Gathering& form,
                         finding::Language language) {
  markup::Values canvas;
  put_size(canvas, picture, click_width);
  canvas.texts["CLICK_PAGE"] = std::to_string(picture.page);
  canvas.texts["CLICK_ALT"] = say(words::click_page, language, fmt::arg("page", picture.page));
  canvas.texts["REGION"] = say(words::sheet_region, language, fmt::arg("page", picture.page));
  canvas.texts["PAPER_WIDTH"] = std::to_string(picture.width);
  canvas.texts["PAPER_HEIGHT"] = std::to_string(picture.height);
  for (std::size_t i = 0; i < form.pins.size(); ++i)
    if (const Remark& pin = form.pins[i]; pin.page == picture.page && (pin.x != 0 || pin.y != 0))
      canvas.sections["MARK"].push_back({{{"MARK_X", std::to_string(pin.x)},
                                          {"MARK_Y", std::to_string(pin.y)},
                                          {"MARK_NUMBER", std::to_string(i + 1)}},
                                         {}});
  return canvas;
}

}  // namespace

std::string approval(const markup::Templates& templates, const Proof& proof, const Form& form) {
  return templates.fill("approve", form_of(proof, words::approve_heading, form));
}

std::string refusal(const markup::Templates& templates, const Proof& proof, const Form& form) {
  return templates.fill("refuse", form_of(proof, words::refuse_heading, form));
}

std::string gathering(const markup::Templates& templates, const Proof& proof,
                      const Gathering& form) {
  markup::Values values = dressed(proof, said(words::changes_heading, proof), form.errors);
  values.texts["TOKEN"] = form.token;
  values.texts["NAME"] = form.name;
  values.texts["WHOLE"] = form.whole;
  values.texts["SHOWN"] = std::to_string(form.shown);
  values.sections["PINS"] = markup::shown_if(!form.pins.empty());
  for (std::size_t i = 0; i < form.pins.size(); ++i)
    values.sections["PIN_ITEM"].push_back(pin_of(form.pins[i], i, form, proof.language));
  values.sections["CHOOSE"] = markup::shown_if(!form.pictures.empty());
  for (const Picture& picture : form.pictures) {
    markup::Values one{
        {{"SHOW_PAGE", std::to_string(picture.page)},
         {"SHOW_WORDS", say(words::show_page, proof.language, fmt::arg("page", picture.page))}},
        {}};
    one.sections["IS_SHOWN"] = markup::shown_if(picture.page == form.shown);
    values.sections["SHOW"].push_back(std::move(one));
    if (picture.page == form.shown)
      values.sections["CANVAS"] = {canvas_of(picture, form, proof.language)};
  }
  if (form.shown != 0)
    values.sections["SHOWN_PAGE"] = {{{{"SHOWN_NUMBER", std::to_string(form.shown)}}, {}}};
  return templates.fill("changes", values);
}

}  // namespace imprimatur::review
