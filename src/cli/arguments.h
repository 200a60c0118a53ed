// The command line, read (docs/cli.md). Nothing is opened or made here.
#pragma once

#include "finding/finding.h"
#include "flow/artwork.h"
#include "flow/impose.h"
#include "flow/passes.h"
#include "flow/reprint.h"
#include "measure/money.h"
#include "world/files.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::cli {

using finding::Language;
using world::Path;

struct Common {
  std::optional<Path> workspace;
  std::optional<world::Instant> now;
  Language language = Language::french;
  bool json = false;
  bool quiet = false;
  std::optional<int> keys_descriptor, passphrase_descriptor;
};

struct Range {
  std::uint32_t first = 0, last = 0;  // from 1, both included
};

struct Init {
  Path folder;
  bool passphrase = false;
};
struct Check {
  Path order;
};
struct Bat {
  Path order;
  std::optional<Path> output, png;
};
struct ShowBat {
  std::string order;
  std::uint32_t version = 0;
  std::optional<Path> output, png;
};
struct Approve {
  std::string order;
  std::uint32_t version = 0;
  std::string by;
  std::optional<Path> evidence;
  std::optional<std::string> code;
};
struct Send {
  std::string order;
  bool again = false;
};
struct Outbox {
  std::optional<std::string> order;
  bool retry = false;
};
struct Remind {};
struct Serve {
  std::optional<std::string> listen;
};
struct Ingest {
  std::vector<Path> from;
};
struct Replies {
  std::optional<std::string> order;
  bool all = false;
};
struct Refuse {
  std::string order;
  std::uint32_t version = 0;
  std::string by, reason;
};
struct Changes {
  std::string order;
  std::uint32_t version = 0;
  std::string by;
  std::vector<std::string> remarks;
};
// One of the two is given: an order, or a folder to be checked.
struct Evidence {
  std::string order;
  std::optional<std::uint32_t> version;
  Path output;
};
struct CheckEvidence {
  Path folder;
  std::optional<std::string> key, checkpoint;
};
struct Pay {
  std::string order;
  measure::Money amount;
  std::string reference;
  std::optional<std::chrono::year_month_day> date;
};
struct ImposePlan {
  std::string order;  // an id, or an order folder
  std::optional<std::string> shop;
  std::optional<Path> svg, png;
  bool one_up = false;
};
struct Press {
  std::string order;
  Path output;
  std::optional<Range> sheets;
  std::optional<std::string> shop;
  bool one_up = false;
};
struct Printed {
  std::string order;
  std::string by;
  std::vector<Path> folders;  // none: all that were written and not attested
};
struct Spoil {
  std::string order;
  flow::Spoiling spoiling;
};
struct Reprint {
  std::string order;
  flow::Reprinting reprinting;
};
struct ChangeStanding {
  std::string order;
  flow::Standing to = flow::Standing::active;
  flow::Choice passes;
  std::string by, reason;
};
struct Reconcile {
  std::string order;
  std::optional<Path> output;
  std::vector<std::string> by;  // none, or two
};
struct Verify {
  Path folder;
  std::optional<std::uint32_t> sample;
  std::optional<Path> copy;
};
struct CodesCheck {
  std::string code;
  bool propose = false;
};
struct Seal {
  Path folder, certificate, output;
};
struct Destroy {
  Path folder;
  std::string by;
};
struct CodesExport {
  std::string order;
  Path certificate;
  std::optional<Path> output;
};
struct KeysRotate {
  std::string by, reason;
};
struct Status {
  std::optional<std::string> order;
};
struct LedgerVerify {
  std::optional<std::string> against;  // a file, or the line of a job sheet
};
struct LedgerList {
  std::optional<std::string> order;
};
struct LedgerProve {  // one of the two
  std::optional<std::uint32_t> event;
  std::optional<std::string> since;
  std::optional<Path> output;
};
struct LedgerCheck {
  Path proof;
  std::optional<std::string> key, checkpoint;
};
struct LedgerKey {};
struct ShopTestSheet {
  std::string shop;
  std::optional<Path> output;
};
struct ShowArtwork {
  flow::ArtworkWishes wishes;
};
struct Impose {
  flow::ImposeWishes wishes;
};
struct Demo {
  Path folder;
};

using Command =
    std::variant<Send, Outbox, Remind, Serve, Ingest, Replies, Init, Check, Bat, ShowBat, Approve,
                 Refuse, Changes, Evidence, CheckEvidence, Pay, ImposePlan, Press, Printed, Spoil,
                 Reprint, ChangeStanding, Reconcile, Verify, Seal, Destroy, CodesCheck, CodesExport,
                 KeysRotate, Status, LedgerVerify, LedgerList, LedgerProve, LedgerCheck, LedgerKey,
                 ShopTestSheet, ShowArtwork, Impose, Demo>;

// What main does next: run a command, or print a text (help, version, or what was wrong) and end.
struct Request {
  Common common;
  Command command;
};
struct Refusal {
  std::string text;
  int exit = 2;       // 0 for --help and --version: the text then goes to standard output
  bool json = false;  // --json was asked for: the text is an object and goes there too
};

// `preferred` is the language where --lang does not say.
std::variant<Request, Refusal> read_arguments(const std::vector<std::string>& arguments,
                                              Language preferred);

}  // namespace imprimatur::cli
