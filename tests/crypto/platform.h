// The platform that redeems, with its keys and certificates as the openssl command makes them.
#pragma once

#include "../pdf/strangers.h"
#include "crypto/certificate.h"
#include "world/files.h"

#include <chrono>
#include <string>
#include <vector>

namespace imprimatur::crypto {

inline std::chrono::sys_seconds this_moment() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

struct Platform {
  world::TestFolder folder;
  world::Path key = folder / "key.pem", certificate = folder / "cert.pem";
  bool there = false;  // the openssl command is; else nothing is made

  // `kind`: of -newkey, "rsa:2048", "ec"; `more`: further arguments of openssl req.
  explicit Platform(const std::string& kind = "rsa:2048",
                    const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"req",
                                   "-x509",
                                   "-newkey",
                                   kind,
                                   "-noenc",
                                   "-keyout",
                                   key.string(),
                                   "-out",
                                   certificate,
                                   "-days",
                                   "30",
                                   "-subj",
                                   "/O=Exemple/CN=Plateforme Été"};
    words.push_back("-utf8");
    if (kind == "ec") words.insert(words.end(), {"-pkeyopt", "ec_paramgen_curve:P-256"});
    words.insert(words.end(), more.begin(), more.end());
    const auto made = strangers::run("openssl", words);
    if (made && made->status != 0) FAIL(made->errors);
    there = made.has_value();
  }

  std::string pem() const { return world::read_file(certificate); }
  Certificate read() const {
    return std::get<Certificate>(Certificate::read(pem(), this_moment()));
  }
  // What the platform finds in `file`; "not opened" where it can't.
  std::string opened(const world::Path& file) const {
    const world::Path plain = folder / "plain";
    const auto done = strangers::run(
        "openssl", {"cms", "-decrypt", "-inform", "DER", "-in", file.string(), "-binary", "-inkey",
                    key.string(), "-recip", certificate.string(), "-out", plain.string()});
    return done && done->status == 0 ? world::read_file(plain) : "not opened";
  }
};

}  // namespace imprimatur::crypto
