#include "bat/words.h"

namespace imprimatur::bat {

namespace words {
#define WORDS(name, fr, en) const finding::Sentence name{fr, en};
#include "bat/words.inc"
#undef WORDS
}  // namespace words

std::span<const Entry> catalogue() {
  static constexpr Entry all[] = {
#define WORDS(name, fr, en) {#name, &words::name},
#include "bat/words.inc"
#undef WORDS
  };
  return all;
}

}  // namespace imprimatur::bat
