#include "world/temporary.h"

#include "world/refusal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <atomic>
#include <cerrno>

namespace imprimatur::world {
namespace {

// File names end at 255 bytes; the rest of the name must fit behind.
std::string stem_of(const Path& final_path) {
  return "." + final_path.filename().string().substr(0, 200) + ".";
}

bool is_ours(std::string_view name, std::string_view stem) {
  constexpr std::string_view tail = ".part";
  if (!name.starts_with(stem) || !name.ends_with(tail)) return false;
  if (name.size() <= stem.size() + tail.size()) return false;
  const auto middle = name.substr(stem.size(), name.size() - stem.size() - tail.size());
  return middle.find_first_not_of("0123456789-") == std::string_view::npos;
}

int open_existing(const Path& path) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

void remove_if_abandoned(const Path& path) {
  const int descriptor = open_existing(path);
  if (descriptor < 0) return;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  ::close(descriptor);
}

void remove_leftovers(const Path& final_path) {
  const std::string stem = stem_of(final_path);
  std::error_code unreadable;  // then there is nothing to tidy
  for (std::filesystem::directory_iterator entry(folder_of(final_path), unreadable), end;
       !unreadable && entry != end; entry.increment(unreadable)) {
    if (is_ours(entry->path().filename().string(), stem)) remove_if_abandoned(entry->path());
  }
}

// 0, or the errno value of what was refused.
int make_at(Temporary& made, Kind kind, Access access) {
  const bool open_to_all = access == Access::everyone;
  if (kind == Kind::file) {
    made.descriptor = ::open(made.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                             open_to_all ? 0644 : 0600);
  } else {
    if (::mkdir(made.path.c_str(), open_to_all ? 0755 : 0700) != 0) return errno;
    made.descriptor = ::open(made.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // Another process took it for a leftover already, before it could be locked.
    if (made.descriptor < 0 && errno == ENOENT) return EEXIST;
  }
  return made.descriptor < 0 ? errno : 0;
}

// Between making and locking, another process may take ours for a leftover; then we lost it.
bool lock_and_keep(const Temporary& made) {
  if (::flock(made.descriptor, LOCK_EX | LOCK_NB) != 0) return errno != EWOULDBLOCK;
  struct stat by_descriptor{}, by_name{};
  return ::fstat(made.descriptor, &by_descriptor) == 0 &&
         ::lstat(made.path.c_str(), &by_name) == 0 && by_descriptor.st_ino == by_name.st_ino;
}

}  // namespace

Path folder_of(const Path& path) {
  const Path folder = path.parent_path();
  return folder.empty() ? Path{"."} : folder;
}

Temporary make_temporary(const Path& final_path, Kind kind, Access access) {
  static std::atomic<unsigned> count{0};
  remove_leftovers(final_path);
  const Act act = kind == Kind::file ? Act::write : Act::make_folder;
  for (;;) {
    Temporary made;
    made.path = folder_of(final_path) /
                fmt::format("{}{}-{}.part", stem_of(final_path), ::getpid(), count++);
    const int error = make_at(made, kind, access);
    if (error == EEXIST) continue;  // of a process of another machine on the same volume, or lost
    if (error != 0) refuse(act, final_path, error);
    if (lock_and_keep(made)) return made;
    ::close(made.descriptor);
  }
}

void sync_folder(const Path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) refuse(Act::write, folder, errno);
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  // Some network file systems know no fsync of folders and say EINVAL.
  if (error != 0 && error != EINVAL) refuse(Act::write, folder, error);
}

}  // namespace imprimatur::world
