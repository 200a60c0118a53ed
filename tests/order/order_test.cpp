#include "order/order.h"

#include "catch/catch.h"
#include "folder.h"

#include <fmt/format.h>

using namespace imprimatur;
using namespace imprimatur::order;
using namespace std::chrono_literals;

namespace {

constexpr Date today = 2026y / 11 / 23;

constexpr std::string_view good = R"(format = 1
[order]
id = "2026-0147"
title = "Pass numériques 2027"
template = "carnet-10"
profile = "prepaid"
shop = "default"
language = "fr"
[client]
name = "Département de l'Exemple"
address = ["1 place de la République", "99000 Exempleville"]
email = ["inclusion@exemple.fr"]
approvers = ["inclusion@exemple.fr"]
[batch]
carnets = 1200
face_value = "10.00"
valid_from = 2027-01-01
valid_until = 2027-12-31
territory = "Département de l'Exemple"
public = "Demandeurs d'emploi"
[texts]
cover = "Couverture"
pass = "Pass"
[[logo]]
zone = "funder"
file = "logos/departement.svg"
alt = "Département"
[[delivery]]
name = "Nord"
address = ["2 rue du Nord"]
carnets = 700
[[delivery]]
name = "Sud"
address = ["2 rue du Sud"]
carnets = 500
)";

// The good order with one thing changed; its logo is there.
struct Given {
  testing::Folder folder;
  std::string toml{good};

  Given() { folder.write("logos/departement.svg", "<svg/>"); }
  Given& with(std::string_view was, std::string_view is) {
    const auto at = toml.find(was);
    REQUIRE(at != std::string::npos);
    toml.replace(at, was.size(), is);
    return *this;
  }
  ReadOrder read() {
    folder.write("order.toml", toml);
    return read_order(folder.path(), today);
  }
  // "rule line", one after another.
  std::string said() {
    std::string all;
    for (const auto& f : read().findings) {
      all += fmt::format("{}{} {}", all.empty() ? "" : ", ", f.rule, f.place.line);
    }
    return all;
  }
};

}  // namespace

TEST_CASE("a good order is read whole, without findings") {
  const auto [order, findings] = Given{}.read();
  CHECK(findings.empty());
  REQUIRE(order.has_value());
  CHECK(order->id == "2026-0147");
  CHECK(order->language == finding::Language::french);
  CHECK(order->client.address.size() == 2);
  CHECK(order->batch.carnets == 1200);
  CHECK(order->batch.face_value == measure::Money::from_cents(1000));
  CHECK(order->batch.valid_until == 2027y / 12 / 31);
  CHECK(order->texts.at("pass").words == "Pass");
  CHECK(order->texts.at("pass").place == finding::Place{"order.toml", 23, 8});
  REQUIRE(order->logos.size() == 1);
  CHECK(std::filesystem::exists(order->logos[0].file) == false);  // the folder is gone by now
  CHECK(order->deliveries[1].carnets == 500);
  CHECK(order->template_place.line == 5);
}

TEST_CASE("a delivery sum that is one carnet short is a finding at its line") {
  auto read = Given{}.with("carnets = 500", "carnets = 499").read();
  REQUIRE(read.findings.size() == 1);
  const auto& f = *read.findings.begin();
  CHECK(f.rule == "delivery-sum");
  CHECK(f.place.line == 28);
  CHECK(f.sentence.en ==
        "The delivery points add up to 1,199\u00A0booklets, the batch is 1,200\u00A0booklets: "
        "1\u00A0booklet too few.");
}

TEST_CASE("a delivery sum is not told twice when a part of it is wrong already") {
  CHECK(Given{}.with("carnets = 500", "carnets = 0").said() == "out-of-range 35");
  CHECK(Given{}.with("carnets = 1200", "carnets = \"1200\"").said() == "wrong-type 15");
}

TEST_CASE("without delivery points everything goes to the client, and that is said") {
  Given given;
  given.toml.resize(given.toml.find("[[delivery]]"));
  const auto [order, findings] = given.read();
  CHECK_FALSE(findings.has_errors());
  CHECK(findings.begin()->rule == "delivery-implied");
  REQUIRE(order->deliveries.size() == 1);
  CHECK(order->deliveries[0].carnets == 1200);
  CHECK(order->deliveries[0].address == order->client.address);
}

TEST_CASE("two delivery points of one name are a finding at the second") {
  CHECK(Given{}.with("\"Sud\"", "\"Nord\"").said() == "delivery-duplicate 33");
}

