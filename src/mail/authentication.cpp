#include "mail/authentication.h"

#include "mail/plain.h"

#include <optional>
#include <set>

namespace imprimatur::mail {
namespace {

// The field's words, lower case, without comments: "=", ";" and "/" are words of their own, what
// stands in quotes is one (RFC 8601, 2.2). nullopt where a quote or a comment isn't closed.
std::optional<std::vector<std::string>> words_of(std::string_view value) {
  std::vector<std::string> words;
  bool goes_on = false, is_quoted = false;
  int comments = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char c = value[at];
    const bool is_escaped = c == '\\' && (is_quoted || comments > 0) && at + 1 < value.size();
    if (is_escaped) ++at;
    if (comments > 0) {
      if (!is_escaped) comments += c == '(' ? 1 : c == ')' ? -1 : 0;
    } else if (is_quoted) {
      if (c == '"')
        is_quoted = false;
      else
        words.back() += value[at];
    } else if (c == '(') {
      comments = 1;
      goes_on = false;
    } else if (c == '"') {
      is_quoted = true;
      if (!goes_on) words.emplace_back();
      goes_on = true;
    } else if (c == ' ' || c == '\t') {
      goes_on = false;
    } else if (c == '=' || c == ';' || c == '/') {
      words.emplace_back(1, c);
      goes_on = false;
    } else {
      if (!goes_on) words.emplace_back();
      goes_on = true;
      words.back() += c;
    }
  }
  if (is_quoted || comments > 0) return std::nullopt;
  for (std::string& word : words) word = in_lower_case(word);
  return words;
}

using Tokens = std::vector<std::string>;

struct Result {
  std::string method, result;
  std::vector<std::pair<std::string, std::string>> properties;  // "header.d" and its value
};

// "dkim/1=pass reason="…" header.d=exemple.fr"; nullopt where it isn't one.
std::optional<Result> result_of(const Tokens& words) {
  std::size_t at = 1;
  if (words.size() > 2 && words[1] == "/") at = 3;
  if (words.size() < at + 2 || words[at] != "=") return std::nullopt;
  Result result{words[0], words[at + 1], {}};
  for (at += 2; at + 2 < words.size(); at += 3) {
    if (words[at + 1] != "=") return std::nullopt;
    result.properties.emplace_back(words[at], words[at + 2]);
  }
  if (at != words.size()) return std::nullopt;
  return result;
}

// The part of a field that names its server, and what it says.
struct Report {
  std::string server;
  std::vector<Result> results;
};

std::optional<Report> report_of(const std::string& value) {
  const auto words = words_of(value);
  if (!words || words->empty()) return std::nullopt;
  Report report{words->front(), {}};
  Tokens one;
  bool is_head = true;
  const auto end_one = [&] {
    if (auto result = is_head ? std::nullopt : result_of(one)) report.results.push_back(*result);
    is_head = false;
    one.clear();
  };
  for (const std::string& word : *words) {
    if (word == ";")
      end_one();
    else
      one.push_back(word);
  }
  end_one();
  return report;
}

std::string domain_of(const std::string& address) {
  return in_lower_case(address.substr(address.rfind('@') + 1));
}

bool is_aligned(const std::string& named, const std::string& domain) {
  const std::string given = domain_of(named);
  return given == domain || given.ends_with("." + domain);
}

bool names(const Result& result, std::string_view property, const std::string& domain) {
  for (const auto& [name, value] : result.properties)
    if (name == property) return is_aligned(value, domain);
  return false;
}

void heed(const Result& result, const std::string& domain, Authentication& found) {
  if (result.result != "pass") return;
  if (result.method == "spf") found.spf = found.spf || names(result, "smtp.mailfrom", domain);
  if (result.method == "dkim")
    found.dkim =
        found.dkim || names(result, "header.d", domain) || names(result, "header.i", domain);
  if (result.method == "dmarc") found.dmarc = found.dmarc || names(result, "header.from", domain);
}

}  // namespace

Authentication authentication_of(const std::vector<Field>& fields, const std::string& server,
                                 const std::string& from) {
  Authentication found;
  if (server.empty() || from.empty()) return found;
  const std::string domain = domain_of(from), ours = in_lower_case(server);
  std::set<std::string> heard;
  bool begun = false;
  for (const Field& field : fields) {
    if (begun && field.name == "received") break;
    if (field.name != "authentication-results") continue;
    const auto report = report_of(field.value);
    if (!report || report->server != ours) continue;
    begun = true;
    std::set<std::string> here;
    for (const Result& result : report->results) {
      if (!heard.contains(result.method)) heed(result, domain, found);
      here.insert(result.method);
    }
    heard.merge(here);
  }
  return found;
}

}  // namespace imprimatur::mail
