// Logos that print in an ink which their shop keeps for finishing lines. For the sources of this
// room.
#pragma once

#include "finding/finding.h"
#include "page/page.h"
#include "shop/shop.h"

namespace imprimatur::flow {

// The error "finishing-ink-in-art" at each such logo, as impose_run says it of templates.
finding::Findings check_logo_inks(const page::Document& document, const page::Resources& resources,
                                  const shop::Shop& shop);

}  // namespace imprimatur::flow
