#include "crypto/signature.h"

#include "crypto/refusal.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <cassert>

namespace imprimatur::crypto {
namespace {

struct SignatureFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, SignatureFree>;
using Context = std::unique_ptr<EVP_MD_CTX, SignatureFree>;

constexpr std::size_t seed_size = 32;

const std::uint8_t* octets_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

struct SigningKey::State {
  Key key;
};

SigningKey::SigningKey(const Secret& seed) : state_(std::make_unique<State>()) {
  assert(seed.size() == seed_size);
  state_->key.reset(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.bytes().data(), seed_size));
  if (!state_->key) refuse("Ed25519");
}

SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

PublicKey SigningKey::public_key() const {
  PublicKey bytes{};
  std::size_t size = bytes.size();
  if (EVP_PKEY_get_raw_public_key(state_->key.get(), bytes.data(), &size) != 1 ||
      size != bytes.size())
    refuse("Ed25519");
  return bytes;
}

std::string SigningKey::sign(std::string_view message) const {
  const Context context(EVP_MD_CTX_new());
  std::string signature(signature_size, '\0');
  std::size_t size = signature.size();
  if (!context ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, state_->key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<std::uint8_t*>(signature.data()), &size,
                     octets_of(message), message.size()) != 1 ||
      size != signature.size())
    refuse("Ed25519");
  return signature;
}

bool is_signature(std::string_view signature, std::string_view message, const PublicKey& by) {
  if (signature.size() != signature_size) return false;
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, by.data(), by.size()));
  const Context context(EVP_MD_CTX_new());
  if (!key || !context ||
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
    refuse("Ed25519");
  const bool good = EVP_DigestVerify(context.get(), octets_of(signature), signature.size(),
                                     octets_of(message), message.size()) == 1;
  ERR_clear_error();  // a wrong signature is an answer here
  return good;
}

}  // namespace imprimatur::crypto
