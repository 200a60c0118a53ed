#include "ledger/batch.h"

#include "calendar/clock.h"

#include <algorithm>

namespace imprimatur::ledger {
namespace {

// Lets one event after the other change the state. What doesn't fit is left out.
class Story {
 public:
  std::optional<Batch> batch;

  void tell(const Record& record) {
    if (!batch && !std::holds_alternative<OrderRegistered>(record.event)) return;
    if (batch && record.order != batch->order) return;
    std::visit([&](const auto& event) { happen(event, record); }, record.event);
  }

 private:
  void happen(const WorkspaceCreated&, const Record&) {}

  void happen(const OrderRegistered& facts, const Record& record) {
    if (batch) {
      batch->facts = facts;
      return;
    }
    batch.emplace();
    batch->order = record.order;
    batch->facts = facts;
    batch->registered = record.instant;
  }

  void happen(const BatRendered& bat, const Record& record) {
    if (bat.version != batch->versions.size() + 1) return;
    batch->versions.push_back({.bat = bat, .facts = batch->facts, .rendered = record.instant});
  }

  void happen(const BatSuperseded& superseded, const Record&) {
    if (Version* version = find(superseded.version)) version->fate = Fate::superseded;
  }

  void happen(const Approved& approval, const Record& record) {
    Version* version = find(approval.version);
    if (!version || version->fate != Fate::waiting) return;
    version->fate = version->verdict = Fate::approved;
    version->approval = approval;
    version->decided = record.instant;
  }

  void happen(const Refused& refusal, const Record& record) {
    Version* version = find(refusal.version);
    if (!version || version->fate == Fate::superseded) return;
    version->fate = version->verdict = Fate::refused;
    version->refusal = refusal;
    version->decided = record.instant;
  }

  void happen(const ChangesRequested& changes, const Record& record) {
    Version* version = find(changes.version);
    if (!version || version->fate == Fate::superseded) return;
    version->fate = version->verdict = Fate::to_change;
    version->changes = changes;
    version->decided = record.instant;
  }

  void happen(const PaymentSeen& payment, const Record&) { batch->payments.push_back(payment); }

  void happen(const Released& release, const Record& record) {
    if (batch->release || !find(release.version)) return;
    batch->release = release;
    batch->released = record.instant;
    batch->passes.issued = Spans(release.first_serial, release.last_serial());
  }

  void happen(const SheetsWritten& sheets, const Record&) {
    batch->sheets.push_back(sheets);
    std::erase_if(batch->destroyed, [&](const Destruction& one) {  // they are here again
      return one.what.manifest == sheets.manifest;
    });
  }
  void happen(const Printed& printed, const Record&) {
    if (batch->written(printed.manifest)) batch->printed.push_back(printed);
    for (Reprint& reprint : batch->reprints) {
      if (reprint.what.manifest != printed.manifest || !reprint.is_open()) continue;
      reprint.attested = true;
      Passes& passes = batch->passes;
      passes.spoiled = passes.spoiled.without(reprint.sound());
      passes.awaited = passes.awaited.without(reprint.sound());
    }
  }
  void happen(const Verified& verified, const Record&) { batch->verified.push_back(verified); }

  void happen(const Spoiled& spoiled, const Record& record) {
    Passes& passes = batch->passes;
    const Spans known = spoiled.passes.common(passes.issued).without(passes.voided);
    batch->losses.push_back(
        {spoiled, record.instant, batch->accounts.has_value(), known.without(passes.spoiled)});
    passes.awaited = passes.awaited.without(known);
    for (Reprint& reprint : batch->reprints)
      if (reprint.is_open()) reprint.lost = reprint.lost.with(known.common(reprint.what.passes));
    if (spoiled.voided) {
      passes.voided = passes.voided.with(known);
      passes.spoiled = passes.spoiled.without(known);
    } else {
      passes.spoiled = passes.spoiled.with(known);
    }
  }

  void happen(const Reissued& reissued, const Record& record) {
    Passes& passes = batch->passes;
    if (reissued.child != batch->children.size() + 1) return;
    batch->children.push_back({reissued, record.instant});
    const Spans made(reissued.first_serial, reissued.last_serial());
    passes.voided = passes.voided.with(reissued.replaced);
    passes.spoiled = passes.spoiled.without(reissued.replaced);
    passes.issued = passes.issued.with(made);
    passes.awaited = passes.awaited.with(made);
  }

  void happen(const Reprinted& reprinted, const Record& record) {
    if (reprinted.number != batch->reprints.size() + 1) return;
    for (Reprint& before : batch->reprints)
      if (!before.attested && !before.what.passes.common(reprinted.passes).empty())
        before.superseded = true;
    batch->reprints.push_back({reprinted, record.instant});
  }

  void happen(const StandingChanged& change, const Record&) {
    Passes& passes = batch->passes;
    if (change.passes.empty()) {
      passes.standing = change.to;
      return;
    }
    const Spans known = change.passes.common(passes.issued);
    passes.blocked = passes.blocked.without(known);
    passes.expired = passes.expired.without(known);
    if (change.to == Standing::blocked) passes.blocked = passes.blocked.with(known);
    if (change.to == Standing::expired) passes.expired = passes.expired.with(known);
  }

