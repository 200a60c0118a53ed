// What the papers can't write, said while the order can still be changed.
#include "paperwork/encoding.h"
#include "paperwork/slips.h"
#include "wording/unicode.h"
#include "wording/wording.h"

#include <fmt/format.h>

namespace imprimatur::paperwork {
namespace {

// "« Ł » (U+0141), « ź » (U+017A)"
std::string listed(const std::u32string& characters, std::string_view open,
                   std::string_view close) {
  std::string list;
  for (const char32_t c : characters)
    list += fmt::format("{}{}{}{} (U+{:04X})", list.empty() ? "" : ", ", open,
                        wording::encoded({&c, 1}), close, static_cast<std::uint32_t>(c));
  return list;
}

void check(const std::vector<std::string>& texts, const finding::Place& place,
           finding::Language language, finding::Findings& findings) {
  for (const auto& text : texts) {
    const auto outside = outside_windows_1252(wording::typeset(text, language));
    if (outside.empty()) continue;
    findings.warning(
        "slip-character", place,
        {fmt::format("«\u00a0{}\u00a0»\u00a0: le bordereau de livraison ne sait pas écrire {} et "
                     "mettra «\u00a0?\u00a0».",
                     text, listed(outside, "«\u00a0", "\u00a0»")),
         fmt::format("\"{}\": the delivery slip can't write {} and will put \"?\".", text,
                     listed(outside, "\"", "\""))},
        {"Écrivez ce nom avec les lettres de l’Europe de l’Ouest, ou corrigez le bordereau à la "
         "main.",
         "Write this name in letters of western Europe, or correct the slip by hand."});
  }
}

std::vector<std::string> with_name(const std::string& name, std::vector<std::string> lines) {
  lines.insert(lines.begin(), name);
  return lines;
}

}  // namespace

finding::Findings warn_of_characters(const order::Order& order, const order::Issuer& issuer,
                                     std::string_view order_file, std::string_view issuer_file) {
  finding::Findings findings;
  const finding::Place in_order{std::string{order_file}}, in_issuer{std::string{issuer_file}};
  check(with_name(issuer.name, issuer.address), in_issuer, order.language, findings);
  check({order.title}, in_order, order.language, findings);
  check(with_name(order.client.name, order.client.address), in_order, order.language, findings);
  for (const auto& point : order.deliveries)
    check(with_name(point.name, point.address), point.place, order.language, findings);
  return findings;
}

}  // namespace imprimatur::paperwork
