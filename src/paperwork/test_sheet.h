// The register test sheet: two pages as large as the shop's sheet, printed on both sides of it, on
// which one reads by how much the press lays the back beside its place. See docs/formats/shop.md.
#pragma once

#include "finding/finding.h"
#include "paperwork/fonts.h"
#include "shop/shop.h"
#include "world/world.h"

#include <optional>
#include <string>

namespace imprimatur::paperwork {

// The PDF file: the front, then the back. It is drawn without the correction that the shop's file
// has already, so that what is read replaces it. nullopt where gripper and margins leave no room
// for a scale. Throws finding::Failure where a font can't be read.
std::optional<std::string> test_sheet(const shop::Shop& shop, finding::Language language,
                                      world::Instant made, const Fonts& fonts);

}  // namespace imprimatur::paperwork
