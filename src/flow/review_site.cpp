#include "flow/review_site.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/mail_tokens.h"
#include "flow/persons.h"
#include "http/forwarded.h"
#include "order/issuer.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace imprimatur::flow {
namespace {

// Forty remarks of some length. What is longer is refused by the server.
constexpr std::size_t most_gathered = 256u << 10;

review::State state_of_version(const ledger::Batch& batch, const ledger::Version& version,
                               calendar::Date today) {
  switch (version.fate) {
    case ledger::Fate::approved: return review::State::approved;
    case ledger::Fate::to_change: return review::State::changes_asked;
    case ledger::Fate::refused: return review::State::refused;
    case ledger::Fate::superseded: return review::State::superseded;
    case ledger::Fate::waiting: break;
  }
  if (&version != batch.latest()) return review::State::superseded;
  return version.bat.answer_by < today ? review::State::overdue : review::State::waiting;
}

std::optional<std::uint32_t> number_in(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (bad != std::errc() || end != digits.data() + digits.size() || digits.empty())
    return std::nullopt;
  return number;
}

http::Response not_so(const char* allowed) {
  http::Response response = http::refusal(405);
  response.headers.push_back({"Allow", allowed});
  return response;
}

http::Response file(std::string type, std::shared_ptr<const std::string> bytes,
                    std::string_view keeping) {
  return {200, std::move(type), std::move(bytes), {{"Cache-Control", std::string(keeping)}}};
}

bool is_form(std::string_view rest) {
  return rest == "approve" || rest == "changes" || rest == "refuse";
}

}  // namespace

ReviewSite::ReviewSite(const Desk& desk, const Workspace& workspace)
    : desk_(desk),
      workspace_(workspace),
      key_(mail_key(workspace)),
      templates_(desk.house.assets() / "review"),
      style_(std::make_shared<const std::string>(
          world::read_file(desk.house.assets() / "review" / "review.css"))),
      memory_(workspace),
      pictures_(desk, workspace) {}

std::size_t ReviewSite::most_body(std::string_view path) {
  return path.ends_with("/changes") ? most_gathered : std::size_t{64} << 10;
}

void ReviewSite::prepare() {
  for (const auto& batch : memory_.waiting())
    if (!batch->mails.empty()) pictures_.of(batch->order, *batch->latest());
}

http::Response ReviewSite::answer(const http::Request& request) {
  try {
    const bool is_get = request.method == http::Method::get;
    if (request.path == "/review.css")
      return is_get ? file("text/css; charset=utf-8", style_, "public, max-age=3600")
                    : not_so("GET, HEAD");
    if (request.path == "/robots.txt")
      return file("text/plain; charset=utf-8",
                  std::make_shared<const std::string>("User-agent: *\nDisallow: /\n"),
                  "public, max-age=3600");
    if (request.path == "/favicon.ico") return http::refusal(404);
    if (const auto link = review_link_in(request.path)) return answer_link(request, *link);
    return unknown(request);
  } catch (const finding::Failure& failure) {
    on_failure(failure.sentence());
  } catch (const std::exception& error) {
    on_failure({error.what(), error.what()});
  }
  return notice(500, review::Notice::trouble, {});
}

http::Response ReviewSite::answer_link(const http::Request& request, const ReviewLink& link) {
  Visit visit{request, link, memory_.batch(link.order)};
  visit.mail = visit.batch ? visit.batch->mail(link.number) : nullptr;
  if (!is_link_of(key_, link, visit.mail != nullptr ? &visit.mail->what : nullptr))
    return unknown(request);
  visit.version = visit.batch->version(visit.mail->what.version);
  const calendar::Date today = calendar::paris_date(desk_.world.now());
  const auto facts = memory_.proof(*visit.batch, visit.version->bat.version);
  if (std::chrono::sys_days(today) >
      std::chrono::sys_days(visit.version->bat.answer_by) + link_is_good_for)
    return notice(410, review::Notice::expired, facts->contact);
  const auto reader = person(workspace_, link.order, visit.mail->what.recipient);
  if (!reader) return notice(410, review::Notice::erased, facts->contact);
  visit.reader = *reader;
  visit.proof = {facts->language,
                 facts->contact,
                 link.order,
                 facts->title,
                 facts->client,
                 visit.version->bat.version,
                 visit.version->bat.answer_by,
                 facts->pdf_bytes,
                 visit.version->bat.file.hex(),
                 link.home()};
  visit.state = state_of_version(*visit.batch, *visit.version, today);
  return this->visit(visit);
}

http::Response ReviewSite::visit(const Visit& visit) {
  const std::string& rest = visit.link.rest;
  const bool is_post = visit.request.method == http::Method::post;
  if (!is_form(rest)) return is_post ? not_so("GET, HEAD") : show(visit);
  // Decided meanwhile, by this reader or another: the page says what.
  if (!visit.may_answer()) return http::see_other(visit.proof.home);
  if (is_post)
    return rest == "approve"  ? take_approval(visit)
           : rest == "refuse" ? take_refusal(visit)
                              : take_changes(visit);
  review::Form form;
  form.token = new_token(visit);
  if (rest == "approve") return http::page(200, review::approval(templates_, visit.proof, form));
  if (rest == "refuse") return http::page(200, review::refusal(templates_, visit.proof, form));
  review::Gathering gathering;
  gathering.token = form.token;
  gathering.pictures = pictures_.of(visit.link.order, *visit.version).pages;
  gathering.shown = number_in(visit.request.asked("page")).value_or(0);
  return http::page(200, review::gathering(templates_, visit.proof, gathering));
}

