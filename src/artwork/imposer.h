// Finished PDFs of strangers in, one imposed PDF out: the door for whole documents.
//
// The same locked program as for logos (door.h) reads them. Here it is handed the files open,
// because they may be large, and what it writes is passed on as it comes: neither side ever holds a
// whole file. What it writes is its word alone: nothing of it is read in this process.
#pragma once

#include "artwork/door.h"
#include "artwork/imposition.h"

namespace imprimatur::artwork {

// Bounds for `program`: what a large document takes, and no more.
Door document_door(world::Path program);

// A larger file is refused unread.
inline constexpr std::uintmax_t largest_document = 1u << 30;

// At most world::most_child_files files. Everything that keeps one from being imposed (not a PDF,
// empty, damaged, encrypted, too large…) is a finding at its name; `documents` has one entry for
// each file, with at least one page, where no finding is an error. Throws finding::Failure where a
// file can't be opened, the worker can't be started or can't lock itself in.
struct Surveyed {
  std::vector<DocumentFacts> documents;
  finding::Findings findings;
};
Surveyed survey(const Door& door, const std::vector<world::Path>& files);

// Writes the imposed PDF into `output`; where there is a finding, what was written is worth
// nothing. Every page that is placed becomes one form, however often it is placed; what pages share
// stays shared. The same files and imposition give the same bytes.
finding::Findings impose(const Door& door, const std::vector<world::Path>& files,
                         const Imposition& imposition, world::Sink& output);

}  // namespace imprimatur::artwork
