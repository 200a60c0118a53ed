#include "flow/reconcile.h"

#include "calendar/clock.h"
#include "flow/papers.h"
#include "flow/pass_words.h"
#include "flow/release.h"
#include "flow/reprint_part.h"
#include "flow/say.h"
#include "paperwork/statement.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

// What `passes` holds of a stretch of serials.
paperwork::PassCounts counts_in(const ledger::Passes& passes, const ledger::Spans& stretch) {
  return {passes.issued.common(stretch).count(), passes.good().common(stretch).count(),
          passes.open().common(stretch).count(), passes.voided.common(stretch).count()};
}

paperwork::PassCounts all_in(const ledger::Passes& passes) {
  return counts_in(passes, passes.issued);
}

// What the statement is about: the passes as they were closed, or as they are.
const ledger::Passes& accounted(const ledger::Batch& batch) {
  return batch.accounts ? batch.accounted : batch.passes;
}

std::vector<paperwork::PointCounts> points_of(const Frozen& frozen, const ledger::Batch& batch) {
  std::vector<paperwork::PointCounts> points;
  for (const paperwork::Share& share : shares_of(frozen.order, batch)) {
    const ledger::Spans stretch(share.serials.first().number(), share.serials.last().number());
    points.push_back({share.name, counts_in(accounted(batch), batch.with_successors(stretch))});
  }
  return points;
}

// Of the stocks that bear passes; what is printed is the whole run, less what nobody attested, and
// what was printed again.
std::vector<paperwork::SheetCounts> sheets_of(const Prepared& prepared,
                                              const ledger::Batch& batch) {
  std::vector<paperwork::SheetCounts> counted;
  for (const impose::StockPlan& stock : prepared.run.stocks) {
    if (!stock.bears_passes()) continue;
    ledger::Spans printed;
    if (!batch.sheets.empty()) printed = {1, stock.plan.sheets()};
    for (const ledger::SheetRange& left : batch.unprinted())
      printed = printed.without({left.first, left.last});
    counted.push_back({stock.stock.name,
                       printed.count() + sheets_printed_again(prepared, batch, stock),
                       sheets_lost(batch, stock, printed)});
  }
  return counted;
}

paperwork::Loss written(const ledger::Loss& loss, Language language) {
  return {loss.when,        loss.what.passes.count(),
          loss.what.voided, ledger::every_pass(loss.what.passes).in(language),
          loss.what.by,     loss.what.reason};
}

// Before the accounts were closed, or since.
std::vector<paperwork::Loss> losses_of(const ledger::Batch& batch, bool since, Language language) {
  std::vector<paperwork::Loss> losses;
  for (const ledger::Loss& loss : batch.losses)
    if (loss.since_closing == since) losses.push_back(written(loss, language));
  return losses;
}

// What keeps the accounts open, if anything does: the gate's words, whoever would close them.
std::optional<ledger::Closed> open_question(const ledger::Batch& batch) {
  if (batch.accounts) return std::nullopt;
  return ledger::reconciling_gate(
      batch, {batch.passes.good().count(), batch.passes.voided.count(), {"1", "2"}});
}

paperwork::Statement statement_of(const Prepared& prepared, const ledger::Batch& batch,
                                  world::Instant now) {
  const order::Order& order = prepared.frozen.order;
  paperwork::Statement made;
  made.language = order.language;
  made.issuer = prepared.frozen.issuer;
  made.order_id = order.id;
  made.title = order.title;
  made.client = order.client.name;
  made.client_address = order.client.address;
  made.face_value = order.batch.face_value;
  made.made = now;
  made.passes = all_in(accounted(batch));
  made.points = points_of(prepared.frozen, batch);
  made.sheets = sheets_of(prepared, batch);
  made.one_up = batch.laid() == ledger::Laid::one_up;
  made.losses = losses_of(batch, false, order.language);
  if (const auto open = open_question(batch)) made.unknown = {open->what.in(order.language)};
  if (batch.accounts)
    made.closing = {batch.reconciled, batch.accounts->by, losses_of(batch, true, order.language),
                    all_in(batch.passes)};
  return made;
}

// [[1,10],[21,21]]: both ends of each span, as the ledger writes them.
Json spans_of(const ledger::Spans& set) {
  Json spans = Json::array();
  for (const ledger::Span& span : set.spans()) spans.push_back({span.first, span.last});
  return spans;
}

Json to_json(const ledger::Loss& loss) {
  return {{"when", calendar::to_iso(loss.when)},
          {"passes", loss.what.passes.count()},
          {"serials", spans_of(loss.what.passes)},
          {"void", loss.what.voided},
          {"by", loss.what.by},
          {"reason", loss.what.reason},
          {"since_closing", loss.since_closing}};
}

// What the statement says of its passes, over what is so now.
void put_counts(Json& json, const paperwork::Statement& statement, const ledger::Batch& batch) {
  const auto cents = [&](std::uint64_t passes) {
    return (statement.face_value * static_cast<std::int64_t>(passes)).cents();
  };
  json["issued"] = statement.passes.issued;
  json["good"] = statement.passes.good;
  json["spoiled"] = statement.passes.spoiled;
  json["void"] = statement.passes.voided;
  json["good_cents"] = cents(statement.passes.good);
  json["void_cents"] = cents(statement.passes.voided);
  json["spoiled_serials"] = spans_of(accounted(batch).spoiled);
  json["void_serials"] = spans_of(accounted(batch).voided);
  json["points"] = Json::array();
  for (const paperwork::PointCounts& point : statement.points)
    json["points"].push_back({{"name", point.name},
                              {"issued", point.passes.issued},
                              {"good", point.passes.good},
                              {"spoiled", point.passes.spoiled},
                              {"void", point.passes.voided},
                              {"good_cents", cents(point.passes.good)}});
}

