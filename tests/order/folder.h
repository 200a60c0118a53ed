// An order folder for one test: made empty, gone at its end.
#pragma once

#include "world/files.h"

#include <string>
#include <string_view>

namespace imprimatur::order::testing {

class Folder {
 public:
  Folder() {
    static int made = 0;
    path_ = world::Path{PROGRAM_FOLDER} / "test-order-folders" / std::to_string(++made);
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_ / "logos");
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const world::Path& path() const { return path_; }
  world::Path write(const std::string& name, std::string_view bytes) {
    world::write_file(path_ / name, bytes);
    return path_ / name;
  }

 private:
  world::Path path_;
};

}  // namespace imprimatur::order::testing
