#include "bat/facts.h"

#include "bat/remarks.h"
#include "bat/rows.h"
#include "wording/wording.h"

#include <fmt/format.h>


namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

// Writes one proof's facts; `say` picks the order's language.
class Facts {
 public:
  Facts(Paper& paper, const Proof& proof)
      : paper_(paper), proof_(proof), language_(proof.shown.order.language) {}

  void write() {
    masthead();
    what_is_made();
    deliveries();
    texts();
    remarks();
    answer();
  }

 private:
  std::string say(const Sentence& sentence) const { return sentence.in(language_); }
  std::string set(const std::string& text) const { return wording::typeset(text, language_); }
  std::string date(Date day) const { return wording::date(day, language_); }
  std::string money(measure::Money amount) const { return wording::money(amount, language_); }

  void masthead() {
    const Length width = paper_.width();
    paper_.write(Voice::title, say({"Bon à tirer", "Proof for approval"}), {margin, paper_.y()}, width);
    paper_.write(
        Voice::lead,
        say({fmt::format("Version {}", proof_.version), fmt::format("Version {}", proof_.version)}),
        {margin, paper_.y()}, width, page::Align::right);
    paper_.write(Voice::label, date(proof_.rendered), {margin, paper_.y() + 6_mm}, width,
                 page::Align::right);
    paper_.skip(13_mm);
    paper_.rule({margin, paper_.y()}, width, palette::accent, 700_um);
    paper_.skip(5_mm);
    const Length title =
        paper_.write(Voice::lead, set(proof_.shown.order.title), {margin, paper_.y()}, width);
    paper_.skip(title + 3_mm);
    const Length lead =
        paper_.write(Voice::body,
                     say({"Relisez chaque page de ce document\u00a0: ce qui y figure sera imprimé "
                          "tel quel. Votre accord porte sur "
                          "cette version et sur elle seule\u202f; toute correction donne lieu à "
                          "une nouvelle version.",
                          "Please read every page of this document: what it shows is printed as it "
                          "stands. Your approval is of "
                          "this version and of no other; any correction makes a new version."}),
                     {margin, paper_.y()}, width);
    paper_.skip(lead + 6_mm);
  }

  void fact(const Sentence& label, const std::string& value, Voice voice = Voice::body) {
    write({say(label), value, voice});
  }

  void write(const Row& row) {
    paper_.need(8_mm);
    paper_.write(Voice::label, row.label, {margin, paper_.y()}, label_column - 3_mm);
    paper_.flow(row.voice, row.value, margin + label_column, paper_.width() - label_column);
    paper_.skip(2.4_mm);
  }

  void heading(const Sentence& words) { paper_.heading(say(words)); }

  void what_is_made() {
    for (const Row& row : rows_of(proof_.shown, language_)) write(row);
    fact({"Réponse attendue", "Answer expected"},
         say({fmt::format("au plus tard le {}", date(proof_.answer_by)),
              fmt::format("by {}", date(proof_.answer_by))}),
         Voice::strong);
    if (proof_.version > 1)
      fact({"Changements", "Changes"},
           say({fmt::format("voir plus loin «\u00a0Ce qui a changé depuis la version {}\u00a0»",
                            proof_.version - 1),
                fmt::format("see “What changed since version {}” below", proof_.version - 1)}));
    fact({"Empreinte du contenu", "Digest of the content"}, proof_.content.hex(), Voice::code);
    if (proof_.has_coarser_pictures)
      explain(
          {"Pour alléger ce document, les images y sont moins détaillées que celles qui seront "
           "imprimées. L’empreinte est celle des images d’origine.",
           "To keep this document small, its pictures have less detail than those that will be "
           "printed. The digest is that of the original ones."});
    fact({"Code de validation", "Validation code"}, proof_.validation, Voice::code);
    explain(
        {"Rappelez-le dans votre réponse\u00a0: il prouve que vous avez ouvert ce document-ci et "
         "non un autre.",
         "Give it with your answer: it shows that this document, and no other, was opened."});
  }

  // Of the fact above.
  void explain(const Sentence& words) {
    paper_.flow(Voice::small, say(words), margin + label_column, paper_.width() - label_column);
    paper_.skip(2.4_mm);
  }

  void deliveries() {
    if (proof_.shown.order.deliveries.empty()) return;
    heading({"Livraison", "Delivery"});
    const std::int64_t per_carnet = proof_.shown.document.passes_per_booklet();
    paper_.begin({.tag = pdf::Tag::table});
    for (const order::DeliveryPoint& point : proof_.shown.order.deliveries)
      delivery(point, per_carnet);
    paper_.end();
  }

