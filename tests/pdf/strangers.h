// Programs of others that judge our files: qpdf, poppler's, Ghostscript's, mupdf's and zbar's. Where
// one isn't installed the test says so and passes; tools/test installs them all.
#pragma once

#include "../world/folder.h"
#include "catch/catch.h"
#include "world/child.h"

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace imprimatur::strangers {

// For whole runs of sheets.
constexpr std::chrono::seconds long_patience{600};

inline std::optional<world::ChildResult> run(const std::string& program,
                                             std::vector<std::string> arguments,
                                             std::chrono::seconds patience = std::chrono::seconds{
                                                 60}) {
  const world::Path path = world::Path("/usr/bin") / program;
  if (!std::filesystem::exists(path)) {
    WARN(program << " is not installed: not asked");
    return std::nullopt;
  }
  return world::run_child(path, arguments, "", {patience, patience});
}

// True where the program is content or not there.
inline bool accepts(const std::string& program, std::vector<std::string> arguments) {
  const auto result = run(program, std::move(arguments));
  if (!result) return true;
  if (result->status != 0) UNSCOPED_INFO(result->output << result->errors);
  return result->end == world::ChildEnd::exited && result->status == 0;
}

// A preflight for strict shops (PDF/X-4 and, if wanted, PDF/VT-1; Ghent Workgroup 2022): the Python
// script that IMPRIMATUR_PRESS_CHECK names. True where it finds no error, or isn't there.
enum class Vt : bool { no, yes };
inline bool preflight(const std::string& file, Vt vt) {
  const char* script = std::getenv("IMPRIMATUR_PRESS_CHECK");
  if (script == nullptr || *script == '\0') {
    WARN("IMPRIMATUR_PRESS_CHECK names no script: no preflight was made");
    return true;
  }
  std::vector<std::string> arguments{script, "--gwg"};
  if (vt == Vt::no) arguments.emplace_back("--no-vt");
  arguments.push_back(file);
  return accepts("python3", arguments);
}

}  // namespace imprimatur::strangers
