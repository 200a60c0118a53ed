#include "flow/evidence_facts.h"

#include "calendar/clock.h"
#include "flow/decide_on_page.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <concepts>

namespace imprimatur::flow {
namespace {

using Json = nlohmann::ordered_json;

template <typename Event, typename... Kinds>
concept OneOf = (std::same_as<std::remove_cvref_t<Event>, Kinds> || ...);

bool is_telling(const ledger::Event& event) {
  return std::visit(
      []<typename Kind>(const Kind&) {
        return OneOf<Kind, ledger::OrderRegistered, ledger::BatRendered, ledger::BatSuperseded,
                     ledger::Approved, ledger::Refused, ledger::ChangesRequested,
                     ledger::MailQueued, ledger::MailTried, ledger::MailAnswered,
                     ledger::AnswerOverdue, ledger::ReplyReceived>;
      },
      event);
}

// Null where it isn't known any more.
Json words_of(const Persons& persons, const crypto::Digest& digest) {
  const auto known = persons.find(digest);
  return known == persons.end() ? Json(nullptr) : Json(known->second);
}

Json facts_of_mail(const ledger::Mail& mail, const Persons& persons) {
  Json json{{"mail", mail.what.number},
            {"purpose", ledger::name_of(mail.what.purpose)},
            {"written", calendar::to_iso(mail.when)},
            {"to", words_of(persons, mail.what.recipient)},
            {"state", ledger::name_of(mail.state())},
            {"message_id", mail.what.message_id},
            {"message_sha256", mail.what.message.hex()}};
  if (mail.attempts > 0) json["tried"] = calendar::to_iso(mail.tried);
  return json;
}

Json facts_of_reply(const ledger::Received& reply, const Persons& persons) {
  return {{"reply", reply.what.number},           {"mail", reply.what.mail},
          {"read", calendar::to_iso(reply.when)}, {"from", words_of(persons, reply.what.sender)},
          {"proved_by", reply.what.proved_by},    {"message_sha256", reply.what.message.hex()}};
}

// Who, and how: at the desk by whoever has the workspace, or on the page.
Json whose(const auto& decision, const Persons& persons) {
  if (!decision.on_page) return {{"how", "desk"}, {"by", decision.by}};
  const ledger::OnPage& page = *decision.on_page;
  Json json{{"how", "page"}, {"mail", page.mail}, {"wording", page.wording}};
  const auto known = persons.find(page.person);
  const auto witness =
      known == persons.end() ? std::nullopt : std::optional(read_witness(known->second, page));
  json["by"] = witness ? Json(witness->name) : Json(nullptr);
  json["address"] = witness ? Json(witness->address) : Json(nullptr);
  json["agent"] = witness ? Json(witness->agent) : Json(nullptr);
  return json;
}

Json said_in(const ledger::Approved& approval) {
  Json json{{"outcome", "approved"},
            {"validation_code", approval.opened == ledger::Opened::by_code},
            {"content_sha256", approval.content.hex()},
            {"file_sha256", approval.file.hex()}};
  if (approval.evidence)
    json["answer"] = {{"file", approval.evidence->file},
                      {"sha256", approval.evidence->digest.hex()}};
  return json;
}

Json said_in(const ledger::Refused& refusal) {
  Json json{{"outcome", "refused"}, {"reason", refusal.reason}};
  if (refusal.content) json["content_sha256"] = refusal.content->hex();
  if (refusal.file) json["file_sha256"] = refusal.file->hex();
  return json;
}

Json said_in(const ledger::ChangesRequested& changes) {
  Json json{{"outcome", "changes-requested"},
            {"content_sha256", changes.content.hex()},
            {"file_sha256", changes.file.hex()},
            {"remarks", Json::array()}};
  for (const ledger::Remark& remark : changes.remarks)
    json["remarks"].push_back(
        {{"page", remark.page}, {"x", remark.x}, {"y", remark.y}, {"text", remark.text}});
  return json;
}

// Null where the event decides nothing, or another version.
Json decision_in(const ledger::Record& record, std::uint32_t version, const Persons& persons) {
  return std::visit(
      [&]<typename Kind>(const Kind& event) -> Json {
        if constexpr (OneOf<Kind, ledger::Approved, ledger::Refused, ledger::ChangesRequested>) {
          if (event.version != version) return nullptr;
          Json json{{"event", record.sequence}, {"at", calendar::to_iso(record.instant)}};
          json.update(said_in(event));
          json.update(whose(event, persons));
          return json;
        } else {
          return nullptr;
        }
      },
      record.event);
}

}  // namespace

std::vector<ledger::Record> telling(const std::vector<ledger::Record>& history) {
  std::vector<ledger::Record> events;
  for (const ledger::Record& record : history)
    if (is_telling(record.event)) events.push_back(record);
  return events;
}

std::vector<crypto::Digest> persons_in(const std::vector<ledger::Record>& events) {
  std::vector<crypto::Digest> digests;
  const auto note = [&](const auto& event) {
    if constexpr (requires { event.recipient; }) digests.push_back(event.recipient);
    if constexpr (requires { event.sender; }) digests.push_back(event.sender);
    if constexpr (requires { event.on_page; })
      if (event.on_page) digests.push_back(event.on_page->person);
  };
  for (const ledger::Record& record : events) std::visit(note, record.event);
  return digests;
}

std::string evidence_facts(const std::vector<ledger::Record>& events, const Persons& persons,
                           std::uint32_t version) {
  const ledger::Batch batch = ledger::state_of(events).value();
  const ledger::Version& told = *batch.version(version);
  Json json{{"format", "imprimatur-evidence 1"},
            {"order", batch.order},
            {"title", told.facts.title},
            {"client", told.facts.client},
            {"approvers", told.facts.approvers},
            {"version", version},
            {"latest_version", batch.versions.size()},
            {"rendered", calendar::to_iso(told.rendered)},
            {"answer_by", calendar::to_iso(told.bat.answer_by)},
            {"overdue", batch.is_overdue(version)},
            {"file_sha256", told.bat.file.hex()},
            {"content_sha256", told.bat.content.hex()}};
  if (told.bat.pages) json["pages_sha256"] = told.bat.pages->hex();
  json["mails"] = Json::array();
  for (const ledger::Mail& mail : batch.mails)
    if (mail.what.version == version) json["mails"].push_back(facts_of_mail(mail, persons));
  json["replies"] = Json::array();
  for (const ledger::Received& reply : batch.replies)
    if (const ledger::Mail* mail = batch.mail(reply.what.mail);
        mail != nullptr && mail->what.version == version)
      json["replies"].push_back(facts_of_reply(reply, persons));
  json["decisions"] = Json::array();
  json["events"] = Json::array();
  for (const ledger::Record& record : events) {
    if (Json decision = decision_in(record, version, persons); !decision.is_null())
      json["decisions"].push_back(std::move(decision));
    json["events"].push_back({{"event", record.sequence},
                              {"at", calendar::to_iso(record.instant)},
                              {"kind", ledger::kind_of(record.event)}});
  }
  return json.dump(2) + "\n";
}

}  // namespace imprimatur::flow
