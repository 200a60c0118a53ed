#include "crypto/lock.h"

#include "crypto/refusal.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <cassert>
#include <memory>

namespace imprimatur::crypto {
namespace {

constexpr std::size_t lock_key_size = 32, tag_size = 16;
constexpr std::array<std::uint8_t, 12> no_nonce{};
constexpr std::uint64_t most_memory = std::uint64_t{1} << 30;

struct KdfFree {
  void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};
struct LockCipherFree {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, LockCipherFree>;

const std::uint8_t* raw(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

// OpenSSL takes parameters it may write to, and writes to none of these.
OSSL_PARAM octets(const char* name, const void* bytes, std::size_t size) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<void*>(bytes), size);
}

Secret key_of(const Secret& passphrase, std::string_view salt, const ScryptCost& cost) {
  const std::unique_ptr<EVP_KDF, KdfFree> kdf(EVP_KDF_fetch(nullptr, "SCRYPT", nullptr));
  const std::unique_ptr<EVP_KDF_CTX, KdfFree> context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
  std::uint64_t n = std::uint64_t{1} << cost.log2_n, most = 2 * most_memory;
  std::uint32_t r = cost.r, p = cost.p;
  const std::array<OSSL_PARAM, 7> parameters{
      octets(OSSL_KDF_PARAM_PASSWORD, passphrase.bytes().data(), passphrase.size()),
      octets(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
      OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
      OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &most),
      OSSL_PARAM_construct_end()};
  Secret key(lock_key_size);
  if (!context ||
      EVP_KDF_derive(context.get(), key.bytes().data(), key.size(), parameters.data()) != 1)
    refuse("scrypt");
  return key;
}

int size_of(std::size_t bytes) {
  return static_cast<int>(bytes);
}

}  // namespace

bool ScryptCost::is_bearable() const {
  return log2_n >= 1 && log2_n <= 24 && r >= 1 && r <= 64 && p >= 1 && p <= 16 &&
         (std::uint64_t{128} * r << log2_n) <= most_memory;
}

std::string lock(const Secret& secret, const Secret& passphrase, std::string_view salt,
                 const ScryptCost& cost, std::string_view about) {
  assert(salt.size() == 16 && cost.is_bearable());
  const Secret key = key_of(passphrase, salt, cost);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string locked(secret.size() + tag_size, '\0');
  auto* out = reinterpret_cast<std::uint8_t*>(locked.data());
  int size = 0;
  if (!cipher ||
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.bytes().data(),
                         no_nonce.data()) != 1 ||
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, raw(about), size_of(about.size())) != 1 ||
      EVP_EncryptUpdate(cipher.get(), out, &size, secret.bytes().data(), size_of(secret.size())) !=
          1 ||
      EVP_EncryptFinal_ex(cipher.get(), out + secret.size(), &size) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, out + secret.size()) != 1)
    refuse("AES-GCM");
  return locked;
}

std::optional<Secret> unlock(std::string_view locked, const Secret& passphrase,
                             std::string_view salt, const ScryptCost& cost,
                             std::string_view about) {
  if (locked.size() < tag_size || !cost.is_bearable()) return std::nullopt;
  const Secret key = key_of(passphrase, salt, cost);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  const std::size_t length = locked.size() - tag_size;
  std::string tag(locked.substr(length));
  Secret secret(length);
  int size = 0;
  if (!cipher ||
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.bytes().data(),
                         no_nonce.data()) != 1 ||
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(about), size_of(about.size())) != 1 ||
      EVP_DecryptUpdate(cipher.get(), secret.bytes().data(), &size, raw(locked), size_of(length)) !=
          1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) != 1)
    refuse("AES-GCM");
  std::array<std::uint8_t, 16> nothing{};
  if (EVP_DecryptFinal_ex(cipher.get(), nothing.data(), &size) == 1) return secret;
  ERR_clear_error();
  return std::nullopt;
}

}  // namespace imprimatur::crypto
