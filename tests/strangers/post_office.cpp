#include "post_office.h"

#include "../pdf/strangers.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

namespace imprimatur::strangers {
namespace {

const world::Path master = "/usr/lib/postfix/sbin/master", dovecot = "/usr/sbin/dovecot";
constexpr int mail_owner = 5000;  // a number of nobody's

// What nobody listens to now.
std::uint16_t free_port() {
  const int door = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(door, reinterpret_cast<sockaddr*>(&here), sizeof here);
  socklen_t size = sizeof here;
  ::getsockname(door, reinterpret_cast<sockaddr*>(&here), &size);
  ::close(door);
  return ntohs(here.sin_port);
}

bool is_open(std::uint16_t port) {
  const int door = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  there.sin_port = htons(port);
  const bool open = ::connect(door, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
  ::close(door);
  return open;
}

template <typename Condition>
bool becomes(const Condition& condition) {
  for (int i = 0; i < 600 && !condition(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return condition();
}

// {0} folder, {1} owner of the mailboxes.
constexpr const char* main_cf = R"(compatibility_level = 3.6
queue_directory = {0}/queue
data_directory = {0}/data
maillog_file = {0}/postfix.log
maillog_file_prefixes = {0}
myhostname = mx.shop.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
relayhost =
default_transport = error:there is no network here
alias_maps =
alias_database =
recipient_delimiter = +
virtual_mailbox_domains = shop.example, client.example
virtual_mailbox_base = {0}/boxes
virtual_mailbox_maps = texthash:{0}/postfix/boxes
virtual_uid_maps = static:{1}
virtual_gid_maps = static:{1}
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {0}/dovecot/auth-postfix
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {0}/cert.pem
smtpd_tls_key_file = {0}/key.pem
)";

constexpr const char* master_cf = R"(127.0.0.1:{} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
)";

constexpr const char* dovecot_conf = R"(base_dir = {0}/dovecot
state_dir = {0}/dovecot
log_path = {0}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{0}/cert.pem
ssl_key = <{0}/key.pem
mail_location = maildir:{0}/boxes/%n/Maildir
first_valid_uid = {1}
passdb {{
  driver = passwd-file
  args = username_format=%n {0}/users
}}
userdb {{
  driver = static
  args = uid={1} gid={1} home={0}/boxes/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {2}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service auth {{
  unix_listener auth-postfix {{
    mode = 0666
  }}
}}
)";

// $1 the folder, $2 the owner of the mailboxes. What `postfix check` would make, and faster.
constexpr const char* prepare = R"(set -e
cd "$1"
chmod 755 .
mkdir -p postfix queue data boxes dovecot
chown postfix data
chown "$2:$2" boxes
cd queue
mkdir active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace pid
chown postfix active bounce corrupt defer deferred flush hold incoming private public saved trace
chmod 700 active bounce corrupt defer deferred flush hold incoming private saved trace
cd ..
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=127.0.0.1 \
  -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem 2>openssl.log
)";

// A session of its own, so that it outlives the shell that starts it and waits for it; $1 the
// folder.
constexpr const char* start_dovecot = R"(cd "$1"
setsid timeout 240 /usr/sbin/dovecot -F -c "$1/dovecot.conf" >dovecot.out 2>&1 </dev/null &
n=0
while [ ! -s dovecot/master.pid ] && [ $n -lt 600 ]; do sleep 0.05; n=$((n + 1)); done
)";

constexpr const char* stop = R"(cd "$1"
for file in dovecot/master.pid queue/pid/master.pid; do
  pid=$(tr -d " " <"$file") || continue
  kill "$pid" || continue
  n=0
  while kill -0 "$pid" && [ $n -lt 100 ]; do sleep 0.05; n=$((n + 1)); done
done
)";

world::ChildResult shell(const char* script, const std::vector<std::string>& arguments) {
  std::vector<std::string> all{"-c", script, "sh"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return world::run_child("/bin/sh", all, "", {long_patience, long_patience});
}

void expect_done(const world::ChildResult& result, const std::string& what) {
  if (result.end != world::ChildEnd::exited || result.status != 0)
    throw std::runtime_error(
        fmt::format("{}: status {}\n{}{}", what, result.status, result.output, result.errors));
}

}  // namespace

std::string PostOffice::missing() {
  if (!std::filesystem::exists(master)) return "postfix isn't installed";
  if (!std::filesystem::exists(dovecot)) return "dovecot-imapd isn't installed";
  return ::geteuid() == 0 ? "" : "only root may start a mail server";
}

PostOffice::PostOffice() : smtp(free_port()), imap(free_port()) {
  const std::string at = folder_.path().string();
  expect_done(shell(prepare, {at, std::to_string(mail_owner)}), "no folders");
  world::write_file(folder_ / "postfix/main.cf", fmt::format(main_cf, at, mail_owner));
  world::write_file(folder_ / "postfix/master.cf", fmt::format(master_cf, smtp));
  world::write_file(folder_ / "postfix/boxes",
                    "bat@shop.example bat/Maildir/\ninclusion@client.example inclusion/Maildir/\n");
  world::write_file(folder_ / "users", fmt::format("bat:{{PLAIN}}{0}::::::\n"
                                                   "inclusion:{{PLAIN}}{0}::::::\n",
                                                   password));
  world::write_file(folder_ / "dovecot.conf", fmt::format(dovecot_conf, at, mail_owner, imap));
  try {
    expect_done(shell(start_dovecot, {at}), "no Dovecot");
    expect_done(world::run_child(master, {"-c", at + "/postfix", "-e", "240", "-w"}, "",
                                 {long_patience, long_patience}),
                "no Postfix");
    if (!becomes([&] { return is_open(smtp) && is_open(imap); }))
      throw std::runtime_error("the servers don't listen");
  } catch (const std::exception& failed) {
    shell(stop, {at});
    throw std::runtime_error(failed.what() + ("\n" + logs()));
  }
}

PostOffice::~PostOffice() {
  shell(stop, {folder_.path().string()});
}

world::Path PostOffice::maildir(const std::string& person) const {
  return folder_ / "boxes" / person / "Maildir";
}

std::vector<world::Path> PostOffice::arrived(const std::string& person, std::size_t count) const {
  std::vector<world::Path> files;
  const world::Path box = maildir(person) / "new";
  const auto all_here = [&] {
    files.clear();
    if (std::filesystem::exists(box))
      for (const auto& entry : std::filesystem::directory_iterator(box))
        files.push_back(entry.path());
    return files.size() >= count;
  };
  if (!becomes(all_here)) throw std::runtime_error("no mail came:\n" + logs());
  return files;
}

std::string PostOffice::logs() const {
  std::string all;
  for (const char* name : {"postfix.log", "dovecot.log", "dovecot.out"})
    if (std::filesystem::exists(folder_ / name)) all += world::read_file(folder_ / name);
  return all;
}

}  // namespace imprimatur::strangers
