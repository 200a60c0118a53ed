#include "flow/press_job.h"

namespace imprimatur::flow {

press::Job job_of(const Prepared& prepared, const ledger::Batch& batch) {
  const ledger::Released& released = *batch.release;
  return {prepared.frozen.document,
          prepared.frozen.resources,
          prepared.shop,
          prepared.run,
          prepared.coder,
          serial_of(released.first_serial),
          batch.order,
          released.version,
          prepared.frozen.content,
          batch.counting().title,
          batch.released,
          "imprimatur " IMPRIMATUR_VERSION,
          std::nullopt,
          prepared.frozen.order.language};
}

press::Manifest write_sheets(const Desk& desk, const press::Job& job, const world::Path& folder) {
  return press::write(job, desk.world, folder, [&](std::uint64_t done, std::uint64_t of) {
    desk.watch({{"Feuilles de presse", "Press sheets"}, done, of});
  });
}

}  // namespace imprimatur::flow
