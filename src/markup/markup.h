// HTML from templates: files with places for values, each escaped for where it stands (text, an
// attribute, an address, a style), by ctemplate's automatic escaping. What can go wrong with a
// value is that it shows as it is.
//
//   Hello {{NAME}}.  {{#FILES}} <li>{{FILE}} {{/FILES}}
//
// A section is there once for each of its Values, which see those around them too. {{>NAME}} stands
// for the text of NAME.html of the same folder, which includes no other.
#pragma once

#include "world/files.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace imprimatur::markup {

struct Values {
  std::map<std::string, std::string> texts{};  // UTF-8
  std::map<std::string, std::vector<Values>> sections{};
};

// A section that is there, and one that isn't.
std::vector<Values> shown_if(bool condition);

class Templates {
 public:
  // Every NAME.html of the folder. Throws finding::Failure where one can't be read or is damaged.
  explicit Templates(const world::Path& folder);
  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;
  ~Templates();

  // Places without a value stay empty. Throws finding::Failure where no template has this name. May
  // be asked from several threads at once.
  std::string fill(const std::string& name, const Values& values) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::markup
