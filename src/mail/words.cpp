#include "mail/words.h"

namespace imprimatur::mail {

namespace words {
#define WORDS(name, fr, en) const finding::Sentence name{fr, en};
#include "mail/words.inc"
#undef WORDS
}  // namespace words

std::string wrapped(std::string_view text, std::string_view first, std::string_view next) {
  constexpr std::size_t columns = 72;
  const auto width = [](std::string_view words) {
    std::size_t count = 0;
    for (const char c : words) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    return count;
  };
  std::string out(first), line;
  std::size_t indent = width(first);
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (!line.empty() && indent + width(line) + 1 + width(word) > columns) {
      out += line + "\n" + std::string(next);
      indent = width(next);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  return out + line + "\n";
}

std::string signature(const std::string& issuer, const std::string& phone,
                      finding::Language language) {
  if (phone.empty()) return issuer;
  return wording::say(words::signature_phone, language, fmt::arg("issuer", issuer),
                      fmt::arg("phone", phone));
}

}  // namespace imprimatur::mail
