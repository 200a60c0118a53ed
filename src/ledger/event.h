// What can happen to an order, as values. An event says what happened, never what follows from it:
// that is computed from the history, see batch.h. The order it belongs to and the instant stand
// beside it in its Record. Format and meaning of every field: docs/formats/ledger.md.
//
// No pass code has a place in here: a release names serials, which redeem nothing.
#pragma once

#include "calendar/calendar.h"
#include "codes/serial.h"
#include "crypto/digest.h"
#include "ledger/spans.h"
#include "measure/money.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imprimatur::ledger {

using calendar::Date;

// One series for the whole workspace: across all orders, and on from one key epoch to the next.
constexpr std::uint64_t last_serial_of_all = codes::Serial::most;
constexpr measure::Money largest_payment = measure::Money::from_cents(1'000'000'000'000);

// The profile's delays and conditions, as they stood when the order was registered: a profile
// edited afterwards changes no order that is under way.
struct Terms {
  std::int32_t answer_days = 7;  // calendar days to answer a BAT
  bool extend = true;            // a last day that is not worked moves to the next working day
  bool needs_payment = true;     // the face value must be in the bank before the print gate opens
  std::int32_t delivery_working_days = 15;  // counted from the approval
  calendar::Zone zone = calendar::Zone::metropolitan;
  // Of the passes released, how many in a hundred may be printed again; nullopt: nothing was
  // agreed, in orders that were registered before reprints were known.
  std::optional<std::int32_t> reprint_percent = std::nullopt;
  // How many days before its last day a BAT that waits is brought to mind; none: never.
  std::vector<std::int32_t> remind_days = {};
  bool operator==(const Terms&) const = default;
};

// The first event of every ledger, and there alone.
struct WorkspaceCreated {
  std::uint32_t format = 1;
  bool operator==(const WorkspaceCreated&) const = default;
};

// The facts of an order. Written again when they change before the release; each BAT version stands
// for the facts that were the latest when it was rendered.
struct OrderRegistered {
  std::string title;
  std::string client;
  std::vector<std::string> approvers;   // whose decision counts; empty: anybody's, by name
  std::uint32_t carnets = 0;            // 1 or more
  std::uint32_t passes_per_carnet = 0;  // 1 or more
  measure::Money face_value;            // of one pass; 0 or more
  std::string profile;
  std::string template_name;
  Terms terms;

  std::uint64_t passes() const { return std::uint64_t{carnets} * passes_per_carnet; }
  measure::Money due() const { return face_value * static_cast<std::int64_t>(passes()); }
  bool operator==(const OrderRegistered&) const = default;
};

struct BatRendered {
  std::uint32_t version = 0;  // from 1, without gaps
  crypto::Digest content;     // of what the client is shown: the pages and the facts beside them
  crypto::Digest file;        // of the bytes of the BAT
  Date answer_by{};
  std::string folder;  // where the version is kept, relative to the order's folder in the workspace
  // Of the pages alone, which `content` covers too; nullopt in older ledgers.
  std::optional<crypto::Digest> pages = std::nullopt;
  bool operator==(const BatRendered&) const = default;
};

struct BatSuperseded {
  std::uint32_t version = 0;
  std::uint32_t by = 0;
  bool operator==(const BatSuperseded&) const = default;
};

// The client's answer as it was received (a signed scan, a mail), named and fingerprinted.
struct Evidence {
  std::string file;
  crypto::Digest digest;
  bool operator==(const Evidence&) const = default;
};

// Whether somebody gave the code that stands on the BAT's first page alone (bat/validation.h): the
// code itself is not kept.
enum class Opened : std::uint8_t { unproved, by_code };

// The decision was given on the review page, by whoever followed the link of a mail. What they
// typed and where they came from (name, address, program) is kept beside the ledger, as recipients
// are: `person` is its fingerprint, and the decision's `by` is empty.
struct OnPage {
  std::uint32_t mail = 0;  // whose link it was
  crypto::Digest person;
  std::string wording;  // the sentences that stood beside the button, as they were shown
  bool operator==(const OnPage&) const = default;
};

