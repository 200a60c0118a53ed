// What differs between two versions: words of a text, marks of a page.
#pragma once

#include "page/page.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::bat {

enum class Fate : std::uint8_t { kept, gone, fresh };

struct Word {
  std::string text;  // without spaces; "\n" is an end of line
  Fate fate = Fate::kept;
  bool operator==(const Word&) const = default;
};

// Both texts in one, in reading order, what is gone before what is new in its place. Words end at
// plain spaces and line feeds. As few words as possible are gone and fresh; of texts of thousands
// of words that share little, all in between is.
std::vector<Word> compare_words(std::string_view before, std::string_view after);

bool is_unchanged(const std::vector<Word>& words);

struct PageOf {
  const page::Document& document;
  const page::Page& page;
};

// Where the two pages' marks differ, in page coordinates within the bleeds: rectangles that don't
// touch each other, with some room around. Empty where the same marks are painted, those that
// overlap in the same order: fonts and artworks count by their digests, not by their places in the
// documents.
std::vector<measure::Rect> compare_marks(const PageOf& before, const PageOf& after);

// Whether the pages are cut and finished in the same way.
bool are_worked_alike(const page::Page& before, const page::Page& after);

// Whether the pages are painted, cut or worked differently: what pictures of the two tell.
bool are_seen_to_differ(const PageOf& before, const PageOf& after);

// The page, or the alphabet, as the document `other` would write it: fonts and artworks by its
// places for them, none of its own for those that it lacks.
page::Page as_in(const page::Document& other, const PageOf& page);
page::Alphabet as_in(const page::Document& other, const page::Document& own,
                     page::Alphabet alphabet);

}  // namespace imprimatur::bat
