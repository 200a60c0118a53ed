#include "paperwork/statement.h"

#include "calendar/clock.h"
#include "paperwork/column.h"
#include "paperwork/form.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>

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
    since_closing();
    conclusion();
    signatures(
        {{"Arrêté par", "Closed by"}, {"l’émetteur", "the issuer"}, signature},
        {{"Contrôlé par", "Checked by"}, {"la seconde personne", "the second person"}, signature},
        {"À signer en deux exemplaires\u00a0: un pour chacune des parties.",
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
    if (const auto& closing = statement_.closing) {
      state.set(document_, fmt::format("{} {}", say({"Clos le", "Closed on"}), day(closing->when)),
                strong);
      state.set(document_,
                typeset(fmt::format("{} {}", say({"par", "by"}),
                                    fmt::join(closing->by, say({" et ", " and "})))),
                body);
    } else {
      state.set(document_, say({"Ouverts", "Open"}), strong);
    }
    y_ = std::max(order, state.y()) + 7_mm;
  }

  std::string day(world::Instant when) const {
    return wording::date(calendar::paris_date(when), language());
  }

  // A long name takes as many lines as it wants; the figures stand on the last.
  void row_of(const std::string& what, const PassCounts& counts, Style style) {
    std::vector<std::string> lines = broken(document_, what, 58_mm, style);
    if (lines.empty()) lines.emplace_back();
    const auto more = static_cast<std::int64_t>(lines.size()) - 1;
    if (make_room(row + leading(style) * more)) pass_head();
    for (const std::string& line : std::span(lines).first(lines.size() - 1)) {
      document_.text({left + 2_mm, y_ + row_baseline}, line, style);
      y_ += leading(style);
    }
    table_row(lines.back(),
              {number(counts.issued), number(counts.good), number(counts.spoiled),
               number(counts.voided), money(value(counts.good))},
              pass_columns(), style);
  }

  static const std::vector<Length>& pass_columns() {
    static const std::vector<Length> edges{98_mm, 118_mm, 140_mm, 158_mm, 188_mm};
    return edges;
  }

  void pass_head() {
    table_head(say({"Pass, par point de livraison", "Passes, by delivery point"}),
               {say({"Émis", "Issued"}), say({"Bons", "Good"}), say({"En attente", "Undecided"}),
                say({"Nuls", "Void"}), say({"Valeur des bons", "Value of the good"})},
               pass_columns());
  }

  void passes() {
    make_room(4 * row);
    pass_head();
    for (const PointCounts& point : statement_.points)
      row_of(typeset(point.name), point.passes, body);
    row_of(say({"Ensemble", "Together"}), statement_.passes, {10_pt, Weight::bold});
    table_end();
  }

  void sheets() {
    if (statement_.sheets.empty()) return;
    make_room(3 * row);
    sheet_head();
    for (const SheetCounts& stock : statement_.sheets) {
      if (make_room(row)) sheet_head();
      table_row(
          stock.stock,
          {number(stock.printed), number(stock.printed - stock.spoiled), number(stock.spoiled)},
          sheet_columns(), body);
    }
    table_end();
  }

  static const std::vector<Length>& sheet_columns() {
    static const std::vector<Length> edges{118_mm, 150_mm, 188_mm};
    return edges;
  }

  void sheet_head() {
    if (statement_.one_up)
      return table_head(
          say({"Feuillets, par papier", "Leaves, by stock"}),
          {say({"Imprimés", "Printed"}), say({"Acceptés", "Accepted"}), say({"Gâchés", "Spoiled"})},
          sheet_columns());
    table_head(say({"Feuilles, par papier", "Sheets, by stock"}),
               {say({"Imprimées", "Printed"}), say({"Acceptées", "Accepted"}),
                say({"Gâchées", "Spoiled"})},
               sheet_columns());
  }

  static constexpr Length lines_together = Length::from_millimetres(12);
  static constexpr Length signatures_room = Length::from_millimetres(92);

  void draw_loss(const Loss& loss) {
    static const wording::Noun voided{{"pass nul", "void pass"}, {"pass nuls", "void passes"}};
    static const wording::Noun spoiled{{"pass gâché", "spoiled pass"},
                                       {"pass gâchés", "spoiled passes"}};
    make_room(lines_together);
    paragraph(
        fmt::format("{}{} {}", day(loss.when), say({"\u00a0:", ":"}),
                    wording::counted(loss.passes, loss.voided ? voided : spoiled, language())),
        strong);
    paragraph(fmt::format("{}\u00a0{}", say({"n°", "no."}), unbroken(loss.serials)), body);
    paragraph(typeset(fmt::format("{} – {}", loss.reason, loss.by)), body);
    y_ += 2_mm;
  }

  // The groups of a serial stay on one line: spaces between two digits don't break.
  static std::string unbroken(const std::string& serials) {
    std::string out;
    const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
    for (std::size_t i = 0; i < serials.size(); ++i) {
      const bool inside = serials[i] == ' ' && i > 0 && i + 1 < serials.size() &&
                          is_digit(serials[i - 1]) && is_digit(serials[i + 1]);
      if (inside)
        out += "\u00a0";
      else
        out += serials[i];
    }
    return out;
  }

  void losses() {
    for (const Loss& loss : statement_.losses) draw_loss(loss);
    if (!statement_.losses.empty()) y_ += 3_mm;
  }

  // On the page that is signed.
  void conclusion() {
    make_room(lines_together + signatures_room);
    const PassCounts& all = statement_.passes;
    paragraph(
        fmt::format(
            fmt::runtime(say({"Émis {} = bons {} + en attente {} + nuls {}. Valeur des bons "
                              "pass\u00a0: {} ({}).",
                              "Issued {} = good {} + undecided {} + void {}. Value of the good "
                              "passes: {} ({})."})),
            number(all.issued), number(all.good), number(all.spoiled), number(all.voided),
            wording::money_in_words(value(all.good), language()), money(value(all.good))),
        {10_pt});
    y_ += 2_mm;
    for (const std::string& sentence : statement_.unknown) paragraph(sentence, strong);
    y_ += 6_mm;
  }

  // Beside the account that was closed, never in it.
  void since_closing() {
    if (!statement_.closing || statement_.closing->since.empty()) return;
    const Closing& closing = *statement_.closing;
    make_room(2 * lines_together);
    paragraph(
        say({"DEPUIS LA CLÔTURE, HORS DE CE COMPTE", "SINCE THE CLOSING, NOT IN THIS ACCOUNT"}),
        label);
    y_ += 1_mm;
    for (const Loss& loss : closing.since) draw_loss(loss);
    make_room(lines_together);
    paragraph(fmt::format(fmt::runtime(
                              say({"Au {}\u00a0: bons {}, nuls {}. Valeur des bons pass\u00a0: {}.",
                                   "On {}: good {}, void {}. Value of the good passes: {}."})),
                          day(statement_.made), number(closing.now.good),
                          number(closing.now.voided), money(value(closing.now.good))),
              body);
    y_ += 6_mm;
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
