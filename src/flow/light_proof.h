// The BAT with its pictures as fine as a document can have that goes by mail.
#pragma once

#include "bat/bat.h"
#include "flow/desk.h"

#include <cstdint>
#include <map>
#include <string>

namespace imprimatur::flow {

// Pixels a metre of a drawing's coarsest picture at its natural size, by the drawing's digest in
// hex; drawings without pictures, and those of which nobody knows it any more, are not in it.
using PictureDetail = std::map<std::string, std::uint32_t>;

// bat::render. Where the logos weigh more than a megabyte their pictures are shown with 200 to 400
// pixels an inch, in a copy that only the proof is drawn from, and the proof says so; where it then
// has more than seven megabytes, with fewer. Paths are never touched, so that a vast drawing can
// still be heavier. The same proof gives the same bytes.
std::string render_light(const Desk& desk, const bat::Proof& proof, const PictureDetail& detail);

}  // namespace imprimatur::flow
