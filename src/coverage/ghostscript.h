// Ghostscript on a finished PDF: started in one way, whatever is wanted of it. For the sources of
// this room.
#pragma once

#include "finding/finding.h"
#include "world/files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::coverage {

// What is said where it can't do what it is asked.
struct Trouble {
  finding::Sentence failed;  // "Ghostscript could not paint the pages": no full stop
  finding::Sentence way_out;
};

// What it says on its standard output (at most `most_output` bytes), of which -sOutputFile=%stdout
// is a part. `options` name device, resolution, pages and that file. It is a child that may read
// the PDF and write what the options name (-dSAFER), with no environment but what run_child sets,
// 3 GiB and two minutes; it ends at the first fault of the PDF. Throws finding::Failure where
// `ghostscript` is no program of this machine, Unpaintable (coverage.h) where it ends badly.
std::string run_ghostscript(const world::Path& ghostscript, const world::Path& pdf,
                            const std::vector<std::string>& options, const Trouble& trouble,
                            std::uintmax_t most_output = 1u << 20);

// Throws Unpaintable: it failed because of `reason` ("there are pages missing").
[[noreturn]] void refuse_result(const Trouble& trouble, const finding::Sentence& reason);

}  // namespace imprimatur::coverage
