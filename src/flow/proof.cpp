#include "flow/proof.h"

#include "bat/bat.h"
#include "bat/validation.h"
#include "calendar/clock.h"
#include "coverage/screen.h"
#include "finding/failure.h"
#include "flow/compose.h"
#include "flow/ink_check.h"
#include "flow/light_proof.h"
#include "flow/logo_look.h"
#include "flow/say.h"
#include "flow/versions.h"
#include "page/canonical.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Language;
using Json = nlohmann::ordered_json;

ledger::Terms terms_of(const order::Profile& profile) {
  return {profile.answer_days,
          profile.last_day == calendar::LastDay::moves_to_working_day,
          profile.needs_payment,
          profile.delivery_working_days,
          profile.holidays,
          profile.reprint_percent,
          {profile.remind_days.begin(), profile.remind_days.end()}};
}

ledger::OrderRegistered facts_of(const Composition& made) {
  ledger::OrderRegistered facts;
  facts.title = made.order.title;
  facts.client = made.order.client.name;
  facts.approvers = made.order.client.approvers;
  facts.carnets = made.order.batch.carnets;
  facts.passes_per_carnet = made.document.passes_per_booklet();
  facts.face_value = made.order.batch.face_value;
  facts.profile = made.order.profile;
  facts.template_name = made.order.template_name;
  facts.terms = terms_of(made.profile);
  return facts;
}

// One line that a person can check the order by.
finding::Sentence summary(const Composition& made) {
  const auto say = [&](Language language) {
    const auto carnets = static_cast<std::int64_t>(made.order.batch.carnets);
    const std::int64_t passes = carnets * made.document.passes_per_booklet();
    std::string quantity = wording::counted(passes, wording::pass, language);
    if (passes != carnets)
      quantity = wording::counted(carnets, wording::carnet, language) + " · " + quantity;
    return fmt::format("{} · {} · {} · {}", made.order.id, made.order.client.name, quantity,
                       wording::money(made.order.batch.face_value * passes, language));
  };
  return {say(Language::french), say(Language::english)};
}

// What concerns the client: the order's own files. The rest is between the printer and the printer's settings.
finding::Findings for_the_client(const finding::Findings& all) {
  finding::Findings theirs;
  for (const finding::Finding& one : all)
    if (one.place.file == "order.toml") theirs.add(one);
  return theirs;
}

// What the version before showed, to be compared; nullopt where there is none, or its frozen files
// are damaged: that is told, and must not keep the client from a new one.
std::optional<Frozen> frozen_before(const Workspace& workspace, const ledger::Ledger& ledger,
                                    const std::string& order, std::uint32_t version,
                                    finding::Findings& findings) {
  const auto batch = ledger.batch(order);
  if (!batch || version < 2) return std::nullopt;
  try {
    return thaw(workspace, order, *batch->version(version - 1));
  } catch (const finding::Failure& failure) {
    findings.warning("bat-before-damaged", {}, failure.sentence(), failure.hint());
    return std::nullopt;
  }
}

bat::ProductWords words_of(const templates::Template& product, Language language) {
  return {product.title.in(language), product.zone_titles(language)};
}

// A version keeps no template: what it showed is called as that template calls it today. One that
// is gone, or was the order's own, has no words for a client.
bat::ProductWords words_before(const Desk& desk, const Frozen& before, Language language) {
  const world::Path home = desk.house.templates() / before.order.template_name;
  if (order::is_plain_name(before.order.template_name) &&
      std::filesystem::exists(home / "template.toml"))
    if (const auto product = templates::read_template(home).product)
      return words_of(*product, language);
  return {finding::Sentence{"autre produit", "another product"}.in(language), {}};
}

struct Drawn {
  std::string pdf;
  ledger::BatRendered bat;
};

