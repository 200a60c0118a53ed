#include "http/form.h"

#include <algorithm>

namespace imprimatur::http {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string small(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The parameter of `form-data; name="a"; filename="b"` and of `multipart/form-data; boundary=x`.
// Browsers write a quotation mark inside a name as %22 (WHATWG HTML, 4.10.22.8).
std::optional<std::string> parameter(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(';'); at != std::string_view::npos;) {
    std::string_view rest = trimmed(line.substr(at + 1));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const bool is_it = small(trimmed(rest.substr(0, equals))) == name;
    rest.remove_prefix(equals + 1);
    std::string value;
    if (rest.starts_with('"')) {
      const std::size_t end = rest.find('"', 1);
      if (end == std::string_view::npos) return std::nullopt;
      value = rest.substr(1, end - 1);
      rest.remove_prefix(end + 1);
    } else {
      value = trimmed(rest.substr(0, rest.find(';')));
    }
    if (is_it) return value;
    const std::size_t next = rest.find(';');
    if (next == std::string_view::npos) return std::nullopt;
    at = static_cast<std::size_t>(rest.data() - line.data()) + next;
  }
  return std::nullopt;
}

// One part: its headers, an empty line, its bytes.
bool read_part(std::string_view part, Request& request) {
  const std::size_t end = part.find("\r\n\r\n");
  if (end == std::string_view::npos) return false;
  std::string_view head = part.substr(0, end);
  const std::string_view bytes = part.substr(end + 4);
  std::optional<std::string> name, file;
  std::string type = "text/plain";
  while (!head.empty()) {
    const std::size_t line_end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, line_end);
    head.remove_prefix(std::min(line_end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string header = small(line.substr(0, colon));
    if (header == "content-disposition") {
      name = parameter(line.substr(colon + 1), "name");
      file = parameter(line.substr(colon + 1), "filename");
    } else if (header == "content-type") {
      type = trimmed(line.substr(colon + 1));
    }
  }
  if (!name || request.form.size() + request.uploads.size() >= most_fields) return false;
  if (file)
    request.uploads.push_back({*name, *file, type, std::string(bytes)});
  else
    request.form.push_back({*name, std::string(bytes)});
  return true;
}

// RFC 2046, 5.1.1: CRLF "--" boundary before each part, "--" behind the last one.
bool read_multipart(std::string_view body, const std::string& boundary, Request& request) {
  const std::string dashes = "--" + boundary, between = "\r\n" + dashes;
  if (boundary.empty() || boundary.size() > 70 || !body.starts_with(dashes)) return false;
  body.remove_prefix(dashes.size());
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return false;
    body.remove_prefix(2);
    const std::size_t end = body.find(between);
    if (end == std::string_view::npos || !read_part(body.substr(0, end), request)) return false;
    body.remove_prefix(end + between.size());
  }
  return true;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = digit_of(text[i + 1]), low = digit_of(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus == Plus::space) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    decoded += c;
  }
  return decoded;
}

std::optional<std::vector<Field>> fields_in(std::string_view text) {
  std::vector<Field> fields;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = percent_decoded(pair.substr(0, equals), Plus::space);
    const auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::space);
    if (!name || !value || fields.size() == most_fields) return std::nullopt;
    fields.push_back({*name, *value});
  }
  return fields;
}

std::optional<Target> target_of(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (small(target.substr(0, scheme.size())) == scheme) {
      target.remove_prefix(scheme.size());
      target.remove_prefix(std::min(target.find('/'), target.size()));
    }
  if (!target.starts_with('/')) return std::nullopt;
  const std::size_t mark = std::min(target.find('?'), target.size());
  const auto path = percent_decoded(target.substr(0, mark), Plus::itself);
  const auto query = fields_in(target.substr(std::min(mark + 1, target.size())));
  if (!path || !query) return std::nullopt;
  return Target{*path, *query};
}

bool read_body(std::string_view content_type, std::string_view body, Request& request) {
  const std::string type(small(trimmed(content_type.substr(0, content_type.find(';')))));
  if (type == "application/x-www-form-urlencoded") {
    auto fields = fields_in(body);
    if (!fields) return false;
    request.form = *std::move(fields);
  } else if (type == "multipart/form-data") {
    return read_multipart(body, parameter(content_type, "boundary").value_or(""), request);
  }
  return true;
}

}  // namespace imprimatur::http
