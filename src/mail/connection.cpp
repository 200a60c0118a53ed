#include "mail/connection.h"

#include "finding/failure.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>

namespace imprimatur::mail {
namespace {

[[noreturn]] void refuse_curl(const char* reason) {
  throw finding::Failure(
      {std::string("libcurl ne peut pas joindre le serveur\u00a0: ") + reason + ".",
       std::string("libcurl can't reach the server: ") + reason + "."},
      {"Vérifiez mail.toml et l’installation de libcurl.",
       "Check mail.toml and the installation of libcurl."});
}

}  // namespace

void Disconnect::operator()(void* easy) const noexcept {
  curl_easy_cleanup(easy);
}

void expect_set(int code) {
  if (code != CURLE_OK) refuse_curl(curl_easy_strerror(static_cast<CURLcode>(code)));
}

Connection connection_to(const Server& server, const std::optional<world::SecretText>& password,
                         std::string_view protocol, const std::string& path,
                         std::chrono::seconds patience) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  Connection easy(curl_easy_init());
  if (!easy) refuse_curl("no memory");
  const auto set = [&](CURLoption option, auto value) {
    expect_set(curl_easy_setopt(easy.get(), option, value));
  };
  const bool is_v6 = server.host.find(':') != std::string::npos;
  const std::string with_tls = std::string(protocol) + "s";
  const std::string url = (server.security == Security::tls ? with_tls : std::string(protocol)) +
                          "://" + (is_v6 ? "[" + server.host + "]" : server.host) + ":" +
                          std::to_string(server.port) + "/" + path;
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, (std::string(protocol) + "," + with_tls).c_str());
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, std::min(20L, static_cast<long>(patience.count())));
  set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(patience.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(patience.count()));
  set(CURLOPT_USE_SSL,
      static_cast<long>(server.security == Security::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (server.authorities) set(CURLOPT_CAINFO, server.authorities->c_str());
  if (!server.user.empty()) set(CURLOPT_USERNAME, server.user.c_str());
  if (password) set(CURLOPT_PASSWORD, std::string(password->view()).c_str());
  return easy;
}

std::string printable_line(std::string_view line) {
  std::string words;
  for (const char c : line.substr(0, 200)) {
    if (c == '\r' || c == '\n') continue;
    words += c >= 0x20 && c < 0x7f ? c : '?';
  }
  return words;
}

}  // namespace imprimatur::mail
