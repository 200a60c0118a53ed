// The reader of mails that come in, on whatever libFuzzer thinks of. See CONTRIBUTING.md.
#include "mail/reply.h"
#include "mail/letter.h"
#include "order/order.h"
#include "wording/wording.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace imprimatur;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

bool is_clean(const std::string& words) {
  return wording::is_utf8(words) &&
         words.find_first_of(std::string_view("\0\r\x1b", 3)) == std::string::npos;
}

}  // namespace

// What comes back is clean and bounded, and a mail that can't be read says why and nothing else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mail::Settings settings;
  settings.reply_address = "bat@exemple.fr";
  settings.bounce_address = "retours@exemple.fr";
  settings.authentication = "mx.exemple.fr";
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const mail::Reply reply = mail::read_reply(bytes, settings);
  const bool is_read = reply.kind != mail::Kind::unreadable;
  expect(is_read == reply.reason.en.empty() && is_read == reply.reason.fr.empty());
  expect(is_read || (reply.from.empty() && reply.addressed.empty() && reply.text.empty()));
  expect(reply.from.empty() || order::is_mail_address(reply.from));
  expect(!reply.from.empty() || reply.authentication == mail::Authentication{});
  expect(is_clean(reply.text) && is_clean(reply.subject) && is_clean(reply.message_id));
  expect(reply.text.size() <= 64 * 1024 && reply.attachments.size() <= 1000);
  for (const mail::Addressed& to : reply.addressed)
    expect(order::is_mail_address(to.address) && !to.token.empty());
  for (const mail::Attachment& file : reply.attachments)
    expect(is_clean(file.name) && (file.bytes.empty() || file.bytes.size() == file.size));
  return 0;
}
