// The locked program that reads clients' logos: one request on standard input, one answer on
// standard output (artwork/exchange.h). Called with a number, it reads so many documents that it is
// handed open instead, to survey or to impose them (artwork/imposition.h). It opens no file itself.
#include "artwork/worker/documents.h"
#include "artwork/worker/read.h"
#include "artwork/worker/recognise.h"
#include "artwork/worker/sandbox.h"
#include "finding/failure.h"

#include <unistd.h>
#include <qpdf/QPDFExc.hh>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <optional>

namespace imprimatur::artwork {
namespace {

constexpr int status_misused = 70;  // not a request, or a profile that the door should have refused

std::string read_all() {
  std::string text;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

bool write_all(int to, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(to, text.data(), text.size());
    if (put < 0 && errno != EINTR) return false;
    if (put > 0) text.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

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

// What the readers and their libraries throw becomes what there is to say.
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

int serve_logo() {
  prepare_svg();
  if (!lock_in()) return status_unlocked;
  const std::string text = read_all();
  const std::optional<Request> request = read_request(text);
  if (!request) return status_misused;
  try {
    Colours colours({"", "", "", std::string(request->profile)});
    return write_all(STDOUT_FILENO, to_text(answer_to(*request, colours))) ? 0 : 1;
  } catch (const finding::Failure&) {
    return status_misused;
  }
}

// The documents that the door has opened for us, as streams: what that takes is locked away later.
std::vector<std::FILE*> handed_over(int count) {
  std::vector<std::FILE*> files;
  for (int i = 0; i < count; ++i) {
    std::FILE* file = ::fdopen(STDERR_FILENO + 1 + i, "rb");
    if (file == nullptr) return {};
    files.push_back(file);
  }
  return files;
}

int serve_documents(int count) {
  const std::vector<std::FILE*> files = handed_over(count);
  if (files.empty()) return status_misused;
  if (!lock_in()) return status_unlocked;
  const std::string request = read_all();
  if (request == survey_request) {
    return write_all(STDOUT_FILENO, to_text(survey_of(files))) ? 0 : 1;
  }
  const std::optional<Imposition> imposition = read_imposition(request);
  if (!imposition) return status_misused;
  const auto refusal = write_imposed(files, *imposition, [](std::string_view bytes) {
    if (!write_all(STDOUT_FILENO, bytes)) ::_exit(1);
  });
  if (!refusal) return 0;
  return write_all(STDERR_FILENO, to_text(Survey{{}, {*refusal}})) ? status_refused : 1;
}

}  // namespace
}  // namespace imprimatur::artwork

// _exit: what a library or a sanitizer does at the end needs calls that are locked away by then.
int main(int count, char** values) {
  using namespace imprimatur::artwork;
  ::_exit(count > 1 ? serve_documents(std::atoi(values[1])) : serve_logo());
}
