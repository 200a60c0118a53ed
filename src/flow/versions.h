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

// Everything a BAT shows and is made for, as text with one meaning: docs/formats/workspace.md. Dates of
// rendering and answering are left out, since they change without a change. `profile` is the digest of
// the output condition's ICC file: other colours would be another product.
std::string content_of(const order::Order& order, const order::Issuer& issuer,
                       const crypto::Digest& profile, const crypto::Digest& pages);

// An order, the folder it was read from, and the issuer's file.
struct Given {
  const order::Order& order;
  const world::Path& folder;
  const world::Path& issuer;
};

struct Frozen {
  page::Document document;
  page::Resources resources;
  std::string facts;  // content.txt
  crypto::Digest content;
  crypto::Digest profile;  // of the ICC file that the colours were made for
  order::Order order;
  order::Issuer issuer;
};

// Writes everything of a version but its ledger event. What a killed run left there, or another ledger
// knew, is set aside as vNNNN.stale-N.
void freeze(const Workspace& workspace, std::uint32_t version, const Given& given,
            const std::string& content, const page::Document& document,
            const page::Resources& resources, const std::string& bat);

// The bytes of a version's proof, as they went out: those whose digest the ledger has, or it is a
// finding::Failure that names the file.
std::string frozen_bat(const Workspace& workspace, const std::string& order,
                       const ledger::Version& version);

// Reads a version back and proves it against what the ledger holds: the pages, resources and facts of the
// order must be those that were frozen, or it is a finding::Failure that names the file.
Frozen thaw(const Workspace& workspace, const std::string& order, const ledger::Version& version);

}  // namespace imprimatur::flow
