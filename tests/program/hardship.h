// What the world can do to a program: volumes that are full or can't be written, rights taken away.
//
// Mounts are made in a mount namespace of the test's own (as root, or in a user namespace), and
// vanish with it. Where the kernel or the container allows neither, the test that wanted one says
// so and passes.
#pragma once

#include "catch/catch.h"
#include "world/files.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>

namespace imprimatur::program {

inline bool may_mount() {
  static const bool can = [] {
    const auto uid = ::getuid();
    const auto gid = ::getgid();
    if (::unshare(CLONE_NEWNS) != 0) {
      if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
      std::ofstream("/proc/self/setgroups") << "deny";
      std::ofstream("/proc/self/uid_map") << "0 " << uid << " 1";
      std::ofstream("/proc/self/gid_map") << "0 " << gid << " 1";
    }
    return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
  }();
  if (!can) WARN("no mounts are allowed here: not tried");
  return can;
}

class Mount {
 public:
  // An empty volume of this many bytes.
  Mount(world::Path where, std::size_t size) : where_(std::move(where)) {
    const std::string options = "size=" + std::to_string(size);
    std::filesystem::create_directories(where_);
    good_ = ::mount("none", where_.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  // What is there already, but read-only.
  explicit Mount(world::Path where) : where_(std::move(where)) {
    good_ =
        ::mount(where_.c_str(), where_.c_str(), nullptr, MS_BIND, nullptr) == 0 &&
        ::mount(nullptr, where_.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
  }
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;
  ~Mount() { ::umount2(where_.c_str(), MNT_DETACH); }
  bool good() const { return good_; }

 private:
  world::Path where_;
  bool good_ = false;
};

// Takes the room on a volume, but for `left` bytes.
class Filler {
 public:
  Filler(const world::Path& volume, std::size_t left) : file_(volume / "filler") {
    struct statvfs facts{};
    ::statvfs(volume.c_str(), &facts);
    const std::size_t room = facts.f_bavail * facts.f_frsize;
    const int descriptor = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    filled_ = descriptor >= 0 && room > left &&
              ::posix_fallocate(descriptor, 0, static_cast<off_t>(room - left)) == 0;
    ::close(descriptor);
  }
  Filler(const Filler&) = delete;
  Filler& operator=(const Filler&) = delete;
  ~Filler() { ::unlink(file_.c_str()); }
  bool filled() const { return filled_; }

 private:
  world::Path file_;
  bool filled_ = false;
};

// In the child: no file may grow past `most` bytes.
inline void bound_files(std::size_t most) {
  const rlimit limit{most, most};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  ::signal(SIGXFSZ, SIG_IGN);
}

// In the child: root loses what lets it pass over the permissions of files. Nobody else has it.
inline void obey_permissions() {
  for (const int capability :
       {1, 2, 3})  // DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER: linux/capability.h
    ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

// Takes away, or gives back, the right to write to a folder and to all in it.
inline void let_write(const world::Path& folder, bool allowed) {
  namespace fs = std::filesystem;
  const auto how = allowed ? fs::perm_options::add : fs::perm_options::remove;
  const auto right =
      allowed ? fs::perms::owner_write
              : fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    fs::permissions(entry.path(), right, how);
  fs::permissions(folder, right, how);
}

}  // namespace imprimatur::program
