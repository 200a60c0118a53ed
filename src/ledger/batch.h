// What a batch is, computed from its events: nothing of this is stored. Pure functions, no
// database.
#pragma once

#include "ledger/event.h"
#include "ledger/gate.h"
#include "ledger/mails.h"
#include "ledger/reprints.h"

#include <initializer_list>

namespace imprimatur::ledger {

// `to_change`: changes were asked for.
enum class Fate : std::uint8_t { waiting, approved, to_change, refused, superseded };

// One rendering of the BAT, with the facts it shows and what became of it. A version that was
// approved or refused and then superseded is `superseded`; the decision stays readable beside it.
struct Version {
  BatRendered bat;
  OrderRegistered facts;
  world::Instant rendered{};
  Fate fate = Fate::waiting;
  // What was decided last, also of a version that was superseded since; waiting: nothing.
  Fate verdict = Fate::waiting;
  std::optional<Approved> approval{};
  std::optional<Refused> refusal{};
  std::optional<ChangesRequested> changes{};
  world::Instant decided{};  // of the last decision; the epoch where there is none

  // It was not taken as it is: the next one is awaited.
  bool is_turned_down() const { return fate == Fate::refused || fate == Fate::to_change; }
};

// Where a batch stands. `approved`: the client said yes, and money is awaited if the terms ask for
// it. `paid`: approved and the face value is in the bank (only where the terms ask for it).
enum class Stage : std::uint8_t {
  draft,      // registered, no BAT rendered
  sent,       // the latest version waits for the client's answer
  to_change,  // changes to the latest version were asked for: a new one is awaited
  refused,    // the latest version was refused: a new one is awaited
  approved,
  paid,
  released,  // serials are assigned
  written,   // sheets stand on the disk, and not all of the run are attested as printed
  printed,   // every sheet of the run is attested as printed
  closed,    // printed, and its accounts are closed
};
// "draft", "sent"…: for --json.
std::string_view name_of(Stage stage);
// "BAT chez le client", "BAT with the client": a few words for a table, no full stop.
finding::Sentence describe(Stage stage);

// Sheets of a run, both ends among them, counted from 1.
struct SheetRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool operator==(const SheetRange&) const = default;
};

// "active", "bloquée": of a batch, as words after "is".
finding::Sentence describe(Standing standing);
// "est active", "n’est pas encore activée".
finding::Sentence it_is(Standing standing);
// The same of so many passes: "bloqués", "bloqué".
finding::Sentence describe_passes(Standing standing, std::uint64_t count);

// What became of a batch's passes, as sets of their serials: a few spans, however many passes.
struct Passes {
  Spans issued;
  Spans spoiled;           // their paper is at hand, and nobody has said yet what is to follow
  Spans awaited;           // reissued, and nobody attested yet that they are printed
  Spans voided;            // for ever
  Spans blocked, expired;  // single ones; they may be void besides
  Standing standing = Standing::inactive;  // of the batch

  Spans good() const { return issued.without(open()).without(voided); }
  // What keeps the accounts open.
  Spans open() const { return spoiled.with(awaited); }
  // A single pass, whatever the batch is.
  Standing standing_of(std::uint64_t serial) const;
  // Good, active, and of an active batch.
  bool is_redeemable(std::uint64_t serial) const;
  bool operator==(const Passes&) const = default;
};

// Passes that were taken away, and when.
struct Loss {
  Spoiled what;
  world::Instant when{};
  bool since_closing = false;  // the accounts were closed without it
  Spans fresh{};               // of its passes, those that were not spoiled already
};

// Codes that were handed out, and when.
struct Export {
  CodesExported what;
  world::Instant when{};
};

// Sheets that went out encrypted, and sheets whose files are gone, and when.
struct Sealing {
  SheetsSealed what;
  world::Instant when{};
};
struct Destruction {
  SheetsDestroyed what;
  world::Instant when{};
};

struct Batch {
  std::string order;
  OrderRegistered facts;  // the latest registered
  world::Instant registered{};
  std::vector<Version> versions;  // versions[n - 1] is version n
  std::vector<PaymentSeen> payments;
  std::optional<Released> release;
  world::Instant released{};
  std::vector<SheetsWritten> sheets;
  std::vector<Printed> printed;
  std::vector<Verified> verified;
  std::vector<Loss> losses;
  std::vector<Child> children;    // children[n - 1] is child n
  std::vector<Reprint> reprints;  // reprints[n - 1] is reprint n
  std::vector<Export> exports;
  std::vector<Sealing> sealed;
  std::vector<Destruction> destroyed;  // without what was written again since
  std::vector<Mail> mails;             // mails[n - 1] is mail n
  std::vector<Received> replies;       // replies[n - 1] is reply n
  std::vector<std::uint32_t> overdue;  // versions that were not answered in time
  Passes passes;  // none issued before the release
  std::optional<Reconciled> accounts;
  world::Instant reconciled{};
  Passes accounted;  // as they stood when the accounts were closed