// `content`, `file` and `pages` repeat what the decided version showed, so that the decision stands
// by itself; older refusals don't have them.
struct Approved {
  std::uint32_t version = 0;
  std::string by;
  std::optional<Evidence> evidence;
  crypto::Digest content;
  crypto::Digest file;
  std::optional<crypto::Digest> pages = std::nullopt;
  Opened opened = Opened::unproved;
  std::optional<OnPage> on_page = std::nullopt;
  bool operator==(const Approved&) const = default;
};

struct Refused {
  std::uint32_t version = 0;
  std::string by;
  std::string reason;
  std::optional<crypto::Digest> content = std::nullopt;
  std::optional<crypto::Digest> file = std::nullopt;
  std::optional<OnPage> on_page = std::nullopt;
  bool operator==(const Refused&) const = default;
};

// What is to be changed, and where: `page` from 1, and a point on it in tenths of a millimetre from
// its top left corner; page 0 is the BAT as a whole.
struct Remark {
  std::uint32_t page = 0;
  std::uint32_t x = 0, y = 0;
  std::string text;
  bool operator==(const Remark&) const = default;
};

constexpr std::size_t most_remarks = 50;

// Neither an approval nor a refusal of the work: a version with these changes is awaited.
struct ChangesRequested {
  std::uint32_t version = 0;
  std::string by;
  std::vector<Remark> remarks;  // 1 to most_remarks
  crypto::Digest content;
  crypto::Digest file;
  std::optional<OnPage> on_page = std::nullopt;
  bool operator==(const ChangesRequested&) const = default;
};

struct PaymentSeen {
  measure::Money amount;  // more than 0
  std::string reference;  // the bank's; never twice for one order
  Date date{};
  bool operator==(const PaymentSeen&) const = default;
};

// Serials `first_serial` to `first_serial + count - 1` belong to this order and to no other, for
// ever.
struct Released {
  std::uint32_t version = 0;
  std::uint64_t first_serial = 0;
  std::uint64_t count = 0;
  std::uint32_t epoch = 0;  // which derived key makes the codes of these serials
  std::string shop;
  crypto::Digest shop_file;  // of the shop's file, whole, as every sheet of the run is laid out by
  std::uint32_t carnets = 0;

  std::uint64_t last_serial() const { return first_serial + count - 1; }
  bool operator==(const Released&) const = default;
};

// How the files for a press are laid out: imposed on its sheets, or leaf by leaf, for a shop that
// imposes itself; a sheet is then a leaf. The same serials and codes either way.
enum class Laid : std::uint8_t { imposed, one_up };

// Files for the press stand on the disk. `manifest` is the SHA-256 of their manifest.json; the
// sheets are counted from 1 as `press --sheets` counts them, and `sheets_of_run` is the last one of
// the whole run, written or not: 1 <= first <= last <= sheets_of_run, else
// Failure; `passes` are the live ones on these sheets, VOID places left out.
struct SheetsWritten {
  std::uint32_t version = 0;
  crypto::Digest manifest;
  std::uint32_t first_sheet = 0;
  std::uint32_t last_sheet = 0;
  std::uint32_t sheets_of_run = 0;
  std::uint32_t files = 0;
  std::uint64_t passes = 0;
  Laid laid = Laid::imposed;
  crypto::Digest plan;  // of the plan they were laid out by: what makes the parts of a run one run
  bool operator==(const SheetsWritten&) const = default;
};

// Somebody attests that the sheets of this manifest were printed.
struct Printed {
  std::string by;
  crypto::Digest manifest;
  bool operator==(const Printed&) const = default;
};

// `whole`: every sheet was read, not a sample of them. `report`: of the PDF that says what was
// found; absent in ledgers from before there was one.
struct Verified {
  crypto::Digest manifest;
  std::uint64_t codes_checked = 0;
  bool whole = false;
  bool passed = false;
  std::optional<crypto::Digest> report;
  bool operator==(const Verified&) const = default;
};

