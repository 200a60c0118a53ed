// Progress on standard error: a bar on a terminal, a line now and then elsewhere.
#pragma once

#include "flow/outcome.h"
#include "world/world.h"

#include <string>

namespace imprimatur::cli {

enum class Display : std::uint8_t { none, lines, bar };

// none when quiet or answering a program; else by whether standard error is a terminal.
Display display_for(bool quiet, bool json);

class ProgressLine {
 public:
  ProgressLine(Display display, finding::Language language);
  ~ProgressLine();  // leaves the terminal's line clean
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const flow::Progress& progress);

 private:
  Display display_;
  finding::Language language_;
  std::string last_;
  int tenths_ = -1;
  void show_bar(const flow::Progress& progress);
  void show_line(const flow::Progress& progress);
};

}  // namespace imprimatur::cli
