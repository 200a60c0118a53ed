#include "paperwork/decision.h"

#include "calendar/clock.h"
#include "paperwork/column.h"
#include "paperwork/form.h"
#include "wording/wording.h"

#include <fmt/format.h>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using finding::Sentence;
using measure::Length;

constexpr std::size_t most_lines = 5;

class DecisionForm : public Form {
 public:
  DecisionForm(Document& document, const Decision& decision)
      : Form(document, decision.issuer, decision.language), decision_(decision) {}

  void draw() {
    issuer_and_title(title, decision_.order_id, calendar::paris_date(decision_.made));
    order_and_outcome();
    for (const Decision::Fact& fact : decision_.facts) row_of(fact, body);
    table_end();
    for (const Decision::Fact& fact : decision_.fingerprints) row_of(fact, quiet);
    table_end();
    for (const std::string& remark : decision_.remarks) {
      paragraph(typeset(remark), quiet);
      y_ += 1_mm;
    }
    feet(fmt::format("{}, {} {}, {} {}", say(title), say({"commande", "order"}), decision_.order_id,
                     say({"version", "version"}), decision_.version));
  }

 private:
  const Decision& decision_;
  const Sentence title{"Procès-verbal de décision", "Record of decision"};
  static constexpr Length values = left + Length::from_millimetres(48);

  void order_and_outcome() {
    const Length order = order_block(
        {decision_.order_id, decision_.title, decision_.client, decision_.client_address});
    Column outcome(second, y_, half);
    outcome.set(document_,
                fmt::format("{} {}", say({"BAT, VERSION", "BAT, VERSION"}), decision_.version),
                label);
    outcome.skip(800_um);
    outcome.set(document_, typeset(decision_.headline), {15_pt, Weight::bold});
    y_ = std::max(order, outcome.y()) + 6_mm;
    document_.line({left, y_}, {right, y_}, hairline, Tone::light);
  }

  void row_of(const Decision::Fact& fact, Style style) {
    std::vector<std::string> lines =
        broken(document_, typeset(fact.value), right - values - 2_mm, style);
    if (lines.size() > most_lines) {
      lines.resize(most_lines);
      lines.back() += " …";
    }
    if (lines.empty()) lines.emplace_back("–");
    const Length air = 1500_um;
    make_room(leading(style) * static_cast<std::int64_t>(lines.size()) + 2 * air);
    y_ += air;
    Column names(left + 2_mm, y_, values - left - 4_mm);
    names.set(document_, fact.what, {style.size, Weight::bold, style.tone});
    Column said(values, y_, right - values - 2_mm);
    for (const std::string& line : lines) said.set(document_, line, style);
    y_ = std::max(names.y(), said.y()) + air;
    document_.line({left, y_}, {right, y_}, hairline, Tone::light);
  }
};

}  // namespace

std::string decision(const Decision& decision, const Fonts& fonts) {
  Document document(fonts, {fmt::format("{} {}", decision.order_id, decision.headline),
                            decision.issuer.name, decision.made});
  DecisionForm(document, decision).draw();
  return document.finish();
}

}  // namespace imprimatur::paperwork
