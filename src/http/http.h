// What comes by HTTP and what goes back, as plain values: RFC 9110, 9112.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::http {

struct Field {
  std::string name, value;
  bool operator==(const Field&) const = default;
};

// A file that came with a form (multipart/form-data, RFC 7578).
struct Upload {
  std::string field;
  std::string file;  // as the sender named it: never a path to be trusted
  std::string type;
  std::string bytes;
};

// HEAD is asked as `get`; the server leaves the bytes out.
enum class Method : std::uint8_t { get, post };

// Text is as it came: any bytes, NUL in a path excepted. Of names that come several times, the
// first counts in the questions below.
struct Request {
  Method method = Method::get;
  std::string path;  // percent-decoded; begins with "/"
  std::vector<Field> query, form;
  std::vector<Upload> uploads;
  std::vector<Field> headers;  // names in lower case
  std::string peer;            // the client's address, "192.0.2.1": see forwarded.h

  // Empty where there is none.
  std::string_view header(std::string_view name) const;
  std::string_view asked(std::string_view name) const;  // in the query
  std::string_view typed(std::string_view name) const;  // in the form
  bool has_typed(std::string_view name) const;
};

// `bytes` is shared, so that many readers of one file hold it once. The server adds
// Content-Length, Date and the headers of security.h; one of the same name in `headers` goes before
// those.
struct Response {
  unsigned status = 200;
  std::string type;
  std::shared_ptr<const std::string> bytes;
  std::vector<Field> headers;
};

Response page(unsigned status, std::string html);
// To be fetched by GET there (RFC 9110, 15.4.4): what a form that was taken is answered by.
Response see_other(const std::string& path);
// One line in both languages, for whoever can't be shown a page: 400, 408, 413 and so on.
Response refusal(unsigned status);

}  // namespace imprimatur::http
