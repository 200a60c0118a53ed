// What sends BATs, brings them to mind and takes what is answered: send, outbox, remind, serve,
// ingest, replies. For the sources of this room.
#pragma once

#include "cli/toolkit.h"

namespace imprimatur::cli {

class MailCommands {
 public:
  explicit MailCommands(Toolkit& tools) : tools_(tools) {}
  void add();

 private:
  Toolkit& tools_;
  std::string order_, listen_;
  std::vector<std::string> from_;
  bool again_ = false, retry_ = false, all_ = false;
};

}  // namespace imprimatur::cli
