#include "flow/named_shop.h"

namespace imprimatur::flow {

std::optional<shop::Shop> read_named_shop(const Desk& desk,
                                          const std::optional<Workspace>& workspace,
                                          const std::string& name, finding::Findings& findings) {
  const world::Path settings = workspace ? workspace->root : desk.house.assets() / "workspace";
  const bool is_path = name.find('/') != std::string::npos || name.ends_with(".toml");
  const world::Path file = is_path ? world::Path(name) : settings / "shops" / (name + ".toml");
  auto read = shop::read_shop(
      file, {settings, std::filesystem::absolute(file).parent_path(), desk.house.assets() / "icc"});
  findings.add(read.findings);
  return std::move(read.shop);
}

}  // namespace imprimatur::flow
