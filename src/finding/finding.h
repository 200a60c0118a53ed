// What is the client's or the operator's matter: a value, never an exception.
//
// Findings are collected and shown together; a command refuses to make anything while one of them has
// severity `error`. What the world refuses (disk, database, a library) is a Failure: see failure.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::finding {

enum class Language : std::uint8_t { french, english };

// One sentence in both languages of the house. Both are always given, so that the front door alone
// chooses; both are complete sentences with their full stop, French with its own spacing.
struct Sentence {
  std::string fr;
  std::string en;
  const std::string& in(Language language) const { return language == Language::french ? fr : en; }
  bool operator==(const Sentence&) const = default;
};

enum class Severity : std::uint8_t { note, warning, error };

// Where the fault stands. `file` is relative to the order folder (or named as the user gave it);
// line and column count from 1, and 0 means that the finding concerns the file as a whole.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Place&) const = default;
};

// `rule` is a stable kebab-case name a program can match ("delivery-sum", "artwork-resolution").
// `hint` says what to do next; it may be empty only where the sentence already says it.
struct Finding {
  Severity severity = Severity::error;
  std::string rule;
  Place place;
  Sentence sentence;
  Sentence hint;
  bool operator==(const Finding&) const = default;
};

class Findings {
 public:
  void add(Finding finding);
  void add(const Findings& others);
  void error(std::string rule, Place place, Sentence sentence, Sentence hint);
  void warning(std::string rule, Place place, Sentence sentence, Sentence hint);
  void note(std::string rule, Place place, Sentence sentence, Sentence hint = {});

  bool has_errors() const;
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  std::size_t count(Severity severity) const;
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }
  // By file, line, column, then in the order they were found.
  void sort();

 private:
  std::vector<Finding> list_;
};

// "order.toml:12:9: error: sentence [rule]" and, on a second line, the hint, indented.
std::string to_text(const Finding& finding, Language language);

}  // namespace imprimatur::finding
