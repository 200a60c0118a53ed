#include "page/form_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

namespace imprimatur::page {
namespace {

using finding::Sentence;

constexpr int most_depth = 32;
constexpr std::size_t most_number = 24;  // characters

// What does something, names something outside, or is not the drawing's to say.
constexpr std::array forbidden_keys = {
    "AA",        "AF",     "Annots",    "EF",           "FDecodeParms",  "FFilter",    "JS",
    "Launch",    "Length", "Metadata",  "OC",           "OPI",           "OpenAction", "Parent",
    "PieceInfo", "Ref",    "RichMedia", "StructParent", "StructParents", "TR",         "TR2",
    "URI",       "XFA"};

// Colours that no plate has, and things that do or carry something.
constexpr std::array forbidden_names = {
    "Action",      "Annot",      "CalCMYK",      "CalGray",    "CalRGB", "Catalog",  "Crypt",
    "DeviceN",     "DeviceRGB",  "EmbeddedFile", "Filespec",   "GoToR",  "ICCBased", "JPXDecode",
    "JBIG2Decode", "JavaScript", "Lab",          "Launch",     "Movie",  "NChannel", "OCG",
    "OCMD",        "PS",         "RichMedia",    "SubmitForm", "URI"};

// Thrown within this file alone, to leave the recursion.
struct Fault {
  Sentence sentence;
};

[[noreturn]] void refuse(std::string fr, std::string en) {
  throw Fault{{std::move(fr), std::move(en)}};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hexadecimal(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_regular(char c) {
  return c > ' ' && c < 0x7f && std::string_view("()<>[]{}/%@").find(c) == std::string_view::npos;
}

// The top-level dictionary's simple facts, for the checks that need them.
struct Facts {
  std::map<std::string, std::string> names;  // key → name value
  std::vector<double> bbox;
  bool has_matrix = false;
  bool has_file = false;  // /F: the stream's data would be in another file
};

class Checker {
 public:
  Checker(std::string_view text, std::size_t objects) : rest_(text), objects_(objects) {}

  Facts check() {
    value(0);
    if (!rest_.empty()) refuse("du texte en trop après l’objet", "text is left after the object");
    return std::move(facts_);
  }

 private:
  void blank() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  std::string_view regular() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_regular);
    const std::string_view word(rest_.begin(), end);
    rest_.remove_prefix(word.size());
    return word;
  }

  void value(int depth) {
    if (depth > most_depth) refuse("des objets trop imbriqués", "objects are nested too deeply");
    if (take("<<")) return dictionary(depth);
    if (take("[")) return array(depth);
    if (take("<")) return hexadecimal();
    if (take("@")) return reference();
    if (rest_.starts_with('/')) {
      const std::string written = name();
      if (std::ranges::find(forbidden_names, written) != forbidden_names.end()) {
        refuse(fmt::format("«\u00a0{}\u00a0» n’est pas admis", written),
               fmt::format("\"{}\" is not admitted", written));
      }
      return;
    }
    const std::string_view word = regular();
    if (word != "true" && word != "false" && word != "null") number(word);
  }

  std::string name() {
    rest_.remove_prefix(1);
    std::string decoded;
    const std::string_view word = regular();
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (word[i] != '#') {
        decoded += word[i];
        continue;
      }
      unsigned char byte = 0;
      if (i + 2 >= word.size() || !is_hexadecimal(word[i + 1]) || !is_hexadecimal(word[i + 2])) {
        refuse("un nom mal écrit", "a name is badly written");
      }
      std::from_chars(word.data() + i + 1, word.data() + i + 3, byte, 16);
      if (byte == 0) refuse("un nom mal écrit", "a name is badly written");
      decoded += static_cast<char>(byte);
      i += 2;
    }
    if (decoded.empty()) refuse("un nom vide", "a name is empty");
    return decoded;
  }

