#include "mail/authentication.h"

#include "catch/catch.h"
#include "mail/mail_of_others.h"
#include "mail/reply.h"

using namespace imprimatur;
using namespace imprimatur::mail;

namespace {

constexpr Authentication none{};

Authentication found(const std::string& fields) {
  return read_reply(fields + "From: Elodie <a@exemple.fr>\nTo: bat+k3t9@exemple.fr\n\nx\n",
                    our_settings())
      .authentication;
}

const std::string ours = "Authentication-Results: mx.exemple.fr; ";

}  // namespace

TEST_CASE("our server's word counts for the domain of From") {
  CHECK(found(ours + "spf=pass smtp.mailfrom=a@exemple.fr;\n dkim=pass (2048-bit key; x)"
                     " reason=\"good; signature\" header.d=exemple.fr header.i=@exemple.fr;\n"
                     " dmarc=pass (p=none dis=none) header.from=exemple.fr\n") ==
        Authentication{true, true, true});
  CHECK(
      found(
          "AUTHENTICATION-RESULTS: (c) MX.Exemple.FR 1;DKIM/1=PASS header.i=x@Mail.Exemple.fr\n") ==
      Authentication{false, true, false});
  CHECK(found(ours + "dkim=fail header.d=exemple.fr; dkim=pass header.d=exemple.fr\n") ==
        Authentication{false, true, false});
  CHECK(found(ours + "spf=pass smtp.mailfrom=exemple.fr\n" + ours +
              "dmarc=pass header.from=exemple.fr\nReceived: by mx\n") ==
        Authentication{true, false, true});
}

TEST_CASE("what doesn't pass, or passes for another domain, is nothing") {
  for (const char* result :
       {"none", "spf=fail smtp.mailfrom=exemple.fr", "dkim=pass header.d=exemple.org",
        "dkim=pass header.d=malexemple.fr", "dkim=pass header.d=fr", "dkim=pass",
        "dmarc=pass header.from=autre.fr", "spf=pass (smtp.mailfrom=exemple.fr)",
        "spf=softfail reason=\"spf=pass smtp.mailfrom=exemple.fr\"",
        "dkim=pass header.d=exemple.fr (not closed", "x=pass header.d=exemple.fr", "", ";;=;/"})
    CHECK(found(ours + result + "\n") == none);
}

TEST_CASE("the word of another server, or one forged below ours, doesn't count") {
  const std::string all = "dmarc=pass header.from=exemple.fr; dkim=pass header.d=exemple.fr\n";
  CHECK(found("Authentication-Results: mx.exemple.org; " + all) == none);
  CHECK(found("Authentication-Results: mx.exemple.fr.exemple.org; " + all) == none);
  CHECK(found("Authentication-Results: \"mx.exemple.fr\\;x\"; " + all) == none);
  CHECK(found("Authentication-Results: mx.exemple.org (mx.exemple.fr); " + all) == none);
  CHECK(found(ours + "dmarc=fail header.from=exemple.fr; dkim=none\n" + ours + all) == none);
  CHECK(found(ours + "spf=none\nReceived: from x by mx.exemple.fr\n" + ours + all) == none);
}

TEST_CASE("nobody's word counts where no server is named, or no sender") {
  Settings settings = our_settings();
  const std::string mail = ours + "dkim=pass header.d=exemple.fr\nFrom: a@exemple.fr\n\nx\n";
  CHECK(read_reply(mail, settings).authentication == Authentication{false, true, false});
  settings.authentication.clear();
  CHECK(read_reply(mail, settings).authentication == none);
  CHECK(read_reply("From: b@exemple.fr\n" + mail, our_settings()).authentication == none);
}
