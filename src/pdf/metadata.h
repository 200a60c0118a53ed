// What the file says about itself: Info, XMP and output intent. For this room's own sources.
#pragma once

#include "pdf/objects.h"

namespace imprimatur::pdf {

// The UUID in the document's identity (RFC 4122 layout, version 8: made from a digest).
std::string identity_uuid(const crypto::Digest& identity);

// The two strings of the trailer's /ID, as array elements; the first is the UUID's bytes.
std::string trailer_id(const crypto::Digest& identity);

std::uint32_t write_info(Objects& objects, const DocumentFacts& facts);
std::uint32_t write_metadata(Objects& objects, const DocumentFacts& facts);

// One GTS_PDFX intent with its profile.
struct OutputIntent {
  std::uint32_t intent = 0, profile = 0;
};
OutputIntent write_output_intent(Objects& objects, const ReadyCondition& ready);

}  // namespace imprimatur::pdf
