#include "artwork/worker/importer.h"
#include "artwork/worker/read.h"
#include "artwork/worker/svg_scan.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <algorithm>
#include <memory>

namespace imprimatur::artwork {
namespace {

// The drawing's longer side, in units of the surface it is drawn on. What Cairo must turn into
// pixels (masks, filters) has as many of them; coordinates are exact to 1/256 of a unit. Filters
// take time by the pixel: 1200 are 600 to the inch at 50 mm.
constexpr double usual_side = 2400, side_with_effects = 1200;
constexpr double points_of_pixel = 72.0 / 96.0;  // CSS 2.1, 4.3.2

struct Release {
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(GError* error) const { g_error_free(error); }
};
template <typename T>
using Held = std::unique_ptr<T, Release>;

Held<RsvgHandle> parse(std::string_view bytes) {
  GError* error = nullptr;
  Held<RsvgHandle> handle(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()),
                                                    bytes.size(), &error));
  if (!handle) {
    const Held<GError> held(error);
    throw Refused("artwork-damaged", "SVG");
  }
  rsvg_handle_set_dpi(handle.get(), 96);
  return handle;
}

struct Dimensions {
  double width = 0, height = 0;  // CSS pixels
};

// The drawing's own size; without one, that of its viewBox; without either, of what it draws.
Dimensions dimensions_of(RsvgHandle* handle) {
  Dimensions size;
  if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &size.width, &size.height) != FALSE &&
      size.width > 0 && size.height > 0) {
    return size;
  }
  gboolean has_width = FALSE, has_height = FALSE, has_box = FALSE;
  RsvgLength width{}, height{};
  RsvgRectangle box{};
  rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height, &height, &has_box,
                                       &box);
  if (has_box == FALSE || !(box.width > 0) || !(box.height > 0))
    throw Refused("artwork-dimensions");
  return {box.width, box.height};
}

cairo_status_t take(void* out, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

// A one-page PDF of the drawing, `width` × `height` units large.
std::string draw(RsvgHandle* handle, double width, double height) {
  std::string pdf;
  const Held<cairo_surface_t> surface(
      cairo_pdf_surface_create_for_stream(take, &pdf, width, height));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  {
    const Held<cairo_t> cairo(cairo_create(surface.get()));
    const RsvgRectangle viewport{0, 0, width, height};
    GError* error = nullptr;
    if (rsvg_handle_render_document(handle, cairo.get(), &viewport, &error) == FALSE) {
      const Held<GError> held(error);
      throw Refused("artwork-damaged", "SVG");
    }
    cairo_show_page(cairo.get());
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) throw Refused("artwork-complex");
  return pdf;
}

}  // namespace

page::Form read_svg(Workshop& workshop, std::string_view bytes) {
  const std::string plain = plainer(bytes);
  scan_svg(plain, workshop.remarks);
  if (workshop.remarks.refused()) return {};
  const Held<RsvgHandle> handle = parse(plain);
  const Dimensions size = dimensions_of(handle.get());
  natural_size(size.width * points_of_pixel, size.height * points_of_pixel);
  const bool effects = has_effects(bytes);
  if (effects) workshop.remarks.add("artwork-effects");
  const double scale =
      (effects ? side_with_effects : usual_side) / std::max(size.width, size.height);
  const double width = size.width * scale, height = size.height * scale;
  const std::string pdf = draw(handle.get(), width, height);
  QPDF file;
  file.setSuppressWarnings(true);
  file.processMemoryFile("drawing", pdf.data(), pdf.size());
  QPDFObjectHandle page = QPDFPageDocumentHelper(file).getAllPages().at(0).getObjectHandle();
  return import_page(workshop, file, page, {0, 0, width, height, 0, points_of_pixel / scale});
}

void prepare_svg() {
  // A stroke, a picture, and a lighting filter, whose threads librsvg starts once and keeps: all
  // that is loaded or started when it is first needed.
  static constexpr std::string_view drawing = R"~(
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="8" height="8">
      <filter id="f">
        <feDiffuseLighting><feDistantLight azimuth="1"/></feDiffuseLighting>
        <feGaussianBlur stdDeviation="1"/>
      </filter>
      <path d="M0 0L8 8" stroke="#123" filter="url(#f)"/>
      <image width="4" height="4" xlink:href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAA
AAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="/>
    </svg>)~";
  const Held<RsvgHandle> handle = parse(drawing);
  draw(handle.get(), 8, 8);
}

}  // namespace imprimatur::artwork
