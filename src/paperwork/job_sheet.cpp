#include "paperwork/job_sheet.h"

#include "calendar/clock.h"
#include "impose/stretches.h"
#include "paperwork/column.h"
#include "paperwork/instructions.h"
#include "paperwork/pile_picture.h"
#include "paperwork/sheet_picture.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using finding::Sentence;
using measure::Length;

// Places and styles of this page.
namespace job {
constexpr Length left = 14_mm, right = 196_mm, top = 12_mm, bottom = 284_mm;
constexpr Length width = right - left, gap = 5_mm, half = (width - gap) / 2;
constexpr Length hairline = 150_um, row = 5.4_mm;
constexpr Style body{8.5_pt}, strong{8.5_pt, Weight::bold};
constexpr Style small{7_pt, Weight::regular, Tone::grey}, label{7_pt, Weight::bold, Tone::grey};
}  // namespace job

// One page, drawn from the top; the box to fill in stands at its foot, and the pictures take the
// room that the words leave.
class JobPage {
 public:
  JobPage(Document& document, const JobSheet& sheet) : document_(document), sheet_(sheet) {}

  void draw() {
    document_.add_page();
    head();
    stocks();
    facts();
    const Length counts_top = job::bottom - counts_height();
    Length size = 8.5_pt;
    // Of leaves that others impose there is no sheet to show, and no pile.
    const Length pictures_height = is_one_up() ? Length{} : 44_mm;
    while (size > 5.5_pt && counts_top - steps_height({size}) - y_ < pictures_height)
      size -= 0.5_pt;
    const Length steps_top = is_one_up() ? y_ - 2_mm : counts_top - steps_height({size});
    if (!is_one_up()) pictures(steps_top - 3_mm);
    steps(steps_top, {size});
    counts(counts_top);
    foot();
  }

 private:
  Document& document_;
  const JobSheet& sheet_;
  Length y_ = job::top;

  const std::string& say(const Sentence& words) const { return words.in(sheet_.language); }
  std::string typeset(std::string_view text) const {
    return wording::typeset(text, sheet_.language);
  }
  std::string number(std::uint64_t value) const {
    return wording::number(static_cast<std::int64_t>(value), sheet_.language);
  }
  const impose::StockPlan& plan_of(const std::string& stock) const {
    return *std::ranges::find(sheet_.run.stocks, stock,
                              [](const impose::StockPlan& plan) { return plan.stock.name; });
  }

  void head() {
    Column words(job::left, y_, job::half);
    words.set(document_, say({"Fiche de fabrication", "Job sheet"}), {15_pt, Weight::bold});
    words.set(document_, typeset(sheet_.title), job::strong);
    words.set(document_, typeset(sheet_.client), job::body);
    words.set(document_, quantity(), job::body);

    Column facts(job::left + job::half + job::gap, y_, job::half, Align::right);
    facts.set(document_,
              fmt::format("{} {} · {} {}", say({"Commande", "Order"}), sheet_.order_id,
                          say({"BAT version", "BAT version"}), sheet_.version),
              {11_pt, Weight::bold});
    facts.set(document_,
              fmt::format("{} {}", say({"Approuvé sous l’empreinte", "Approved under the digest"}),
                          sheet_.approved.substr(0, 12)),
              job::body);
    facts.set(document_,
              fmt::format("{} {}", say({"Libéré le", "Released on"}),
                          wording::date(calendar::paris_date(sheet_.released), sheet_.language)),
              job::body);
    facts.set(document_,
              typeset(fmt::format(fmt::runtime(say({"Imprimeur\u00a0: {}", "Shop: {}"})),
                                  sheet_.shop.title)),
              job::body);
    y_ = std::max(words.y(), facts.y()) + 1_mm;
    document_.line({job::left, y_}, {job::right, y_}, 500_um, Tone::black);
    y_ += 2.5_mm;
    if (sheet_.part) part_of_run();
    if (sheet_.reprint) reprint_of_run();
  }

