#include "mail/settings.h"

#include "mail/plain.h"
#include "order/order.h"
#include "reading/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace imprimatur::mail {
namespace {

using reading::shown;
using reading::Table;

// RFC 5321, 4.5.3.1.1: a local part has 64 characters, and a token of 16 goes in as well.
constexpr std::size_t longest_local_part = 64 - 1 - 16;

std::string address_at(Table& table, std::string_view key, bool bears_token) {
  const std::string address = table.text(key, {3, 254});
  const bool fits = !bears_token || address.find('@') <= longest_local_part;
  if (address.empty() || (order::is_mail_address(address) && fits)) return address;
  table.error(
      std::string(key), "mail-address",
      {fmt::format("«\u00a0{}\u00a0» n’est pas une adresse dont on puisse se servir.",
                   shown(address)),
       fmt::format("\"{}\" is no address that can be used.", shown(address))},
      {"Écrivez-la comme bat@exemple.fr, sans accents ni espaces, avec au plus 47 caractères "
       "avant «\u00a0@\u00a0».",
       "Write it as bat@exemple.fr, without accents or spaces, and with 47 characters at most "
       "before \"@\"."});
  return {};
}

// A name, or an address of version 4 or 6; no port.
bool is_host(std::string_view host) {
  const bool is_v6 = host.find(':') != std::string_view::npos && host.find(':') != host.rfind(':');
  return !host.empty() && host.front() != '-' && std::ranges::all_of(host, [&](unsigned char c) {
    if (is_v6) return std::isxdigit(c) != 0 || c == '.' || c == ':';
    return std::isalnum(c) != 0 || c == '.' || c == '-';
  });
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::string host_at(Table& table, std::string_view key, std::string host) {
  if (host.empty() || is_host(host)) return host;
  table.error(std::string(key), "mail-host",
              {fmt::format("«\u00a0{}\u00a0» n’est pas le nom d’une machine.", shown(host)),
               fmt::format("\"{}\" is not the name of a machine.", shown(host))},
              {"Écrivez-le comme smtp.exemple.fr, sans «\u00a0smtp://\u00a0» ni port.",
               "Write it as smtp.exemple.fr, without \"smtp://\" and without a port."});
  return {};
}

// What is laid out in a file of the workspace is named by a path inside it.
std::string file_at(Table& table, std::string_view key) {
  const std::string name = table.optional_text(key, {1, 200}).value_or("");
  const world::Path path(name);
  const bool leaves = path.is_absolute() || std::ranges::any_of(path, [](const world::Path& part) {
                        return part == "..";
                      });
  if (!leaves) return name;
  table.error(std::string(key), "mail-file",
              {fmt::format("«\u00a0{}\u00a0» sort de l’espace de travail.", shown(name)),
               fmt::format("\"{}\" leads out of the workspace.", shown(name))},
              {"Nommez un fichier de l’espace de travail, comme keys/smtp-password.",
               "Name a file of the workspace, such as keys/smtp-password."});
  return {};
}

// The ports of a protocol that are usual with STARTTLS, with TLS, and without.
struct Ports {
  std::uint16_t starttls, tls, none;

  std::uint16_t of(Security security) const {
    if (security == Security::starttls) return starttls;
    return security == Security::tls ? tls : none;
  }
};
constexpr Ports submission{587, 465, 25};       // RFC 6409, RFC 8314, RFC 5321
constexpr Ports mailbox_access{143, 993, 143};  // RFC 3501, RFC 8314

void expect_safe(Table& table, const Server& server, const std::string& password_file) {
  if (server.user.empty() != password_file.empty()) {
    table.error(server.user.empty() ? "password_file" : "user", "mail-login",
                {"Il faut «\u00a0user\u00a0» et «\u00a0password_file\u00a0» ensemble, ou ni l’un "
                 "ni l’autre.",
                 "\"user\" and \"password_file\" go together, or neither is given."},
                {"Ajoutez ce qui manque, ou ôtez l’autre.",
                 "Add what is missing, or take the other away."});
  } else if (!server.user.empty() && server.security == Security::none) {
    table.error(
        "security", "mail-clear",
        {"Un mot de passe ne part pas en clair.", "A password is never sent in the clear."},
        {"Écrivez «\u00a0starttls\u00a0» ou «\u00a0tls\u00a0».", "Write \"starttls\" or \"tls\"."});
  } else if (server.security == Security::none && !server.host.empty() &&
             !is_this_machine(server.host)) {
    table.error("security", "mail-clear",
                {"Sans chiffrement on ne parle qu’à cette machine.",
                 "Without encryption there is no speaking but to this machine."},
                {"Écrivez «\u00a0starttls\u00a0» ou «\u00a0tls\u00a0», ou passez par un serveur "
                 "local (127.0.0.1).",
                 "Write \"starttls\" or \"tls\", or go through a local server (127.0.0.1)."});
  }
}

Server server_at(Table& table, const Ports& usual, std::string& password_file) {
  Server server;
  server.host = host_at(table, "host", table.text("host", {1, 253}));
  server.security = table.choice<Security>(
      "security",
      {{"starttls", Security::starttls}, {"tls", Security::tls}, {"none", Security::none}});
  server.port = static_cast<std::uint16_t>(
      table.optional_integer("port", {1, 65535}).value_or(usual.of(server.security)));
  server.user = table.optional_text("user", {1, 254}).value_or("");
  password_file = file_at(table, "password_file");
  if (const std::string authorities = file_at(table, "authorities"); !authorities.empty())
    server.authorities = authorities;
  expect_safe(table, server, password_file);
  return server;
}

void read_server(Table table, Settings& settings) {
  settings.server = server_at(table, submission, settings.password_file);
  settings.server.hello =
      host_at(table, "hello", table.optional_text("hello", {1, 253}).value_or("localhost"));
}

void read_inbox(Table table, Settings& settings) {
  if (!table.present()) return;
  InboxSettings inbox;
  inbox.server = server_at(table, mailbox_access, inbox.password_file);
  inbox.folder = table.optional_text("folder", {1, 200}).value_or("INBOX");
  if (!std::ranges::all_of(inbox.folder,
                           [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }))
    table.error("folder", "mail-folder",
                {fmt::format("«\u00a0{}\u00a0» n’est pas le nom d’un dossier tel que les serveurs "
                             "l’écrivent.",
                             shown(inbox.folder)),
                 fmt::format("\"{}\" is not the name of a folder as servers spell it.",
                             shown(inbox.folder))},
                {"Écrivez-le sans accents ni guillemets, «\u00a0é\u00a0» par exemple comme "
                 "«\u00a0&AOk-\u00a0» (RFC 3501, 5.1.3).",
                 "Write it without accents or quotes, \"é\" for instance as \"&AOk-\" (RFC 3501, "
                 "5.1.3)."});
  settings.inbox = std::move(inbox);
}

void read_review(Table table, Settings& settings) {
  if (!table.present()) return;
  std::string url = table.text("url", {10, 200});
  while (url.ends_with('/')) url.pop_back();
  const bool good =
      (url.starts_with("https://") || url.starts_with("http://localhost") ||
       url.starts_with("http://127.0.0.1")) &&
      std::ranges::all_of(url, [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("-._~:/[]").find(static_cast<char>(c)) != std::string_view::npos;
      });
  if (good || url.empty()) {
    settings.review_url = url;
    return;
  }
  table.error(
      "url", "mail-url",
      {fmt::format("«\u00a0{}\u00a0» n’est pas l’adresse d’une page de relecture.", shown(url)),
       fmt::format("\"{}\" is not the address of a review page.", shown(url))},
      {"Écrivez-la comme https://bat.exemple.fr\u202f; «\u00a0http://\u00a0» seulement pour cette "
       "machine.",
       "Write it as https://bat.exemple.fr; \"http://\" for this machine only."});
}

}  // namespace

std::optional<Settings> read_settings(const std::string& file, std::string_view bytes,
                                      finding::Findings& findings) {
  finding::Findings mine;
  Settings settings;
  if (auto document = reading::Document::read(file, bytes, mine)) {
    Table root = document->root();
    root.integer("format", {1, 1});
    if (root.optional_flag("example", false))
      root.error(
          "example", "mail-example",
          {"mail.toml est encore l’exemple livré avec imprimatur.",
           "mail.toml is still the example that comes with imprimatur."},
          {"Mettez-y votre serveur et vos adresses, puis ôtez la ligne «\u00a0example\u00a0».",
           "Put your server and your addresses in, then take the line \"example\" away."});
    Table from = root.table("from");
    settings.from = {from.text("name", {1, 100}), address_at(from, "address", false)};
    read_server(root.table("server"), settings);
    Table answers = root.table("answers");
    settings.reply_address = address_at(answers, "address", true);
    settings.bounce_address = address_at(answers, "bounces", true);
    settings.separator =
        answers.optional_choice<char>("separator", {{"+", '+'}, {"-", '-'}, {"=", '='}}, '+');
    settings.authentication = in_lower_case(host_at(
        answers, "authentication", answers.optional_text("authentication", {1, 253}).value_or("")));
    read_review(root.optional_table("review"), settings);
    read_inbox(root.optional_table("inbox"), settings);
    document->refuse_unknown_keys();
  }
  findings.add(mine);
  if (mine.has_errors()) return std::nullopt;
  return settings;
}

std::string with_token(const std::string& address, char separator, std::string_view token) {
  const std::size_t at = address.rfind('@');
  return address.substr(0, at) + separator + std::string(token) + address.substr(at);
}

std::optional<std::string> token_in(std::string_view address, const std::string& base,
                                    char separator) {
  const std::string given = in_lower_case(address), wanted = in_lower_case(base);
  const std::size_t at = wanted.rfind('@');
  const std::string head = wanted.substr(0, at) + separator, tail = wanted.substr(at);
  if (given.size() <= head.size() + tail.size() || !given.starts_with(head) ||
      !given.ends_with(tail))
    return std::nullopt;
  return given.substr(head.size(), given.size() - head.size() - tail.size());
}

}  // namespace imprimatur::mail
