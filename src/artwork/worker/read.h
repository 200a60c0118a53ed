// One reader per kind of file. Each throws Refused, or what its library throws, on a file it can't
// read; what is made is checked again on the other side of the door.
#pragma once

#include "artwork/worker/workshop.h"

#include <optional>
#include <string_view>

namespace imprimatur::artwork {

// `page` counts from 1; 0 is the first, with a remark where there are more.
page::Form read_pdf(Workshop& workshop, std::string_view bytes, std::uint32_t page);
page::Form read_svg(Workshop& workshop, std::string_view bytes);
// `pixels` is set as soon as it is known, even where the file is then refused for it.
page::Form read_png(Workshop& workshop, std::string_view bytes, std::optional<Pixels>& pixels);
page::Form read_jpeg(Workshop& workshop, std::string_view bytes, std::optional<Pixels>& pixels);
page::Form read_webp(Workshop& workshop, std::string_view bytes, std::optional<Pixels>& pixels);
// `page` as for a PDF.
page::Form read_tiff(Workshop& workshop, std::string_view bytes, std::uint32_t page,
                     std::optional<Pixels>& pixels);

// Makes librsvg load what it loads but once, while it still can.
void prepare_svg();

}  // namespace imprimatur::artwork
