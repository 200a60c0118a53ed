// What the review page's forms do: see review_site.h.
#include "flow/review_site.h"
#include "http/forwarded.h"
#include "wording/unicode.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace imprimatur::flow {
namespace {

using review::Fault;

// What a browser sends, as a person meant it: line ends as LF, nothing at the ends.
std::string tidied(std::string_view typed) {
  std::string text;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] != '\r')
      text += typed[i];
    else if (i + 1 == typed.size() || typed[i + 1] != '\n')
      text += '\n';
  }
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return "";
  return wording::composed(text.substr(first, text.find_last_not_of(" \t\n") + 1 - first));
}

std::size_t characters_in(const std::string& text) {
  return wording::decoded(text).size();
}

// Looks at words that are to be kept.
class Checker {
 public:
  explicit Checker(const review::Proof& proof) : proof_(proof) {}

  void fault(const std::string& field, Fault fault, std::size_t number = 0) {
    errors.push_back({field, review::say(fault, proof_, number)});
  }
  void name(const std::string& name) {
    if (name.empty())
      fault("name", Fault::name_missing);
    else if (characters_in(name) > review::longest_name)
      fault("name", Fault::name_long);
    else
      printable("name", name);
  }
  void text(const std::string& field, const std::string& text) {
    if (characters_in(text) > review::longest_text)
      fault(field, Fault::text_long);
    else
      printable(field, text);
  }

  std::vector<review::Error> errors;

 private:
  void printable(const std::string& field, const std::string& text) {
    if (!wording::is_utf8(text) || wording::unprintable(text)) fault(field, Fault::words_unfit);
  }
  const review::Proof& proof_;
};

// Digits alone, as a form's measures and pages are written; `otherwise` where there are none.
std::optional<std::uint32_t> measure_in(std::string_view typed, std::uint32_t most) {
  const std::string text = tidied(typed);
  std::uint32_t number = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (bad != std::errc() || end != text.data() + text.size() || number > most) return std::nullopt;
  return number;
}

constexpr std::uint32_t last_page = 999;
constexpr std::uint32_t largest_paper = 20'000;  // tenths of a millimetre

// The remarks as they came back: what isn't whole is left out.
std::vector<review::Remark> pins_in(const http::Request& request) {
  std::vector<review::Remark> pins;
  for (std::size_t i = 0; pins.size() < review::most_remarks; ++i) {
    const std::string name = fmt::format("r{}_", i);
    if (!request.has_typed(name + "page")) break;
    const auto page = measure_in(request.typed(name + "page"), last_page);
    const auto x = measure_in(request.typed(name + "x"), largest_paper);
    const auto y = measure_in(request.typed(name + "y"), largest_paper);
    if (page && *page > 0 && x && y)
      pins.push_back({*page, *x, *y, tidied(request.typed(name + "text"))});
  }
  return pins;
}

