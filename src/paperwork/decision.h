// The record of a decision (procès-verbal de décision): on one page, or two where much was said,
// what became of a version of a BAT, by whom, when and how, and where that is written down for
// good. docs/evidence.md.
#pragma once

#include "finding/finding.h"
#include "order/issuer.h"
#include "paperwork/fonts.h"
#include "world/world.h"

#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::paperwork {

// Texts as they were given, typography not yet applied.
struct Decision {
  // "Donnée par", "Mme Martin". A long value is cut after some lines, which is shown.
  struct Fact {
    std::string what, value;
  };
  finding::Language language = finding::Language::french;
  order::Issuer issuer;
  std::string order_id, title, client;
  std::vector<std::string> client_address;
  world::Instant made;               // dates the record and the file
  std::uint32_t version = 0;         // of the BAT
  std::string headline;              // "Bon à tirer", large
  std::vector<Fact> facts;           // what happened
  std::vector<Fact> fingerprints;    // digests and the like, small
  std::vector<std::string> remarks;  // how to check all this
};

// The PDF file. Characters outside Windows-1252 are "?". Throws finding::Failure where
// a font can't be read.
std::string decision(const Decision& decision, const Fonts& fonts);

}  // namespace imprimatur::paperwork
