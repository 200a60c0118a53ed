#include "flow/handover.h"

#include "crypto/envelope.h"
#include "flow/certificate.h"
#include "flow/pass_words.h"
#include "flow/press_folder.h"
#include "flow/say.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;
using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

constexpr const char* manifest_name = "manifest.json";
constexpr const char* opening_name = "LISEZ-MOI.txt";

// A press folder, as far as its manifest, and the batch that its manifest names.
struct Folder {
  std::string manifest;
  crypto::Digest digest;
  std::string order;
};

Folder read_folder(const world::Path& folder) {
  Folder read;
  read.manifest = world::read_file(folder / manifest_name);
  read.digest = crypto::sha256(read.manifest);
  read.order = claim_in(read.manifest).value_or(Claim{}).order;
  return read;
}

struct Listed {
  std::string name, sha256;
};

// Of a manifest whose digest is the ledger's: press wrote it.
std::vector<Listed> files_of(const Folder& folder) {
  std::vector<Listed> files;
  const Json manifest = Json::parse(folder.manifest);
  for (const Json& file : manifest.at("files"))
    files.push_back({file.at("name").get<std::string>(), file.at("sha256").get<std::string>()});
  return files;
}

// What was read, digested.
crypto::Digest seal_file(const world::Path& from, const world::Path& to,
                         const crypto::Certificate& certificate) {
  world::OutputFile file(to);
  crypto::Hasher hasher;
  crypto::Envelope envelope(certificate, [&](std::string_view bytes) { file.write(bytes); });
  world::read_pieces(from, [&](std::string_view piece) {
    hasher.add(piece);
    envelope.write(piece);
  });
  envelope.finish();
  file.commit();
  return hasher.finish();
}

void add_changed(finding::Findings& findings, const world::Path& file) {
  findings.error(
      "file-changed", {named(file)},
      {fmt::format("«\u00a0{}\u00a0» n’est plus ce que la vérification a lu.",
                   named(file.filename())),
       fmt::format("\"{}\" is no longer what was verified.", named(file.filename()))},
      {"Ne l’envoyez pas\u00a0: écrivez les feuilles à nouveau («\u00a0imprimatur "
       "press\u00a0») et vérifiez-les.",
       "Do not send it: write the sheets again (\"imprimatur press\") and verify them."});
}

std::string how_to_open(const std::string& order) {
  return fmt::format(
      "Commande {0} : feuilles chiffrées (CMS, AES-256-GCM). Avec OpenSSL 3, pour chaque fichier "
      ":\n"
      "Order {0}: encrypted sheets (CMS, AES-256-GCM). With OpenSSL 3, for each file:\n\n"
      "    openssl cms -decrypt -binary -inform DER -in FICHIER.p7m -inkey CLE.pem -recip CERT.pem "
      "-out FICHIER\n\n"
      "Une erreur veut dire que le fichier a été modifié : ne l’imprimez pas.\n"
      "An error means that the file was altered: do not print it.\n",
      order);
}

Outcome say_sealed(const Folder& folder, const crypto::Certificate& to, std::size_t files,
                   const world::Path& output) {
  static const wording::Noun file{{"fichier chiffré", "encrypted file"},
                                  {"fichiers chiffrés", "encrypted files"}};
  const auto line = [&](Language language) {
    return fmt::format(fmt::runtime(language == Language::french ? "Commande {}\u00a0: {}, dans {}."
                                                                 : "Order {}: {}, in {}."),
                       folder.order,
                       wording::counted(static_cast<std::int64_t>(files), file, language),
                       named(output));
  };
  const std::string subject = named(to.subject()), print = read_aloud(to.fingerprint());
  Outcome outcome;
  outcome.lines = {
      {line(Language::french), line(Language::english)},
      {fmt::format("Chiffrés pour «\u00a0{}\u00a0», qui seul peut les ouvrir.", subject),
       fmt::format("Encrypted to \"{}\", who alone can open them.", subject)},
      {fmt::format("    Avant l’envoi, faites-vous lire par lui l’empreinte SHA-256 du "
                   "certificat\u00a0: {}",
                   print),
       fmt::format("    Before they are sent, have them read you the certificate's SHA-256 "
                   "fingerprint: {}",
                   print)}};
  outcome.facts = Json{
      {"order", folder.order},
      {"folder", named(output)},
      {"files", files},
      {"manifest_sha256", folder.digest.hex()},
      {"certificate_sha256", to.fingerprint().hex()},
      {"recipient",
       subject}}.dump();
  return outcome;
}

