#include "readers.h"

#include "world/world.h"

#include <fmt/format.h>

#include <regex>
#include <sstream>

namespace imprimatur::strangers {

bool silent(const std::string& program, std::vector<std::string> arguments) {
  const auto result = run(program, std::move(arguments), long_patience);
  if (!result) return true;
  UNSCOPED_INFO(program << ": " << result->output << result->errors);
  return result->end == world::ChildEnd::exited && result->status == 0 && result->output.empty() &&
         result->errors.empty();
}

bool ghostscript_accepts(const world::Path& file) {
  return silent("gs", {"-q", "-dPDFSTOPONWARNING", "-dPDFSTOPONERROR", "-dSAFER", "-dNOPAUSE",
                       "-dBATCH", "-sDEVICE=nullpage", file.string()});
}

// -N: Debian's mutool has no colour management and would say so of every profile.
bool mutool_accepts(const world::Path& file) {
  return silent("mutool",
                {"draw", "-q", "-N", "-r", "36", "-F", "ppm", "-o", "/dev/null", file.string()});
}

bool poppler_accepts(const world::Path& file, const world::Path& picture) {
  return silent("pdftoppm", {"-r", "30", file.string(), picture.string()});
}

// tiffsep calls its files "1(Black).tif".
std::optional<Separated> separate(const world::Path& file) {
  const world::TestFolder folder;
  const auto result = run(
      "gs",
      {"-q", "-dPDFSTOPONWARNING", "-dPDFSTOPONERROR", "-dSAFER", "-dNOPAUSE", "-dBATCH",
       "-sDEVICE=tiffsep", "-r18", "-sOutputFile=" + (folder / "%d.tif").string(), file.string()},
      long_patience);
  if (!result) return std::nullopt;
  UNSCOPED_INFO("gs: " << result->output << result->errors);
  Separated separated{result->status == 0 && result->output.empty() && result->errors.empty(), {}};
  const std::regex plate(R"((\d+)\((.*)\)\.tif)");
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename().string();
    if (std::smatch match; std::regex_match(name, match, plate))
      separated.plates[static_cast<std::uint32_t>(std::stoul(match[1]))].insert(match[2]);
  }
  return separated;
}

std::string press_check() {
  const std::string path = world::environment("IMPRIMATUR_PRESS_CHECK");
  if (path.empty()) WARN("IMPRIMATUR_PRESS_CHECK names no press_check.py: not asked");
  return path;
}

std::optional<world::ChildResult> checked(const std::string& press_check,
                                          const std::vector<world::Path>& files, Vt vt) {
  std::vector<std::string> arguments{press_check, "--gwg"};
  if (vt == Vt::no) arguments.emplace_back("--no-vt");
  for (const world::Path& file : files) arguments.push_back(file.string());
  return run("python3", std::move(arguments), long_patience);
}

// "FILE: N checks, N errors, N warnings", then indented lines "ERROR rule words", "warn  rule
// words".
std::vector<Preflight> preflights_of(const std::string& press_check,
                                     const std::vector<world::Path>& files, Vt vt) {
  std::vector<Preflight> preflights;
  if (press_check.empty() || files.empty()) return preflights;
  const auto result = checked(press_check, files, vt);
  if (!result) return preflights;
  INFO(result->output << result->errors);
  const std::regex finding(R"(  (ERROR|warn ) (\S+)\s+(.*))");
  std::istringstream lines(result->output);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, finding)) {
      preflights.emplace_back();
      continue;
    }
    REQUIRE_FALSE(preflights.empty());
    Preflight& of = preflights.back();
    (match[1] == "ERROR" ? of.errors : of.warnings)
        .push_back(fmt::format("{} {}", match[2].str(), match[3].str()));
  }
  REQUIRE(preflights.size() == files.size());
  return preflights;
}

}  // namespace imprimatur::strangers
