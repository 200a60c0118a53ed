// Our TOML files, read with care: typed questions, and a finding for every answer that is not one.
//
//   finding::Findings findings;
//   if (auto document = reading::Document::read("order.toml", bytes, findings)) {
//     reading::Table batch = document->root().table("batch");
//     auto carnets = batch.integer("carnets", {1, 1'000'000});
//     auto until = batch.optional_date("valid_until");
//     document->refuse_unknown_keys();
//   }
//
// A getter always gives a value: where the answer is missing or wrong it records a finding (file,
// line, column, both languages, what to write instead) and gives the fallback its line names, so
// that one reading finds all faults. What was read from a file with errors is not to be used: ask
// `findings.has_errors()`. A table that is absent asks in silence: its own absence was the finding.
//
// Rules recorded here: toml-syntax, toml-size, toml-depth, missing-key, unknown-key, wrong-type,
// out-of-range, text-empty, text-too-short, text-too-long, not-a-date, not-a-length, not-an-amount,
// not-a-choice, wrong-count.
#pragma once

#include "finding/finding.h"
#include "measure/measure.h"
#include "measure/money.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imprimatur::reading {

using Date = std::chrono::year_month_day;

// Both ends count.
struct Integers {
  std::int64_t least = 0, most = INT64_MAX;
};
struct Lengths {
  measure::Length least, most;
};
struct Amounts {
  measure::Money least, most;
};
// How many items a list may hold.
struct Count {
  std::size_t least = 0, most = 1000;
};
// How many characters (Unicode scalar values) a text may hold. An empty text, or one of white space
// alone, is a finding unless `least` is 0.
struct Characters {
  std::size_t least = 1, most = 200;
};

struct Answer;  // inside the room
struct Wanted;

// A view of one table; lives as long as its Document. Copies are the same view.
class Table {
 public:
  bool present() const { return opened_ != nullptr; }
  bool has(std::string_view key) const;
  // In the order of the file. Asking for the names does not make the keys known: ask each of them.
  std::vector<std::string> keys() const;

  // Where a value stands, or an item of a list; where it is missing, the table's own place.
  finding::Place place() const;
  finding::Place place(std::string_view key) const;
  finding::Place place(std::string_view key, std::size_t item) const;

  // CRLF inside a text has become LF. Fallback: "".
  std::string text(std::string_view key, Characters = {});
  std::optional<std::string> optional_text(std::string_view key, Characters = {});
  // A list of texts, or one text alone for a list of one. Fallback: what was good of it.
  std::vector<std::string> texts(std::string_view key, Count, Characters = {});
  std::vector<std::string> optional_texts(std::string_view key, Count, Characters = {});

  // Fallback: range.least.
  std::int64_t integer(std::string_view key, Integers range);
  std::optional<std::int64_t> optional_integer(std::string_view key, Integers range);
  std::vector<std::int64_t> integers(std::string_view key, Count, Integers range);

  bool flag(std::string_view key);  // fallback: false
  bool optional_flag(std::string_view key, bool otherwise);

  // A TOML local date: 2027-12-31, without quotes. Fallback: 1970-01-01.
  Date date(std::string_view key);
  std::optional<Date> optional_date(std::string_view key);

  // "178 mm", "9 pt": see measure/text.h. A bare number is refused: it has no unit. Fallback:
  // range.least.
  measure::Length length(std::string_view key, Lengths range);
  std::optional<measure::Length> optional_length(std::string_view key, Lengths range);
  std::vector<measure::Length> lengths(std::string_view key, Count, Lengths range);

  // "10.00", in quotes: see measure/text.h. Fallback: range.least.
  measure::Money money(std::string_view key, Amounts range);
  std::optional<measure::Money> optional_money(std::string_view key, Amounts range);

