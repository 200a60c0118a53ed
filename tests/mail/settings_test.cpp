#include "mail/settings.h"

#include "catch/catch.h"

#include <regex>

using namespace imprimatur;
using namespace imprimatur::mail;

namespace {

const std::string good = R"(format = 1
[from]
name = "Coopérative Exemple"
address = "bat@exemple.fr"
[server]
host = "smtp.exemple.fr"
security = "starttls"
user = "bat@exemple.fr"
password_file = "keys/smtp-password"
[answers]
address = "bat@exemple.fr"
bounces = "retours@exemple.fr"
authentication = "MX.exemple.fr"
[review]
url = "https://bat.exemple.fr/"
[inbox]
host = "imap.exemple.fr"
security = "tls"
user = "lecteur"
password_file = "keys/imap-password"
authorities = "keys/house.pem"
)";

// What is wrong where `from` stands as `to`.
std::string faults(const std::string& from, const std::string& to) {
  finding::Findings findings;
  const std::string toml = std::regex_replace(good, std::regex(from), to);
  REQUIRE(toml != good);
  const bool read = read_settings("mail.toml", toml, findings).has_value();
  std::string rules;
  for (const finding::Finding& finding : findings) {
    CHECK(finding.place.line > 0);
    rules += finding.rule + " ";
  }
  CHECK(read == rules.empty());
  return rules;
}

}  // namespace

TEST_CASE("mail.toml says who sends, by which server, and where answers go") {
  finding::Findings findings;
  const auto settings = read_settings("mail.toml", good, findings);
  CHECK(findings.empty());
  REQUIRE(settings);
  CHECK(settings->from == Mailbox{"Coopérative Exemple", "bat@exemple.fr"});
  CHECK(settings->server.port == 587);
  CHECK(settings->server.security == Security::starttls);
  CHECK(settings->password_file == "keys/smtp-password");
  CHECK(settings->bounce_address == "retours@exemple.fr");
  CHECK(settings->authentication == "mx.exemple.fr");
  CHECK(settings->review_url == "https://bat.exemple.fr");
  REQUIRE(settings->inbox);
  CHECK(settings->inbox->server.host == "imap.exemple.fr");
  CHECK(settings->inbox->server.port == 993);
  CHECK(settings->inbox->server.user == "lecteur");
  CHECK(settings->inbox->server.authorities == world::Path("keys/house.pem"));
  CHECK(settings->inbox->password_file == "keys/imap-password");
  CHECK(settings->inbox->folder == "INBOX");
}

TEST_CASE("where no mailbox is named, none is read") {
  finding::Findings findings;
  const auto settings = read_settings("mail.toml", good.substr(0, good.find("[inbox]")), findings);
  REQUIRE(settings);
  CHECK_FALSE(settings->inbox);
}

TEST_CASE("each fault of mail.toml is a finding at its line") {
  CHECK(faults("address = \"bat@exemple.fr\"\n.server", "address = \"bat\"\n[server") ==
        "mail-address ");
  CHECK(faults("retours@", std::string(48, 'r') + "@") == "mail-address ");
  CHECK(faults("smtp.exemple.fr", "smtp://exemple.fr") == "mail-host ");
  CHECK(faults("MX.exemple.fr", "mx exemple") == "mail-host ");
  CHECK(faults("starttls", "ssl") == "not-a-choice ");
  CHECK(faults("starttls", "none") == "mail-clear ");
  CHECK(faults("smtp.exemple.fr", "smtp.exemple.fr:587") == "mail-host ");
  CHECK(faults("\"starttls\"\nuser = .*\npassword_file = .*\n", "\"none\"\n") == "mail-clear ");
  CHECK(faults("smtp.exemple.fr", "2001:db8::25").empty());
  CHECK(faults("user = \"bat.*\n", "") == "mail-login ");
  CHECK(faults("password_file = \"keys/smtp.*\n", "") == "mail-login ");
  CHECK(faults("keys/smtp", "../smtp") == "mail-file mail-login ");
  CHECK(faults("https:", "http:") == "mail-url ");
  CHECK(faults("exemple.fr/\"", "exemple.fr/?a\"") == "mail-url ");
  CHECK(faults("\\[review\\]", "[revue]") == "unknown-key ");
  CHECK(faults("format = 1", "format = 2") == "out-of-range ");
  CHECK(faults("imap.exemple.fr", "imap.exemple.fr:993") == "mail-host ");
  CHECK(faults("\"tls\"", "\"none\"") == "mail-clear ");
  CHECK(faults("\"tls\"\nuser = .*\npassword_file = .*\n", "\"none\"\n") == "mail-clear ");
  CHECK(faults("imap.exemple.fr\"\nsecurity = \"tls\"\nuser = .*\npassword_file = .*\n",
               "127.0.0.1\"\nsecurity = \"none\"\n")
            .empty());
  CHECK(faults("user = \"lecteur\"\n", "") == "mail-login ");
  CHECK(faults("keys/imap", "/etc/imap") == "mail-file mail-login ");
  CHECK(faults("keys/house", "../house") == "mail-file ");
  CHECK(faults("user = \"lecteur\"", "$&\nfolder = \"BAT/Re&AOc-us\"").empty());
  CHECK(faults("user = \"lecteur\"", "$&\nfolder = \"Reçus\"") == "mail-folder ");
  CHECK(faults("user = \"lecteur\"", "$&\nfolder = 'a\"b'") == "mail-folder ");
  CHECK(faults("user = \"lecteur\"", "$&\nfolder = 'a\\b'") == "mail-folder ");
  CHECK(faults("user = \"lecteur\"", "$&\nport = 0") == "out-of-range ");
  CHECK(faults("user = \"lecteur\"", "$&\nhello = \"x\"") == "unknown-key ");
}

TEST_CASE("a token goes into an address and comes back, whatever a server does to its case") {
  const std::string address = with_token("bat@exemple.fr", '+', "k3t9");
  CHECK(address == "bat+k3t9@exemple.fr");
  CHECK(token_in(address, "bat@exemple.fr", '+') == "k3t9");
  CHECK(token_in("BAT+K3T9@Exemple.FR", "Bat@exemple.fr", '+') == "k3t9");
  for (const char* other : {"bat@exemple.fr", "bat+@exemple.fr", "bat-k3t9@exemple.fr",
                            "bat+k3t9@exemple.com", "k3t9@exemple.fr", ""})
    CHECK_FALSE(token_in(other, "bat@exemple.fr", '+'));
}
