#include "mail/library.h"

#include <gmime/gmime.h>

#include <mutex>

namespace imprimatur::mail {

void Release::operator()(void* object) const noexcept {
  g_object_unref(object);
}

void ready_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

}  // namespace imprimatur::mail
