#include "flow/plan.h"

#include "drawing/png.h"
#include "drawing/sheets.h"
#include "drawing/svg.h"
#include "flow/compose.h"
#include "flow/ink_check.h"
#include "flow/logo_inks.h"
#include "flow/plan_words.h"
#include "flow/release.h"
#include "flow/say.h"
#include "flow/versions.h"
#include "impose/one_up.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

constexpr int pixels_wide = 2000;

// What is planned, wherever it comes from.
struct Subject {
  std::string order;
  std::uint32_t version = 0;  // 0: an order folder
  page::Document document;
  page::Resources resources;
  shop::Shop shop;
  std::uint32_t carnets = 0;
};
struct FoundSubject {
  std::optional<Subject> subject;
  finding::Findings findings;
};

bool is_registered(const std::optional<Workspace>& workspace, const std::string& order) {
  if (!workspace || order.find('/') != order.npos) return false;
  const ledger::Ledger ledger = open_ledger(*workspace);
  const auto batch = ledger.batch(order);
  return batch && batch->latest() != nullptr;
}

// The folder that holds shops/: without a workspace, what init would put into a new one.
world::Path settings_of(const Desk& desk, const std::optional<Workspace>& workspace) {
  return workspace ? workspace->root : desk.house.assets() / "workspace";
}

finding::Findings find_shop_faults(const world::Path& settings, const PlanWishes& wishes) {
  finding::Findings findings;
  if (!wishes.shop) return findings;
  const world::Path file = settings / "shops" / (*wishes.shop + ".toml");
  if (order::is_plain_name(*wishes.shop) && std::filesystem::exists(file)) return findings;
  findings.error(
      "unknown-shop", {},
      {fmt::format("L’imprimeur «\u00a0{}\u00a0» n’existe pas.", *wishes.shop),
       fmt::format("There is no shop \"{}\".", *wishes.shop)},
      {fmt::format("Attendu\u00a0: {}. Corrigez le nom ou créez le fichier.", named(file)),
       fmt::format("Expected: {}. Correct the name or make the file.", named(file))});
  return findings;
}

// Once released, the shop is that of the release, as its file was then.
shop::ReadShop shop_of(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
                       const std::string& own, const PlanWishes& wishes) {
  if (const auto& release = batch.release; release && !wishes.shop)
    return {thaw_shop(desk, workspace, batch.order, {release->shop, release->shop_file}), {}};
  return shop::read_shop(workspace.shop(wishes.shop.value_or(own)),
                         {workspace.root, desk.house.assets() / "icc"});
}

FoundSubject frozen_one(const Desk& desk, const Workspace& workspace, const std::string& order,
                        const PlanWishes& wishes) {
  const ledger::Batch batch = *open_ledger(workspace).batch(order);
  const ledger::Version& version =
      batch.release ? *batch.version(batch.release->version) : *batch.latest();
  Frozen frozen = thaw(workspace, order, version);
  auto read = shop_of(desk, workspace, batch, frozen.order.shop, wishes);
  if (!read.shop || read.findings.has_errors()) return {std::nullopt, std::move(read.findings)};
  return {Subject{order, version.bat.version, std::move(frozen.document),
                  std::move(frozen.resources), std::move(*read.shop), version.facts.carnets},
          {}};
}

FoundSubject folder_one(const Desk& desk, const std::optional<Workspace>& workspace,
                        const world::Path& folder, const PlanWishes& wishes) {
  ComposedOrder composed = compose_order(desk, settings_of(desk, workspace), folder, wishes.shop);
  if (!composed.composition) return {std::nullopt, std::move(composed.findings)};
  Composition& made = *composed.composition;
  return {Subject{made.order.id, 0, std::move(made.document), std::move(made.resources),
                  std::move(made.shop), made.order.batch.carnets},
          {}};
}

FoundSubject find_subject(const Desk& desk, const std::optional<Workspace>& workspace,
                          const std::string& order, const PlanWishes& wishes) {
  if (is_registered(workspace, order)) return frozen_one(desk, *workspace, order, wishes);
  if (std::filesystem::exists(world::Path(order) / "order.toml"))
    return folder_one(desk, workspace, order, wishes);
  const std::string name = named(order);
  FoundSubject nothing;
  nothing.findings.error(
      "order-unknown", {},
      {fmt::format(
           "«\u00a0{}\u00a0» n’est ni une commande qui a un BAT, ni un dossier de commande.", name),
       fmt::format("\"{}\" is neither an order that has a BAT, nor an order folder.", name)},
      {"«\u00a0imprimatur status\u00a0» énumère les commandes\u202f; un dossier de commande "
       "contient "
       "order.toml.",
       "\"imprimatur status\" lists the orders; an order folder holds order.toml."});
  return nothing;
}

void write_drawings(const Desk& desk, const Subject& subject, const impose::Run& run,
                    const PlanWishes& wishes, finding::Language language) {
  if (!wishes.svg && !wishes.png) return;
  const drawing::Picture picture =
      drawing::sheets_of(subject.document, subject.shop, run, language);
  if (wishes.svg) world::write_file(*wishes.svg, drawing::to_svg(picture));
  if (!wishes.png) return;
  const std::string regular = world::read_file(desk.house.fonts() / "OpenSans-Regular.ttf");
  const std::string bold = world::read_file(desk.house.fonts() / "OpenSans-Bold.ttf");
  world::write_file(*wishes.png, drawing::to_png(picture, pixels_wide, {regular, bold}));
}

}  // namespace

Outcome plan(const Desk& desk, const std::optional<Workspace>& workspace, const std::string& order,
             const PlanWishes& wishes, finding::Language language) {
  if (auto findings = find_shop_faults(settings_of(desk, workspace), wishes); findings.has_errors())
    return refused(std::move(findings));
  FoundSubject found = find_subject(desk, workspace, order, wishes);
  if (!found.subject) return refused(std::move(found.findings));
  Subject& subject = *found.subject;
  const impose::Leaves scheme = wishes.one_up ? impose::Leaves::one_up : impose::Leaves::imposed;
  subject.shop = impose::shop_as(scheme, subject.document, subject.shop);
  impose::ImposedRun imposed =
      impose::impose_as(scheme, subject.document, subject.shop, subject.carnets);
  imposed.findings.add(check_logo_inks(subject.document, subject.resources, subject.shop));
  if (workspace && imposed.run && !imposed.findings.has_errors())
    imposed.findings.add(InkCheck(desk,
                                  {subject.document, subject.resources, subject.shop, *imposed.run},
                                  workspace->root)
                             .findings());
  if (!imposed.run || imposed.findings.has_errors()) return refused(std::move(imposed.findings));
  const PlanTold told{subject.order, subject.version, subject.document, subject.shop, imposed};
  Outcome outcome;
  outcome.lines = plan_lines(told);
  outcome.facts = plan_facts(told);
  outcome.findings = imposed.findings;
  write_drawings(desk, subject, *imposed.run, wishes, language);
  for (const auto& file : {wishes.svg, wishes.png})
    if (file)
      outcome.lines.push_back({"Dessin\u00a0: " + named(*file), "Drawing: " + named(*file)});
  return outcome;
}

}  // namespace imprimatur::flow
