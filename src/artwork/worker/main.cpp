// The locked program that reads clients' logos: one request on standard input, one answer on
// standard output (artwork/exchange.h, artwork/coarsening.h). Called with a number, it reads so
// many documents that it is handed open instead, to survey or to impose them
// (artwork/imposition.h). It opens no file itself.
#include "artwork/worker/answer.h"
#include "artwork/worker/coarse.h"
#include "artwork/worker/documents.h"
#include "artwork/worker/read.h"
#include "artwork/worker/sandbox.h"
#include "finding/failure.h"
#include "world/memory.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
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

int serve_logo() {
  prepare_svg();
  if (!lock_in()) return status_unlocked;
  const std::string text = read_all();
  if (const auto coarsening = read_coarsening(text)) {
    return write_all(STDOUT_FILENO, coarse_form(*coarsening)) ? 0 : 1;
  }
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
  imprimatur::world::keep_memory();
  ::_exit(count > 1 ? serve_documents(std::atoi(values[1])) : serve_logo());
}
