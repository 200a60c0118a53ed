// From an order folder to finished pages: every file read, every logo admitted, all findings together.
#pragma once

#include "flow/desk.h"
#include "impose/run.h"
#include "order/issuer.h"
#include "order/order.h"
#include "order/profile.h"
#include "page/page.h"
#include "shop/shop.h"
#include "templates/template.h"
#include "typeset/compose.h"
#include "typeset/shelf.h"

#include <optional>

namespace imprimatur::flow {

struct Composition {
  order::Order order;
  order::Issuer issuer;
  order::Profile profile;
  shop::Shop shop;
  templates::Template product;
  typeset::FontShelf shelf;
  page::Document document;
  page::Resources resources;
  impose::Run run;  // the sheets of `shop`
  std::vector<typeset::Logo> logos;
};

// `composition` is there exactly where no finding is an error.
struct ComposedOrder {
  std::optional<Composition> composition;
  finding::Findings findings;  // sorted
};

// `settings` is the folder of issuer.toml, profiles/ and shops/: a workspace, or assets/workspace.
// The order is laid out for its shop too (or for `shop` instead), so that what can't be printed is
// known before the client sees it.
ComposedOrder compose_order(const Desk& desk, const world::Path& settings,
                            const world::Path& folder,
                            const std::optional<std::string>& shop = std::nullopt);

}  // namespace imprimatur::flow
