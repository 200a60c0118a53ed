#include "flow/papers.h"

#include "finding/failure.h"
#include "flow/release.h"
#include "paperwork/job_sheet.h"
#include "paperwork/slips.h"
#include "press/ticket.h"

namespace imprimatur::flow {
namespace {

paperwork::JobSheet job_sheet_of(const order::Order& order, const press::Job& job,
                                 const tlog::TreeHead& ledger, const press::Manifest& manifest) {
  paperwork::JobSheet sheet{.shop = job.shop,
                            .document = job.document,
                            .run = job.run,
                            .language = order.language,
                            .order_id = job.order,
                            .title = job.title,
                            .client = order.client.name,
                            .version = job.version,
                            .approved = job.approved.hex(),
                            .ledger = ledger.text(),
                            .released = job.released,
                            .stocks = {},
                            .spots = manifest.spots,
                            .finishing_inks = manifest.finishing_inks,
                            .part = manifest.sheets,
                            .reprint = job.reprint};
  for (const press::StockCount& stock : manifest.stocks) {
    if (job.reprint && stock.sheets == 0) continue;  // untouched
    paperwork::SheetsOfStock& made = sheet.stocks.emplace_back();
    made.stock = stock.stock;
    made.sheets = stock.sheets;
    made.voids = stock.voids;
    made.finishing_file = stock.finishing_file;
    for (const press::SheetFile& file : manifest.sheet_files) {
      if (file.stock == stock.stock) made.files.push_back(file.name);
    }
  }
  return sheet;
}

paperwork::Delivery delivery_of(const Frozen& frozen, const press::Job& job) {
  const order::Order& order = frozen.order;
  const std::uint32_t per_carnet = job.document.passes_per_booklet();
  return {.language = order.language,
          .issuer = frozen.issuer,
          .order_id = order.id,
          .title = order.title,
          .client = order.client.name,
          .client_address = order.client.address,
          .face_value = order.batch.face_value,
          .passes_per_carnet = per_carnet,
          .released = job.released,
          .shares = shares_of(order, per_carnet, job.first)};
}

}  // namespace

paperwork::Fonts paper_fonts(const Desk& desk) {
  const world::Path fonts = desk.house.fonts();
  return {fonts / "OpenSans-Regular.ttf", fonts / "OpenSans-Bold.ttf"};
}

std::vector<paperwork::Share> shares_of(const order::Order& order, std::uint32_t passes_per_carnet,
                                        codes::Serial first) {
  auto shares = paperwork::assign(order.deliveries, order.batch.carnets, passes_per_carnet, first);
  if (shares) return std::move(*shares);
  throw finding::Failure({"Les points de livraison ne correspondent pas à la quantité libérée.",
                          "The delivery points don't add up to what was released."},
                         {"«\u00a0imprimatur ledger verify\u00a0» dit si le registre a été abîmé.",
                          "\"imprimatur ledger verify\" tells whether the ledger was damaged."});
}

std::vector<paperwork::Share> shares_of(const order::Order& order, const ledger::Batch& batch) {
  return shares_of(order, batch.counting().passes_per_carnet,
                   serial_of(batch.release->first_serial));
}

void write_papers(const Desk& desk, const Frozen& frozen, const press::Job& job,
                  const tlog::TreeHead& ledger, const world::Path& folder,
                  press::Manifest& manifest) {
  const paperwork::Fonts fonts = paper_fonts(desk);
  std::vector<std::pair<std::string, std::string>> papers = {
      {"job.xjdf", press::job_ticket(job, manifest)},
      {"job-sheet.pdf",
       paperwork::job_sheet(job_sheet_of(frozen.order, job, ledger, manifest), fonts)}};
  if (!job.reprint)
    papers.emplace_back("bordereaux.pdf",
                        paperwork::delivery_slips(delivery_of(frozen, job), fonts));
  for (const auto& [name, bytes] : papers) {
    world::write_file(folder / name, bytes);
    press::add_file(manifest, folder, name);
  }
}

}  // namespace imprimatur::flow
