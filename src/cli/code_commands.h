// The commands on codes and who may have them: codes check, codes export, keys rotate, seal,
// destroy. For the sources of this
// room.
#pragma once

#include "cli/toolkit.h"

#include <string>

namespace imprimatur::cli {

class CodeCommands {
 public:
  explicit CodeCommands(Toolkit& tools) : tools_(tools) {}

  // Declares them. What is read is kept here.
  void add();

 private:
  Toolkit& tools_;
  std::string code_, order_, folder_, certificate_, output_, by_, reason_;
  bool propose_ = false;

  void add_check(CLI::App* codes);
  void add_export(CLI::App* codes);
  void add_keys();
  void add_handover();
};

}  // namespace imprimatur::cli
