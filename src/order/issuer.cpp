#include "order/issuer.h"

#include "order/lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::order {
namespace {

using reading::shown;
using reading::Table;

constexpr std::string_view la_poste = "356000000";

int value(char digit) {
  return digit - '0';
}

// From the right, every second digit is doubled and its digits added.
int luhn_sum(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = value(digits[digits.size() - 1 - i]) * (i % 2 == 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum;
}

bool adds_up(std::string_view digits) {
  if (luhn_sum(digits) % 10 == 0) return true;
  int plain = 0;
  for (const char digit : digits) plain += value(digit);
  return digits.size() == 14 && digits.starts_with(la_poste) && plain % 5 == 0;
}

void read_identity(Table& table, Issuer& issuer) {
  issuer.name = line(table, "name", {1, 100});
  issuer.address = address(table);
  issuer.phone = optional_line(table, "phone", {1, 30});
  issuer.email = optional_line(table, "email", {1, 254});
  expect_mail_address(table, "email", table.place("email"), issuer.email);
  issuer.website = optional_line(table, "website", {1, 100});
  issuer.legal_mention = optional_line(table, "legal_mention", {1, 300});
  const auto given = optional_line(table, "registration", {1, 30});
  if (given.empty()) return;
  const auto grouped = registration_in_groups(given);
  issuer.registration = grouped.value_or("");
  if (grouped) return;
  table.error("registration", "not-a-registration",
              {fmt::format("« {} » n’est ni un SIREN ni un SIRET.", shown(given)),
               fmt::format("\"{}\" is neither a SIREN nor a SIRET number.", shown(given))},
              {"Recopiez les 9 ou 14 chiffres : la clé de contrôle (Luhn) n’est pas bonne.",
               "Copy the 9 or 14 digits again: the check digit (Luhn) is wrong."});
}

// A key name (c2sp.org/signed-note), of the characters that anybody can type.
bool is_log_name(std::string_view name) {
  return std::ranges::all_of(name, [](char c) { return c > ' ' && c <= '~' && c != '+'; });
}

void read_ledger(Table& ledger, Issuer& issuer) {
  issuer.ledger_origin = optional_line(ledger, "origin", {1, 100});
  if (is_log_name(issuer.ledger_origin)) return;
  ledger.error(
      "origin", "not-a-log-name",
      {fmt::format("«\u00a0{}\u00a0» ne peut pas nommer un registre.", shown(issuer.ledger_origin)),
       fmt::format("\"{}\" can't name a ledger.", shown(issuer.ledger_origin))},
      {"Écrivez un nom sans espace, accent ni «\u00a0+\u00a0», une adresse de votre site "
       "par exemple\u00a0: www.exemple.fr/registre.",
       "Write a name without spaces, accents and \"+\", an address of your site say: "
       "www.exemple.fr/registre."});
  issuer.ledger_origin.clear();
}

bool warns_of_example(Table& root) {
  if (!root.optional_flag("example", false)) return false;
  root.warning("example", "issuer-example",
               {"L’émetteur est encore l’exemple fictif livré avec le logiciel.",
                "The issuer is still the fictional example that comes with the program."},
               {"Mettez vos coordonnées dans issuer.toml, puis ôtez la ligne « example ».",
                "Put your own details in issuer.toml, then remove the line \"example\"."});
  return true;
}

}  // namespace

std::optional<std::string> registration_in_groups(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == ' ') continue;
    if (c < '0' || c > '9') return std::nullopt;
    digits += c;
  }
  if ((digits.size() != 9 && digits.size() != 14) || !adds_up(digits)) return std::nullopt;
  for (const std::size_t at : {9u, 6u, 3u}) {
    if (digits.size() > at) digits.insert(at, " ");
  }
  return digits;
}

ReadIssuer read_issuer(const world::Path& file) {
  ReadIssuer read;
  auto document = open_document(file, file.string(), read.findings);
  if (!document) return read;
  Table root = document->root();
  Issuer issuer;
  expect_format_one(root);
  issuer.example = warns_of_example(root);
  Table identity = root.table("issuer"), pass = root.table("pass");
  Table ledger = root.optional_table("ledger");
  read_identity(identity, issuer);
  read_ledger(ledger, issuer);
  issuer.conditions = lines(pass, "conditions", {1, 12}, {1, 300});
  issuer.how_to_use = lines(pass, "how_to_use", {1, 8}, {1, 300});
  issuer.where_to_use = line(pass, "where_to_use", {1, 300});
  document->refuse_unknown_keys();
  read.findings.sort();
  if (identity.present() && pass.present()) read.issuer = std::move(issuer);
  return read;
}

}  // namespace imprimatur::order