  void delivery(const order::DeliveryPoint& point, std::int64_t per_carnet) {
    const Length column = 104_mm, rest = paper_.width() - column;
    const typeset::Block name = paper_.set(Voice::strong, set(point.name), column - 4_mm);
    const typeset::Block address =
        paper_.set(Voice::small, set(fmt::format("{}", fmt::join(point.address, ", "))), column - 4_mm);
    const Length height = name.height + 1.8_mm + address.height + 3.4_mm;
    paper_.need(height);
    const std::int64_t passes = std::int64_t{point.carnets} * per_carnet;
    paper_.begin({.tag = pdf::Tag::row});
    paper_.begin({.tag = pdf::Tag::header});
    paper_.draw(name, Voice::strong, {margin, paper_.y()});
    paper_.draw(address, Voice::small, {margin, paper_.y() + name.height + 1.8_mm});
    paper_.end();
    paper_.begin({.tag = pdf::Tag::cell});
    paper_.write(Voice::body, quantity_of(point, proof_.shown.document, language_),
                 {margin + column, paper_.y()}, rest / 2, page::Align::right);
    paper_.end();
    paper_.begin({.tag = pdf::Tag::cell});
    paper_.write(Voice::body, money(proof_.shown.order.batch.face_value * passes),
                 {margin + column + rest / 2, paper_.y()}, rest - rest / 2, page::Align::right);
    paper_.end();
    paper_.end();
    paper_.skip(height);
  }

  void texts() {
    if (proof_.shown.order.texts.empty()) return;
    heading({"Textes à relire", "Texts to proofread"});
    for (const auto& [zone, text] : proof_.shown.order.texts)
      write({name_of(proof_.shown, zone), set(text.words)});
  }

  void remarks() {
    const std::vector<std::string> remarks = remarks_of(proof_);
    if (remarks.empty()) return;
    heading({"À vérifier", "To be checked"});
    paper_.begin({.tag = pdf::Tag::list});
    for (const std::string& remark : remarks) {
      paper_.flow(Voice::body, remark, margin, paper_.width());
      paper_.skip(2_mm);
    }
    paper_.end();
  }

  void answer() {
    constexpr Length height = 46_mm, inset = 5_mm;
    paper_.skip(5_mm);
    paper_.need(height);
    const Rect frame{{margin, paper_.y()}, {paper_.width(), height}};
    paper_.box(frame, palette::wash, palette::accent);
    const Length left = frame.left() + inset, column = 78_mm;
    Length y = frame.top() + inset;
    y += paper_.write(Voice::heading, say({"Votre décision", "Your decision"}), {left, y}, column) + 2.4_mm;
    paper_.write(Voice::small,
                 say({"Écrivez «\u00a0Bon à tirer\u00a0», datez et signez, ou indiquez vos "
                      "corrections. Le signataire est responsable "
                      "du contenu imprimé\u202f; l’imprimeur, de la conformité du tirage à ce "
                      "document. Sans réponse de votre part, rien ne sera imprimé.",
                      "Write “Bon à tirer”, date and sign, or give your corrections. Whoever signs "
                      "answers for what "
                      "is printed; the printer answers for the run being like this document. "
                      "Without your answer "
                      "nothing is printed."}),
                 {left, y}, column);
    answer_lines(frame.left() + inset + column + 8_mm, frame);
    paper_.move_to(frame.bottom() + 4_mm);
  }

  void answer_lines(Length x, const Rect& frame) {
    const Sentence lines[] = {{"Mention manuscrite", "Handwritten words"},
                              {"Nom et qualité", "Name and capacity"},
                              {"Date et signature", "Date and signature"}};
    Length y = frame.top() + 5_mm;
    for (const Sentence& line : lines) {
      paper_.write(Voice::small, say(line), {x, y}, 30_mm);
      paper_.rule({x + 31_mm, y + 3_mm}, frame.right() - 5_mm - x - 31_mm, palette::quiet, 150_um);
      y += 12_mm;
    }
  }

  Paper& paper_;
  const Proof& proof_;
  Language language_;
};

}  // namespace

void write_facts(Paper& paper, const Proof& proof) { Facts(paper, proof).write(); }

void write_feet(Paper& paper, const Proof& proof, std::size_t first, std::size_t total) {
  const Language language = proof.shown.order.language;
  const Sentence page_word{"page", "page"};
  for (std::size_t i = 0; i < paper.pages(); ++i) {
    paper.turn_to(i);
    paper.begin_artifact(pdf::Artifact::footer);
    const Length y = paper.size().height - 11_mm;
    const std::string left =
        fmt::format("{} · {} · version {} · {}…", proof.shown.issuer.name, proof.shown.order.id,
                    proof.version, proof.content.hex().substr(0, 12));
    paper.write(Voice::fine, left, {margin, y}, paper.width());
    paper.write(Voice::fine, fmt::format("{} {} / {}", page_word.in(language), first + i, total),
                {margin, y}, paper.width(), page::Align::right);
    paper.end_artifact();
  }
}

}  // namespace imprimatur::bat
