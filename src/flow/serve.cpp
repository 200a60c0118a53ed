#include "flow/serve.h"

#include "finding/failure.h"
#include "flow/postbox.h"
#include "flow/review_site.h"
#include "flow/say.h"
#include "flow/serve_settings.h"

#include <fmt/format.h>

#include <condition_variable>
#include <thread>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;

// How often new BATs are looked for, to have their pages painted before anybody opens them.
constexpr std::chrono::seconds between_looks{5};

std::optional<ServeSettings> settings_of(const Workspace& workspace,
                                         const std::optional<std::string>& listen,
                                         finding::Findings& findings) {
  ServeSettings settings;
  if (fs::exists(workspace.serve())) {
    auto read = read_serve_settings("serve.toml", world::read_file(workspace.serve()), findings);
    if (!read) return std::nullopt;
    settings = *std::move(read);
  }
  if (listen) {
    const auto endpoint = listening_address(*listen, {"--listen"}, findings);
    if (!endpoint) return std::nullopt;
    settings.listen = *endpoint;
  }
  return settings;
}

// Where clients find it, if mail.toml says so.
std::string public_url(const Workspace& workspace) {
  finding::Findings not_ours;  // `send` tells them
  const auto settings = mail_settings(workspace, not_ours);
  return settings ? settings->review_url : "";
}

std::string written(const http::Endpoint& where) {
  return where.address.find(':') == std::string::npos
             ? fmt::format("http://{}:{}/", where.address, where.port)
             : fmt::format("http://[{}]:{}/", where.address, where.port);
}

// Has new BATs' pages painted, in a thread of its own.
class Lookout {
 public:
  explicit Lookout(ReviewSite& site)
      : thread_([this, &site](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            try {
              site.prepare();
            } catch (const std::exception&) {  // whoever opens a page is told
            }
            std::unique_lock lock(lock_);
            waiting_.wait_for(lock, stop, between_looks, [] { return false; });
          }
        }) {}

 private:
  std::mutex lock_;
  std::condition_variable_any waiting_;
  std::jthread thread_;
};

}  // namespace

Outcome serve(const Desk& desk, const Workspace& workspace,
              const std::optional<std::string>& listen) {
  finding::Findings findings;
  const auto settings = settings_of(workspace, listen, findings);
  if (!settings) return refused(std::move(findings));
  std::mutex telling;
  const auto tell = [&](const finding::Sentence& sentence) {
    const std::lock_guard guard(telling);
    desk.watch({sentence, 0, 0});
  };
  // What was begun before the end was asked for is finished.
  Desk answering = desk;
  answering.world.interrupted = [] { return false; };
  answering.watch = [](const Progress&) {};
  ReviewSite site(answering, workspace);
  site.on_failure = tell;
  const std::string url = public_url(workspace);
  http::Server server(settings->listen,
                      {.answer = [&](const http::Request& request) { return site.answer(request); },
                       .most_body = ReviewSite::most_body,
                       .trusted_proxies = settings->proxies,
                       .everything_by_tls = url.starts_with("https://"),
                       .now = desk.world.now});
  open_ledger(workspace);  // what is wrong with it is said now, and not to the first reader
  const Lookout lookout(site);
  const std::string where = written(server.endpoint());
  tell({fmt::format("À l’écoute\u00a0: {}", where), fmt::format("Listening: {}", where)});
  server.run(desk.world.interrupted);
  Outcome outcome;
  outcome.lines.push_back({"Le serveur est arrêté.", "The server has stopped."});
  return outcome;
}

}  // namespace imprimatur::flow
