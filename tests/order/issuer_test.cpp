#include "order/issuer.h"

#include "catch/catch.h"
#include "folder.h"

using namespace imprimatur;
using namespace imprimatur::order;

namespace {

constexpr std::string_view good_issuer = R"(format = 1
[issuer]
name = "Coopérative"
address = ["1 rue Haute", "99000 Exempleville"]
registration = "73282932000074"
[pass]
conditions = ["Une seule fois."]
how_to_use = "Remettez-le."
where_to_use = "Partout."
)";

ReadIssuer issuer(std::string_view was = "", std::string_view is = "") {
  testing::Folder folder;
  std::string toml{good_issuer};
  if (!was.empty()) toml.replace(toml.find(was), was.size(), is);
  return read_issuer(folder.write("issuer.toml", toml));
}

}  // namespace

TEST_CASE("an issuer is read whole, its number in printed groups") {
  const auto [read, findings] = issuer();
  CHECK(findings.empty());
  REQUIRE(read.has_value());
  CHECK(read->registration == "732 829 320 00074");
  CHECK(read->how_to_use == std::vector<std::string>{"Remettez-le."});
  CHECK(read->phone.empty());
}

TEST_CASE("a SIREN or SIRET is known by its check digit") {
  CHECK(registration_in_groups("732 829 320") == "732 829 320");
  CHECK(registration_in_groups("732829320") == "732 829 320");
  CHECK(registration_in_groups("732 829 320 00074") == "732 829 320 00074");
  CHECK(registration_in_groups("356 000 000 00048").has_value());
  const auto* wrong =
      GENERATE("", "732829321", "73282932000075", "7328293", "732.829.320", "FR732829320");
  CHECK_FALSE(registration_in_groups(wrong).has_value());
}

TEST_CASE("La Poste's establishments are known by their plain digit sum") {
  CHECK(registration_in_groups("356 000 000 00001").has_value());  // 3+5+6+1 = 15
  CHECK_FALSE(registration_in_groups("356 000 000 00002").has_value());
}

TEST_CASE("the ledger's name is one that a signed note can bear, or a finding at its line") {
  CHECK(issuer().issuer->ledger_origin.empty());
  const std::string before = "[pass]\n", table = "[ledger]\norigin = ";
  const auto named = issuer(before, table + "\"www.exemple.fr/registre\"\n" + before);
  CHECK(named.findings.empty());
  CHECK(named.issuer->ledger_origin == "www.exemple.fr/registre");
  for (const char* bad : {"\"a b\"", "\"a+b\"", "\"médiathèque\""}) {
    const auto read = issuer(before, table + bad + "\n" + before);
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings.begin()->rule == "not-a-log-name");
    CHECK(read.findings.begin()->place.line == 7);
  }
}

TEST_CASE("a wrong registration is told at its line") {
  const auto read = issuer("73282932000074", "73282932000075");
  REQUIRE(read.findings.size() == 1);
  CHECK(read.findings.begin()->rule == "not-a-registration");
  CHECK(read.findings.begin()->place.line == 5);
}

TEST_CASE("unknown keys and missing conditions are told together") {
  const auto read = issuer("conditions", "condition");
  CHECK(read.findings.size() == 2);
}

TEST_CASE("the issuer that ships is complete, and says that it is an example") {
  const auto [read, findings] = read_issuer(SOURCE_FOLDER "/assets/workspace/issuer.toml");
  REQUIRE(read);
  CHECK(read->example);
  REQUIRE(findings.size() == 1);
  CHECK(findings.begin()->rule == "issuer-example");
  CHECK(findings.begin()->severity == finding::Severity::warning);
}

TEST_CASE("a missing issuer is a finding") {
  CHECK(read_issuer("/nowhere/issuer.toml").findings.begin()->rule == "file-missing");
}
