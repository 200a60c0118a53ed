// A spread holds the first leaf of its stock that is left and the last: what lies between them in
// the booklet has to lie between them when all are folded into each other.
#include "templates/names.h"

#include <optional>

namespace imprimatur::templates {
namespace {

// The booklet's leaves, each by its stock; a blank leaf closes an odd number of one stock.
std::vector<std::string> stocks_of(const Template& product) {
  std::vector<std::string> stocks;
  for (const page::Leaf& leaf : product.leaves) {
    stocks.insert(stocks.end(), leaf.count, leaf.stock);
  }
  return stocks;
}

using Spread = std::pair<std::size_t, std::optional<std::size_t>>;  // right and left half

// By the positions of their right halves: the outermost first.
std::map<std::size_t, Spread> spreads_of(const std::vector<std::string>& stocks) {
  std::map<std::string, std::vector<std::size_t>> positions;
  for (std::size_t i = 0; i < stocks.size(); ++i) positions[stocks[i]].push_back(i);
  std::map<std::size_t, Spread> spreads;
  for (const auto& [stock, at] : positions) {
    const std::size_t even = at.size() + at.size() % 2;
    for (std::size_t i = 0; i < even / 2; ++i) {
      const std::size_t left = even - 1 - i;
      spreads[at[i]] = {at[i], left < at.size() ? std::optional{at[left]} : std::nullopt};
    }
  }
  return spreads;
}

bool nests(const std::map<std::size_t, Spread>& spreads, std::size_t leaves) {
  std::size_t outer = leaves;
  for (const auto& [position, spread] : spreads) {
    if (!spread.second) continue;
    if (*spread.second >= outer || *spread.second < spreads.rbegin()->first) return false;
    outer = *spread.second;
  }
  return true;
}

}  // namespace

void check_nesting(const Template& product, const std::string& file, finding::Findings& findings) {
  if (product.binding != page::Binding::saddle) return;
  const std::vector<std::string> stocks = stocks_of(product);
  if (nests(spreads_of(stocks), stocks.size())) return;
  findings.error(
      "template-nesting", {file},
      {"Pliées l’une dans l’autre, ces feuilles doubles ne donnent pas l’ordre des feuillets.",
       "Folded into each other, these spreads don't give the order of the leaves."},
      {"Mettez les feuillets d’un papier pour moitié avant, pour moitié après ceux du papier "
       "qu’ils enveloppent\u00a0: couverture, pass, dos.",
       "Put half of a stock's leaves before and half behind those of the stock that they wrap: "
       "cover, passes, back cover."});
}

}  // namespace imprimatur::templates
