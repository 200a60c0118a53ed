#include "ledger/ledger.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "ledger/phrases.h"
#include "ledger/store.h"
#include "ledger/writing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::ledger {
namespace {

using finding::Failure;

crypto::Secret copy_of(const crypto::Secret& key) {
  crypto::Secret copy(key.size());
  std::ranges::copy(key.bytes(), copy.bytes().begin());
  return copy;
}

Closed no_such_order(const std::string& order) {
  const auto bat = command("bat ORDER_DIR");
  return {{fmt::format("Le registre n’a pas de commande {}.", order),
           fmt::format("The ledger has no order {}.", order)},
          {fmt::format("Faites-la enregistrer avec son premier BAT\u00a0: {}.", bat.fr),
           fmt::format("Have it registered with its first BAT: {}.", bat.en)}};
}

Closed number_is_taken(const std::string& order, std::size_t next) {
  const auto bat = command("bat ORDER_DIR");
  return {{fmt::format("La commande {} en est déjà à la version {}\u00a0: le registre a changé "
                       "entre-temps.",
                       order, next),
           fmt::format("Order {} is at version {} by now: the ledger has changed meanwhile.", order,
                       next)},
          {fmt::format("Recommencez\u00a0: {}.", bat.fr), fmt::format("Try again: {}.", bat.en)}};
}

Closed series_is_used_up(std::uint64_t wanted, std::uint64_t left) {
  return {{fmt::format("La série des numéros s’arrête à {}\u00a0: il en reste {}, il en faut {}.",
                       last_serial_of_all, left, wanted),
           fmt::format("The series of serials ends at {}: {} are left, {} are needed.",
                       last_serial_of_all, left, wanted)},
          {"Réduisez la commande, ou ouvrez un nouvel espace de travail avec d’autres clés.",
           "Make the order smaller, or open a new workspace with other keys."}};
}

// The same grammar as the order room's names, written again since this room doesn't see that one:
// an id is a folder's name in the workspace, whoever hands it in.
bool is_order_id(std::string_view id) {
  const auto alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  const auto allowed = [&](char c) { return alphanumeric(c) || c == '.' || c == '_' || c == '-'; };
  return !id.empty() && id.size() <= 40 && alphanumeric(id.front()) &&
         std::ranges::all_of(id, allowed);
}

void check_id(const std::string& order) {
  if (is_order_id(order)) return;
  throw Failure({"Un identifiant de commande n’a que des lettres, des chiffres, des points, des "
                 "soulignés et des tirets, 40 signes au plus, une lettre ou un chiffre en tête.",
                 "An order id has letters, digits, full stops, underscores and hyphens only, 40 at "
                 "most, a letter or a digit first."},
                {"Corrigez «\u00a0id\u00a0» dans order.toml.", "Correct \"id\" in order.toml."});
}

// Registers `facts` if they are new; gives the batch as it stands then.
Batch with_facts(Writing& writing, std::optional<Batch> batch, const std::string& order,
                 const OrderRegistered& facts, world::Instant now) {
  if (batch && batch->facts == facts) return *std::move(batch);
  writing.add(order, facts, now);
  return *writing.batch(order);
}

std::string by_unless(const std::optional<OnPage>& page, const std::string& by) {
  return page ? std::string() : by;
}

std::vector<EpochBegun> epochs_in(const Store& store) {
  std::vector<EpochBegun> begun;
  for (const auto& record : store.of_kind(kind_of(EpochBegun{})))
    begun.push_back(std::get<EpochBegun>(record.event));
  return begun;
}

std::uint32_t epoch_in_force(const Store& store) {
  const auto begun = epochs_in(store);
  return begun.empty() ? 1 : begun.back().epoch;
}

std::uint64_t next_serial(const Store& store) {
  std::uint64_t next = 1;
  for (const auto& record : store.of_kind("released"))
    next = std::max(next, std::get<Released>(record.event).last_serial() + 1);
  for (const auto& record : store.of_kind("reissued"))
    next = std::max(next, std::get<Reissued>(record.event).last_serial() + 1);
  return next;
}

[[noreturn]] void refuse_other_tree() {
  throw Failure({"Les événements du registre ne sont pas ceux que sa tête a scellés.",
                 "The ledger's events are not those that its head sealed."},
                {"Lancez «\u00a0imprimatur ledger verify\u00a0»\u202f; rien n’a été signé.",
                 "Run \"imprimatur ledger verify\"; nothing was signed."});
}

// A release spends serials for ever: it is not built on a history that was tampered with.
void check_whole(const Store& store, const crypto::Secret& key) {
  const auto findings = store.inspect(&key).findings;
  if (findings.empty()) return;
  const auto& first = *findings.begin();
  throw Failure(first.sentence,
                {"Lancez «\u00a0imprimatur ledger verify\u00a0»\u202f; aucun numéro n’a "
                 "été attribué.",
                 "Run \"imprimatur ledger verify\"; no serial was assigned."});
}

}  // namespace