  std::string quantity() const {
    if (!sheet_.reprint) return ordered();
    return typeset(fmt::format(
        fmt::runtime(say({"Retirage de {} (commande\u00a0: {})", "Reprint of {} (order: {})"})),
        wording::counted(sheet_.reprint->passes().size(), wording::pass, sheet_.language),
        ordered()));
  }

  std::string ordered() const {
    const std::uint64_t per_carnet = sheet_.document.passes_per_booklet();
    const std::string passes = wording::counted(
        static_cast<std::int64_t>(per_carnet * sheet_.run.carnets), wording::pass, sheet_.language);
    if (per_carnet == 1) return passes;
    return fmt::format(
        "{}, {}", wording::counted(sheet_.run.carnets, wording::carnet, sheet_.language), passes);
  }

  // "17, 212-214", counted from 1; of many stretches the first ones, and how many sheets in all.
  std::string list_of(const std::vector<std::uint32_t>& sheets) const {
    constexpr int most = 12;
    std::string list;
    int stretches = 0;
    for (const auto& [first, last] : impose::stretches_of(sheets)) {
      if (++stretches > most)
        return list + fmt::format(fmt::runtime(say({", … ({} en tout, selon slots.csv)",
                                                    ", … ({} in all, see slots.csv)"})),
                                  number(sheets.size()));
      list += (list.empty() ? "" : ", ") + fmt::to_string(first + 1);
      if (last > first) list += fmt::format("-{}", last + 1);
    }
    return list;
  }

  // Which sheets, and that they go back to where they were missing.
  void reprint_of_run() {
    std::string sheets;
    for (const impose::StockPlan& stock : sheet_.run.stocks) {
      const std::vector<std::uint32_t> some = sheet_.reprint->sheets_of(stock);
      if (some.empty()) continue;
      sheets +=
          fmt::format("{}{} {}", sheets.empty() ? "" : " · ", stock.stock.name, list_of(some));
    }
    Column note(job::left, y_, job::width);
    note.set(
        document_,
        typeset(fmt::format(
            fmt::runtime(say(
                is_one_up()
                    ? Sentence{"Retirage {}\u00a0: ces feuillets seulement, chacun à remettre à sa "
                               "place. {}.",
                               "Reprint {}: these leaves alone, each to be put back in its place. "
                               "{}."}
                    : Sentence{"Retirage {}\u00a0: ces feuilles seulement, sous leur numéro du "
                               "tirage\u202f; chaque pièce reprend sa place dans sa pile, ce qui "
                               "est VOID se jette. {}.",
                               "Reprint {}: these sheets alone, by their numbers in the run; each "
                               "piece goes back to its place in its pile, what is VOID is thrown "
                               "away. {}."})),
            sheet_.reprint->number(), sheets)),
        {9_pt, Weight::bold});
    y_ = note.y() + 1_mm;
  }

  // Nobody may take a part for the whole.
  void part_of_run() {
    Column note(job::left, y_, job::width);
    note.set(
        document_,
        typeset(fmt::format(
            fmt::runtime(say(
                is_one_up()
                    ? Sentence{"Attention\u00a0: une partie du tirage seulement, les feuillets {} "
                               "à {} de chaque papier.",
                               "Mind: a part of the run only, leaves {} to {} of each paper."}
                    : Sentence{"Attention\u00a0: une partie du tirage seulement, les feuilles {} à "
                               "{} de chaque papier.",
                               "Mind: a part of the run only, sheets {} to {} of each "
                               "paper."})),
            sheet_.part->first, sheet_.part->second)),
        {9_pt, Weight::bold});
    y_ = note.y() + 1_mm;
  }

  static constexpr std::array<Length, 4> columns = {112_mm, 136_mm, 172_mm, 194_mm};

