// The commands on the ledger: verify, list, prove, check, key. For the sources of this room.
#pragma once

#include "cli/toolkit.h"

#include <string>

namespace imprimatur::cli {

class LedgerCommands {
 public:
  explicit LedgerCommands(Toolkit& tools) : tools_(tools) {}

  // Declares them. What is read is kept here.
  void add();

 private:
  Toolkit& tools_;
  std::string order_, output_, file_, key_, held_;
  std::optional<std::uint32_t> event_;

  void add_verify(CLI::App* ledger);
  void add_list(CLI::App* ledger);
  void add_prove(CLI::App* ledger);
  void add_check(CLI::App* ledger);
};

}  // namespace imprimatur::cli
