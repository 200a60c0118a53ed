#include "reading/syntax.h"

#include "reading/reading.h"

#include <fmt/format.h>

namespace imprimatur::reading {
namespace {

struct Cause {
  std::string_view sign;  // what the parser's description contains
  std::string_view fr, en, hint_fr, hint_en;
};

// The first that fits is told; toml++ 3.3 and 3.4 share these words.
constexpr Cause causes[] = {
    {"utf-8", "Le fichier n’est pas en UTF-8.", "The file is not UTF-8.",
     "Enregistrez-le en UTF-8.", "Save it as UTF-8."},
    {"control char", "Ce texte n’est pas fermé sur sa ligne, ou contient un caractère de commande.",
     "This text is not closed on its line, or holds a control character.",
     "Fermez le guillemet ; un texte de plusieurs lignes s’écrit entre \"\"\" et \"\"\".",
     "Close the quote; a text of several lines stands between \"\"\" and \"\"\"."},
    {"nested value depth", "Les listes et tableaux sont trop profondément imbriqués.",
     "Lists and tables are nested too deep.", "Écrivez le fichier à plat.", "Write the file flat."},
    {"redefine", "Ce nom est déjà défini plus haut.", "This name is already defined above.",
     "Gardez une seule des deux définitions.", "Keep one of the two definitions."},
    {"end-of-file", "Le fichier s’arrête au milieu d’une valeur.",
     "The file ends in the middle of a value.",
     "Fermez le guillemet, le crochet ou l’accolade qui reste ouvert.",
     "Close the quote, the bracket or the brace that is still open."},
    {"parsing date", "Cette date n’existe pas, ou est mal écrite.",
     "This date does not exist, or is miswritten.", "Écrivez année-mois-jour : 2027-12-31.",
     "Write year-month-day: 2027-12-31."},
    {"expected '='", "Il manque « = » après le nom.", "There is no \"=\" after the name.",
     "Écrivez nom = valeur, une seule par ligne.", "Write name = value, one to a line."},
    {"parsing array", "Il manque une virgule ou le crochet qui ferme la liste.",
     "A comma is missing, or the bracket that closes the list.",
     "Séparez les éléments par des virgules et fermez la liste par ].",
     "Separate the items by commas and close the list with ]."},
    {"table header", "Ce nom de section est mal écrit.", "This section name is miswritten.",
     "Écrivez [nom], ou [[nom]] pour une suite.", "Write [name], or [[name]] for a series."},
    {"escape sequence", "Cette suite qui commence par \\ n’existe pas en TOML.",
     "This sequence that begins with \\ does not exist in TOML.",
     "Doublez la barre oblique inverse (\\\\) ou employez des guillemets simples.",
     "Double the backslash (\\\\) or use single quotes."},
    {"leading zeroes", "Un nombre ne commence pas par zéro.", "A number does not begin with zero.",
     "Ôtez les zéros de tête, ou mettez la valeur entre guillemets.",
     "Remove the leading zeroes, or put the value in quotes."},
    {"64 bits", "Ce nombre est trop grand.", "This number is too large.",
     "Corrigez-le, ou mettez-le entre guillemets.", "Correct it, or put it in quotes."},
    {"comment or whitespace", "Quelque chose de trop suit la valeur sur sa ligne.",
     "Something stands after the value on its line.",
     "Une valeur par ligne ; les montants entre guillemets et avec un point : \"10.50\".",
     "One value to a line; amounts in quotes and with a point: \"10.50\"."},
    {"expected keys", "Une ligne ne peut pas commencer ainsi.", "A line can't begin like this.",
     "Commencez par un nom sans accent, une [section] ou un commentaire #.",
     "Begin with a plain name, a [section] or a # comment."},
    {"value", "Cette valeur n’est ni un texte entre guillemets, ni un nombre, ni une date.",
     "This value is neither a text in quotes, nor a number, nor a date.",
     "Mettez les textes entre guillemets droits (\") ; écrivez les dates 2027-12-31.",
     "Put texts in straight quotes (\"); write dates 2027-12-31."},
};

// Where the string that begins at `at` has ended.
std::size_t after_string(std::string_view bytes, std::size_t at) {
  const char quote = bytes[at];
  const std::string closing(bytes.substr(at, 3) == std::string(3, quote) ? 3 : 1, quote);
  for (at += closing.size(); at < bytes.size(); ++at) {
    if (quote == '"' && bytes[at] == '\\') {
      ++at;
    } else if (closing.size() == 1 && bytes[at] == '\n') {
      return at;
    } else if (bytes.substr(at).starts_with(closing)) {
      return at + closing.size();
    }
  }
  return bytes.size();
}

}  // namespace

finding::Finding syntax_finding(finding::Place place, std::string_view description) {
  finding::Finding finding{
      .rule = "toml-syntax", .place = std::move(place), .sentence = {}, .hint = {}};
  for (const auto& cause : causes) {
    if (description.find(cause.sign) == std::string_view::npos) continue;
    finding.sentence = {std::string{cause.fr}, std::string{cause.en}};
    finding.hint = {std::string{cause.hint_fr}, std::string{cause.hint_en}};
    return finding;
  }
  finding.sentence = {"La syntaxe TOML est fausse à cet endroit.",
                      "The TOML syntax is wrong here."};
  finding.hint = {"Comparez avec un exemple : nom = \"texte\", nombre = 12, [section].",
                  "Compare with an example: name = \"text\", number = 12, [section]."};
  return finding;
}

std::size_t dots_outside_strings(std::string_view bytes) {
  std::size_t dots = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const char c = bytes[at];
    if (c == '"' || c == '\'') {
      at = after_string(bytes, at);
      continue;
    }
    if (c == '#') {
      at = bytes.find('\n', at);
      if (at == std::string_view::npos) break;
    }
    dots += c == '.' ? 1 : 0;
    ++at;
  }
  return dots;
}

}  // namespace imprimatur::reading
