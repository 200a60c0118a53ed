#include "ledger/batch.h"
#include "ledger/phrases.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::ledger {
namespace {

std::optional<Closed> gate_of(const Batch& batch, const MailQueued& mail, Date) {
  const bool is_receipt = mail.purpose == MailPurpose::receipt;
  if (auto closed =
          is_receipt ? receipt_gate(batch, mail.version) : mailing_gate(batch, mail.version))
    return closed;
  if (mail.number == batch.mails.size() + 1) return std::nullopt;
  return Closed{{"Un autre programme vient d’écrire un courriel pour cette commande.",
                 "Another program has just written a mail for this order."},
                {"Recommencez.", "Try again."}};
}

std::optional<Closed> gate_of(const Batch& batch, const MailTried& mail, Date today) {
  const Mail* known = batch.mail(mail.number);
  if (known != nullptr && known->is_open() && !batch.is_moot(*known, today) &&
      mail.attempt == known->attempts + 1)
    return std::nullopt;
  return Closed{{"Ce courriel n’est plus à envoyer.", "This mail is not to be sent any more."},
                {"Voyez «\u00a0imprimatur outbox\u00a0».", "See \"imprimatur outbox\"."}};
}

std::optional<Closed> gate_of(const Batch& batch, const MailAnswered& answer, Date) {
  const Mail* known = batch.mail(answer.number);
  const bool is_bounce = answer.outcome == MailOutcome::bounced;
  if (known != nullptr && known->attempts > 0 &&
      (is_bounce ? known->state() != MailState::bounced : known->is_open()))
    return std::nullopt;
  return Closed{{"Le sort de ce courriel est déjà connu.", "What became of this mail is known."},
                {"Voyez «\u00a0imprimatur outbox\u00a0».", "See \"imprimatur outbox\"."}};
}

std::optional<Closed> gate_of(const Batch& batch, const ReplyReceived& reply, Date) {
  const Mail* known = batch.mail(reply.mail);
  if (known != nullptr && known->attempts > 0 && reply.number == batch.replies.size() + 1 &&
      !batch.has_reply(reply.message))
    return std::nullopt;
  return Closed{{"Cette réponse a déjà été lue.", "This reply was read already."},
                {"Voyez «\u00a0imprimatur replies\u00a0».", "See \"imprimatur replies\"."}};
}

std::optional<Closed> gate_of(const Batch& batch, const AnswerOverdue& late, Date today) {
  const std::uint32_t version = late.version;
  if (auto closed = mailing_gate(batch, version)) return closed;
  if (batch.latest()->bat.answer_by < today && !batch.is_overdue(version)) return std::nullopt;
  return Closed{{"Le délai de réponse n’est pas passé, ou c’est noté déjà.",
                 "The time to answer has not passed, or that is noted already."},
                {"Voyez «\u00a0imprimatur status\u00a0».", "See \"imprimatur status\"."}};
}

}  // namespace

std::string_view name_of(MailPurpose purpose) {
  switch (purpose) {
    case MailPurpose::bat: return "bat";
    case MailPurpose::reminder: return "reminder";
    case MailPurpose::overdue: return "overdue";
    case MailPurpose::receipt: return "receipt";
  }
  return "";
}

std::string_view name_of(MailOutcome outcome) {
  switch (outcome) {
    case MailOutcome::accepted: return "accepted";
    case MailOutcome::later: return "later";
    case MailOutcome::never: return "never";
    case MailOutcome::bounced: return "bounced";
  }
  return "";
}

std::string_view name_of(MailState state) {
  switch (state) {
    case MailState::waiting: return "waiting";
    case MailState::unknown: return "unknown";
    case MailState::accepted: return "accepted";
    case MailState::refused: return "refused";
    case MailState::bounced: return "bounced";
  }
  return "";
}

MailState Mail::state() const {
  if (!answer) return attempts == 0 ? MailState::waiting : MailState::unknown;
  switch (answer->outcome) {
    case MailOutcome::accepted: return MailState::accepted;
    case MailOutcome::later: return MailState::waiting;
    case MailOutcome::never: return MailState::refused;
    case MailOutcome::bounced: break;
  }
  return MailState::bounced;
}

world::Instant Mail::next_try() const {
  if (attempts == 0) return when;
  constexpr std::chrono::minutes first{5}, longest{240};
  const auto wait = first * (1 << std::min(attempts - 1, 6U));
  return tried + std::min<std::chrono::minutes>(wait, longest);
}

const Mail* Batch::mail(std::uint32_t number) const {
  return number >= 1 && number <= mails.size() ? &mails[number - 1] : nullptr;
}

bool Batch::is_moot(const Mail& mail, Date today) const {
  const Version* about = version(mail.what.version);
  if (mail.what.purpose == MailPurpose::receipt) return false;  // what was decided was decided
  if (about == nullptr || about->fate != Fate::waiting) return true;
  return mail.what.purpose == MailPurpose::reminder && about->bat.answer_by < today;
}

bool Batch::has_reply(const crypto::Digest& message) const {
  return std::ranges::any_of(replies,
                             [&](const Received& reply) { return reply.what.message == message; });
}

bool Batch::is_overdue(std::uint32_t number) const {
  return std::ranges::find(overdue, number) != overdue.end();
}

std::optional<Closed> receipt_gate(const Batch& batch, std::uint32_t version) {
  const Version* about = batch.version(version);
  if (about != nullptr && about->verdict != Fate::waiting) return std::nullopt;
  return Closed{
      {fmt::format("Rien n’a été décidé de la version {} de la commande {}.", version, batch.order),
       fmt::format("Nothing was decided on version {} of order {}.", version, batch.order)},
      {"Attendez la réponse du client.", "Wait for the client's answer."}};
}

std::optional<Closed> mailing_gate(const Batch& batch, std::uint32_t version) {
  const Version* latest = batch.latest();
  if (latest != nullptr && latest->bat.version == version && latest->fate == Fate::waiting)
    return std::nullopt;
  const auto bat = command("bat ORDER_DIR");
  if (latest == nullptr)
    return Closed{
        {fmt::format("La commande {} n’a pas encore de BAT.", batch.order),
         fmt::format("Order {} has no BAT yet.", batch.order)},
        {fmt::format("Faites-en un\u00a0: {}.", bat.fr), fmt::format("Make one: {}.", bat.en)}};
  const bool is_approved = latest->fate == Fate::approved;
  return Closed{
      {fmt::format(
           "La version {} du BAT de la commande {} n’attend plus de réponse\u00a0: elle est {}.",
           latest->bat.version, batch.order, is_approved ? "approuvée" : "refusée"),
       fmt::format("Version {} of the BAT of order {} waits for no answer any more: it is {}.",
                   latest->bat.version, batch.order, is_approved ? "approved" : "refused")},
      {fmt::format("Pour autre chose, faites une nouvelle version\u00a0: {}.", bat.fr),
       fmt::format("For anything else make a new version: {}.", bat.en)}};
}

std::optional<Closed> mail_gate(const Batch& batch, const MailEvent& event, Date today) {
  return std::visit([&](const auto& e) { return gate_of(batch, e, today); }, event);
}

}  // namespace imprimatur::ledger
