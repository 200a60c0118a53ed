#include "verify/manifest.h"

#include "finding/failure.h"
#include "verify/slot_map.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace imprimatur::verify {
namespace {

using nlohmann::json;

const std::string manifest_name = "manifest.json";

struct Entry {
  std::uint64_t bytes = 0;
  crypto::Digest sha256;
};

struct Manifest {
  std::map<std::string, Entry> files;
  std::vector<SheetFile> sheet_files;
  std::uint64_t first_serial = 0, last_serial = 0;
};

template <typename Number>
bool take_number(const json& object, const char* key, Number& into) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_unsigned()) return false;
  const auto value = found->get<std::uint64_t>();
  into = static_cast<Number>(value);
  return into == value;
}

bool take_text(const json& object, const char* key, std::string& into) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return false;
  into = found->get<std::string>();
  return true;
}

// A file of the folder itself, never a way out of it.
bool is_plain_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

bool take_file(const json& entry, Manifest& into) {
  std::string name, digest;
  Entry file;
  if (!entry.is_object() || !take_text(entry, "name", name) || !is_plain_name(name) ||
      !take_text(entry, "sha256", digest) || !take_number(entry, "bytes", file.bytes))
    return false;
  const auto sha256 = crypto::Digest::from_hex(digest);
  if (!sha256) return false;
  file.sha256 = *sha256;
  return into.files.emplace(name, file).second;
}

// The sheets of a reprint, as spans. No file has more than `most`, and none holds more of them than
// it says that it has: whoever wrote this may mean to fill our memory.
bool take_listed(const json& entry, std::uint64_t most, SheetFile& file) {
  const auto found = entry.find("listed");
  if (found == entry.end()) return true;
  if (!found->is_array() || file.sheets > most) return false;
  for (const json& span : *found) {
    if (!span.is_array() || span.size() != 2 || !span[0].is_number_unsigned() ||
        !span[1].is_number_unsigned())
      return false;
    const auto first = span[0].get<std::uint64_t>(), last = span[1].get<std::uint64_t>();
    if (first > last || last - first >= file.sheets ||
        last > std::numeric_limits<std::uint32_t>::max())
      return false;
    for (std::uint64_t sheet = first; sheet <= last; ++sheet)
      file.listed.push_back(static_cast<std::uint32_t>(sheet));
    if (file.listed.size() > file.sheets) return false;
  }
  return true;
}

bool take_sheet_file(const json& entry, std::uint64_t most, Manifest& into) {
  SheetFile file;
  if (!entry.is_object() || !take_text(entry, "name", file.name) ||
      !take_text(entry, "stock", file.stock) ||
      !take_number(entry, "first_sheet", file.first_sheet) ||
      !take_number(entry, "sheets", file.sheets) || !take_listed(entry, most, file))
    return false;
  into.sheet_files.push_back(std::move(file));
  return into.sheet_files.size() <= most;
}

// docs/formats/press-folder.md; nullopt where something that is compared is missing or malformed.
// `most` sheets are expected in all.
std::optional<Manifest> parse(const std::string& bytes, std::uint64_t most) {
  const json root = json::parse(bytes, nullptr, false);
  if (!root.is_object()) return std::nullopt;
  Manifest manifest;
  const auto list = [&](const char* key, auto take) {
    const auto found = root.find(key);
    return found != root.end() && found->is_array() &&
           std::ranges::all_of(*found, [&](const json& entry) { return take(entry, manifest); });
  };
  const auto take_sheets = [most](const json& entry, Manifest& into) {
    return take_sheet_file(entry, most, into);
  };
  const auto serials = root.find("serials");
  if (!list("files", take_file) || !list("sheet_files", take_sheets) || serials == root.end() ||
      !serials->is_object() || !take_number(*serials, "first", manifest.first_serial) ||
      !take_number(*serials, "last", manifest.last_serial))
    return std::nullopt;
  return manifest;
}

void compare_claims(const Manifest& manifest, const Expected& expected, Notebook& notebook) {
  if (manifest.sheet_files == expected.files &&
      manifest.first_serial == expected.serials.first().number() &&
      manifest.last_serial == expected.serials.last().number())
    return;
  notebook.file(
      "manifest-differs", {manifest_name},
      {"Le manifeste n’annonce pas les feuilles et les numéros de série attendus.",
       "The manifest does not announce the sheets and serials that are expected."},
      {"Vérifiez que ce dossier est bien celui de cette commande\u202f; sinon refaites-le "
       "avec «\u00a0press\u00a0».",
       "Check that this folder is the one of this order; if it is, make it again with "
       "\"press\"."});
}

