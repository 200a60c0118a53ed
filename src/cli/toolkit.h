// What commands are declared with, in the reader's language. For the sources of this room.
#pragma once

#include "cli/arguments.h"
#include "cli/values.h"

#include <functional>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace imprimatur::cli {

// A value that is written or explained here is kept by the caller for as long as lines are read.
class Toolkit {
 public:
  Toolkit(CLI::App& app, Language language) : app_(app), language_(language) {}

  Language language() const { return language_; }
  std::string say(const finding::Sentence& sentence) const { return sentence.in(language_); }
  // Raised while a line is read: a wrong value is refused like any other wrong argument.
  [[noreturn]] void refuse(const finding::Sentence& why) const;

  CLI::App* command(CLI::App* above, const std::string& name, const finding::Sentence& what);
  CLI::App* command(const std::string& name, const finding::Sentence& what);

  // Required.
  CLI::Option* text(CLI::App* app, const std::string& name, std::string& into,
                    const finding::Sentence& what, const std::string& type);
  CLI::Option* optional(CLI::App* app, const std::string& name, std::string& into,
                        const finding::Sentence& what, const std::string& type);
  CLI::Option* flag(CLI::App* app, const std::string& name, bool& into,
                    const finding::Sentence& what);

  // What `read` makes of the words (nullopt: nothing) goes `into`; else what was expected is said.
  template <typename Read, typename Value>
  CLI::Option* value(CLI::App* app, const std::string& name, Read read, Value& into,
                     const finding::Sentence& expected, const finding::Sentence& what,
                     const std::string& type) {
    const auto take = [read, &into](const std::string& words) {
      const auto known = read(words);
      if (known) into = *known;
      return known.has_value();
    };
    return parsed(app, name, take, expected, what, type);
  }
  template <typename Value>
  CLI::Option* count(CLI::App* app, const std::string& name, Value& into,
                     const finding::Sentence& what) {
    return value(app, name, number_from_one, into,
                 {"un nombre entier, 1 ou plus", "a whole number, 1 or more"}, what, "N");
  }
  static finding::Sentence like(const std::string& example);

  // What the command comes to when it is the one on the line.
  void makes(CLI::App* app, std::function<Command()> make);
  Command made() const { return make_(); }

 private:
  CLI::App& app_;
  Language language_;
  std::function<Command()> make_;

  CLI::Option* parsed(CLI::App* app, const std::string& name,
                      std::function<bool(const std::string&)> take,
                      const finding::Sentence& expected, const finding::Sentence& what,
                      const std::string& type);
};

}  // namespace imprimatur::cli
