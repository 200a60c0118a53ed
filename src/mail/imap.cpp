#include "mail/imap.h"

#include "finding/failure.h"
#include "mail/connection.h"
#include "mail/plain.h"
#include "world/stopwatch.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace imprimatur::mail {
namespace {

using finding::Sentence;

constexpr std::size_t most_text = 16u << 20, most_lines_of_answer = 10'000;
constexpr std::uintmax_t largest_literal = 0xffff'ffff;
constexpr std::chrono::minutes longest_answer{10};

// One response (RFC 3501, 2.2.2): its lines, and behind each but the last the literal that the line
// announces with "{SIZE}".
struct Response {
  std::vector<std::string> lines;
  std::vector<std::string> literals;
  bool is_cut = false;  // of a literal nothing was kept: it is too large

  bool is(std::string_view begin) const { return in_lower_case(lines.front()).starts_with(begin); }
};

// The size that a line announces at its end; nullopt where no literal follows it. What no number
// fits is past every bound.
std::optional<std::uintmax_t> announced(std::string_view line) {
  const std::size_t open = line.rfind('{');
  if (!line.ends_with('}') || open == std::string_view::npos) return std::nullopt;
  const std::string_view digits = line.substr(open + 1, line.size() - open - 2);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  std::uintmax_t size = largest_literal + 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), size);
  return size;
}

// The number behind `name` ("uid "), where that is a word of its own.
std::optional<std::uint64_t> number_behind(const Response& response, std::string_view name) {
  for (const std::string& line : response.lines) {
    const std::string text = in_lower_case(line);
    const std::size_t at = text.find(name);
    if (at == std::string::npos || at == 0 || (text[at - 1] != ' ' && text[at - 1] != '('))
      continue;
    std::uint64_t number = 0;
    const char* from = text.data() + at + name.size();
    if (std::from_chars(from, text.data() + text.size(), number).ec == std::errc()) return number;
  }
  return std::nullopt;
}

// "* 12 FETCH (…": of one message, asked for or not (RFC 3501, 7.4.2).
bool is_fetch(const Response& response) {
  const std::string text = in_lower_case(response.lines.front());
  const std::size_t behind = text.find_first_not_of("0123456789", 2);
  return text.starts_with("* ") && behind != 2 && behind != std::string::npos &&
         text.substr(behind).starts_with(" fetch (");
}

// The message in it: as a literal, or as a string that may as well be empty.
std::optional<Fetched> message_in(const Response& response) {
  for (std::size_t i = 0; i < response.lines.size(); ++i) {
    const std::string text = in_lower_case(response.lines[i]);
    const std::size_t at = text.find("body[] ");
    if (at == std::string::npos) continue;
    const std::string value = text.substr(at + 7);
    if (value.starts_with("{") && i < response.literals.size()) {
      if (response.is_cut) return Fetched{Fetch::too_large, {}};
      return Fetched{Fetch::whole, response.literals[i]};
    }
    if (value.starts_with("\"\"") || value.starts_with("nil")) return Fetched{Fetch::whole, {}};
  }
  return std::nullopt;
}

int ask_world(void* world, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const world::World*>(world)->interrupted() ? 1 : 0;
}

Sentence hint_at(CURLcode code) {
  switch (code) {
    case CURLE_LOGIN_DENIED:
      return {"Vérifiez «\u00a0user\u00a0» et le mot de passe de [inbox] (mail.toml).",
              "Check \"user\" and the password of [inbox] (mail.toml)."};
    case CURLE_USE_SSL_FAILED:
      return {
          "Le serveur n’offre pas STARTTLS\u00a0: essayez «\u00a0tls\u00a0» dans [inbox] "
          "(mail.toml).",
          "The server offers no STARTTLS: try \"tls\" in [inbox] (mail.toml)."};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return {
          "Vérifiez «\u00a0host\u00a0» et le certificat du serveur, ou nommez l’autorité qui "
          "l’a signé dans «\u00a0authorities\u00a0» de [inbox] (mail.toml).",
          "Check \"host\" and the server's certificate, or name the authority that signed it "
          "in \"authorities\" of [inbox] (mail.toml)."};
    default:
      return {
          "Vérifiez «\u00a0host\u00a0», «\u00a0port\u00a0» et «\u00a0security\u00a0» de "
          "[inbox] (mail.toml), et que le serveur tourne\u202f; puis recommencez.",
          "Check \"host\", \"port\" and \"security\" of [inbox] (mail.toml), and that the "
          "server runs; then try again."};
  }
}

const Sentence try_again{
    "Recommencez\u202f: ce qui n’est pas encore marqué comme lu sera relu, et rien n’est noté deux "
    "fois. Si cela dure, voyez le journal du serveur.",
    "Try again: what isn't marked as seen yet is read once more, and nothing is noted twice. If it "
    "lasts, see the server's log."};

}  // namespace

