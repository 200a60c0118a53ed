#include "coverage/preview.h"

#include "coverage/ghostscript.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

namespace imprimatur::coverage {
namespace {

constexpr std::uintmax_t most_bytes = 250u << 20;

const Trouble unpainted{
    {"Ghostscript n’a pas pu peindre l’aperçu", "Ghostscript could not paint the preview"},
    {"Installez ou réparez le paquet ghostscript (10.00 ou plus), puis relancez.",
     "Install or mend the package ghostscript (10.00 or later), then run again."}};

[[noreturn]] void refuse_preview() {
  refuse_result(unpainted, {"ce qu’il a dit n’est pas une image", "what it said is no picture"});
}

// What follows `name` on its line of the head of a PAM (netpbm, P7).
std::uint32_t number_after(std::string_view head, std::string_view name) {
  const std::size_t at = head.find(name);
  if (at == std::string_view::npos) refuse_preview();
  head.remove_prefix(at + name.size());
  std::uint32_t value = 0;
  if (std::from_chars(head.begin(), head.end(), value).ec != std::errc{}) refuse_preview();
  return value;
}

// One picture after the other.
std::vector<ProcessRaster> read_pams(std::string_view text) {
  constexpr std::string_view end = "\nENDHDR\n";
  std::vector<ProcessRaster> rasters;
  while (!text.empty()) {
    const std::size_t at = text.find(end);
    if (!text.starts_with("P7\n") || at == std::string_view::npos) refuse_preview();
    const std::string_view head = text.substr(0, at);
    ProcessRaster raster;
    raster.width = number_after(head, "\nWIDTH ");
    raster.height = number_after(head, "\nHEIGHT ");
    text.remove_prefix(at + end.size());
    const std::uint64_t size = std::uint64_t{raster.width} * raster.height * 4;
    if (number_after(head, "\nDEPTH ") != 4 || number_after(head, "\nMAXVAL ") != 255 ||
        size == 0 || size > text.size()) {
      refuse_preview();
    }
    raster.cmyk = text.substr(0, size);
    text.remove_prefix(size);
    rasters.push_back(std::move(raster));
  }
  if (rasters.empty()) refuse_preview();
  return rasters;
}

}  // namespace

std::vector<ProcessRaster> render_inks(const world::Path& ghostscript, const world::Path& pdf,
                                       double pixels_per_inch) {
  return read_pams(run_ghostscript(
      ghostscript, pdf,
      {"-sDEVICE=pamcmyk32", "-dMaxBitmap=1000000000",  // pages in memory: nothing in /tmp
       "-dOverprint=/enable", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
       fmt::format("-r{:.3f}", pixels_per_inch), "-sOutputFile=%stdout"},
      unpainted, most_bytes));
}

}  // namespace imprimatur::coverage
