#include "paperwork/slips.h"

#include "calendar/clock.h"
#include "paperwork/column.h"
#include "paperwork/form.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using finding::Sentence;
using measure::Length;

// Right edges of the five columns of figures.
const std::vector<Length> columns{74_mm, 99_mm, 124_mm, 151_mm, 188_mm};

class Slip : public Form {
 public:
  Slip(Document& document, const Delivery& delivery, std::size_t index)
      : Form(document, delivery.issuer, delivery.language),
        delivery_(delivery),
        share_(delivery.shares[index]),
        index_(index) {}

  void draw() {
    issuer_and_title({"Bordereau de livraison", "Delivery slip"},
                     fmt::format("{}-{}", delivery_.order_id, index_ + 1),
                     calendar::paris_date(delivery_.released));
    order_and_point();
    quantities();
    sum_in_words();
    parcels_and_reserves();
    signatures({{"Remis par", "Handed over by"},
                {"le livreur", "the deliverer"},
                {"Signature", "Signature"}},
               {{"Reçu par", "Received by"},
                {"le destinataire", "the receiver"},
                {"Signature et cachet", "Signature and stamp"}},
               {"À signer en deux exemplaires\u00a0: l’un pour le destinataire, l’autre pour "
                "l’émetteur.",
                "To be signed in two copies: one for the receiver, one for the issuer."});
    feet(fmt::format("{} {}/{}, {} {}", say({"Bordereau", "Slip"}), index_ + 1,
                     delivery_.shares.size(), say({"commande", "order"}), delivery_.order_id));
  }

 private:
  const Delivery& delivery_;
  const Share& share_;
  std::size_t index_;

  measure::Money total() const {
    return delivery_.face_value * static_cast<std::int64_t>(share_.passes());
  }

  void order_and_point();
  void quantities();
  void sum_in_words();
  void parcels_and_reserves();
};

void Slip::order_and_point() {
  const Length order = order_block(
      {delivery_.order_id, delivery_.title, delivery_.client, delivery_.client_address});
  Column point(second, y_, half);
  point.set(document_, say({"LIVRÉ À", "DELIVERED TO"}), label);
  point.skip(800_um);
  point.set(document_, typeset(share_.name), strong);
  point.set(document_, typeset(share_.address), body);
  y_ = std::max(order, point.y()) + 7_mm;
}

void Slip::quantities() {
  make_room(4 * row);
  const std::int64_t per_carnet = delivery_.passes_per_carnet;
  table_head(say({"Désignation", "Item"}),
             {say({"Quantité", "Quantity"}), say({"Premier n°", "First no."}),
              say({"Dernier n°", "Last no."}), say({"Valeur unitaire", "Unit value"}),
              say({"Valeur faciale", "Face value"})},
             columns);
  if (per_carnet > 1)
    table_row(fmt::format("{} {}", say({"Carnets de", "Booklets of"}),
                          wording::counted(per_carnet, wording::pass, language())),
              {number(share_.carnets()), number(share_.first_carnet), number(share_.last_carnet),
               money(delivery_.face_value * per_carnet), money(total())},
              columns, body);
  table_row(per_carnet > 1 ? say({"soit, en pass", "that is, in passes"}) : say({"Pass", "Passes"}),
            {number(share_.passes()), to_text(share_.serials.first()),
             to_text(share_.serials.last()), money(delivery_.face_value), money(total())},
            columns, body);
  table_row(say({"Valeur faciale totale", "Total face value"}), {"", "", "", "", money(total())},
            columns, {10_pt, Weight::bold});
  table_end();
}

void Slip::sum_in_words() {
  const std::string sentence = fmt::format(
      fmt::runtime(say({"Arrêté le présent bordereau à la somme de\u00a0: {} ({}), soit {}.",
                        "This slip is closed at the sum of {} ({}), that is, {}."})),
      wording::money_in_words(total(), language()), money(total()),
      wording::counted(static_cast<std::int64_t>(share_.passes()), wording::pass, language()));
  make_room(30_mm);
  Column column(left, y_, right - left);
  column.set(document_, sentence, {10_pt});
  column.skip(2_mm);
  column.set(
      document_,
      say({"Les pass sont des valeurs inactives\u00a0: ils se gardent sous clé et se comptent "
           "comme des fonds. Avant de signer, vérifiez les scellés, le nombre de carnets et la "
           "suite des numéros\u202f; notez toute différence dans les réserves.",
           "Passes are valuables (in French public accounting, valeurs inactives): keep them "
           "locked up and account for them like cash. Before you sign, check the seals, the "
           "number of booklets and the run of serials; note any difference under "
           "reservations."}),
      quiet);
  y_ = column.y() + 6_mm;
}

void Slip::parcels_and_reserves() {
  make_room(36_mm);
  y_ += 3_mm;
  line_to_fill(say({"Nombre de colis", "Number of parcels"}), left, left + 60_mm);
  line_to_fill(say({"Numéros des scellés", "Seal numbers"}), left + 66_mm, right);
  y_ += 9_mm;
  line_to_fill(say({"Réserves du destinataire", "Receiver’s reservations"}), left, right);
  for (int i = 0; i < 2; ++i) {
    y_ += 8_mm;
    document_.line({left, y_ + 600_um}, {right, y_ + 600_um}, hairline, Tone::light);
  }
  y_ += 8_mm;
}

}  // namespace

std::string delivery_slips(const Delivery& delivery, const Fonts& fonts) {
  const Sentence title{"Bordereaux de livraison", "Delivery slips"};
  Document document(fonts, {fmt::format("{} {}", title.in(delivery.language), delivery.order_id),
                            delivery.issuer.name, delivery.released});
  for (std::size_t i = 0; i < delivery.shares.size(); ++i) Slip(document, delivery, i).draw();
  return document.finish();
}

}  // namespace imprimatur::paperwork
