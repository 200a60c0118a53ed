// A print shop of a test's own: a workspace, one order, and the words that people there use.
#pragma once

#include "../pdf/strangers.h"
#include "../world/folder.h"
#include "calendar/clock.h"
#include "flow/answer.h"
#include "flow/decide.h"
#include "flow/ledger_log.h"
#include "flow/ledger_proof.h"
#include "flow/print.h"
#include "flow/proof.h"
#include "flow/read_back.h"
#include "flow/release.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
#include <regex>
#include <vector>

namespace imprimatur::flow {

inline House house() {
  return {SOURCE_FOLDER, world::Path(PROGRAM_FOLDER) / "imprimatur-artwork"};
}

// order.toml: `carnets` booklets of ten passes at 10 €, one logo, one point of delivery, `words` on
// the cover.
inline std::string order_toml(const std::string& id, std::uint32_t carnets,
                              const std::string& words) {
  return fmt::format(R"(format = 1
[order]
id = "{}"
title = "Pass numériques 2027"
template = "carnet-10"
profile = "prepaid"
shop = "default"
language = "fr"
[client]
name = "Département de l’Exemple"
address = ["1 place de la République", "99000 Exempleville"]
email = ["inclusion@exemple.fr"]
approvers = ["inclusion@exemple.fr"]
[batch]
carnets = {}
face_value = "10.00"
territory = "Département de l’Exemple"
public = "Demandeurs d’emploi"
[texts]
cover = "{}"
pass = "Une heure d’accompagnement."
[[logo]]
zone = "funder"
file = "logos/departement.svg"
alt = "Département de l’Exemple"
[[delivery]]
name = "Maison Nord"
address = ["2 rue du Nord", "99100 Nordville"]
carnets = {}
)",
                     id, carnets, words, carnets);
}

// In a shop's file, in per cent; nullopt: nothing is measured.
inline void set_ink_limit(const world::Path& file, const std::optional<int>& limit) {
  const std::string line = limit ? fmt::format("limit = {}", *limit) : "";
  world::write_file(file, std::regex_replace(world::read_file(file), std::regex("\\[inks\\]\n.*"),
                                             "[inks]\n" + line));
}

// "folder/name" of every file below, with its bytes.
inline std::map<std::string, std::string> bytes_of(const world::Path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      all[std::filesystem::relative(entry.path(), folder).string()] =
          world::read_file(entry.path());
  return all;
}

class Shop {
 public:
  Shop() : workspace{folder / "workspace"} {
    desk.house = house();
    desk.world = world::still_world(*calendar::instant_from_iso("2026-11-23T09:00:00Z"));
    desk.watch = [this](const Progress& progress) {
      said += progress.step.fr + progress.step.en;
      if (during) during(progress);
    };
    keep(init(desk, workspace.root));
    // Ghostscript takes a second or two at each BAT and each press: it is handed in where it is the
    // matter, see ghostscript() and ink_limit().
    desk.house.ghostscript = folder / "no-ghostscript";
    ink_limit(std::nullopt);
    world::make_folder(folder / "order");
    std::filesystem::copy(house().samples() / "departement-exemple/logos", folder / "order/logos",
                          std::filesystem::copy_options::recursive);
    order(8);
  }

  void ghostscript() { desk.house.ghostscript = house().ghostscript; }

  void ink_limit(const std::optional<int>& limit) {
    if (limit) ghostscript();
    flow::set_ink_limit(workspace.shop("default"), limit);
  }

  // The order's file: `carnets` booklets, one logo, one point of delivery, `words` on the cover.
  void order(std::uint32_t carnets, const std::string& words = "Dix pass pour le numérique.") {
    write_order(order_toml(id, carnets, words));
  }
  void write_order(const std::string& toml) {
    world::write_file(folder / "order/order.toml", toml);
  }

