#include "world/world.h"

#include "finding/failure.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <memory>

namespace imprimatur::world {
namespace {

std::atomic<int> first_signal{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may not wait");

extern "C" void raise_flag(int signal) {
  int none = 0;
  if (first_signal.compare_exchange_strong(none, signal)) return;
  ::signal(signal, SIG_DFL);  // the second one: delivered again as soon as this handler returns
  ::raise(signal);
}

std::string system_random(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const ssize_t got = ::getrandom(bytes.data() + filled, count - filled, 0);
    if (got >= 0) {
      filled += static_cast<std::size_t>(got);
    } else if (errno != EINTR) {
      throw finding::Failure({"Le système ne fournit pas de nombres aléatoires.",
                              "The system gives no random numbers."},
                             {"Vérifiez que le noyau et le bac à sable permettent getrandom(2).",
                              "Check that the kernel and the sandbox allow getrandom(2)."});
    }
  }
  return bytes;
}

// SplitMix64 (Steele, Lea, Flood 2014): even, quick, and no secret.
std::uint64_t next_of(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

}  // namespace

void World::checkpoint() const {
  if (!interrupted()) return;
  throw finding::Interrupted(
      {"Arrêt demandé\u00a0: rien n’a été laissé à moitié fait.",
       "Stopped on request: nothing half-made was left behind."},
      {"Relancez la commande quand vous voulez.", "Run the command again whenever you want."});
}

World real_world() {
  return {[] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); },
          system_random, [] { return signal_received() != 0; }};
}

World still_world(Instant now, std::uint64_t seed) {
  // Shared, so that two copies of this World never give the same bytes twice.
  auto state = std::make_shared<std::uint64_t>(seed);
  const auto dice = [state](std::size_t count) {
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>(next_of(*state) >> 56);
    return bytes;
  };
  return {[now] { return now; }, dice};
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string{value};
}

bool watched_by_a_person() {
  return ::isatty(STDERR_FILENO) != 0;
}

int signal_received() {
  return first_signal.load();
}

void guard_memory() {
  const struct rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
  ::prctl(PR_SET_DUMPABLE,
          0);  // a handler that the kernel pipes cores to doesn't ask for the limit
#endif
}

void watch_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before{};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // nohup, or a shell's background job
    struct sigaction action{};
    action.sa_handler = raise_flag;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
  }
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace imprimatur::world
