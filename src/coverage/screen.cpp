#include "coverage/screen.h"

#include "coverage/ghostscript.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

namespace imprimatur::coverage {
namespace {

// Painted so many times finer and averaged: letters stand where they should, edges are smooth.
constexpr int finer = 3;
constexpr std::uintmax_t most_output = 64u << 20;

const Trouble unpainted_page{
    {"Ghostscript n’a pas pu peindre les pages", "Ghostscript could not paint the pages"},
    {"Installez ou réparez le paquet ghostscript (10.00 ou plus), puis relancez la commande.",
     "Install or mend the package ghostscript (10.00 or later), then run the command again."}};

// Empty where the PDF has no such page.
std::string paint(const world::Path& ghostscript, const world::Path& pdf, std::size_t page,
                  double pixels_per_inch) {
  return run_ghostscript(ghostscript, pdf,
                         {"-sDEVICE=png16m", fmt::format("-dDownScaleFactor={}", finer),
                          fmt::format("-dFirstPage={}", page), fmt::format("-dLastPage={}", page),
                          fmt::format("-r{:.3f}", finer * pixels_per_inch), "-sOutputFile=%stdout"},
                         unpainted_page, most_output);
}

}  // namespace

std::string screen_of(const world::Path& ghostscript, const world::Path& pdf, std::size_t page,
                      const Screen& screen) {
  double pixels_per_inch = screen.finest;
  std::string png = paint(ghostscript, pdf, page, pixels_per_inch);
  while (png.size() > screen.most_bytes) {
    // Bytes shrink with the pixels at the fastest: never coarser than need be.
    pixels_per_inch *= std::min(
        0.96, std::sqrt(static_cast<double>(screen.most_bytes) / static_cast<double>(png.size())));
    png = paint(ghostscript, pdf, page, pixels_per_inch);
  }
  return png;
}

std::size_t write_screens(const world::Path& ghostscript, const world::Path& pdf,
                          const world::Path& folder, std::size_t most_bytes) {
  for (std::size_t page = 1;; ++page) {
    const std::string png = screen_of(ghostscript, pdf, page, {.most_bytes = most_bytes});
    if (png.empty()) return page - 1;
    world::write_file(folder / fmt::format("page-{:02}.png", page), png);
  }
}

}  // namespace imprimatur::coverage
