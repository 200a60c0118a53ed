#include "mail/bounds.h"

#include <algorithm>
#include <cctype>

namespace imprimatur::mail {
namespace {

using finding::Sentence;

// Room for what only looks like a field or a part. GMime holds all of it in some 50 MB.
constexpr std::size_t most_fields_of_all = 100'000;
constexpr std::size_t most_delimiters = 20'000;
constexpr std::size_t most_header_bytes = 1024 * 1024;

Sentence no_message() {
  return {"Ce fichier n’est pas un courriel\u00a0: il ne commence pas par des en-têtes.",
          "This file is no mail: it doesn't begin with header fields."};
}
Sentence too_many_fields() {
  return {"Le message compte trop de champs d’en-tête (10\u202f000 au plus).",
          "The message has too many header fields (10,000 at most)."};
}

bool says(std::string_view line, std::string_view word) {
  const auto found = std::ranges::search(
      line, word, [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
  return !found.empty();
}

// RFC 5322, 3.6.8: printable ASCII up to a colon; some have written a space before it (4.5).
bool is_field(std::string_view line) {
  std::string_view name = line.substr(0, line.find(':'));
  if (name.size() == line.size()) return false;
  while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
  return !name.empty() &&
         std::ranges::all_of(name, [](unsigned char c) { return c > ' ' && c < 0x7f; });
}

// Follows where header blocks may begin and end.
class Scan {
 public:
  std::optional<Sentence> take(std::string_view line) {
    if (line.empty())
      end_block();
    else if (line.starts_with("--") && !is_top_)
      begin_part();
    else if (in_header_)
      take_header(line);
    if (delimiters_ > most_delimiters) return too_many_parts();
    if (fields_ > most_fields_of_all || (is_top_ && fields_ > most_fields))
      return too_many_fields();
    if (length_ > longest_field)
      return Sentence{"Un champ d’en-tête du message dépasse 64\u00a0Kio.",
                      "A header field of the message is longer than 64 KiB."};
    if (header_bytes_ > most_header_bytes)
      return Sentence{"Les en-têtes du message dépassent ensemble 1\u00a0Mio.",
                      "The headers of the message are longer than 1 MiB together."};
    if (is_broken_)
      return Sentence{"Un en-tête du message contient un octet nul.",
                      "A header of the message holds a null byte."};
    return std::nullopt;
  }
  bool has_fields() const { return top_fields_ > 0; }

 private:
  void begin_part() {
    ++delimiters_;
    in_header_ = true;
    block_ = length_ = 0;
    encloses_ = is_digest_;
  }
  // A header that encloses a message is followed by that message's header.
  void end_block() {
    length_ = 0;
    if (!in_header_ || block_ == 0) return;
    is_top_ = false;
    in_header_ = encloses_;
    encloses_ = false;
    block_ = 0;
  }
  void take_header(std::string_view line) {
    const bool continues = line.front() == ' ' || line.front() == '\t';
    length_ = (continues ? length_ : 0) + line.size();
    header_bytes_ += line.size();
    ++block_;
    if (!continues) ++fields_;
    if (is_top_ && !continues && is_field(line)) ++top_fields_;
    is_broken_ = is_top_ && line.find('\0') != std::string_view::npos;
    encloses_ = encloses_ || says(line, "message/");
    is_digest_ = is_digest_ || says(line, "digest");  // RFC 2046, 5.1.5
  }

  bool is_top_ = true, in_header_ = true, encloses_ = false, is_digest_ = false, is_broken_ = false;
  std::size_t fields_ = 0, top_fields_ = 0, block_ = 0, length_ = 0, delimiters_ = 0;
  std::size_t header_bytes_ = 0;
};

}  // namespace

finding::Sentence too_deep() {
  return {"Les parties du message sont emboîtées sur plus de 20 niveaux.",
          "The parts of the message are nested more than 20 deep."};
}

finding::Sentence too_many_parts() {
  return {"Le message compte plus de 1\u202f000 parties.",
          "The message has more than 1,000 parts."};
}

std::optional<finding::Sentence> out_of_bounds(std::string_view bytes) {
  if (bytes.empty()) return Sentence{"Le fichier est vide.", "The file is empty."};
  if (bytes.size() > largest_message)
    return Sentence{"Le message dépasse 50\u00a0Mo.", "The message is larger than 50 MB."};
  Scan scan;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (auto reason = scan.take(line)) return reason;
  }
  if (!scan.has_fields()) return no_message();
  return std::nullopt;
}

}  // namespace imprimatur::mail
