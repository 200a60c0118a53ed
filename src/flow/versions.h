// The frozen versions of an order's BAT: orders/ID/vNNNN/ holds
//
//   content.txt   what the client is shown, canonically; its SHA-256 is what the client approves
//   pages.txt     the canonical pages; content.txt names their digest
//   bat.pdf       the proof
//   resources/    fonts and prepared artwork, each under its SHA-256
//   order/        the order folder's own files as they were given
//
// A version is written once, whole, and never changed.
#pragma once

#include "crypto/digest.h"
#include "flow/workspace.h"
#include "order/order.h"
#include "page/page.h"

#include <string>

namespace imprimatur::flow {

// "v0001".
std::string folder_of_version(std::uint32_t version);

// Everything a BAT shows, as text with one meaning: docs/formats/workspace.md. Dates of rendering and
// answering are left out, since they change without a change.
std::string content_of(const order::Order& order, const crypto::Digest& pages);

// An order and the folder it was read from.
struct Given {
  const order::Order& order;
  const world::Path& folder;
};

struct Frozen {
  page::Document document;
  page::Resources resources;
  crypto::Digest content;
};

// Writes everything of a version but its ledger event. Replaces what a killed run left there.
void freeze(const Workspace& workspace, std::uint32_t version, const Given& given,
            const std::string& content, const page::Document& document,
            const page::Resources& resources, const std::string& bat);

// Reads a version back and proves it against `content`, the digest that the ledger holds: every file
// must be what was frozen, or it is a finding::Failure that names it.
Frozen thaw(const Workspace& workspace, const std::string& order, std::uint32_t version,
            const crypto::Digest& content);

// The shop that the frozen order asks for.
std::string shop_named_in(const Workspace& workspace, const std::string& order,
                          std::uint32_t version);

}  // namespace imprimatur::flow
