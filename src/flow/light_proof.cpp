#include "flow/light_proof.h"

#include "artwork/coarsening.h"

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

namespace imprimatur::flow {
namespace {

constexpr std::size_t light = 1'000'000;  // all drawings together, as they will be pressed
constexpr std::size_t slight = 50'000;    // one drawing that is not worth opening
constexpr std::size_t largest_bat = 7'000'000;
constexpr std::uint32_t pixels_per_inch[] = {200, 150, 100, 72, 36};  // at the size of placing

void weigh(const bat::Shown& shown, std::set<std::string>& known, std::size_t& sum) {
  for (const page::Artwork& artwork : shown.document.artworks)
    if (known.insert(artwork.form.hex()).second)
      sum += shown.resources.at(artwork.form.hex()).size();
}

std::size_t weight_of(const bat::Proof& proof) {
  std::set<std::string> known;
  std::size_t sum = 0;
  weigh(proof.shown, known, sum);
  if (proof.previous != nullptr) weigh(*proof.previous, known, sum);
  return sum;
}

class Lightener {
 public:
  Lightener(const Desk& desk, const std::vector<typeset::Logo>& logos, std::uint32_t ppi)
      : door_{desk.house.artwork}, logos_(logos), ppi_(ppi) {}

  page::Resources lighten(const bat::Shown& shown) {
    page::Resources resources = shown.resources;
    for (std::uint32_t i = 0; i < shown.document.artworks.size(); ++i) {
      std::string& form = resources.at(shown.document.artworks[i].form.hex());
      const std::uint32_t wanted = wanted_of(shown.document, {i});
      if (wanted == 0 || form.size() < slight) continue;
      const std::uint32_t coarsest = coarsest_of(shown.document.artworks[i].form);
      if (auto lighter = artwork::coarser(door_, form, {coarsest, wanted})) {
        form = *std::move(lighter);
        did_something_ = true;
      }
    }
    return resources;
  }

  bool did_something() const { return did_something_; }

 private:
  // Pixels a metre at the natural size; 0 of what is no logo of today's.
  std::uint32_t coarsest_of(const crypto::Digest& form) const {
    const auto logo = std::ranges::find(logos_, form, &typeset::Logo::form);
    return logo == logos_.end() ? 0 : logo->fineness.pixels_per_metre.value_or(0);
  }

  // Pixels a metre at the natural size, so that there are `ppi_` where it is placed largest; 0
  // where it is placed nowhere.
  std::uint32_t wanted_of(const page::Document& document, page::ArtworkId artwork) const {
    std::int64_t widest = 0;
    for (const page::Page& page : document.pages)
      for (const page::Mark& mark : page.marks)
        if (const auto* placed = std::get_if<page::PlacedArtwork>(&mark))
          if (placed->artwork == artwork)
            widest = std::max(widest, placed->box.size.width.micrometres());
    const std::int64_t natural = document.artworks[artwork.index].natural.width.micrometres();
    constexpr std::int64_t inches = 254;  // to 10 000 millimetres
    return static_cast<std::uint32_t>(ppi_ * std::int64_t{10'000} * widest / natural / inches);
  }

  artwork::Door door_;
  const std::vector<typeset::Logo>& logos_;
  std::uint32_t ppi_;
  bool did_something_ = false;
};

bat::Shown with(const bat::Shown& shown, const page::Resources& resources) {
  return {shown.order, shown.issuer, shown.product, shown.content, shown.document, resources};
}

}  // namespace

std::string render_light(const Desk& desk, const bat::Proof& proof,
                         const std::vector<typeset::Logo>& logos) {
  if (weight_of(proof) <= light) return bat::render(proof);
  std::string pdf;
  page::Resources drawn_now, drawn_then;  // of `pdf`
  for (const std::uint32_t ppi : pixels_per_inch) {
    Lightener lightener(desk, logos, ppi);
    page::Resources now = lightener.lighten(proof.shown);
    const bool shows_coarser_pictures = lightener.did_something();
    page::Resources then;
    std::optional<bat::Shown> previous;
    if (proof.previous != nullptr) {
      then = lightener.lighten(*proof.previous);
      previous.emplace(with(*proof.previous, then));
    }
    desk.world.checkpoint();
    if (!pdf.empty() && now == drawn_now && then == drawn_then) continue;
    pdf =
        bat::render({with(proof.shown, now), previous ? &*previous : nullptr, proof.shop, proof.run,
                     proof.shelf, proof.version, proof.content, proof.validation, proof.made,
                     proof.rendered, proof.answer_by, proof.findings, shows_coarser_pictures});
    if (pdf.size() <= largest_bat) break;
    drawn_now = std::move(now);
    drawn_then = std::move(then);
  }
  return pdf;
}

}  // namespace imprimatur::flow
