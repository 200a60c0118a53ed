#include "ledger/event_bounds.h"

#include "finding/failure.h"

#include <limits>

namespace imprimatur::ledger {
namespace {

[[noreturn]] void refuse_size() {
  throw finding::Failure({"Une quantité ou un montant donné au registre sort de ses bornes.",
                          "A quantity or an amount given to the ledger is out of its bounds."},
                         {"Corrigez les quantités et les montants de la commande.",
                          "Correct the order's quantities and amounts."});
}

// Within these bounds no sum or product computed from events can overflow.
constexpr std::int64_t most_cents = 1'000'000'000;  // of one pass

void check_bounds(const auto&) {}

void check_bounds(const OrderRegistered& facts) {
  const auto cents = facts.face_value.cents();
  if (facts.carnets < 1 || facts.passes_per_carnet < 1 || facts.passes() > last_serial_of_all ||
      cents < 0 || cents > most_cents)
    refuse_size();
  if (facts.terms.answer_days < 0 || facts.terms.answer_days > 3650 ||
      facts.terms.delivery_working_days < 0 || facts.terms.delivery_working_days > 3650)
    refuse_size();
  const std::int32_t percent = facts.terms.reprint_percent.value_or(0);
  if (percent < 0 || percent > 100) refuse_size();
  for (const std::int32_t days : facts.terms.remind_days)
    if (days < 0 || days > 90) refuse_size();
}

void check_bounds(const ChangesRequested& changes) {
  if (changes.remarks.empty() || changes.remarks.size() > most_remarks) refuse_size();
}

void check_bounds(const MailQueued& mail) {
  if (mail.number < 1 || mail.version < 1) refuse_size();
}

void check_bounds(const ReplyReceived& reply) {
  if (reply.number < 1 || reply.mail < 1) refuse_size();
}

void check_bounds(const MailTried& mail) {
  if (mail.number < 1 || mail.attempt < 1) refuse_size();
}

void check_bounds(const PaymentSeen& payment) {
  if (payment.amount < measure::Money{} || payment.amount > largest_payment) refuse_size();
}

void check_bounds(const Released& release) {
  if (release.first_serial < 1 || release.count < 1 || release.first_serial > last_serial_of_all ||
      release.count > last_serial_of_all + 1 - release.first_serial)
    refuse_size();
}

void check_bounds(const SheetsWritten& sheets) {
  if (sheets.first_sheet < 1 || sheets.last_sheet < sheets.first_sheet ||
      sheets.sheets_of_run < sheets.last_sheet)
    refuse_size();
}

// Sheets and booklets are counted from 1, in 32 bits.
bool are_counted(const Spans& things) {
  return things.empty() ||
         (things.spans().front().first >= 1 &&
          things.spans().back().last <= std::numeric_limits<std::uint32_t>::max());
}

bool is_within_series(const Spans& passes) {
  return passes.empty() ||
         (passes.spans().front().first >= 1 && passes.spans().back().last <= last_serial_of_all);
}

void check_bounds(const Spoiled& spoiled) {
  if (spoiled.passes.empty() || !is_within_series(spoiled.passes) || !are_counted(spoiled.sheets))
    refuse_size();
}

void check_bounds(const Reissued& reissued) {
  if (reissued.child < 1 || reissued.replaced.empty() || !is_within_series(reissued.replaced) ||
      reissued.first_serial < 1 || reissued.first_serial > last_serial_of_all ||
      reissued.replaced.count() > last_serial_of_all + 1 - reissued.first_serial)
    refuse_size();
}

void check_bounds(const Reprinted& reprinted) {
  const std::size_t people = reprinted.destroyed_by.size();
  if (reprinted.number < 1 || reprinted.passes.empty() || !is_within_series(reprinted.passes) ||
      reprinted.sheets.empty() || !are_counted(reprinted.sheets) ||
      !are_counted(reprinted.carnets) || (people != 0 && people != 2))
    refuse_size();
}

void check_bounds(const StandingChanged& change) {
  if (!is_within_series(change.passes)) refuse_size();
}

void check_bounds(const Reconciled& accounts) {
  if (accounts.good > last_serial_of_all || accounts.voided > last_serial_of_all ||
      accounts.by.size() != 2)
    refuse_size();
}

void check_bounds(const CodesExported& codes) {
  const auto cents = codes.total.cents();
  if (codes.count < 1 || codes.count > last_serial_of_all || cents < 0 ||
      cents > most_cents * static_cast<std::int64_t>(codes.count))
    refuse_size();
}

void check_bounds(const EpochBegun& begun) {
  if (begun.epoch < 2) refuse_size();
}

}  // namespace

void expect_within_bounds(const Event& event) {
  std::visit([](const auto& e) { check_bounds(e); }, event);
}

}  // namespace imprimatur::ledger