// A click on the page that is shown, from pixels to the paper.
std::optional<review::Remark> clicked(const http::Request& request,
                                      const review::Gathering& gathering) {
  const auto picture =
      std::ranges::find(gathering.pictures, gathering.shown, &review::Picture::page);
  const auto x = measure_in(request.typed("click.x"), 100'000);
  const auto y = measure_in(request.typed("click.y"), 100'000);
  if (picture == gathering.pictures.end() || !x || !y) return std::nullopt;
  const auto on_paper = [&](std::uint32_t pixels, std::uint32_t most) {
    return std::clamp(
        static_cast<std::uint32_t>(std::uint64_t{pixels} * picture->width / review::click_width),
        1u, std::max(most, 1u));
  };
  return review::Remark{gathering.shown, on_paper(*x, picture->width),
                        on_paper(*y, picture->height), ""};
}

// A place that was given by its measures, in millimetres.
std::optional<review::Remark> measured(const http::Request& request) {
  const auto page = measure_in(request.typed("page"), last_page);
  const auto length = [&](const char* field) -> std::optional<std::uint32_t> {
    if (tidied(request.typed(field)).empty()) return 0;
    return measure_in(request.typed(field), largest_paper / 10);
  };
  const auto x = length("left"), y = length("top");
  if (!page || *page == 0 || !x || !y) return std::nullopt;
  return review::Remark{*page, *x * 10, *y * 10, ""};
}

std::string shown_in(const finding::Finding& finding, finding::Language language) {
  return finding.sentence.in(language);
}

}  // namespace

// Now, or by somebody else a moment before.
bool ReviewSite::is_settled(const Visit& visit, const Outcome& outcome) {
  if (outcome.exit != Exit::gate_closed) return outcome.exit == Exit::done;
  return memory_.batch(visit.link.order)->version(visit.proof.version)->fate !=
         ledger::Fate::waiting;
}

http::Response ReviewSite::after(const Visit& visit, const Outcome& outcome, review::Form form,
                                 std::string (*page)(const markup::Templates&, const review::Proof&,
                                                     const review::Form&)) {
  if (is_settled(visit, outcome)) return http::see_other(visit.proof.home + "#recorded");
  for (const finding::Finding& finding : outcome.findings) {
    const bool is_code = finding.rule == "validation-code";
    std::string words = shown_in(finding, visit.proof.language);
    if (is_code) words += " " + review::say(Fault::code_wrong_more, visit.proof);
    form.errors.push_back({is_code ? "code" : "name", std::move(words)});
  }
  return http::page(422, page(templates_, visit.proof, form));
}

http::Response ReviewSite::take_approval(const Visit& visit) {
  const http::Request& request = visit.request;
  review::Form form;
  form.token = new_token(visit);
  form.name = tidied(request.typed("name"));
  form.agrees = request.typed("agree") == "yes";
  const std::string code = tidied(request.typed("code"));
  if (const auto wrong = wrong_token(visit, "name")) {
    form.errors = {*wrong};
    return http::page(403, review::approval(templates_, visit.proof, form));
  }
  Checker checker(visit.proof);
  checker.name(form.name);
  if (code.empty()) checker.fault("code", Fault::code_missing);
  if (!form.agrees) checker.fault("agree", Fault::agree_missing);
  form.errors = checker.errors;
  if (!form.errors.empty()) return http::page(422, review::approval(templates_, visit.proof, form));
  const world::Instant now = desk_.world.now();
  if (!codes_of_address_.take(http::household_of(request.peer), now) ||
      !codes_of_link_.take(visit.link.home(), now)) {
    checker.fault("code", Fault::code_exhausted);
    form.errors = checker.errors;
    return http::page(429, review::approval(templates_, visit.proof, form));
  }
  const std::lock_guard guard(deciding_);
  const Outcome outcome = approve_on_page(desk_, workspace_, visit.link.order, visit.proof.version,
                                          witness(visit, form.name, review::Answer::approve), code);
  return after(visit, outcome, std::move(form), review::approval);
}

http::Response ReviewSite::take_refusal(const Visit& visit) {
  review::Form form;
  form.token = new_token(visit);
  form.name = tidied(visit.request.typed("name"));
  form.reason = tidied(visit.request.typed("reason"));
  if (const auto wrong = wrong_token(visit, "name")) {
    form.errors = {*wrong};
    return http::page(403, review::refusal(templates_, visit.proof, form));
  }
  Checker checker(visit.proof);
  checker.name(form.name);
  if (form.reason.empty())
    checker.fault("reason", Fault::reason_missing);
  else
    checker.text("reason", form.reason);
  form.errors = checker.errors;
  if (!form.errors.empty()) return http::page(422, review::refusal(templates_, visit.proof, form));
  const std::lock_guard guard(deciding_);
  const Outcome outcome =
      refuse_on_page(desk_, workspace_, visit.link.order, visit.proof.version,
                     witness(visit, form.name, review::Answer::refuse), form.reason);
  return after(visit, outcome, std::move(form), review::refusal);
}

http::Response ReviewSite::take_changes(const Visit& visit) {
  const http::Request& request = visit.request;
  review::Gathering gathering;
  gathering.token = new_token(visit);
  gathering.name = tidied(request.typed("name"));
  gathering.whole = tidied(request.typed("whole"));
  gathering.pins = pins_in(request);
  gathering.pictures = pictures_.of(visit.link.order, *visit.version).pages;
  gathering.shown = measure_in(request.typed("shown"), last_page).value_or(0);
  const auto shown = [&](unsigned status) {
    return http::page(status, review::gathering(templates_, visit.proof, gathering));
  };
  if (const auto wrong = wrong_token(visit, "whole")) {
    gathering.errors = {*wrong};
    return shown(403);
  }
  const std::string_view act = request.typed("do");
  if (act == "send") return send_changes(visit, std::move(gathering));
  Checker checker(visit.proof);
  if (act.starts_with("show-")) {
    gathering.shown = measure_in(act.substr(5), last_page).value_or(0);
  } else if (act.starts_with("remove-")) {
    if (const auto index = measure_in(act.substr(7), last_page);
        index && *index < gathering.pins.size())
      gathering.pins.erase(gathering.pins.begin() + *index);
  } else if (act == "place" || request.has_typed("click.x")) {
    const auto pin = act == "place" ? measured(request) : clicked(request, gathering);
    if (!pin)
      checker.fault("page", Fault::by_hand_wrong);
    else if (gathering.pins.size() == review::most_remarks)
      checker.fault("page", Fault::too_many);
    else
      gathering.pins.push_back(*pin);
    gathering.is_new = checker.errors.empty();
  }
  gathering.errors = checker.errors;
  return shown(gathering.errors.empty() ? 200 : 422);
}

http::Response ReviewSite::send_changes(const Visit& visit, review::Gathering gathering) {
  Checker checker(visit.proof);
  if (!gathering.whole.empty()) checker.text("whole", gathering.whole);
  for (std::size_t i = 0; i < gathering.pins.size(); ++i) {
    const std::string field = fmt::format("r{}", i);
    if (gathering.pins[i].text.empty())
      checker.fault(field, Fault::pin_empty, i + 1);
    else
      checker.text(field, gathering.pins[i].text);
  }
  if (gathering.whole.empty() && gathering.pins.empty())
    checker.fault("whole", Fault::nothing_asked);
  checker.name(gathering.name);
  if (checker.errors.empty()) {
    std::vector<ledger::Remark> remarks;
    if (!gathering.whole.empty()) remarks.push_back({0, 0, 0, gathering.whole});
    for (const review::Remark& pin : gathering.pins)
      remarks.push_back({pin.page, pin.x, pin.y, pin.text});
    const std::lock_guard guard(deciding_);
    const Outcome outcome =
        request_changes_on_page(desk_, workspace_, visit.link.order, visit.proof.version,
                                witness(visit, gathering.name, review::Answer::changes), remarks);
    if (is_settled(visit, outcome)) return http::see_other(visit.proof.home + "#recorded");
    for (const finding::Finding& finding : outcome.findings)
      checker.errors.push_back({"whole", shown_in(finding, visit.proof.language)});
  }
  gathering.errors = checker.errors;
  return http::page(422, review::gathering(templates_, visit.proof, gathering));
}

}  // namespace imprimatur::flow
