// The words of the BAT: words.inc holds them all, French and English, as a reader of the BAT meets
// them. Here the program gets at them.
#pragma once

#include "finding/finding.h"
#include "wording/say.h"

#include <span>

namespace imprimatur::bat {

// Each by its name in words.inc. Not for initialising what is initialised before main().
namespace words {
#define WORDS(name, fr, en) extern const finding::Sentence name;
#include "bat/words.inc"
#undef WORDS
}  // namespace words

// All of them, in the order of words.inc.
struct Entry {
  const char* name;
  const finding::Sentence* words;
};
std::span<const Entry> catalogue();

using wording::say;

}  // namespace imprimatur::bat
