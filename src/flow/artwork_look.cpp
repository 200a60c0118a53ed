#include "flow/artwork_look.h"

#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Severity;
using measure::Length;
using measure::Size;

// Of 255: what is lighter than this is paper to the eye.
constexpr int nearly_white = 250;
constexpr int pale = 205;  // some 20 % of black
constexpr std::int64_t long_side = 10;
constexpr std::int64_t border_share = 10;  // of a side: a tenth

class Look {
 public:
  Look(const Preview& preview, const Size& size) : preview_(preview), size_(size) {
    left_ = preview.width, top_ = preview.height;
    for (std::uint32_t y = 0; y < preview.height; ++y) {
      for (std::uint32_t x = 0; x < preview.width; ++x) look_at(x, y);
    }
  }

  bool is_bare() const { return right_ == 0; }
  int darkest() const { return darkest_; }
  Length left() const { return part(size_.width, left_, preview_.width); }
  Length right() const { return part(size_.width, preview_.width - right_, preview_.width); }
  Length top() const { return part(size_.height, top_, preview_.height); }
  Length bottom() const { return part(size_.height, preview_.height - bottom_, preview_.height); }

 private:
  void look_at(std::uint32_t x, std::uint32_t y) {
    const std::size_t at = (std::size_t{y} * preview_.width + x) * 3;
    int least = 255;
    for (std::size_t k = at; k < at + 3; ++k) {
      least = std::min(least, int{static_cast<unsigned char>(preview_.rgb[k])});
    }
    darkest_ = std::min(darkest_, least);
    if (least > nearly_white) return;
    left_ = std::min(left_, x), right_ = std::max(right_, x + 1);
    top_ = std::min(top_, y), bottom_ = std::max(bottom_, y + 1);
  }
  static Length part(Length whole, std::uint32_t pixels, std::uint32_t of) {
    return Length::from_micrometres(whole.micrometres() * pixels / of);
  }

  const Preview& preview_;
  Size size_;
  std::uint32_t left_ = 0, top_ = 0, right_ = 0, bottom_ = 0;  // of what is not paper
  int darkest_ = 255;
};

std::string in_french(Length length) {
  std::string text = fmt::format("{:.1f}", length.millimetres());
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}
std::string in_english(Length length) {
  return fmt::format("{:.1f}", length.millimetres());
}

finding::Finding border(const Look& look, const std::string& name) {
  return {
      Severity::warning,
      "artwork-border",
      {name},
      {fmt::format("Le logo «\u00a0{}\u00a0» est bordé de blanc\u00a0: {}\u00a0mm à gauche, "
                   "{}\u00a0mm à droite, {}\u00a0mm en haut, {}\u00a0mm en bas.",
                   name, in_french(look.left()), in_french(look.right()), in_french(look.top()),
                   in_french(look.bottom())),
       fmt::format("The logo \"{}\" has a white border: {} mm at the left, {} mm at the right, "
                   "{} mm above, {} mm below.",
                   name, in_english(look.left()), in_english(look.right()), in_english(look.top()),
                   in_english(look.bottom()))},
      {"Recadrez-le au plus près\u202f: sinon il est placé plus petit qu’il ne pourrait l’être.",
       "Crop it closely: else it is placed smaller than it could be."}};
}

finding::Finding too_light(const Look& look, const std::string& name) {
  const int percent = (255 - look.darkest()) * 100 / 255;
  return {Severity::warning,
          "artwork-pale",
          {name},
          {fmt::format(
               "Le logo «\u00a0{}\u00a0» se distingue à peine du papier\u00a0: {}\u202f% au plus "
               "foncé.",
               name, percent),
           fmt::format("The logo \"{}\" hardly differs from the paper: {}% at its darkest.", name,
                       percent)},
          {"Demandez la version pour fond clair, ou placez-le sur un fond foncé.",
           "Ask for the version for light grounds, or place it on a dark one."}};
}

finding::Finding elongated(const Size& size, const std::string& name) {
  return {Severity::note,
          "artwork-aspect",
          {name},
          {fmt::format("Le logo «\u00a0{}\u00a0» est très étiré\u00a0: {} × {}\u00a0mm.", name,
                       in_french(size.width), in_french(size.height)),
           fmt::format("The logo \"{}\" is very long: {} × {} mm.", name, in_english(size.width),
                       in_english(size.height))},
          {"Demandez s’il en existe une version plus ramassée.",
           "Ask whether there is a more compact version of it."}};
}

}  // namespace

finding::Findings judge_look(const Preview& preview, const Size& size, const std::string& name) {
  finding::Findings findings;
  const Look look(preview, size);
  if (look.darkest() > pale) findings.add(too_light(look, name));
  const bool wide = (look.left() + look.right()) * border_share > size.width;
  const bool high = (look.top() + look.bottom()) * border_share > size.height;
  if (!look.is_bare() && (wide || high)) findings.add(border(look, name));
  if (size.width > size.height * long_side || size.height > size.width * long_side) {
    findings.add(elongated(size, name));
  }
  return findings;
}

}  // namespace imprimatur::flow
