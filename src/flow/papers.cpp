#include "flow/papers.h"

#include "paperwork/job_sheet.h"
#include "press/ticket.h"

namespace imprimatur::flow {
namespace {

paperwork::JobSheet job_sheet_of(const Prepared& prepared, const press::Job& job,
                                 const press::Manifest& manifest) {
  const order::Order& order = prepared.frozen.order;
  paperwork::JobSheet sheet{.shop = job.shop,
                            .document = job.document,
                            .run = job.run,
                            .language = order.language,
                            .order_id = job.order,
                            .title = job.title,
                            .client = order.client.name,
                            .version = job.version,
                            .approved = job.approved.hex(),
                            .released = job.released,
                            .stocks = {},
                            .spots = manifest.spots,
                            .finishing_inks = manifest.finishing_inks,
                            .part = manifest.sheets};
  for (const press::StockCount& stock : manifest.stocks) {
    paperwork::SheetsOfStock& made = sheet.stocks.emplace_back();
    made.stock = stock.stock;
    made.sheets = stock.sheets;
    for (const press::SheetFile& file : manifest.sheet_files) {
      if (file.stock == stock.stock) made.files.push_back(file.name);
    }
  }
  return sheet;
}

}  // namespace

paperwork::Fonts paper_fonts(const Desk& desk) {
  const world::Path fonts = desk.house.fonts();
  return {fonts / "OpenSans-Regular.ttf", fonts / "OpenSans-Bold.ttf"};
}

void write_job_papers(const Desk& desk, const Prepared& prepared, const press::Job& job,
                      const world::Path& folder, press::Manifest& manifest) {
  world::write_file(folder / "job.xjdf", press::job_ticket(job, manifest));
  world::write_file(folder / "job-sheet.pdf",
                    paperwork::job_sheet(job_sheet_of(prepared, job, manifest), paper_fonts(desk)));
  press::add_file(manifest, folder, "job.xjdf");
  press::add_file(manifest, folder, "job-sheet.pdf");
}

}  // namespace imprimatur::flow
