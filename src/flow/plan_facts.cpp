#include "flow/plan_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using impose::Candidate;
using Json = nlohmann::ordered_json;

const char* name(measure::Turn turn) {
  return turn == measure::Turn::none ? "upright" : "turned";
}

Json to_json(const measure::Size& size) {
  return {{"width", size.width.micrometres()}, {"height", size.height.micrometres()}};
}

Json to_json(const Candidate& one) {
  return {{"sheet", to_json(one.sheet)},
          {"leaves", name(one.turn)},
          {"columns", one.columns},
          {"rows", one.rows},
          {"up", one.up},
          {"grain_fits", one.grain_fits},
          {"waste_per_mille", one.waste}};
}

Json to_json(const impose::StockPlan& stock) {
  const impose::Plan& plan = stock.plan;
  Json lifts = Json::array();
  for (std::uint32_t lift = 0; lift < std::min(plan.lifts(), 2U); ++lift) {
    const std::uint32_t one = lift == 0 ? 0 : plan.lifts() - 1;
    lifts.push_back({{"lift", one + 1},
                     {"sheets", plan.sheets_in_lift(one)},
                     {"carnets_per_pile", plan.carnets_in_pile(one)}});
  }
  return {{"stock", stock.stock.name},
          {"title", stock.stock.title},
          {"leaves_per_carnet", plan.leaves()},
          {"sheets", plan.sheets()},
          {"lifts", plan.lifts()},
          {"first_and_last_lift", lifts},
          {"voids", plan.voids()},
          {"blanks", plan.blanks()}};
}

}  // namespace

std::string plan_facts(const PlanTold& told) {
  const impose::Run& run = *told.imposed.run;
  const impose::Layout& layout = run.layout;
  static constexpr const char* works[] = {"sheetwise", "work-and-turn", "work-and-tumble"};
  Json json{{"order", told.order},
            {"version", told.version},
            {"shop", told.shop.name},
            {"carnets", run.carnets},
            {"passes", std::uint64_t{run.carnets} * told.document.passes_per_booklet()},
            {"sheet", to_json(layout.sheet)},
            {"leaf", to_json(told.document.leaf)},
            {"piece", layout.piece == impose::Piece::spread ? "spread" : "leaf"},
            {"leaves", name(layout.turn)},
            {"columns", layout.columns},
            {"rows", layout.rows},
            {"up", layout.up()},
            {"work", works[static_cast<int>(run.work)]},
            {"flip", told.shop.flip == shop::Flip::short_edge ? "short-edge" : "long-edge"},
            {"stacking",
             run.stacking == shop::Stacking::cut_and_stack ? "cut-and-stack" : "step-and-repeat"},
            {"delivery", run.delivery == shop::Delivery::face_down ? "face-down" : "face-up"},
            {"stocks", Json::array()},
            {"considered", Json::array()}};
  for (const impose::StockPlan& stock : run.stocks) json["stocks"].push_back(to_json(stock));
  for (const Candidate& one : told.imposed.considered) json["considered"].push_back(to_json(one));
  return json.dump();
}

}  // namespace imprimatur::flow
