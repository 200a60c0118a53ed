// How fast, in how much memory and into how many bytes the press writes: serials, codes, symbols,
// sheets, slot map and manifest of 1 000, 10 000 and 100 000 passes, each size in a process of its
// own so that one does not hide in another's peak.
//
//   bench                      a booklet of 10 passes that is drawn here
//   bench ORDER/vNNNN          the frozen pages of a BAT version
//   bench ORDER/vNNNN 500000   other sizes
//   bench codes [PASSES…]      no press: how long `codes check` takes, and how large the ledger is
//
// Seconds are those of the clock on the wall, the disk's fsync included.
#include "../../tests/press/product.h"
#include "codes.h"
#include "finding/failure.h"
#include "press/press.h"
#include "world/child.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <fstream>
#include <span>
#include <sstream>

namespace {

using namespace imprimatur;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t usual_sizes[] = {1'000, 10'000, 100'000};
constexpr std::uint32_t usual_batches[] = {1'000, 1'000'000};

struct Product {
  page::Document document;
  page::Resources resources;
};

Product product_of(const world::Path& version) {
  if (version.empty()) return {product::carnet(), sample::resources()};
  Product read{page::from_canonical(world::read_file(version / "pages.txt")), {}};
  for (const auto& entry : std::filesystem::directory_iterator(version / "resources")) {
    read.resources[entry.path().filename().string()] = world::read_file(entry.path());
  }
  return read;
}

// The most memory this process has had, in KiB: VmHWM, which unlike getrusage(2) forgets the
// parent.
std::uint64_t peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib;
  }
  return 0;
}

std::uint64_t bytes_of(const press::Manifest& manifest) {
  std::uint64_t sum = 0;
  for (const press::FileDigest& file : manifest.files) {
    if (file.name.ends_with(".pdf")) sum += file.bytes;
  }
  return sum;
}

// In the child: "passes seconds cpu-seconds KiB bytes".
int press_once(std::uint32_t passes, const world::Path& version) {
  const Product product = product_of(version);
  const shop::Shop shop = product::shop();
  const std::uint32_t carnets = std::max(1u, passes / product.document.passes_per_booklet());
  const impose::Run run = impose::impose_run(product.document, shop, carnets).run.value();
  const codes::Coder coder = product::coder();
  const press::Job job{.document = product.document,
                       .resources = product.resources,
                       .shop = shop,
                       .run = run,
                       .coder = coder,
                       .first = codes::Serial::from(1).value(),
                       .order = "bench",
                       .version = 1,
                       .approved = page::digest_of(product.document),
                       .title = "Bench",
                       .released = {},
                       .software = "imprimatur bench",
                       .sheets = std::nullopt,
                       .language = finding::Language::english};
  world::OutputFolder folder(world::program_folder() / fmt::format("bench-{}", passes));
  const auto began = Clock::now();
  const std::clock_t cpu = std::clock();
  const press::Manifest manifest = press::write(job, world::still_world({}), folder.path());
  press::write_manifest(manifest, folder.path());
  const double cpu_seconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  const std::chrono::duration<double> wall = Clock::now() - began;
  fmt::print("{} {} {} {} {}\n", manifest.passes(), wall.count(), cpu_seconds, peak_memory(),
             bytes_of(manifest));
  return 0;  // the folder is not committed, and so is removed
}

// Whether it could be measured.
bool report(std::uint32_t passes, const std::string& version) {
  const world::ChildBounds bounds{.wall = std::chrono::seconds{600},
                                  .cpu = std::chrono::seconds{600}};
  const auto child = world::run_child(world::program_folder() / "bench",
                                      {"--once", fmt::to_string(passes), version}, "", bounds);
  if (child.end != world::ChildEnd::exited || child.status != 0) {
    fmt::print("{:>9}  failed: {}\n", passes, child.errors);
    return false;
  }
  std::istringstream line(child.output);
  std::uint64_t written = 0, kib = 0, bytes = 0;
  double wall = 0, cpu = 0;
  line >> written >> wall >> cpu >> kib >> bytes;
  const auto n = static_cast<double>(written);
  fmt::print("{:>9} {:>9.3f} {:>9.3f} {:>10.0f} {:>10.0f} {:>8.1f} {:>10.1f}\n", written, wall, cpu,
             n / wall, n / cpu, static_cast<double>(kib) / 1024, static_cast<double>(bytes) / n);
  return true;
}

std::uint32_t number(const std::string& text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value > 0) return value;
  throw finding::Failure({"«\u00a0" + text + "\u00a0» n’est pas un nombre de pass.",
                          "\"" + text + "\" is no number of passes."},
                         {"", "Usage: bench [ORDER/vNNNN [PASSES…]], or bench codes [PASSES…]"});
}

// What stands behind the first word, else the usual ones.
std::vector<std::uint32_t> sizes_in(const std::vector<std::string>& arguments,
                                    std::span<const std::uint32_t> usual) {
  if (arguments.size() < 2) return {usual.begin(), usual.end()};
  std::vector<std::uint32_t> sizes;
  for (std::size_t i = 1; i < arguments.size(); ++i) sizes.push_back(number(arguments[i]));
  return sizes;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  try {
    if (arguments.size() == 3 && arguments[0] == "--once") {
      return press_once(number(arguments[1]), arguments[2]);
    }
    if (!arguments.empty() && arguments[0] == "codes")
      return bench_codes(sizes_in(arguments, usual_batches)) ? 0 : 1;
    const std::string version = arguments.empty() || arguments[0].empty()
                                    ? ""
                                    : std::filesystem::absolute(arguments[0]).string();
    fmt::print("{:>9} {:>9} {:>9} {:>10} {:>10} {:>8} {:>10}\n", "passes", "seconds", "cpu s",
               "passes/s", "per cpu s", "peak MB", "bytes/pass");
    bool all = true;
    for (const std::uint32_t passes : sizes_in(arguments, usual_sizes))
      all &= report(passes, version);
    return all ? 0 : 1;
  } catch (const finding::Failure& failure) {
    fmt::print(stderr, "{}\n{}\n", failure.sentence().en, failure.hint().en);
    return 4;
  }
}
