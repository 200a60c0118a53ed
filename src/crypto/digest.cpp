#include "crypto/digest.h"

#include "crypto/refusal.h"

#include <openssl/evp.h>

#include <array>
#include <cassert>

namespace imprimatur::crypto {
namespace {

// Of each character as a digit; -1: it is none. A table, since every event of a ledger has two
// digests.
constexpr auto values = [] {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  for (std::int8_t n = 0; n < 16; ++n) {
    table[static_cast<unsigned char>("0123456789abcdef"[n])] = n;
    table[static_cast<unsigned char>("0123456789ABCDEF"[n])] = n;
  }
  return table;
}();

int value_of(char c) {
  return values[static_cast<unsigned char>(c)];
}

struct HasherFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

std::string Digest::hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::optional<Digest> Digest::from_hex(std::string_view text) {
  Digest digest;
  if (text.size() != 2 * digest.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
    const int high = value_of(text[2 * i]), low = value_of(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

struct Hasher::State {
  std::unique_ptr<EVP_MD_CTX, HasherFree> context{EVP_MD_CTX_new()};
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
  if (!state_->context || EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) {
    refuse("SHA-256");
  }
}

Hasher::Hasher(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::add(std::string_view bytes) {
  assert(state_ && "added to after finish()");
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1) refuse("SHA-256");
}

Digest Hasher::finish() {
  assert(state_ && "finished twice");
  Digest digest;
  if (EVP_DigestFinal_ex(state_->context.get(), digest.bytes.data(), nullptr) != 1) {
    refuse("SHA-256");
  }
  state_.reset();
  return digest;
}

Digest sha256(std::string_view bytes) {
  Hasher hasher;
  hasher.add(bytes);
  return hasher.finish();
}

}  // namespace imprimatur::crypto
