// The laws of docs/architecture.md, read off the sources themselves.
#include "catch/catch.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Room {
  std::set<std::string> sees;
  std::set<std::string> libraries;
};

// How the headers of each outside library are spelled. A library that rooms.txt names and this table
// does not know fails the test, so that none slips by.
const std::map<std::string, std::string> headers_of{
    {"openssl", "openssl/"},
    {"utf8proc", "utf8proc"},
    {"toml++", "toml\\+\\+/"},
    {"lcms2", "lcms2"},
    {"zxing", "ZXing/"},
    {"qpdf", "qpdf/"},
    {"librsvg", "librsvg/"},
    {"cairo", "cairo"},
    {"libpng", "png\\.h"},
    {"libjpeg", "jpeglib|jerror"},
    {"libtiff", "tiffio"},
    {"libwebp", "webp/"},
    {"seccomp", "seccomp|linux/(seccomp|filter|landlock)"},
    {"pango", "pango/"},
    {"fontconfig", "fontconfig/"},
    {"harfbuzz", "hb(-ft|-ot)?\\.h"},
    {"harfbuzz-subset", "hb-subset"},
    {"libdeflate", "libdeflate"},
    {"libharu", "hpdf"},
    {"sqlite", "sqlite3"},
    {"poppler", "poppler"},
    {"podofo", "podofo"},
    {"nlohmann-json", "nlohmann/"},
    {"cli11", "CLI/"},
    {"zint", "zint\\.h"},
    {"gmime", "gmime/"},
    {"libcurl", "curl/"},
    {"ctemplate", "ctemplate/"},
    {"boost", "boost/"},
    {"glib", "glib|gio/"},
    {"freetype", "ft2build|freetype"}};

// The headers of C++20 (N4861, 16.5.1.2), less those that only C has.
const std::string standard_headers = R"(
  algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
  clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
  cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem format forward_list fstream
  functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
  memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator
  semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view
  strstream syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility
  valarray variant vector version)";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::set<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

// The table, its order kept.
std::vector<std::pair<std::string, Room>> rooms() {
  std::vector<std::pair<std::string, Room>> all;
  std::istringstream in(read(fs::path(SOURCE_FOLDER) / "src/rooms.txt"));
  const std::regex row("([a-z]+) *\\|([^|]*)\\|(.*)");
  std::smatch part;
  for (std::string line; std::getline(in, line);)
    if (std::regex_match(line, part, row))
      all.push_back({part[1], Room{words(part[2]), words(part[3])}});
  return all;
}

std::vector<fs::path> sources(const std::string& room) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_FOLDER) / "src" / room))
    if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

struct Include {
  fs::path file;
  bool ours;  // written with quotes
  std::string name;
};

std::vector<Include> includes(const std::string& room) {
  std::vector<Include> all;
  const std::regex include("#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
  for (const fs::path& file : sources(room)) {
    const std::string text = read(file);
    for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it)
      all.push_back({file, (*it)[1] == "\"", (*it)[2]});
  }
  return all;
}

// Files of a room whose text matches, comments left out.
std::vector<std::string> matches(const std::string& room, const std::string& pattern) {
  std::vector<std::string> found;
  const std::regex comment("//[^\n]*"), wanted(pattern);
  for (const fs::path& file : sources(room))
    if (std::regex_search(std::regex_replace(read(file), comment, ""), wanted))
      found.push_back(file.string());
  return found;
}

}  // namespace

TEST_CASE("every folder of src is a room of the table, and every room has its folder") {
  std::set<std::string> folders, named;
  for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_FOLDER) / "src"))
    if (entry.is_directory()) folders.insert(entry.path().filename());
  for (const auto& [name, room] : rooms()) named.insert(name);
  CHECK(folders == named);
}

TEST_CASE("a room sees only rooms above it in the table") {
  std::set<std::string> above;
  for (const auto& [name, room] : rooms()) {
    for (const std::string& seen : room.sees) {
      INFO(name << " sees " << seen);
      CHECK(above.count(seen) == 1);
    }
    above.insert(name);
  }
}

TEST_CASE("a room includes only itself and the rooms that its line names") {
  for (const auto& [name, room] : rooms()) {
    for (const Include& include : includes(name)) {
      if (!include.ours) continue;
      const std::string other = include.name.substr(0, include.name.find('/'));
      INFO(include.file << " includes " << include.name);
      CHECK((other == name || room.sees.count(other) == 1));
    }
  }
}

TEST_CASE("an outside library is included by its room alone, and never in a header of it") {
  for (const auto& [name, room] : rooms()) {
    for (const std::string& library : room.libraries) {
      INFO(library);
      CHECK(headers_of.count(library) == 1);
    }
    for (const Include& include : includes(name)) {
      if (include.ours) continue;
      for (const auto& [library, pattern] : headers_of) {
        if (!std::regex_search(include.name, std::regex("^(" + pattern + ")"))) continue;
        INFO(include.file << " includes " << include.name);
        CHECK(room.libraries.count(library) == 1);
        // A program of its own inside a room (artwork/worker) has headers that only it sees.
        const bool inside = include.file.parent_path().filename() != name;
        CHECK((inside || include.file.extension() == ".cpp"));
      }
    }
  }
}

TEST_CASE(
    "an include in angle brackets is standard C++, {fmt}, POSIX in its places, or a known "
    "library") {
  const std::set<std::string> standard = words(standard_headers);
  const std::regex posix("(unistd|fcntl|poll|signal|termios|malloc)\\.h|sys/[a-z]+\\.h");
  const auto of_a_library = [](const std::string& header) {
    return std::ranges::any_of(headers_of, [&](const auto& library) {
      return std::regex_search(header, std::regex("^(" + library.second + ")"));
    });
  };
  for (const auto& [name, room] : rooms()) {
    for (const Include& include : includes(name)) {
      if (include.ours || standard.contains(include.name) || include.name.starts_with("fmt/"))
        continue;
      const bool near_the_system =
          name == "world" || include.file.parent_path().filename() == "worker";
      INFO(include.file << " includes " << include.name);
      CHECK((std::regex_match(include.name, posix) ? near_the_system : of_a_library(include.name)));
    }
  }
}

TEST_CASE("PDF syntax is written by pdf, and read by artwork and verify, alone") {
  const std::regex literal("\"(?:[^\"\\\\\n]|\\\\.)*\""), include("#\\s*include[^\n]*"),
      syntax("<<|>>|/(Type|Page|Font|XObject|TrimBox|Length|Subtype)\\b");
  for (const auto& [name, room] : rooms()) {
    if (name == "pdf" || name == "artwork" || name == "verify" || name == "page") continue;
    for (const fs::path& file : sources(name)) {
      const std::string text = std::regex_replace(read(file), include, "");
      for (std::sregex_iterator it(text.begin(), text.end(), literal), end; it != end; ++it) {
        INFO(file << " says " << it->str());
        CHECK_FALSE(std::regex_search(it->str(), syntax));
      }
    }
  }
}

TEST_CASE("clock, randomness, locale and environment are asked by world alone") {
  const std::string pattern =
      "system_clock::now|steady_clock::now|random_device|\\bgetenv\\b|setlocale|getrandom\\(|\\blocaltime|\\btime\\(nullptr";
  for (const auto& [name, room] : rooms())
    if (name != "world") CHECK(matches(name, pattern).empty());
}

TEST_CASE("no file of the sources is past 500 lines") {
  for (const auto& [name, room] : rooms()) {
    for (const fs::path& file : sources(name)) {
      const std::string text = read(file);
      INFO(file);
      CHECK(std::ranges::count(text, '\n') <= 500);
    }
  }
}