// The connection, and commands over it one after the other.
class Inbox::Talk {
 public:
  Talk(const world::World& world, const Server& server,
       const std::optional<world::SecretText>& password, std::chrono::seconds patience)
      : world_(world),
        host_(server.host),
        patience_(patience),
        easy_(connection_to(server, password, "imap", "", patience)),
        waiting_(curl_multi_init(), curl_multi_cleanup) {
    world.checkpoint();
    if (!waiting_) expect_set(CURLE_OUT_OF_MEMORY);
    expect_set(curl_easy_setopt(easy_.get(), CURLOPT_CONNECT_ONLY, 1L));
    expect_set(curl_easy_setopt(easy_.get(), CURLOPT_NOPROGRESS, 0L));
    expect_set(curl_easy_setopt(easy_.get(), CURLOPT_XFERINFOFUNCTION, ask_world));
    expect_set(curl_easy_setopt(easy_.get(), CURLOPT_XFERINFODATA, &world));
    const CURLcode code = curl_easy_perform(easy_.get());
    if (code == CURLE_ABORTED_BY_CALLBACK) world.checkpoint();
    if (code != CURLE_OK) refuse(curl_easy_strerror(code), hint_at(code));
    expect_set(curl_easy_getinfo(easy_.get(), CURLINFO_ACTIVESOCKET, &socket_));
  }
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;
  ~Talk() {  // no answer is waited for
    constexpr std::string_view farewell = "bye LOGOUT\r\n";
    std::size_t sent = 0;
    curl_easy_send(easy_.get(), farewell.data(), farewell.size(), &sent);
  }

  // What the server says to it, without the line that ends it; nullopt where that is NO. Of
  // literals `most` bytes are kept.
  std::optional<std::vector<Response>> ask(const std::string& command, std::uintmax_t most = 0) {
    const std::string tag = fmt::format("i{}", ++commands_);
    since_ = {};
    text_ = 0;
    send(tag + " " + command + "\r\n");
    for (std::vector<Response> all;;) {
      Response one = response(most);
      if (one.is(tag + " ok")) {
        all.push_back(std::move(one));
        return all;
      }
      refusal_ = printable_line(one.lines.front());
      if (one.is(tag + " no")) return std::nullopt;
      if (!one.is("* ") || one.is("* bye")) refuse("\"" + refusal_ + "\"", try_again);
      if (all.size() == most_lines_of_answer) refuse("more than 10,000 lines", try_again);
      all.push_back(std::move(one));
    }
  }

  // Where a command has to be done. The last of the responses is the one that says OK.
  std::vector<Response> insist(const std::string& command, const Sentence& hint = try_again,
                               std::uintmax_t most = 0) {
    auto all = ask(command, most);
    if (!all) refuse("\"" + refusal_ + "\"", hint);
    return std::move(*all);
  }

  [[noreturn]] void refuse(const std::string& reason, const Sentence& hint) const {
    throw finding::Failure(
        {fmt::format("La boîte aux lettres de {} ne peut pas être lue\u00a0: {}.", host_, reason),
         fmt::format("The mailbox at {} can't be read: {}.", host_, reason)},
        hint);
  }

 private:
  Response response(std::uintmax_t& most) {
    Response all;
    for (;;) {
      all.lines.push_back(line());
      const auto size = announced(all.lines.back());
      if (!size) return all;
      if (*size > largest_literal) refuse("literal of more than 4 GiB", try_again);
      if (all.lines.size() > most_lines_of_answer) refuse("more than 10,000 literals", try_again);
      all.literals.push_back(literal(*size, *size <= most));
      if (*size <= most)
        most -= *size;
      else
        all.is_cut = true;
    }
  }

  std::string line() {
    std::size_t looked_at = 0;
    for (;;) {
      const std::size_t end = held_.find('\n', looked_at);
      const std::size_t size = end == std::string::npos ? held_.size() : end;
      if (text_ + size > most_text) refuse("answer of more than 16 MiB", try_again);
      if (end != std::string::npos) {
        text_ += end + 1;
        std::string text = held_.substr(0, end);
        held_.erase(0, end + 1);
        if (text.ends_with('\r')) text.pop_back();
        return text;
      }
      looked_at = held_.size();
      receive();
    }
  }

