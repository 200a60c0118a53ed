#include "paperwork/slips.h"

#include "calendar/clock.h"
#include "paperwork/column.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using calendar::Date;
using finding::Sentence;
using measure::Length;

constexpr Length left = 20_mm, right = 190_mm, top = 18_mm, bottom = 277_mm;
constexpr Length middle = (left + right) / 2, gutter = 6_mm;
constexpr Length half = (right - left - gutter) / 2;
constexpr Length hairline = 150_um;

constexpr Style body{9_pt};
constexpr Style strong{9_pt, Weight::bold};
constexpr Style quiet{8_pt, Weight::regular, Tone::grey};
constexpr Style label{7.5_pt, Weight::bold, Tone::grey};

// One slip, drawn from top to bottom on as many pages as it takes.
class Slip {
 public:
  Slip(Document& document, const Delivery& delivery, std::size_t index)
      : document_(document), delivery_(delivery), share_(delivery.shares[index]), index_(index) {}
  void draw();

 private:
  Document& document_;
  const Delivery& delivery_;
  const Share& share_;
  std::size_t index_;
  Length y_ = top;

  const std::string& say(const Sentence& words) const { return words.in(delivery_.language); }
  std::string typeset(std::string_view text) const {
    return wording::typeset(text, delivery_.language);
  }
  std::vector<std::string> typeset(const std::vector<std::string>& texts) const;
  std::string number(std::int64_t value) const {
    return wording::number(value, delivery_.language);
  }
  std::string money(measure::Money value) const {
    return wording::money(value, delivery_.language);
  }
  measure::Money total() const {
    return delivery_.face_value * static_cast<std::int64_t>(share_.passes());
  }

  void make_room(Length height);
  void issuer_and_title();
  void order_and_point();
  void quantities();
  void table_head();
  void table_row(std::string_view what, const std::array<std::string, 5>& figures, Style style);
  void sum_in_words();
  void line_to_fill(std::string_view what, Length from, Length to);
  void parcels_and_reserves();
  void signatures();
  void signature(Length x, const Sentence& act, const Sentence& who, const Sentence& sign);
  void foot(int page, int pages);
};

std::vector<std::string> Slip::typeset(const std::vector<std::string>& texts) const {
  std::vector<std::string> set;
  for (const auto& text : texts) set.push_back(typeset(text));
  return set;
}

// A block that does not fit any more goes to a page of its own.
void Slip::make_room(Length height) {
  if (y_ + height <= bottom) return;
  document_.add_page();
  y_ = top;
}

std::string registration_label(std::string_view registration) {
  const auto digits =
      std::ranges::count_if(registration, [](char c) { return '0' <= c && c <= '9'; });
  return fmt::format("{} {}", digits == 9 ? "SIREN" : "SIRET", registration);
}

void Slip::issuer_and_title() {
  Column issuer(left, y_, half);
  issuer.set(document_, typeset(delivery_.issuer.name), {11_pt, Weight::bold});
  issuer.set(document_, typeset(delivery_.issuer.address), quiet);
  if (!delivery_.issuer.registration.empty())
    issuer.set(document_, registration_label(delivery_.issuer.registration), quiet);

  Column title(middle + gutter / 2, y_ - 1_mm, half, Align::right);
  title.set(document_, say({"Bordereau de livraison", "Delivery slip"}), {17_pt, Weight::bold});
  title.set(document_, fmt::format("{} {}-{}", say({"n°", "No."}), delivery_.order_id, index_ + 1),
            {11_pt, Weight::bold});
  title.skip(500_um);
  const Date day = calendar::paris_date(delivery_.released);
  title.set(
      document_,
      fmt::format("{} {}", say({"Établi le", "Issued on"}), wording::date(day, delivery_.language)),
      body);
  title.skip(500_um);
  title.set(document_, "VALEURS INACTIVES", label);

  y_ = std::max(issuer.y(), title.y()) + 3_mm;
  document_.line({left, y_}, {right, y_}, 500_um, Tone::black);
  y_ += 5_mm;
}

void Slip::order_and_point() {
  Column order(left, y_, half);
  order.set(document_, say({"COMMANDE", "ORDER"}), label);
  order.skip(800_um);
  order.set(document_,
            fmt::format("{}\u00A0{} · {}", say({"n°", "No."}), delivery_.order_id,
                        typeset(delivery_.title)),
            strong);
  order.set(document_, typeset(delivery_.client), body);
  order.set(document_, typeset(delivery_.client_address), body);

  Column point(middle + gutter / 2, y_, half);
  point.set(document_, say({"LIVRÉ À", "DELIVERED TO"}), label);
  point.skip(800_um);
  point.set(document_, typeset(share_.name), strong);
  point.set(document_, typeset(share_.address), body);
  y_ = std::max(order.y(), point.y()) + 7_mm;
}

// Right edges of the five columns of figures.
constexpr std::array<Length, 5> columns = {74_mm, 99_mm, 124_mm, 151_mm, 188_mm};
constexpr Length row = 7_mm, row_baseline = 4.7_mm;