  double number(std::string_view word) {
    std::string_view digits = word;
    if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
    const std::size_t points = static_cast<std::size_t>(std::ranges::count(digits, '.'));
    const std::size_t figures = static_cast<std::size_t>(std::ranges::count_if(digits, is_digit));
    if (figures == 0 || points > 1 || figures + points != digits.size() ||
        word.size() > most_number) {
      refuse("un mot inconnu", "an unknown word");
    }
    double read = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), read, std::chars_format::fixed);
    return word.starts_with('-') ? -read : read;
  }

  void hexadecimal() {
    const std::size_t end = rest_.find('>');
    if (end == std::string_view::npos || end % 2 != 0 ||
        !std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end),
                     is_hexadecimal)) {
      refuse("une chaîne hexadécimale mal écrite", "a hexadecimal string is badly written");
    }
    rest_.remove_prefix(end + 1);
  }

  void reference() {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(rest_.begin(), rest_.end(), index);
    const bool well_written = error == std::errc{} && is_digit(rest_.front()) &&
                              (rest_.front() != '0' || end == rest_.begin() + 1);
    if (!well_written || index >= objects_) {
      refuse("un renvoi à un objet qui n’existe pas", "a reference to an object that is not there");
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
    if (!take("@")) refuse("un renvoi mal écrit", "a reference is badly written");
  }

  void array(int depth) {
    for (blank(); !take("]"); blank()) value(depth + 1);
  }

  void dictionary(int depth) {
    std::vector<std::string> keys;
    for (blank(); !take(">>"); blank()) {
      if (!rest_.starts_with('/')) refuse("une clé manque", "a key is missing");
      keys.push_back(name());
      const std::string& key = keys.back();
      if (std::ranges::find(forbidden_keys, key) != forbidden_keys.end()) {
        refuse(fmt::format("la clé «\u00a0{}\u00a0» n’est pas admise", key),
               fmt::format("the key \"{}\" is not admitted", key));
      }
      blank();
      const std::string_view before = rest_;
      value(depth + 1);
      if (depth == 0) remember(key, before.substr(0, before.size() - rest_.size()));
    }
    std::ranges::sort(keys);
    if (std::ranges::adjacent_find(keys) != keys.end()) {
      refuse("une clé répétée", "a key is repeated");
    }
  }

  void remember(const std::string& key, std::string_view written) {
    if (key == "Matrix") facts_.has_matrix = true;
    if (key == "F") facts_.has_file = true;
    if (written.starts_with('/')) facts_.names[key] = Checker(written, 0).name();
    if (key == "BBox" && written.starts_with('[')) {
      Checker inside(written.substr(1, written.size() - 2), 0);
      for (inside.blank(); !inside.rest_.empty(); inside.blank()) {
        facts_.bbox.push_back(inside.number(inside.regular()));
      }
    }
  }

  std::string_view rest_;
  std::size_t objects_;
  Facts facts_;
};

// Two roundings stand between the natural size and the box: to the micrometre and to the box's
// own decimals.
bool agree(double points, measure::Length length) {
  return std::abs(points - length.points()) < 0.01;
}

void check_form_xobject(const Form& form, const Facts& facts) {
  const auto is = [&facts](const char* key, const char* name) {
    const auto found = facts.names.find(key);
    return found != facts.names.end() && found->second == name;
  };
  if (!form.objects.front().stream || !is("Type", "XObject") || !is("Subtype", "Form")) {
    refuse("l’objet 0 n’est pas un dessin (Form XObject)", "object 0 is not a form XObject");
  }
  if (facts.has_matrix) refuse("l’objet 0 a une /Matrix", "object 0 has a /Matrix");
  if (facts.bbox.size() != 4 || facts.bbox[0] != 0 || facts.bbox[1] != 0 ||
      !agree(facts.bbox[2], form.natural.width) || !agree(facts.bbox[3], form.natural.height)) {
    refuse("la /BBox n’est pas celle de la taille naturelle",
           "the /BBox is not that of the natural size");
  }
}

}  // namespace

std::optional<Sentence> fault_of_object(const Form& form, std::size_t index) {
  const FormObject& object = form.objects[index];
  try {
    const Facts facts = Checker(object.value, form.objects.size()).check();
    if (object.stream && !object.value.starts_with("<<")) {
      refuse("des données sans dictionnaire", "a stream without a dictionary");
    }
    if (object.stream && facts.has_file) {
      refuse("des données dans un autre fichier", "a stream whose data are in another file");
    }
    if (index == 0) check_form_xobject(form, facts);
  } catch (const Fault& fault) {
    return fault.sentence;
  }
  return std::nullopt;
}

}  // namespace imprimatur::page
