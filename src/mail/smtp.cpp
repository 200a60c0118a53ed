#include "mail/smtp.h"

#include "mail/connection.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace imprimatur::mail {
namespace {

using Words = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

// What passes over the connection, as far as the outcome hangs on it.
struct Talk {
  const world::World& world;
  std::string_view left;  // of the message
  bool all_sent = false;  // its last byte was asked for
  std::string command;    // its first word, of the last one that we gave
  std::string refused;    // the command that `refusal` answers
  std::string refusal;  // the server's last line of those that refuse, if nothing went on after it
  std::string answer_to_it;  // its first line after that
};

std::size_t feed(char* into, std::size_t size, std::size_t count, void* talk) {
  Talk& now = *static_cast<Talk*>(talk);
  const std::size_t bytes = std::min(size * count, now.left.size());
  std::memcpy(into, now.left.data(), bytes);
  now.left.remove_prefix(bytes);
  if (now.left.empty()) now.all_sent = true;
  return bytes;
}

// "250 2.0.0 Ok" says 2.
char kind_of_reply(const std::string& line) {
  return line.empty() ? '\0' : line.front();
}

std::size_t hear(char* bytes, std::size_t size, std::size_t count, void* talk) {
  Talk& now = *static_cast<Talk*>(talk);
  const std::string line = printable_line({bytes, size * count});
  const char kind = kind_of_reply(line);
  if (kind == '4' || kind == '5') {
    now.refusal = line;
    now.refused = now.command;
  } else if (!line.starts_with("221")) {  // libcurl takes its leave after a refusal
    now.refusal.clear();
  }
  if (now.all_sent && now.answer_to_it.empty()) now.answer_to_it = line;
  return size * count;
}

// Of what passes, the first word of each command of ours: the password is in none.
int overhear(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* talk) {
  if (kind == CURLINFO_HEADER_OUT)
    static_cast<Talk*>(talk)->command = std::string(bytes, std::min<std::size_t>(size, 4));
  return 0;
}

int look_up(void* talk, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Talk*>(talk)->world.interrupted() ? 1 : 0;
}

template <typename Value>
void set(const Connection& easy, CURLoption option, Value value) {
  expect_set(curl_easy_setopt(easy.get(), option, value));
}

Delivery outcome_of(CURLcode code, const Talk& talk) {
  if (code == CURLE_OK) return {Delivered::accepted, talk.answer_to_it};
  const std::string reason = curl_easy_strerror(code);
  if (talk.all_sent) {
    switch (kind_of_reply(talk.answer_to_it)) {
      case '2': return {Delivered::accepted, talk.answer_to_it};  // it fell out over the farewell
      case '4': return {Delivered::later, talk.answer_to_it};
      case '5': return {Delivered::never, talk.answer_to_it};
      default: return {Delivered::unknown, reason};
    }
  }
  if (talk.refusal.empty()) return {Delivered::later, reason};
  // Only then is it about the recipient or the message (RFC 5321, 4.3.2; 552 at MAIL: its size).
  const bool is_theirs = talk.refused == "RCPT" || talk.refused == "DATA" ||
                         (talk.refused == "MAIL" && talk.refusal.starts_with("552"));
  const bool is_final = is_theirs && kind_of_reply(talk.refusal) == '5';
  return {is_final ? Delivered::never : Delivered::later, talk.refusal};
}

}  // namespace

Delivery deliver(const world::World& world, const Server& server,
                 const std::optional<world::SecretText>& password, const std::string& sender,
                 const std::string& recipient, std::string_view message,
                 std::chrono::seconds patience) {
  world.checkpoint();
  const Connection easy = connection_to(server, password, "smtp", server.hello, patience);
  Talk talk{world, message, message.empty(), {}, {}, {}, {}};
  const Words recipients(curl_slist_append(nullptr, ("<" + recipient + ">").c_str()),
                         curl_slist_free_all);
  set(easy, CURLOPT_MAIL_FROM, ("<" + sender + ">").c_str());
  set(easy, CURLOPT_MAIL_RCPT, recipients.get());
  set(easy, CURLOPT_UPLOAD, 1L);
  set(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  set(easy, CURLOPT_READFUNCTION, feed);
  set(easy, CURLOPT_READDATA, &talk);
  set(easy, CURLOPT_HEADERFUNCTION, hear);
  set(easy, CURLOPT_HEADERDATA, &talk);
  set(easy, CURLOPT_WRITEFUNCTION, hear);
  set(easy, CURLOPT_WRITEDATA, &talk);
  set(easy, CURLOPT_NOPROGRESS, 0L);
  set(easy, CURLOPT_XFERINFOFUNCTION, look_up);
  set(easy, CURLOPT_XFERINFODATA, &talk);
  set(easy, CURLOPT_VERBOSE, 1L);
  set(easy, CURLOPT_DEBUGFUNCTION, overhear);
  set(easy, CURLOPT_DEBUGDATA, &talk);
  const CURLcode code = curl_easy_perform(easy.get());
  if (code == CURLE_ABORTED_BY_CALLBACK && talk.answer_to_it.empty()) world.checkpoint();
  return outcome_of(code, talk);
}

}  // namespace imprimatur::mail
