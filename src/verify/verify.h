// Reads finished press sheets back and compares them with what must be there.
//
// It trusts nothing the writer used. Poppler renders each symbol's area in grey and gives the text
// of each page with its places, ZXing decodes the symbols, PoDoFo reads the files a second time for
// page counts, boxes and output intent. Of pages of one file that look the same but for text and
// symbols, one is read whole, and of the others their text and symbols. What differs is a finding
// with a rule of its own (listed in docs/verification.md) that names file, sheet, side, slot and
// serial and never a code.
//
// A damaged, truncated, locked or missing file is a finding; a folder that isn't there and a disk
// that refuses to be read are a finding::Failure. Memory stays the same however many sheets there
// are, but for one bit a serial and some times the bytes of the largest file.
#pragma once

#include "finding/finding.h"
#include "verify/expected.h"
#include "world/files.h"
#include "world/world.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace imprimatur::verify {

// Which sheets are read. Without `sample`, all of them; with it, so many chosen by `seed`, and
// always the first and last sheet of each file and of each lift. The manifest, slots.csv, page
// counts, boxes and output intents are checked whole in either case.
struct Choice {
  std::optional<std::uint32_t> sample;
  std::uint64_t seed = 0;
};

struct Report {
  finding::Findings findings;  // of one rule at most 20, then one that counts the others
  std::uint64_t files = 0;     // PDFs opened
  std::uint64_t sheets = 0;    // read, both sides
  std::uint64_t symbols = 0;   // decoded
  std::uint64_t codes = 0;     // symbol, printed code and serial all as expected
  std::uint64_t voids = 0;     // VOID places as they must be
  std::uint64_t artworks = 0;  // sides whose artwork was compared with the approved pages
  std::uint64_t whole = 0;     // sides that were read whole: the others look like one of them
  bool passed() const { return !findings.has_errors(); }
};

// Told once a sheet was read and judged: how many of all sheets lie behind, chosen or not.
using Progress = std::function<void(std::uint64_t done, std::uint64_t of)>;

// Throws finding::Interrupted between two sheets if a signal came.
Report verify(const world::Path& folder, const Expected& expected, const Choice& choice,
              const world::World& world, const Progress& progress = {});

}  // namespace imprimatur::verify
