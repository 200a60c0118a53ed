// The grammars of names and mail addresses.
#include "order/order.h"

#include <algorithm>

namespace imprimatur::order {
namespace {

bool is_alphanumeric(char c) {
  return ('0' <= c && c <= '9') || ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z');
}

// "a.b-c" as its parts between dots; an empty one where two dots meet or one stands at an end.
template <class Check>
bool all_parts(std::string_view text, Check check) {
  while (true) {
    const auto dot = std::min(text.find('.'), text.size());
    if (!check(text.substr(0, dot))) return false;
    if (dot == text.size()) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_atom(std::string_view part) {
  return !part.empty() && std::ranges::all_of(part, [](char c) {
    return is_alphanumeric(c) ||
           std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
  });
}

bool is_domain_label(std::string_view part) {
  return !part.empty() && part.size() <= 63 && part.front() != '-' && part.back() != '-' &&
         std::ranges::all_of(part, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

}  // namespace

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 && is_alphanumeric(name.front()) &&
         std::ranges::all_of(
             name, [](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at > 64 || text.size() > 254) return false;
  const auto domain = text.substr(at + 1);
  return all_parts(text.substr(0, at), is_atom) && domain.find('.') != std::string_view::npos &&
         all_parts(domain, is_domain_label);
}

}  // namespace imprimatur::order
