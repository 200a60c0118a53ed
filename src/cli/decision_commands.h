// What others decide and is recorded here: approve, changes, refuse, pay; and
// what shows it later: evidence. For the sources of this room.
#pragma once

#include "cli/toolkit.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::cli {

class DecisionCommands {
 public:
  explicit DecisionCommands(Toolkit& tools) : tools_(tools) {}

  // Declares them. What is read is kept here.
  void add();

 private:
  Toolkit& tools_;
  std::string order_, by_, reason_, evidence_, code_, reference_, output_, folder_, key_,
      checkpoint_;
  std::optional<std::uint32_t> told_;
  std::vector<std::string> remarks_;
  std::uint32_t version_ = 0;
  measure::Money amount_;
  std::optional<std::chrono::year_month_day> date_;

  void add_approve();
  void add_refuse();
  void add_changes();
  void add_pay();
  void add_evidence();
  void order_id(CLI::App* app);
  void version_and_who(CLI::App* app);
};

}  // namespace imprimatur::cli
