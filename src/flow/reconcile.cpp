#include "flow/reconcile.h"

#include "flow/papers.h"
#include "flow/pass_words.h"
#include "flow/release.h"
#include "flow/reprint_part.h"
#include "flow/say.h"
#include "paperwork/deliveries.h"
#include "paperwork/statement.h"

#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

// What `passes` holds of a stretch of serials.
paperwork::PassCounts counts_in(const ledger::Passes& passes, const ledger::SerialSet& stretch) {
  return {passes.issued.common(stretch).count(), passes.good().common(stretch).count(),
          passes.open().common(stretch).count(), passes.voided.common(stretch).count()};
}

std::vector<paperwork::PointCounts> points_of(const Frozen& frozen, const ledger::Batch& batch) {
  const auto shares =
      paperwork::assign(frozen.order.deliveries, batch.release->carnets,
                        batch.counting().passes_per_carnet, serial_of(batch.release->first_serial));
  std::vector<paperwork::PointCounts> points;
  for (const paperwork::Share& share : shares.value_or(std::vector<paperwork::Share>{})) {
    const ledger::SerialSet stretch(share.serials.first().number(), share.serials.last().number());
    points.push_back({share.name, counts_in(batch.passes, batch.with_successors(stretch))});
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
    ledger::SerialSet printed;
    if (!batch.sheets.empty()) printed = {1, stock.plan.sheets()};
    for (const ledger::SheetRange& left : batch.unprinted())
      printed = printed.without({left.first, left.last});
    counted.push_back({stock.stock.name,
                       printed.count() + sheets_printed_again(prepared, batch, stock),
                       sheets_lost(batch, stock, printed)});
  }
  return counted;
}

std::vector<paperwork::Loss> losses_of(const ledger::Batch& batch, Language language) {
  std::vector<paperwork::Loss> losses;
  for (const ledger::Loss& loss : batch.losses)
    losses.push_back({loss.when, loss.what.passes.count(), loss.what.voided,
                      ledger::the_passes(loss.what.passes).in(language), loss.what.by,
                      loss.what.reason});
  return losses;
}

// What keeps the accounts open, if anything does: the gate's words, whoever would close them.
std::optional<ledger::Closed> open_question(const ledger::Batch& batch) {
  if (batch.accounts) return std::nullopt;
  return ledger::reconciling_gate(
      batch, {batch.passes.good().count(), batch.passes.voided.count(), {"1", "2"}});
}

paperwork::Statement statement_of(const Desk& desk, const Prepared& prepared,
                                  const ledger::Batch& batch) {
  const order::Order& order = prepared.frozen.order;
  paperwork::Statement made;
  made.language = order.language;
  made.issuer = prepared.frozen.issuer;
  made.order_id = order.id;
  made.title = order.title;
  made.client = order.client.name;
  made.client_address = order.client.address;
  made.face_value = order.batch.face_value;
  made.made = desk.world.now();
  made.passes = counts_in(batch.passes, batch.passes.issued);
  made.points = points_of(prepared.frozen, batch);
  made.sheets = sheets_of(prepared, batch);
  made.losses = losses_of(batch, order.language);
  if (const auto open = open_question(batch)) made.unknown = {open->what.in(order.language)};
  if (batch.accounts) made.closed_by = batch.accounts->by;
  return made;
}

Json to_json(const paperwork::Statement& statement, const ledger::Batch& batch) {
  Json json = Json::parse(counts_of(batch));
  const auto cents = [&](std::uint64_t passes) {
    return (statement.face_value * static_cast<std::int64_t>(passes)).cents();
  };
  json["good_cents"] = cents(statement.passes.good);
  json["void_cents"] = cents(statement.passes.voided);
  json["closed"] = batch.accounts.has_value();
  json["points"] = Json::array();
  for (const paperwork::PointCounts& point : statement.points)
    json["points"].push_back({{"name", point.name},
                              {"issued", point.passes.issued},
                              {"good", point.passes.good},
                              {"spoiled", point.passes.spoiled},
                              {"void", point.passes.voided},
                              {"good_cents", cents(point.passes.good)}});
  json["sheets"] = Json::array();
  for (const paperwork::SheetCounts& stock : statement.sheets)
    json["sheets"].push_back({{"stock", stock.stock},
                              {"printed", stock.printed},
                              {"accepted", stock.printed - stock.spoiled},
                              {"spoiled", stock.spoiled}});
  return json;
}

// What is left to be found out, or that nothing is.
Sentence state_of_accounts(const ledger::Batch& batch) {
  if (batch.accounts) return {"Les comptes sont clos.", "The accounts are closed."};
  if (const auto open = open_question(batch))
    return {open->what.fr + " " + open->what_opens_it.fr,
            open->what.en + " " + open->what_opens_it.en};
  return {"Tout est connu\u00a0: deux personnes peuvent clore les comptes (--by, deux fois).",
          "Everything is known: two people can close the accounts (--by, twice)."};
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
  const Prepared prepared = prepare_again(desk, workspace, *batch, batch->laid());
  if (!by.empty()) {
    const auto closed = ledger.reconcile(
        order, {batch->passes.good().count(), batch->passes.voided.count(), by}, desk.world.now());
    if (!closed) return shut(closed.closed());
    batch = ledger.batch(order);
  }
  const paperwork::Statement statement = statement_of(desk, prepared, *batch);
  Outcome outcome;
  outcome.lines.push_back(count_line(*batch));
  outcome.lines.push_back(state_of_accounts(*batch));
  Json facts = to_json(statement, *batch);
  if (output) {
    world::write_file(*output, paperwork::statement(statement, paper_fonts(desk)));
    const std::string name = named(*output);
    outcome.lines.push_back({"État à signer\u00a0: " + name, "Statement to sign: " + name});
    facts["statement"] = name;
  }
  outcome.facts = facts.dump();
  return outcome;
}

}  // namespace imprimatur::flow
