// The memory of a workspace: append-only, hash-chained events in one SQLite file.
//
// Every operation is one transaction that takes the write lock first and then reads what it depends
// on again, so that of two processes at once only one can win. What the gates of batch.h refuse
// comes back as Closed. What the world refuses (locked for more than ten seconds, disk full,
// read-only, damaged, not ours, written by a newer program, wrong key) is thrown as
// finding::Failure, and nothing was written.
//
// The key seals the head of the chain (HMAC-SHA-256): without it nobody can take away, add or
// rewrite an event unnoticed. It is kept in memory while the Ledger lives and is never written.
// Events are the leaves of a Merkle tree too, and publish() has its root signed after each of them:
// whoever holds such a checkpoint can show that events were rewritten, by whoever holds the keys
// too.
#pragma once

#include "ledger/batch.h"
#include "ledger/publisher.h"
#include "world/files.h"

#include <memory>

namespace imprimatur::crypto {
class Secret;
}

namespace imprimatur::ledger {

// What the next `bat` would do.
struct BatPlan {
  std::optional<Version> standing;  // shows exactly this already: nothing to render
  std::uint32_t version = 0;        // the one that stands, or the next one to render
};

// A print shop's file as it was frozen for an order: its name, and the SHA-256 of its bytes.
struct ShopFile {
  std::string name;
  crypto::Digest digest;
};

// Whose pass a serial is.
struct Issue {
  std::string order;
  std::uint32_t epoch = 0;  // which derived key makes its code
};

class Ledger {
 public:
  // A new ledger at `path`, where no file may be, with its first event.
  static Ledger create(const world::Path& path, const crypto::Secret& key, world::Instant now);
  // Throws Failure where its head isn't sealed with `key`: it was changed behind the program's
  // back, or the key is another workspace's. A ledger of format 1 becomes one of format 2.
  static Ledger open(const world::Path& path, const crypto::Secret& key);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // From then on a signed checkpoint of the newest event stands in a file, and does at once. Throws
  // Failure where the file says more than the ledger, or other things: see publisher.h. Where it
  // can't be written after an event, the event stands all the same, and the next publish() says
  // why.
  void publish(Publication publication);
  // Of the ledger as it is now: what goes with a decision's mail. Only after publish(), as the next
  // two.
  std::string checkpoint() const;
  // Of a tree that leaves() gave.
  std::string checkpoint_of(const tlog::TreeHead& head) const;
  tlog::VerifierKey signer() const;
  // Of all events, by number; their tree is the one that the head is sealed with, else Failure.
  std::vector<tlog::Hash> leaves() const;
  // What the leaf of event `number` (from 1) is the hash of (docs/formats/ledger.md); nullopt:
  // there is none.
  std::optional<std::string> entry(std::uint64_t number) const;

  // In the order of their registration.
  std::vector<std::string> orders() const;
  std::vector<Record> history() const;
  std::vector<Record> history(const std::string& order) const;
  std::optional<Batch> batch(const std::string& order) const;
  // nullopt: no order was ever given this serial.
  std::optional<Issue> issue_of(std::uint64_t serial) const;

  // `bat` in two steps, so that no lock is held while pages are drawn: plan, render, record.
  // `record_bat` registers changed facts, supersedes the version before and records the new one,
  // all at once. Where an identical version stands by then it is given back and nothing is written;
  // where another process took the number meanwhile it is Closed: plan again. Closed too after the
  // release. Bad facts (no carnet, no pass, more than the series holds, an id that isn't one) are a
  // mistake of the caller's checks and thrown as Failure.
  Outcome<BatPlan> plan_bat(const std::string& order, const OrderRegistered& facts,
                            const crypto::Digest& content) const;
  Outcome<Version> record_bat(const std::string& order, const OrderRegistered& facts,
                              const BatRendered& bat, world::Instant now);