  void happen(const CodesExported& codes, const Record& record) {
    batch->exports.push_back({codes, record.instant});
  }
  void happen(const EpochBegun&, const Record&) {}
  void happen(const SheetsSealed& sheets, const Record& record) {
    batch->sealed.push_back({sheets, record.instant});
  }
  void happen(const SheetsDestroyed& sheets, const Record& record) {
    batch->destroyed.push_back({sheets, record.instant});
  }

  void happen(const MailQueued& mail, const Record& record) {
    if (mail.number == batch->mails.size() + 1) batch->mails.push_back({mail, record.instant});
  }
  void happen(const MailTried& tried, const Record& record) {
    if (Mail* mail = find_mail(tried.number)) {
      mail->attempts = tried.attempt;
      mail->tried = record.instant;
      mail->answer.reset();
    }
  }
  void happen(const MailAnswered& answer, const Record&) {
    if (Mail* mail = find_mail(answer.number)) mail->answer = answer;
  }
  void happen(const ReplyReceived& reply, const Record& record) {
    if (reply.number == batch->replies.size() + 1)
      batch->replies.push_back({reply, record.instant});
  }
  void happen(const AnswerOverdue& late, const Record&) { batch->overdue.push_back(late.version); }

  void happen(const Reconciled& accounts, const Record& record) {
    batch->close(accounts, record.instant);
  }

  Mail* find_mail(std::uint32_t number) {
    return number >= 1 && number <= batch->mails.size() ? &batch->mails[number - 1] : nullptr;
  }
  Version* find(std::uint32_t number) {
    const bool there = number >= 1 && number <= batch->versions.size();
    return there ? &batch->versions[number - 1] : nullptr;
  }
};

}  // namespace

std::optional<Batch> state_of(const std::vector<Record>& history) {
  Story story;
  for (const auto& record : history) story.tell(record);
  return std::move(story.batch);
}

Standing Passes::standing_of(std::uint64_t serial) const {
  if (expired.holds(serial)) return Standing::expired;
  return blocked.holds(serial) ? Standing::blocked : Standing::active;
}

bool Passes::is_redeemable(std::uint64_t serial) const {
  return standing == Standing::active && issued.holds(serial) && !open().holds(serial) &&
         !voided.holds(serial) && standing_of(serial) == Standing::active;
}

const Version* Batch::version(std::uint32_t number) const {
  return number >= 1 && number <= versions.size() ? &versions[number - 1] : nullptr;
}

const Version* Batch::latest() const {
  return versions.empty() ? nullptr : &versions.back();
}

const OrderRegistered& Batch::counting() const {
  if (release) return version(release->version)->facts;
  return latest() ? latest()->facts : facts;
}

measure::Money Batch::paid() const {
  measure::Money sum;
  for (const auto& payment : payments) sum = sum + payment.amount;
  return sum;
}

bool Batch::is_all_printed() const {
  return !sheets.empty() && unprinted().empty();
}

void Batch::close(const Reconciled& how, world::Instant when) {
  accounts = how;
  reconciled = when;
  accounted = passes;
}

Stage Batch::stage() const {
  if (accounts) return Stage::closed;
  if (!sheets.empty()) return is_all_printed() ? Stage::printed : Stage::written;
  if (release) return Stage::released;
  if (!latest()) return Stage::draft;
  switch (latest()->fate) {
    case Fate::waiting: return Stage::sent;
    case Fate::approved: break;
    case Fate::to_change: return Stage::to_change;
    case Fate::refused:
    case Fate::superseded: return Stage::refused;
  }
  const bool in_the_bank = counting().terms.needs_payment && paid() >= due();
  return in_the_bank ? Stage::paid : Stage::approved;
}

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::draft: return "draft";
    case Stage::sent: return "sent";
    case Stage::to_change: return "to-change";
    case Stage::refused: return "refused";
    case Stage::approved: return "approved";
    case Stage::paid: return "paid";
    case Stage::released: return "released";
    case Stage::written: return "written";
    case Stage::printed: return "printed";
    case Stage::closed: return "closed";
  }
  return "";
}

Date answer_by(const Terms& terms, world::Instant sent) {
  return calendar::after_calendar_days(
      calendar::paris_date(sent), terms.answer_days, {terms.zone, {}},
      terms.extend ? calendar::LastDay::moves_to_working_day : calendar::LastDay::stays);
}

std::optional<Date> delivery_by(const Batch& batch) {
  const Version* version = batch.release ? batch.version(batch.release->version) : batch.latest();
  if (!version || !version->approval || version->fate != Fate::approved) return std::nullopt;
  const Terms& terms = version->facts.terms;
  return calendar::after_working_days(calendar::paris_date(version->decided),
                                      terms.delivery_working_days, {terms.zone, {}});
}

const Version* standing(const Batch& batch, const OrderRegistered& facts,
                        const crypto::Digest& content) {
  const Version* latest = batch.latest();
  const bool same = latest && !latest->is_turned_down() && latest->facts == facts &&
                    latest->bat.content == content;
  return same ? latest : nullptr;
}

}  // namespace imprimatur::ledger
