// Where the house keeps what every order shares: templates, fonts, colour profiles, the programs it
// runs.
#pragma once

#include "world/files.h"

namespace imprimatur::flow {

struct House {
  world::Path data;     // holds templates/, fonts/, assets/ and samples/
  world::Path artwork;  // the program imprimatur-artwork
  world::Path ghostscript = "/usr/bin/gs";  // where Debian's package puts it
  world::Path scratch =
      "/tmp";  // for what is thrown away again, where there is no workspace (FHS 3.0, 3.18)

  world::Path templates() const { return data / "templates"; }
  world::Path fonts() const { return data / "fonts"; }
  world::Path assets() const { return data / "assets"; }
  world::Path samples() const { return data / "samples"; }
};

// Looks where the program stands: the source tree two folders up from build/PRESET/, or
// ../share/imprimatur of an installed one; `named` (IMPRIMATUR_HOUSE), if not empty, goes before both.
// Throws finding::Failure where none of them holds the house.
House find_house(const world::Path& program_folder, const std::string& named);

}  // namespace imprimatur::flow
