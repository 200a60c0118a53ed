#include "mail/delivery_report.h"

#include "mail/plain.h"

#include <algorithm>

namespace imprimatur::mail {
namespace {

using Fields = std::vector<Field>;

constexpr std::size_t most_looked_at = 256 * 1024;  // bytes of a report

// Blocks of header fields with blank lines between them (RFC 3464, 2.1).
std::vector<Fields> blocks_of(std::string_view bytes) {
  const std::string text = cleaned(bytes.substr(0, most_looked_at));
  std::vector<Fields> blocks(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line(text.data() + at, end - at);
    at = end + 1;
    const std::size_t colon = line.find(':');
    Fields& block = blocks.back();
    if (on_one_line(line).empty()) {
      if (!block.empty()) blocks.emplace_back();
    } else if (line.front() == ' ') {
      if (!block.empty()) block.back().value += line;
    } else if (colon != std::string_view::npos) {
      block.push_back(
          {on_one_line(in_lower_case(line.substr(0, colon))), on_one_line(line.substr(colon + 1))});
    }
  }
  return blocks;
}

std::string value_in(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? std::string() : found->value;
}

// "5.1.1 (unknown user)" is 5.1.1: RFC 3463, 2.
std::string status_code(const std::string& value) {
  std::string code = value.substr(0, value.find_first_not_of("0123456789."));
  const bool is_code = code.size() >= 5 && code.size() <= 9 && code[1] == '.' &&
                       std::ranges::count(code, '.') == 2 && !code.ends_with('.') &&
                       (code[0] == '2' || code[0] == '4' || code[0] == '5');
  return is_code ? code : std::string();
}

DeliveryStatus status_in(const Fields& fields) {
  const std::string recipient = value_in(fields, "final-recipient");
  const std::string action = in_lower_case(value_in(fields, "action"));
  return {action.substr(0, action.find_first_of(" (")),
          status_code(value_in(fields, "status")),
          on_one_line(std::string_view(recipient).substr(recipient.find(';') + 1)),
          {}};
}

DeliveryStatus status_of(const Part& report) {
  DeliveryStatus first;
  for (const Fields& block : blocks_of(report.bytes)) {
    const DeliveryStatus one = status_in(block);
    if (one.action == "failed") return one;
    if (first.action.empty() && first.status.empty()) first = one;
  }
  return first;
}

bool is_status(const Part& part) {
  return part.type == "message/delivery-status" || part.type == "message/global-delivery-status";
}

std::string returned_id(const Part& part) {
  const bool is_headers =
      part.type == "text/rfc822-headers" || part.type == "message/global-headers";
  const std::string value = is_headers ? value_in(blocks_of(part.bytes).front(), "message-id")
                                       : value_in(part.fields, "message-id");
  const auto ids = message_ids(value);
  return ids.empty() ? std::string() : ids.front();
}

}  // namespace

bool is_delivery_report(const Part& body) {
  return body.type == "multipart/report" &&
         (body.report_type == "delivery-status" || std::ranges::any_of(body.parts, is_status));
}

DeliveryStatus delivery_status_of(const Part& body) {
  DeliveryStatus found;
  for (const Part& part : body.parts)
    if (is_status(part)) found = status_of(part);
  for (const Part& part : body.parts)
    if (found.message_id.empty()) found.message_id = returned_id(part);
  return found;
}

}  // namespace imprimatur::mail
