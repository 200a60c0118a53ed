#include "coverage/preview.h"

#include "finding/failure.h"
#include "world/child.h"

#include <fmt/format.h>

#include <charconv>

namespace imprimatur::coverage {
namespace {

constexpr world::ChildBounds preview_bounds{std::chrono::seconds{120}, std::chrono::seconds{120},
                                            std::uintmax_t{3} << 30, 200u << 20};

[[noreturn]] void refuse_preview() {
  throw finding::Failure(
      {"Ghostscript n’a pas pu peindre l’aperçu.", "Ghostscript could not paint the preview."},
      {"Installez ou réparez le paquet ghostscript (10.00 ou plus), puis relancez.",
       "Install or mend the package ghostscript (10.00 or later), then run again."});
}

// A PPM (P6): three numbers between blanks, one blank, then the samples.
class Ppm {
 public:
  explicit Ppm(std::string_view text) : rest_(text) {}

  Raster read() {
    if (!rest_.starts_with("P6")) refuse_preview();
    rest_.remove_prefix(2);
    Raster raster;
    raster.width = number();
    raster.height = number();
    if (number() != 255 || rest_.empty()) refuse_preview();
    rest_.remove_prefix(1);
    if (rest_.size() != std::size_t{raster.width} * raster.height * 3) refuse_preview();
    raster.rgb = rest_;
    return raster;
  }

 private:
  std::uint32_t number() {
    for (;;) {
      const std::size_t start = rest_.find_first_not_of(" \t\r\n");
      if (start == std::string_view::npos) refuse_preview();
      rest_.remove_prefix(start);
      if (rest_[0] != '#') break;
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    }
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(rest_.begin(), rest_.end(), value);
    if (error != std::errc{} || value == 0) refuse_preview();
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
    return value;
  }

  std::string_view rest_;
};

}  // namespace

Raster render_preview(const world::Path& ghostscript, const world::Path& pdf,
                      std::string_view cmyk_profile, double pixels_per_inch,
                      const world::Path& scratch) {
  if (!world::is_ordinary_file(ghostscript)) refuse_preview();
  const world::Path profile = std::filesystem::absolute(scratch) / "condition.icc";
  world::write_file(profile, cmyk_profile, world::Access::owner_only);
  const auto result = world::run_child(
      ghostscript,
      {"-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-sstdout=%stderr",
       "-sDEVICE=ppmraw", "-dMaxBitmap=1000000000", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
       "-dOverprint=/simulate", "-dFirstPage=1", "-dLastPage=1",
       "--permit-file-read=" + profile.string(), "-sDefaultCMYKProfile=" + profile.string(),
       fmt::format("-r{:.3f}", pixels_per_inch), "-sOutputFile=%stdout", "-f",
       std::filesystem::absolute(pdf).string()},
      "", preview_bounds);
  world::remove_file(profile);
  if (result.end != world::ChildEnd::exited || result.status != 0) refuse_preview();
  return Ppm(result.output).read();
}

}  // namespace imprimatur::coverage
