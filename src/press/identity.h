// What tells one file of sheets from every other. For the sources of this room.
#pragma once

#include "press/press.h"

namespace imprimatur::press {

// A digest of everything that the files of a run have in common: the job, the shop, the layout.
// Codes come in by their epoch and serials alone.
crypto::Digest identity_of(const Job& job);

// A digest of everything that a sheet file of the run `run` is made of.
crypto::Digest identity_of(const crypto::Digest& run, const SheetFile& file);

}  // namespace imprimatur::press
