// kill -9 while BATs go out by mail: no mail is lost, and none is written twice.
#include "../mail/smtp_server.h"
#include "catch/catch.h"
#include "shop.h"

#include <random>

using namespace imprimatur;
using namespace imprimatur::program;

namespace {

constexpr int orders = 3, fewest_kills = 3, most_tries = 100;

void mail_through(const Shop& shop, const mail::TestServer& server) {
  world::write_file(shop.workspace.mail(), fmt::format(R"(format = 1
[from]
name = "Coopérative Exemple"
address = "bat@exemple.fr"
[server]
host = "127.0.0.1"
port = {}
security = "none"
[answers]
address = "bat@exemple.fr"
bounces = "bat@exemple.fr"
)",
                                                       server.port));
}

}  // namespace

TEST_CASE("a program killed while it mails loses no mail, and writes none twice") {
  Shop shop;
  mail::TestServer server;
  mail_through(shop, server);
  std::mt19937 dice(7);
  int killed = 0;
  std::vector<std::string> ids;
  const auto mail_it = [&](const std::string& id, unsigned longest) {
    const auto running = shop.start({"send", id});
    ::usleep(std::uniform_int_distribution<unsigned>(0, longest)(dice));
    running->tell(SIGKILL);
    const Answer answer = shop.finish(*running);
    INFO(answer.errors);
    REQUIRE((answer.exit == -SIGKILL || answer.exit == 0));
    if (answer.exit != 0) ++killed;
    REQUIRE(shop.intact());
  };
  for (int n = 0; n < orders; ++n) {
    ids.push_back("M-" + std::to_string(n));
    shop.order(ids.back(), 2);
    shop.run_all({shop.bat(ids.back())});
    const auto start = std::chrono::steady_clock::now();
    if (n == 0) shop.run_all({{"send", ids.back()}});
    const auto usual = std::chrono::steady_clock::now() - start;
    const auto longest =
        static_cast<unsigned>(std::chrono::duration_cast<std::chrono::microseconds>(usual).count());
    for (int i = 0; n == 1 && killed < fewest_kills && i < most_tries; ++i)
      mail_it(ids.back(), std::max(longest, 300'000U));
    if (n > 1) mail_it(ids.back(), 2'000'000U);
  }
  CHECK(killed >= fewest_kills);

  for (const std::string& id : ids) shop.run_all({{"send", id}});
  for (const std::string& id : ids) {
    INFO(id);
    const auto batch = shop.batch(id);
    REQUIRE(batch->mails.size() == 1);
    CHECK(batch->mails[0].state() == ledger::MailState::accepted);
  }
  const std::string& heard = server.heard();
  for (const std::string& id : ids)
    CHECK(heard.find("Message-Id: <" + shop.batch(id)->mails[0].what.message_id + ">") !=
          std::string::npos);
  CHECK(shop.intact());
  CHECK(shop.unfinished() == std::vector<std::string>{});
}
