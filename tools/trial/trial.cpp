// The artwork door on a folder of files that nobody here made: does each come to a clear end, and
// does what is let in look as another renderer shows it?
//
//   artwork-trial FOLDER [REPORT.tsv]     every file below FOLDER; a line for each in the report
//
// `imprimatur artwork` is run on each file. It must end within ten seconds, let the file in (exit
// 0) or name an error (exit 1); a crash, a time-out or an answer that is none is a fault, and so is
// exit 4. What is let in is compared at 200 pixels with what another renderer shows: for an SVG the
// PNG of the same name beside it, if there is one (and that is no file to try); for a PDF poppler,
// without its annotations; for all else mutool. The other picture goes through the printing
// condition's profile and back first, for no press has the screen's colours, greys once as black
// ink and once as four inks. Two pictures agree where at most one pixel in fifty has no like within
// a pixel and an eighth of the scale.
//
// Exit 1 where there was a fault. Disagreement is counted and listed, and for people to look at.
#include "../../tests/strangers/picture.h"
#include "finding/failure.h"
#include "ink/converter.h"
#include "world/child.h"
#include "world/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>

namespace {

using namespace imprimatur;
using Clock = std::chrono::steady_clock;

constexpr double most_seconds = 10;
constexpr int side = 200;          // pixels of the longer side, compared
constexpr double most_unlike = 2;  // per cent of the pixels
constexpr world::ChildBounds bounds{std::chrono::seconds{60}, std::chrono::seconds{60},
                                    std::uintmax_t{16} << 30, 64u << 20};

struct Trial {
  world::Path file;
  std::string end;  // "in", "refused" or what is wrong
  std::string rules;
  double seconds = 0;
  std::optional<double> unlike;  // per cent
  std::string kind;
};

bool runs(const world::Path& program, const std::vector<std::string>& arguments) {
  const auto result = world::run_child(program, arguments, "", bounds);
  return result.end == world::ChildEnd::exited && result.status == 0;
}

// What a screen shows, as the paper of the condition shows it: greys by black ink alone, as
// drawings have them, or by four inks, as pictures in colour have them.
class Paper {
 public:
  explicit Paper(ink::Greys greys) : converter_({"", "", "", profile()}, greys), greys_(greys) {}

  strangers::Picture printed(strangers::Picture picture) {
    for (std::size_t i = 0; i + 2 < picture.bytes.size(); i += 3) {
      const auto at = [&](std::size_t k) {
        return static_cast<std::uint8_t>(picture.bytes[i + k]);
      };
      const ink::Rgb seen = seen_as({at(0), at(1), at(2)});
      picture.bytes[i] = static_cast<char>(seen.red);
      picture.bytes[i + 1] = static_cast<char>(seen.green);
      picture.bytes[i + 2] = static_cast<char>(seen.blue);
    }
    return picture;
  }

