// A print shop that has nothing but the program: a workspace, orders, and everything that was ever
// said there.
#pragma once

#include "../flow/shop.h"
#include "run.h"

#include <cctype>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_set>

namespace imprimatur::program {

class Shop {
 public:
  // In a folder of its own, or in `place`: another volume, say.
  explicit Shop(const std::optional<world::Path>& place = std::nullopt)
      : home(place ? *place : own_.path()), workspace{home / "workspace"} {
    if (run({"init", workspace.root.string()}).exit != 0) throw std::runtime_error("no workspace");
    flow::set_ink_limit(workspace.shop("default"), std::nullopt);  // seconds at each press
  }

  world::Path order_folder(const std::string& id) const { return home / ("order-" + id); }
  world::Path order_file(const std::string& id) const { return order_folder(id) / "order.toml"; }
  world::Path sheets(const std::string& id) const { return home / ("sheets-" + id); }

  void order(const std::string& id, std::uint32_t carnets, const std::string& words = "Dix pass.") {
    std::filesystem::create_directories(order_folder(id) / "logos");
    std::filesystem::copy(flow::house().samples() / "departement-exemple/logos/departement.svg",
                          order_folder(id) / "logos/departement.svg",
                          std::filesystem::copy_options::overwrite_existing);
    world::write_file(order_file(id), flow::order_toml(id, carnets, words));
  }

  // The words of each step; what an order costs follows from its carnets: ten passes at 10 €.
  Words bat(const std::string& id) const { return {"bat", order_folder(id).string()}; }
  Words approve(const std::string& id, const std::string& version = "1") const {
    return {"approve", id, "--version", version, "--by", "inclusion@exemple.fr"};
  }
  Words pay(const std::string& id, std::uint32_t carnets) const {
    return {"pay", id, "--amount", std::to_string(100 * carnets), "--reference", "VIR " + id};
  }
  Words press(const std::string& id) const { return {"press", id, "-o", sheets(id).string()}; }

  std::unique_ptr<Running> start(Words words, const Around& around = {}) const {
    if (words.front() != "init")
      words.insert(words.end(), {"--workspace", workspace.root.string()});
    return std::make_unique<Running>(std::move(words), around);
  }
  Answer finish(Running& running) {
    Answer answer = running.finish();
    said += answer.output + answer.errors;
    return answer;
  }
  Answer run(const Words& words, const Around& around = {}) {
    const auto running = start(words, around);
    return finish(*running);
  }
  // All of these in turn, each of which must succeed.
  void run_all(const std::vector<Words>& steps) {
    for (const Words& words : steps)
      if (const Answer answer = run(words); answer.exit != 0)
        throw std::runtime_error(words.front() + ": " + answer.errors);
  }
  // An order for which only `press` is left.
  void ready(const std::string& id, std::uint32_t carnets) {
    order(id, carnets);
    run_all({bat(id), approve(id), pay(id, carnets)});
  }

  std::optional<ledger::Batch> batch(const std::string& id) const {
    return flow::open_ledger(workspace).batch(id);
  }
  std::optional<ledger::Released> release(const std::string& id) const {
    const auto known = batch(id);
    return known ? known->release : std::nullopt;
  }
  // Whether the serials of all releases and of all child batches follow each other from 1, none
  // left out and none given twice.
  bool serials_in_a_row() const;
  bool intact() { return run({"ledger", "verify"}).exit == 0; }

  // Everything below `place` whose name is that of an output in the making.
  std::vector<std::string> unfinished() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(home))
      if (entry.path().extension() == ".part") names.push_back(entry.path().string());
    return names;
  }

  // Where a code of any release stands that is no sheet: in what was said, a file, a file's name.
  std::string leaks() const;

 private:
  world::TestFolder own_;  // first, so that `home` may be in it

 public:
  const world::Path home;
  const flow::Workspace workspace;
  std::string said;  // all standard output and error of every run
};

inline bool Shop::serials_in_a_row() const {
  std::map<std::uint64_t, std::uint64_t> runs;
  const auto ledger = flow::open_ledger(workspace);
  std::size_t issues = 0;
  const auto add = [&](std::uint64_t first, std::uint64_t last) {
    runs[first] = last - first + 1;
    ++issues;
  };
  for (const std::string& id : ledger.orders()) {
    const auto batch = ledger.batch(id);
    if (const auto& release = batch->release) add(release->first_serial, release->last_serial());
    for (const ledger::Child& child : batch->children)
      add(child.what.first_serial, child.what.last_serial());
  }
  std::uint64_t next = 1;
  for (const auto& [first, count] : runs) {
    if (first != next) return false;
    next += count;
  }
  return runs.size() == issues;
}

inline std::string Shop::leaks() const {
  std::deque<std::string> forms;  // as people write them, and as symbols hold them
  const auto ledger = flow::open_ledger(workspace);
  for (const std::string& id : ledger.orders())
    for (const auto batch = ledger.batch(id); const auto& span : batch->passes.issued.spans())
      for (auto n = span.first; n <= span.last; ++n) {
        const codes::Coder coder = flow::coder_of(workspace, batch->epoch_of(n));
        const codes::Code code = coder.code_of(flow::serial_of(n));
        forms.push_back(code.raw());
        forms.push_back(code.to_text());
      }
  const std::unordered_set<std::string_view> codes(forms.begin(), forms.end());
  std::unordered_set<std::size_t> lengths;
  for (const std::string& form : forms) lengths.insert(form.size());
  const auto holds_one = [&](std::string_view bytes) {
    for (const std::size_t length : lengths)
      for (std::size_t at = 0; at + length <= bytes.size(); ++at)
        if (std::isalnum(static_cast<unsigned char>(bytes[at])) != 0 &&
            codes.contains(bytes.substr(at, length)))
          return true;
    return false;
  };
  std::string found;
  if (codes.empty()) found += "no code to look for ";
  if (holds_one(said)) found += "what was said ";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(home)) {
    const std::string name = entry.path().filename().string();
    if (holds_one(name)) found += "the name of a file ";
    const bool of_sheets = name.starts_with("sheets-") || name.starts_with("reprint-");
    const bool a_sheet = of_sheets && name.ends_with(".pdf");
    if (entry.is_regular_file() && !a_sheet && holds_one(world::read_file(entry.path())))
      found += entry.path().string() + " ";
  }
  return found;
}

}  // namespace imprimatur::program