  Outcome bat() { return keep(render_bat(desk, workspace, folder / "order", {})); }
  // A past version: to bat.pdf and to pictures/.
  Outcome show(std::uint32_t version) {
    return keep(show_bat(desk, workspace, id, version, {folder / "bat.pdf", folder / "pictures"}));
  }
  Outcome approve(std::uint32_t version = 1, const std::string& by = "inclusion@exemple.fr") {
    return keep(flow::approve(desk, workspace, id, version, by, std::nullopt));
  }
  Outcome approve_by_code(std::uint32_t version, const std::string& code) {
    return keep(
        flow::approve(desk, workspace, id, version, "inclusion@exemple.fr", std::nullopt, code));
  }
  // As whoever opens the PDF reads it on page 1; empty where pdftotext isn't here, which is said.
  std::string validation_code(std::uint32_t version) {
    const world::Path pdf = workspace.order(id) / fmt::format("v{:04}/bat.pdf", version);
    const auto text = strangers::run("pdftotext", {"-l", "1", pdf.string(), "-"});
    if (!text) return "";
    std::smatch code;
    REQUIRE(std::regex_search(text->output, code,
                              std::regex("\\b[34679ACDEFGHJKMNPQRTVWXY]{6}\\b")));
    return code.str();
  }
  Outcome refuse(std::uint32_t version, const std::string& reason) {
    return keep(flow::refuse(desk, workspace, id, version, "inclusion@exemple.fr", reason));
  }
  Outcome pay(std::int64_t euros = 800, const std::string& reference = "VIR 1") {
    return keep(flow::pay(desk, workspace, id, measure::Money::from_cents(euros * 100), reference,
                          std::nullopt));
  }
  Outcome press(const std::string& name = "out", std::optional<SheetRange> sheets = std::nullopt) {
    return keep(flow::press(desk, workspace, id, {folder / name, sheets, std::nullopt}));
  }
  Outcome one_up(const std::string& name = "leaves") {
    return keep(
        flow::press(desk, workspace, id, {folder / name, std::nullopt, std::nullopt, true}));
  }
  Outcome verify(const std::string& name = "out") {
    return keep(flow::verify(desk, workspace, folder / name, std::nullopt));
  }
  // `names`: folders of press; none: all that were written and not attested.
  Outcome printed(const std::string& by = "l’atelier", const std::vector<std::string>& names = {}) {
    std::vector<world::Path> folders;
    for (const std::string& name : names) folders.push_back(folder / name);
    return keep(flow::printed(desk, workspace, id, by, folders));
  }
  Outcome status() { return keep(flow::status(desk, workspace, std::nullopt)); }
  // What is said here is not kept with the rest: the asker typed the code in.
  Outcome check(const std::string& code) { return check_code(desk, workspace, code); }

  // All the way to finished sheets in `out`.
  Outcome made() {
    return once("made", [this] {
      bat();
      approve();
      pay();
      return press();
    });
  }
  // And on to where they are read back and attested as printed.
  Outcome made_and_printed() {
    return once("printed", [this] {
      made();
      const Outcome read = verify();
      return read.exit == Exit::done ? printed() : read;
    });
  }

  ledger::Batch batch() { return *open_ledger(workspace).batch(id); }
  bool intact() { return verify_ledger(desk, workspace).exit == Exit::done; }
  // Every code of the release, as people write it, in the order of the serials.
  std::vector<std::string> codes() {
    const ledger::Released release = *batch().release;
    const codes::Coder coder = coder_of(workspace, release.epoch);
    std::vector<std::string> all;
    for (std::uint64_t i = release.first_serial; i <= release.last_serial(); ++i)
      all.push_back(coder.code_of(serial_of(i)).to_text());
    return all;
  }
  static nlohmann::json facts(const Outcome& outcome) {
    return nlohmann::json::parse(outcome.facts);
  }

  std::string id = "T-1";
  world::TestFolder folder;
  Workspace workspace;
  Desk desk;
  std::string said;  // everything that any use case said
  std::function<void(const Progress&)> during;

 private:
  struct Gone {
    world::TestFolder folder;
    std::string said;
    Outcome outcome;
  };

  // A way takes seconds. It is gone once in a test program; a shop that begins as that one did gets
  // a copy of what was left. A shop whose ledger has begun, or that something is done to on the
  // way, goes it itself.
  Outcome once(const std::string& way, const std::function<Outcome()>& go) {
    static std::map<std::string, Gone> ways;
    if (during || !open_ledger(workspace).orders().empty()) return go();
    std::string start = way + calendar::to_iso(desk.world.now()).substr(0, 10);  // its day
    for (const auto& [name, bytes] : bytes_of(folder.path())) {
      if (!name.starts_with("workspace/ledger")) start += "\n" + name + "\n" + bytes;
    }
    if (const auto found = ways.find(start); found != ways.end()) {
      std::filesystem::copy(found->second.folder.path(), folder.path(), copied);
      said += found->second.said;
      return found->second.outcome;
    }
    const std::size_t before = said.size();
    const Outcome outcome = go();
    Gone& gone = ways[start];
    gone.said = said.substr(before);
    gone.outcome = outcome;
    std::filesystem::copy(folder.path(), gone.folder.path(), copied);
    return outcome;
  }
  static constexpr auto copied =
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;

  Outcome keep(Outcome outcome) {
    for (const auto& line : outcome.lines) said += line.fr + "\n" + line.en + "\n";
    for (const auto& f : outcome.findings)
      said += f.sentence.fr + f.sentence.en + f.hint.fr + f.hint.en + f.place.file + "\n";
    said += outcome.facts;
    return outcome;
  }
};

// The rules of an outcome's errors, one after the other.
inline std::string errors(const Outcome& outcome) {
  std::string rules;
  for (const auto& finding : outcome.findings)
    if (finding.severity == finding::Severity::error) rules += finding.rule + " ";
  return rules;
}

}  // namespace imprimatur::flow
