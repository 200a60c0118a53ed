// What the door and its worker say to each other over standard input and output.
//
// Both are a first line with a version, then framed parts, then "end". The worker needs no file:
// the client's bytes and the printing condition's profile are handed to it. Neither side believes
// the other: whatever is not exactly of the form is nullopt.
#pragma once

#include "page/fineness.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::artwork {

enum class Kind : std::uint8_t { unknown, svg, pdf, png, jpeg, tiff, webp };

struct Pixels {
  std::uint32_t width = 0, height = 0;
  bool operator==(const Pixels&) const = default;
};

// What the worker noticed. `rule` is one of those in remarks.cpp; `detail` a name from the file (a
// font, a PDF key), or empty.
struct Remark {
  std::string rule;
  std::string detail;
  bool operator==(const Remark&) const = default;
};

// Views into what is read: they live as long as it does.
struct Request {
  std::string_view profile;
  std::string_view artwork;
  std::uint32_t page = 0;  // of a PDF or TIFF, from 1; 0: nobody said, so it is the first
};

struct Answer {
  Kind kind = Kind::unknown;
  std::optional<Pixels> pixels;  // of a picture
  page::Fineness fineness;       // at the natural size
  std::vector<Remark> remarks;   // at most 100
  std::string form;              // a page::Form, serialised; empty where there is none
  bool operator==(const Answer&) const = default;
};

// A request as parts that follow each other: a client's picture is large, and isn't copied.
struct RequestParts {
  std::string head;
  std::string_view artwork, end;
};
RequestParts to_parts(const Request& request);
std::optional<Request> read_request(std::string_view text);
std::string to_text(const Answer& answer);
std::optional<Answer> read_answer(std::string_view text);

// The worker's exit status where it could not lock itself in and so did not look at the file.
inline constexpr int status_unlocked = 71;

}  // namespace imprimatur::artwork
