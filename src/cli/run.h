// From a request to its answer: which use case is called with what.
#pragma once

#include "cli/arguments.h"
#include "flow/desk.h"

namespace imprimatur::cli {

struct Surroundings {
  world::Path here;         // the folder the program was started in
  std::string workspace;    // what IMPRIMATUR_WORKSPACE says
  std::string credentials;  // what CREDENTIALS_DIRECTORY says: a folder (systemd.exec(5))
};

flow::Outcome run(const Request& request, const flow::Desk& desk, const Surroundings& around);

}  // namespace imprimatur::cli
