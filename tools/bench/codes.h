// How long `codes check` takes, and how large the ledger is, for small and for large batches.
#pragma once

#include <cstdint>
#include <vector>

// One line a size: a released batch of so many passes, of which some hundred stretches are spoiled
// and as many blocked. Whether it could be measured.
bool bench_codes(const std::vector<std::uint32_t>& sizes);
