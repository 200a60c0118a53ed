// What strangers may do to the server, and what they get.
#include "http/server.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "line.h"

#include <condition_variable>
#include <mutex>

using namespace imprimatur;
using namespace imprimatur::http;

namespace {

// Says what it was asked.
Response echo(const Request& request) {
  std::string text = request.method == Method::post ? "POST " : "GET ";
  text += request.path;
  for (const Field& field : request.query) text += " ?" + field.name + "=" + field.value;
  for (const Field& field : request.form) text += " " + field.name + "=" + field.value;
  for (const Upload& upload : request.uploads)
    text += " " + upload.field + "<" + upload.file + ">" + upload.bytes;
  return {200, "text/plain", std::make_shared<const std::string>(text + " " + request.peer), {}};
}

std::string post(const std::string& body,
                 const std::string& type = "application/x-www-form-urlencoded") {
  return "POST /a HTTP/1.1\r\nHost: h\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

const std::string get = "GET /a?b=c+d HTTP/1.1\r\nHost: h\r\n\r\n";

// Holds whoever asks until it is opened.
class Gate {
 public:
  void enter() {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_for(int inside) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_ >= inside; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0;
  bool open_ = false;
};

}  // namespace

TEST_CASE("GET, HEAD and POST are answered on one connection, with the headers of security") {
  TestSite site(echo);
  Line line(site.port);
  const std::string answer = line.say(get).answer();
  CHECK(status(answer) == "200");
  CHECK(body(answer) == "GET /a ?b=c d 127.0.0.1");
  for (const char* header :
       {"Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer", "Cache-Control: no-store", "Permissions-Policy: ",
        "Date: Wed, 18 Nov 2026 11:06:40 GMT", "Cross-Origin-Opener-Policy: same-origin"})
    CHECK(answer.find(header) != std::string::npos);
  CHECK(answer.find("Strict-Transport-Security") == std::string::npos);
  const std::string head = line.say("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n").answer(true);
  CHECK(status(head) == "200");
  CHECK(head.find("Content-Length: 16\r\n") != std::string::npos);
  CHECK(body(line.say(post("x=%C3%A9&y=1%2B1")).answer()) == "POST /a x=é y=1+1 127.0.0.1");
}

TEST_CASE("requests that come together are answered in their order") {
  TestSite site(echo);
  Line line(site.port);
  line.say(post("n=1") + post("n=2") + get);
  CHECK(body(line.answer()) == "POST /a n=1 127.0.0.1");
  CHECK(body(line.answer()) == "POST /a n=2 127.0.0.1");
  CHECK(body(line.answer()) == "GET /a ?b=c d 127.0.0.1");
}

TEST_CASE("a file comes with a form") {
  TestSite site(echo);
  const std::string form =
      "--x\r\nContent-Disposition: form-data; name=\"who\"\r\n\r\nAda\r\n"
      "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.toml\"\r\n"
      "Content-Type: text/plain\r\n\r\na\r\n--y\r\n\r\n--x--\r\n";
  CHECK(body(Line(site.port).say(post(form, "multipart/form-data; boundary=x")).answer()) ==
        "POST /a who=Ada f<a.toml>a\r\n--y\r\n 127.0.0.1");
  CHECK(status(Line(site.port)
                   .say(post(form.substr(0, form.size() - 8), "multipart/form-data; boundary=x"))
                   .answer()) == "400");
}

TEST_CASE("the lines of X-Forwarded-For are one list, and a client's own line counts for nothing") {
  TestSite site(echo, {}, {"127.0.0.1"});
  Line line(site.port);
  line.say(
      "GET /a HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.9\r\n"
      "X-Forwarded-For: 198.51.100.7\r\nConnection: close\r\n\r\n");
  CHECK(line.answer().ends_with("GET /a 198.51.100.7"));
}

TEST_CASE("what is no request is refused, and the line cut") {
  TestSite site(echo);
  const auto ends_with = [&](const std::string& said) {
    Line line(site.port);
    const std::string answer = line.say(said).answer();
    CHECK(line.is_cut());
    return status(answer);
  };
  CHECK(ends_with("\x16\x03\x01\x02 TLS\r\n\r\n") == "400");
  CHECK(ends_with("GET /\r\n\r\n") == "400");
  CHECK(ends_with("GET / HTTP/1.1\r\n\r\n") == "400");  // no Host
  CHECK(ends_with("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == "400");
  CHECK(ends_with("GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n") == "400");
  CHECK(ends_with("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n") == "400");
  CHECK(ends_with("GET a HTTP/1.1\r\nHost: h\r\n\r\n") == "400");
  CHECK(ends_with("CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n") == "400");
  CHECK(ends_with("DELETE / HTTP/1.1\r\nHost: h\r\n\r\n") == "405");
  CHECK(ends_with("GET / HTTP/1.1\r\nHost: h\r\nA : b\r\n\r\n") == "400");
  CHECK(ends_with("GET / HTTP/1.1\r\nHost : h\r\n\r\n") == "400");
  // Two lengths, or a length and chunks: by which one reads, another may smuggle.
  CHECK(ends_with(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc") ==
        "400");
  CHECK(ends_with("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n0\r\n\r\n") == "400");
  CHECK(ends_with(post("a=%")) == "400");
}

TEST_CASE("what is too long is refused before it is read") {
  Limits limits;
  limits.header_bytes = 4096;
  limits.target_bytes = 100;
  TestSite site(echo, limits);
  const auto said = [&](const std::string& bytes) {
    return status(Line(site.port).say(bytes).answer());
  };
  CHECK(said("GET /" + std::string(200, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n") == "414");
  CHECK(said("GET / HTTP/1.1\r\nHost: h\r\nA: " + std::string(5000, 'a') + "\r\n\r\n") == "431");
  CHECK(said("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n") == "413");
  CHECK(said("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\na") == "413");
  CHECK(said("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n" +
             std::string(65537, 'a') + "\r\n0\r\n\r\n") == "413");
  CHECK(said("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
             std::string(200'000, 'a')) == "431");
  CHECK(said(post("a=" + std::string(60'000, 'b'))) == "200");
}

TEST_CASE("who asks whether a body is wanted is told") {
  TestSite site(echo);
  Line line(site.port);
  line.say(
      "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n");
  CHECK(status(line.answer()) == "100");
  CHECK(body(line.say("a=b").answer()) == "POST /a a=b 127.0.0.1");
}

TEST_CASE("a request that trickles in is refused, however steadily") {
  Limits limits;
  limits.request = std::chrono::milliseconds(150);
  TestSite site(echo, limits);
  Line line(site.port), in_the_body(site.port);
  std::atomic<bool> done{false};
  std::thread drops([&] {
    line.say("GET / HTTP/1.1\r\nHost: h\r\n");
    while (!done) {
      line.say("A: b\r\n");
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  });
  CHECK(status(line.answer()) == "408");
  done = true;
  drops.join();
  in_the_body.say("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
  CHECK(status(in_the_body.answer()) == "408");
}

TEST_CASE("a connection on which nothing is asked is cut without a word") {
  Limits limits;
  limits.idle = std::chrono::milliseconds(50);
  TestSite site(echo, limits);
  Line silent(site.port);
  CHECK(silent.is_cut());
  Line line(site.port);
  CHECK(status(line.say(get).answer()) == "200");
  CHECK(line.is_cut());
}

TEST_CASE("a client that doesn't take its answer is cut") {
  Limits limits;
  limits.request = std::chrono::milliseconds(100);
  limits.slowest = 1u << 30;
  const auto large = std::make_shared<const std::string>(64u << 20, 'a');
  TestSite site([&](const Request&) { return Response{200, "text/plain", large, {}}; }, limits);
  Line line(site.port);
  line.say(get);
  while (large.use_count() < 2) std::this_thread::yield();
  while (large.use_count() > 1) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(line.answer().empty());
}

TEST_CASE("there are so many connections in all, and so many of one client") {
  Limits limits;
  limits.connections = 3;
  limits.connections_per_peer = 2;
  {
    TestSite site(echo, limits);
    Line one(site.port), two(site.port);
    CHECK(status(one.say(get).answer()) == "200");
    CHECK(status(two.say(get).answer()) == "200");
    CHECK(status(Line(site.port).answer()) == "429");
  }
  TestSite site(echo, limits, {"127.0.0.1"});  // a proxy speaks for many
  Line one(site.port), two(site.port), three(site.port);
  CHECK(status(one.say(get).answer()) == "200");
  CHECK(status(two.say(get).answer()) == "200");
  CHECK(status(three.say(get).answer()) == "200");
  CHECK(status(Line(site.port).answer()) == "503");
}

TEST_CASE("more requests than can wait are refused, and the others answered") {
  Limits limits;
  limits.workers = 1;
  limits.waiting = 1;
  Gate gate;
  TestSite site(
      [&](const Request& request) {
        gate.enter();
        return echo(request);
      },
      limits);
  Line first(site.port);
  first.say(get);
  gate.wait_for(1);
  const std::string refused = Line(site.port).say(get).answer();
  CHECK(status(refused) == "503");
  CHECK(refused.find("Retry-After: ") != std::string::npos);
  gate.open();
  CHECK(status(first.answer()) == "200");
}

TEST_CASE("what an answer throws is 500, and the server goes on") {
  TestSite site([](const Request& request) -> Response {
    if (request.query.empty()) throw finding::Failure({"secret", "secret"}, {});
    return echo(request);
  });
  Line line(site.port);
  const std::string answer = line.say("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").answer();
  CHECK(status(answer) == "500");
  CHECK(answer.find("secret") == std::string::npos);
  CHECK(status(line.say(get).answer()) == "200");
}

TEST_CASE("stopping ends what is under way and answers nobody new") {
  Gate gate;
  TestSite site([&](const Request& request) {
    gate.enter();
    return echo(request);
  });
  Line idle(site.port), busy(site.port);
  busy.say(get);
  gate.wait_for(1);
  site.tell();
  CHECK(idle.is_cut());
  gate.open();
  const std::string answer = busy.answer();
  CHECK(status(answer) == "200");
  CHECK(answer.find("Connection: close") != std::string::npos);
  site.stop();
  CHECK(Line(site.port).say(get).answer().empty());
}

TEST_CASE("what takes too long to end is cut when the server stops") {
  Limits limits;
  limits.closing = std::chrono::milliseconds(100);
  Gate gate;
  TestSite site(
      [&](const Request& request) {
        gate.enter();
        return echo(request);
      },
      limits);
  Line line(site.port);
  line.say(get);
  gate.wait_for(1);
  site.tell();
  CHECK(line.answer().empty());
  gate.open();
}

TEST_CASE("an address that somebody listens at already is said with what to do") {
  TestSite site(echo);
  try {
    const Server second({"127.0.0.1", site.port}, Site{.answer = echo, .now = {}});
    FAIL("two listen");
  } catch (const finding::Failure& failure) {
    CHECK(failure.sentence().en.find("Another program listens at 127.0.0.1:") == 0);
    CHECK(failure.hint().en.find("--listen") != std::string::npos);
  }
}

TEST_CASE("where to listen is an address with a port") {
  CHECK(endpoint_in("127.0.0.1:8080")->port == 8080);
  CHECK(endpoint_in("[::1]:0")->address == "::1");
  for (const char* wrong : {"", "8080", ":8080", "localhost:8080", "127.0.0.1", "127.0.0.1:",
                            "127.0.0.1:99999", "::1:80", "[127.0.0.1]:80", "127.0.0.1/8:80"})
    CHECK_FALSE(endpoint_in(wrong));
}
