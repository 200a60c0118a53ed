#include "artwork/worker/raster.h"

#include "artwork/worker/image.h"
#include "artwork/worker/importer.h"
#include "artwork/worker/syntax.h"

#include <algorithm>

namespace imprimatur::artwork {
namespace {

std::string head(const Pixels& size, std::string_view space) {
  return "<< /Type /XObject /Subtype /Image /Width " + std::to_string(size.width) + " /Height " +
         std::to_string(size.height) + " /ColorSpace " + std::string(space) +
         " /BitsPerComponent 8 /Filter /FlateDecode";
}

// Nothing shows where every pixel is wholly transparent.
void check_visible(const std::string& alpha) {
  if (!alpha.empty() && std::ranges::all_of(alpha, [](char a) { return a == 0; })) {
    throw Refused("artwork-blank");
  }
}

}  // namespace

bool is_density(double across, double down) {
  const auto fits = [](double ppi) { return ppi >= 20 && ppi <= 10'000; };
  return fits(across) && fits(down);
}

void check_size(const Pixels& size) {
  if (std::uint64_t{size.width} * size.height <= most_pixels) return;
  throw Refused("artwork-too-large",
                std::to_string(size.width) + " x " + std::to_string(size.height));
}

page::Form picture_form(Workshop& workshop, const Picture& picture) {
  check_visible(picture.alpha);
  page::Form form;
  form.natural = natural_size(picture.size.width * 72.0 / picture.across,
                              picture.size.height * 72.0 / picture.down);
  workshop.gauge.density = std::min(picture.across, picture.down) / 72;
  const std::size_t outer = workshop.reserve(), image = workshop.reserve();
  std::string mask, group, space = "/DeviceGray";
  if (!picture.alpha.empty()) {
    mask = " /SMask " + reference(workshop.add(head(picture.size, "/DeviceGray") + " >>",
                                               deflated(picture.alpha)));
    group = " /Group << /Type /Group /S /Transparency /CS /DeviceCMYK /I true >>";
  }
  std::string samples = picture.colour;
  if (picture.samples == Samples::rgb && is_neutral(samples)) {
    samples = reds_of(samples);
  } else if (picture.samples == Samples::rgb) {
    samples = workshop.colours.picture(samples);
    space = "/DeviceCMYK";
  } else if (picture.samples == Samples::cmyk) {
    space = "/DeviceCMYK";
  }
  workshop.objects[image] = {head(picture.size, space) + mask + " >>", deflated(samples)};
  const std::string matrix =
      numbers_text({form.natural.width.points(), 0, 0, form.natural.height.points(), 0, 0});
  workshop.objects[outer] = {"<< /Type /XObject /Subtype /Form " + box_text(form.natural) + group +
                                 " /Resources << /XObject << /I " + reference(image) + " >> >> >>",
                             "q " + matrix + " cm /I Do Q"};
  form.objects = std::move(workshop.objects);
  return form;
}

}  // namespace imprimatur::artwork
