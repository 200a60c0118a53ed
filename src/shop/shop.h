// A print shop as the sheets must know it: paper, gripper, guillotine, marks, printing condition.
// Read from shops/NAME.toml of the workspace; the format is in docs/formats/shop.md.
//
// The sheet is seen from its front, as the press prints it: origin top-left, x along its width.
#pragma once

#include "finding/finding.h"
#include "ink/ink.h"
#include "measure/measure.h"
#include "world/files.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::shop {

using measure::Length;
using measure::Size;

enum class Edge : std::uint8_t { left, top, right, bottom };

// How the sheet is turned between its two sides: about an axis along its short or its long edge. A
// landscape sheet flipped about its short edge turns as a page of a book does.
enum class Flip : std::uint8_t { short_edge, long_edge };

// What TrimBox says of a sheet (PDF has one box for the whole of it): the union of the trimmed
// leaves, or the paper sheet itself, for imposition programs that centre on TrimBox.
enum class TrimBox : std::uint8_t { net, sheet };

// A strip at each edge where the press prints nothing.
struct Margins {
  Length left, top, right, bottom;
  bool operator==(const Margins&) const = default;
};

// The strip by which the press holds the sheet, measured from its edge; zero where it needs none.
struct Gripper {
  Edge edge = Edge::left;
  Length depth;
  bool operator==(const Gripper&) const = default;
};

// How much the guillotine takes at once: by height, by a number of sheets, or both (the smaller
// wins). `sheets_of` names stocks that are known better than by their caliper.
struct Lift {
  std::optional<Length> height;
  std::optional<std::uint32_t> sheets;
  std::map<std::string, std::uint32_t> sheets_of;
  bool operator==(const Lift&) const = default;
};

// Crop marks: lines from `offset` to `offset + length` outside the trim, `width` thick.
struct CropMarks {
  Length offset, length, width;
  bool operator==(const CropMarks&) const = default;
};

struct Shop {
  std::string name;   // of the file, "default"
  std::string title;  // for people
  Size sheet;
  Gripper gripper;
  Margins margins;
  Length gutter;  // between the trims of two neighbouring leaves; they share it for their bleed
  Flip flip = Flip::short_edge;
  Lift lift;
  CropMarks crop;
  Length slug;  // depth of the strip kept for the slug line
  TrimBox trim_box = TrimBox::net;
  std::uint32_t sheets_per_file = 0;  // at least 1
  ink::OutputCondition condition;     // with its profile's bytes
};

// The most sheets of `stock` (each `caliper` thick) that are cut at once; at least 1.
std::uint32_t largest_lift(const Shop& shop, const std::string& stock, Length caliper);

// Reads a shop's file. Every fault, a gripper and margins that leave nothing of the sheet among
// them, is a finding at its line; what depends on the product too is impose's to find. nullopt
// where an error leaves no shop to speak of. The profile is looked for in `profile_folders`, in
// turn. Throws finding::Failure only where the disk refuses.
struct ReadShop {
  std::optional<Shop> shop;
  finding::Findings findings;
};
ReadShop read_shop(const world::Path& file, const std::vector<world::Path>& profile_folders);

}  // namespace imprimatur::shop
