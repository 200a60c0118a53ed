// What a folder of press sheets must say, place by place: handed in, never read from the sheets.
//
// Everything in here comes from the ledger, the frozen pages, the shop and the key (expect.h makes
// it from them). Positions are micrometres from the top-left corner of the page as a reader sees
// it, so those of a back are the back's own.
#pragma once

#include "codes/coder.h"
#include "crypto/digest.h"
#include "impose/layout.h"
#include "measure/measure.h"
#include "page/page.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::verify {

using impose::Side;
using measure::Rect;
using measure::Size;
using measure::Turn;

// A PDF of the folder. Its pages are front, back, front, back …
struct SheetFile {
  std::string name;               // "sheets-inner-0001.pdf"
  std::string stock;              // "inner"
  std::uint32_t first_sheet = 1;  // from 1, through the whole run of its stock
  std::uint32_t sheets = 0;
  // Of a reprint: which they are, as many as `sheets`; empty: they follow each other.
  std::vector<std::uint32_t> listed = {};

  // Which sheet of the stock, from 1, stands at `index` of the file, from 0.
  std::uint32_t sheet(std::uint32_t index) const {
    return listed.empty() ? first_sheet + index : listed[index];
  }
  bool operator==(const SheetFile&) const = default;
};

// What a page of the files is: a sheet of several places, or a leaf that was not imposed.
enum class Carrier : std::uint8_t { sheet, leaf };

// A line of variable text: its characters stand in `box`, read in the direction of `turn`. Spaces
// don't count. On a VOID place `value` is empty: nothing may stand there but the word itself.
struct Text {
  page::Variable variable = page::Variable::serial;
  std::string value;
  Rect box;
  Turn turn = Turn::none;
};

// A symbol of the slot's code; on a VOID place, the area where none may be. Of the symbols that a
// leaf bears on both its sides, one `counts`: its serial is met there, and may be met nowhere else.
struct Symbol {
  Rect area;  // with its quiet zone
  bool counts = true;
};

// The approved page of a leaf, and where it lies with its bleed.
struct Art {
  std::uint32_t page = 0;  // of Expected::approved, from 0
  Rect box;
  Turn turn = Turn::none;
  Rect seen;                // nothing is compared outside
  std::vector<Rect> masks;  // nor in here, where each pass speaks for itself
};

// What makes a leaf a voucher.
struct Pass {
  codes::Serial serial;
  codes::Code code;
};

// A blank leaf is paper that the folding needs: nothing may stand on it.
enum class Content : std::uint8_t { leaf, blank, void_place };

// One place for a leaf on one side of one sheet.
struct Slot {
  std::uint32_t number = 0;  // from 0, the same on both sides
  Content content = Content::leaf;
  Rect leaf;                   // trimmed
  std::uint32_t carnet = 0;    // from 0 within the order; 0 where void
  std::uint32_t position = 0;  // of the leaf in the finished booklet, from 0
  std::optional<Pass> pass;    // nullopt where void and for leaves that are no pass
  std::vector<Text> texts;
  std::vector<Symbol> symbols;
  std::optional<Art> art;  // of leaves only
};

struct Boxes {
  Rect trim, bleed;
};

struct Expected {
  Carrier carrier = Carrier::sheet;
  Size sheet;  // MediaBox
  Boxes front, back;
  std::vector<SheetFile> files;  // in the order of slots.csv
  // All slots of one side, by number. `sheet` counts from 0 within the file.
  std::function<std::vector<Slot>(const SheetFile& file, std::uint32_t sheet, Side side)> slots;
  // The first or the last sheet of a lift: read in every sample.
  std::function<bool(const SheetFile& file, std::uint32_t sheet)> lift_edge;
  // None of these may stand twice.
  codes::SerialRange serials;
  // The whole issue that they are of: no other code is ours.
  codes::SerialRange issue;
  // Whether the symbols of all these serials must be in the files: not where only some sheets were
  // pressed, nor where passes bear no symbol.
  bool complete = true;
  // Whose code a symbol is that stands where it must not.
  std::function<std::optional<codes::Serial>(const codes::Code&)> serial_of;
  // The approved pages as a PDF, each as large as its bleed and without what each pass says for
  // itself. Empty: the artwork is not compared.
  std::string approved;
  // SHA-256 of the ICC profile that the output intents must hold; nullopt: any.
  std::optional<crypto::Digest> profile;
  // SHA-256 of manifest.json as the ledger remembers it; nullopt where it remembers none.
  std::optional<crypto::Digest> manifest;
};

}  // namespace imprimatur::verify
