// What tells one file of sheets from every other. For the sources of this room.
#pragma once

#include "press/press.h"

namespace imprimatur::press {

// A digest of everything that a sheet file is made of: the job, its sheets, the shop, the layout.
// Codes come in by their epoch and serials alone.
crypto::Digest identity_of(const Job& job, const SheetFile& file);

}  // namespace imprimatur::press