Drawn draw_version(const Desk& desk, const Workspace& workspace, const ComposedOrder& composed,
                   const std::string& content, std::uint32_t version,
                   const std::optional<Frozen>& before) {
  const Composition& made = *composed.composition;
  desk.watch({{"Rendu du BAT", "Rendering the BAT"}, 0, 0});
  const world::Instant now = desk.world.now();
  const crypto::Digest digest = crypto::sha256(content);
  const calendar::Date answer_by = ledger::answer_by(terms_of(made.profile), now);
  const bat::ProductWords product = words_of(made.product, made.order.language);
  const std::string validation =
      bat::validation_code(validation_key(workspace), made.order.id, version, digest);
  const bat::Shown shown{made.order, made.issuer, product, content, made.document, made.resources};
  std::optional<bat::Shown> previous;
  bat::ProductWords product_before;
  if (before) {
    product_before = before->document.product == made.document.product
                         ? product
                         : words_before(desk, *before, made.order.language);
    previous.emplace(bat::Shown{before->order, before->issuer, product_before, before->facts,
                                before->document, before->resources});
  }
  std::string pdf = render_light(
      desk,
      {shown, previous ? &*previous : nullptr, made.shop, made.run, made.shelf, version, digest,
       validation, now, calendar::paris_date(now), answer_by, for_the_client(composed.findings)},
      made.logos);
  desk.world.checkpoint();
  const crypto::Digest file = crypto::sha256(pdf);
  return {std::move(pdf),
          {version, digest, file, answer_by, folder_of_version(version),
           page::digest_of(made.document)}};
}

constexpr std::size_t largest_picture = 200'000;

// Where the pictures will be; made first, since a folder that is there already refuses the command.
std::optional<world::OutputFolder> folder_of(const BatCopies& copies) {
  if (!copies.pictures) return std::nullopt;
  return std::optional<world::OutputFolder>(std::in_place, *copies.pictures);
}

// The very bytes that the ledger knows, and pictures of them.
void copy_bat(const Desk& desk, const Workspace& workspace, const std::string& order,
              const ledger::Version& version, const BatCopies& copies,
              std::optional<world::OutputFolder>& pictures, Outcome& outcome) {
  const std::string pdf = frozen_bat(workspace, order, version);
  if (copies.pdf) {
    world::write_file(*copies.pdf, pdf);
    const std::string name = named(*copies.pdf);
    outcome.lines.push_back({"Copie du BAT\u00a0: " + name, "Copy of the BAT: " + name});
  }
  if (pictures) {
    desk.watch({{"Images du BAT", "Pictures of the BAT"}, 0, 0});
    const world::ScratchFolder scratch(desk.house.scratch, "imprimatur-bat");
    world::write_file(scratch.path() / "bat.pdf", pdf, world::Access::owner_only);
    coverage::write_screens(desk.house.ghostscript, scratch.path() / "bat.pdf", pictures->path(),
                            largest_picture);
    desk.world.checkpoint();
    pictures->commit();
    const std::string name = named(*copies.pictures);
    outcome.lines.push_back({"Pages en images\u00a0: " + name, "Pages as pictures: " + name});
  }
}

// What a client would see at a glance on paper: for those who are about to see it.
void look_at_logos_of(const Desk& desk, const Composition& made, finding::Findings& findings) {
  desk.watch({{"Examen des logos", "Looking at the logos"}, 0, 0});
  findings.add(
      look_at_logos(desk, made.document, made.resources, made.shop.condition, made.logos));
  findings.sort();
  desk.world.checkpoint();
}

// What is about to be shown to the client can be pressed: a file saved in the middle would be found here.
void prove_frozen(const Workspace& workspace, const std::string& order,
                  const ledger::BatRendered& bat, world::Instant now) {
  ledger::Version version;
  version.bat = bat;
  version.rendered = now;
  thaw(workspace, order, version);
}

