// How a product is made, as far as its pages don't show it: compared between versions, so that
// nothing changes the digest that the client approves without being named.
#pragma once

#include "bat/rows.h"

#include <vector>

namespace imprimatur::bat {

// Colour profile, spot inks, papers, leaves, binding, fonts, logos.
std::vector<Row> making_rows_of(const Shown& shown, finding::Language language);

// Whether the documents differ in anything that neither these rows nor the pictures of changed
// pages tell: true where the two would be one if all that is told were undone.
bool differ_otherwise(const page::Document& before, const page::Document& after);

}  // namespace imprimatur::bat
