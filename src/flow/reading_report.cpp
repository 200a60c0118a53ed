#include "flow/reading_report.h"

#include "flow/papers.h"
#include "flow/say.h"
#include "paperwork/verification.h"
#include "wording/wording.h"

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;

std::vector<paperwork::Count> rows_of(const WasRead& read) {
  const Language language = read.frozen.order.language;
  const verify::Report& report = read.report;
  std::vector<paperwork::Count> counts;
  const auto add = [&](const Sentence& what, std::uint64_t figure) {
    counts.push_back(
        {what.in(language), wording::number(static_cast<std::int64_t>(figure), language)});
  };
  add({"Fichiers PDF ouverts", "PDF files opened"}, report.files);
  add(read.one_up ? Sentence{"Feuillets relus, recto et verso", "Leaves read, both sides"}
                  : Sentence{"Feuilles relues, recto et verso", "Sheets read, both sides"},
      report.sheets);
  add({"Symboles décodés", "Symbols decoded"}, report.symbols);
  add({"Codes conformes (symbole, code imprimé et numéro de série)",
       "Codes as expected (symbol, printed code and serial)"},
      report.codes);
  add({"Faces dont l’illustration a été comparée aux pages approuvées",
       "Sides whose artwork was compared with the approved pages"},
      report.artworks);
  if (!read.one_up) add({"Places VOID conformes", "VOID places as they must be"}, report.voids);
  const measure::Money worth =
      read.batch.counting().face_value * static_cast<std::int64_t>(report.codes);
  counts.push_back(
      {Sentence{"Valeur faciale de ces codes", "Face value of these codes"}.in(language),
       wording::money(worth, language)});
  counts.push_back(
      {Sentence{"Valeur faciale de la commande", "Face value of the order"}.in(language),
       wording::money(read.batch.due(), language)});
  return counts;
}

}  // namespace

std::string report_of(const Desk& desk, const WasRead& read) {
  const order::Order& order = read.frozen.order;
  paperwork::Verification made;
  made.language = order.language;
  made.issuer = read.frozen.issuer;
  made.order_id = order.id;
  made.title = order.title;
  made.client = order.client.name;
  made.client_address = order.client.address;
  made.made = desk.world.now();
  made.passed = read.report.passed();
  made.whole = read.whole;
  made.folder = named(read.folder.filename());
  made.software = "imprimatur " IMPRIMATUR_VERSION;
  made.manifest = read.manifest.hex();
  made.approved = read.frozen.content.hex();
  made.counts = rows_of(read);
  made.findings = read.report.findings;
  return paperwork::verification(made, paper_fonts(desk));
}

crypto::Digest keep_report(const Workspace& workspace, const std::string& order,
                           const std::string& pdf) {
  const crypto::Digest digest = crypto::sha256(pdf);
  const world::Path folder = workspace.order(order) / "verified";
  world::make_folder(folder);
  world::write_file(folder / (digest.hex() + ".pdf"), pdf);
  return digest;
}

}  // namespace imprimatur::flow
