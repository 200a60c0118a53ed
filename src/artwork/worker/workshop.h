// What is being made of one file: the objects of the form so far, and what was noticed.
#pragma once

#include "artwork/worker/colours.h"
#include "artwork/worker/gauge.h"
#include "artwork/worker/remarks.h"
#include "page/form.h"

#include <string>
#include <vector>

namespace imprimatur::artwork {

struct Workshop {
  Colours& colours;
  Remarks& remarks;
  std::vector<page::FormObject> objects;
  Gauge gauge;               // of the whole, in points at its natural size
  bool painted = false;      // something leaves ink or light on the page
  bool transparent = false;  // something of it lets through what is behind

  // A place in the order of objects, to be filled in later.
  std::size_t reserve() {
    if (objects.size() >= most_objects) throw Refused("artwork-complex");
    objects.emplace_back();
    return objects.size() - 1;
  }
  std::size_t add(std::string value) {
    const std::size_t index = reserve();
    objects[index].value = std::move(value);
    return index;
  }
  std::size_t add(std::string value, std::string stream) {
    const std::size_t index = add(std::move(value));
    objects[index].stream = std::move(stream);
    return index;
  }

  static constexpr std::size_t most_objects = 50'000;
};

inline std::string reference(std::size_t index) {
  return "@" + std::to_string(index) + "@";
}

}  // namespace imprimatur::artwork
