// The facts of an order as the client reads them, row by row: printed on page 1, and compared
// between versions.
#pragma once

#include "bat/bat.h"
#include "bat/paper.h"

#include <string>
#include <vector>

namespace imprimatur::bat {

struct Row {
  std::string label;
  std::string value;
  Voice voice = Voice::body;
};

// Order, client, product, quantity, values, validity: what page 1 says first. `language` is the
// reader's.
std::vector<Row> rows_of(const Shown& shown, finding::Language language);

// What the passes themselves say besides.
std::vector<Row> further_rows_of(const Shown& shown, finding::Language language);

// What the product calls a zone; of one that it doesn't know, the zone's own name.
std::string name_of(const Shown& shown, const std::string& zone);

// "12 carnets", of a delivery point.
std::string quantity_of(const order::DeliveryPoint& point, const page::Document& document,
                        finding::Language language);

}  // namespace imprimatur::bat