  // nullptr where there is none.
  const Version* version(std::uint32_t number) const;
  const Version* latest() const;
  const SheetsWritten* written(const crypto::Digest& manifest) const;
  const Mail* mail(std::uint32_t number) const;
  // It is not to be sent: its version waits for no answer any more, or it reminds of a day that has
  // passed.
  bool is_moot(const Mail& mail, Date today) const;
  bool is_overdue(std::uint32_t version) const;
  // This very message was read before.
  bool has_reply(const crypto::Digest& message) const;
  // Their files are gone, and were not written again since.
  bool is_destroyed(const crypto::Digest& manifest) const;
  // How the run is printed: as the sheets attested first were laid, else those written last.
  // Whether that is certain, sheets_gate says.
  Laid laid() const;
  // The sheets of the run so laid, as far as one was written, that nobody attested as printed; in
  // order.
  std::vector<SheetRange> unprinted() const;
  // Sheets are written, and every one of the run is attested as printed.
  bool is_all_printed() const;
  // What becomes of it where its accounts are closed so, and then.
  void close(const Reconciled& how, world::Instant when);
  // The facts that count for money and quantities: of the released version, else of the latest one.
  const OrderRegistered& counting() const;
  measure::Money paid() const;
  measure::Money due() const { return counting().due(); }
  measure::Money value_of(std::uint64_t passes) const {
    return counting().face_value * static_cast<std::int64_t>(passes);
  }
  Stage stage() const;

  // What follows is in reprints.cpp. nullptr where there is none.
  const Reprint* reprint(const crypto::Digest& manifest) const;
  // The child batch that a serial was issued with; nullptr: the release, or not ours.
  const Child* child_of(std::uint64_t serial) const;
  // Whose place it took and who took its place; nullopt: nobody's, nobody.
  std::optional<std::uint64_t> predecessor_of(std::uint64_t serial) const;
  std::optional<std::uint64_t> successor_of(std::uint64_t serial) const;
  // Where a pass stands, in its booklet and in the run, as its place among the serials of the
  // release, from 0. `serial` is issued.
  std::uint64_t place_of(std::uint64_t serial) const;
  // The booklet that an issued serial stands in, from 1.
  std::uint64_t carnet_of(std::uint64_t serial) const;
  // Of the release: the serial of pass `pass` of booklet `carnet`, both from 0, and the passes of
  // these booklets, from 1.
  std::uint64_t serial_at(std::uint64_t carnet, std::uint64_t pass) const;
  Spans passes_in(const Spans& carnets) const;
  // Which key makes the code of an issued serial.
  std::uint32_t epoch_of(std::uint64_t serial) const;
  // The passes that stand now where these stood: replaced ones by their latest successors.
  Spans successors_of(const Spans& passes) const;
  // These, and all that ever stood where they stood after them.
  Spans with_successors(const Spans& passes) const;
  // How many passes were printed again, over all reprints, and how many may be; nullopt: any
  // number.
  std::uint64_t reprinted() const;
  std::optional<std::uint64_t> most_reprinted() const;
};

// Computes the state from the events of ONE order, in their order. The events come from a ledger
// that let them in one by one; whatever else stands in `history` (another order, a version that
// doesn't exist) is left out, never undefined. nullopt where no order-registered is among them.
std::optional<Batch> state_of(const std::vector<Record>& history);

// Until when the client may answer a BAT sent at `sent`. The day of sending, in Paris, does not
// count.
Date answer_by(const Terms& terms, world::Instant sent);
// By when the passes are to be delivered: approval + the terms' working days. nullopt before
// approval.
std::optional<Date> delivery_by(const Batch& batch);
// What the batch waits for, with its date, as one sentence; `today` tells what is overdue.
finding::Sentence waiting_for(const Batch& batch, Date today);

// "le pass n° 000 000 012", "les pass n° 000 000 012 à 000 000 030 et 3 autres": the first span,
// and how many more passes there are. Not of an empty set.
finding::Sentence the_passes(const Spans& passes);

// "000 000 012 à 000 000 030, 000 000 041": every span.
finding::Sentence every_pass(const Spans& passes);

// Whose decision counts: one of the order's, or anybody with a name where it names nobody.
bool is_approver(const OrderRegistered& facts, std::string_view by);

// The gates. Each gives the reason it is closed, or nullopt where it is open.
std::optional<Closed> approval_gate(const Batch& batch, std::uint32_t version, std::string_view by);
// Of a refusal, and of changes asked for: both may follow an approval, until the release.
std::optional<Closed> refusal_gate(const Batch& batch, std::uint32_t version, std::string_view by);
// Closed for a date after `today` (a day in Paris) and for more than is still due: an event can't
// be taken back, and a mistyped one would open the print gate.
std::optional<Closed> payment_gate(const Batch& batch, const PaymentSeen& payment, Date today);
// approved ∧ latest version ∧ paid if the terms ask for it. Open too for the version already
// released.
std::optional<Closed> print_gate(const Batch& batch, std::uint32_t version);
// All parts of a run are laid out by one plan, whatever a later program would make of it.
std::optional<Closed> plan_gate(const Batch& batch, Laid laid, const crypto::Digest& plan);
// Sheets are written for the released version only, and by the plan of those before them.
std::optional<Closed> writing_gate(const Batch& batch, const SheetsWritten& sheets);
// Sheets can be checked only if this ledger knows their manifest.
std::optional<Closed> verification_gate(const Batch& batch, const crypto::Digest& manifest);
// somebody says so ∧ written under this manifest ∧ no sheet of it attested before, nor any laid
// otherwise ∧ its last verification passed.
std::optional<Closed> printing_gate(const Batch& batch, const Printed& printed);
// Of what is attested at once, no sheet stands in two manifests.
std::optional<Closed> overlap_gate(const Batch& batch, const std::vector<Printed>& together);