  void table_row(std::string_view what, const std::array<std::string, 4>& figures, Style style) {
    document_.text({job::left + 1.5_mm, y_ + 3.8_mm}, what, style);
    for (std::size_t i = 0; i < figures.size(); ++i)
      text_to_left(document_, {columns[i], y_ + 3.8_mm}, figures[i], style);
    y_ += job::row;
  }

  const wording::Noun& product() const {
    return wording::product(sheet_.document.passes_per_booklet());
  }

  bool is_one_up() const { return sheet_.run.scheme == impose::Leaves::one_up; }

  void stocks() {
    document_.fill({{job::left, y_}, {job::width, job::row}}, Tone::pale);
    std::array<std::string, 4> heads{say({"Feuilles", "Sheets"}), say({"Levées", "Lifts"}),
                                     say({"Feuilles par levée", "Sheets in a lift"}),
                                     say({"Places VOID", "VOID places"})};
    if (is_one_up())
      heads = {
          say({"Feuillets", "Leaves"}), {}, say({"Feuillets par carnet", "Leaves a booklet"}), {}};
    table_row(say({"Papier et fichiers", "Paper and files"}), heads, {7.5_pt, Weight::bold});
    for (const SheetsOfStock& stock : sheet_.stocks) stock_row(stock);
    document_.line({job::left, y_}, {job::right, y_}, 300_um, Tone::black);
    y_ += 3_mm;
  }

  void stock_row(const SheetsOfStock& stock) {
    const impose::Plan& plan = plan_of(stock.stock).plan;
    table_row(fmt::format("{} · {}", stock.stock, typeset(plan_of(stock.stock).stock.title)),
              is_one_up()
                  ? std::array<std::string, 4>{number(stock.sheets), "", number(plan.leaves()), ""}
                  : lifts_of(stock, plan),
              job::strong);
    Column files(job::left + 4_mm, y_ - 500_um, job::width - 6_mm);
    files.set(document_, names_of(stock.files), job::small);
    if (!stock.finishing_file.empty())
      files.set(document_,
                typeset(fmt::format(
                    fmt::runtime(say({"{}\u00a0: tracés de façonnage, ne s’imprime pas",
                                      "{}: finishing lines, not to be printed"})),
                    stock.finishing_file)),
                job::small);
    y_ = files.y() + 1_mm;
    document_.line({job::left, y_}, {job::right, y_}, job::hairline, Tone::light);
  }

  std::array<std::string, 4> lifts_of(const SheetsOfStock& stock, const impose::Plan& plan) const {
    std::string in_lift = number(plan.sheets_in_lift(0));
    if (const auto last = plan.sheets_in_lift(plan.lifts() - 1); last != plan.sheets_in_lift(0))
      in_lift += fmt::format(" ({} {})", say({"dernière", "last"}), number(last));
    if (sheet_.part || sheet_.reprint) return {number(stock.sheets), "–", "–", number(stock.voids)};
    return {number(stock.sheets), number(plan.lifts()), in_lift, number(stock.voids)};
  }

  // All of few files; of many, the first and the last and how many they are.
  std::string names_of(const std::vector<std::string>& files) const {
    if (files.size() > 3)
      return fmt::format(fmt::runtime(say({"{} … {} ({} fichiers)", "{} … {} ({} files)"})),
                         files.front(), files.back(), number(files.size()));
    std::string names;
    for (const std::string& name : files) names += (names.empty() ? "" : ", ") + name;
    return names;
  }

