// What the worker collects to say, and what makes it stop.
#pragma once

#include "artwork/exchange.h"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::artwork {

// The same remark is kept once, and no more than some dozens in all.
class Remarks {
 public:
  void add(std::string_view rule, std::string_view detail = {});
  // The same for what forbids making a drawing, where there may be more to say before stopping.
  void refuse(std::string_view rule, std::string_view detail = {});
  bool refused() const { return refused_; }
  std::vector<Remark> take() { return std::move(list_); }

 private:
  std::vector<Remark> list_;
  bool refused_ = false;
};

// The file can't become a drawing; the remark says why. Caught in answer.cpp and document.cpp.
class Refused : public std::runtime_error {
 public:
  explicit Refused(std::string_view rule, std::string_view detail = {})
      : std::runtime_error(std::string(rule)), remark_{std::string(rule), std::string(detail)} {}
  const Remark& remark() const { return remark_; }

 private:
  Remark remark_;
};

}  // namespace imprimatur::artwork