  std::string literal(std::uintmax_t size, bool is_kept) {
    std::string bytes;
    for (;;) {
      const std::size_t here =
          static_cast<std::size_t>(std::min<std::uintmax_t>(size, held_.size()));
      if (is_kept) bytes.append(held_, 0, here);
      held_.erase(0, here);
      size -= here;
      if (size == 0) return bytes;
      receive();
    }
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      std::size_t sent = 0;
      const CURLcode code = curl_easy_send(easy_.get(), bytes.data(), bytes.size(), &sent);
      if (code == CURLE_AGAIN)
        wait(CURL_WAIT_POLLOUT);
      else if (code != CURLE_OK)
        refuse(curl_easy_strerror(code), try_again);
      bytes.remove_prefix(sent);
    }
  }

  void receive() {
    char bytes[64 * 1024];
    for (;;) {
      std::size_t got = 0;
      const CURLcode code = curl_easy_recv(easy_.get(), bytes, sizeof bytes, &got);
      if (since_.passed() > longest_answer) refuse("no end after ten minutes", try_again);
      if (code == CURLE_AGAIN) {
        wait(CURL_WAIT_POLLIN);
        continue;
      }
      if (code != CURLE_OK) refuse(curl_easy_strerror(code), try_again);
      if (got == 0) refuse("the server hung up", try_again);
      held_.append(bytes, got);
      return;
    }
  }

  void wait(short for_what) const {
    const world::Stopwatch silence;
    for (int ready = 0; ready == 0;) {
      world_.checkpoint();
      if (silence.passed() > patience_) refuse("no word from the server", try_again);
      curl_waitfd descriptor{socket_, for_what, 0};
      if (curl_multi_poll(waiting_.get(), &descriptor, 1, 250, &ready) != CURLM_OK)
        refuse("poll", try_again);
    }
  }

  const world::World& world_;
  std::string host_;
  std::chrono::seconds patience_;
  Connection easy_;
  std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> waiting_;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
  int commands_ = 0;
  std::string held_;  // came, and wasn't looked at yet
  world::Stopwatch since_;
  std::size_t text_ = 0;  // bytes of lines in the answer to the command
  std::string refusal_;   // of a command that was answered NO
};

Inbox::Inbox(const world::World& world, const Server& server,
             const std::optional<world::SecretText>& password, const std::string& folder,
             std::chrono::seconds patience)
    : talk_(std::make_unique<Talk>(world, server, password, patience)) {
  const Sentence hint{
      fmt::format(
          "Vérifiez «\u00a0folder\u00a0» de [inbox] (mail.toml)\u00a0: il vaut «\u00a0{}\u00a0», "
          "et doit pouvoir être écrit.",
          folder),
      fmt::format("Check \"folder\" of [inbox] (mail.toml): it is \"{}\", and has to be writable.",
                  folder)};
  const auto said = talk_->insist("SELECT \"" + folder + "\"", hint);
  if (in_lower_case(said.back().lines.front()).find("[read-only]") != std::string::npos)
    talk_->refuse(printable_line(said.back().lines.front()), hint);
}

Inbox::~Inbox() = default;

std::vector<std::uint32_t> Inbox::unseen() {
  std::vector<std::uint32_t> uids;
  for (const Response& response : talk_->insist("UID SEARCH UNSEEN")) {
    if (!response.is("* search")) continue;
    const std::string& text = response.lines.front();
    const char* const end = text.data() + text.size();
    for (const char* at = text.data() + 8; at < end;) {
      while (at < end && *at == ' ') ++at;
      std::uint32_t uid = 0;
      const auto [behind, error] = std::from_chars(at, end, uid);
      if (at < end && (error != std::errc() || uid == 0))
        talk_->refuse(printable_line(text), try_again);
      if (at < end) uids.push_back(uid);
      at = behind;
    }
  }
  std::ranges::sort(uids);
  uids.erase(std::ranges::unique(uids).begin(), uids.end());
  return uids;
}

Fetched Inbox::fetch(std::uint32_t uid, std::uintmax_t most) {
  const auto sizes = talk_->ask(fmt::format("UID FETCH {} (UID RFC822.SIZE)", uid));
  if (!sizes) return {};
  for (const Response& response : *sizes)
    if (is_fetch(response) && number_behind(response, "uid ") == uid &&
        number_behind(response, "rfc822.size ").value_or(0) > most)
      return {Fetch::too_large, {}};
  // Servers may be wrong about the size, so it is looked at once more.
  const auto messages = talk_->ask(fmt::format("UID FETCH {} (UID BODY.PEEK[])", uid), most);
  if (!messages) return {};
  for (const Response& response : *messages)
    if (is_fetch(response) && number_behind(response, "uid ") == uid)
      if (auto fetched = message_in(response)) return std::move(*fetched);
  return {};
}

void Inbox::mark_seen(std::uint32_t uid) {
  talk_->insist(fmt::format("UID STORE {} +FLAGS.SILENT (\\Seen)", uid));
}

}  // namespace imprimatur::mail
