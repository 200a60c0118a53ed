#include "codes/key_file.h"

#include "crypto/digest.h"
#include "crypto/lock.h"
#include "finding/failure.h"

#include <fmt/format.h>

#include <charconv>

namespace imprimatur::codes {
namespace {

using finding::Failure;

constexpr std::size_t key_size = 32, salt_size = 16, tag_size = 16;
constexpr std::size_t check_digits = 16;
constexpr std::string_view start = "imprimatur master key, format ";

std::string header(int format, std::uint32_t epoch) {
  return fmt::format("{}{}, epoch {}\n", start, format, epoch);
}

// What was costlier once stays readable; what is written anew costs what ScryptCost says.
std::string cost_line(const crypto::ScryptCost& cost) {
  return fmt::format("scrypt {} {} {} ", cost.log2_n, cost.r, cost.p);
}

template <typename Bytes>
void append_hex(std::string& text, const Bytes& bytes) {
  for (const auto byte : bytes) {
    const auto value = static_cast<std::uint8_t>(byte);
    text += "0123456789abcdef"[value >> 4];
    text += "0123456789abcdef"[value & 15];
  }
}

std::uint8_t digit_value(char c) {
  return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

// `text` need not be digits: what it gives then is written back as something else.
template <typename Bytes>
void take_hex(std::string_view text, Bytes&& bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char high = text[2 * i], low = text[2 * i + 1];
    const auto byte = static_cast<std::uint8_t>(digit_value(high) << 4 | (digit_value(low) & 15));
    bytes[i] = static_cast<std::remove_reference_t<decltype(bytes[i])>>(byte);
  }
}

// Room is made at once, so that growing leaves no piece of a key behind in freed memory.
std::string begun(int format, std::uint32_t epoch) {
  std::string text;
  text.reserve(384);
  text += header(format, epoch);
  return text;
}

void append_check(std::string& text) {
  const std::string check = crypto::sha256(text).hex().substr(0, check_digits);
  fmt::format_to(std::back_inserter(text), "check {}\n", check);
}

std::string plain_text(std::uint32_t epoch, const crypto::Secret& key) {
  std::string text = begun(1, epoch);
  append_hex(text, key.bytes());
  text += '\n';
  append_check(text);
  return text;
}

std::string locked_text(std::uint32_t epoch, const crypto::ScryptCost& cost, std::string_view salt,
                        std::string_view locked) {
  std::string text = begun(2, epoch);
  text += cost_line(cost);
  append_hex(text, salt);
  text += '\n';
  append_hex(text, locked);
  text += '\n';
  append_check(text);
  return text;
}

std::optional<crypto::Secret> plain_key(std::uint32_t epoch, std::string_view text) {
  const std::size_t key_at = header(1, epoch).size();
  if (text.size() < key_at + 2 * key_size) return std::nullopt;
  crypto::Secret key(key_size);
  take_hex(text.substr(key_at), key.bytes());
  std::string expected = plain_text(epoch, key);
  const bool whole = expected == text;
  crypto::wipe(expected);
  if (!whole) return std::nullopt;
  return key;
}

// The next number of a line, and the space after it.
std::uint32_t number_at(std::string_view& text) {
  std::uint32_t value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value).ptr;
  text.remove_prefix(
      std::min<std::size_t>(static_cast<std::size_t>(end - text.data()) + 1, text.size()));
  return value;
}

struct LockedKey {
  crypto::ScryptCost cost;
  std::string salt, locked;
};

std::optional<LockedKey> read_locked(std::uint32_t epoch, std::string_view text) {
  std::string_view rest = text.substr(std::min(header(2, epoch).size(), text.size()));
  rest.remove_prefix(std::min(rest.find(' ') + 1, rest.size()));
  LockedKey read;
  read.cost = {number_at(rest), number_at(rest), number_at(rest)};
  read.salt.resize(salt_size);
  read.locked.resize(key_size + tag_size);
  if (rest.size() < 2 * (read.salt.size() + read.locked.size()) + 1) return std::nullopt;
  take_hex(rest, read.salt);
  take_hex(rest.substr(2 * salt_size + 1), read.locked);
  const bool whole = locked_text(epoch, read.cost, read.salt, read.locked) == text;
  if (!whole || !read.cost.is_bearable()) return std::nullopt;
  return read;
}

[[noreturn]] void refuse_passphrase(std::uint32_t epoch) {
  throw Failure(
      {fmt::format("Ce n’est pas la phrase secrète de la clé de l’époque {}.", epoch),
       fmt::format("This is not the passphrase of the key of epoch {}.", epoch)},
      {"Recommencez avec la bonne\u202f; oubliée, elle ne se retrouve pas\u00a0: restaurez alors "
       "une sauvegarde de la clé dont vous avez la phrase.",
       "Try again with the right one; once forgotten it can't be found: restore then a backup of "
       "the key whose passphrase you have."});
}

}  // namespace

std::string key_to_text(std::uint32_t epoch, const crypto::Secret& key,
                        const crypto::Secret* passphrase, std::string_view salt) {
  if (passphrase == nullptr) return plain_text(epoch, key);
  const crypto::ScryptCost cost;
  return locked_text(epoch, cost, salt,
                     crypto::lock(key, *passphrase, salt, cost, header(2, epoch)));
}

bool is_locked(std::string_view text) {
  return text.starts_with(fmt::format("{}2,", start));
}

std::optional<crypto::Secret> key_from_text(std::uint32_t epoch, std::string_view text,
                                            const AskPassphrase& ask) {
  if (!is_locked(text)) return plain_key(epoch, text);
  const auto read = read_locked(epoch, text);
  if (!read) return std::nullopt;
  auto key = crypto::unlock(read->locked, ask(), read->salt, read->cost, header(2, epoch));
  if (!key) refuse_passphrase(epoch);
  return key;
}

std::optional<std::uint32_t> epoch_in(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t digits = line.rfind(' ') + 1;
  std::uint32_t epoch = 0;
  std::from_chars(line.data() + digits, line.data() + line.size(), epoch);
  if (epoch < 1 || epoch > most_epochs) return std::nullopt;
  return epoch;
}

}  // namespace imprimatur::codes
