// The one source that knows toml++ (3.3 on Debian 12, 3.4 on 13).
#include "reading/answer.h"
#include "reading/reading.h"
#include "reading/syntax.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cassert>
#include <deque>
#include <set>

namespace imprimatur::reading {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20;
constexpr std::size_t most_dots = 5000;        // far below what would exhaust the stack
constexpr std::size_t most_unknown_told = 50;  // of one table: a wrong file is not told key by key

finding::Place place_at(const std::string& file, const toml::source_position& position) {
  return {file, static_cast<int>(position.line), static_cast<int>(position.column)};
}

std::string without_carriage_returns(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r' || i + 1 == bytes.size() || bytes[i + 1] != '\n') out += bytes[i];
  }
  return out;
}

Answer answer_of(const std::string& file, const toml::node& node) {
  Answer answer;
  answer.place = place_at(file, node.source().begin);
  if (const auto* text = node.as_string()) {
    answer.kind = Kind::text;
    answer.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    answer.kind = Kind::integer;
    answer.integer = integer->get();
  } else if (const auto* flag = node.as_boolean()) {
    answer.kind = Kind::flag;
    answer.flag = flag->get();
  } else if (const auto* date = node.as_date()) {
    answer.kind = Kind::date;
    answer.date = Date{std::chrono::year{date->get().year}, std::chrono::month{date->get().month},
                       std::chrono::day{date->get().day}};
  } else {
    answer.kind = node.is_floating_point() ? Kind::real
                  : node.is_array()        ? Kind::list
                  : node.is_table()        ? Kind::table
                                           : Kind::time;
  }
  return answer;
}

}  // namespace

struct Table::Opened {
  Document::Body* body;
  const toml::table* toml;
  std::set<std::string, std::less<>> asked;
};

struct Document::Body {
  std::string file;
  finding::Findings* findings;
  toml::table root;
  std::deque<Table::Opened> opened;

  // Opening a table twice gives the same view, so that what either asked is known to both.
  Table::Opened* open(const toml::table& table) {
    const auto same = std::ranges::find(opened, &table, &Table::Opened::toml);
    return same != opened.end() ? &*same : &opened.emplace_back(this, &table);
  }
};

Document::Document(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::optional<Document> Document::read(std::string name, std::string_view bytes,
                                       finding::Findings& findings) {
  if (bytes.size() > most_bytes) {
    findings.error("toml-size", {name},
                   {"Le fichier dépasse 4 Mio.", "The file is larger than 4 MiB."},
                   {"Ce n’est sans doute pas le bon fichier : vérifiez son nom.",
                    "It is probably not the right file: check its name."});
    return std::nullopt;
  }
  const std::string text = without_carriage_returns(bytes);
  if (dots_outside_strings(text) > most_dots) {
    findings.error("toml-depth", {name},
                   {"Les noms sont trop profondément imbriqués.", "Names are nested too deep."},
                   {"Écrivez le fichier à plat, en sections [nom].",
                    "Write the file flat, in sections [name]."});
    return std::nullopt;
  }
  try {
    toml::table root = toml::parse(std::string_view{text});
    return Document{std::make_unique<Body>(Body{
        .file = std::move(name), .findings = &findings, .root = std::move(root), .opened = {}})};
  } catch (const toml::parse_error& fault) {
    findings.add(syntax_finding(place_at(name, fault.source().begin), fault.description()));
    return std::nullopt;
  }
}

Table Document::root() {
  return Table{body_->open(body_->root)};
}

void Document::refuse_unknown_keys() {
  for (auto& opened : body_->opened) {
    Table table{&opened};
    const std::vector<std::string> known(opened.asked.begin(), opened.asked.end());
    auto unknown = table.keys();
    std::erase_if(unknown, [&](const auto& key) { return opened.asked.contains(key); });
    if (unknown.size() > most_unknown_told) unknown.resize(most_unknown_told);
    for (const auto& key : unknown) table.report_unknown(key, known);
  }
}

bool Table::has(std::string_view key) const {
  return opened_ && opened_->toml->contains(key);
}

std::vector<std::string> Table::keys() const {
  if (!opened_) return {};
  std::vector<const toml::key*> found;
  for (const auto& [key, value] : *opened_->toml) found.push_back(&key);
  std::ranges::stable_sort(found, {}, [](const toml::key* key) {
    const auto& at = key->source().begin;
    return std::pair{at.line, at.column};
  });
  std::vector<std::string> names;
  for (const auto* key : found) names.emplace_back(key->str());
  return names;
}

finding::Place Table::place() const {
  return opened_ ? place_at(opened_->body->file, opened_->toml->source().begin) : finding::Place{};
}

finding::Place Table::place(std::string_view key) const {
  const auto* node = opened_ ? opened_->toml->get(key) : nullptr;
  return node ? place_at(opened_->body->file, node->source().begin) : place();
}

finding::Place Table::place_of_key(std::string_view key) const {
  if (!opened_) return {};
  const auto found = opened_->toml->find(key);
  if (found == opened_->toml->end()) return place();
  return place_at(opened_->body->file, found->first.source().begin);
}

finding::Place Table::place(std::string_view key, std::size_t item) const {
  const auto* list =
      opened_ && opened_->toml->get(key) ? opened_->toml->get(key)->as_array() : nullptr;
  const auto* node = list ? list->get(item) : nullptr;
  return node ? place_at(opened_->body->file, node->source().begin) : place(key);
}

Answer Table::look(std::string_view key) const {
  if (!opened_) return {};
  opened_->asked.emplace(key);
  const auto* node = opened_->toml->get(key);
  return node ? answer_of(opened_->body->file, *node) : Answer{};
}

std::vector<Answer> Table::look_items(std::string_view key) const {
  std::vector<Answer> items;
  const auto* node = opened_ ? opened_->toml->get(key) : nullptr;
  if (const auto* list = node ? node->as_array() : nullptr) {
    for (const auto& item : *list) items.push_back(answer_of(opened_->body->file, item));
  }
  return items;
}

Table Table::open(std::string_view key) const {
  const auto* table = opened_->toml->get(key)->as_table();
  assert(table);
  return Table{opened_->body->open(*table)};
}

Table Table::open(std::string_view key, std::size_t item) const {
  const auto* table = opened_->toml->get(key)->as_array()->get(item)->as_table();
  assert(table);
  return Table{opened_->body->open(*table)};
}

void Table::report(const finding::Place& place, std::string rule, finding::Sentence sentence,
                   finding::Sentence hint, finding::Severity severity) {
  if (!opened_) return;
  opened_->body->findings->add(
      {severity, std::move(rule), place, std::move(sentence), std::move(hint)});
}

void Table::error(std::string_view key, std::string rule, finding::Sentence sentence,
                  finding::Sentence hint) {
  report(place(key), std::move(rule), std::move(sentence), std::move(hint));
}

void Table::error_at(const finding::Place& place, std::string rule, finding::Sentence sentence,
                     finding::Sentence hint) {
  report(place, std::move(rule), std::move(sentence), std::move(hint));
}

void Table::warning(std::string_view key, std::string rule, finding::Sentence sentence,
                    finding::Sentence hint) {
  report(place(key), std::move(rule), std::move(sentence), std::move(hint),
         finding::Severity::warning);
}

void Table::note(std::string_view key, std::string rule, finding::Sentence sentence,
                 finding::Sentence hint) {
  report(place(key), std::move(rule), std::move(sentence), std::move(hint),
         finding::Severity::note);
}

}  // namespace imprimatur::reading
