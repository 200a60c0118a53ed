#include "flow/review_memory.h"

#include "finding/failure.h"
#include "flow/versions.h"

#include <algorithm>
#include <set>

namespace imprimatur::flow {
namespace {

// Beyond this all is read again: a bound, not a target.
constexpr std::size_t most_kept = 1000;

constexpr std::pair<std::string_view, review::Change> changes_by_key[] = {
    {"title", review::Change::title},
    {"issuer", review::Change::issuer},
    {"issuer-address", review::Change::issuer},
    {"issuer-registration", review::Change::issuer},
    {"client", review::Change::client},
    {"client-address", review::Change::client},
    {"carnets", review::Change::quantity},
    {"face-value-cents", review::Change::value},
    {"valid-from", review::Change::validity},
    {"valid-until", review::Change::validity},
    {"territory", review::Change::target_public},
    {"public", review::Change::target_public},
    {"delivery", review::Change::delivery},
    {"delivery-address", review::Change::delivery},
    {"delivery-carnets", review::Change::delivery},
    {"pages", review::Change::pages}};

review::Change change_of(std::string_view key) {
  if (key.starts_with("text-")) return review::Change::texts;
  for (const auto& [name, change] : changes_by_key)
    if (name == key) return change;
  return review::Change::other;
}

// The lines of a content.txt by what they are about.
std::map<review::Change, std::string> statements(const std::string& content) {
  std::map<review::Change, std::string> all;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    const std::string_view line = std::string_view(content).substr(at, end - at);
    all[change_of(line.substr(0, line.find(' ')))] += std::string(line) + "\n";
    at = end + 1;
  }
  return all;
}

std::vector<review::Change> changes_between(const std::string& before, const std::string& after) {
  const auto old_ones = statements(before), new_ones = statements(after);
  std::set<review::Change> all;
  for (const auto& [change, lines] : new_ones)
    if (const auto old = old_ones.find(change); old == old_ones.end() || old->second != lines)
      all.insert(change);
  for (const auto& [change, lines] : old_ones)
    if (!new_ones.contains(change)) all.insert(change);
  return {all.begin(), all.end()};
}

std::optional<std::string> content_before(const Workspace& workspace, const ledger::Batch& batch,
                                          std::uint32_t version) {
  const ledger::Version* before = version > 1 ? batch.version(version - 1) : nullptr;
  if (before == nullptr) return std::nullopt;
  const world::Path file =
      workspace.order(batch.order) / folder_of_version(before->bat.version) / "content.txt";
  if (!std::filesystem::exists(file)) return std::nullopt;
  std::string content = world::read_file(file);
  if (crypto::sha256(content) != before->bat.content) return std::nullopt;
  return content;
}

}  // namespace

// The checkpoint is written anew after each event (ledger::Ledger::publish).
void ReviewMemory::look_for_events() {
  std::string checkpoint = world::read_file(workspace_.checkpoint());
  if (ledger_ && checkpoint == checkpoint_) return;
  batches_.clear();
  ledger_.reset();
  ledger_.emplace(open_ledger(workspace_));
  checkpoint_ = std::move(checkpoint);
}

std::shared_ptr<const ledger::Batch> ReviewMemory::known(const std::string& order) {
  if (const auto found = batches_.find(order); found != batches_.end()) return found->second;
  auto batch = ledger_->batch(order);
  if (!batch) return nullptr;
  if (batches_.size() >= most_kept) batches_.clear();
  return batches_[order] = std::make_shared<const ledger::Batch>(*std::move(batch));
}

std::shared_ptr<const ledger::Batch> ReviewMemory::batch(const std::string& order) {
  const std::lock_guard guard(lock_);
  look_for_events();
  return known(order);
}

std::vector<std::shared_ptr<const ledger::Batch>> ReviewMemory::waiting() {
  std::vector<std::string> orders;
  {
    const std::lock_guard guard(lock_);
    look_for_events();
    orders = ledger_->orders();
  }
  std::vector<std::shared_ptr<const ledger::Batch>> all;
  for (const std::string& order : orders)  // readers come in between
    if (auto one = batch(order); one && one->stage() == ledger::Stage::sent)
      all.push_back(std::move(one));
  return all;
}

std::shared_ptr<const ProofFacts> ReviewMemory::proof(const ledger::Batch& batch,
                                                      std::uint32_t version) {
  const std::lock_guard guard(lock_);
  const std::pair key{batch.order, version};
  if (const auto found = proofs_.find(key); found != proofs_.end()) return found->second;
  const ledger::Version& known = *batch.version(version);
  const Frozen frozen = thaw(workspace_, batch.order, known);
  ProofFacts facts;
  facts.language = frozen.order.language;
  facts.contact = {frozen.issuer.name, frozen.issuer.phone, frozen.issuer.email};
  facts.title = frozen.order.title;
  facts.client = frozen.order.client.name;
  facts.pdf_bytes = std::filesystem::file_size(workspace_.order(batch.order) /
                                               folder_of_version(version) / "bat.pdf");
  if (const auto before = content_before(workspace_, batch, version))
    facts.changes = changes_between(*before, frozen.facts);
  if (proofs_.size() >= most_kept) proofs_.clear();
  return proofs_[key] = std::make_shared<const ProofFacts>(std::move(facts));
}

std::shared_ptr<const std::string> ReviewMemory::pdf(const std::string& order,
                                                     const ledger::Version& version) {
  const std::lock_guard guard(lock_);
  auto& held = pdfs_[version.bat.file];
  if (auto bytes = held.lock()) return bytes;
  auto bytes = std::make_shared<const std::string>(frozen_bat(workspace_, order, version));
  held = bytes;
  std::erase_if(pdfs_, [](const auto& one) { return one.second.expired(); });
  return bytes;
}

}  // namespace imprimatur::flow
