#include "order/lines.h"

#include "order/order.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::order {
namespace {

using reading::Characters;
using reading::Count;
using reading::shown;
using reading::Table;

enum class Breaks : std::uint8_t { refused, kept };

std::string printable(Table& table, std::string_view key, const finding::Place& place,
                      std::string text, Breaks breaks) {
  auto bad = wording::unprintable(text);
  if (!bad && breaks == Breaks::refused && text.find('\n') != text.npos) bad = U'\n';
  if (bad) {
    const auto code = static_cast<std::uint32_t>(*bad);
    table.error_at(place, "text-unprintable",
                   {fmt::format("« {} » contient un caractère qui ne s’imprime pas ici : U+{:04X}.",
                                shown(key), code),
                    fmt::format("\"{}\" holds a character that can't be printed here: U+{:04X}.",
                                shown(key), code)},
                   {"Supprimez-le, ou retapez le texte au lieu de le coller.",
                    "Remove it, or type the text again instead of pasting it."});
  }
  return text;
}

std::string clean(Table& table, std::string_view key, const finding::Place& place, std::string text,
                  Breaks breaks) {
  return wording::composed(printable(table, key, place, std::move(text), breaks));
}

}  // namespace

std::string verbatim(Table& table, std::string_view key, Characters bounds) {
  return printable(table, key, table.place(key), table.text(key, bounds), Breaks::refused);
}

std::string line(Table& table, std::string_view key, Characters bounds) {
  return clean(table, key, table.place(key), table.text(key, bounds), Breaks::refused);
}

std::string optional_line(Table& table, std::string_view key, Characters bounds) {
  const auto text = table.optional_text(key, bounds);
  return text ? clean(table, key, table.place(key), *text, Breaks::refused) : "";
}

std::vector<std::string> lines(Table& table, std::string_view key, Count count, Characters bounds) {
  auto all = table.texts(key, count, bounds);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = clean(table, key, table.place(key, i), all[i], Breaks::refused);
  }
  return all;
}

std::string paragraphs(Table& table, std::string_view key, Characters bounds) {
  return clean(table, key, table.place(key), table.text(key, bounds), Breaks::kept);
}

std::vector<std::string> address(Table& table) {
  return lines(table, "address", {1, 6}, {1, 60});
}

std::optional<reading::Document> open_document(const world::Path& file, std::string name,
                                               finding::Findings& findings) {
  namespace fs = std::filesystem;
  std::error_code refused;
  const auto type = fs::status(file, refused).type();
  if (type != fs::file_type::regular && type != fs::file_type::none) {
    findings.error(
        "file-missing", {name},
        {"Ce fichier manque, ou n’en est pas un.", "This file is missing, or is no file."},
        {"Créez-le, ou vérifiez le nom du dossier.",
         "Create it, or check the name of the folder."});
    return std::nullopt;
  }
  // Only as much is read as shows that the file is too large: reading says so itself.
  constexpr std::uintmax_t most = std::uintmax_t{5} << 20;
  const auto size = fs::file_size(file, refused);
  const std::string bytes =
      !refused && size > most ? std::string(most, ' ') : world::read_file(file);
  return reading::Document::read(std::move(name), bytes, findings);
}

void expect_plain_name(Table& table, std::string_view key, std::string_view name) {
  if (name.empty() || is_plain_name(name)) return;
  table.error(key, "not-a-name",
              {fmt::format("« {} » n’est pas un nom qui convient ici.", shown(name)),
               fmt::format("\"{}\" is not a name that will do here.", shown(name))},
              {"Employez 1 à 40 lettres sans accent, chiffres, points, tirets ou soulignés, en "
               "commençant par une lettre ou un chiffre.",
               "Use 1 to 40 plain letters, digits, dots, hyphens or underscores, beginning with a "
               "letter or a digit."});
}

void expect_format_one(Table& root) {
  root.integer("format", {1, 1});
}

void expect_mail_address(Table& table, std::string_view key, const finding::Place& place,
                         std::string_view text) {
  if (text.empty() || is_mail_address(text)) return;
  table.error_at(
      place, "not-a-mail-address",
      {fmt::format("« {} » n’est pas une adresse électronique (« {} »).", shown(text), shown(key)),
       fmt::format("\"{}\" is not a mail address (\"{}\").", shown(text), shown(key))},
      {"Écrivez-la sous la forme nom@domaine.fr, sans espace ni accent.",
       "Write it as name@domain.fr, without spaces or accents."});
}

}  // namespace imprimatur::order
