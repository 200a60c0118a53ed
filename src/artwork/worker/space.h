// Colour spaces of a file (ISO 32000-1, 8.6) and what becomes of them.
#pragma once

#include "artwork/worker/workshop.h"

#include <qpdf/QPDFObjectHandle.hh>

#include <memory>
#include <string>
#include <string_view>

namespace imprimatur::artwork {

enum class Family : std::uint8_t { grey, rgb, cmyk, spot, indexed, pattern };

struct Space {
  Family family = Family::grey;
  // How the form writes it; empty for rgb, which no form has.
  std::string text = "/DeviceGray";
  Family base = Family::grey;  // of indexed
  std::string palette;         // of indexed over rgb: RGBRGB…
  // Of rgb: the ICC profile that says what it means; null where that is sRGB.
  std::shared_ptr<const std::string> profile{};
  std::string_view meaning() const { return profile ? std::string_view(*profile) : ""; }
  std::size_t components() const;
};

// Calibrated and device spaces of one family are one, ICC-based grey and CMYK too: the press's
// condition is the only one that counts. An RGB profile is followed. Lab, DeviceN and patterns over
// RGB are refused.
Space read_space(Workshop& workshop, QPDFObjectHandle space, QPDFObjectHandle resources,
                 int depth = 0);

}  // namespace imprimatur::artwork
