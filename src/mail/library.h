// GMime's objects, held; its name stays out of here. For the sources of this room.
#pragma once

#include <memory>

namespace imprimatur::mail {

struct Release {
  void operator()(void* object) const noexcept;  // g_object_unref
};
template <typename Object>
using Held = std::unique_ptr<Object, Release>;

// GMime's tables, once for the process.
void ready_gmime();

}  // namespace imprimatur::mail
