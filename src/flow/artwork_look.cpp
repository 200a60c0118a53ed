#include "flow/artwork_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace imprimatur::flow {
namespace {

using finding::Severity;
using measure::Length;
using measure::Size;

// Of 255, the largest difference of a channel: what differs less from white or from the ground is
// the same to the eye; what differs less than `faint`, some 20 % of black, is hardly seen.
constexpr int same = 5;
constexpr int faint = 51;
constexpr std::int64_t long_side = 10;
constexpr std::int64_t border_share = 10;  // of a side: a tenth
constexpr std::uint32_t fewest_pixels = 20;  // of a side that has a border
constexpr std::uint64_t most_faint = 30;     // per cent of what is drawn

int difference(std::string_view one, std::string_view other) {
  int most = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    most = std::max(most, std::abs(int{static_cast<unsigned char>(one[k])} -
                                   int{static_cast<unsigned char>(other[k])}));
  }
  return most;
}

// Along one side: whether all pixels of each row, or of each column, show the ground, or are white.
struct Strips {
  std::vector<bool> ground, white;
  explicit Strips(std::uint32_t count) : ground(count, true), white(count, true) {}
  bool bare(std::size_t i) const { return ground[i] || white[i]; }
  std::uint32_t leading() const {
    std::uint32_t count = 0;
    while (count < ground.size() && bare(count)) ++count;
    return count;
  }
  std::uint32_t trailing() const {
    std::uint32_t count = 0;
    while (count < ground.size() && bare(ground.size() - 1 - count)) ++count;
    return count;
  }
};

class Look {
 public:
  Look(const Sight& sight, const Size& size)
      : sight_(sight), size_(size), columns_(sight.seen.width), rows_(sight.seen.height) {
    for (std::uint32_t y = 0; y < sight.seen.height; ++y) {
      for (std::uint32_t x = 0; x < sight.seen.width; ++x) look_at(x, y);
    }
  }

  bool is_bare() const { return columns_.leading() == sight_.seen.width; }
  bool is_on_paper() const { return paper_; }
  bool is_on_dark() const { return light_ * 2 < std::uint64_t{255} * 3 * pixels(); }
  int contrast() const { return contrast_; }  // of 255, at its strongest
  // Of what the logo draws, how much is hardly seen: per cent.
  std::uint64_t faint_share() const { return drawn_ == 0 ? 0 : faint_ * 100 / drawn_; }
  Length left() const { return part(size_.width, columns_.leading(), sight_.seen.width); }
  Length right() const { return part(size_.width, columns_.trailing(), sight_.seen.width); }
  Length top() const { return part(size_.height, rows_.leading(), sight_.seen.height); }
  Length bottom() const { return part(size_.height, rows_.trailing(), sight_.seen.height); }

 private:
  std::uint64_t pixels() const { return std::uint64_t{sight_.seen.width} * sight_.seen.height; }
  void look_at(std::uint32_t x, std::uint32_t y) {
    static constexpr std::string_view white = "\xff\xff\xff";
    const std::size_t at = (std::size_t{y} * sight_.seen.width + x) * 3;
    const std::string_view seen = std::string_view(sight_.seen.rgb).substr(at, 3);
    const std::string_view ground = std::string_view(sight_.ground).substr(at, 3);
    const int from_ground = difference(seen, ground);
    contrast_ = std::max(contrast_, from_ground);
    if (from_ground > same) columns_.ground[x] = rows_.ground[y] = false;
    if (difference(seen, white) > same) columns_.white[x] = rows_.white[y] = false;
    if (difference(ground, white) > same) paper_ = false;
    for (const char c : ground) light_ += static_cast<unsigned char>(c);
    if (difference(std::string_view(sight_.alone).substr(at, 3), white) < faint) return;
    ++drawn_;
    if (from_ground < faint) ++faint_;
  }
  static Length part(Length whole, std::uint32_t pixels, std::uint32_t of) {
    return Length::from_micrometres(whole.micrometres() * pixels / of);
  }

  const Sight& sight_;
  Size size_;
  Strips columns_, rows_;
  bool paper_ = true;
  int contrast_ = 0;
  std::uint64_t drawn_ = 0, faint_ = 0, light_ = 0;
};

std::string in_french(Length length) {
  std::string text = fmt::format("{:.1f}", length.millimetres());
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}
std::string in_english(Length length) {
  return fmt::format("{:.1f}", length.millimetres());
}

