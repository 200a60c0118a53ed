#include "ledger/event.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "ledger/event_bounds.h"
#include "ledger/event_fields.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

namespace imprimatur::ledger {
namespace {

using Json = nlohmann::json;  // its objects are sorted by key
using finding::Failure;

constexpr std::size_t longest_body = 64 * 1024;

// In the order of the alternatives of Event.
constexpr std::array<std::string_view, std::variant_size_v<Event>> kinds = {
    "workspace-created", "order-registered", "bat-rendered",  "bat-superseded", "approved",
    "refused",           "payment-seen",     "released",      "sheets-written", "printed",
    "verified",          "spoiled",          "reissued",      "reprinted",      "standing-changed",
    "reconciled",        "codes-exported",   "epoch-begun",   "sheets-sealed",  "sheets-destroyed",
    "mail-queued",       "mail-tried",       "mail-answered", "answer-overdue", "reply-received",
    "changes-requested"};

[[noreturn]] void refuse_date() {
  throw Failure({"Une date du registre n’existe pas au calendrier.",
                 "A date of the ledger is not in the calendar."},
                {"Corrigez la date donnée (AAAA-MM-JJ).", "Correct the date given (YYYY-MM-DD)."});
}

std::string iso(Date date) {
  const int year = static_cast<int>(date.year());
  if (!date.ok() || year < 1 || year > 9999) refuse_date();
  return calendar::to_iso(date);
}

template <typename Struct>
Json written(const Struct& value);

template <typename Plain>
void put(Json& json, const Plain& value) {
  json = value;
}
void put(Json& json, const crypto::Digest& value) {
  json = value.hex();
}
void put(Json& json, const std::optional<crypto::Digest>& value) {
  put(json, *value);
}
void put(Json& json, const measure::Money& value) {
  json = value.cents();
}
void put(Json& json, const Date& value) {
  json = iso(value);
}
void put(Json& json, calendar::Zone value) {
  json = calendar::name_of(value);
}
void put(Json& json, const Terms& value) {
  json = written(value);
}
void put(Json& json, const std::optional<Evidence>& value) {
  json = value ? written(*value) : Json(nullptr);
}

void put(Json& json, const std::optional<OnPage>& value) {
  json = written(*value);
}
void put(Json& json, const std::vector<Remark>& value) {
  json = Json::array();
  for (const Remark& remark : value) json.push_back(written(remark));
}

void put(Json& json, const std::optional<std::int32_t>& value) {
  json = *value;
}
void put(Json& json, Laid value) {
  json = value == Laid::one_up ? "one-up" : "imposed";
}

void put(Json& json, Opened value) {
  json = value == Opened::by_code ? "code" : "";
}

// [[1,10],[21,21]]: both ends of each span.
void put(Json& json, const Spans& set) {
  json = Json::array();
  for (const Span& span : set.spans()) json.push_back({span.first, span.last});
}
void put(Json& json, Standing value) {
  json = name_of(value);
}

void put(Json& json, MailPurpose value) {
  json = name_of(value);
}
void put(Json& json, MailOutcome value) {
  json = name_of(value);
}

// A field that came later stands in a body only where it says more than its absence: the bodies of
// older ledgers stay what they are.
constexpr bool is_said(const auto&) {
  return true;
}
constexpr bool is_said(Laid value) {
  return value != Laid::imposed;
}
constexpr bool is_said(Opened value) {
  return value != Opened::unproved;
}
constexpr bool is_said(const std::optional<crypto::Digest>& value) {
  return value.has_value();
}
constexpr bool is_said(const std::optional<OnPage>& value) {
  return value.has_value();
}
constexpr bool is_said(const std::optional<std::int32_t>& value) {
  return value.has_value();
}
constexpr bool is_said(const std::vector<std::int32_t>& value) {
  return !value.empty();
}

template <typename Struct>
Json written(const Struct& value) {
  Json json = Json::object();
  fields(value, [&](const char* name, const auto& field) {
    if (is_said(field)) put(json[name], field);
  });
  return json;
}

template <typename Struct>
Struct read(const Json& json);

template <typename Plain>
void take(const Json& json, Plain& value) {
  json.get_to(value);
}
void take(const Json& json, crypto::Digest& value) {
  // What isn't a digest becomes zeros, what isn't a date the year 1, what isn't a zone the usual
  // one: from_body notices that.
  value = crypto::Digest::from_hex(json.get<std::string>()).value_or(crypto::Digest{});
}
void take(const Json& json, std::optional<crypto::Digest>& value) {
  take(json, value.emplace());
}
void take(const Json& json, measure::Money& value) {
  value = measure::Money::from_cents(json.get<std::int64_t>());
}
void take(const Json& json, Date& value) {
  constexpr Date no_day{std::chrono::year{1}, std::chrono::January, std::chrono::day{1}};
  value = calendar::date_from_iso(json.get<std::string>()).value_or(no_day);
}
void take(const Json& json, calendar::Zone& value) {
  value = calendar::zone_from_name(json.get<std::string>()).value_or(calendar::Zone{});
}
void take(const Json& json, Terms& value) {
  value = read<Terms>(json);
}
void take(const Json& json, std::optional<Evidence>& value) {
  if (!json.is_null()) value = read<Evidence>(json);
}

void take(const Json& json, std::optional<OnPage>& value) {
  value = read<OnPage>(json);
}
void take(const Json& json, std::vector<Remark>& value) {
  for (const Json& remark : json) value.push_back(read<Remark>(remark));
}

void take(const Json& json, std::optional<std::int32_t>& value) {
  value = json.get<std::int32_t>();
}
void take(const Json& json, Laid& value) {
  value = json.get<std::string>() == "one-up" ? Laid::one_up : Laid::imposed;
}
void take(const Json& json, Opened& value) {
  value = json.get<std::string>() == "code" ? Opened::by_code : Opened::unproved;
}

void take(const Json& json, Spans& value) {
  std::vector<Span> spans;
  for (const Json& span : json)
    spans.push_back({span.at(0).get<std::uint64_t>(), span.at(1).get<std::uint64_t>()});
  value = Spans(spans);
}
void take(const Json& json, Standing& value) {
  for (const Standing known : {Standing::active, Standing::blocked, Standing::expired})
    if (json.get<std::string>() == name_of(known)) value = known;
}

void take(const Json& json, MailPurpose& value) {
  for (const MailPurpose known :
       {MailPurpose::reminder, MailPurpose::overdue, MailPurpose::receipt})
    if (json.get<std::string>() == name_of(known)) value = known;
}
void take(const Json& json, MailOutcome& value) {
  for (const MailOutcome known : {MailOutcome::later, MailOutcome::never, MailOutcome::bounced})
    if (json.get<std::string>() == name_of(known)) value = known;
}

template <typename Struct>
Struct read(const Json& json) {
  Struct value;
  fields(value, [&](const char* name, auto& field) {
    if (is_said(field) || json.contains(name)) take(json.at(name), field);
  });
  return value;
}

template <std::size_t kind = 0>
std::optional<Event> read_as(std::string_view name, const Json& json) {
  if constexpr (kind == kinds.size()) {
    return std::nullopt;
  } else {
    if (name != kinds[kind]) return read_as<kind + 1>(name, json);
    return read<std::variant_alternative_t<kind, Event>>(json);
  }
}

[[noreturn]] void refuse_body(std::string_view kind) {
  throw Failure(
      {fmt::format("Le registre contient un événement «\u00a0{}\u00a0» que ce programme n’a pas pu "
                   "écrire.",
                   kind),
       fmt::format("The ledger holds an event \"{}\" that this program can't have written.", kind)},
      {"Lancez «\u00a0imprimatur ledger verify\u00a0», puis comparez avec une sauvegarde.",
       "Run \"imprimatur ledger verify\", then compare with a backup."});
}

// What trial versions wrote before a field was thought of.
bool is_of_a_trial(std::string_view kind, const Json& json) {
  return (kind == "released" && json.contains("epoch") && !json.contains("shop_sha256")) ||
         (kind == "sheets-written" && json.contains("files") && !json.contains("plan_sha256"));
}

[[noreturn]] void refuse_trial(std::string_view kind) {
  throw Failure(
      {fmt::format("Le registre contient un événement «\u00a0{}\u00a0» incomplet, d’une version "
                   "d’essai d’imprimatur.",
                   kind),
       fmt::format("The ledger holds an incomplete event \"{}\" of a trial version of imprimatur.",
                   kind)},
      {"Ouvrez un nouvel espace de travail («\u00a0imprimatur init\u00a0»)\u202f; rien de "
       "celui-ci ne doit être imprimé.",
       "Open a new workspace (\"imprimatur init\"); print nothing of this one."});
}

}  // namespace

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::inactive: return "inactive";
    case Standing::active: return "active";
    case Standing::blocked: return "blocked";
    case Standing::expired: return "expired";
  }
  return "";
}