// Versions are frozen with the shop they were made for; another one is chosen at the press.
void note_other_shop(const Workspace& workspace, const Composition& made,
                     const ledger::Version& version, finding::Findings& findings) {
  const std::string frozen = thaw(workspace, made.order.id, version).order.shop;
  if (frozen == made.order.shop) return;
  findings.warning(
      "shop-changed", made.order.shop_place,
      {fmt::format("La version {} a été préparée pour l’imprimeur «\u00a0{}\u00a0».",
                   version.bat.version, frozen),
       fmt::format("Version {} was prepared for the shop \"{}\".", version.bat.version, frozen)},
      {fmt::format("Écrivez les feuilles avec «\u00a0press --shop {}\u00a0».", made.order.shop),
       fmt::format("Write the sheets with \"press --shop {}\".", made.order.shop)});
}

// A new version takes its approval from the one before it.
void note_approval_lost(const ledger::Batch& batch, const Composition& made,
                        finding::Findings& findings) {
  const auto count = batch.versions.size();
  if (count < 2 || !batch.versions[count - 2].approval) return;
  findings.warning(
      "approval-superseded", {"order.toml", 0, 0},
      {fmt::format("L’approbation de la version {} ne vaut plus\u00a0: ce que voit le client a "
                   "changé.",
                   count - 1),
       fmt::format("The approval of version {} counts no more: what the client sees has changed.",
                   count - 1)},
      {fmt::format("Envoyez la version {} au client, et enregistrez sa réponse («\u00a0imprimatur "
                   "approve {} --version {} --by …\u00a0»).",
                   count, made.order.id, count),
       fmt::format("Send version {} to the client, and record the answer (\"imprimatur approve {} "
                   "--version {} --by …\").",
                   count, made.order.id, count)});
}

Outcome say_which_stands(const Workspace& workspace, const Composition& made,
                         const ledger::Version& version, bool fresh) {
  const std::string id = made.order.id;
  const std::uint32_t number = version.bat.version;
  const world::Path pdf = workspace.order(id) / version.bat.folder / "bat.pdf";
  const std::string shown = named(pdf);
  const auto until = [&](Language language) { return wording::date(version.bat.answer_by, language); };
  Outcome outcome;
  outcome.lines.push_back(summary(made));
  if (fresh)
    outcome.lines.push_back({fmt::format("Version {} du BAT\u00a0: {}", number, shown),
                             fmt::format("BAT version {} rendered: {}", number, shown)});
  else
    outcome.lines.push_back(
        {fmt::format(
             "Rien de ce que voit le client n’a changé\u00a0: la version {} reste en vigueur ({}).",
             number, shown),
         fmt::format("Nothing that the client sees has changed: version {} stands ({}).", number,
                     shown)});
  outcome.lines.push_back(
      {fmt::format("Réponse attendue au plus tard le {}.", until(Language::french)),
       fmt::format("Answer expected by {}.", until(Language::english))});
  outcome.facts = Json{{"order", id},
                       {"version", number},
                       {"rendered", fresh},
                       {"content", version.bat.content.hex()},
                       {"bat", shown},
                       {"bat_sha256", version.bat.file.hex()},
                       {"answer_by", calendar::to_iso(version.bat.answer_by)}}
                      .dump();
  return outcome;
}

Outcome no_such_bat(const ledger::Batch& batch, std::uint32_t number) {
  finding::Findings findings;
  findings.error("version-unknown", {},
                 {fmt::format("La commande {} n’a pas de version {} du BAT.", batch.order, number),
                  fmt::format("Order {} has no version {} of its BAT.", batch.order, number)},
                 {fmt::format("La dernière est la {}.", batch.versions.size()),
                  fmt::format("The latest is {}.", batch.versions.size())});
  return refused(std::move(findings));
}

}  // namespace

Outcome check_order(const Desk& desk, const std::optional<Workspace>& workspace,
                    const world::Path& folder) {
  const world::Path settings =
      workspace ? workspace->root : desk.house.assets() / "workspace";
  ComposedOrder composed = compose_order(desk, settings, folder);
  if (!composed.composition) return refused(std::move(composed.findings));
  look_at_logos_of(desk, *composed.composition, composed.findings);
  Outcome outcome;
  outcome.lines.push_back(summary(*composed.composition));
  outcome.lines.push_back({"La commande est prête pour un BAT.", "The order is ready for a BAT."});
  outcome.facts = Json{{"order", composed.composition->order.id}}.dump();
  outcome.findings = std::move(composed.findings);
  return outcome;
}

