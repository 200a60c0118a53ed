#include "bat/content.h"

#include "wording/wording.h"

#include <algorithm>

namespace imprimatur::bat {
namespace {

using Lines = std::map<std::string, std::vector<std::string>>;

Lines lines_of(std::string_view content) {
  Lines lines;
  while (!content.empty()) {
    const std::string_view line = content.substr(0, content.find('\n'));
    content.remove_prefix(std::min(line.size() + 1, content.size()));
    const std::string_view key = line.substr(0, line.find(' '));
    lines[std::string(key)].emplace_back(line.substr(std::min(key.size() + 1, line.size())));
  }
  return lines;
}

std::vector<std::string> as_printed(std::vector<std::string> values, finding::Language language) {
  for (std::string& value : values) value = wording::typeset(value, language);
  std::ranges::sort(values);
  return values;
}

const std::vector<std::string>& values_in(const Lines& lines, const std::string& key) {
  static const std::vector<std::string> none;
  const auto found = lines.find(key);
  return found == lines.end() ? none : found->second;
}

}  // namespace

std::vector<Difference> differences_of(std::string_view before, std::string_view after,
                                       finding::Language language) {
  const Lines was = lines_of(before), is = lines_of(after);
  Lines both = is;
  both.insert(was.begin(), was.end());
  std::vector<Difference> all;
  bool are_lines_kept = true;
  for (const auto& [key, values] : both) {
    const auto &old = values_in(was, key), &fresh = values_in(is, key);
    if (old == fresh) continue;
    are_lines_kept = false;
    all.push_back({key, as_printed(old, language) == as_printed(fresh, language)});
  }
  // The same lines in another order.
  if (are_lines_kept && before != after) all.push_back({"", true});
  return all;
}

std::string value_in(std::string_view content, const std::string& key) {
  const Lines lines = lines_of(content);
  const auto& values = values_in(lines, key);
  return values.empty() ? std::string() : values.front();
}

}  // namespace imprimatur::bat
