// What stands at a key, freed from the library that read it. For the sources of this room.
#pragma once

#include "reading/reading.h"

namespace imprimatur::reading {

enum class Kind : std::uint8_t { missing, text, integer, real, flag, date, time, list, table };

// The field of its kind holds the value; lists and tables are asked of the Table itself.
struct Answer {
  Kind kind = Kind::missing;
  std::string text;
  std::int64_t integer = 0;
  bool flag = false;
  Date date{};
  finding::Place place;
};

// What a question would take for an answer: "a whole number", for example `1200`.
struct Wanted {
  Kind kind;
  finding::Sentence what;
  std::string example;
};

}  // namespace imprimatur::reading