struct Ledger::State {
  Store store;
  crypto::Secret key;
  std::optional<Publisher> publisher = {};

  // One transaction: `gate` says why not, else `event` is added and given back.
  template <typename Kind, typename Gate>
  Outcome<Kind> add_if_open(const std::string& order, const Kind& event, world::Instant now,
                            Gate&& gate) {
    Writing writing(store, key, publisher);
    const auto batch = writing.batch(order);
    if (!batch) return no_such_order(order);
    if (auto closed = gate(*batch)) return *closed;
    writing.add(order, event, now);
    writing.finish();
    return event;
  }

  // The same of a version of the BAT, by somebody: `event` makes it of the BatRendered.
  template <typename Kind, typename Gate, typename Make>
  Outcome<Kind> decide(const std::string& order, std::uint32_t version, Gate&& gate,
                       const std::string& by, world::Instant now, Make&& event) {
    Writing writing(store, key, publisher);
    const auto batch = writing.batch(order);
    if (!batch) return no_such_order(order);
    if (auto closed = gate(*batch, version, by)) return *closed;
    const Kind decision = event(batch->version(version)->bat);
    writing.add(order, decision, now);
    writing.finish();
    return decision;
  }

  template <typename Read>
  auto reading(Read&& read) {
    Transaction transaction(store.database(), Intent::read);
    return read();
  }
};

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Ledger Ledger::create(const world::Path& path, const crypto::Secret& key, world::Instant now) {
  return Ledger(std::make_unique<State>(State{Store::create(path, key, now), copy_of(key)}));
}

Ledger Ledger::open(const world::Path& path, const crypto::Secret& key) {
  auto state = std::make_unique<State>(State{Store(path, Mode::write), copy_of(key)});
  state->store.bring_up(key);
  state->reading([&] { state->store.check_head(key); });
  return Ledger(std::move(state));
}

void Ledger::publish(Publication publication) {
  // The file is read before the head: whatever another process writes meanwhile, it isn't ahead.
  Publisher publisher(std::move(publication));
  const auto standing = publisher.standing();
  const tlog::TreeHead head =
      state_->reading([&] { return tree_head(state_->store.check_head(state_->key)); });
  if (publisher.is_behind(standing, head)) bring_up(publisher, state_->store, state_->key);
  state_->publisher = std::move(publisher);
}

std::string Ledger::checkpoint() const {
  return checkpoint_of(
      state_->reading([&] { return tree_head(state_->store.check_head(state_->key)); }));
}

std::string Ledger::checkpoint_of(const tlog::TreeHead& head) const {
  assert(state_->publisher);
  return state_->publisher->note(head);
}

tlog::VerifierKey Ledger::signer() const {
  assert(state_->publisher);
  return state_->publisher->key();
}

