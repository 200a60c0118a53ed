// The BAT (bon à tirer): the document that a client reads, compares and signs.
//
// First what is to be approved (order, version, dates, quantities, amounts, delivery points, texts,
// remarks), what changed since the version before, then every page at 100 % with trim, bleed, safe
// zone, perforations and folds drawn and named, over the very marks that will be printed, as
// optional content that the reader can switch off. It can be neither cashed nor mistaken: SPÉCIMEN
// stands across each page, the serial is 000 000 000 and the code one that can never redeem.
#pragma once

#include "crypto/digest.h"
#include "finding/finding.h"
#include "impose/run.h"
#include "order/issuer.h"
#include "order/order.h"
#include "page/page.h"
#include "shop/shop.h"
#include "typeset/shelf.h"
#include "world/world.h"

#include <map>
#include <string>

namespace imprimatur::bat {

using order::Date;

// What people call the product and its zones, in the order's language: "Carnet de 10 pass", and by
// zone "Texte de la couverture".
struct ProductWords {
  std::string title;
  std::map<std::string, std::string> zones;
};

// What a version shows. Everything is borrowed for the time of the call. `content` is the text that
// says all of it, whose digest the client approves (docs/formats/workspace.md).
struct Shown {
  const order::Order& order;
  const order::Issuer& issuer;
  const ProductWords& product;
  const std::string& content;
  const page::Document& document;
  const page::Resources& resources;
};

struct Proof {
  Shown shown;
  const Shown*
      previous;  // what version - 1 showed; null where there is none, or it can't be read back
  const shop::Shop&
      shop;  // for which the sheets are laid out; its condition is that of the colours
  const impose::Run& run;
  const typeset::FontShelf& shelf;
  std::uint32_t version = 0;
  crypto::Digest content;  // what the client's yes is bound to
  const std::string& validation;  // validation.h: it stands on the first page and nowhere else
  world::Instant made;
  Date rendered, answer_by;
  const finding::Findings& findings;  // remarks; errors never come this far
  // The resources show pictures in less detail than will be pressed: page 1 says so.
  bool has_coarser_pictures = false;
};

// The whole PDF, in the order's language. The same proof gives the same bytes. Throws finding::Failure
// where the fonts or the artwork can't be used.
std::string render(const Proof& proof);

}  // namespace imprimatur::bat
