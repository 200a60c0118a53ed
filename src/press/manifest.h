// What a press folder holds, in numbers: manifest.json (docs/formats/press-folder.md).
#pragma once

#include "codes/serial.h"
#include "crypto/digest.h"
#include "world/files.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::press {

// A PDF with the sheets of one stock: its pages are front, back, front, back … of `sheets` sheets
// from `first_sheet` on (counted from 1 through the run of this stock), or else of those in
// `listed`.
struct SheetFile {
  std::string name;
  std::string stock;
  std::uint32_t first_sheet = 0, sheets = 0;
  std::vector<std::uint32_t> listed = {};  // of a reprint: as many as `sheets`, ascending

  // Which sheet of the stock, from 1, stands at `index` of the file, from 0.
  std::uint32_t sheet(std::uint32_t index) const {
    return listed.empty() ? first_sheet + index : listed[index];
  }
  bool operator==(const SheetFile&) const = default;
};

struct FileDigest {
  std::string name;
  std::uint64_t bytes = 0;
  crypto::Digest sha256;
  bool operator==(const FileDigest&) const = default;
};

// The plan of one stock, and what of it stands in this folder.
struct StockCount {
  std::string stock;
  std::uint32_t leaves_per_carnet = 0, lifts = 0, carnets_per_pile = 0, sheets_of_run = 0;
  std::uint64_t voids_of_run = 0;
  std::uint32_t sheets = 0;
  std::uint64_t passes = 0, voids = 0;
  std::string finishing_file = {};  // of its finishing lines, where they have one of their own
  bool operator==(const StockCount&) const = default;
};

// What makes a folder a reprint.
struct ReprintFacts {
  std::uint32_t number = 0;
  std::vector<std::uint64_t> serials;  // ascending: what it prints again
  std::vector<std::uint32_t> carnets;  // from 1: of these the leaves that are no pass as well
};

struct Manifest {
  std::string order, title, software;
  std::uint32_t version = 0;
  crypto::Digest approved;
  std::string released;  // ISO 8601, UTC
  std::string shop, condition;
  std::string kind;     // of the PDFs: "PDF/X-4", "PDF/VT-1"
  bool one_up = false;  // a sheet is a leaf
  // For the papers, not in manifest.json: the spot inks that have plates of their own, those of
  // logos among them.
  std::vector<std::string> spots = {};
  std::vector<std::string> finishing_inks = {};  // in the same files, and no press prints them
  std::uint32_t carnets = 0, passes_per_carnet = 0, up = 0;
  codes::Serial first, last;                                      // of the whole run
  std::optional<std::pair<std::uint32_t, std::uint32_t>> sheets;  // the range asked for
  std::optional<ReprintFacts> reprint = {};
  std::vector<StockCount> stocks;
  std::vector<SheetFile> sheet_files;
  std::vector<FileDigest> files;  // every file but the manifest itself

  std::uint64_t passes() const;  // in this folder
};

// Reads a file that somebody else put in the folder (job sheet, job ticket) and adds its digest.
void add_file(Manifest& manifest, const world::Path& folder, const std::string& name);

// Writes manifest.json and gives its digest, for the ledger. Files stand in it by name.
crypto::Digest write_manifest(const Manifest& manifest, const world::Path& folder);

}  // namespace imprimatur::press