  // In two columns, each fact with its name in bold.
  void facts() {
    const auto all = press_facts(sheet_.shop, sheet_.run, sheet_.document,
                                 {sheet_.spots, sheet_.finishing_inks}, sheet_.language);
    const std::size_t in_left = (all.size() + 1) / 2;
    Length ends[2] = {y_, y_};
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool on_left = i < in_left;
      const Length x = on_left ? job::left : job::left + job::half + job::gap;
      Length& y = ends[on_left ? 0 : 1];
      constexpr Length name = 27_mm;
      Column what(x, y, name - 1_mm), said(x + name, y, job::half - name);
      what.set(document_, all[i].what, job::label);
      said.set(document_, all[i].said, {8_pt});
      y = std::max(what.y(), said.y()) + 500_um;
    }
    y_ = std::max(ends[0], ends[1]) + 1.5_mm;
    document_.line({job::left, y_}, {job::right, y_}, job::hairline, Tone::grey);
    y_ += 3_mm;
  }

  // The stock that most booklets are made of has the sheets that one looks at.
  const impose::StockPlan& main_stock() const {
    return *std::ranges::max_element(sheet_.run.stocks, {}, [this](const impose::StockPlan& stock) {
      const bool there = !sheet_.reprint || !sheet_.reprint->sheets_of(stock).empty();
      return there ? stock.plan.leaves() : 0;
    });
  }

  void pictures(Length until) {
    const impose::StockPlan& stock = main_stock();
    const std::uint32_t first = sheet_.reprint ? sheet_.reprint->sheets_of(stock).front()
                                : sheet_.part
                                    ? std::min(sheet_.part->first, stock.plan.sheets()) - 1
                                    : 0;
    document_.text(
        {job::left, y_ + 1_mm},
        typeset(fmt::format(
            fmt::runtime(say({"Feuille {} de «\u00a0{}\u00a0»\u00a0: le numéro est celui du {}, la "
                              "barre noire marque la tête, le gris un verso",
                              "Sheet {} of “{}”: the number is that of the {}, the black bar marks "
                              "the head, grey a back"})),
            first + 1, stock.stock.name, say(product().one))),
        job::small);
    const Length top = y_ + 6_mm;
    const PictureOfSheet picture{sheet_.shop, sheet_.run,      stock,
                                 first,       sheet_.language, sheet_.reprint};
    for (const impose::Side side : {impose::Side::front, impose::Side::back}) {
      const bool front = side == impose::Side::front;
      const Length x = front ? job::left : job::left + job::half + job::gap;
      document_.text({x, top - 500_um},
                     front ? say({"Recto de la feuille", "Front of the sheet"})
                           : say({"Verso de la feuille", "Back of the sheet"}),
                     job::label);
      draw_sheet(document_, picture, side, {{x, top}, {job::half, until - top}});
    }
  }

  static constexpr Length piles_width = 62_mm;
  static constexpr Length steps_width = job::width - piles_width - 8_mm;

  std::vector<std::string> steps_of() const {
    return finishing_steps(sheet_.run, sheet_.document, {sheet_.part.has_value(), sheet_.reprint},
                           sheet_.language);
  }

  Length steps_height(Style style) const {
    Length height = 7_mm;
    for (const auto& step : steps_of()) {
      const auto lines = broken(document_, step, steps_width - 6_mm, style).size();
      height += leading(style) * static_cast<std::int64_t>(lines) + 700_um;
    }
    return std::max(height, 34_mm);
  }

  void steps(Length at, Style style) {
    document_.line({job::left, at - 1_mm}, {job::right, at - 1_mm}, job::hairline, Tone::grey);
    document_.text({job::left, at + 3_mm},
                   say({"Façonnage, dans cet ordre", "Finishing, in this order"}), job::strong);
    Length y = at + 5_mm;
    int rank = 0;
    for (const auto& step : steps_of()) {
      Column words(job::left + 6_mm, y, steps_width - 6_mm);
      words.set(document_, step, style);
      document_.text({job::left + 1_mm, y + style.size * 107 / 100}, fmt::format("{}.", ++rank),
                     {style.size, Weight::bold});
      y = words.y() + 700_um;
    }
    const measure::Rect box{{job::right - piles_width, at + 1.5_mm},
                   {piles_width, job::bottom - counts_height() - at - 5_mm}};
    if (is_one_up() || sheet_.part || sheet_.reprint || box.size.height < least_piles) return;
    draw_piles(document_, sheet_.run, main_stock(), product(), box, sheet_.language);
  }

  static constexpr Length least_piles = 25_mm;  // high: below, the picture tells nothing
  static constexpr Length count_row = 7_mm;
  Length counts_height() const {
    return count_row * static_cast<std::int64_t>(sheet_.stocks.size() + 4) + 3_mm;
  }

  // A row of the box to fill in, with its lines between columns.
  void count_row_at(Length y, const std::array<std::string, 5>& words, Style style) {
    constexpr std::array<Length, 5> starts = {14_mm, 66_mm, 92_mm, 118_mm, 150_mm};
    for (std::size_t i = 0; i < words.size(); ++i) {
      document_.text({starts[i] + 1.5_mm, y + 4.6_mm}, words[i], style);
      if (i > 0)
        document_.line({starts[i], y}, {starts[i], y + count_row}, job::hairline, Tone::grey);
    }
    document_.line({job::left, y + count_row}, {job::right, y + count_row}, job::hairline,
                   Tone::grey);
  }

  void counts(Length at) {
    Length y = at;
    document_.fill({{job::left, y}, {job::width, count_row}}, Tone::pale);
    count_row_at(y,
                 {say({"À remplir à l’atelier", "To be filled in at the shop"}),
                  say({is_one_up() ? "Bons" : "Bonnes", "Good"}),
                  say({is_one_up() ? "Gâchés" : "Gâchées", "Spoiled"}), say({"Date", "Date"}),
                  say({"Nom et signature", "Name and signature"})},
                 {7.5_pt, Weight::bold});
    y += count_row;
    for (const SheetsOfStock& stock : sheet_.stocks) {
      count_row_at(y,
                   {typeset(fmt::format(
                        fmt::runtime(say(
                            is_one_up() ? Sentence{"Feuillets «\u00a0{}\u00a0»", "Leaves “{}”"}
                                        : Sentence{"Feuilles «\u00a0{}\u00a0»", "Sheets “{}”"})),
                        stock.stock)),
                    "", "", "", ""},
                   job::body);
      y += count_row;
    }
    const Sentence first = is_one_up() ? Sentence{"Imposition et coupe", "Imposing and cutting"}
                                       : Sentence{"Coupe et empilage", "Cutting and stacking"};
    const Sentence finished{"Façonnage\u00a0: " + product().many.fr,
                            "Finishing: " + product().many.en};
    for (const Sentence& step :
         {first, finished, Sentence{"Contrôle et mise sous clé", "Check, and locked away"}}) {
      count_row_at(y, {typeset(say(step)), "", "", "", ""}, job::body);
      y += count_row;
    }
    document_.frame({{job::left, at}, {job::width, y - at}}, 300_um, Tone::black);
  }

  void foot() {
    document_.text({job::left, 289_mm},
                   fmt::format("{} {} v{} · {}", say({"Fiche de fabrication", "Job sheet"}),
                               sheet_.order_id, sheet_.version, sheet_.approved),
                   {6_pt, Weight::regular, Tone::grey});
    // Black, and larger: it may have to be typed.
    document_.text({job::left, 292.5_mm},
                   typeset(fmt::format(fmt::runtime(say({"À garder, état du registre\u00a0: {}",
                                                         "Keep this, state of the ledger: {}"})),
                                       sheet_.ledger)),
                   {7_pt});
  }
};

}  // namespace

std::string job_sheet(const JobSheet& sheet, const Fonts& fonts) {
  const Sentence title{"Fiche de fabrication", "Job sheet"};
  Document document(fonts, {fmt::format("{} {}", title.in(sheet.language), sheet.order_id),
                            sheet.shop.title, sheet.released});
  JobPage(document, sheet).draw();
  return document.finish();
}

}  // namespace imprimatur::paperwork
