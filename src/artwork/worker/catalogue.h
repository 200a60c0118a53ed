// What an imposed file says of itself as a whole, from what its documents say.
#pragma once

#include "artwork/worker/document.h"

#include <memory>

namespace imprimatur::artwork {

using Documents = std::vector<std::unique_ptr<Document>>;

// The output intent where there is one (documents made for different conditions are refused), the
// layers with what is shown of them, and a description; the claim to be PDF/X-4 where all documents
// make it. Throws DocumentRefused.
void describe(QPDF& imposed, const Documents& documents, const Imposition& imposition);

// Refused for what is between documents: `document` is the one that differs from those before.
struct DocumentRefused {
  DocumentRemark remark;
};

// The condition that all documents with an intent share. Throws DocumentRefused where two differ.
void expect_one_condition(const Documents& documents);

}  // namespace imprimatur::artwork