std::vector<tlog::Hash> Ledger::leaves() const {
  return state_->reading([&] {
    std::vector<tlog::Hash> leaves;
    state_->store.each_row([&](const Row& row) { leaves.push_back(leaf_of(row)); });
    if (tlog::root_of(leaves) != tree_head(state_->store.check_head(state_->key)).root)
      refuse_other_tree();
    return leaves;
  });
}

std::optional<std::string> Ledger::entry(std::uint64_t number) const {
  return state_->reading([&] { return state_->store.entry(number); });
}

std::vector<Record> Ledger::history() const {
  return state_->reading([&] { return state_->store.all(); });
}

std::vector<Record> Ledger::history(const std::string& order) const {
  return state_->reading([&] { return state_->store.of_order(order); });
}

std::optional<Batch> Ledger::batch(const std::string& order) const {
  return state_of(history(order));
}

std::vector<std::string> Ledger::orders() const {
  std::vector<std::string> list;
  for (auto& record : state_->reading([&] { return state_->store.of_kind("order-registered"); }))
    if (std::ranges::find(list, record.order) == list.end()) list.push_back(record.order);
  return list;
}

std::optional<Issue> Ledger::issue_of(std::uint64_t serial) const {
  for (auto& record : state_->reading([&] { return state_->store.of_kind("released"); })) {
    const auto& release = std::get<Released>(record.event);
    if (serial >= release.first_serial && serial <= release.last_serial())
      return Issue{record.order, release.epoch};
  }
  for (auto& record : state_->reading([&] { return state_->store.of_kind("reissued"); })) {
    const auto& child = std::get<Reissued>(record.event);
    if (serial >= child.first_serial && serial <= child.last_serial())
      return Issue{record.order, child.epoch};
  }
  return std::nullopt;
}

Outcome<BatPlan> Ledger::plan_bat(const std::string& order, const OrderRegistered& facts,
                                  const crypto::Digest& content) const {
  const auto there = batch(order);
  if (!there) return BatPlan{std::nullopt, 1};
  if (const Version* same = standing(*there, facts, content))
    return BatPlan{*same, same->bat.version};
  if (auto closed = change_gate(*there)) return *closed;
  return BatPlan{std::nullopt, static_cast<std::uint32_t>(there->versions.size() + 1)};
}

Outcome<Version> Ledger::record_bat(const std::string& order, const OrderRegistered& facts,
                                    const BatRendered& bat, world::Instant now) {
  check_id(order);
  Writing writing(state_->store, state_->key, state_->publisher);
  auto before = writing.batch(order);
  if (before) {
    if (const Version* same = standing(*before, facts, bat.content)) return *same;
    if (auto closed = change_gate(*before)) return *closed;
  }
  const std::size_t next = before ? before->versions.size() + 1 : 1;
  if (bat.version != next) return number_is_taken(order, next);
  const Batch batch = with_facts(writing, std::move(before), order, facts, now);
  if (const Version* latest = batch.latest())
    writing.add(order, BatSuperseded{latest->bat.version, bat.version}, now);
  writing.add(order, bat, now);
  writing.finish();
  return Version{.bat = bat, .facts = facts, .rendered = now};
}

Outcome<Approved> Ledger::approve(const std::string& order, std::uint32_t version,
                                  const std::string& by, const std::optional<Evidence>& evidence,
                                  world::Instant now, Opened opened,
                                  const std::optional<OnPage>& page) {
  return state_->decide<Approved>(order, version, approval_gate, by, now, [&](const auto& bat) {
    return Approved{version,  by_unless(page, by), evidence, bat.content,
                    bat.file, bat.pages,           opened,   page};
  });
}

Outcome<Refused> Ledger::refuse(const std::string& order, std::uint32_t version,
                                const std::string& by, const std::string& reason,
                                world::Instant now, const std::optional<OnPage>& page) {
  return state_->decide<Refused>(order, version, refusal_gate, by, now, [&](const auto& bat) {
    return Refused{version, by_unless(page, by), reason, bat.content, bat.file, page};
  });
}

