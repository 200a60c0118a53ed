#include "flow/persons.h"

#include "finding/failure.h"
#include "flow/say.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

constexpr std::size_t salt_size = 16;

world::Path file_of_person(const Workspace& workspace, const std::string& order,
                           const crypto::Digest& digest) {
  return workspace.order(order) / "persons" / digest.hex();
}

}  // namespace

crypto::Digest keep_person(const Desk& desk, const Workspace& workspace, const std::string& order,
                           const std::string& words) {
  const std::string bytes = desk.world.random_bytes(salt_size) + words;
  const crypto::Digest digest = crypto::sha256(bytes);
  const world::Path file = file_of_person(workspace, order, digest);
  world::make_folder(file.parent_path(), world::Access::owner_only);
  world::write_file(file, bytes, world::Access::owner_only);
  return digest;
}

std::optional<std::string> words_of_person(const std::string& bytes, const crypto::Digest& digest) {
  if (bytes.size() < salt_size || crypto::sha256(bytes) != digest) return std::nullopt;
  return bytes.substr(salt_size);
}

std::optional<std::string> person_file(const Workspace& workspace, const std::string& order,
                                       const crypto::Digest& digest) {
  const world::Path file = file_of_person(workspace, order, digest);
  if (!std::filesystem::exists(file)) return std::nullopt;
  std::string bytes = world::read_file(file);
  if (words_of_person(bytes, digest)) return bytes;
  throw finding::Failure(
      {fmt::format("«\u00a0{}\u00a0» n’est plus le fichier que le registre connaît.", named(file)),
       fmt::format("\"{}\" is not the file any more that the ledger knows.", named(file))},
      {"Remettez-le depuis une sauvegarde, ou effacez-le.",
       "Put it back from a backup, or erase it."});
}

std::optional<std::string> person(const Workspace& workspace, const std::string& order,
                                  const crypto::Digest& digest) {
  const auto bytes = person_file(workspace, order, digest);
  return bytes ? words_of_person(*bytes, digest) : std::nullopt;
}

}  // namespace imprimatur::flow
