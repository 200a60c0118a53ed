// The register test sheet: for each paper of the shop two pages as large as it, printed on both
// sides of one sheet, on which one reads by how much the press lays the back beside its place. See
// docs/formats/shop.md.
#pragma once

#include "finding/finding.h"
#include "paperwork/fonts.h"
#include "shop/shop.h"
#include "world/world.h"

#include <optional>
#include <string>

namespace imprimatur::paperwork {

// The PDF file: of each paper, in the shop's order, the front, then the back. It is drawn without
// the correction that the shop's file has already, so that what is read replaces it. A paper on
// which gripper and margins leave no room for a scale has no pages; nullopt where none has. Throws
// finding::Failure where a font can't be read.
std::optional<std::string> test_sheet(const shop::Shop& shop, finding::Language language,
                                      world::Instant made, const Fonts& fonts);

}  // namespace imprimatur::paperwork