std::optional<Manifest> read(const world::Path& folder, const Expected& expected,
                             Notebook& notebook, bool& trusted) {
  std::string bytes;
  try {
    bytes = world::read_file(folder / manifest_name);
  } catch (const finding::Failure& failure) {
    notebook.file("manifest-missing", {manifest_name}, failure.sentence(), make_again());
    return std::nullopt;
  }
  trusted = expected.manifest && crypto::sha256(bytes) == *expected.manifest;
  if (expected.manifest && !trusted)
    notebook.file("manifest-changed", {manifest_name},
                  {"Le manifeste n’est pas celui que le registre a retenu.",
                   "The manifest is not the one that the ledger remembers."},
                  make_again());
  std::uint64_t sheets = 0;
  for (const SheetFile& file : expected.files) sheets += file.sheets;
  auto manifest = parse(bytes, sheets);
  if (!manifest)
    notebook.file("manifest-unreadable", {manifest_name},
                  {"Le manifeste est illisible.", "The manifest can't be read."}, make_again());
  return manifest;
}

struct Measured {
  std::uint64_t bytes = 0;
  crypto::Digest sha256;
};

Measured measure_file(const world::Path& path, const world::World& world) {
  Measured measured;
  crypto::Hasher hasher;
  world::read_pieces(path, [&](std::string_view piece) {
    world.checkpoint();
    measured.bytes += piece.size();
    hasher.add(piece);
  });
  measured.sha256 = hasher.finish();
  return measured;
}

bool is_sound(const world::Path& folder, const std::string& name, const Entry& entry,
              const world::World& world, Notebook& notebook) {
  std::error_code ignored;
  const std::string shown = quotable(name);
  if (!std::filesystem::is_regular_file(folder / name, ignored)) {
    if (name == slot_map_name) return false;  // which check_slot_map tells
    notebook.file("file-missing", {shown},
                  {"Ce fichier du manifeste manque.", "This file of the manifest is missing."},
                  {"Recopiez le dossier en entier, ou refaites-le avec «\u00a0press\u00a0».",
                   "Copy the whole folder again, or make it again with \"press\"."});
    return false;
  }
  const Measured measured = measure_file(folder / name, world);
  if (measured.bytes != entry.bytes) {
    notebook.file("file-size", {shown},
                  {fmt::format("Ce fichier compte {} octets, et le manifeste en annonce {}.",
                               measured.bytes, entry.bytes),
                   fmt::format("This file has {} bytes, and the manifest announces {}.",
                               measured.bytes, entry.bytes)},
                  make_again());
    return false;
  }
  if (measured.sha256 == entry.sha256) return true;
  notebook.file("file-changed", {shown},
                {"Ce fichier a changé depuis qu’il a été écrit.",
                 "This file has changed since it was written."},
                make_again());
  return false;
}

void find_extra(const world::Path& folder, const Manifest& manifest, Notebook& notebook) {
  std::set<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    names.insert(entry->path().filename().string());
  if (error)
    notebook.file("folder-unreadable", {},
                  {"Le contenu du dossier ne se laisse pas lister.",
                   "What is in the folder can't be listed."},
                  {"Donnez-vous le droit de lire ce dossier, puis recommencez.",
                   "Give yourself the right to read this folder, then try again."});
  for (const std::string& name : names) {
    if (name == manifest_name || manifest.files.contains(name)) continue;
    notebook.file("file-extra", {quotable(name)},
                  {"Ce fichier n’est pas dans le manifeste.", "This file is not in the manifest."},
                  {"Retirez-le du dossier avant de le remettre à l’imprimeur.",
                   "Take it out of the folder before it goes to the printer."});
  }
}

void find_unlisted(const Expected& expected, const Manifest& manifest, Notebook& notebook) {
  for (const SheetFile& file : expected.files) {
    if (manifest.files.contains(file.name)) continue;
    notebook.file("file-unlisted", {file.name},
                  {"Ce fichier de feuilles est attendu et le manifeste ne le cite pas.",
                   "This file of sheets is expected and the manifest does not list it."},
                  make_again());
  }
}

}  // namespace

std::set<std::string> check_manifest(const world::Path& folder, const Expected& expected,
                                     const world::World& world, Notebook& notebook) {
  std::set<std::string> sound;
  bool trusted = false;
  const auto manifest = read(folder, expected, notebook, trusted);
  if (!manifest) return sound;
  compare_claims(*manifest, expected, notebook);
  find_unlisted(expected, *manifest, notebook);
  for (const auto& [name, entry] : manifest->files) {
    world.checkpoint();
    if (is_sound(folder, name, entry, world, notebook) && trusted) sound.insert(name);
  }
  find_extra(folder, *manifest, notebook);
  return sound;
}

}  // namespace imprimatur::verify
