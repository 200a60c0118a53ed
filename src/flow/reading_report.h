// The one-page report of a verification. For the sources of this room.
#pragma once

#include "flow/desk.h"
#include "flow/versions.h"
#include "flow/workspace.h"
#include "ledger/batch.h"
#include "verify/verify.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// What was read, and of what.
struct WasRead {
  const Frozen& frozen;
  const ledger::Batch& batch;
  const verify::Report& report;
  world::Path folder;
  crypto::Digest manifest;
  bool one_up = false, whole = true;
};

// Its PDF, in the order's language. Throws finding::Failure where a font can't be read.
std::string report_of(const Desk& desk, const WasRead& read);

// Keeps it as orders/ID/verified/SHA256.pdf and gives that digest.
crypto::Digest keep_report(const Workspace& workspace, const std::string& order,
                           const std::string& pdf);

}  // namespace imprimatur::flow
