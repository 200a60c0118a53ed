// The frozen versions of an order's BAT: orders/ID/vNNNN/ holds
//
//   content.txt   what the client is shown, canonically; its SHA-256 is what the client approves
//   pages.txt     the canonical pages; content.txt names their digest
//   bat.pdf       the proof
//   resources/    fonts and prepared artwork, each under its SHA-256
//   order/        the order folder's own files as they were given
//   issuer.toml   who issued the passes then
//
// A version is written once, whole, and never changed.
#pragma once

#include "crypto/digest.h"
#include "flow/workspace.h"
#include "order/issuer.h"
#include "order/order.h"
#include "page/page.h"

#include <string>

namespace imprimatur::flow {

// "v0001".
std::string folder_of_version(std::uint32_t version);

// Everything a BAT shows, as text with one meaning: docs/formats/workspace.md. Dates of rendering and
// answering are left out, since they change without a change.
std::string content_of(const order::Order& order, const crypto::Digest& pages);

// An order, the folder it was read from, and the issuer's file.
struct Given {
  const order::Order& order;
  const world::Path& folder;
  const world::Path& issuer;
};

struct Frozen {
  page::Document document;
  page::Resources resources;
  crypto::Digest content;
  order::Order order;
  order::Issuer issuer;
};

// Writes everything of a version but its ledger event. Replaces what a killed run left there.
void freeze(const Workspace& workspace, std::uint32_t version, const Given& given,
            const std::string& content, const page::Document& document,
            const page::Resources& resources, const std::string& bat);

// Reads a version back and proves it against what the ledger holds: the pages, resources and facts of the
// order must be those that were frozen, or it is a finding::Failure that names the file.
Frozen thaw(const Workspace& workspace, const std::string& order, const ledger::Version& version);

}  // namespace imprimatur::flow