 private:
  ink::Rgb seen_as(ink::Rgb rgb) {
    constexpr int rounding = 3;  // a grey that a renderer has rounded is still one
    const auto [least, most] = std::minmax({rgb.red, rgb.green, rgb.blue});
    if (greys_ == ink::Greys::black_ink && most - least <= rounding) rgb = {most, most, most};
    auto known = known_.find(rgb);
    if (known == known_.end()) {
      known = known_.emplace(rgb, converter_.to_rgb(converter_.to_process(rgb))).first;
    }
    return known->second;
  }
  static std::string profile() {
    for (const auto& entry :
         std::filesystem::directory_iterator(world::Path(SOURCE_FOLDER) / "assets/icc")) {
      if (entry.path().extension() == ".icc") return world::read_file(entry.path());
    }
    return {};
  }
  ink::Converter converter_;
  ink::Greys greys_;
  std::map<ink::Rgb, ink::Rgb> known_;
};

// The number in a PNG's gAMA, 100 000 for 1 (PNG, 11.3.3.2); 0 where there is none, or a better
// word on its colours. mutool knows nothing of it.
std::uint32_t gamma_of(const world::Path& file) {
  const std::string png = world::read_file(file);
  if (!png.starts_with("\x89PNG") || png.find("sRGB") != png.npos || png.find("iCCP") != png.npos) {
    return 0;
  }
  const std::size_t at = png.find("gAMA");
  if (at == png.npos || at + 8 > png.size()) return 0;
  std::uint32_t gamma = 0;
  for (std::size_t i = at + 4; i < at + 8; ++i) {
    gamma = gamma << 8 | static_cast<unsigned char>(png[i]);
  }
  return gamma;
}

// To sRGB (IEC 61966-2-1).
void correct(strangers::Picture& picture, std::uint32_t gamma) {
  if (gamma == 0) return;
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double light = std::pow(static_cast<double>(i) / 255, 100'000.0 / gamma);
    const double seen =
        light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    table.at(i) = static_cast<char>(std::lround(255 * seen));
  }
  for (char& sample : picture.bytes) sample = table.at(static_cast<unsigned char>(sample));
}

// Each pixel the mean of those it stands for; no pixel twice where the picture is not smaller.
strangers::Picture shrunk(const strangers::Picture& from, int width, int height) {
  strangers::Picture to{width, height, from.channels, {}};
  const auto edge = [](int at, int of, int size) { return at * size / of; };
  for (int y = 0; y < height; ++y) {
    const int top = edge(y, height, from.height);
    const int bottom = std::max(top + 1, edge(y + 1, height, from.height));
    for (int x = 0; x < width; ++x) {
      const int left = edge(x, width, from.width);
      const int right = std::max(left + 1, edge(x + 1, width, from.width));
      for (int k = 0; k < from.channels; ++k) {
        int sum = 0;
        for (int row = top; row < bottom; ++row)
          for (int column = left; column < right; ++column) sum += from.at(column, row)[k];
        to.bytes += static_cast<char>(sum / ((right - left) * (bottom - top)));
      }
    }
  }
  return to;
}

class Door {
 public:
  explicit Door(const world::Path& folder) : scratch_(folder) {}

  Trial try_file(const world::Path& file) {
    Trial trial{file, {}, {}, 0, {}, {}};
    std::filesystem::remove(preview());
    const auto start = Clock::now();
    const auto result =
        world::run_child(world::program_folder() / "imprimatur",
                         {"artwork", file.string(), "--png", preview().string(), "-o",
                          (scratch_ / "out.pdf").string(), "--json", "-q", "--lang", "en"},
                         "", bounds);
    trial.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const auto answer = nlohmann::json::parse(result.output, nullptr, false);
    trial.end = end_of(result, answer, trial);
    if (trial.seconds > most_seconds) trial.end = "too slow";
    if (trial.end == "in") compare(trial, answer);
    return trial;
  }

 private:
  world::Path preview() const { return scratch_ / "preview.png"; }

  static std::string end_of(const world::ChildResult& result, const nlohmann::json& answer,
                            Trial& trial) {
    if (result.end != world::ChildEnd::exited || answer.is_discarded()) return "no answer";
    bool error = false;
    for (const auto& finding : answer["findings"]) {
      const std::string rule = finding["rule"];
      const bool is_error = finding["severity"] == "error";
      (trial.rules += trial.rules.empty() ? "" : " ") += (is_error ? "!" : "") + rule;
      error = error || is_error;
      for (const char* fault : {"artwork-crash", "artwork-slow", "artwork-nonsense"}) {
        if (rule == fault) return rule;
      }
    }
    if (result.status == 0 && !error) return "in";
    if (result.status == 1 && error) return "refused";
    return fmt::format("exit {}", result.status);
  }

  void compare(Trial& trial, const nlohmann::json& answer) {
    trial.kind = answer["kind"];
    const double width = answer["size_mm"][0], height = answer["size_mm"][1];
    double longest = side;
    if (answer.contains("pixels")) {  // enlarged pixels are a matter of taste
      const double wide = answer["pixels"][0], high = answer["pixels"][1];
      longest = std::min(longest, std::max(wide, high));
    }
    const auto part = [&](double one) {
      return std::max(1, static_cast<int>(std::lround(longest * one / std::max(width, height))));
    };
    const int across = part(width), down = part(height);
    const auto ours = shown(preview());
    auto other = other_picture(trial, across, down);
    if (!ours || !other || other->channels != 3) return;
    if (trial.kind == "PNG") correct(*other, gamma_of(trial.file));
    const strangers::Picture small = shrunk(*ours, across, down);
    other = shrunk(*other, across, down);
    const std::size_t unlike =
        std::min(strangers::pixels_that_differ(small, black_.printed(*other)),
                 strangers::pixels_that_differ(small, mixed_.printed(*other)));
    trial.unlike = 100.0 * static_cast<double>(unlike) / (static_cast<double>(across) * down);
  }

