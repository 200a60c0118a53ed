#include "flow/demo.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/decide.h"
#include "flow/ledger_log.h"
#include "flow/print.h"
#include "flow/proof.h"
#include "flow/read_back.h"
#include "flow/say.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using Json = nlohmann::ordered_json;

// Two weeks at a print shop: a day passes between one step and the next where people would take one.
class Demo {
 public:
  Demo(const Desk& desk, const world::Path& folder)
      : desk_(desk), folder_(folder), sample_(desk.house.samples() / "departement-exemple") {
    now_ = *calendar::instant_from_iso("2026-11-23T09:00:00Z");
    // Everybody knows these dice, so the codes are worth nothing and the files are the same each time.
    const world::World still = world::still_world(now_);
    desk_.world.random_bytes = still.random_bytes;
    desk_.world.now = [this] { return now_; };
  }
  Demo(const Demo&) = delete;
  Demo& operator=(const Demo&) = delete;

  Outcome run() {
    world::OutputFolder output(folder_);
    const world::Path& root = output.path();
    const Workspace workspace{root / "workspace"};
    do_step(init(desk_, workspace.root));
    const Json bat = do_step(render_bat(desk_, workspace, sample_, {root / "bat.pdf"}));
    const std::string order = bat.at("order");
    now_ += std::chrono::days{2};
    do_step(approve(desk_, workspace, order, bat.at("version"), approver(workspace, order), std::nullopt));
    now_ += std::chrono::days{1};
    do_step(pay(desk_, workspace, order, due(workspace, order), "VIR 2026-1126", std::nullopt));
    const world::Path sheets = root / "sheets";
    Json press_facts = do_step(press(desk_, workspace, order, {sheets, std::nullopt, std::nullopt}));
    const Json verified = do_step(verify(desk_, workspace, sheets, std::nullopt));
    do_step(verify_ledger(desk_, workspace));
    output.commit();
    press_facts["folder"] = (folder_ / "sheets").string();  // its name while it was made is gone
    return say(order, press_facts, verified);
  }

 private:
  // The step's facts; what went wrong in it ends the demo.
  static Json do_step(const Outcome& outcome) {
    if (outcome.exit == Exit::done) return Json::parse(outcome.facts);
    for (const finding::Finding& finding : outcome.findings)
      if (finding.severity == finding::Severity::error)
        throw finding::Failure(finding.sentence, finding.hint);
    throw finding::Failure({"La démonstration a échoué.", "The demonstration failed."}, {});
  }

  static std::string approver(const Workspace& workspace, const std::string& order) {
    return open_ledger(workspace).batch(order)->facts.approvers.at(0);
  }
  static measure::Money due(const Workspace& workspace, const std::string& order) {
    return open_ledger(workspace).batch(order)->due();
  }

  Outcome say(const std::string& order, const Json& pressed, const Json& verified) const {
    const std::string at = named(folder_);
    const auto codes = [&](finding::Language language) {
      return wording::number(verified.at("codes").get<std::int64_t>(), language);
    };
    Outcome outcome;
    outcome.lines = {
        {fmt::format(
             "Commande {}\u00a0: du dossier aux feuilles de presse, {} codes relus et conformes.",
             order, codes(finding::Language::french)),
         fmt::format("Order {}: from its folder to press sheets, {} codes read back as expected.",
                     order, codes(finding::Language::english))},
        {"", ""},
        {fmt::format("  {}/bat.pdf                 le BAT que le client signe", at),
         fmt::format("  {}/bat.pdf                 the BAT that the client signs", at)},
        {fmt::format("  {}/sheets/sheets-*.pdf     les feuilles imposées, PDF/X-4", at),
         fmt::format("  {}/sheets/sheets-*.pdf     the imposed sheets, PDF/X-4", at)},
        {fmt::format("  {}/sheets/slots.csv        quel pass est à quelle place", at),
         fmt::format("  {}/sheets/slots.csv        which pass lies where", at)},
        {fmt::format("  {}/sheets/manifest.json    empreintes et quantités", at),
         fmt::format("  {}/sheets/manifest.json    digests and counts", at)},
        {fmt::format("  {}/workspace               le registre et les versions figées", at),
         fmt::format("  {}/workspace               the ledger and the frozen versions", at)},
        {"", ""},
        {"Pour voir\u00a0: ouvrez les PDF dans un lecteur, ou «\u00a0pdftoppm -r 100 -png FICHIER "
         "page\u00a0».",
         "To look: open the PDFs in a viewer, or \"pdftoppm -r 100 -png FILE page\"."},
        {fmt::format("Pour continuer\u00a0: «\u00a0build/release/imprimatur --workspace "
                     "{}/workspace status\u00a0».",
                     at),
         fmt::format("To go on: \"build/release/imprimatur --workspace {}/workspace status\".",
                     at)},
        {"Sa clé est publique\u00a0: ces codes ne valent rien.",
         "Its key is public: these codes are worth nothing."}};
    outcome.facts = Json{{"order", order}, {"folder", at}, {"press", pressed}, {"verify", verified}}.dump();
    return outcome;
  }

  Desk desk_;
  world::Path folder_, sample_;
  world::Instant now_;
};

}  // namespace

Outcome demo(const Desk& desk, const world::Path& folder) { return Demo(desk, folder).run(); }

}  // namespace imprimatur::flow
