// The locked program that reads clients' logos: one request on standard input, one answer on
// standard output (artwork/exchange.h). It takes no argument and needs no file.
#include "artwork/worker/read.h"
#include "artwork/worker/recognise.h"
#include "artwork/worker/sandbox.h"
#include "finding/failure.h"

#include <unistd.h>
#include <qpdf/QPDFExc.hh>

#include <array>
#include <cerrno>
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

bool write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(STDOUT_FILENO, text.data(), text.size());
    if (put < 0 && errno != EINTR) return false;
    if (put > 0) text.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

page::Form read(Workshop& workshop, std::string_view bytes, Answer& answer) {
  if (bytes.empty()) throw Refused("artwork-empty");
  const Recognised recognised = recognise(bytes);
  answer.kind = recognised.kind;
  switch (recognised.kind) {
    case Kind::svg: return read_svg(workshop, bytes);
    case Kind::pdf: return read_pdf(workshop, bytes);
    case Kind::png: return read_png(workshop, bytes, answer.pixels);
    case Kind::jpeg: return read_jpeg(workshop, bytes, answer.pixels);
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
Answer answer_to(std::string_view bytes, Colours& colours) {
  Answer answer;
  Remarks remarks;
  Workshop workshop{colours, remarks, {}};
  try {
    const page::Form form = read(workshop, bytes, answer);
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

int run() {
  prepare_svg();
  if (!lock_in()) return status_unlocked;
  const std::string text = read_all();
  const std::optional<Request> request = read_request(text);
  if (!request) return status_misused;
  try {
    Colours colours({"", "", "", std::string(request->profile)});
    return write_all(to_text(answer_to(request->artwork, colours))) ? 0 : 1;
  } catch (const finding::Failure&) {
    return status_misused;
  }
}

}  // namespace
}  // namespace imprimatur::artwork

// _exit: what a library or a sanitizer does at the end needs calls that are locked away by then.
int main() {
  ::_exit(imprimatur::artwork::run());
}
