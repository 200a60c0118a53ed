// The press sheets of a release: PDF/X-4 or PDF/VT-1 files, the slot map and the manifest. A run
// leaf by leaf (impose/one_up.h) is pressed as any other; its files are named for it.
//
// One pass, in constant memory. What is the same on every sheet is written once as a form; each
// side of a sheet is then a short content stream with its own serials, codes and symbols. The same
// job gives the same bytes, and a sheet's content is the same whether it is written alone or within
// the whole run. docs/formats/press-folder.md describes what is left in the folder.
#pragma once

#include "codes/coder.h"
#include "codes/serial.h"
#include "crypto/digest.h"
#include "impose/reprint.h"
#include "impose/run.h"
#include "ink/ink.h"
#include "page/page.h"
#include "press/manifest.h"
#include "shop/shop.h"
#include "world/files.h"
#include "world/world.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace imprimatur::press {

// Sheets as they are counted within one stock, from 1, both included. Each stock prints those that
// it has of them.
struct SheetRange {
  std::uint32_t first = 0, last = 0;
};

// All references outlive the call. `run` was made of this document and this shop. Pass r of booklet
// c (both from 0) bears the serial first + c · passes_per_booklet + r.
struct Job {
  const page::Document& document;
  const page::Resources& resources;
  const shop::Shop& shop;
  const impose::Run& run;
  const codes::Coder& coder;
  codes::Serial first;        // of a reprint, its lowest
  std::string order;          // its id
  std::uint32_t version = 0;  // of the BAT that was approved
  crypto::Digest approved;    // of the content the client approved: order facts and pages
  std::string title;
  world::Instant released;  // every date in the files is this one
  std::string software;     // "imprimatur 0.1.0"
  std::optional<SheetRange> sheets = std::nullopt;
  finding::Language language = finding::Language::french;  // of the slugs
  // Only what this one holds, with the serials that it says, and `sheets` counts for nothing. Its
  // files are named for it. nullptr: the run itself.
  const impose::Reprint* reprint = nullptr;
};

// Told after each sheet: how many of how many, over all stocks.
using Progress = std::function<void(std::uint64_t done, std::uint64_t of)>;

// Writes the sheets and slots.csv into `folder`, that of a world::OutputFolder (names are on the
// disk once it is committed), and says what it wrote; write_manifest comes last, when the folder
// holds the papers too. Throws finding::Interrupted between two sheets if a signal came,
// finding::Failure where the disk refuses, where resources are missing, where a serial would pass
// the last one, or where `sheets` or the reprint names none: then the folder holds files that are
// whole, and the caller throws it away (world::OutputFolder does).
Manifest write(const Job& job, const world::World& world, const world::Path& folder,
               const Progress& progress = {});

}  // namespace imprimatur::press
