#include "finding/failure.h"
#include "ink/converter.h"

#include <fmt/format.h>
#include <lcms2.h>

#include <memory>

namespace imprimatur::ink {
namespace {

using finding::Sentence;

constexpr std::size_t least_size = 128 + 4;   // header and tag count: ICC.1:2010, 7.1
constexpr std::size_t most_size = 16u << 20;  // PSOcoated_v3 has 2.2 MB
constexpr std::uint32_t device_class_at = 12, colour_space_at = 16, signature_at = 36;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i)
    value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

// Four letters for a sentence; anything unprintable becomes '?'.
std::string letters_at(std::string_view bytes, std::size_t at) {
  std::string letters{bytes.substr(at, 4)};
  for (char& c : letters)
    if (c < ' ' || c > '~') c = '?';
  return letters;
}

std::optional<Sentence> fault_of_header(std::string_view profile) {
  if (profile.size() < least_size)
    return Sentence{fmt::format("Le profil ICC est tronqué : {} octets seulement.", profile.size()),
                    fmt::format("The ICC profile is cut short: only {} bytes.", profile.size())};
  if (profile.size() > most_size)
    return Sentence{fmt::format("Le profil ICC est trop gros : {} octets.", profile.size()),
                    fmt::format("The ICC profile is too large: {} bytes.", profile.size())};
  if (profile.substr(signature_at, 4) != "acsp")
    return Sentence{"Ce fichier n’est pas un profil ICC (la signature « acsp » manque).",
                    "This file is not an ICC profile (the signature \"acsp\" is missing)."};
  if (number_at(profile, 0) != profile.size())
    return Sentence{fmt::format("Le profil ICC annonce {} octets mais en a {}.",
                                number_at(profile, 0), profile.size()),
                    fmt::format("The ICC profile says it has {} bytes but has {}.",
                                number_at(profile, 0), profile.size())};
  if (profile.substr(device_class_at, 4) != "prtr")
    return Sentence{
        fmt::format(
            "Le profil ICC n’est pas un profil de sortie : sa classe est « {} », pas « prtr ».",
            letters_at(profile, device_class_at)),
        fmt::format("The ICC profile is not an output profile: its class is \"{}\", not \"prtr\".",
                    letters_at(profile, device_class_at))};
  if (profile.substr(colour_space_at, 4) != "CMYK")
    return Sentence{fmt::format("Le profil ICC est fait pour « {} », pas pour la quadrichromie.",
                                letters_at(profile, colour_space_at)),
                    fmt::format("The ICC profile is made for \"{}\", not for CMYK.",
                                letters_at(profile, colour_space_at))};
  return std::nullopt;
}

std::optional<Sentence> fault_of_tables(std::string_view profile) {
  const std::unique_ptr<void, int (*)(cmsHPROFILE)> opened(
      cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size())),
      cmsCloseProfile);
  if (!opened)
    return Sentence{"Le profil ICC est abîmé : sa table des matières est illisible.",
                    "The ICC profile is damaged: its table of contents cannot be read."};
  for (const auto& [tag, name] : {std::pair{cmsSigAToB0Tag, "A2B0"},
                                  {cmsSigBToA0Tag, "B2A0"},
                                  {cmsSigAToB1Tag, "A2B1"},
                                  {cmsSigBToA1Tag, "B2A1"}})
    if (!cmsReadTag(opened.get(), tag))
      return Sentence{
          fmt::format("Le profil ICC ne peut pas servir : sa table {} manque ou est abîmée.", name),
          fmt::format("The ICC profile cannot be used: its table {} is missing or damaged.", name)};
  return std::nullopt;
}

}  // namespace

std::optional<Sentence> fault_of_profile(std::string_view profile) {
  if (auto fault = fault_of_header(profile)) return fault;
  return fault_of_tables(profile);
}

namespace {

[[noreturn]] void refuse_profile(Sentence fault, const OutputCondition& condition) {
  throw finding::Failure(
      std::move(fault),
      {fmt::format(
           "Donnez pour la condition « {} » un profil ICC d’imprimante CMJN, par exemple celui "
           "que fournit l’atelier.",
           condition.identifier),
       fmt::format(
           "Give the condition \"{}\" a CMYK printer's ICC profile, for instance the one the "
           "print shop hands out.",
           condition.identifier)});
}

}  // namespace

void check_condition(const OutputCondition& condition) {
  if (auto fault = fault_of_profile(condition.profile))
    refuse_profile(*std::move(fault), condition);
}

void check_header(const OutputCondition& condition) {
  if (auto fault = fault_of_header(condition.profile)) refuse_profile(*std::move(fault), condition);
}

}  // namespace imprimatur::ink
