#include "bat/rows.h"

#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

class Rows {
 public:
  Rows(const Shown& shown, Language language) : shown_(shown), language_(language) {}

  std::vector<Row> first() {
    const order::Order& order = shown_.order;
    const auto per_carnet = static_cast<std::int64_t>(shown_.document.passes_per_booklet());
    const auto carnets = static_cast<std::int64_t>(order.batch.carnets);
    const measure::Money total = order.batch.face_value * (carnets * per_carnet);
    add(words::order, order.id, Voice::strong);
    add(words::client, set(order.client.name), Voice::strong);
    add(words::product,
        set(shown_.product.title) + ", " + wording::size(shown_.document.leaf, language_));
    add(words::quantity, quantity(carnets, per_carnet));
    if (shown_.document.binding == page::Binding::saddle) add(words::stitching, stitching());
    add(words::value_of_pass,
        fmt::format("{} ({})", money(order.batch.face_value),
                    wording::money_in_words(order.batch.face_value, language_)));
    add(words::total_value, money(total), Voice::strong);
    add(words::total_in_words, wording::capitalised(wording::money_in_words(total, language_)));
    add(words::validity, validity());
    return std::move(rows_);
  }

  std::vector<Row> further() {
    const order::Order& order = shown_.order;
    const order::Issuer& issuer = shown_.issuer;
    add(words::order_title, set(order.title));
    add(words::client_address, listed(order.client.address));
    add(words::territory, set(order.batch.territory));
    add(words::target_public, set(order.batch.target_public));
    add(words::issuer, set(issuer.name));
    add(words::issuer_address, listed(issuer.address));
    add(words::registration, issuer.registration);
    add(words::language,
        say(order.language == Language::french ? words::in_french : words::in_english, language_));
    add(words::colours, shown_.document.condition);
    return std::move(rows_);
  }

 private:
  std::string set(const std::string& text) const { return wording::typeset(text, language_); }
  std::string date(Date day) const { return wording::date(day, language_); }
  std::string money(measure::Money amount) const { return wording::money(amount, language_); }

  void add(const Sentence& label, std::string value, Voice voice = Voice::body) {
    rows_.push_back({say(label, language_), std::move(value), voice});
  }

  std::string listed(const std::vector<std::string>& lines) const {
    return set(fmt::format("{}", fmt::join(lines, ", ")));
  }

  std::string quantity(std::int64_t carnets, std::int64_t per_carnet) const {
    const std::string passes = wording::counted(carnets * per_carnet, wording::pass, language_);
    if (shown_.document.binding == page::Binding::none) return passes;
    const std::string booklets = wording::counted(carnets, wording::carnet, language_);
    return say(words::quantity_of_booklets, language_, fmt::arg("carnets", booklets),
               fmt::arg("passes", wording::counted(per_carnet, wording::pass, language_)),
               fmt::arg("total", passes));
  }

  // Spreads fold leaf on leaf: of each stock, an odd number of leaves ends with a blank one.
  std::string stitching() const {
    std::map<std::string, std::int64_t> leaves;
    for (const page::Leaf& leaf : shown_.document.leaves) leaves[leaf.stock] += leaf.count;
    std::int64_t spreads = 0, blank = 0;
    for (const auto& [stock, count] : leaves) {
      spreads += (count + 1) / 2;
      blank += count % 2;
    }
    const std::string folded = wording::counted(
        spreads, wording::Noun{words::folded_spread, words::folded_spreads}, language_);
    if (blank == 0) return say(words::stitched, language_, fmt::arg("spreads", folded));
    const std::string empty =
        wording::counted(blank, wording::Noun{words::blank_leaf, words::blank_leaves}, language_);
    return say(words::stitched_with_blanks, language_, fmt::arg("spreads", folded),
               fmt::arg("blanks", empty));
  }

  std::string validity() const {
    const auto& from = shown_.order.batch.valid_from;
    const auto& until = shown_.order.batch.valid_until;
    if (from && until)
      return say(words::valid_between, language_, fmt::arg("from", date(*from)),
                 fmt::arg("until", date(*until)));
    if (until) return say(words::valid_until, language_, fmt::arg("until", date(*until)));
    if (from) return say(words::valid_from, language_, fmt::arg("from", date(*from)));
    return say(words::valid_always, language_);
  }

  const Shown& shown_;
  Language language_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Row> rows_of(const Shown& shown, Language language) {
  return Rows(shown, language).first();
}

std::vector<Row> further_rows_of(const Shown& shown, Language language) {
  return Rows(shown, language).further();
}

std::string name_of(const Shown& shown, const std::string& zone) {
  const auto title = shown.product.zones.find(zone);
  return title == shown.product.zones.end() ? zone : title->second;
}

std::string quantity_of(const order::DeliveryPoint& point, const page::Document& document,
                        Language language) {
  const std::int64_t passes = std::int64_t{point.carnets} * document.passes_per_booklet();
  return document.binding == page::Binding::none
             ? wording::counted(passes, wording::pass, language)
             : wording::counted(point.carnets, wording::carnet, language);
}

}  // namespace imprimatur::bat
