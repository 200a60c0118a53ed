#include "pdf/file.h"

#include "finding/failure.h"
#include "pdf/number.h"
#include "pdf/process_only.h"
#include "pdf/splice.h"
#include "pdf/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::pdf {
namespace {

// What PDF 1.6, 4.5.5 calls the registration colour.
constexpr std::string_view registration_name = "All";

const std::string& resource(const page::Resources& resources, const crypto::Digest& digest,
                            std::string_view name) {
  const auto found = resources.find(digest.hex());
  if (found != resources.end()) return found->second;
  throw finding::Failure({fmt::format("Il manque aux pages le contenu de « {} ».", name),
                          fmt::format("The pages lack the content of \"{}\".", name)},
                         {"Les pages gelées sont incomplètes : composez de nouveau un BAT.",
                          "The frozen pages are incomplete: render a proof again."});
}

}  // namespace

bool is_black_alone(const ink::Colour& colour) {
  const auto* process = std::get_if<ink::Process>(&colour);
  return process && *process == ink::black();
}

File::File(world::Sink& sink, const DocumentFacts& facts, const ReadyCondition& condition)
    : facts_(facts),
      objects_(sink, facts.compression),
      info_(write_info(objects_, facts)),
      metadata_(write_metadata(objects_, facts)),
      intent_(write_output_intent(objects_, condition)),
      parts_(objects_, facts),
      structure_(facts) {
  assert(!facts.title.empty() && !condition.squeezed().identifier.empty());
  const ink::Tint full = ink::Tint::percent(100);
  spots_.push_back({std::string(registration_name), ink::Process{full, full, full, full}, 0});
  // In the order of Canvas::Overprint. OPM 1: a process ink at zero leaves what lies below
  // (PDF 1.6, 4.5.6).
  for (const std::string_view state :
       {"/OP false /op false /OPM 0", "/OP false /op true /OPM 1", "/OP true /op false /OPM 1"})
    states_.push_back(objects_.add(fmt::format("<< /Type /ExtGState {} >>", state)));
}

FontId File::add_font(const page::Font& font, const page::Resources& resources) {
  const auto [place, is_new] =
      font_of_file_.emplace(font.file.hex(), static_cast<std::uint32_t>(fonts_.size()));
  if (is_new) fonts_.emplace_back(font.name, resource(resources, font.file, font.name));
  return {place->second};
}

ArtworkId File::add_artwork(const page::Artwork& artwork, const page::Resources& resources) {
  const std::string digest = artwork.form.hex();
  const auto known = std::find_if(artworks_.begin(), artworks_.end(), [&](const PlacedForm& a) {
    return a.serialised_digest == digest;
  });
  const auto index = static_cast<std::uint32_t>(known - artworks_.begin());
  if (known == artworks_.end()) {
    PlacedForm& added = artworks_.emplace_back();
    added.serialised_digest = digest;
    added.serialised = resource(resources, artwork.form, artwork.name);
  }
  return {index};
}

const PlacedForm& File::artwork(ArtworkId id) {
  PlacedForm& artwork = artworks_[id.index];
  if (artwork.number == 0) {
    page::Form form = page::parse_form(artwork.serialised);
    if (facts_.spots == SpotInks::converted)
      form = in_process_inks(std::move(form), [this](const std::string& spot) {
        const auto known = std::ranges::find(spots_, spot, &SpotSpace::name);
        if (known == spots_.end()) return std::optional<ink::Process>();
        if (known->finishing) refuse_finishing_ink(spot);
        return known->alternate;
      });
    artwork.natural = form.natural;
    artwork.translucent = is_translucent(form);
    const Surroundings here{
        facts_.conformance == Conformance::pdf_ua1 ? intent_.profile : 0,
        [this](const auto& spot, const auto& space) { return space_of_artwork(spot, space); }};
    artwork.number = splice(objects_, std::move(form), here);
  }
  return artwork;
}

void File::add_spot(const ink::SpotInk& spot) {
  for (const SpotSpace& known : spots_) {
    if (known.name != spot.name) continue;
    if (known.finishing) refuse_finishing_ink(spot.name);
    if (!known.alternate || known.alternate == spot.alternate) return;
    throw finding::Failure(
        {fmt::format("Le ton direct « {} » a deux équivalents CMJN différents.", spot.name),
         fmt::format("The spot ink \"{}\" has two different CMYK alternates.", spot.name)},
        {"Donnez-lui partout le même équivalent, ou deux noms.",
         "Give it the same alternate everywhere, or two names."});
  }
  spots_.push_back({.name = spot.name,
                    .alternate = spot.alternate,
                    .converted = facts_.spots == SpotInks::converted});
}

ink::Colour File::printed(const ink::Colour& colour) const {
  const auto* spot = std::get_if<ink::Spot>(&colour);
  if (spot == nullptr) return colour;
  const auto known = std::ranges::find(spots_, spot->name, &SpotSpace::name);
  if (known == spots_.end() || !known->converted) return colour;
  const auto of = [&](ink::Tint full) {
    return ink::Tint::per_mille((full.per_mille() * spot->tint.per_mille() + 500) / 1000);
  };
  const ink::Process& full = *known->alternate;
  return ink::Process{of(full.cyan), of(full.magenta), of(full.yellow), of(full.black)};
}

std::uint32_t File::write_space(SpotSpace& spot) {
  if (spot.number == 0) {
    std::string space = "[/Separation " + name(spot.name) +
                        " /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [";
    append_tint(space, spot.alternate->cyan);
    append_tint(space += ' ', spot.alternate->magenta);
    append_tint(space += ' ', spot.alternate->yellow);
    append_tint(space += ' ', spot.alternate->black);
    spot.number = objects_.add(space + "] /N 1 >>]");
  }
  return spot.number;
}

std::uint32_t File::registration() {
  write_space(spots_[registration_index]);
  return registration_index;
}

std::uint32_t File::spot(const std::string& wanted) {
  for (std::uint32_t index = 0; index < spots_.size(); ++index) {
    if (spots_[index].name != wanted) continue;
    write_space(spots_[index]);
    return index;
  }
  throw finding::Failure({fmt::format("Le ton direct « {} » n’a pas d’équivalent CMJN.", wanted),
                          fmt::format("The spot ink \"{}\" has no CMYK alternate.", wanted)},
                         {"Déclarez-le dans le modèle ou dans le profil de l’atelier.",
                          "Declare it in the template or in the print shop's profile."});
}

std::uint32_t File::space_of_artwork(const std::string& wanted, const std::string& definition) {
  for (SpotSpace& spot : spots_) {
    if (spot.name != wanted) continue;
    if (spot.finishing) refuse_finishing_ink(wanted);
    return write_space(spot);
  }
  return spots_.emplace_back(SpotSpace{wanted, std::nullopt, objects_.add(definition)}).number;
}

std::uint32_t File::opacity(ink::Tint opacity) {
  const auto [place, is_new] =
      opacity_.emplace(opacity, static_cast<std::uint32_t>(states_.size()));
  if (is_new) {
    std::string value;
    append_tint(value, opacity);
    states_.push_back(objects_.add(fmt::format("<< /Type /ExtGState /ca {0} /CA {0} >>", value)));
  }
  return place->second;
}

}  // namespace imprimatur::pdf
