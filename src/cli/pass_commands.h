// The commands on printed passes: spoil, reprint, activate, block, expire, reconcile. For the
// sources of this room.
#pragma once

#include "cli/toolkit.h"

#include <string>
#include <vector>

namespace imprimatur::cli {

class PassCommands {
 public:
  explicit PassCommands(Toolkit& tools) : tools_(tools) {}

  // Declares them. What is read is kept here.
  void add();

 private:
  Toolkit& tools_;
  std::string order_, by_, reason_, output_;
  std::vector<std::string> names_;
  flow::Choice choice_;
  bool voided_ = false, same_codes_ = false, new_codes_ = false;

  void add_spoil();
  void add_reprint();
  void sheets(CLI::App* app);
  void expect_sheets() const;
  void add_standing(const std::string& name, const finding::Sentence& what, flow::Standing to);
  void add_reconcile();
  void order_id(CLI::App* app);
  void who(CLI::App* app);
  void carnets_and_serials(CLI::App* app, const finding::Sentence& serials);
};

}  // namespace imprimatur::cli
