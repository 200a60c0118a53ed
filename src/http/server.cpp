#include "http/server.h"

#include "finding/failure.h"
#include "http/form.h"
#include "http/forwarded.h"
#include "http/security.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <set>

namespace imprimatur::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr milliseconds look_for_the_end{100};
// What a client may still send after it was refused, before the line is cut.
constexpr milliseconds time_to_linger{2'000};
constexpr std::size_t most_lingering = 1u << 20;

class Connection;

// What all connections share. Only the thread that runs `io` touches it.
struct Hall {
  asio::io_context io{1};
  asio::thread_pool workers;
  Site site;
  Limits limits;
  std::vector<Field> security;
  std::set<std::shared_ptr<Connection>> connections = {};
  std::map<std::string, std::size_t> peers = {};
  std::size_t waiting = 0;
  bool is_closing = false;
};

std::string http_date(world::Instant instant) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(instant)));
}

unsigned status_of(const error_code& error) {
  if (error == beast::http::error::header_limit || error == beast::http::error::buffer_overflow)
    return 431;
  if (error == beast::http::error::body_limit) return 413;
  return 400;
}

bool is_malformed(const error_code& error) {
  return error.category() == make_error_code(beast::http::error::bad_method).category() &&
         error != beast::http::error::end_of_stream && error != beast::http::error::partial_message;
}

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Hall& hall, tcp::socket socket, std::string peer)
      : hall_(hall), socket_(std::move(socket)), deadline_(hall.io), peer_(std::move(peer)) {}

  const std::string& peer() const { return peer_; }

  void wait() {
    state_ = State::idle;
    if (buffer_.size() > 0) return read_header();  // the next one came along with the last
    if (hall_.is_closing) return close();
    limit(hall_.limits.idle);
    socket_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this()](const error_code& error, std::size_t got) {
                              self->buffer_.commit(got);
                              if (error) return self->close();
                              self->read_header();
                            });
  }

  void close() {
    if (state_ == State::closed) return;
    state_ = State::closed;
    deadline_.cancel();
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
    if (const auto peer = hall_.peers.find(peer_); peer != hall_.peers.end() && --peer->second == 0)
      hall_.peers.erase(peer);
    hall_.connections.erase(shared_from_this());
  }

  void close_if_idle() {
    if (state_ == State::idle) close();
  }

  void refuse(unsigned status) {
    keep_alive_ = false;
    send(refusal(status));
  }

 private:
  enum class State : std::uint8_t { idle, reading, answering, sending, lingering, closed };
  using Parser = beast::http::request_parser<beast::http::string_body>;
  using Message = beast::http::response<beast::http::span_body<const char>>;
  using Serializer = beast::http::response_serializer<beast::http::span_body<const char>>;

  // From now on, whatever is begun.
  void limit(milliseconds time) {
    is_late_ = false;
    deadline_.expires_after(time);
    await_deadline(++limits_set_);
  }

  // What was read before the cancelling is handed on all the same, and begins the next reading: so
  // it is cancelled again until another limit counts.
  void await_deadline(std::size_t mine) {
    deadline_.async_wait([self = shared_from_this(), mine](const error_code& error) {
      if (error || mine != self->limits_set_ || self->state_ == State::closed) return;
      self->is_late_ = true;
      error_code ignored;
      self->socket_.cancel(ignored);
      self->deadline_.expires_after(milliseconds(100));
      self->await_deadline(mine);
    });
  }

  milliseconds time_for(std::uint64_t bytes) const {
    return hall_.limits.request + milliseconds(1000 * bytes / hall_.limits.slowest);
  }

  // Says what is wrong, if there is anybody left to hear it.
  bool failed(const error_code& error) {
    if (!error) return false;
    if (is_late_ && error == asio::error::operation_aborted)
      refuse(408);
    else if (is_malformed(error))
      refuse(status_of(error));
    else
      close();
    return true;
  }

  void read_header() {
    state_ = State::reading;
    is_head_ = keep_alive_ = false;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(hall_.limits.header_bytes));
    // Said by path, once that is known; Beast 1.74 takes none at all for a limit of 0.
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
    limit(hall_.limits.request);
    beast::http::async_read_header(
        socket_, buffer_, *parser_,
        [self = shared_from_this()](const error_code& error, std::size_t) {
          if (!self->failed(error)) self->take_header();
        });
  }

  void take_header() {
    const auto& message = parser_->get();
    is_head_ = message.method() == beast::http::verb::head;
    if (message.target().size() > hall_.limits.target_bytes) return refuse(414);
    if (message.version() == 11 && message.count(beast::http::field::host) != 1) return refuse(400);
    const auto target = target_of({message.target().data(), message.target().size()});
    if (!target) return refuse(400);
    const bool is_post = message.method() == beast::http::verb::post;
    if (!is_post && !is_head_ && message.method() != beast::http::verb::get) {
      Response not_so = refusal(405);
      not_so.headers.push_back({"Allow", "GET, HEAD, POST"});
      keep_alive_ = false;
      return send(std::move(not_so));
    }
    request_ = {};
    request_.method = is_post ? Method::post : Method::get;
    request_.path = target->path;
    request_.query = target->query;
    const std::size_t most = is_post ? hall_.site.most_body(request_.path) : 0;
    const std::uint64_t length = parser_->content_length().value_or(parser_->chunked() ? most : 0);
    if (length > most) return refuse(413);
    parser_->body_limit(most);
    limit(time_for(length));
    const bool asks_first = beast::iequals(message[beast::http::field::expect], "100-continue");
    if (asks_first && !parser_->is_done()) return invite();
    read_rest();
  }

  // All of its lines, in their order, are one list (RFC 9110, 5.3): a proxy may add one of its own
  // behind the client's.
  std::string forwarded_for() const {
    std::string all;
    for (const auto& field : request_.headers)
      if (field.name == "x-forwarded-for") all += (all.empty() ? "" : ", ") + field.value;
    return all;
  }

  void invite() {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(socket_, asio::buffer(go_on),
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                        if (!self->failed(error)) self->read_rest();
                      });
  }

  void read_rest() {
    beast::http::async_read(socket_, buffer_, *parser_,
                            [self = shared_from_this()](const error_code& error, std::size_t) {
                              if (!self->failed(error)) self->answer();
                            });
  }

  void answer() {
    ++limits_set_;  // nothing is waited for
    deadline_.cancel();
    state_ = State::answering;
    const auto& message = parser_->get();
    keep_alive_ = message.keep_alive();
    for (const auto& field : message) {
      std::string name(field.name_string());
      std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      request_.headers.push_back({std::move(name), std::string(field.value())});
    }
    request_.peer = client_address(peer_, forwarded_for(), hall_.site.trusted_proxies);
    if (request_.method == Method::post &&
        !read_body(request_.header("content-type"), message.body(), request_))
      return refuse(400);
    if (hall_.waiting >= hall_.limits.waiting) return refuse(503);
    ++hall_.waiting;
    parser_.reset();
    asio::post(hall_.workers, [self = shared_from_this(), &hall = hall_] {
      Response response;
      try {
        response = hall.site.answer(self->request_);
      } catch (const std::exception&) {  // whoever answers tells of it; the server goes on
        response = refusal(500);
      }
      asio::post(hall.io, [self, &hall, response = std::move(response)]() mutable {
        --hall.waiting;
        self->send(std::move(response));
      });
    });
  }

  void send(Response response) {
    if (state_ == State::closed) return;
    state_ = State::sending;
    response_ = std::move(response);
    if (!response_.bytes) response_.bytes = std::make_shared<const std::string>();
    keep_alive_ = keep_alive_ && !hall_.is_closing;
    message_.emplace();
    message_->result(response_.status);
    message_->version(11);
    message_->keep_alive(keep_alive_);
    for (const Field& field : hall_.security) message_->set(field.name, field.value);
    message_->set(beast::http::field::date, http_date(hall_.site.now()));
    if (!response_.type.empty()) message_->set(beast::http::field::content_type, response_.type);
    for (const Field& field : response_.headers) message_->set(field.name, field.value);
    message_->content_length(response_.bytes->size());
    message_->body() = {response_.bytes->data(), response_.bytes->size()};
    serializer_.emplace(*message_);
    limit(time_for(response_.bytes->size()));
    auto done = [self = shared_from_this()](const error_code& error, std::size_t) {
      self->sent(error);
    };
    if (is_head_)
      beast::http::async_write_header(socket_, *serializer_, std::move(done));
    else
      beast::http::async_write(socket_, *serializer_, std::move(done));
  }

  void sent(const error_code& error) {
    serializer_.reset();
    message_.reset();
    response_ = {};
    request_ = {};
    if (error) return close();
    if (keep_alive_) return wait();
    linger();
  }

  // A client that is sending still would take a cut line for the answer (RFC 9112, 9.6).
  void linger() {
    state_ = State::lingering;
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    buffer_.consume(buffer_.size());
    lingered_ = 0;
    limit(time_to_linger);
    listen_on();
  }

  void listen_on() {
    socket_.async_read_some(buffer_.prepare(16u << 10),
                            [self = shared_from_this()](const error_code& error, std::size_t got) {
                              self->lingered_ += got;
                              if (error || self->lingered_ > most_lingering) return self->close();
                              self->listen_on();
                            });
  }

  Hall& hall_;
  tcp::socket socket_;
  asio::steady_timer deadline_;
  std::string peer_;
  beast::flat_buffer buffer_{128 * 1024};  // the extensions of chunks have no bound of their own
  std::optional<Parser> parser_;
  Request request_;
  Response response_;
  std::optional<Message> message_;
  std::optional<Serializer> serializer_;
  State state_ = State::idle;
  bool is_late_ = false, is_head_ = false, keep_alive_ = false;
  std::size_t lingered_ = 0, limits_set_ = 0;
};

