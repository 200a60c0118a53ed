// Delivery slips (bordereaux de livraison): the paper that is signed when carnets change hands. See
// docs/formats/delivery-slips.md.
//
// Passes are valeurs inactives, as good as cash to a public accountant: a slip states quantities,
// face value, first and last serial, and is signed for receipt (nearest model: CGCT, article
// R. 1611-8, on vouchers that local authorities give out). No code is on it.
#pragma once

#include "calendar/calendar.h"
#include "finding/finding.h"
#include "measure/money.h"
#include "order/issuer.h"
#include "order/order.h"
#include "paperwork/deliveries.h"
#include "paperwork/fonts.h"
#include "world/world.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::paperwork {

// Texts as the order and the issuer's file give them, typography not yet applied, and no longer
// than they allow: so the heads, which are never broken, fit one page together.
struct Delivery {
  finding::Language language = finding::Language::french;
  order::Issuer issuer;
  std::string order_id, title;
  std::string client;
  std::vector<std::string> client_address;
  measure::Money face_value;  // of one pass
  std::uint32_t passes_per_carnet = 0;
  world::Instant released;    // dates the slips (day of Paris) and the file
  std::vector<Share> shares;  // see assign(); a slip for each, numbered from 1
};

// The PDF file: for each share one A4 page, or more where its texts are long. Characters that
// warn_of_characters reports are "?". Throws finding::Failure where a font can't be read.
std::string delivery_slips(const Delivery& delivery, const Fonts& fonts);

// A warning "slip-character" for every text on the slips that has a character outside Windows-1252,
// at the delivery point's own line where it is one's. To be asked while the order can still be
// changed. `order_file` and `issuer_file` are what findings call them.
finding::Findings warn_of_characters(const order::Order& order, const order::Issuer& issuer,
                                     std::string_view order_file, std::string_view issuer_file);

}  // namespace imprimatur::paperwork