  // The client's decision on the latest version, which what is written down repeats. `by` passes
  // the gate; with `page` it is not written down, since the person named there is.
  Outcome<Approved> approve(const std::string& order, std::uint32_t version, const std::string& by,
                            const std::optional<Evidence>& evidence, world::Instant now,
                            Opened opened = Opened::unproved,
                            const std::optional<OnPage>& page = std::nullopt);
  Outcome<Refused> refuse(const std::string& order, std::uint32_t version, const std::string& by,
                          const std::string& reason, world::Instant now,
                          const std::optional<OnPage>& page = std::nullopt);
  Outcome<ChangesRequested> request_changes(const std::string& order, std::uint32_t version,
                                            const std::string& by,
                                            const std::vector<Remark>& remarks, world::Instant now,
                                            const std::optional<OnPage>& page = std::nullopt);
  Outcome<PaymentSeen> pay(const std::string& order, const PaymentSeen& payment,
                           world::Instant now);

  // A mail is an event first, then a delivery: queued, tried, answered. See mails.h.
  Outcome<MailEvent> mail(const std::string& order, const MailEvent& event, world::Instant now);

  // Checks the whole chain and the print gate, takes the next serials of the series (as many as the
  // version's facts say) and assigns them for ever. Asked again for the same version it gives back
  // the same release, whatever `epoch` and `shop` then say: use those of the answer.
  Outcome<Released> release(const std::string& order, std::uint32_t version, std::uint32_t epoch,
                            const ShopFile& shop, world::Instant now);

  Outcome<SheetsWritten> sheets_written(const std::string& order, const SheetsWritten& sheets,
                                        world::Instant now);
  // All of them or none.
  Outcome<std::vector<Printed>> printed(const std::string& order,
                                        const std::vector<Printed>& printed, world::Instant now);
  Outcome<Verified> verified(const std::string& order, const Verified& verified,
                             world::Instant now);

  Outcome<Spoiled> spoil(const std::string& order, const Spoiled& spoiled, world::Instant now);
  // Takes new serials for these passes, as release() takes them: the whole chain is checked, and
  // the old ones are void in the same transaction.
  Outcome<Reissued> reissue(const std::string& order, const Spans& replaced, std::uint32_t epoch,
                            const std::string& by, const std::string& reason, world::Instant now);
  // Noted already, for the last reprint that bears its passes: given back, and nothing is written.
  Outcome<Reprinted> reprinted(const std::string& order, const Reprinted& reprinted,
                               world::Instant now);
  Outcome<StandingChanged> change_standing(const std::string& order, const StandingChanged& change,
                                           world::Instant now);
  Outcome<Reconciled> reconcile(const std::string& order, const Reconciled& accounts,
                                world::Instant now);

  // `told`: how the passes stood when their codes were written; Closed where they stand otherwise
  // by now, so that what is handed out is one state of the batch.
  Outcome<CodesExported> codes_exported(const std::string& order, const CodesExported& codes,
                                        const Passes& told, world::Instant now);
  // The keys that were put in force after the first, in their order.
  std::vector<EpochBegun> epochs() const;
  // The epoch of the last of them; 1 where there is none.
  std::uint32_t epoch() const;
  // Closed unless it follows the one in force.
  Outcome<EpochBegun> epoch_begun(const EpochBegun& begun, world::Instant now);

  Outcome<SheetsSealed> sheets_sealed(const std::string& order, const SheetsSealed& sheets,
                                      world::Instant now);
  Outcome<SheetsDestroyed> sheets_destroyed(const std::string& order, const SheetsDestroyed& sheets,
                                            world::Instant now);

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// What there is in a file, looked at from the first event to the last.
struct Inspection {
  finding::Findings findings;      // none: every event is as it was written
  std::vector<tlog::Hash> leaves;  // of every event that stands there, by number
  std::string last;                // the hash of the last of them, as it stands there
};

// Checks the ledger at `path`, of either format, without changing it: which events were changed,
// are missing or were added. With `key` the head's seal is checked as well, which finds a removed
// tail and a history rewritten with all its hashes; with nullptr chain and tree alone.
Inspection inspect(const world::Path& path, const crypto::Secret* key);

}  // namespace imprimatur::ledger