void put_closing(Json& json, const ledger::Batch& batch) {
  json["closed"] = batch.accounts.has_value();
  if (!batch.accounts) return;
  json["closed_at"] = calendar::to_iso(batch.reconciled);
  json["closed_by"] = batch.accounts->by;
  json["now"] = {{"good", batch.passes.good().count()}, {"void", batch.passes.voided.count()}};
}

Json to_json(const paperwork::Statement& statement, const ledger::Batch& batch) {
  Json json = Json::parse(counts_of(batch));
  put_counts(json, statement, batch);
  put_closing(json, batch);
  json["one_up"] = statement.one_up;
  json["sheets"] = Json::array();
  for (const paperwork::SheetCounts& stock : statement.sheets)
    json["sheets"].push_back({{"stock", stock.stock},
                              {"printed", stock.printed},
                              {"accepted", stock.printed - stock.spoiled},
                              {"spoiled", stock.spoiled}});
  json["losses"] = Json::array();
  for (const ledger::Loss& loss : batch.losses) json["losses"].push_back(to_json(loss));
  return json;
}

Sentence say_closed(const ledger::Batch& batch) {
  const auto in = [&](Language language) {
    const auto& by = batch.accounts->by;
    return fmt::format(
        fmt::runtime(language == Language::french ? "Les comptes sont clos, le {}, par {} et {}."
                                                  : "The accounts were closed on {} by {} and {}."),
        wording::date(calendar::paris_date(batch.reconciled), language), by.at(0), by.at(1));
  };
  return {in(Language::french), in(Language::english)};
}

// Nothing where nothing was lost since.
std::vector<Sentence> say_since(const ledger::Batch& batch) {
  if (batch.passes.voided == batch.accounted.voided) return {};
  const Sentence now = count_line(batch.passes);
  return {{"Depuis, des pass se sont perdus, hors de ce compte. " + now.fr,
           "Passes were lost since, which this account doesn't have. " + now.en}};
}

// What is left to be found out, or that nothing is.
std::vector<Sentence> state_of_accounts(const ledger::Batch& batch) {
  if (batch.accounts) {
    std::vector<Sentence> said{say_closed(batch)};
    for (Sentence& more : say_since(batch)) said.push_back(std::move(more));
    return said;
  }
  if (const auto open = open_question(batch))
    return {{open->what.fr + " " + open->what_opens_it.fr,
             open->what.en + " " + open->what_opens_it.en}};
  return {{"Tout est connu\u00a0: deux personnes peuvent clore les comptes (--by, deux fois).",
           "Everything is known: two people can close the accounts (--by, twice)."}};
}

// Whole and on the disk, but without its name yet.
std::optional<world::OutputFile> begun(const std::optional<world::Path>& path,
                                       const std::string& bytes) {
  std::optional<world::OutputFile> file;
  if (!path) return file;
  file.emplace(*path).write(bytes);
  file->settle();
  return file;
}

}  // namespace

Outcome reconcile(const Desk& desk, const Workspace& workspace, const std::string& order,
                  const std::optional<world::Path>& output, const std::vector<std::string>& by) {
  for (const std::string& name : by)
    if (auto bad = unfit_words(name, "")) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  if (auto none = no_pass_yet(*batch)) return *std::move(none);
  const ledger::Reconciled accounts{batch->passes.good().count(), batch->passes.voided.count(), by};
  const bool closes = !by.empty();
  if (closes)
    if (const auto closed = ledger::reconciling_gate(*batch, accounts)) return shut(*closed);
  if (output) world::expect_new(*output);
  const Prepared prepared = prepare_again(desk, workspace, *batch, batch->laid());
  if (const auto other = ledger::plan_gate(*batch, batch->laid(), prepared.plan))
    return shut(*other);
  const world::Instant now = desk.world.now();
  // As it will be: the paper is made before anything is noted.
  if (closes) batch->close(accounts, now);
  const paperwork::Statement statement = statement_of(prepared, *batch, now);
  auto file = begun(output, output ? paperwork::statement(statement, paper_fonts(desk)) : "");
  if (closes)
    if (const auto noted = ledger.reconcile(order, accounts, now); !noted)
      return shut(noted.closed());
  if (file) file->commit(world::Replace::no);

  Outcome outcome;
  outcome.lines.push_back(count_line(accounted(*batch)));
  for (Sentence& line : state_of_accounts(*batch)) outcome.lines.push_back(std::move(line));
  Json facts = to_json(statement, *batch);
  if (output) {
    const std::string name = named(*output);
    outcome.lines.push_back({"État à signer\u00a0: " + name, "Statement to sign: " + name});
    facts["statement"] = name;
  }
  outcome.facts = facts.dump();
  return outcome;
}

}  // namespace imprimatur::flow
