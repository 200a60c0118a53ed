// The one door for clients' logos: SVG, PDF, PNG, JPEG, TIFF and WebP in, a drawing the press can
// print out.
//
// Strangers' bytes are parsed by a program of its own, imprimatur-artwork, which is locked in
// before it looks at them: no files, no network, no other program, bounded time and memory
// (docs/decisions/0004-artwork-door.md). This room's library starts it, reads its answer and
// believes nothing of it. The same bytes and the same condition give the same form.
//
//   const artwork::Door door{world::program_folder() / "imprimatur-artwork"};
//   const auto admission = artwork::admit(door, bytes, "departement.svg", place, condition);
//   if (admission.form) …                                       // ready to be placed
//   findings.add(admission.findings);
#pragma once

#include "artwork/exchange.h"
#include "finding/finding.h"
#include "ink/ink.h"
#include "page/form.h"
#include "world/child.h"

#include <optional>
#include <string_view>

namespace imprimatur::artwork {

struct Door {
  world::Path program;  // imprimatur-artwork
  // Ten seconds of the processor, which the clock of a busy machine stretches: the worker can't
  // sleep.
  world::ChildBounds bounds{std::chrono::seconds{30}, std::chrono::seconds{10}, 1u << 30,
                            256u << 20};
};

// `form` is there exactly where no finding is an error. `pixels` is the size of a picture.
struct Admission {
  std::optional<page::Form> form;
  Kind kind = Kind::unknown;
  std::optional<Pixels> pixels;
  page::Fineness fineness;  // at the natural size of `form`
  finding::Findings findings;
};

// `name` is the file's name, for people; what the file is is told by its content alone. Whatever is
// wrong with it, and whatever it does to the worker (a crash, no end, a flood, nonsense), is a
// finding at `place`. `page` of a PDF or TIFF counts from 1; 0 is the first, with a warning if
// there are more. Throws finding::Failure where the worker can't be started or can't lock itself
// in, and where the condition's profile is unusable.
Admission admit(const Door& door, std::string_view bytes, std::string_view name,
                const finding::Place& place, const ink::OutputCondition& condition,
                std::uint32_t page = 0);

}  // namespace imprimatur::artwork
