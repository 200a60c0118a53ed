#include "artwork/worker/remarks.h"

#include <algorithm>

namespace imprimatur::artwork {
namespace {

constexpr std::size_t most_remarks = 50;
constexpr std::size_t most_detail = 80;

}  // namespace

void Remarks::add(std::string_view rule, std::string_view detail) {
  Remark remark{std::string(rule), std::string(detail.substr(0, most_detail))};
  if (list_.size() < most_remarks && std::ranges::find(list_, remark) == list_.end()) {
    list_.push_back(std::move(remark));
  }
}

void Remarks::refuse(std::string_view rule, std::string_view detail) {
  refused_ = true;
  add(rule, detail);
}

}  // namespace imprimatur::artwork