Outcome<ChangesRequested> Ledger::request_changes(const std::string& order, std::uint32_t version,
                                                  const std::string& by,
                                                  const std::vector<Remark>& remarks,
                                                  world::Instant now,
                                                  const std::optional<OnPage>& page) {
  return state_->decide<ChangesRequested>(
      order, version, refusal_gate, by, now, [&](const auto& bat) {
        return ChangesRequested{version, by_unless(page, by), remarks, bat.content, bat.file, page};
      });
}

Outcome<PaymentSeen> Ledger::pay(const std::string& order, const PaymentSeen& payment,
                                 world::Instant now) {
  const Date today = calendar::paris_date(now);
  return state_->add_if_open(
      order, payment, now, [&](const Batch& batch) { return payment_gate(batch, payment, today); });
}

Outcome<Released> Ledger::release(const std::string& order, std::uint32_t version,
                                  std::uint32_t epoch, const ShopFile& shop, world::Instant now) {
  Writing writing(state_->store, state_->key, state_->publisher);
  check_whole(state_->store, state_->key);
  const auto batch = writing.batch(order);
  if (!batch) return no_such_order(order);
  if (auto closed = print_gate(*batch, version)) return *closed;
  if (batch->release) return *batch->release;
  const OrderRegistered& facts = batch->version(version)->facts;
  const std::uint64_t first = next_serial(state_->store);
  const std::uint64_t left = last_serial_of_all + 1 - first;
  if (facts.passes() > left) return series_is_used_up(facts.passes(), left);
  const Released release{version,   first,       facts.passes(), epoch,
                         shop.name, shop.digest, facts.carnets};
  writing.add(order, release, now);
  writing.finish();
  return release;
}

Outcome<SheetsWritten> Ledger::sheets_written(const std::string& order, const SheetsWritten& sheets,
                                              world::Instant now) {
  return state_->add_if_open(order, sheets, now,
                             [&](const Batch& batch) { return writing_gate(batch, sheets); });
}

Outcome<std::vector<Printed>> Ledger::printed(const std::string& order,
                                              const std::vector<Printed>& printed,
                                              world::Instant now) {
  Writing writing(state_->store, state_->key, state_->publisher);
  const auto batch = writing.batch(order);
  if (!batch) return no_such_order(order);
  if (auto closed = overlap_gate(*batch, printed)) return *closed;
  for (const Printed& one : printed) {
    if (auto closed = printing_gate(*batch, one)) return *closed;
    writing.add(order, one, now);
  }
  writing.finish();
  return printed;
}

Outcome<Verified> Ledger::verified(const std::string& order, const Verified& verified,
                                   world::Instant now) {
  return state_->add_if_open(order, verified, now, [&](const Batch& batch) {
    return verification_gate(batch, verified.manifest);
  });
}

Outcome<Spoiled> Ledger::spoil(const std::string& order, const Spoiled& spoiled,
                               world::Instant now) {
  return state_->add_if_open(order, spoiled, now,
                             [&](const Batch& batch) { return spoiling_gate(batch, spoiled); });
}

Outcome<Reissued> Ledger::reissue(const std::string& order, const Spans& replaced,
                                  std::uint32_t epoch, const std::string& by,
                                  const std::string& reason, world::Instant now) {
  Writing writing(state_->store, state_->key, state_->publisher);
  check_whole(state_->store, state_->key);
  const auto batch = writing.batch(order);
  if (!batch) return no_such_order(order);
  const auto child = static_cast<std::uint32_t>(batch->children.size() + 1);
  const Reissued reissued{child, replaced, next_serial(state_->store), epoch, by, reason};
  if (auto closed = reissuing_gate(*batch, reissued)) return *closed;
  const std::uint64_t left = last_serial_of_all + 1 - reissued.first_serial;
  if (replaced.count() > left) return series_is_used_up(replaced.count(), left);
  writing.add(order, reissued, now);
  writing.finish();
  return reissued;
}

