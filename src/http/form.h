// The parts of a request that are written in a form of their own: paths, queries, bodies.
#pragma once

#include "http/http.h"

#include <optional>

namespace imprimatur::http {

// More than any form of ours has; what holds more is no form.
inline constexpr std::size_t most_fields = 1000;

// "%C3%A9" gives "é" (RFC 3986, 2.1). nullopt where a % isn't followed by two hexadecimal digits,
// and for NUL. `plus`: a + stands for a space, as in forms.
enum class Plus : std::uint8_t { itself, space };
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

// "a=1&b=x+y" (application/x-www-form-urlencoded, WHATWG URL, 5.1). nullopt where a value can't be
// decoded or there are too many.
std::optional<std::vector<Field>> fields_in(std::string_view text);

// "/r/x?y=1" into its path and what stands behind the "?"; "http://host/r/x" likewise (RFC 9112,
// 3.2.2). nullopt for anything else.
struct Target {
  std::string path;
  std::vector<Field> query;
};
std::optional<Target> target_of(std::string_view target);

// The body of a POST into request.form and request.uploads, as its Content-Type says; a body of any
// other type is left alone. False where it isn't what it says.
bool read_body(std::string_view content_type, std::string_view body, Request& request);

}  // namespace imprimatur::http
