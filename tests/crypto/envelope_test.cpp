// Envelopes, opened by the openssl command.
#include "crypto/envelope.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "platform.h"

using namespace imprimatur;
using namespace imprimatur::crypto;

namespace {

std::string sealed(const Certificate& to, const std::string& plain, std::size_t piece) {
  std::string bytes;
  Envelope envelope(to, [&](std::string_view more) { bytes += more; });
  for (std::size_t at = 0; at < plain.size(); at += piece)
    envelope.write(std::string_view(plain).substr(at, piece));
  envelope.finish();
  return bytes;
}

std::string many_lines() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

std::optional<CertificateFault> fault(std::string_view pem, std::chrono::sys_seconds now) {
  const auto read = Certificate::read(pem, now);
  const auto* wrong = std::get_if<CertificateFault>(&read);
  return wrong ? std::optional(*wrong) : std::nullopt;
}

}  // namespace

TEST_CASE("what goes to an RSA or an EC certificate, its holder opens, and nobody else") {
  const std::string kind = GENERATE("rsa:2048", "ec");
  INFO(kind);
  const Platform platform(kind), other(kind);
  if (!platform.there) return;
  const world::Path file = platform.folder / "file.p7m";
  for (const std::string& plain : {std::string("\0\r\n\n", 4), many_lines()}) {
    for (const std::size_t piece : {1'000'000, 29}) {
      const std::string bytes = sealed(platform.read(), plain, piece);
      world::write_file(file, bytes);
      CHECK(platform.opened(file) == plain);
      CHECK(other.opened(file) == "not opened");
      CHECK(bytes.find(plain.substr(0, 4)) == std::string::npos);
    }
  }
}

TEST_CASE("an envelope that was changed or cut is not opened") {
  const Platform platform;
  if (!platform.there) return;
  const std::string good = sealed(platform.read(), many_lines(), 100);
  const world::Path file = platform.folder / "file.p7m";
  for (const std::size_t at : {good.size() / 3, good.size() / 2, good.size() - 20}) {
    std::string bad = good;
    bad[at] ^= 1;
    world::write_file(file, bad);
    CHECK(platform.opened(file) == "not opened");
  }
  world::write_file(file, good.substr(0, good.size() - 5'000));
  CHECK(platform.opened(file) == "not opened");
}

TEST_CASE("what the output throws comes out, and the envelope can be thrown away") {
  const Platform platform;
  if (!platform.there) return;
  std::size_t passed = 0;
  Envelope envelope(platform.read(), [&](std::string_view bytes) {
    passed += bytes.size();
    if (passed > 50'000) throw finding::Failure({"plein", "full"}, {});
  });
  const auto fill = [&] {
    for (int i = 0; i < 100; ++i) envelope.write(std::string(3'000, 'x'));
  };
  CHECK_THROWS_AS(fill(), finding::Failure);
}

TEST_CASE("a certificate says whose it is, and has the fingerprint that openssl shows") {
  const Platform platform;
  if (!platform.there) return;
  const Certificate read = platform.read();
  CHECK(read.subject() == "CN=Plateforme Été,O=Exemple");
  const auto shown = strangers::run("openssl", {"x509", "-in", platform.certificate.string(),
                                                "-noout", "-fingerprint", "-sha256"});
  std::string hex;
  for (const char c : shown->output.substr(shown->output.find('=') + 1))
    if (c != ':' && c != '\n') hex += static_cast<char>(std::tolower(c));
  CHECK(read.fingerprint().hex() == hex);
}

TEST_CASE("certificates that nothing should be encrypted to are told apart") {
  const Platform platform;
  if (!platform.there) return;
  using enum CertificateFault;
  const auto now = this_moment();
  const std::string pem = platform.pem();
  CHECK_FALSE(fault(pem, now));
  CHECK_FALSE(fault("a remark\n" + pem + "\nanother", now));
  CHECK(fault("", now) == none);
  CHECK(fault(std::string("\0\xff garbage", 10), now) == none);
  CHECK(fault(pem.substr(0, pem.size() / 2), now) == none);
  CHECK(fault(world::read_file(platform.key), now) == key_alone);
  CHECK(fault(pem + pem, now) == several);
  CHECK(fault(world::read_file(platform.key) + pem, now) == private_key);
  CHECK(fault(pem, now - std::chrono::days{2}) == not_yet_valid);
  CHECK(fault(pem, now + std::chrono::days{31}) == expired);
}

TEST_CASE("keys that are weak, made to sign alone, or nobody's are refused") {
  using enum CertificateFault;
  const auto fault_with = [&](const std::string& kind, const std::vector<std::string>& more) {
    const Platform platform(kind, more);
    return platform.there ? fault(platform.pem(), this_moment()) : std::nullopt;
  };
  if (!Platform().there) return;
  CHECK(fault_with("rsa:1024", {}) == unfit_key);
  CHECK(fault_with("ed25519", {}) == unfit_key);
  CHECK(fault_with("rsa:2048", {"-addext", "keyUsage=digitalSignature"}) == unfit_usage);
  CHECK(fault_with("ec", {"-addext", "keyUsage=digitalSignature,keyCertSign"}) == unfit_usage);
  CHECK(fault_with("rsa:2048", {"-subj", "/"}) == nameless);
  CHECK_FALSE(fault_with("rsa:2048", {"-addext", "keyUsage=critical,keyEncipherment"}));
  CHECK_FALSE(fault_with("ec", {"-addext", "keyUsage=critical,keyAgreement"}));
}