// In the folder, and not of press.
std::vector<std::string> strangers_in(const world::Path& folder, const std::vector<Listed>& files) {
  std::vector<std::string> strangers;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name != manifest_name && std::ranges::find(files, name, &Listed::name) == files.end())
      strangers.push_back(named(name));
  }
  std::ranges::sort(strangers);
  return strangers;
}

}  // namespace

Outcome seal_sheets(const Desk& desk, const Workspace& workspace, const world::Path& folder,
                    const world::Path& certificate, const world::Path& output) {
  if (auto faults = check_press_folder(folder); faults.has_errors())
    return refused(std::move(faults));
  const Folder read = read_folder(folder);
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(read.order);
  if (!batch) return unknown_order(ledger, read.order);
  if (const auto closed = ledger::sealing_gate(*batch, {read.digest, {}})) return shut(*closed);
  finding::Findings findings;
  const auto recipient = read_certificate(desk, certificate);
  if (const auto* wrong = std::get_if<finding::Finding>(&recipient)) {
    findings.add(*wrong);
    return refused(std::move(findings));
  }
  const auto& to = std::get<crypto::Certificate>(recipient);

  world::OutputFolder sealed(output);
  std::vector<Listed> files = files_of(read);
  files.push_back({manifest_name, read.digest.hex()});
  for (std::size_t i = 0; i < files.size(); ++i) {
    desk.world.checkpoint();
    desk.watch({{"Chiffrement", "Encryption"}, i, files.size()});
    const world::Path file = folder / files[i].name;
    if (seal_file(file, sealed.path() / (files[i].name + ".p7m"), to).hex() != files[i].sha256)
      add_changed(findings, file);
  }
  if (findings.has_errors()) return refused(std::move(findings));
  world::write_file(sealed.path() / opening_name, how_to_open(read.order));
  const auto noted =
      ledger.sheets_sealed(read.order, {read.digest, to.fingerprint()}, desk.world.now());
  if (!noted) return shut(noted.closed());
  sealed.commit();
  return say_sealed(read, to, files.size(), output);
}

Outcome destroy_sheets(const Desk& desk, const Workspace& workspace, const world::Path& folder,
                       const std::string& by) {
  if (auto bad = unfit_words(by, "")) return *std::move(bad);
  if (auto faults = check_press_folder(folder); faults.has_errors())
    return refused(std::move(faults));
  const Folder read = read_folder(folder);
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(read.order);
  if (!batch) return unknown_order(ledger, read.order);
  const ledger::SheetsDestroyed event{read.digest, by};
  if (const auto closed = ledger::destruction_gate(*batch, event)) return shut(*closed);

  // The manifest goes last: with it, what was broken off can be finished.
  const std::vector<Listed> files = files_of(read);
  for (const Listed& file : files) world::remove_file(folder / file.name);
  world::sync_folder(folder);
  if (!batch->is_destroyed(read.digest)) {
    const auto noted = ledger.sheets_destroyed(read.order, event, desk.world.now());
    if (!noted) return shut(noted.closed());
  }
  const std::vector<std::string> left = strangers_in(folder, files);
  world::remove_file(folder / manifest_name);
  std::error_code kept;  // "." and a mount point can't be removed, and hold nothing any more
  if (left.empty()) fs::remove(folder, kept);

  Outcome outcome;
  outcome.lines.push_back(
      {fmt::format("Commande {}\u00a0: les feuilles de {} sont effacées.", read.order,
                   named(folder)),
       fmt::format("Order {}: the sheets in {} are removed.", read.order, named(folder))});
  if (!left.empty()) {
    const std::string names = fmt::format("{}", fmt::join(left, ", "));
    outcome.lines.push_back(
        {fmt::format("    Restent dans le dossier, que press n’a pas écrits\u00a0: {}.", names),
         fmt::format("    Left in the folder, which press did not write: {}.", names)});
  }
  outcome.facts = Json{
      {"order", read.order},
      {"folder", named(folder)},
      {"manifest_sha256", read.digest.hex()},
      {"left", left}}.dump();
  return outcome;
}

}  // namespace imprimatur::flow
