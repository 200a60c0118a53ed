// What the placeholders of a template stand for.
#include "typeset/parts.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::typeset {
namespace {

using finding::Language;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

// "2027" is said once where both days are of it: "du 1er janvier au 31 décembre 2027".
std::string period(order::Date from, order::Date until, Language language) {
  std::string first = wording::date(from, language);
  if (from.year() == until.year()) first.resize(first.rfind(' '));
  return language == Language::french
             ? fmt::format("Valable du {} au {}", first, wording::date(until, language))
             : fmt::format("Valid from {} to {}", first, wording::date(until, language));
}

std::string validity(const order::Batch& batch, Language language) {
  const bool fr = language == Language::french;
  if (batch.valid_from && batch.valid_until) {
    return period(*batch.valid_from, *batch.valid_until, language);
  }
  if (batch.valid_until) {
    return (fr ? "Valable jusqu’au " : "Valid until ") +
           wording::date(*batch.valid_until, language);
  }
  if (batch.valid_from) {
    return (fr ? "Valable à partir du " : "Valid from ") +
           wording::date(*batch.valid_from, language);
  }
  return "";
}

// Numbered where there are several: "1. …".
std::string steps(const std::vector<std::string>& sentences) {
  if (sentences.size() < 2) return joined(sentences, "\n");
  std::string text;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    text += fmt::format("{}{}.\u00a0{}", i ? "\n" : "", i + 1, sentences[i]);
  }
  return text;
}

std::string registration(const order::Issuer& issuer, Language language) {
  if (issuer.registration.empty()) return "";
  const auto digits =
      std::ranges::count_if(issuer.registration, [](char c) { return c >= '0' && c <= '9'; });
  const char* kind = digits == 9 ? "SIREN" : "SIRET";
  return fmt::format("{}{}{}", kind, language == Language::french ? "\u00a0" : " ",
                     issuer.registration);
}

std::string address_and_registration(const order::Issuer& issuer, Language language) {
  const auto number = registration(issuer, language);
  const auto address = joined(issuer.address, ", ");
  return number.empty() ? address : address + " · " + number;
}

std::vector<std::string> contacts(const order::Issuer& issuer) {
  std::vector<std::string> given;
  for (const auto& contact : {issuer.phone, issuer.email, issuer.website}) {
    if (!contact.empty()) given.push_back(contact);
  }
  return given;
}

}  // namespace

std::map<std::string, std::string> values_of(const order::Order& order, const order::Issuer& issuer,
                                             const templates::Template& product) {
  const auto language = order.language;
  const auto passes = product.passes_per_carnet();
  const auto face = order.batch.face_value, total = face * passes;
  return {{"carnet.passes", fmt::format("{}", passes)},
          {"carnet.value.figures", wording::short_money(total, language)},
          {"carnet.value.words", wording::money_in_words(total, language)},
          {"client.address", joined(order.client.address, "\n")},
          {"client.address.inline", joined(order.client.address, ", ")},
          {"client.name", order.client.name},
          {"issuer.address", joined(issuer.address, "\n")},
          {"issuer.address.inline", joined(issuer.address, ", ")},
          {"issuer.conditions", joined(issuer.conditions, "\n")},
          {"issuer.conditions.inline", joined(issuer.conditions, " ")},
          {"issuer.contacts", joined(contacts(issuer), " · ")},
          {"issuer.email", issuer.email},
          {"issuer.how_to_use", steps(issuer.how_to_use)},
          {"issuer.how_to_use.inline", joined(issuer.how_to_use, " ")},
          {"issuer.identity", address_and_registration(issuer, language)},
          {"issuer.legal", issuer.legal_mention},
          {"issuer.name", issuer.name},
          {"issuer.phone", issuer.phone},
          {"issuer.registration", registration(issuer, language)},
          {"issuer.website", issuer.website},
          {"issuer.where_to_use", issuer.where_to_use},
          {"order.id", order.id},
          {"order.title", order.title},
          {"public", order.batch.target_public},
          {"territory", order.batch.territory},
          {"validity", validity(order.batch, language)},
          {"value.figures", wording::short_money(face, language)},
          {"value.words", wording::money_in_words(face, language)}};
}

}  // namespace imprimatur::typeset
