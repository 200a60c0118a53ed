// What a folder of press sheets must say, place by place: handed in, never read from the sheets.
//
// Everything in here comes from the ledger, the frozen pages, the shop and the keys (expect.h makes
// it from them). Positions are micrometres from the top-left corner of the page as a reader sees
// it, so those of a back are the back's own. Codes are not kept: they are asked for one by one.
#pragma once

#include "crypto/digest.h"
#include "impose/layout.h"
#include "measure/measure.h"
#include "page/page.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::verify {

using impose::Side;
using measure::Length;
using measure::Rect;
using measure::Size;
using measure::Turn;

// A PDF of the folder. Its pages are front, back, front, back …
struct SheetFile {
  std::string name;               // "sheets-inner-0001.pdf"
  std::string stock;              // "inner"
  std::uint32_t first_sheet = 0;  // from 0, through the whole run of its stock
  std::uint32_t sheets = 0;
};

// A line of variable text: its characters stand in `box`, read in the direction of `turn`. Spaces
// don't count. The value of a code is left empty: it is the code of the slot's serial.
struct Text {
  page::Variable variable = page::Variable::serial;
  std::string value;
  Rect box;
  Turn turn = Turn::none;
};

enum class Content : std::uint8_t {
  leaf,        // its texts and its symbol, if any, say what they must
  void_place,  // the word VOID, and neither symbol nor values where a leaf of this kind has them
};

// One place for a leaf on one side of one sheet.
struct Slot {
  std::uint32_t number = 0;  // from 0, the same on both sides
  Content content = Content::leaf;
  Rect leaf;                            // trimmed
  std::optional<std::uint32_t> carnet;  // from 1 within the order; nullopt where void
  std::uint32_t leaf_in_carnet = 0;     // from 1 within the finished booklet
  std::optional<std::uint64_t> serial;  // nullopt where void and for leaves that are no pass
  std::vector<Text> texts;
  std::optional<Rect> symbol;  // with its quiet zone
};

// The keyed side of the codes. `code_of` gives "7K3P-Q9WX-2MHT-4BSE"; `serial_of` is its inverse
// and takes what was read, with or without dashes: nullopt for anything that is no code of this
// key.
struct CodeBook {
  std::function<std::string(std::uint64_t serial)> code_of;
  std::function<std::optional<std::uint64_t>(std::string_view code)> serial_of;
};

struct Boxes {
  Rect trim, bleed;
};

struct Expected {
  Size sheet;  // MediaBox
  Boxes front, back;
  std::vector<SheetFile> files;  // in the order of slots.csv
  // All slots of one side, by number. `sheet` counts from 0 within the file.
  std::function<std::vector<Slot>(const SheetFile& file, std::uint32_t sheet, Side side)> slots;
  // The first and the last sheet of a lift: read in every sample.
  std::function<bool(const SheetFile& file, std::uint32_t sheet)> lift_edge;
  // The serials of the whole release: no code outside it is ours, and none of it may stand twice.
  std::uint64_t first_serial = 0, serials = 0;
  // How many of them these files hold (all of them, unless only some sheets were pressed).
  std::uint64_t passes = 0;
  CodeBook codes;
  // SHA-256 of manifest.json as the ledger remembers it; nullopt where it remembers none.
  std::optional<crypto::Digest> manifest;
};

}  // namespace imprimatur::verify
