#include "artwork/worker/answer.h"

#include "artwork/worker/read.h"
#include "artwork/worker/recognise.h"

#include <qpdf/QPDFExc.hh>

#include <algorithm>
#include <cmath>
#include <new>

namespace imprimatur::artwork {
namespace {

page::Fineness fineness_of(const Gauge& gauge) {
  constexpr double points_per_metre = 72 / 0.0254;
  static constexpr double most_points = 100'000, most_density = 1e5;
  page::Fineness fineness;
  if (std::isfinite(gauge.density)) {
    fineness.pixels_per_metre = static_cast<std::uint32_t>(
        std::lround(std::min(gauge.density, most_density) * points_per_metre));
  }
  const auto length = [](double points) {
    return measure::Length::from_points(std::min(points, most_points));
  };
  if (std::isfinite(gauge.line)) fineness.thinnest_line = length(gauge.line);
  if (std::isfinite(gauge.text)) fineness.smallest_text = length(gauge.text);
  return fineness;
}

page::Form read(Workshop& workshop, const Request& request, Answer& answer) {
  if (request.artwork.empty()) throw Refused("artwork-empty");
  const Recognised recognised = recognise(request.artwork);
  const std::string_view bytes = recognised.bytes;
  answer.kind = recognised.kind;
  if (request.page > 1 && recognised.kind != Kind::pdf && recognised.kind != Kind::tiff &&
      recognised.kind != Kind::unknown) {
    throw Refused("artwork-no-page", std::to_string(request.page));
  }
  switch (recognised.kind) {
    case Kind::svg: return read_svg(workshop, bytes);
    case Kind::pdf: return read_pdf(workshop, bytes, request.page);
    case Kind::png: return read_png(workshop, bytes, answer.pixels);
    case Kind::jpeg: return read_jpeg(workshop, bytes, answer.pixels);
    case Kind::tiff: return read_tiff(workshop, bytes, request.page, answer.pixels);
    case Kind::webp: return read_webp(workshop, bytes, answer.pixels);
    case Kind::unknown: break;
  }
  if (recognised.seems.empty()) throw Refused("artwork-kind-unknown");
  throw Refused("artwork-kind", recognised.seems);
}

void refuse(Remarks& remarks, const QPDFExc& error) {
  if (error.getErrorCode() == qpdf_e_password) {
    remarks.refuse("artwork-encrypted");
  } else {
    remarks.refuse("artwork-damaged", error.getMessageDetail());
  }
}

}  // namespace

Answer answer_to(const Request& request, Colours& colours) {
  Answer answer;
  Remarks remarks;
  Workshop workshop{colours, remarks, {}, {}};
  try {
    const page::Form form = read(workshop, request, answer);
    answer.fineness = fineness_of(workshop.gauge);
    if (colours.converted()) remarks.add("artwork-rgb");
    if (!remarks.refused()) answer.form = page::serialise(form);
  } catch (const Refused& refused) {
    remarks.refuse(refused.remark().rule, refused.remark().detail);
  } catch (const QPDFExc& error) {
    refuse(remarks, error);
  } catch (const std::bad_alloc&) {
    remarks.refuse("artwork-complex");
  } catch (const std::runtime_error& error) {  // qpdf's filters
    remarks.refuse("artwork-damaged", error.what());
  }
  answer.remarks = remarks.take();
  return answer;
}

}  // namespace imprimatur::artwork