  // A picture pixel by pixel, as mutool decodes it; nullopt where it can't.
  std::optional<strangers::Picture> shown(const world::Path& file) const {
    const world::Path to = scratch_ / "shown.ppm";
    if (!runs("/usr/bin/mutool", {"draw", "-q", "-F", "ppm", "-c", "rgb", "-r", "96", "-o",
                                  to.string(), file.string(), "1"})) {
      return std::nullopt;
    }
    return strangers::read_picture(to);
  }

  std::optional<strangers::Picture> other_picture(const Trial& trial, int across, int down) const {
    if (trial.kind == "SVG") {
      world::Path picture = trial.file;
      picture.replace_extension(".png");
      return std::filesystem::exists(picture) ? shown(picture) : std::nullopt;
    }
    if (trial.kind != "PDF") return shown(trial.file);
    if (!runs("/usr/bin/pdftoppm",
              {"-q", "-cropbox", "-hide-annotations", "-singlefile", "-f", "1", "-scale-to-x",
               std::to_string(across), "-scale-to-y", std::to_string(down), trial.file.string(),
               (scratch_ / "shown").string()})) {
      return std::nullopt;
    }
    return strangers::read_picture(scratch_ / "shown.ppm");
  }

  world::Path scratch_;
  Paper black_{ink::Greys::black_ink}, mixed_{ink::Greys::all_inks};
};

// The picture that an SVG beside it should come to is no file to try.
bool is_reference(const world::Path& file) {
  world::Path drawing = file;
  drawing.replace_extension(".svg");
  return file.extension() == ".png" && std::filesystem::exists(drawing);
}

std::vector<world::Path> files_below(const world::Path& folder) {
  std::vector<world::Path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && !is_reference(entry.path())) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

struct Count {
  std::size_t files = 0, in = 0, refused = 0, compared = 0, agree = 0;
  double slowest = 0;
};

int run(const world::Path& folder, const std::optional<world::Path>& report) {
  const world::ScratchFolder scratch("/tmp", "artwork-trial");
  Door door(scratch.path());
  std::map<std::string, Count> counts;
  std::string lines = "file\tend\tseconds\tunlike_percent\trules\n";
  bool faults = false;
  for (const world::Path& file : files_below(folder)) {
    const Trial trial = door.try_file(file);
    const std::string name = file.lexically_relative(folder).string();
    Count& count = counts[file.parent_path().lexically_relative(folder).string()];
    ++count.files;
    count.in += trial.end == "in";
    count.refused += trial.end == "refused";
    count.compared += trial.unlike.has_value();
    count.agree += trial.unlike && *trial.unlike <= most_unlike;
    count.slowest = std::max(count.slowest, trial.seconds);
    lines += fmt::format("{}\t{}\t{:.2f}\t{}\t{}\n", name, trial.end, trial.seconds,
                         trial.unlike ? fmt::format("{:.2f}", *trial.unlike) : "", trial.rules);
    if (trial.end != "in" && trial.end != "refused") {
      faults = true;
      fmt::print("fault: {}: {}\n", name, trial.end);
      std::fflush(stdout);
    }
  }
  for (const auto& [name, count] : counts) {
    fmt::print("{}: {} files, {} let in, {} refused; {} of {} compared agree; slowest {:.1f} s\n",
               name, count.files, count.in, count.refused, count.agree, count.compared,
               count.slowest);
  }
  if (report) world::write_file(*report, lines);
  return faults ? 1 : 0;
}

}  // namespace

int main(int count, char** values) {
  if (count < 2 || count > 3) {
    fmt::print(stderr, "usage: artwork-trial FOLDER [REPORT.tsv]\n");
    return 2;
  }
  try {
    return run(values[1], count == 3 ? std::optional<world::Path>(values[2]) : std::nullopt);
  } catch (const finding::Failure& failure) {
    fmt::print(stderr, "{}\n", failure.sentence().en);
    return 4;
  }
}