  // One of a few names. Fallback: the first of them (or `otherwise`).
  template <class Enum>
  using Choices = std::vector<std::pair<std::string_view, Enum>>;
  template <class Enum>
  Enum choice(std::string_view key, const Choices<Enum>& choices) {
    return choices[choice_index(key, names_of(choices), Need::required).value_or(0)].second;
  }
  template <class Enum>
  Enum optional_choice(std::string_view key, const Choices<Enum>& choices, Enum otherwise) {
    const auto index = choice_index(key, names_of(choices), Need::optional);
    return index ? choices[*index].second : otherwise;
  }

  // [key]. Fallback: an absent table.
  Table table(std::string_view key);
  Table optional_table(std::string_view key);
  // [[key]], one table or more. Where none is there and `count.least` is 0: empty.
  std::vector<Table> tables(std::string_view key, Count);

  // A finding at the value of `key` (or, where it is missing, at the table).
  void error(std::string_view key, std::string rule, finding::Sentence, finding::Sentence hint);
  void error_at(const finding::Place&, std::string rule, finding::Sentence, finding::Sentence hint);
  void warning(std::string_view key, std::string rule, finding::Sentence, finding::Sentence hint);
  void note(std::string_view key, std::string rule, finding::Sentence, finding::Sentence hint);

 private:
  friend class Document;
  struct Opened;
  enum class Need : std::uint8_t { optional, required };
  Table() = default;  // an absent one
  explicit Table(Opened* opened) : opened_(opened) {}

  Answer look(std::string_view key) const;
  std::vector<Answer> look_items(std::string_view key) const;
  void report(const finding::Place&, std::string rule, finding::Sentence, finding::Sentence hint,
              finding::Severity = finding::Severity::error);
  Table open(std::string_view key) const;
  Table open(std::string_view key, std::size_t item) const;
  finding::Place place_of_key(std::string_view key) const;
  void report_missing(std::string_view key, const Wanted&);
  void report_unknown(std::string_view key, const std::vector<std::string>& known);
  bool expect(std::string_view key, const Answer&, const Wanted&);

  template <class Value, class Read>
  std::optional<Value> one(std::string_view key, Need, const Wanted&, Read);
  template <class Value, class Read>
  std::vector<Value> many(std::string_view key, Need, Count, const Wanted& list, const Wanted& item,
                          Read);
  bool count_is_good(std::string_view key, std::size_t items, Count);

  std::optional<std::string> read_text(std::string_view key, const Answer&, Characters);
  std::optional<std::int64_t> read_integer(std::string_view key, const Answer&, Integers);
  std::optional<measure::Length> read_length(std::string_view key, const Answer&, Lengths);
  std::optional<measure::Money> read_money(std::string_view key, const Answer&, Amounts);
  std::vector<std::string> read_texts(std::string_view key, Need, Count, Characters);
  std::optional<std::size_t> choice_index(std::string_view key,
                                          const std::vector<std::string_view>& names, Need);
  template <class Enum>
  static std::vector<std::string_view> names_of(const Choices<Enum>& choices) {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : choices) names.push_back(name);
    return names;
  }

  Opened* opened_ = nullptr;
};

class Document {
 public:
  // `name` is what findings call the file. A file that is no TOML 1.0 gives one finding at the
  // first fault and nullopt; so does one above 4 MiB, one nested too deep, or one that is not
  // UTF-8. A byte order mark and CRLF line ends are welcome. `findings` must outlive the document.
  static std::optional<Document> read(std::string name, std::string_view bytes,
                                      finding::Findings& findings);
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  Table root();
  // A finding for each key that nobody asked for, in every table that was opened, with the nearest
  // known name. Call it once, after the last question.
  void refuse_unknown_keys();

 private:
  friend class Table;
  struct Body;
  explicit Document(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

// A stranger's words, made fit to stand in a sentence: at most 60 characters, then "…"; control
// characters, bidirectional overrides and broken UTF-8 written as escapes.
std::string shown(std::string_view words);

// The number of single-character insertions, deletions and substitutions between two names.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of `known` to `word`, if it is near enough to be what was meant.
std::optional<std::string> did_you_mean(std::string_view word,
                                        const std::vector<std::string>& known);

}  // namespace imprimatur::reading
