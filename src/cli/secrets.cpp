#include "cli/secrets.h"

#include "finding/failure.h"

namespace imprimatur::cli {
namespace {

constexpr std::size_t longest = 1024;

std::optional<world::SecretText> typed(const finding::Sentence& prompt, const Common& common) {
  return world::ask_unseen(prompt.in(common.language));
}

world::SecretText first_line(const Common& common) {
  auto line = world::read_descriptor(*common.passphrase_descriptor, longest, "--passphrase-fd");
  line.shorten(std::min(line.view().find('\n'), line.size()));
  if (line.view().ends_with('\r')) line.shorten(line.size() - 1);
  return line;
}

}  // namespace

std::optional<world::SecretText> passphrase(const Common& common) {
  if (common.passphrase_descriptor) return first_line(common);
  return typed({"Phrase secrète des clés\u00a0: ", "Passphrase of the keys: "}, common);
}

world::SecretText new_passphrase(const Common& common) {
  if (common.passphrase_descriptor) return first_line(common);
  auto first = typed({"Nouvelle phrase secrète\u00a0: ", "New passphrase: "}, common);
  if (!first)
    throw finding::Failure(
        {"Il n’y a pas de terminal pour demander une phrase secrète.",
         "There is no terminal to ask for a passphrase."},
        {"Donnez-la avec «\u00a0--passphrase-fd\u00a0».", "Give it with \"--passphrase-fd\"."});
  const auto again = typed({"La même, encore\u00a0: ", "The same again: "}, common);
  if (again == first) return *std::move(first);
  throw finding::Failure({"Les deux phrases secrètes diffèrent.", "The two passphrases differ."},
                         {"Recommencez\u00a0: rien n’a été créé.", "Try again: nothing was made."});
}

}  // namespace imprimatur::cli
