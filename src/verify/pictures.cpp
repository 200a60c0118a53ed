#include "verify/pictures.h"

#include "finding/failure.h"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace imprimatur::verify {
namespace {

constexpr double finest = 120;  // dpi: the smallest type of a proof can be read

[[noreturn]] void cannot_draw() {
  throw finding::Failure(
      {"Les pages du BAT n’ont pas pu être dessinées.", "The BAT's pages can't be drawn."},
      {"Vérifiez la place sur le disque, puis relancez la commande.",
       "Check the space on the disk, then run the command again."});
}

// The library writes to files alone.
std::string as_png(const poppler::page& page, double dpi, const world::Path& scratch) {
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_rgb24);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  const poppler::image image = renderer.render_page(&page, dpi, dpi);
  if (!image.is_valid() || !image.save(scratch.string(), "png", static_cast<int>(dpi)))
    cannot_draw();
  return world::read_file(scratch);
}

}  // namespace

std::size_t write_pictures(const std::string& pdf, const world::Path& folder,
                           std::size_t most_bytes) {
  // What poppler would say on the console is no news: the file is ours.
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  if (!document) cannot_draw();
  const world::ScratchFolder scratch(folder, "picture");
  const int pages = document->pages();
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) cannot_draw();
    double dpi = finest;
    std::string png = as_png(*page, dpi, scratch.path() / "page.png");
    while (png.size() > most_bytes) {
      // Bytes shrink with the pixels at the fastest: never coarser than need be.
      dpi *= std::min(0.96,
                      std::sqrt(static_cast<double>(most_bytes) / static_cast<double>(png.size())));
      png = as_png(*page, dpi, scratch.path() / "page.png");
    }
    world::write_file(folder / fmt::format("page-{:02}.png", i + 1), png);
  }
  return static_cast<std::size_t>(pages);
}

}  // namespace imprimatur::verify
