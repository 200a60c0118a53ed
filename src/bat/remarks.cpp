#include "bat/remarks.h"

#include "bat/rows.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

namespace imprimatur::bat {
namespace {

using finding::Finding;
using finding::Language;
using finding::Sentence;

// Without words nothing is said.
struct ForLogos {
  std::string_view rule;
  const Sentence *one, *many;
};

constexpr ForLogos for_logos[] = {
    {"artwork-rgb", &words::logo_rgb, &words::logos_rgb},
    {"artwork-resolution", &words::logo_resolution, &words::logos_resolution},
    {"artwork-thin-line", &words::logo_thin_line, &words::logos_thin_line},
    {"artwork-small-text", &words::logo_small_text, &words::logos_small_text},
    {"artwork-spot", &words::logo_spot, &words::logos_spot},
    {"artwork-pages", &words::logo_pages, &words::logos_pages},
    {"artwork-annotations", &words::logo_annotations, &words::logos_annotations},
    {"artwork-effects", &words::logo_effects, &words::logos_effects},
    {"artwork-turned", &words::logo_turned, &words::logos_turned},
    {"artwork-profile-unusable", &words::logo_profile, &words::logos_profile},
    {"artwork-border", &words::logo_border, &words::logos_border},
    {"artwork-pale", &words::logo_ground, &words::logos_ground},
    {"artwork-ground", &words::logo_ground, &words::logos_ground},
    {"artwork-aspect", &words::logo_aspect, &words::logos_aspect},
    {"artwork-channels", &words::logo_channels, &words::logos_channels},
    {"artwork-profile-cmyk", nullptr, nullptr},
    {"artwork-reduced", nullptr, nullptr},
    {"logos-unseen", nullptr, nullptr}};

class Remarks {
 public:
  explicit Remarks(const Proof& proof) : proof_(proof), language_(proof.shown.order.language) {}

  std::vector<std::string> tell() {
    for (const Finding& finding : proof_.findings) {
      std::string words = words_of(finding);
      if (!words.empty()) told_.push_back(std::move(words));
    }
    return std::move(told_);
  }

 private:
  std::string words_of(const Finding& finding) {
    const auto logos = std::ranges::find(for_logos, finding.rule, &ForLogos::rule);
    if (logos != std::end(for_logos)) return of_logos(*logos);
    if (finding.rule == "empty-zone") return once(finding.rule) ? of_empty_zones() : "";
    if (finding.rule == "delivery-implied") return say(words::delivery_implied, language_);
    if (finding.rule == "slip-character")
      return once(finding.rule) ? say(words::slip_character, language_) : "";
    const std::string& hint = finding.hint.in(language_);
    return finding.sentence.in(language_) + (hint.empty() ? "" : " " + hint);
  }

  bool once(const std::string& rule) { return rules_.insert(rule).second; }

  // All the logos that the rule speaks of, at its first finding.
  std::string of_logos(const ForLogos& words) {
    if (words.one == nullptr || !once(std::string(words.rule))) return "";
    std::vector<std::string> names;
    for (const Finding& finding : proof_.findings) {
      if (finding.rule != words.rule) continue;
      std::string name = quoted(logo_at(finding.place));
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return names.size() == 1 ? say(*words.one, language_, fmt::arg("logo", names.front()))
                             : say(*words.many, language_, fmt::arg("logos", listed(names)));
  }

  // As the order calls it; a logo that says nothing of itself by its file.
  std::string logo_at(const finding::Place& place) const {
    const auto& logos = proof_.shown.order.logos;
    const auto logo = std::ranges::find(logos, place, &order::Logo::place);
    if (logo == logos.end()) return "?";
    return logo->alternate.empty() ? logo->file.filename().string()
                                   : wording::typeset(logo->alternate, language_);
  }

  std::string quoted(const std::string& name) const {
    return say(words::quoted, language_, fmt::arg("name", name));
  }

  std::string listed(const std::vector<std::string>& names) const {
    if (names.size() < 2) return names.empty() ? "" : names.front();
    return say(words::list_end, language_,
               fmt::arg("list", fmt::join(names.begin(), names.end() - 1, ", ")),
               fmt::arg("last", names.back()));
  }

  std::string of_empty_zones() const {
    const order::Order& order = proof_.shown.order;
    std::vector<std::string> names;
    for (const auto& [zone, title] : proof_.shown.product.zones) {
      const auto text = order.texts.find(zone);
      const bool has_text = text != order.texts.end() && !text->second.words.empty();
      const auto& logos = order.logos;
      if (has_text || std::ranges::find(logos, zone, &order::Logo::zone) != logos.end()) continue;
      names.push_back(quoted(title));
    }
    return say(words::empty_zones, language_, fmt::arg("zones", listed(names)));
  }

  const Proof& proof_;
  Language language_;
  std::vector<std::string> told_;
  std::set<std::string> rules_;
};

}  // namespace

std::vector<std::string> remarks_of(const Proof& proof) {
  return Remarks(proof).tell();
}

}  // namespace imprimatur::bat
