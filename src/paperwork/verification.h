// The verification report (procès-verbal de relecture): on one page, which sheets were read back
// before they went to press, what was found, and whether they may be printed. No code is on it.
#pragma once

#include "finding/finding.h"
#include "order/issuer.h"
#include "paperwork/fonts.h"
#include "world/world.h"

#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::paperwork {

// "Symboles décodés", "1 200".
struct Count {
  std::string what, figure;
};

// Texts as they were given, typography not yet applied.
struct Verification {
  finding::Language language = finding::Language::french;
  order::Issuer issuer;
  std::string order_id, title, client;
  std::vector<std::string> client_address;
  world::Instant made;  // dates the report and the file
  bool passed = false;
  bool whole = true;               // every sheet was read, not a sample
  std::string folder, software;    // the folder's name; the program that read it
  std::string manifest, approved;  // SHA-256, in hexadecimal
  std::vector<Count> counts;
  // Each with its sentence and the name of its rule. Those that find no room are counted.
  finding::Findings findings;
};

// The PDF file, of one page. Characters outside Windows-1252 are "?". Throws finding::Failure where
// a font can't be read.
std::string verification(const Verification& verification, const Fonts& fonts);

}  // namespace imprimatur::paperwork
