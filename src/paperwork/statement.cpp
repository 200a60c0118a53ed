#include "paperwork/statement.h"

#include "calendar/clock.h"
#include "paperwork/column.h"
#include "paperwork/form.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using finding::Sentence;
using measure::Length;

class StatementForm : public Form {
 public:
  StatementForm(Document& document, const Statement& statement)
      : Form(document, statement.issuer, statement.language), statement_(statement) {}

  void draw() {
    issuer_and_title({"État de rapprochement", "Reconciliation"}, statement_.order_id,
                     calendar::paris_date(statement_.made));
    order_and_state();
    passes();
    sheets();
    losses();
    conclusion();
    signatures(
        {{"Arrêté par", "Closed by"}, {"l’émetteur", "the issuer"}, signature},
        {{"Contrôlé par", "Checked by"}, {"la seconde personne", "the second person"}, signature},
        {"À signer en deux exemplaires\u00a0: l’un pour chacune des parties.",
         "To be signed in two copies: one for each of the parties."});
    feet(fmt::format("{}, {} {}", say({"État de rapprochement", "Reconciliation"}),
                     say({"commande", "order"}), statement_.order_id));
  }

 private:
  const Statement& statement_;
  const Sentence signature{"Signature et cachet", "Signature and stamp"};

  measure::Money value(std::uint64_t passes) const {
    return statement_.face_value * static_cast<std::int64_t>(passes);
  }

  void order_and_state() {
    const Length order = order_block(
        {statement_.order_id, statement_.title, statement_.client, statement_.client_address});
    Column state(second, y_, half);
    state.set(document_, say({"COMPTES", "ACCOUNTS"}), label);
    state.skip(800_um);
    if (!statement_.closed_by.empty()) {
      state.set(document_, say({"Clos", "Closed"}), strong);
      state.set(document_,
                typeset(fmt::format("{} {}", say({"par", "by"}),
                                    fmt::join(statement_.closed_by, say({" et ", " and "})))),
                body);
    } else {
      state.set(document_, say({"Ouverts", "Open"}), strong);
    }
    y_ = std::max(order, state.y()) + 7_mm;
  }

  void row_of(const std::string& what, const PassCounts& counts, Style style) {
    make_room(row);
    table_row(what,
              {number(counts.issued), number(counts.good), number(counts.spoiled),
               number(counts.voided), money(value(counts.good))},
              pass_columns(), style);
  }

  static const std::vector<Length>& pass_columns() {
    static const std::vector<Length> edges{98_mm, 118_mm, 140_mm, 158_mm, 188_mm};
    return edges;
  }

  void passes() {
    make_room(4 * row);
    table_head(say({"Pass, par point de livraison", "Passes, by delivery point"}),
               {say({"Émis", "Issued"}), say({"Bons", "Good"}), say({"En attente", "Undecided"}),
                say({"Nuls", "Void"}), say({"Valeur des bons", "Value of the good"})},
               pass_columns());
    for (const PointCounts& point : statement_.points)
      row_of(fitted(typeset(point.name), 58_mm), point.passes, body);
    row_of(say({"Ensemble", "Together"}), statement_.passes, {10_pt, Weight::bold});
    table_end();
  }

  // Cut where it would run into the figures.
  std::string fitted(std::string text, Length width) const {
    if (document_.width(text, body) <= width) return text;
    while (!text.empty() && document_.width(text + "…", body) > width) {
      do text.pop_back();
      while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80);
    }
    return text + "…";
  }

  void sheets() {
    if (statement_.sheets.empty()) return;
    static const std::vector<Length> edges{118_mm, 150_mm, 188_mm};
    make_room(3 * row);
    table_head(say({"Feuilles, par papier", "Sheets, by stock"}),
               {say({"Imprimées", "Printed"}), say({"Acceptées", "Accepted"}),
                say({"Gâchées", "Spoiled"})},
               edges);
    for (const SheetCounts& stock : statement_.sheets) {
      make_room(row);
      table_row(
          stock.stock,
          {number(stock.printed), number(stock.printed - stock.spoiled), number(stock.spoiled)},
          edges, body);
    }
    table_end();
  }

  void losses() {
    for (const Loss& loss : statement_.losses) {
      make_room(12_mm);
      Column column(left, y_, right - left);
      const Sentence what = loss.voided ? Sentence{"nuls", "void"} : Sentence{"gâchés", "spoiled"};
      column.set(
          document_,
          fmt::format(
              "{}{} {} ({}{} {})", wording::date(calendar::paris_date(loss.when), language()),
              say({"\u00a0:", ":"}), loss.which,
              wording::counted(static_cast<std::int64_t>(loss.passes), wording::pass, language()),
              ",", say(what)),
          strong);
      column.set(document_, typeset(fmt::format("{} – {}", loss.reason, loss.by)), body);
      y_ = column.y() + 2_mm;
    }
    if (!statement_.losses.empty()) y_ += 3_mm;
  }

  void conclusion() {
    make_room(24_mm);
    Column column(left, y_, right - left);
    const PassCounts& all = statement_.passes;
    column.set(
        document_,
        fmt::format(
            fmt::runtime(say({"Émis {} = bons {} + en attente {} + nuls {}. Valeur des bons "
                              "pass\u00a0: {} ({}).",
                              "Issued {} = good {} + undecided {} + void {}. Value of the good "
                              "passes: {} ({})."})),
            number(all.issued), number(all.good), number(all.spoiled), number(all.voided),
            wording::money_in_words(value(all.good), language()), money(value(all.good))),
        {10_pt});
    column.skip(2_mm);
    for (const std::string& sentence : statement_.unknown) column.set(document_, sentence, strong);
    y_ = column.y() + 6_mm;
  }
};

}  // namespace

std::string statement(const Statement& statement, const Fonts& fonts) {
  const Sentence title{"État de rapprochement", "Reconciliation"};
  Document document(fonts, {fmt::format("{} {}", title.in(statement.language), statement.order_id),
                            statement.issuer.name, statement.made});
  StatementForm(document, statement).draw();
  return document.finish();
}

}  // namespace imprimatur::paperwork
