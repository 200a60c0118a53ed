// What sends BATs and brings them to mind: send, outbox, remind. For the sources of this room.
#pragma once

#include "cli/toolkit.h"

namespace imprimatur::cli {

class MailCommands {
 public:
  explicit MailCommands(Toolkit& tools) : tools_(tools) {}
  void add();

 private:
  Toolkit& tools_;
  std::string order_;
  bool again_ = false, retry_ = false;
};

}  // namespace imprimatur::cli
