#include "cli/progress.h"

#include "wording/wording.h"
#include "world/world.h"

#include <fmt/format.h>

#include <cstdio>

namespace imprimatur::cli {
namespace {

void say(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

int part_of(const flow::Progress& progress, int parts) {
  if (progress.of == 0) return 0;
  return static_cast<int>(progress.done * static_cast<std::uint64_t>(parts) / progress.of);
}

std::string done_of(const flow::Progress& progress, finding::Language language) {
  const auto number = [language](std::uint64_t count) {
    return wording::number(static_cast<std::int64_t>(count), language);
  };
  return fmt::format("{} / {}", number(progress.done), number(progress.of));
}

}  // namespace

Display display_for(bool quiet, bool json) {
  if (quiet || json) return Display::none;
  return world::watched_by_a_person() ? Display::bar : Display::lines;
}

ProgressLine::ProgressLine(Display display, finding::Language language)
    : display_(display), language_(language) {}

ProgressLine::~ProgressLine() {
  if (display_ == Display::bar && !last_.empty()) say("\r\033[K");
}

void ProgressLine::show(const flow::Progress& progress) {
  if (display_ == Display::bar) show_bar(progress);
  if (display_ == Display::lines) show_line(progress);
}

void ProgressLine::show_bar(const flow::Progress& progress) {
  constexpr int cells = 24;
  std::string line = progress.step.in(language_);
  if (progress.of > 0) {
    const int full = part_of(progress, cells);
    std::string bar;
    for (int i = 0; i < cells; ++i) bar += i < full ? "█" : "░";
    line = fmt::format("{} {}  {}", bar, done_of(progress, language_), line);
  }
  if (line == last_) return;
  last_ = line;
  say("\r" + line + "\033[K");
}

void ProgressLine::show_line(const flow::Progress& progress) {
  const std::string& step = progress.step.in(language_);
  const int tenths = part_of(progress, 10);
  if (step == last_ && tenths == tenths_) return;
  last_ = step;
  tenths_ = tenths;
  say(progress.of == 0 ? step + "\n" : fmt::format("{} {}\n", step, done_of(progress, language_)));
}

}  // namespace imprimatur::cli