void Slip::table_head() {
  document_.fill({{left, y_}, {right - left, row}}, Tone::pale);
  table_row(say({"Désignation", "Item"}),
            {say({"Quantité", "Quantity"}), say({"Premier n°", "First no."}),
             say({"Dernier n°", "Last no."}), say({"Valeur unitaire", "Unit value"}),
             say({"Valeur faciale", "Face value"})},
            {8_pt, Weight::bold});
}

void Slip::table_row(std::string_view what, const std::array<std::string, 5>& figures,
                     Style style) {
  document_.text({left + 2_mm, y_ + row_baseline}, what, style);
  for (std::size_t i = 0; i < figures.size(); ++i)
    text_to_left(document_, {columns[i], y_ + row_baseline}, figures[i], style);
  y_ += row;
  document_.line({left, y_}, {right, y_}, hairline, Tone::light);
}

void Slip::quantities() {
  make_room(4 * row);
  const auto passes = static_cast<std::int64_t>(share_.passes());
  const std::int64_t per_carnet = delivery_.passes_per_carnet;
  table_head();
  if (per_carnet > 1)
    table_row(fmt::format("{} {}", say({"Carnets de", "Booklets of"}),
                          wording::counted(per_carnet, wording::pass, delivery_.language)),
              {number(share_.carnets()), number(share_.first_carnet), number(share_.last_carnet),
               money(delivery_.face_value * per_carnet), money(total())},
              body);
  table_row(per_carnet > 1 ? say({"soit, en pass", "that is, in passes"}) : say({"Pass", "Passes"}),
            {number(passes), to_text(share_.serials.first()), to_text(share_.serials.last()),
             money(delivery_.face_value), money(total())},
            body);
  table_row(say({"Valeur faciale totale", "Total face value"}), {"", "", "", "", money(total())},
            {10_pt, Weight::bold});
  document_.line({left, y_}, {right, y_}, 300_um, Tone::black);
  y_ += 5_mm;
}

void Slip::sum_in_words() {
  const std::string sentence = fmt::format(
      fmt::runtime(say({"Arrêté le présent bordereau à la somme de\u00a0: {} ({}), soit {}.",
                        "This slip is closed at the sum of {} ({}), that is, {}."})),
      wording::money_in_words(total(), delivery_.language), money(total()),
      wording::counted(static_cast<std::int64_t>(share_.passes()), wording::pass,
                       delivery_.language));
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

// A word and a line to write on behind it.
void Slip::line_to_fill(std::string_view what, Length from, Length to) {
  document_.text({from, y_}, what, quiet);
  const Length start = from + document_.width(what, quiet) + 2_mm;
  document_.line({start, y_ + 600_um}, {to, y_ + 600_um}, hairline, Tone::light);
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

constexpr Length signature_height = 72_mm;

void Slip::signature(Length x, const Sentence& act, const Sentence& who, const Sentence& sign) {
  const Length box = y_;
  const Length inner = x + 3_mm;
  document_.fill({{x, box}, {half, row}}, Tone::pale);
  document_.frame({{x, box}, {half, signature_height}}, hairline, Tone::grey);
  document_.text({inner, box + row_baseline}, say(act), strong);
  text_to_left(document_, {x + half - 3_mm, box + row_baseline}, say(who), quiet);
  y_ = box + row + 7_mm;
  for (const Sentence& what : {Sentence{"Nom", "Name"}, Sentence{"Qualité", "Capacity"},
                               Sentence{"Date et heure", "Date and time"}}) {
    line_to_fill(say(what), inner, x + half - 3_mm);
    y_ += 7.5_mm;
  }
  document_.text({inner, y_}, say(sign), quiet);
  y_ = box;
}

void Slip::signatures() {
  make_room(signature_height + 8_mm);
  signature(left, {"Remis par", "Handed over by"}, {"le livreur", "the deliverer"},
            {"Signature", "Signature"});
  signature(middle + gutter / 2, {"Reçu par", "Received by"}, {"le destinataire", "the receiver"},
            {"Signature et cachet", "Signature and stamp"});
  y_ += signature_height + 5_mm;
  document_.text({left, y_},
                 say({"À signer en deux exemplaires\u00a0: l’un pour le destinataire, l’autre pour "
                      "l’émetteur.",
                      "To be signed in two copies: one for the receiver, one for the issuer."}),
                 quiet);
}

void Slip::foot(int page, int pages) {
  constexpr Length line = 282_mm, baseline = 286_mm;
  document_.line({left, line}, {right, line}, hairline, Tone::light);
  document_.text(
      {left, baseline},
      fmt::format("{} {}/{}, {} {}", say({"Bordereau", "Slip"}), index_ + 1,
                  delivery_.shares.size(), say({"commande", "order"}), delivery_.order_id),
      quiet);
  text_to_left(document_, {right, baseline}, fmt::format("Page {}/{}", page, pages), quiet);
}

void Slip::draw() {
  const int before = document_.pages();
  document_.add_page();
  issuer_and_title();
  order_and_point();
  quantities();
  sum_in_words();
  parcels_and_reserves();
  signatures();
  const int pages = document_.pages() - before;
  for (int page = 1; page <= pages; ++page) {
    document_.turn_to(before + page);
    foot(page, pages);
  }
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
