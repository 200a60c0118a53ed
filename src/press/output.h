// A file of the press folder, which is a world::OutputFolder, digested while it is written.
#pragma once

#include "press/manifest.h"
#include "world/files.h"

namespace imprimatur::press {

class DigestedFile : public world::Sink {
 public:
  DigestedFile(const world::Path& folder, std::string name)
      : name_(std::move(name)), file_(folder / name_) {}
  void write(std::string_view bytes) override {
    hasher_.add(bytes);
    file_.write(bytes);
  }
  // Whole and on the disk. Nothing may be written afterwards.
  FileDigest commit() {
    file_.commit(world::Replace::yes, world::Settled::with_folder);
    return {name_, file_.written(), hasher_.finish()};
  }

 private:
  std::string name_;
  world::OutputFile file_;
  crypto::Hasher hasher_;
};

}  // namespace imprimatur::press
