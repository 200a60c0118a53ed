#include "typeset/shelf.h"

#include "finding/failure.h"

#include <fmt/format.h>

namespace imprimatur::typeset {
namespace {

finding::Sentence restore() {
  return {"Remettez le dossier fonts/ dans l’état où il a été livré.",
          "Restore the folder fonts/ as it was delivered."};
}

struct Listed {
  crypto::Digest digest;
  std::string file;
};

// One line of sha256sum's: 64 digits, two spaces, a name in the same folder.
Listed listed(std::string_view line, const world::Path& list) {
  const auto digest = crypto::Digest::from_hex(line.substr(0, 64));
  if (!digest || line.size() < 67 || line.substr(64, 2) != "  " ||
      line.find('/') != std::string_view::npos) {
    throw finding::Failure{{fmt::format("Une ligne de {} n’est pas une empreinte.", list.string()),
                            fmt::format("A line of {} is not a checksum.", list.string())},
                           restore()};
  }
  return {*digest, std::string{line.substr(66)}};
}

Face checked_face(const world::Path& folder, const Listed& font) {
  const auto path = folder / font.file;
  auto bytes = world::read_file(path);
  if (crypto::sha256(bytes) != font.digest) {
    throw finding::Failure{
        {fmt::format("La police {} n’est pas celle qui a été livrée\u00a0: son empreinte a changé.",
                     path.string()),
         fmt::format("The font {} is not the one that was delivered: its checksum has changed.",
                     path.string())},
        restore()};
  }
  return {path.stem().string(), path, std::move(bytes)};
}

}  // namespace

FontShelf FontShelf::open(const world::Path& folder) {
  FontShelf shelf;
  const auto list = folder / "SHA256SUMS";
  const std::string lines = world::read_file(list);
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    if (end > at) {
      auto face = checked_face(folder, listed(std::string_view{lines}.substr(at, end - at), list));
      shelf.faces_.emplace(face.name(), std::move(face));
    }
    at = end + 1;
  }
  return shelf;
}

const Face* FontShelf::find(std::string_view name) const {
  const auto found = faces_.find(name);
  return found == faces_.end() ? nullptr : &found->second;
}

std::vector<std::string> FontShelf::names() const {
  std::vector<std::string> names;
  for (const auto& [name, face] : faces_) names.push_back(name);
  return names;
}

page::Resources FontShelf::resources(const page::Document& document) const {
  page::Resources resources;
  for (const auto& font : document.fonts) {
    if (const auto* face = find(font.name)) resources[face->digest().hex()] = face->bytes();
  }
  return resources;
}

}  // namespace imprimatur::typeset