std::string shown(const Endpoint& where) {
  return where.address.find(':') == std::string::npos
             ? fmt::format("{}:{}", where.address, where.port)
             : fmt::format("[{}]:{}", where.address, where.port);
}

[[noreturn]] void cannot_listen(const Endpoint& where, const error_code& error) {
  if (error == asio::error::address_in_use)
    throw finding::Failure(
        {fmt::format("Un autre programme écoute déjà à l’adresse {}.", shown(where)),
         fmt::format("Another program listens at {} already.", shown(where))},
        {"Arrêtez-le, ou choisissez un autre port avec --listen.",
         "Stop it, or choose another port with --listen."});
  throw finding::Failure(
      {fmt::format("Impossible d’écouter à l’adresse {}\u00a0: {}.", shown(where), error.message()),
       fmt::format("Can't listen at {}: {}.", shown(where), error.message())},
      {"Prenez une adresse de cette machine et un port au-dessus de 1023, comme 127.0.0.1:8080.",
       "Take an address of this machine and a port above 1023, such as 127.0.0.1:8080."});
}

}  // namespace

struct Server::State {
  Hall hall;
  tcp::acceptor acceptor{hall.io};
  asio::steady_timer clock{hall.io};

  void accept() {
    acceptor.async_accept([this](const error_code& error, tcp::socket socket) {
      if (!acceptor.is_open()) return;
      if (!error) take(std::move(socket));
      if (!error || error == asio::error::connection_aborted) return accept();
      // No descriptor left, say: those that are open end first.
      clock_for_accepting.expires_after(look_for_the_end);
      clock_for_accepting.async_wait([this](const error_code& stopped) {
        if (!stopped) accept();
      });
    });
  }

