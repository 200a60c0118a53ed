// The job sheet (fiche de fabrication): the page that an operator pins to the pile. See
// docs/formats/job-sheet.md.
//
// It says what lies in the press folder and what is to be done with it, in the order's language.
// Booklets are counted on it; it holds no serial and no code.
#pragma once

#include "impose/reprint.h"
#include "impose/run.h"
#include "page/page.h"
#include "paperwork/fonts.h"
#include "shop/shop.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur::paperwork {

// What of a stock is in the folder.
struct SheetsOfStock {
  std::string stock;
  std::uint32_t sheets = 0;
  std::vector<std::string> files;
  std::uint64_t voids = 0;          // on these sheets
  std::string finishing_file = {};  // of its finishing lines, which nobody prints; may be empty
};

// All references outlive the call; `run` was made of this document and this shop, and has a stock
// of each name. Texts as they were given, typography not yet applied.
struct JobSheet {
  const shop::Shop& shop;
  const page::Document& document;
  const impose::Run& run;
  finding::Language language = finding::Language::french;
  std::string order_id, title, client;
  std::uint32_t version = 0;
  std::string approved;     // the digest of what was approved, in hex
  // How many events the ledger had with the release, and the root of their tree (RFC 9162), in
  // groups of eight hexadecimal digits: "142 5dd6bba6 …". Whoever has the sheet holds it.
  std::string ledger;
  world::Instant released;  // dates the sheet (day of Paris) and the file
  std::vector<SheetsOfStock> stocks;
  std::vector<std::string> spots = {};  // inks with plates of their own, those of logos too
  std::vector<std::string> finishing_inks = {};  // in the files too, and no press prints them
  // Where only a part of the sheets was asked for: the first and the last, from 1.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> part;
  const impose::Reprint* reprint = nullptr;  // where that alone is in the folder
};

// The PDF file, one A4 page. Throws finding::Failure where a font can't be read.
std::string job_sheet(const JobSheet& sheet, const Fonts& fonts);

}  // namespace imprimatur::paperwork
