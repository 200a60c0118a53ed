// How fine a logo is drawn, and whether a press can show it at the size it is placed.
#pragma once

#include "finding/finding.h"
#include "measure/measure.h"

#include <cstdint>
#include <optional>
#include <string>

namespace imprimatur::page {

// The finest of each kind at one size of the whole; nullopt where there is none of the kind.
struct Fineness {
  std::optional<std::uint32_t> pixels_per_metre;  // of the coarsest picture; 300 ppi are 11 811
  std::optional<measure::Length> thinnest_line;   // stroked; zero is as thin as a device can
  std::optional<measure::Length> smallest_text;   // the em; letters drawn as areas don't count
  bool operator==(const Fineness&) const = default;
};

// The same drawing `to` wide instead of `from`. Neither is zero.
Fineness scaled(const Fineness& fineness, measure::Length from, measure::Length to);

// Pixels to the inch, rounded; the file's or order's size has been taken into account before.
std::uint32_t pixels_per_inch(std::uint32_t per_metre);

// How wide a picture may be placed that has `least` pixels an inch then.
measure::Length widest(std::uint32_t per_metre, measure::Length width, std::uint32_t least);

// Below 150 pixels an inch is an error, below 225 a warning (GWG 2022, R0031 turned round:
// "artwork-resolution"); strokes below 0.25 pt ("artwork-thin-line", R0018) and text below 5 pt
// ("artwork-small-text", R0016 for digital presses) are warnings. `fineness` is that at the size of
// placing, `name` the file's.
inline constexpr std::uint32_t least_ppi = 150, good_ppi = 225;
finding::Findings judge(const Fineness& fineness, const std::string& name,
                        const finding::Place& place);

}  // namespace imprimatur::page