TEST_CASE("a fault elsewhere in the delivery points does not hide their sum") {
  Given given;
  given.with("carnets = 500", "carnets = 499").with("\"Sud\"", "\"Nord\"");
  CHECK(given.said() == "delivery-sum 28, delivery-duplicate 33");
}

TEST_CASE("an empty list of delivery points is not the same as none") {
  Given given;
  given.toml.resize(given.toml.find("[[delivery]]"));
  given.with("format = 1\n", "format = 1\ndelivery = []\n");
  CHECK(given.said() == "wrong-count 2");
}

TEST_CASE("quantities from 1 to a million") {
  const auto* wrong = GENERATE("0", "-1", "1000001", "10000000", "9223372036854775807");
  CHECK(Given{}.with("carnets = 1200", fmt::format("carnets = {}", wrong)).said() ==
        "out-of-range 15");
}

TEST_CASE("face values above zero and up to a thousand euros, to the cent") {
  const auto [value, rule] = GENERATE(table<const char*, const char*>({
      {"\"0.00\"", "out-of-range 16"},
      {"\"1000.01\"", "out-of-range 16"},
      {"\"10.005\"", "not-an-amount 16"},
      {"\"-1.00\"", "not-an-amount 16"},
      {"10.0", "wrong-type 16"},
      {"10", "wrong-type 16"},
      {"\"1000.00\"", ""},
      {"\"0.01\"", ""},
  }));
  CHECK(Given{}.with("\"10.00\"", value).said() == rule);
}

TEST_CASE("validity must end after it begins and after today") {
  const auto [until, said] = GENERATE(table<const char*, const char*>({
      {"2026-12-31", "validity-order 18"},
      {"\"2027-12-31\"", "wrong-type 18"},
      {"2027-12-31T00:00:00Z", "wrong-type 18"},
  }));
  CHECK(Given{}.with("2027-12-31", until).said() == said);
  auto no_start = [](std::string_view end) {
    return Given{}.with("valid_from = 2027-01-01\n", "").with("2027-12-31", end).said();
  };
  CHECK(no_start("2026-11-22") == "validity-past 17");
  CHECK(no_start("2026-11-23") == "validity-short 17");
  CHECK(no_start("2027-01-22").empty());
}

TEST_CASE("names that would leave their folder are refused") {
  const auto* name = GENERATE("../x", "a/b", ".hidden", "", "-x", "é", "a b", "a\\u0000",
                              "12345678901234567890123456789012345678901");
  const auto* key = GENERATE("id = \"2026-0147\"", "profile = \"prepaid\"", "shop = \"default\"");
  const std::string_view line{key};
  CAPTURE(name, key);
  auto given = Given{};
  given.with(line, fmt::format("{}\"{}\"", line.substr(0, line.find('"')), name));
  CHECK(given.read().findings.has_errors());
}

TEST_CASE("a template may be a name or a path") {
  CHECK(Given{}.with("\"carnet-10\"", "\"../../templates/carnet-10\"").said().empty());
  CHECK(Given{}.with("\"carnet-10\"", "\"carnet 10\"").said() == "not-a-name 5");
}

TEST_CASE("mail addresses that are none are told one by one") {
  Given given;
  given.with("approvers = [\"inclusion@exemple.fr\"]",
             "approvers = [\"a@b.fr\", \"a@b\", \"Marie Durand\"]");
  CHECK(given.said() == "not-a-mail-address 13, not-a-mail-address 13");
  CHECK(Given{}.with("approvers = [\"inclusion@exemple.fr\"]", "approvers = []").said() ==
        "wrong-count 13");
}

TEST_CASE("logos must be there, inside the folder, and hold something") {
  const auto [file, said] = GENERATE(table<const char*, const char*>({
      {"logos/departemnt.svg", "logo-missing 26"},
      {"../logo.svg", "logo-outside 26"},
      {"logos/../logos/departement.svg", "logo-outside 26"},
      {"/etc/passwd", "logo-outside 26"},
      {"logos", "logo-missing 26"},
      {"logos/empty.svg", "logo-empty 26"},
      {"logos/link.svg", "logo-outside 26"},
      {"logos/inner.svg", ""},
      {"logos/lost.svg", "logo-missing 26"},
      {"logos/departement.svg\\u0000.png", "text-unprintable 26"},
  }));
  Given given;
  const auto logos = given.folder.path() / "logos";
  given.folder.write("logos/empty.svg", "");
  std::filesystem::create_symlink("/etc/passwd", logos / "link.svg");
  std::filesystem::create_symlink("departement.svg", logos / "inner.svg");
  std::filesystem::create_symlink("nowhere.svg", logos / "lost.svg");
  CHECK(given.with("logos/departement.svg", file).said() == said);
}