// Passes that are good no more, from now on. Their paper is at hand, and it is open yet what
// follows; or they are `voided` for ever: stolen, gone astray, or destroyed and not printed again.
// `stock` and `sheets` say which sheets they were on, where whole ones were spoiled.
struct Spoiled {
  Spans passes;  // never empty
  bool voided = false;
  std::string stock;
  Spans sheets;
  std::string by;
  std::string reason;
  Laid laid = Laid::imposed;  // how these sheets were laid out
  bool operator==(const Spoiled&) const = default;
};

// New serials for passes that are worth nothing any more: a child batch of the order, from
// `first_serial` on, one for each of `replaced` in the order of their serials. The replaced ones
// are void for ever from now on; the new ones stand where those stood in their booklets, and are
// good once they were printed.
struct Reissued {
  std::uint32_t child = 0;  // from 1, without gaps
  Spans replaced;           // never empty
  std::uint64_t first_serial = 0;
  std::uint32_t epoch = 0;  // which derived key makes the codes of the new serials
  std::string by;
  std::string reason;  // may be empty: why they were taken away stands elsewhere

  std::uint64_t last_serial() const { return first_serial + replaced.count() - 1; }
  bool operator==(const Reissued&) const = default;
};

// Sheets that bear these passes again, and no other. It is noted before their folder gets its name:
// a folder without its event there is none. Whatever bore these passes before is declared destroyed
// by two people, where there was anything.
struct Reprinted {
  std::uint32_t number = 0;  // from 1, without gaps
  std::uint32_t version = 0;
  crypto::Digest manifest;
  Spans passes;   // never empty
  Spans carnets;  // of these, the leaves that are no pass as well
  Spans sheets;   // on which they lie, counted as those of the run
  crypto::Digest plan;
  std::vector<std::string> destroyed_by;  // two, or none where nothing bore them before
  std::string reason;                     // may be empty
  bool operator==(const Reprinted&) const = default;
};

// Whether what is good may be redeemed. A batch that nobody activated is worth nothing yet.
enum class Standing : std::uint8_t { inactive, active, blocked, expired };

// "inactive", "active"…: in bodies and for --json.
std::string_view name_of(Standing standing);

// Of passes and of sheets together: with names and reasons of usual length their body stays below
// 64 KiB.
constexpr std::size_t most_spans = 2000;

// A batch as a whole, or single passes of it: a pass is redeemable where both are active. Passes
// that nothing was said of are active.
struct StandingChanged {
  Spans passes;  // empty: the batch
  Standing to = Standing::active;
  std::string by;
  std::string reason;  // may be empty where it is activated
  bool operator==(const StandingChanged&) const = default;
};

// The accounts of a batch are closed: two people say that issued = good + void.
struct Reconciled {
  std::uint64_t good = 0;
  std::uint64_t voided = 0;
  std::vector<std::string> by;  // two
  bool operator==(const Reconciled&) const = default;
};

// The codes of the good passes were handed out, encrypted to one certificate: the platform's that
// redeems. Noted before the file has its name, so that none is without its event.
struct CodesExported {
  crypto::Digest certificate;  // its fingerprint, SHA-256 of the DER form
  std::uint64_t count = 0;     // 1 or more
  measure::Money total;        // their face value
  crypto::Digest file;         // of the encrypted file
  bool operator==(const CodesExported&) const = default;
};

// From now on codes are made under another master key. Of no order.
struct EpochBegun {
  std::uint32_t epoch = 0;  // 2 or more
  std::string by;
  std::string reason;
  // By which the key is known again (codes::check_of); absent in ledgers from before there was one.
  std::optional<crypto::Digest> key_check = std::nullopt;
  bool operator==(const EpochBegun&) const = default;
};

// The sheets under this manifest went out encrypted, to the certificate of a print shop. Noted
// before the folder has its name.
struct SheetsSealed {
  crypto::Digest manifest;
  crypto::Digest certificate;  // its fingerprint, SHA-256 of the DER form
  bool operator==(const SheetsSealed&) const = default;
};