std::string_view kind_of(const Event& event) {
  return kinds[event.index()];
}

std::string to_body(const Event& event) try {
  expect_within_bounds(event);
  std::string body = std::visit([](const auto& e) { return written(e).dump(); }, event);
  if (body.size() <= longest_body) return body;
  throw Failure(
      {"Un texte donné au registre est trop long (plus de 64 Kio).",
       "A text given to the ledger is too long (more than 64 KiB)."},
      {"Abrégez-le\u202f; joignez le texte entier comme pièce («\u00a0--evidence\u00a0»).",
       "Shorten it; attach the whole text as evidence (\"--evidence\")."});
} catch (const Json::type_error&) {
  throw Failure({"Un texte donné au registre n’est pas de l’UTF-8.",
                 "A text given to the ledger is not UTF-8."},
                {"Saisissez-le à nouveau dans un terminal en UTF-8.",
                 "Type it again in a terminal that speaks UTF-8."});
}

Event from_body(std::string_view kind, std::string_view body) try {
  // Reading is lenient on purpose: whatever it missed shows when the event is written again.
  if (body.size() > longest_body) refuse_body(kind);
  const Json json = Json::parse(body);
  if (is_of_a_trial(kind, json)) refuse_trial(kind);
  const auto event = read_as(kind, json);
  if (!event || to_body(*event) != body) refuse_body(kind);
  return *event;
} catch (const Json::exception&) {
  refuse_body(kind);
}

}  // namespace imprimatur::ledger
