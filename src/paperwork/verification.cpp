#include "paperwork/verification.h"

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

constexpr Length findings_end = 262_mm;
const Sentence report_title{"Procès-verbal de relecture", "Verification report"};

class VerificationForm : public Form {
 public:
  VerificationForm(Document& document, const Verification& report)
      : Form(document, report.issuer, report.language), report_(report) {}

  void draw() {
    issuer_and_title(report_title, report_.order_id, calendar::paris_date(report_.made));
    order_and_result();
    counts();
    digests();
    findings();
    feet(fmt::format("{}, {} {} – {}", say(report_title), say({"commande", "order"}),
                     report_.order_id, report_.software));
  }

 private:
  const Verification& report_;

  void order_and_result() {
    const Length order =
        order_block({report_.order_id, report_.title, report_.client, report_.client_address});
    Column result(second, y_, half);
    result.set(document_, say({"RÉSULTAT", "RESULT"}), label);
    result.skip(800_um);
    result.set(document_, say(verdict()), {13_pt, Weight::bold});
    result.skip(800_um);
    result.set(document_, say(consequence()), body);
    y_ = std::max(order, result.y()) + 7_mm;
  }

  Sentence verdict() const {
    if (!report_.passed) return {"Non conforme", "Not as it must be"};
    if (!report_.whole) return {"Conforme sur échantillon", "A sample is as it must be"};
    return {"Conforme", "As it must be"};
  }

  Sentence consequence() const {
    if (!report_.passed)
      return {"Ces feuilles ne doivent pas être imprimées.", "These sheets must not be printed."};
    if (!report_.whole)
      return {
          "Toutes les feuilles n’ont pas été relues\u00a0: cela ne suffit pas pour attester "
          "l’impression.",
          "Not all sheets were read: this is not enough to attest their printing."};
    return {"Toutes les feuilles ont été relues. Elles peuvent être imprimées.",
            "All sheets were read. They may be printed."};
  }

  void counts() {
    static const std::vector<Length> edge{188_mm};
    table_head(say({"Ce qui a été relu", "What was read"}), {""}, edge);
    for (const Count& count : report_.counts) table_row(count.what, {count.figure}, edge, body);
    table_end();
  }

  void digests() {
    Column column(left, y_, right - left);
    column.set(document_, say({"CE QUI A ÉTÉ COMPARÉ", "WHAT WAS COMPARED"}), label);
    column.skip(800_um);
    const auto told = [&](const Sentence& what, const std::string& value) {
      column.set(document_, say(what) + say({"\u00a0: ", ": "}) + value, body);
    };
    told({"Dossier de presse", "Press folder"}, report_.folder);
    told({"Son manifeste (SHA-256)", "Its manifest (SHA-256)"}, report_.manifest);
    told({"Contenu approuvé (SHA-256)", "Approved content (SHA-256)"}, report_.approved);
    y_ = column.y() + 5_mm;
  }

  void findings() {
    Column column(left, y_, right - left);
    column.set(document_, say({"CONSTATATIONS", "FINDINGS"}), label);
    column.skip(800_um);
    if (report_.findings.empty()) column.set(document_, say({"Aucune.", "None."}), body);
    std::size_t told = 0;
    for (const finding::Finding& one : report_.findings) {
      const std::string text = sentence_of(one);
      const auto lines =
          static_cast<std::int64_t>(broken(document_, text, right - left, body).size());
      if (column.y() + leading(body) * lines > findings_end) break;
      column.set(document_, text, body);
      column.skip(500_um);
      ++told;
    }
    if (const std::size_t more = report_.findings.size() - told; more > 0)
      column.set(document_, say(and_more(more)), strong);
  }

  std::string sentence_of(const finding::Finding& one) const {
    std::string file = one.place.file;
    if (one.place.line > 0)
      file += fmt::format("\u00a0({} {})", say({"ligne", "line"}), one.place.line);
    if (!file.empty()) file += say({"\u00a0: ", ": "});
    return fmt::format("{}{} [{}]", file, one.sentence.in(language()), one.rule);
  }

  Sentence and_more(std::size_t more) const {
    static const wording::Noun finding{{"autre constatation", "more finding"},
                                       {"autres constatations", "more findings"}};
    const auto count = static_cast<std::int64_t>(more);
    return {"Et " + wording::counted(count, finding, finding::Language::french) +
                "\u00a0: relancez «\u00a0imprimatur verify\u00a0» pour les lire.",
            "And " + wording::counted(count, finding, finding::Language::english) +
                ": run \"imprimatur verify\" again to read them."};
  }
};

}  // namespace

std::string verification(const Verification& report, const Fonts& fonts) {
  Document document(fonts, {fmt::format("{} {}", report_title.in(report.language), report.order_id),
                            report.issuer.name, report.made});
  VerificationForm(document, report).draw();
  return document.finish();
}

}  // namespace imprimatur::paperwork
