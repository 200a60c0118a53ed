// Readers and checkers that we had no part in, and what each has to say of a file. Where one isn't
// installed the test says so and takes it for content.
#pragma once

#include "../pdf/strangers.h"
#include "world/files.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace imprimatur::strangers {

// Content, and without a word: a reader that mends a file says so and goes on.
bool silent(const std::string& program, std::vector<std::string> arguments);

bool ghostscript_accepts(const world::Path& file);
bool mutool_accepts(const world::Path& file);
// Draws all pages of it beside `picture`.
bool poppler_accepts(const world::Path& file, const world::Path& picture);

// A file as Ghostscript separates it, told to stop at the first warning.
struct Separated {
  bool silent = false;
  std::map<std::uint32_t, std::set<std::string>> plates;  // names, by page from 1
};
std::optional<Separated> separate(const world::Path& file);

// Path of the structural checker of the house's CI, which is not part of this project; empty, and
// said, where nothing names it.
std::string press_check();
std::optional<world::ChildResult> checked(const std::string& press_check,
                                          const std::vector<world::Path>& files, Vt vt);

// What it found in one file: "rule words".
struct Preflight {
  std::vector<std::string> errors, warnings;
};
// In the order of the files; empty where there is no checker.
std::vector<Preflight> preflights_of(const std::string& press_check,
                                     const std::vector<world::Path>& files, Vt vt);

}  // namespace imprimatur::strangers
