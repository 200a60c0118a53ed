#include "order/logos.h"

#include "order/lines.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::order {
namespace {

namespace fs = std::filesystem;
using finding::Sentence;
using reading::shown;
using reading::Table;

constexpr std::uintmax_t most_bytes = std::uintmax_t{64} << 20;
constexpr std::size_t most_neighbours = 1000;
constexpr std::int64_t most_pages = 10'000;

const Sentence put_it_inside{
    "Copiez le fichier dans le dossier de la commande et donnez son nom relatif.",
    "Copy the file into the order folder and give its relative name."};

bool climbs(const world::Path& path) {
  return path.is_absolute() ||
         std::ranges::any_of(path, [](const auto& part) { return part == ".."; });
}

// Both are resolved, so that a link can't lead out.
bool lies_inside(const world::Path& file, const world::Path& folder) {
  const auto [in_folder, in_file] = std::ranges::mismatch(folder, file);
  return in_folder == folder.end();
}

// The file that was probably meant: the nearest name in the same folder.
Sentence hint_for_missing(const world::Path& folder, const world::Path& given) {
  std::error_code refused;
  std::vector<std::string> neighbours;
  for (fs::directory_iterator it{folder / given.parent_path(), refused}, end;
       !refused && it != end && neighbours.size() < most_neighbours; it.increment(refused)) {
    neighbours.push_back((given.parent_path() / it->path().filename()).string());
  }
  std::ranges::sort(neighbours);
  if (const auto near = reading::did_you_mean(given.string(), neighbours)) {
    return {fmt::format("Vouliez-vous dire « {} » ?", shown(*near)),
            fmt::format("Did you mean \"{}\"?", shown(*near))};
  }
  return {"Vérifiez le nom, majuscules comprises, ou ajoutez le fichier au dossier de la commande.",
          "Check the name, capitals included, or add the file to the order folder."};
}

void refuse(Table& logo, std::string rule, std::string_view file, std::string_view fr,
            std::string_view en, const Sentence& hint) {
  logo.error("file", std::move(rule),
             {fmt::format("Le logo « {} » {}.", shown(file), fr),
              fmt::format("The logo \"{}\" {}.", shown(file), en)},
             hint);
}

bool check_size(Table& logo, const std::string& name, const world::Path& file) {
  std::error_code refused;
  const auto size = fs::file_size(file, refused);
  if (refused) {
    refuse(logo, "logo-unreadable", name, "est illisible", "can't be read",
           {"Vérifiez les droits du fichier.", "Check the permissions of the file."});
  } else if (size == 0) {
    refuse(logo, "logo-empty", name, "est vide (0 octet)", "is empty (0 bytes)",
           {"Redemandez le fichier au client.", "Ask the client for the file again."});
  } else if (size > most_bytes) {
    refuse(logo, "logo-too-large", name, "dépasse 64 Mio", "is larger than 64 MiB",
           {"Exportez-le à sa taille d’impression, de préférence en vectoriel (SVG ou PDF).",
            "Export it at its printed size, best as vectors (SVG or PDF)."});
  } else {
    return true;
  }
  return false;
}

// Whether the file may be opened; what is wrong with it otherwise is a finding.
bool check_file(Table& logo, const std::string& name, const world::Path& folder) {
  if (wording::unprintable(name)) return false;  // told already; a NUL would cut the name short
  const world::Path given{name};
  if (climbs(given)) {
    refuse(logo, "logo-outside", name, "est désigné hors du dossier de la commande",
           "is named outside the order folder", put_it_inside);
    return false;
  }
  std::error_code refused;
  const auto real = fs::canonical(folder / given, refused);
  if (refused || !fs::exists(real, refused)) {
    refuse(logo, "logo-missing", name, "est introuvable", "is not there",
           hint_for_missing(folder, given));
  } else if (!lies_inside(real, fs::canonical(folder, refused))) {
    refuse(logo, "logo-outside", name, "est un lien qui mène hors du dossier de la commande",
           "is a link that leads outside the order folder", put_it_inside);
  } else if (!fs::is_regular_file(real, refused)) {
    refuse(logo, "logo-missing", name, "n’est pas un fichier", "is not a file",
           {"Donnez le nom d’un fichier SVG, PDF, PNG, JPEG, TIFF ou WebP.",
            "Give the name of an SVG, PDF, PNG, JPEG, TIFF or WebP file."});
  } else {
    return check_size(logo, name, real);
  }
  return false;
}

}  // namespace

Logo read_logo(Table& table, const world::Path& folder) {
  Logo logo;
  logo.place = table.place();
  logo.zone = table.text("zone");
  expect_plain_name(table, "zone", logo.zone);
  const std::string name = verbatim(table, "file");
  logo.alternate = optional_line(table, "alt");
  logo.page =
      static_cast<std::uint32_t>(table.optional_integer("page", {1, most_pages}).value_or(0));
  if (!name.empty() && check_file(table, name, folder)) logo.file = folder / name;
  return logo;
}

}  // namespace imprimatur::order
