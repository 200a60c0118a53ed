// The fonts of the house: those of one folder, and no others.
#pragma once

#include "typeset/face.h"

#include <map>

namespace imprimatur::typeset {

class FontShelf {
 public:
  // Reads every font that `folder`/SHA256SUMS lists ("HEX  NAME.ttf", as sha256sum writes it).
  // Throws finding::Failure when a font is missing or isn't the one that was listed: a font that
  // changes under our feet would change layouts that clients have approved.
  static FontShelf open(const world::Path& folder);

  // nullptr: no such font. Faces live as long as the shelf.
  const Face* find(std::string_view name) const;
  std::vector<std::string> names() const;

  // The bytes of the fonts that `document` names, by digest.
  page::Resources resources(const page::Document& document) const;

 private:
  std::map<std::string, Face, std::less<>> faces_;
};

}  // namespace imprimatur::typeset
