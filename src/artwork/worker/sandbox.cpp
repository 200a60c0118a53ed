#include "artwork/worker/sandbox.h"

#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <initializer_list>
#include <memory>

namespace imprimatur::artwork {
namespace {

// What reading, computing and answering take. mprotect and mmap may not make code: see below.
constexpr std::initializer_list<int> allowed = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(lseek),
    SCMP_SYS(fstat), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getpid),
    SCMP_SYS(gettid), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    // A thread that was started before the lock may make its first steps after it.
    SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(set_tid_address),

    SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group)};

#ifdef __SANITIZE_ADDRESS__
// By which the sanitizers ask whether memory can be read.
constexpr std::initializer_list<int> allowed_to_sanitizers = {SCMP_SYS(pipe), SCMP_SYS(pipe2)};
#else
constexpr std::initializer_list<int> allowed_to_sanitizers = {};
#endif

// A library that tries is told that it may not, and does without.
constexpr std::initializer_list<int> denied = {SCMP_SYS(open),
                                               SCMP_SYS(openat),
                                               SCMP_SYS(stat),
                                               SCMP_SYS(lstat),
                                               SCMP_SYS(newfstatat),
                                               SCMP_SYS(statx),
                                               SCMP_SYS(access),
                                               SCMP_SYS(faccessat),
                                               SCMP_SYS(faccessat2),
                                               SCMP_SYS(readlink),
                                               SCMP_SYS(readlinkat),
                                               SCMP_SYS(getcwd),
                                               SCMP_SYS(ioctl),
                                               SCMP_SYS(fcntl),
                                               SCMP_SYS(sysinfo),
                                               SCMP_SYS(uname),
                                               SCMP_SYS(prctl),
                                               SCMP_SYS(getuid),
                                               SCMP_SYS(geteuid),
                                               SCMP_SYS(getgid),
                                               SCMP_SYS(getegid),
                                               SCMP_SYS(prlimit64),
                                               SCMP_SYS(getrlimit),
                                               SCMP_SYS(setpriority),
                                               SCMP_SYS(sched_setaffinity)};

constexpr scmp_datum_t executable = 4;  // PROT_EXEC

struct FilterRelease {
  void operator()(void* filter) const { seccomp_release(filter); }
};

bool add(scmp_filter_ctx filter, std::uint32_t action, std::initializer_list<int> calls) {
  for (const int call : calls) {
    // -EDOM, -EINVAL: this architecture has no such call.
    const int error = seccomp_rule_add(filter, action, call, 0);
    if (error != 0 && error != -EDOM && error != -EINVAL) return false;
  }
  return true;
}

// Memory yes, new code no; a signal to ourselves (abort) yes, to others no.
bool add_narrowed(scmp_filter_ctx filter) {
  // The number of an argument, how it is compared, and with what.
  const scmp_arg_cmp no_code{2, SCMP_CMP_MASKED_EQ, executable, 0};
  const scmp_arg_cmp ourselves{0, SCMP_CMP_EQ, static_cast<unsigned>(getpid()), 0};
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &no_code) == 0 &&
         seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &no_code) == 0 &&
         seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &ourselves) == 0;
}

// A second lock on the file system (the first version of Landlock): this thread, which reads the
// client's bytes, reaches no file, whatever call it tries. Kernels without it, and containers that
// forbid it, have seccomp's lock alone.
bool deny_files() {
  const landlock_ruleset_attr all{(LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
  const long rules = ::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
  if (rules < 0) return errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM;
  const long locked = ::syscall(SYS_landlock_restrict_self, static_cast<int>(rules), 0);
  ::close(static_cast<int>(rules));
  return locked == 0;
}

// Nothing is written to a file, and no descriptor is opened.
bool deny_descriptors() {
  constexpr rlimit none{0, 0};
#ifdef __SANITIZE_ADDRESS__
  return ::setrlimit(RLIMIT_FSIZE, &none) == 0;
#else
  return ::setrlimit(RLIMIT_FSIZE, &none) == 0 && ::setrlimit(RLIMIT_NOFILE, &none) == 0;
#endif
}

}  // namespace

bool lock_in() {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return false;
  }
  if (!deny_files() || !deny_descriptors()) return false;
  const std::unique_ptr<void, FilterRelease> filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  // All threads: librsvg's were started before.
  return filter && seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) == 0 &&
         add(filter.get(), SCMP_ACT_ALLOW, allowed) &&
         add(filter.get(), SCMP_ACT_ALLOW, allowed_to_sanitizers) && add_narrowed(filter.get()) &&
         add(filter.get(), SCMP_ACT_ERRNO(EACCES), denied) && seccomp_load(filter.get()) == 0;
}

}  // namespace imprimatur::artwork
