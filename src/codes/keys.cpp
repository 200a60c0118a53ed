#include "codes/keys.h"

#include "crypto/digest.h"
#include "finding/failure.h"

#include <fmt/format.h>

#include <cassert>
#include <optional>

namespace imprimatur::codes {
namespace {

using finding::Failure;
namespace fs = std::filesystem;

constexpr std::size_t key_size = 32;
constexpr std::size_t check_digits = 16;

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

// Room is made at once, so that growing leaves no piece of the key behind in freed memory.
std::string to_file(std::uint32_t epoch, std::span<const std::uint8_t> key) {
  std::string text;
  text.reserve(256);
  fmt::format_to(std::back_inserter(text), "imprimatur master key, format 1, epoch {}\n", epoch);
  for (const std::uint8_t byte : key) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  text += '\n';
  const std::string check = crypto::sha256(text).hex().substr(0, check_digits);
  fmt::format_to(std::back_inserter(text), "check {}\n", check);
  return text;
}

std::uint8_t digit_value(char c) {
  return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

// nullopt unless `text` is, to the byte, what to_file writes.
std::optional<crypto::Secret> from_file(std::uint32_t epoch, const std::string& text) {
  const std::size_t key_at = text.find('\n') + 1;
  if (key_at == 0 || text.size() < key_at + 2 * key_size) return std::nullopt;
  crypto::Secret key(key_size);
  for (std::size_t i = 0; i < key_size; ++i) {
    const char high = text[key_at + 2 * i], low = text[key_at + 2 * i + 1];
    key.bytes()[i] = static_cast<std::uint8_t>(digit_value(high) << 4 | (digit_value(low) & 15));
  }
  std::string expected = to_file(epoch, key.bytes());
  const bool whole = expected == text;
  crypto::wipe(expected);
  if (!whole) return std::nullopt;
  return key;
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

crypto::Secret load_key(const world::Path& path, std::uint32_t epoch) {
  refuse_if_open(path);
  std::string text = world::read_file(path, 4096);
  auto key = from_file(epoch, text);
  crypto::wipe(text);
  if (key) return std::move(*key);
  throw Failure(
      {fmt::format("Le fichier de clé «\u00a0{}\u00a0» est endommagé.", path.string()),
       fmt::format("The key file \"{}\" is damaged.", path.string())},
      {"Restaurez-le depuis une sauvegarde\u202f; n’en créez pas un autre à sa place\u00a0: "
       "les codes déjà imprimés en dépendent.",
       "Restore it from a backup; do not make another in its place: the codes already "
       "printed depend on it."});
}

}  // namespace

void create_key(const world::Path& folder, std::uint32_t epoch, const world::World& world) {
  assert(epoch >= 1 && epoch <= most_epochs);
  world::make_folder(folder, world::Access::owner_only);
  refuse_if_open(folder);
  std::string drawn = world.random_bytes(key_size);
  const crypto::Secret key(drawn);
  crypto::wipe(drawn);
  std::string text = to_file(epoch, key.bytes());
  try {
    world::write_file(folder / file_name(epoch), text, world::Access::owner_only,
                      world::Replace::no);
  } catch (const Failure&) {
    crypto::wipe(text);
    throw;
  }
  crypto::wipe(text);
}

Keys load_keys(const world::Path& folder) {
  std::error_code error;
  Keys keys;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto epoch = epoch_of(entry->path().filename().string());
    if (!epoch) continue;
    refuse_if_open(folder);
    keys.emplace(*epoch, load_key(entry->path(), *epoch));
  }
  if (!keys.empty() && !error) return keys;
  throw Failure(
      {fmt::format("Aucune clé n’est lisible dans «\u00a0{}\u00a0».", folder.string()),
       fmt::format("No key can be read in \"{}\".", folder.string())},
      {"Vérifiez le dossier de travail, ou créez-en un avec «\u00a0imprimatur init\u00a0».",
       "Check the workspace, or make one with \"imprimatur init\"."});
}

}  // namespace imprimatur::codes