http::Response ReviewSite::show(const Visit& visit) {
  std::string_view rest = visit.link.rest;
  const auto after = [&](std::string_view start) {
    if (!rest.starts_with(start)) return false;
    rest.remove_prefix(start.size());
    return true;
  };
  if (rest.empty()) return show_overview(visit);
  if (rest == "bat.pdf") return give_pdf(visit);
  if (after("page/")) return show_sheet(visit, rest);
  if (after("image/")) return give_picture(visit, rest);
  return notice(404, review::Notice::missing, visit.proof.contact);
}

// What was decided, and by whom as far as that is known still.
review::Overview ReviewSite::decision_on(const ledger::Version& version,
                                         const std::string& order) const {
  review::Overview what;
  what.decided = version.decided;
  std::optional<ledger::OnPage> on_page;
  const auto take = [&](const auto& decision) {
    if (!decision) return;
    what.decided_by = decision->by;
    on_page = decision->on_page;
  };
  switch (version.fate) {
    case ledger::Fate::approved: take(version.approval); break;
    case ledger::Fate::to_change:
      take(version.changes);
      for (const ledger::Remark& remark : version.changes->remarks)
        what.remarks.push_back({remark.page, remark.x, remark.y, remark.text});
      break;
    case ledger::Fate::refused:
      take(version.refusal);
      what.reason = version.refusal->reason;
      break;
    default: break;
  }
  if (on_page)
    if (const auto who = witness_of(workspace_, order, *on_page)) what.decided_by = who->name;
  return what;
}

http::Response ReviewSite::show_overview(const Visit& visit) {
  review::Overview what = decision_on(*visit.version, visit.link.order);
  what.state = visit.state;
  if (visit.state == review::State::superseded) {
    what.newest = visit.batch->latest()->bat.version;
    for (const ledger::Mail& mail : visit.batch->mails)
      if (mail.what.version == what.newest &&
          person(workspace_, visit.link.order, mail.what.recipient) == visit.reader)
        what.newest_home = review_path(key_, visit.link.order, mail.what);
    return http::page(200, review::overview(templates_, visit.proof, what));
  }
  what.changes = memory_.proof(*visit.batch, visit.proof.version)->changes;
  const Pictures pictures = pictures_.of(visit.link.order, *visit.version);
  what.pictures = pictures.pages;
  what.is_painting = pictures.is_painting;
  return http::page(200, review::overview(templates_, visit.proof, what));
}

http::Response ReviewSite::show_sheet(const Visit& visit, std::string_view number) {
  const auto pictures = pictures_.of(visit.link.order, *visit.version).pages;
  const auto shown =
      std::ranges::find(pictures, number_in(number).value_or(0), &review::Picture::page);
  if (shown == pictures.end()) return notice(404, review::Notice::missing, visit.proof.contact);
  const std::uint32_t zoom = number_in(visit.request.asked("zoom")).value_or(2);
  return http::page(200,
                    review::sheet(templates_, visit.proof, pictures, *shown,
                                  review::zooms[std::clamp(zoom, 1u, 3u) - 1], visit.may_answer()));
}

// "3-small.png".
http::Response ReviewSite::give_picture(const Visit& visit, std::string_view name) {
  const std::size_t dash = std::min(name.find('-'), name.size());
  const std::string_view size = name.substr(dash);
  const auto page = number_in(name.substr(0, dash));
  if (!page || (size != "-small.png" && size != "-large.png")) return http::refusal(404);
  auto png = pictures_.picture(*visit.version, *page,
                               size == "-small.png" ? PictureSize::small : PictureSize::large);
  if (!png) return http::refusal(404);
  return file("image/png", std::move(png), "private, max-age=3600, immutable");
}

http::Response ReviewSite::give_pdf(const Visit& visit) {
  http::Response response =
      file("application/pdf", memory_.pdf(visit.link.order, *visit.version), "private, no-cache");
  response.headers.push_back(
      {"Content-Disposition", fmt::format("inline; filename=\"BAT-{}-v{}.pdf\"", visit.link.order,
                                          visit.version->bat.version)});
  // The readers in browsers style their own frame.
  response.headers.push_back({"Content-Security-Policy",
                              "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
                              "frame-ancestors 'none'; base-uri 'none'"});
  return response;
}

http::Response ReviewSite::notice(unsigned status, review::Notice what,
                                  const review::Contact& contact) {
  return http::page(status, review::notice(templates_, contact, what, link_is_good_for.count()));
}

http::Response ReviewSite::unknown(const http::Request& request) {
  if (!unknown_.take(http::household_of(request.peer), desk_.world.now()))
    return notice(429, review::Notice::often, house_contact());
  return notice(404, review::Notice::missing, house_contact());
}

// Of the workspace as it is now, where no version says whose it is.
review::Contact ReviewSite::house_contact() const {
  const order::ReadIssuer read = order::read_issuer(workspace_.issuer());
  if (!read.issuer || read.findings.has_errors()) return {};
  return {read.issuer->name, read.issuer->phone, read.issuer->email};
}

std::string ReviewSite::new_token(const Visit& visit) const {
  return form_token(key_, visit.form(), desk_.world.now() + form_is_good_for);
}

std::optional<review::Error> ReviewSite::wrong_token(const Visit& visit, const char* field) const {
  switch (check_form_token(key_, visit.form(), visit.request.typed("form"), desk_.world.now())) {
    case FormToken::good: return std::nullopt;
    case FormToken::expired:
      return review::Error{field, review::say(review::Fault::expired, visit.proof)};
    case FormToken::foreign: break;
  }
  return review::Error{field, review::say(review::Fault::foreign, visit.proof)};
}

Witness ReviewSite::witness(const Visit& visit, const std::string& name,
                            review::Answer answer) const {
  return {visit.link.number, name, visit.request.peer,
          std::string(visit.request.header("user-agent")), review::wording_of(answer, visit.proof)};
}

}  // namespace imprimatur::flow
