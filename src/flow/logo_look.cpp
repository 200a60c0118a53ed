#include "flow/logo_look.h"

#include "coverage/coverage.h"
#include "coverage/preview.h"
#include "flow/artwork_look.h"
#include "ink/converter.h"
#include "pdf/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace imprimatur::flow {
namespace {

using finding::Sentence;
using measure::Rect;
using page::PlacedArtwork;

constexpr double usual_ppi = 120;
constexpr double most_painted = 40e6;  // pixels, of all pages together

// How a page is painted, in this order.
enum class Painted : std::uint8_t { seen, ground, alone };
constexpr std::size_t paintings = 3;

// Words lie beside logos, and without them no font is wanted.
bool shows(const page::Mark& mark, Painted painted) {
  const bool is_logo = std::holds_alternative<PlacedArtwork>(mark);
  const bool is_ground = std::holds_alternative<page::Path>(mark);
  switch (painted) {
    case Painted::seen: return is_logo || is_ground;
    case Painted::ground: return is_ground;
    case Painted::alone: return is_logo;
  }
  return false;
}

bool has_logo(const page::Page& page) {
  return std::ranges::any_of(page.marks, [](const page::Mark& mark) {
    return std::holds_alternative<PlacedArtwork>(mark);
  });
}

page::Document paintings_of(const page::Document& document) {
  page::Document all = document;
  all.pages.clear();
  all.fonts.clear();
  for (const page::Page& page : document.pages) {
    if (!has_logo(page)) continue;
    for (const Painted painted : {Painted::seen, Painted::ground, Painted::alone}) {
      page::Page one = page;
      one.bleed = {};
      one.finishes.clear();
      std::erase_if(one.marks, [painted](const page::Mark& mark) { return !shows(mark, painted); });
      all.pages.push_back(std::move(one));
    }
  }
  return all;
}

double ppi_for(const page::Document& document) {
  double square_inches = 0;
  for (const page::Page& page : document.pages) {
    square_inches += page.trim.width.millimetres() * page.trim.height.millimetres() / 25.4 / 25.4;
  }
  return std::min(usual_ppi, std::sqrt(most_painted / square_inches));
}

// The pixels of `box` on a page that the raster covers.
Preview cut(const coverage::ProcessRaster& raster, const Rect& box, double ppi,
            const ink::Converter& converter) {
  const auto pixel = [ppi](measure::Length at, std::uint32_t most) {
    const auto nearest = std::llround(at.millimetres() * ppi / 25.4);
    return static_cast<std::uint32_t>(std::clamp<long long>(nearest, 0, most));
  };
  const std::uint32_t left = pixel(box.left(), raster.width),
                      right = pixel(box.right(), raster.width);
  const std::uint32_t top = pixel(box.top(), raster.height);
  const std::uint32_t bottom = pixel(box.bottom(), raster.height);
  std::string cmyk;
  for (std::uint32_t y = top; y < bottom; ++y) {
    const std::size_t row = std::size_t{y} * raster.width;
    cmyk.append(raster.cmyk, (row + left) * 4, std::size_t{right - left} * 4);
  }
  return {right - left, bottom - top, converter.image_to_rgb(cmyk)};
}

class LogoLook {
 public:
  LogoLook(const page::Document& document, const std::vector<typeset::Logo>& logos,
           const ink::OutputCondition& condition)
      : document_(document), logos_(logos), converter_(condition) {}

  finding::Findings judge(const std::vector<coverage::ProcessRaster>& rasters, double ppi) {
    std::size_t first = 0;
    for (const page::Page& page : document_.pages) {
      if (!has_logo(page)) continue;
      for (const page::Mark& mark : page.marks) {
        if (const auto* placed = std::get_if<PlacedArtwork>(&mark)) {
          judge(*placed, rasters, first, ppi);
        }
      }
      first += paintings;
    }
    return std::move(findings_);
  }

 private:
  void judge(const PlacedArtwork& placed, const std::vector<coverage::ProcessRaster>& rasters,
             std::size_t first, double ppi) {
    const auto painted = [&](Painted which) {
      return cut(rasters.at(first + static_cast<std::size_t>(which)), placed.box, ppi, converter_);
    };
    const Sight sight{painted(Painted::seen), painted(Painted::ground).rgb,
                      painted(Painted::alone).rgb};
    if (sight.seen.rgb.empty()) return;
    const page::Artwork& artwork = document_.artworks.at(placed.artwork.index);
    for (const finding::Finding& finding :
         judge_look(sight, placed.box.size, artwork.name, place_of(artwork))) {
      const bool known = std::ranges::any_of(findings_, [&](const finding::Finding& other) {
        return other.rule == finding.rule && other.place == finding.place;
      });
      if (!known) findings_.add(finding);
    }
  }
  finding::Place place_of(const page::Artwork& artwork) const {
    const auto logo = std::ranges::find_if(logos_, [&](const typeset::Logo& one) {
      return one.form == artwork.form && one.file_name == artwork.name;
    });
    return logo == logos_.end() ? finding::Place{"order.toml"} : logo->place;
  }

  const page::Document& document_;
  const std::vector<typeset::Logo>& logos_;
  ink::Converter converter_;
  finding::Findings findings_;
};

finding::Findings unseen(const Sentence& why) {
  finding::Findings findings;
  findings.note(
      "logos-unseen", {"order.toml"},
      {"Les bords et le contraste des logos n’ont pas été examinés\u00a0: " + why.fr,
       "Borders and contrast of the logos were not looked at: " + why.en},
      {"Regardez les logos sur le BAT, ou un par un par «\u00a0imprimatur artwork\u00a0».",
       "Look at the logos on the BAT, or one by one with \"imprimatur artwork\"."});
  return findings;
}

}  // namespace

finding::Findings look_at_logos(const Desk& desk, const page::Document& document,
                                const page::Resources& resources,
                                const ink::OutputCondition& condition,
                                const std::vector<typeset::Logo>& logos) {
  const page::Document painted = paintings_of(document);
  if (painted.pages.empty()) return {};
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(desk.house.ghostscript, unknown)) {
    const std::string program = desk.house.ghostscript.string();
    return unseen({"Ghostscript n’est pas installé (" + program + ").",
                   "Ghostscript is not installed (" + program + ")."});
  }
  pdf::DocumentFacts facts;
  facts.title = "logos";
  facts.creator = "imprimatur " IMPRIMATUR_VERSION;
  facts.made = desk.world.now();
  world::StringSink sink;
  pdf::write_pages(painted, resources, condition, facts, {}, sink);
  const world::ScratchFolder scratch(desk.house.scratch, "imprimatur-logos");
  const world::Path file = scratch.path() / "logos.pdf";
  world::write_file(file, sink.bytes(), world::Access::owner_only);
  const double ppi = ppi_for(painted);
  try {
    const auto rasters = coverage::render_inks(desk.house.ghostscript, file, ppi);
    if (rasters.size() == painted.pages.size())
      return LogoLook(document, logos, condition).judge(rasters, ppi);
  } catch (const coverage::Unpaintable&) {
    // The logos' fault or a busy machine's: this look is no gate.
  }
  return unseen({"Ghostscript n’a pas pu peindre les pages qui les portent.",
                 "Ghostscript could not paint the pages that have them."});
}

}  // namespace imprimatur::flow