// The sheets under this manifest were printed, and their files are here no more.
struct SheetsDestroyed {
  crypto::Digest manifest;
  std::string by;
  bool operator==(const SheetsDestroyed&) const = default;
};

// Why a mail about a BAT goes out: with a version, because it waits, because its last day has
// passed, because it was decided on.
enum class MailPurpose : std::uint8_t { bat, reminder, overdue, receipt };
// "bat", "reminder", "overdue", "receipt": in bodies and for --json.
std::string_view name_of(MailPurpose purpose);

// A mail was written, and is to be handed over to the server. Its bytes and its recipient are kept
// beside the ledger, each under its SHA-256 (docs/formats/workspace.md), and can be erased there: a
// person's address is not in here.
struct MailQueued {
  std::uint32_t number = 0;  // from 1, without gaps, for each order
  MailPurpose purpose = MailPurpose::bat;
  std::uint32_t version = 0;
  crypto::Digest recipient;
  std::string message_id;
  crypto::Digest message;
  bool operator==(const MailQueued&) const = default;
};

// It is about to be handed over. Without a MailAnswered after it nobody knows whether it went out.
struct MailTried {
  std::uint32_t number = 0;
  std::uint32_t attempt = 0;  // from 1, without gaps
  bool operator==(const MailTried&) const = default;
};

// `later`: not taken yet. `never`: refused for good. `bounced`: taken, and sent back afterwards.
enum class MailOutcome : std::uint8_t { accepted, later, never, bounced };
std::string_view name_of(MailOutcome outcome);

// What became of the last attempt.
struct MailAnswered {
  std::uint32_t number = 0;
  MailOutcome outcome = MailOutcome::accepted;
  std::string reply;  // the codes alone, "550 5.1.1": servers repeat addresses in their words
  bool operator==(const MailAnswered&) const = default;
};

// Somebody answered one of these mails. What they wrote decides nothing: it is for a person to
// read. The message lies beside the ledger, as it came, and so does the sender: see MailQueued.
struct ReplyReceived {
  std::uint32_t number = 0;  // from 1, without gaps, for each order
  std::uint32_t mail = 0;    // the one that it answers
  crypto::Digest sender;
  crypto::Digest message;
  // By what our own server knows that it comes from the sender's domain: "dmarc", "dkim", "spf", or
  // empty.
  std::string proved_by;
  bool operator==(const ReplyReceived&) const = default;
};

// The last day to answer a version has passed. It decides nothing.
struct AnswerOverdue {
  std::uint32_t version = 0;
  bool operator==(const AnswerOverdue&) const = default;
};

using Event = std::variant<WorkspaceCreated, OrderRegistered, BatRendered, BatSuperseded, Approved,
                           Refused, PaymentSeen, Released, SheetsWritten, Printed, Verified,
                           Spoiled, Reissued, Reprinted, StandingChanged, Reconciled, CodesExported,
                           EpochBegun, SheetsSealed, SheetsDestroyed, MailQueued, MailTried,
                           MailAnswered, AnswerOverdue, ReplyReceived, ChangesRequested>;

// "order-registered", "bat-rendered"…: stable names, see the format page.
std::string_view kind_of(const Event& event);

// The body as canonical JSON: keys sorted by byte, no white space, UTF-8 unescaped, whole numbers
// only. Throws finding::Failure where a text of the event isn't UTF-8 or the body is longer than 64
// KiB.
std::string to_body(const Event& event);

// Inverse to to_body. Throws finding::Failure on an unknown kind and on any body that to_body would
// not have written for it.
Event from_body(std::string_view kind, std::string_view body);

// An event in its place in the chain; `order` is empty where it belongs to no order.
struct Record {
  std::uint64_t sequence = 0;  // from 1, without gaps
  world::Instant instant{};
  std::string order;
  Event event;
  crypto::Digest previous;  // all zeros for the first
  crypto::Digest hash;
  bool operator==(const Record&) const = default;
};

}  // namespace imprimatur::ledger
