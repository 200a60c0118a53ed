#include "crypto/aes.h"

#include "crypto/refusal.h"

#include <openssl/evp.h>

#include <cassert>

namespace imprimatur::crypto {
namespace {

struct CipherFree {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

const EVP_CIPHER* cipher_for(std::size_t key_size) {
  switch (key_size) {
    case 16: return EVP_aes_128_ecb();
    case 24: return EVP_aes_192_ecb();
    default: return EVP_aes_256_ecb();
  }
}

}  // namespace

struct Aes::State {
  std::unique_ptr<EVP_CIPHER_CTX, CipherFree> context{EVP_CIPHER_CTX_new()};
};

// ECB of a single block is the bare cipher; nothing else is ever encrypted in this mode.
Aes::Aes(const Secret& key) : state_(std::make_unique<State>()) {
  assert(key.size() == 16 || key.size() == 24 || key.size() == 32);
  EVP_CIPHER_CTX* context = state_->context.get();
  if (context == nullptr ||
      EVP_EncryptInit_ex(context, cipher_for(key.size()), nullptr, key.bytes().data(), nullptr) !=
          1 ||
      EVP_CIPHER_CTX_set_padding(context, 0) != 1) {
    refuse("AES");
  }
}

Aes::Aes(Aes&&) noexcept = default;
Aes::~Aes() = default;

Block Aes::encrypt(const Block& plain) {
  Block encrypted;
  int written = 0;
  if (EVP_EncryptUpdate(state_->context.get(), encrypted.data(), &written, plain.data(),
                        static_cast<int>(plain.size())) != 1 ||
      written != static_cast<int>(encrypted.size())) {
    refuse("AES");
  }
  return encrypted;
}

}  // namespace imprimatur::crypto
