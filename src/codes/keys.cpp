#include "codes/keys.h"

#include "codes/key_file.h"
#include "crypto/derive.h"
#include "finding/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>

namespace imprimatur::codes {
namespace {

using finding::Failure;
namespace fs = std::filesystem;

constexpr std::size_t drawn_key = 32, drawn_salt = 16;
constexpr std::uintmax_t largest = 4096;

std::string file_name(std::uint32_t epoch) {
  return fmt::format("epoch-{:04}.key", epoch);
}

std::optional<std::uint32_t> epoch_of(const std::string& name) {
  constexpr std::size_t digits_at = 6;
  if (name.size() != file_name(0).size()) return std::nullopt;
  std::uint32_t epoch = 0;
  for (std::size_t i = digits_at; i < digits_at + 4; ++i) {
    if (name[i] < '0' || name[i] > '9') return std::nullopt;
    epoch = epoch * 10 + static_cast<std::uint32_t>(name[i] - '0');
  }
  if (epoch == 0 || name != file_name(epoch)) return std::nullopt;
  return epoch;
}

void refuse_if_open(const world::Path& path) {
  std::error_code error;
  const fs::perms found = fs::status(path, error).permissions();
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  if (error || (found & others) == fs::perms::none) return;  // what is missing fails at reading
  const std::string name = path.string();
  throw Failure(
      {fmt::format("«\u00a0{}\u00a0» est accessible à d’autres que son propriétaire.", name),
       fmt::format("\"{}\" is open to others than its owner.", name)},
      {fmt::format("Lancez «\u00a0chmod go= '{}'\u00a0»\u202f; si d’autres ont pu lire la clé, "
                   "ouvrez une nouvelle époque.",
                   name),
       fmt::format("Run \"chmod go= '{}'\"; if others may have read the key, start a new epoch.",
                   name)});
}

[[noreturn]] void refuse_damaged(const std::string& name) {
  throw Failure(
      {fmt::format("Le fichier de clé «\u00a0{}\u00a0» est endommagé.", name),
       fmt::format("The key file \"{}\" is damaged.", name)},
      {"Restaurez-le depuis une sauvegarde\u202f; n’en créez pas un autre à sa place\u00a0: "
       "les codes déjà imprimés en dépendent.",
       "Restore it from a backup; do not make another in its place: the codes already "
       "printed depend on it."});
}

[[noreturn]] void refuse_no_key(const std::string& where) {
  throw Failure(
      {fmt::format("Aucune clé n’est lisible dans «\u00a0{}\u00a0».", where),
       fmt::format("No key can be read in \"{}\".", where)},
      {"Vérifiez le dossier de travail, ou créez-en un avec «\u00a0imprimatur init\u00a0».",
       "Check the workspace, or make one with \"imprimatur init\"."});
}

// A text that holds a key, and is wiped whatever happens.
struct KeyText {
  std::string text;
  explicit KeyText(std::string given) : text(std::move(given)) {}
  KeyText(const KeyText&) = delete;
  KeyText& operator=(const KeyText&) = delete;
  ~KeyText() { crypto::wipe(text); }
};

crypto::Secret load_key(const world::Path& path, std::uint32_t epoch, const AskPassphrase& ask) {
  const KeyText file(world::read_file(path, largest));
  auto key = key_from_text(epoch, file.text, ask);
  if (!key) refuse_damaged(path.string());
  return std::move(*key);
}

[[noreturn]] void refuse_folder(const std::string& folder, const std::string& reason) {
  throw Failure(
      {fmt::format("Le dossier de clés «\u00a0{}\u00a0» ne peut être lu\u00a0: {}.", folder,
                   reason),
       fmt::format("The folder of keys \"{}\" can't be read: {}.", folder, reason)},
      {"Vérifiez le chemin et les droits, ou restaurez-le depuis une sauvegarde\u202f; n’en créez "
       "pas un autre à sa place.",
       "Check the path and the permissions, or restore it from a backup; do not make another in "
       "its place."});
}

std::map<std::uint32_t, world::Path> key_files(const world::Path& folder) {
  std::error_code error;
  std::map<std::uint32_t, world::Path> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (const auto epoch = epoch_of(entry->path().filename().string()))
      files.emplace(*epoch, entry->path());
  if (error) refuse_folder(folder.string(), error.message());
  return files;
}

}  // namespace

const crypto::Secret& no_passphrase_here() {
  throw Failure({"Les clés de cet espace de travail ont une phrase secrète.",
                 "The keys of this workspace have a passphrase."},
                {"Lancez la commande dans un terminal, ou donnez la phrase avec "
                 "«\u00a0--passphrase-fd\u00a0».",
                 "Run the command in a terminal, or give the passphrase with "
                 "\"--passphrase-fd\"."});
}

void create_key(const world::Path& folder, std::uint32_t epoch, const world::World& world,
                const crypto::Secret* passphrase) {
  assert(epoch >= 1 && epoch <= most_epochs);
  world::make_folder(folder, world::Access::owner_only);
  refuse_if_open(folder);
  const KeyText drawn(world.random_bytes(drawn_key));
  const std::string salt = passphrase ? world.random_bytes(drawn_salt) : "";
  const KeyText file(key_to_text(epoch, crypto::Secret(drawn.text), passphrase, salt));
  world::write_file(folder / file_name(epoch), file.text, world::Access::owner_only,
                    world::Replace::no);
}

Keys load_keys(const world::Path& folder, const AskPassphrase& ask) {
  Keys keys;
  for (const auto& [epoch, path] : key_files(folder)) {
    refuse_if_open(folder);
    refuse_if_open(path);
    keys.emplace(epoch, load_key(path, epoch, ask));
  }
  if (keys.empty()) refuse_no_key(folder.string());
  return keys;
}

Keys load_credentials(const world::Path& folder, const AskPassphrase& ask) {
  Keys keys;
  for (const auto& [epoch, path] : key_files(folder))
    keys.emplace(epoch, load_key(path, epoch, ask));
  return keys;
}

Keys read_keys(std::string_view texts, const AskPassphrase& ask) {
  constexpr std::string_view start = "imprimatur master key, ";
  const std::string where = "--key-fd";
  Keys keys;
  while (!texts.empty()) {
    const std::string_view text = texts.substr(0, texts.find(start, 1));
    texts.remove_prefix(text.size());
    const auto epoch = epoch_in(text);
    auto key = epoch ? key_from_text(*epoch, text, ask) : std::nullopt;
    if (!key || !keys.emplace(*epoch, std::move(*key)).second) refuse_damaged(where);
  }
  if (keys.empty()) refuse_no_key(where);
  return keys;
}

crypto::Digest check_of(const crypto::Secret& master, std::uint32_t epoch) {
  crypto::Digest check;
  const crypto::Secret derived = crypto::hkdf_sha256(
      master, "imprimatur", fmt::format("key-check epoch {}", epoch), check.bytes.size());
  std::ranges::copy(derived.bytes(), check.bytes.begin());
  return check;
}

bool is_under_passphrase(const world::Path& folder) {
  const auto files = key_files(folder);
  if (files.empty()) return false;
  const KeyText newest(world::read_file(files.rbegin()->second, largest));
  return is_locked(newest.text);
}

}  // namespace imprimatur::codes
