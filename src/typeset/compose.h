// From an order, an issuer and a template to finished pages.
#pragma once

#include "order/issuer.h"
#include "order/order.h"
#include "page/fineness.h"
#include "templates/template.h"
#include "typeset/shelf.h"

namespace imprimatur::typeset {

// A logo that `artwork` has admitted. `place` is where the order names it. `fineness` is that
// at its natural size.
struct Logo {
  std::string zone;
  std::string file_name;
  std::string alternate;
  measure::Size natural;
  crypto::Digest form;
  finding::Place place;
  page::Fineness fineness;
};

struct Composed {
  std::optional<page::Document> document;  // nullopt where a finding is an error
  finding::Findings findings;
};

// `condition` is the OutputCondition::identifier that the logos were separated for. Findings speak
// of text that doesn't fit ("text-overset"), characters that no font has ("missing-glyph"), texts
// and logos for zones the template doesn't have ("unknown-zone") or that stay empty ("empty-zone"),
// logos too coarse or too fine where they are placed (page/fineness.h) and fonts the shelf doesn't
// hold
// ("unknown-font"). Same input, same document, to the micrometre.
Composed compose(const order::Order& order, const order::Issuer& issuer,
                 const templates::Template& product, const FontShelf& shelf,
                 const std::vector<Logo>& logos, const std::string& condition);

}  // namespace imprimatur::typeset