  void take(tcp::socket socket) {
    error_code bad;
    const auto remote = socket.remote_endpoint(bad);
    if (bad) return;
    socket.set_option(tcp::no_delay(true), bad);
    const std::string peer = client_address(remote.address().to_string(), "", {});
    const bool is_trusted = is_in(peer, hall.site.trusted_proxies);
    const bool is_full = hall.connections.size() >= hall.limits.connections;
    auto connection = std::make_shared<Connection>(hall, std::move(socket), peer);
    const std::size_t of_peer = ++hall.peers[peer];
    hall.connections.insert(connection);
    if (is_full)
      connection->refuse(503);
    else if (!is_trusted && of_peer > hall.limits.connections_per_peer)
      connection->refuse(429);
    else
      connection->wait();
  }

  void watch(const std::function<bool()>& interrupted, std::chrono::milliseconds left) {
    if (!hall.is_closing && interrupted()) {
      hall.is_closing = true;
      error_code ignored;
      acceptor.close(ignored);
      clock_for_accepting.cancel();
      for_each([](Connection& connection) { connection.close_if_idle(); });
    }
    if (hall.is_closing) {
      if (left.count() <= 0) for_each([](Connection& connection) { connection.close(); });
      if (hall.connections.empty()) return;
      left -= look_for_the_end;
    }
    clock.expires_after(look_for_the_end);
    clock.async_wait([this, &interrupted, left](const error_code&) { watch(interrupted, left); });
  }

  template <typename Act>
  void for_each(Act act) {
    for (const auto& connection : std::set(hall.connections)) act(*connection);
  }

  asio::steady_timer clock_for_accepting{hall.io};
};

std::optional<Endpoint> endpoint_in(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view address = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  const bool is_bracketed = address.starts_with('[') && address.ends_with(']');
  if (is_bracketed) address = address.substr(1, address.size() - 2);
  Endpoint endpoint{std::string(address), 0};
  const auto [end, bad] =
      std::from_chars(digits.data(), digits.data() + digits.size(), endpoint.port);
  if (bad != std::errc() || end != digits.data() + digits.size() || digits.empty() ||
      !is_network(address) || address.find('/') != std::string_view::npos ||
      is_bracketed != (address.find(':') != std::string_view::npos))
    return std::nullopt;
  return endpoint;
}

Server::Server(const Endpoint& where, Site site, Limits limits)
    : state_(new State{{.workers = asio::thread_pool(limits.workers),
                        .site = std::move(site),
                        .limits = limits,
                        .security = {}}}) {
  State& state = *state_;
  state.hall.security = security_headers(state.hall.site.everything_by_tls);
  error_code bad;
  const tcp::endpoint endpoint(asio::ip::make_address(where.address, bad), where.port);
  if (!bad) state.acceptor.open(endpoint.protocol(), bad);
  if (!bad) state.acceptor.set_option(tcp::acceptor::reuse_address(true), bad);
  if (!bad) state.acceptor.bind(endpoint, bad);
  if (!bad) state.acceptor.listen(tcp::acceptor::max_listen_connections, bad);
  if (bad) cannot_listen(where, bad);
}

Server::~Server() {
  state_->hall.workers.join();
}

Endpoint Server::endpoint() const {
  const tcp::endpoint here = state_->acceptor.local_endpoint();
  return {here.address().to_string(), here.port()};
}

void Server::run(const std::function<bool()>& interrupted) {
  state_->accept();
  state_->watch(interrupted, state_->hall.limits.closing);
  state_->hall.io.run();
}

}  // namespace imprimatur::http
