#include "finding/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace imprimatur::finding {
namespace {

std::string_view name_of(Severity severity, Language language) {
  const bool fr = language == Language::french;
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return fr ? "attention" : "warning";
    case Severity::error: return fr ? "erreur" : "error";
  }
  return "";
}

std::string where(const Place& place) {
  if (place.file.empty()) return "";
  if (place.line == 0) return fmt::format("{}: ", place.file);
  return fmt::format("{}:{}:{}: ", place.file, place.line, place.column);
}

}  // namespace

void Findings::add(Finding finding) { list_.push_back(std::move(finding)); }

void Findings::add(const Findings& others) {
  list_.insert(list_.end(), others.begin(), others.end());
}

void Findings::error(std::string rule, Place place, Sentence sentence, Sentence hint) {
  add({Severity::error, std::move(rule), std::move(place), std::move(sentence), std::move(hint)});
}

void Findings::warning(std::string rule, Place place, Sentence sentence, Sentence hint) {
  add({Severity::warning, std::move(rule), std::move(place), std::move(sentence), std::move(hint)});
}

void Findings::note(std::string rule, Place place, Sentence sentence, Sentence hint) {
  add({Severity::note, std::move(rule), std::move(place), std::move(sentence), std::move(hint)});
}

bool Findings::has_errors() const { return count(Severity::error) > 0; }

std::size_t Findings::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(list_, severity, &Finding::severity));
}

void Findings::sort() {
  std::ranges::stable_sort(list_, {}, [](const Finding& f) {
    return std::tuple{std::string_view{f.place.file}, f.place.line, f.place.column};
  });
}

std::string to_text(const Finding& finding, Language language) {
  std::string text = fmt::format(
      "{}{}{}: {} [{}]", where(finding.place), name_of(finding.severity, language),
      language == Language::french ? "\u00a0" : "", finding.sentence.in(language), finding.rule);
  if (const auto& hint = finding.hint.in(language); !hint.empty()) text += "\n    " + hint;
  return text;
}

}  // namespace imprimatur::finding
