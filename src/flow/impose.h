// Imposing a finished PDF, whoever made it: no order, no ledger, no code.
#pragma once

#include "flow/workspace.h"
#include "impose/finished.h"
#include "measure/measure.h"

#include <string_view>
#include <utility>

namespace imprimatur::flow {

using Scheme = impose::Scheme;
inline constexpr std::pair<std::string_view, Scheme> schemes[] = {
    {"cut-and-stack", Scheme::cut_and_stack}, {"step-and-repeat", Scheme::step_and_repeat},
    {"saddle-stitch", Scheme::saddle_stitch}, {"perfect-bound", Scheme::perfect_bound},
    {"one-up", Scheme::one_up},               {"gang", Scheme::gang}};

// `count` is for a gang: how many of each leaf of this file are wanted.
struct ImposedFile {
  world::Path file;
  std::uint32_t count = 1;
};

// `shop` is a name (shops/NAME.toml of the workspace, or of those that `init` would make), or the
// path of a file where it has a '/' or ends with ".toml". `caliper` is the thickness of one sheet.
struct ImposeWishes {
  std::vector<ImposedFile> files;  // at least one
  world::Path output;              // is replaced
  Scheme scheme = Scheme::cut_and_stack;
  std::string shop = "default";
  std::optional<std::uint32_t> copies;
  measure::Length caliper;
};

// The files' leaves (pages 2k − 1 and 2k) as one product, file after file; the output is whole or
// not made. Files of press are imposed once (codes_once.h). The same files, shop and wishes give
// the same bytes.
Outcome impose(const Desk& desk, const std::optional<Workspace>& workspace,
               const ImposeWishes& wishes);

}  // namespace imprimatur::flow
