// The program. The one place where the real world is taken: clock, dice, signals, environment; and
// where a Failure ends.
#include "cli/progress.h"
#include "cli/run.h"
#include "cli/speak.h"
#include "finding/failure.h"
#include "world/memory.h"

#include <fmt/format.h>

#include <cstdio>

namespace {

using namespace imprimatur;
using finding::Language;
using finding::Sentence;

void print(std::FILE* stream, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

// As the system's other programs do: LC_ALL, else LC_MESSAGES, else LANG.
Language preferred_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const std::string value = world::environment(name); !value.empty())
      return value.starts_with("fr") ? Language::french : Language::english;
  return Language::english;
}

flow::Desk real_desk(const cli::Common& common, cli::ProgressLine& progress) {
  world::watch_signals();
  world::World world = world::real_world();
  if (common.now) world.now = [now = *common.now] { return now; };
  return {std::move(world),
          flow::find_house(world::program_folder(), world::environment("IMPRIMATUR_HOUSE")),
          [&progress](const flow::Progress& step) { progress.show(step); }};
}

flow::Outcome failed(const Sentence& sentence, const Sentence& hint) {
  flow::Outcome outcome;
  outcome.exit = flow::Exit::world_failed;
  outcome.findings.error("world", {}, sentence, hint);
  return outcome;
}

flow::Outcome run_safely(const cli::Request& request) {
  cli::ProgressLine progress(cli::display_for(request.common.quiet, request.common.json),
                             request.common.language);
  try {
    return cli::run(request, real_desk(request.common, progress),
                    {std::filesystem::current_path(), world::environment("IMPRIMATUR_WORKSPACE"),
                     world::environment("CREDENTIALS_DIRECTORY")});
  } catch (const finding::Interrupted& stop) {
    flow::Outcome outcome = failed(stop.sentence(), stop.hint());
    outcome.exit = static_cast<flow::Exit>(128 + world::signal_received());  // as shells count
    return outcome;
  } catch (const finding::Failure& failure) {
    return failed(failure.sentence(), failure.hint());
  } catch (const std::filesystem::filesystem_error& error) {
    return failed({fmt::format("Le système de fichiers a refusé\u00a0: {}.", error.what()),
                   fmt::format("The file system refused: {}.", error.what())},
                  {"Vérifiez le chemin et les droits.", "Check the path and the permissions."});
  } catch (const std::bad_alloc&) {
    return failed({"La mémoire manque.", "Out of memory."},
                  {"Fermez d’autres programmes et recommencez.", "Close other programs and try again."});
  }
}

int answer(const cli::Request& request) {
  const flow::Outcome outcome = run_safely(request);
  const bool good = outcome.exit == flow::Exit::done || outcome.exit == flow::Exit::difference;
  if (request.common.json) {
    print(stdout, cli::to_program(outcome, request.common.language));
  } else {
    print(good ? stdout : stderr, cli::to_people(outcome, request.common.language));
  }
  if (std::fflush(stdout) != 0) return static_cast<int>(flow::Exit::world_failed);
  return static_cast<int>(outcome.exit);
}

}  // namespace

int main(int count, char** values) {
  world::keep_memory();
  world::guard_memory();
  const auto asked = cli::read_arguments({values + 1, values + count}, preferred_language());
  if (const auto* refusal = std::get_if<cli::Refusal>(&asked)) {
    const bool to_stdout = refusal->exit == 0 || refusal->json;
    print(to_stdout ? stdout : stderr, refusal->text);
    return refusal->exit;
  }
  return answer(std::get<cli::Request>(asked));
}