finding::Finding border(const Look& look, const std::string& name, const finding::Place& place) {
  return {
      Severity::warning,
      "artwork-border",
      place,
      {fmt::format("Le logo «\u00a0{}\u00a0» est bordé de vide\u00a0: {}\u00a0mm à gauche, "
                   "{}\u00a0mm à droite, {}\u00a0mm en haut, {}\u00a0mm en bas.",
                   name, in_french(look.left()), in_french(look.right()), in_french(look.top()),
                   in_french(look.bottom())),
       fmt::format("The logo \"{}\" has an empty border: {} mm at the left, {} mm at the right, "
                   "{} mm above, {} mm below.",
                   name, in_english(look.left()), in_english(look.right()), in_english(look.top()),
                   in_english(look.bottom()))},
      {"Recadrez-le au plus près\u202f: sinon il est placé plus petit qu’il ne pourrait l’être.",
       "Crop it closely: else it is placed smaller than it could be."}};
}

int percent_of(int channel) {
  return channel * 100 / 255;
}

finding::Finding too_light(const Look& look, const std::string& name, const finding::Place& place) {
  const int percent = percent_of(look.contrast());
  return {Severity::warning,
          "artwork-pale",
          place,
          {fmt::format(
               "Le logo «\u00a0{}\u00a0» se distingue à peine du papier\u00a0: {}\u202f% au plus "
               "foncé.",
               name, percent),
           fmt::format("The logo \"{}\" hardly differs from the paper: {}% at its darkest.", name,
                       percent)},
          {"Demandez la version pour fond clair, ou placez-le sur un fond foncé.",
           "Ask for the version for light grounds, or place it on a dark one."}};
}

finding::Sentence for_this_ground(const Look& look) {
  if (look.is_on_dark())
    return {"Demandez la version pour fond foncé, ou placez-le sur un fond clair.",
            "Ask for the version for dark grounds, or place it on a light one."};
  return {"Demandez la version pour fond clair, ou placez-le sur un fond foncé.",
          "Ask for the version for light grounds, or place it on a dark one."};
}

finding::Finding lost_on_ground(const Look& look, const std::string& name,
                                const finding::Place& place) {
  const int percent = percent_of(look.contrast());
  return {
      Severity::warning,
      "artwork-ground",
      place,
      {fmt::format("Le logo «\u00a0{}\u00a0» se distingue à peine de son fond\u00a0: "
                   "{}\u202f% au plus.",
                   name, percent),
       fmt::format("The logo \"{}\" hardly differs from its ground: {}% at most.", name, percent)},
      for_this_ground(look)};
}

finding::Finding partly_lost(const Look& look, const std::string& name,
                             const finding::Place& place) {
  return {Severity::warning,
          "artwork-ground",
          place,
          {fmt::format("{}\u202f% de ce que dessine le logo «\u00a0{}\u00a0» se distingue à peine "
                       "de son fond.",
                       look.faint_share(), name),
           fmt::format("{}% of what the logo \"{}\" draws hardly differs from its ground.",
                       look.faint_share(), name)},
          for_this_ground(look)};
}

finding::Finding elongated(const Size& size, const std::string& name, const finding::Place& place) {
  return {Severity::note,
          "artwork-aspect",
          place,
          {fmt::format("Le logo «\u00a0{}\u00a0» est très étiré\u00a0: {} × {}\u00a0mm.", name,
                       in_french(size.width), in_french(size.height)),
           fmt::format("The logo \"{}\" is very long: {} × {} mm.", name, in_english(size.width),
                       in_english(size.height))},
          {"Demandez s’il en existe une version plus ramassée.",
           "Ask whether there is a more compact version of it."}};
}

}  // namespace

Sight on_paper(Preview preview) {
  std::string alone = preview.rgb, paper(preview.rgb.size(), '\xff');
  return {std::move(preview), std::move(paper), std::move(alone)};
}

finding::Findings judge_look(const Sight& sight, const Size& size, const std::string& name,
                             const finding::Place& place) {
  finding::Findings findings;
  const Look look(sight, size);
  if (look.contrast() < faint) {
    findings.add(look.is_on_paper() ? too_light(look, name, place)
                                    : lost_on_ground(look, name, place));
  } else if (look.faint_share() > most_faint) {
    findings.add(partly_lost(look, name, place));
  }
  const bool wide =
      sight.seen.width >= fewest_pixels && (look.left() + look.right()) * border_share > size.width;
  const bool high = sight.seen.height >= fewest_pixels &&
                    (look.top() + look.bottom()) * border_share > size.height;
  if (!look.is_bare() && (wide || high)) findings.add(border(look, name, place));
  if (size.width > size.height * long_side || size.height > size.width * long_side) {
    findings.add(elongated(size, name, place));
  }
  return findings;
}

}  // namespace imprimatur::flow
