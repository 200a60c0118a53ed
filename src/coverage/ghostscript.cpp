#include "coverage/ghostscript.h"

#include "coverage/coverage.h"
#include "world/child.h"

#include <fmt/format.h>

#include <chrono>
#include <string_view>
#include <utility>

namespace imprimatur::coverage {
namespace {

using finding::Sentence;

constexpr std::chrono::seconds longest{120};
constexpr std::uintmax_t most_memory = std::uintmax_t{3} << 30;

void expect_program(const world::Path& ghostscript, const Trouble& trouble) {
  std::error_code unknown;
  if (std::filesystem::is_regular_file(ghostscript, unknown)) return;
  throw finding::Failure(
      {fmt::format("{}\u00a0: il n’est pas installé ({}).", trouble.failed.fr,
                   ghostscript.string()),
       fmt::format("{}: it is not installed ({}).", trouble.failed.en, ghostscript.string())},
      trouble.way_out);
}

// What it said first, as far as it can stand in a sentence.
std::string first_words(std::string_view errors) {
  constexpr std::size_t most = 120;
  std::string words;
  for (const char c : errors.substr(0, errors.find('\n')).substr(0, most)) {
    if (c >= ' ' && c <= '~') words += c;
  }
  return words.empty() ? words : " (" + words + ")";
}

Sentence reason_of(const world::ChildResult& result) {
  switch (result.end) {
    case world::ChildEnd::too_slow: return {"il a été trop lent", "it was too slow"};
    case world::ChildEnd::too_much_output: return {"il a trop parlé", "it said too much"};
    case world::ChildEnd::killed_by_signal:
      return {fmt::format("il s’est arrêté au signal {}", result.status),
              fmt::format("it died of signal {}", result.status)};
    case world::ChildEnd::exited: break;
  }
  const std::string words = first_words(result.errors);
  return {fmt::format("il s’est terminé par le code {}{}", result.status, words),
          fmt::format("it ended with status {}{}", result.status, words)};
}

std::vector<std::string> arguments(const world::Path& pdf,
                                   const std::vector<std::string>& options) {
  std::vector<std::string> all{
      "-q",
      "-dSAFER",
      "-dBATCH",
      "-dNOPAUSE",
      "-dPDFSTOPONERROR",  // else it goes on without the page, and ends well
      "-sstdout=%stderr"};
  all.insert(all.end(), options.begin(), options.end());
  all.emplace_back("-f");
  // A relative name could be taken for an option or a device.
  all.push_back(std::filesystem::absolute(pdf).string());
  return all;
}

}  // namespace

std::string run_ghostscript(const world::Path& ghostscript, const world::Path& pdf,
                            const std::vector<std::string>& options, const Trouble& trouble,
                            std::uintmax_t most_output) {
  expect_program(ghostscript, trouble);
  world::ChildResult result = world::run_child(ghostscript, arguments(pdf, options), "",
                                               {longest, longest, most_memory, most_output});
  if (result.end == world::ChildEnd::exited && result.status == 0) return std::move(result.output);
  refuse_result(trouble, reason_of(result));
}

void refuse_result(const Trouble& trouble, const Sentence& reason) {
  throw Unpaintable({fmt::format("{}\u00a0: {}.", trouble.failed.fr, reason.fr),
                     fmt::format("{}: {}.", trouble.failed.en, reason.en)},
                    trouble.way_out);
}

}  // namespace imprimatur::coverage
