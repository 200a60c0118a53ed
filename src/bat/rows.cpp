#include "bat/rows.h"

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
    add({"Commande", "Order"}, order.id, Voice::strong);
    add({"Client", "Client"}, set(order.client.name), Voice::strong);
    add({"Produit", "Product"},
        set(shown_.product.title) + ", " + wording::size(shown_.document.leaf, language_));
    add({"Quantité", "Quantity"}, quantity(carnets, per_carnet));
    if (shown_.document.binding == page::Binding::saddle) add({"Reliure", "Binding"}, stitching());
    add({"Valeur d’un pass", "Value of a pass"},
        fmt::format("{} ({})", money(order.batch.face_value),
                    wording::money_in_words(order.batch.face_value, language_)));
    add({"Valeur faciale totale", "Total face value"}, money(total), Voice::strong);
    add({"… en toutes lettres", "… in words"},
        wording::capitalised(wording::money_in_words(total, language_)));
    add({"Validité", "Validity"}, validity());
    return std::move(rows_);
  }

  std::vector<Row> further() {
    const order::Order& order = shown_.order;
    const order::Issuer& issuer = shown_.issuer;
    add({"Titre", "Title"}, set(order.title));
    add({"Adresse du client", "Client’s address"}, listed(order.client.address));
    add({"Territoire", "Territory"}, set(order.batch.territory));
    add({"Public", "Public"}, set(order.batch.target_public));
    add({"Émetteur", "Issuer"}, set(issuer.name));
    add({"Adresse de l’émetteur", "Issuer’s address"}, listed(issuer.address));
    add({"Immatriculation", "Registration"}, issuer.registration);
    add({"Langue", "Language"}, order.language == Language::french ? say({"français", "French"})
                                                                   : say({"anglais", "English"}));
    add({"Couleurs", "Colours"}, shown_.document.condition);
    return std::move(rows_);
  }

 private:
  std::string say(const Sentence& sentence) const { return sentence.in(language_); }
  std::string set(const std::string& text) const { return wording::typeset(text, language_); }
  std::string date(Date day) const { return wording::date(day, language_); }
  std::string money(measure::Money amount) const { return wording::money(amount, language_); }

  void add(const Sentence& label, std::string value, Voice voice = Voice::body) {
    rows_.push_back({say(label), std::move(value), voice});
  }

  std::string listed(const std::vector<std::string>& lines) const {
    return set(fmt::format("{}", fmt::join(lines, ", ")));
  }

  std::string quantity(std::int64_t carnets, std::int64_t per_carnet) const {
    const std::string passes = wording::counted(carnets * per_carnet, wording::pass, language_);
    if (shown_.document.binding == page::Binding::none) return passes;
    const std::string booklets = wording::counted(carnets, wording::carnet, language_);
    return say({fmt::format("{} de {}, soit {}", booklets,
                            wording::counted(per_carnet, wording::pass, language_), passes),
                fmt::format("{} of {}, {} in all", booklets,
                            wording::counted(per_carnet, wording::pass, language_), passes)});
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
    const wording::Noun spread{{"feuille double pliée", "folded spread"},
                               {"feuilles doubles pliées", "folded spreads"}};
    const wording::Noun empty{{"feuillet blanc", "blank leaf"},
                              {"feuillets blancs", "blank leaves"}};
    std::string words = say({"piqûre à cheval, ", "saddle-stitched, "}) +
                        wording::counted(spreads, spread, language_);
    if (blank == 0) return words;
    return words + say({", avec ", ", with "}) + wording::counted(blank, empty, language_);
  }

  std::string validity() const {
    const auto& from = shown_.order.batch.valid_from;
    const auto& until = shown_.order.batch.valid_until;
    if (from && until)
      return say({fmt::format("du {} au {}", date(*from), date(*until)),
                  fmt::format("from {} to {}", date(*from), date(*until))});
    if (until)
      return say({fmt::format("jusqu’au {}", date(*until)), fmt::format("until {}", date(*until))});
    if (from)
      return say({fmt::format("à partir du {}", date(*from)), fmt::format("from {}", date(*from))});
    return say({"sans limite imprimée", "no limit is printed"});
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