Outcome render_bat(const Desk& desk, const Workspace& workspace, const world::Path& folder,
                   const BatCopies& copies) {
  auto pictures = folder_of(copies);
  ledger::Ledger ledger = open_ledger(workspace);
  ComposedOrder composed = compose_order(desk, workspace.root, folder);
  if (!composed.composition) return refused(std::move(composed.findings));
  desk.world.checkpoint();
  const Composition& made = *composed.composition;
  const world::Lock lock = lock_order(workspace, made.order.id);

  const std::string content = content_of(made.order, made.issuer,
                                         crypto::sha256(made.shop.condition.profile),
                                         page::digest_of(made.document));
  const ledger::OrderRegistered facts = facts_of(made);
  const auto plan = ledger.plan_bat(made.order.id, facts, crypto::sha256(content));
  if (!plan) return shut(plan.closed());
  const bool fresh = !plan->standing;
  if (fresh) {
    // A BAT that its shop would refuse to press is not shown to a client. It is drawn meanwhile.
    InkCheck ink(desk, {made.document, made.resources, made.shop, made.run}, workspace.root);
    look_at_logos_of(desk, made, composed.findings);
    finding::Findings of_before;
    const auto before = frozen_before(workspace, ledger, made.order.id, plan->version, of_before);
    const Drawn drawn = draw_version(desk, workspace, composed, content, plan->version, before);
    composed.findings.add(ink.findings());
    if (composed.findings.has_errors()) return refused(std::move(composed.findings));
    composed.findings.add(of_before);
    // Frozen with everything the press will need; the ledger is told last.
    freeze(workspace, plan->version, {made.order, folder, workspace.issuer()}, content,
           made.document, made.resources, drawn.pdf);
    prove_frozen(workspace, made.order.id, drawn.bat, desk.world.now());
    const auto recorded = ledger.record_bat(made.order.id, facts, drawn.bat, desk.world.now());
    if (!recorded) return shut(recorded.closed());
  }
  const auto batch = ledger.batch(made.order.id);
  const ledger::Version& version = *batch->version(plan->version);
  if (fresh) note_approval_lost(*batch, made, composed.findings);
  if (!fresh) note_other_shop(workspace, made, version, composed.findings);
  Outcome outcome = say_which_stands(workspace, made, version, fresh);
  copy_bat(desk, workspace, made.order.id, version, copies, pictures, outcome);
  outcome.findings = std::move(composed.findings);
  return outcome;
}

Outcome show_bat(const Desk& desk, const Workspace& workspace, const std::string& order,
                 std::uint32_t number, const BatCopies& copies) {
  auto pictures = folder_of(copies);
  const ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  const ledger::Version* version = batch->version(number);
  if (version == nullptr) return no_such_bat(*batch, number);
  const std::string shown = named(workspace.order(order) / version->bat.folder / "bat.pdf");
  const auto day = [&](Language language) {
    return wording::date(calendar::paris_date(version->rendered), language);
  };
  Outcome outcome;
  outcome.lines.push_back(
      {fmt::format("Version {} du BAT, du {}\u00a0: {}", number, day(Language::french), shown),
       fmt::format("BAT version {}, of {}: {}", number, day(Language::english), shown)});
  copy_bat(desk, workspace, order, *version, copies, pictures, outcome);
  outcome.facts = Json{{"order", order},
                       {"version", number},
                       {"content", version->bat.content.hex()},
                       {"bat", shown},
                       {"bat_sha256", version->bat.file.hex()}}
                      .dump();
  return outcome;
}

}  // namespace imprimatur::flow
