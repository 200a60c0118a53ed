// One side of a sheet, read back and compared. For this room's own sources.
#pragma once

#include "crypto/digest.h"
#include "verify/letters.h"
#include "verify/notebook.h"
#include "verify/pdf_reader.h"
#include "verify/symbols.h"
#include "verify/verify.h"

#include <span>
#include <vector>

namespace imprimatur::verify {

// What was read of one side: everything that takes time, and no judgement, so that sides can be
// read in any order by as many threads as there are readers.
struct SideReading {
  std::vector<Slot> slots;
  std::vector<SymbolReading> symbols;  // of all slots, in their order
  std::vector<Character> characters;
  // By slot: whether anything is printed on a blank leaf, or any symbol stands in a VOID place.
  std::vector<bool> inked;
  PageBoxes boxes;
  bool whole = true;  // poppler went through the whole page: see sight.h
  // Of a page of a look that others share and whose own parts stand in their places: what these
  // show there (OpenParts::ink).
  std::optional<crypto::Digest> own_ink;
};
SideReading read_side(const PdfReader& reader, std::vector<Slot> slots);

// Whether the reading gives no reason for any finding but of serials that are met twice.
bool is_as_expected(const SideReading& reading);

// All sides of a job go through one of these: it knows which serials it has met.
class SheetCheck {
 public:
  SheetCheck(const Expected& expected, Notebook& notebook, Report& report);

  // `sheet` counts from 0 within the file.
  void side(const SideReading& reading, const SheetFile& file, std::uint32_t sheet, Side side);

  // How many serials of the release had their symbol read.
  std::uint64_t serials_met() const { return met_count_; }

 private:
  // Where the check stands, to name it in a finding.
  struct At {
    const SheetFile& file;
    std::uint32_t sheet;
    Side side;
    const Slot& slot;
  };
  bool is_leaf(const At& at, const Letters& letters, std::span<const SymbolReading> symbols);
  void is_blank(const At& at, const Letters& letters, bool inked);
  bool is_void(const At& at, const Letters& letters, std::span<const SymbolReading> symbols,
               bool holds_symbol);
  bool bears(const At& at, const Symbol& must, const SymbolReading& symbol);
  void name_stranger(const At& at, const Symbol& must, const std::string& symbol);
  bool says(const At& at, const Letters& letters, const Text& text);
  bool meet(const At& at, codes::Serial serial);
  void note(const std::string& rule, const At& at, const Sentence& what);

  const Expected& expected_;
  Notebook& notebook_;
  Report& report_;
  std::vector<bool> met_;  // by place in the release
  std::uint64_t met_count_ = 0;
};

}  // namespace imprimatur::verify