Outcome<Reprinted> Ledger::reprinted(const std::string& order, const Reprinted& reprinted,
                                     world::Instant now) {
  Writing writing(state_->store, state_->key, state_->publisher);
  const auto batch = writing.batch(order);
  if (!batch) return no_such_order(order);
  const Reprint* known = batch->reprint(reprinted.manifest);
  if (known && known->is_open()) return known->what;
  if (auto closed = reprinting_gate(*batch, reprinted)) return *closed;
  writing.add(order, reprinted, now);
  writing.finish();
  return reprinted;
}

Outcome<StandingChanged> Ledger::change_standing(const std::string& order,
                                                 const StandingChanged& change,
                                                 world::Instant now) {
  return state_->add_if_open(order, change, now,
                             [&](const Batch& batch) { return standing_gate(batch, change); });
}

Outcome<Reconciled> Ledger::reconcile(const std::string& order, const Reconciled& accounts,
                                      world::Instant now) {
  return state_->add_if_open(order, accounts, now,
                             [&](const Batch& batch) { return reconciling_gate(batch, accounts); });
}

Outcome<CodesExported> Ledger::codes_exported(const std::string& order, const CodesExported& codes,
                                              const Passes& told, world::Instant now) {
  return state_->add_if_open(order, codes, now,
                             [&](const Batch& batch) { return export_gate(batch, codes, told); });
}

std::vector<EpochBegun> Ledger::epochs() const {
  return state_->reading([&] { return epochs_in(state_->store); });
}

std::uint32_t Ledger::epoch() const {
  return state_->reading([&] { return epoch_in_force(state_->store); });
}

Outcome<EpochBegun> Ledger::epoch_begun(const EpochBegun& begun, world::Instant now) {
  Writing writing(state_->store, state_->key, state_->publisher);
  if (const std::uint32_t last = epoch_in_force(state_->store); begun.epoch != last + 1)
    return Closed{{fmt::format("L’époque {} est en vigueur\u00a0: {} n’est pas la suivante.", last,
                               begun.epoch),
                   fmt::format("Epoch {} is in force: {} is not the next.", last, begun.epoch)},
                  {"Une autre rotation vient d’avoir lieu\u00a0: voyez «\u00a0status\u00a0», puis "
                   "recommencez s’il le faut encore.",
                   "Another rotation has just been: look at \"status\", then try again if it is "
                   "still needed."}};
  writing.add("", begun, now);
  writing.finish();
  return begun;
}

Outcome<MailEvent> Ledger::mail(const std::string& order, const MailEvent& event,
                                world::Instant now) {
  const auto gate = [&](const Batch& batch) {
    return mail_gate(batch, event, calendar::paris_date(now));
  };
  const auto add = [&](const auto& one) -> Outcome<MailEvent> {
    const auto added = state_->add_if_open(order, one, now, gate);
    if (!added) return added.closed();
    return event;
  };
  return std::visit(add, event);
}

Outcome<SheetsSealed> Ledger::sheets_sealed(const std::string& order, const SheetsSealed& sheets,
                                            world::Instant now) {
  return state_->add_if_open(order, sheets, now,
                             [&](const Batch& batch) { return sealing_gate(batch, sheets); });
}

Outcome<SheetsDestroyed> Ledger::sheets_destroyed(const std::string& order,
                                                  const SheetsDestroyed& sheets,
                                                  world::Instant now) {
  return state_->add_if_open(order, sheets, now,
                             [&](const Batch& batch) { return destruction_gate(batch, sheets); });
}

Inspection inspect(const world::Path& path, const crypto::Secret* key) {
  Store store(path, Mode::read);
  Transaction transaction(store.database(), Intent::read);
  return store.inspect(key);
}

}  // namespace imprimatur::ledger
