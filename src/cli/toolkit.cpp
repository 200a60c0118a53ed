#include "cli/toolkit.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace imprimatur::cli {

using finding::Sentence;

void Toolkit::refuse(const Sentence& why) const {
  throw CLI::ValidationError(say(why));
}

CLI::App* Toolkit::command(CLI::App* above, const std::string& name, const Sentence& what) {
  CLI::App* made = above->add_subcommand(name, say(what));
  made->group(say({"Commandes\u00a0", "Commands"}));
  made->get_help_ptr()->group(say({"Options\u00a0", "Options"}));
  return made;
}

CLI::App* Toolkit::command(const std::string& name, const Sentence& what) {
  return command(&app_, name, what);
}

CLI::Option* Toolkit::text(CLI::App* app, const std::string& name, std::string& into,
                           const Sentence& what, const std::string& type) {
  return app->add_option(name, into, say(what))->required()->type_name(type);
}

CLI::Option* Toolkit::optional(CLI::App* app, const std::string& name, std::string& into,
                               const Sentence& what, const std::string& type) {
  return app->add_option(name, into, say(what))->type_name(type);
}

CLI::Option* Toolkit::flag(CLI::App* app, const std::string& name, bool& into,
                           const Sentence& what) {
  return app->add_flag(name, into, say(what));
}

Sentence Toolkit::like(const std::string& example) {
  return {"par ex. " + example, "e.g. " + example};
}

CLI::Option* Toolkit::parsed(CLI::App* app, const std::string& name,
                             std::function<bool(const std::string&)> take, const Sentence& expected,
                             const Sentence& what, const std::string& type) {
  const auto read = [this, name, take = std::move(take), expected](const std::string& words) {
    if (!take(words))
      refuse({fmt::format("{}\u00a0: attendu {}", name, expected.fr),
              fmt::format("{}: expected {}", name, expected.en)});
  };
  return app->add_option_function<std::string>(name, read, say(what))->type_name(type);
}

void Toolkit::makes(CLI::App* app, std::function<Command()> make) {
  app->callback([this, make = std::move(make)] { make_ = make; });
}

}  // namespace imprimatur::cli
