#include "crypto/envelope.h"

#include "crypto/certificate_state.h"
#include "crypto/refusal.h"
#include "crypto/secret.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <exception>

namespace imprimatur::crypto {
namespace {

// Each write becomes a segment of its own in the file: few and large ones.
constexpr std::size_t segment = 16u << 10;

// Where a BIO of ours pours its bytes. An exception can't pass through OpenSSL: it waits here.
struct Outlet {
  Envelope::Output output;
  std::exception_ptr failed;
};

int write_to_outlet(BIO* bio, const char* bytes, int size) {
  auto& outlet = *static_cast<Outlet*>(BIO_get_data(bio));
  if (outlet.failed || size < 0) return -1;
  try {
    outlet.output({bytes, static_cast<std::size_t>(size)});
    return size;
  } catch (...) {
    outlet.failed = std::current_exception();
    return -1;
  }
}

long control_outlet(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

struct MethodFree {
  void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};
struct ChainFree {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
struct CmsFree {
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};
using Cms = std::unique_ptr<CMS_ContentInfo, CmsFree>;

// OpenSSL's own choices, PKCS #1 v1.5 and SHA-1, are there for old readers.
bool set_key_transport(CMS_RecipientInfo* recipient) {
  EVP_PKEY_CTX* context = CMS_RecipientInfo_get0_pkey_ctx(recipient);
  if (context == nullptr) return false;
  if (CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_AGREE)
    return EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) > 0;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0 &&
         EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0;
}

Cms enveloped(X509* to) {
  constexpr unsigned how = CMS_BINARY | CMS_STREAM | CMS_PARTIAL;
  Cms cms(CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), how));
  CMS_RecipientInfo* recipient =
      cms ? CMS_add1_recipient_cert(cms.get(), to, CMS_KEY_PARAM) : nullptr;
  if (recipient == nullptr || !set_key_transport(recipient)) refuse("CMS");
  return cms;
}

}  // namespace

struct Envelope::State {
  Outlet outlet;
  std::unique_ptr<BIO_METHOD, MethodFree> method;
  Cms cms;
  std::unique_ptr<BIO, ChainFree> chain;  // the envelope, then the outlet
  std::string pending;

  ~State() { wipe(pending); }

  void expect(bool good) {
    if (outlet.failed) std::rethrow_exception(outlet.failed);
    if (good) return;
    ERR_clear_error();
    refuse("CMS");
  }

  void send() {
    const int size = static_cast<int>(pending.size());
    const bool good = size == 0 || BIO_write(chain.get(), pending.data(), size) == size;
    wipe(pending);
    expect(good);
  }
};

Envelope::Envelope(const Certificate& to, Output output) : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.outlet.output = std::move(output);
  state.pending.reserve(segment);
  state.cms = enveloped(to.state_->x509.get());
  state.method.reset(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "outlet"));
  if (!state.method || BIO_meth_set_write(state.method.get(), write_to_outlet) != 1 ||
      BIO_meth_set_ctrl(state.method.get(), control_outlet) != 1)
    refuse("CMS");
  std::unique_ptr<BIO, ChainFree> sink(BIO_new(state.method.get()));
  if (!sink) refuse("CMS");
  BIO_set_data(sink.get(), &state.outlet);
  BIO_set_init(sink.get(), 1);
  state.chain.reset(BIO_new_CMS(sink.get(), state.cms.get()));
  state.expect(state.chain != nullptr);
  static_cast<void>(sink.release());  // the chain has it
}

Envelope::Envelope(Envelope&&) noexcept = default;
Envelope::~Envelope() = default;

void Envelope::write(std::string_view plain) {
  while (!plain.empty()) {
    const std::size_t part = std::min(plain.size(), segment - state_->pending.size());
    state_->pending += plain.substr(0, part);
    plain.remove_prefix(part);
    if (state_->pending.size() == segment) state_->send();
  }
}

void Envelope::finish() {
  state_->send();
  state_->expect(BIO_flush(state_->chain.get()) == 1);
}

}  // namespace imprimatur::crypto
