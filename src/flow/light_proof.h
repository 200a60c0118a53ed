// The BAT with its pictures as fine as a document can have that goes by mail.
#pragma once

#include "bat/bat.h"
#include "flow/desk.h"
#include "typeset/compose.h"

#include <string>
#include <vector>

namespace imprimatur::flow {

// bat::render. Where the logos weigh more than a megabyte their pictures are shown with 200 to 400
// pixels an inch, in a copy that only the proof is drawn from, and the proof says so; where it then
// has more than seven megabytes, with fewer. Paths are never touched, so that a vast drawing can
// still be heavier. `logos` say how fine their pictures are. The same proof gives the same bytes.
std::string render_light(const Desk& desk, const bat::Proof& proof,
                         const std::vector<typeset::Logo>& logos);

}  // namespace imprimatur::flow
