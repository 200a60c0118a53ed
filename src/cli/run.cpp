#include "cli/run.h"

#include "cli/secrets.h"
#include "flow/answer.h"
#include "flow/artwork.h"
#include "flow/decide.h"
#include "flow/demo.h"
#include "flow/evidence.h"
#include "flow/export.h"
#include "flow/handover.h"
#include "flow/impose.h"
#include "flow/ingest.h"
#include "flow/ledger_list.h"
#include "flow/ledger_log.h"
#include "flow/ledger_proof.h"
#include "flow/plan.h"
#include "flow/print.h"
#include "flow/proof.h"
#include "flow/read_back.h"
#include "flow/reconcile.h"
#include "flow/rotate.h"
#include "flow/send.h"
#include "flow/serve.h"
#include "flow/test_sheet.h"

#include <iostream>

namespace imprimatur::cli {
namespace {

class Runner {
 public:
  Runner(const flow::Desk& desk, const Common& common, const Surroundings& around)
      : desk_(desk),
        common_(common),
        named_(common.workspace),
        here_(around.here),
        language_(common.language) {
    if (!named_ && !around.workspace.empty()) named_ = around.workspace;
    if (!around.credentials.empty()) credentials_ = around.credentials;
  }

  flow::Outcome operator()(const Init& c) const {
    if (!c.passphrase && !common_.passphrase_descriptor) return flow::init(desk_, c.folder);
    return flow::init(desk_, c.folder, new_passphrase(common_));
  }
  flow::Outcome operator()(const Check& c) const {
    return flow::check_order(desk_, perhaps_workspace(), c.order);
  }
  flow::Outcome operator()(const Bat& c) const {
    return flow::render_bat(desk_, workspace(), c.order, {c.output, c.png});
  }
  flow::Outcome operator()(const ShowBat& c) const {
    return flow::show_bat(desk_, workspace(), c.order, c.version, {c.output, c.png});
  }
  flow::Outcome operator()(const Send& c) const {
    return flow::send(desk_, workspace(), c.order, c.again);
  }
  flow::Outcome operator()(const Outbox& c) const {
    return flow::outbox(desk_, workspace(), c.order, c.retry);
  }
  flow::Outcome operator()(const Ingest& c) const {
    return flow::ingest(desk_, workspace(), c.from);
  }
  flow::Outcome operator()(const Replies& c) const {
    return flow::replies(desk_, workspace(), c.order, c.all);
  }
  flow::Outcome operator()(const Remind&) const { return flow::remind(desk_, workspace()); }
  flow::Outcome operator()(const Serve& c) const {
    return flow::serve(desk_, workspace(), c.listen);
  }
  flow::Outcome operator()(const Approve& c) const {
    return flow::approve(desk_, workspace(), c.order, c.version, c.by, c.evidence, c.code);
  }
  flow::Outcome operator()(const Refuse& c) const {
    return flow::refuse(desk_, workspace(), c.order, c.version, c.by, c.reason);
  }
  flow::Outcome operator()(const Changes& c) const {
    return flow::request_changes(desk_, workspace(), c.order, c.version, c.by, c.remarks);
  }
  flow::Outcome operator()(const Evidence& c) const {
    return flow::evidence(desk_, workspace(), c.order, c.version, c.output);
  }
  flow::Outcome operator()(const CheckEvidence& c) const {
    return flow::check_evidence(c.folder, c.key, c.checkpoint);
  }
  flow::Outcome operator()(const Pay& c) const {
    return flow::pay(desk_, workspace(), c.order, c.amount, c.reference, c.date);
  }
  flow::Outcome operator()(const ImposePlan& c) const {
    return flow::plan(desk_, perhaps_workspace(), c.order, {c.shop, c.svg, c.png, c.one_up},
                      language_);
  }
  flow::Outcome operator()(const Press& c) const {
    flow::PressWishes wishes{c.output, std::nullopt, c.shop, c.one_up};
    if (c.sheets) wishes.sheets = {c.sheets->first, c.sheets->last};
    return flow::press(desk_, workspace(), c.order, wishes);
  }
  flow::Outcome operator()(const Printed& c) const {
    return flow::printed(desk_, workspace(), c.order, c.by, c.folders);
  }
  flow::Outcome operator()(const Spoil& c) const {
    return flow::spoil(desk_, workspace(), c.order, c.spoiling);
  }
  flow::Outcome operator()(const Reprint& c) const {
    return flow::reprint(desk_, workspace(), c.order, c.reprinting);
  }
  flow::Outcome operator()(const ChangeStanding& c) const {
    return flow::change_standing(desk_, workspace(), c.order, c.to, c.passes, c.by, c.reason);
  }
  flow::Outcome operator()(const Reconcile& c) const {
    return flow::reconcile(desk_, workspace(), c.order, c.output, c.by);
  }
  flow::Outcome operator()(const Verify& c) const {
    return flow::verify(desk_, workspace(), c.folder, c.sample, c.copy);
  }
  flow::Outcome operator()(const Seal& c) const {
    return flow::seal_sheets(desk_, workspace(), c.folder, c.certificate, c.output);
  }
  flow::Outcome operator()(const Destroy& c) const {
    return flow::destroy_sheets(desk_, workspace(), c.folder, c.by);
  }
  flow::Outcome operator()(const CodesCheck& c) const {
    return flow::check_code(desk_, workspace(), c.code == "-" ? typed_code() : c.code, c.propose);
  }
  flow::Outcome operator()(const CodesExport& c) const {
    return flow::export_codes(desk_, workspace(), c.order, {c.certificate, c.output});
  }
  flow::Outcome operator()(const KeysRotate& c) const {
    return flow::rotate_keys(desk_, workspace(), c.by, c.reason);
  }
  flow::Outcome operator()(const Status& c) const {
    return flow::status(desk_, workspace(), c.order);
  }
  flow::Outcome operator()(const LedgerVerify& c) const {
    return flow::verify_ledger(desk_, workspace(), c.against);
  }
  flow::Outcome operator()(const LedgerList& c) const {
    return flow::list_events(workspace(), c.order);
  }
  flow::Outcome operator()(const LedgerProve& c) const {
    return flow::prove(workspace(), {c.event, c.since, c.output});
  }
  flow::Outcome operator()(const LedgerCheck& c) const {
    return flow::check_proof(c.proof, c.key, c.checkpoint);
  }
  flow::Outcome operator()(const LedgerKey&) const { return flow::show_ledger_key(workspace()); }
  flow::Outcome operator()(const ShopTestSheet& c) const {
    return flow::write_test_sheet(desk_, perhaps_workspace(), c.shop, c.output, language_);
  }
  flow::Outcome operator()(const ShowArtwork& c) const {
    return flow::show_artwork(desk_, perhaps_workspace(), c.wishes);
  }
  flow::Outcome operator()(const Impose& c) const {
    // The shop's file may be anywhere; a workspace that was named and isn't there is a mistake.
    return flow::impose(desk_, perhaps_workspace(), c.wishes);
  }
  flow::Outcome operator()(const Demo& c) const { return flow::demo(desk_, c.folder); }

 private:
  flow::Workspace workspace() const { return with_keys(flow::find_workspace(named_, here_)); }

  // Without a workspace the starting files do; one that was named and isn't there is a mistake.
  std::optional<flow::Workspace> perhaps_workspace() const {
    if (named_) return workspace();
    auto found = flow::look_for_workspace(named_, here_);
    if (found) found = with_keys(*std::move(found));
    return found;
  }

  flow::Workspace with_keys(flow::Workspace workspace) const {
    workspace.keyring = std::make_shared<flow::Keyring>(flow::KeyDoor{
        common_.keys_descriptor, credentials_, [this] { return passphrase(common_); }});
    return workspace;
  }

  // Keeps a code out of the shell's history and the list of processes.
  static std::string typed_code() {
    std::string line;
    std::getline(std::cin, line);
    return line;
  }

  const flow::Desk& desk_;
  const Common& common_;
  std::optional<Path> named_, credentials_;
  Path here_;
  Language language_;  // of what belongs to no order
};

}  // namespace

flow::Outcome run(const Request& request, const flow::Desk& desk, const Surroundings& around) {
  const Runner runner(desk, request.common, around);
  return std::visit(runner, request.command);
}

}  // namespace imprimatur::cli
