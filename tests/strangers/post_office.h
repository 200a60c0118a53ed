// Postfix and Dovecot, each with its settings, queue and mailboxes in a folder of a test's own, on
// ports of this machine; nothing goes to the network. They are stopped by the destructor, and by
// themselves after some minutes, whatever becomes of the test.
#pragma once

#include "../world/folder.h"
#include "world/files.h"

#include <cstdint>
#include <string>

namespace imprimatur::strangers {

// Two people with the same password have a mailbox: bat@shop.example and inclusion@client.example.
// Any other address at client.example is taken, and found to be unknown only then. Who submits logs
// in, after STARTTLS; so does who reads.
class PostOffice {
 public:
  // Why there can't be one: no Postfix, no Dovecot, nobody is root. Empty: there can.
  static std::string missing();

  // Throws where a server doesn't start.
  PostOffice();
  PostOffice(const PostOffice&) = delete;
  PostOffice& operator=(const PostOffice&) = delete;
  ~PostOffice();

  world::Path maildir(const std::string& person) const;
  // Once `count` messages lie in new/ there; throws with the servers' logs where they don't come.
  std::vector<world::Path> arrived(const std::string& person, std::size_t count) const;
  std::string logs() const;

  static constexpr const char* password = "s3cret";
  std::uint16_t smtp = 0, imap = 0;  // ports
  world::Path certificate() const { return folder_ / "cert.pem"; }

 private:
  world::TestFolder folder_;
};

}  // namespace imprimatur::strangers