TEST_CASE("a logo that is missing names the file that was probably meant") {
  const auto read = Given{}.with("logos/departement.svg", "logos/Departement.svg").read();
  CHECK(read.findings.begin()->hint.en == "Did you mean \"logos/departement.svg\"?");
}

TEST_CASE("a logo above 64 MiB is refused unread") {
  Given given;
  std::filesystem::resize_file(given.folder.path() / "logos/departement.svg", (64u << 20) + 1);
  CHECK(given.said() == "logo-too-large 26");
}

TEST_CASE("texts with characters that hide or turn others are refused") {
  const auto* text = GENERATE("a\\u202Eb", "a\\u0007", "a\\u200Bb", "a\\tb", "a\\u2066b");
  CHECK(Given{}.with("\"Pass\"", fmt::format("\"{}\"", text)).said() == "text-unprintable 23");
}

TEST_CASE("only the texts of zones may have several lines") {
  CHECK(Given{}.with("\"Pass\"", "\"Un\\nDeux\"").said().empty());
  CHECK(Given{}.with("\"Pass numériques 2027\"", "\"Un\\nDeux\"").said() == "text-unprintable 4");
}

TEST_CASE("empty and endless texts are refused") {
  CHECK(Given{}.with("\"Pass\"", "\"  \"").said() == "text-empty 23");
  CHECK(Given{}.with("\"Pass\"", '"' + std::string(2001, 'x') + '"').said() == "text-too-long 23");
}

TEST_CASE("texts are composed, whatever keyboard they come from") {
  const auto read = Given{}.with("\"Pass\"", "\"e\\u0301te\\u0301\"").read();
  CHECK(read.order->texts.at("pass").words == "été");
}

TEST_CASE("all findings come at once, in the order of the file") {
  Given given;
  given.with("format = 1", "format = 2").with("title =", "titel =").with("1200", "0");
  CHECK(given.said() == "out-of-range 1, missing-key 2, unknown-key 4, out-of-range 15");
}

TEST_CASE("an order without its main sections is no order") {
  Given given;
  given.toml = "format = 1\n";
  const auto read = given.read();
  CHECK_FALSE(read.order.has_value());
  CHECK(read.findings.count(finding::Severity::error) == 3);
}

TEST_CASE("a folder without order.toml is a finding, and so is a folder that isn't there") {
  testing::Folder empty;
  const auto read = read_order(empty.path(), today);
  CHECK(read.findings.begin()->rule == "file-missing");
  CHECK(read_order(empty.path() / "absent", today).findings.begin()->rule == "folder-missing");
}

TEST_CASE("an order file that is a folder or far too large is a finding") {
  testing::Folder folder;
  std::filesystem::create_directory(folder.path() / "order.toml");
  CHECK(read_order(folder.path(), today).findings.begin()->rule == "file-missing");
  testing::Folder other;
  other.write("order.toml", "");
  std::filesystem::resize_file(other.path() / "order.toml", 100'000'000);
  CHECK(read_order(other.path(), today).findings.begin()->rule == "toml-size");
}

TEST_CASE("mail addresses by RFC 5321, without its oddities") {
  CHECK(is_mail_address("a.b+c@exemple.fr"));
  CHECK(is_mail_address("x@sous-domaine.exemple.fr"));
  const auto* text = GENERATE("", "a", "@b.fr", "a@", "a@b", "a@.fr", "a@b..fr", "a..b@c.fr",
                              ".a@b.fr", "a b@c.fr", "a@b c.fr", "a@-b.fr", "a@b@c.fr", "é@b.fr",
                              "\"a\"@b.fr", "a@[1.2.3.4]");
  CAPTURE(text);
  CHECK_FALSE(is_mail_address(text));
}

TEST_CASE("the sample order has nothing to be said against it") {
  const auto read = read_order(SOURCE_FOLDER "/samples/departement-exemple", today);
  REQUIRE(read.order.has_value());
  CHECK(read.findings.empty());
  CHECK(read.order->deliveries.size() == 3);
}