// Sheets of a run can be named once it is certain which form of it is on paper (something is
// attested, or one form alone was written) ∧ these were written.
std::optional<Closed> sheets_gate(const Batch& batch, const Spans& sheets);
// Not empty ∧ released ∧ issued by this batch ∧ not void (nor spoiled, unless they become void now)
// ∧ by somebody, for a reason ∧ in few enough spans. What is at hand can't be spoiled any more once
// the accounts are closed.
std::optional<Closed> spoiling_gate(const Batch& batch, const Spoiled& spoiled);
// No more spans together than an event holds: asked before work is done for what can't be noted.
std::optional<Closed> scatter_gate(std::initializer_list<const Spans*> all);
// Issued and not void ∧ by somebody ∧ for a reason, unless it is activated ∧ in few enough spans. A
// batch is activated once all its sheets are printed, and nothing is noted that changes nothing.
std::optional<Closed> standing_gate(const Batch& batch, const StandingChanged& change);
// Two people, who are not one, say that paper is destroyed.
std::optional<Closed> witnesses_gate(const std::vector<std::string>& destroyed_by);
// Somebody attests that each of these sheets of the run was printed.
std::optional<Closed> on_paper_gate(const Batch& batch, const Spans& sheets);
// Released ∧ accounts open ∧ spoiled or void passes of this batch, none replaced before ∧ by
// somebody ∧ in few enough spans ∧ within what may be printed again.
std::optional<Closed> reissuing_gate(const Batch& batch, const Reissued& reissued);
// The released version ∧ accounts open ∧ spoiled passes or awaited ones, of one issue (the release,
// or one child) ∧ by the plan of the run ∧ every sheet attested that bore them ∧ whatever bore them
// before destroyed, two people say ∧ in few enough spans ∧ within what may be printed again.
std::optional<Closed> reprinting_gate(const Batch& batch, const Reprinted& reprinted);
// No reissued pass is awaited: each is attested as printed, or void.
std::optional<Closed> awaiting_gate(const Batch& batch);
// Not attested before ∧ no later reprint bears a pass of it.
std::optional<Closed> reprint_attesting_gate(const Batch& batch, const Reprint& reprint);
// Every sheet printed ∧ no spoiled pass undecided, none awaited ∧ two people who are not one ∧ not
// closed before ∧ the counts are those of this batch.
std::optional<Closed> reconciling_gate(const Batch& batch, const Reconciled& accounts);

// Sheets go out as they were read back: written under this manifest, and no superseded reprint ∧
// the last verification passed.
std::optional<Closed> sealing_gate(const Batch& batch, const SheetsSealed& sheets);
// somebody says so ∧ written under this manifest ∧ attested as printed, or never to be: a
// superseded reprint, and sheets of which some were attested under another manifest.
std::optional<Closed> destruction_gate(const Batch& batch, const SheetsDestroyed& sheets);

// What left the house, and what is here no more: one line for each export, each encryption of
// sheets and each destruction, with its day, the certificate's first digits or who says so.
std::vector<finding::Sentence> custody_of(const Batch& batch);

// Open once serials, and so codes, are assigned.
std::optional<Closed> release_gate(const Batch& batch);
// Released ∧ there are good passes ∧ the count and the face value are theirs ∧ nothing has become
// of any pass since they stood as `told` in what is handed out.
std::optional<Closed> export_gate(const Batch& batch, const CodesExported& codes,
                                  const Passes& told);

// The version is the latest and waits for an answer.
std::optional<Closed> mailing_gate(const Batch& batch, std::uint32_t version);
// The version was decided on, whatever became of it since.
std::optional<Closed> receipt_gate(const Batch& batch, std::uint32_t version);
// Queued: one of these, by its purpose, and its number is the next. Tried: it is open, its version
// waits still, and nobody else tried meanwhile. Answered: an attempt waits for it, or it was sent
// back, once. Overdue: the version waits, its last day is before `today`, and that isn't noted yet.
// Received: its number is the next, it answers a mail that was tried, and wasn't read before.
std::optional<Closed> mail_gate(const Batch& batch, const MailEvent& event, Date today);

// The version that already shows exactly this (same facts, same content) and is not refused: no new
// one is needed. nullptr where the next one is to be rendered.
const Version* standing(const Batch& batch, const OrderRegistered& facts,
                        const crypto::Digest& content);
// Closed once serials were released: what is printed is final.
std::optional<Closed> change_gate(const Batch& batch);

}  // namespace imprimatur::ledger
