// Placeholders in the words of a template.
#include "templates/template.h"

#include <algorithm>

namespace imprimatur::templates {
namespace {

// The next "{…}" at or after `at`: [begin, end) with its braces; npos, npos where there is none.
struct Braces {
  std::size_t begin, end;
};

Braces next_braces(std::string_view words, std::size_t at) {
  const auto begin = words.find('{', at);
  const auto end = begin == words.npos ? words.npos : words.find('}', begin);
  if (end == words.npos) return {words.npos, words.npos};
  return {begin, end + 1};
}

struct FilledLine {
  std::string words;
  bool keep = true;
};

FilledLine filled_line(std::string_view line, const std::map<std::string, std::string>& values) {
  FilledLine filled;
  std::size_t at = 0;
  bool any = false, all_empty = true;
  for (auto braces = next_braces(line, 0); braces.begin != line.npos;
       braces = next_braces(line, at)) {
    filled.words += line.substr(at, braces.begin - at);
    const auto whole = line.substr(braces.begin, braces.end - braces.begin);
    const auto found = values.find(std::string{whole.substr(1, whole.size() - 2)});
    const std::string value = found == values.end() ? std::string{whole} : found->second;
    any = true;
    all_empty = all_empty && value.empty();
    filled.words += value;
    at = braces.end;
  }
  filled.words += line.substr(at);
  filled.keep = !(any && all_empty);
  return filled;
}

}  // namespace

const std::vector<std::string_view>& placeholders() {
  static const std::vector<std::string_view> names = {"carnet.passes",
                                                      "carnet.value.figures",
                                                      "carnet.value.words",
                                                      "client.address",
                                                      "client.address.inline",
                                                      "client.name",
                                                      "issuer.address",
                                                      "issuer.address.inline",
                                                      "issuer.conditions",
                                                      "issuer.conditions.inline",
                                                      "issuer.contacts",
                                                      "issuer.email",
                                                      "issuer.how_to_use",
                                                      "issuer.how_to_use.inline",
                                                      "issuer.identity",
                                                      "issuer.legal",
                                                      "issuer.name",
                                                      "issuer.phone",
                                                      "issuer.registration",
                                                      "issuer.website",
                                                      "issuer.where_to_use",
                                                      "order.id",
                                                      "order.title",
                                                      "public",
                                                      "territory",
                                                      "validity",
                                                      "value.figures",
                                                      "value.words"};
  return names;
}

std::vector<std::string> placeholders_in(std::string_view words) {
  std::vector<std::string> names;
  for (auto braces = next_braces(words, 0); braces.begin != words.npos;
       braces = next_braces(words, braces.end)) {
    names.emplace_back(words.substr(braces.begin + 1, braces.end - braces.begin - 2));
  }
  return names;
}

std::string filled(std::string_view words, const std::map<std::string, std::string>& values) {
  std::string text;
  bool first = true;
  for (std::size_t at = 0; at <= words.size();) {
    const auto end = std::min(words.find('\n', at), words.size());
    const auto line = filled_line(words.substr(at, end - at), values);
    if (line.keep) {
      if (!first) text += '\n';
      text += line.words;
      first = false;
    }
    at = end + 1;
  }
  return text;
}

}  // namespace imprimatur::templates
