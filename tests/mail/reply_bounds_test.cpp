#include "catch/catch.h"
#include "mail/mail_of_others.h"
#include "mail/reply.h"

using namespace imprimatur;
using namespace imprimatur::mail;

namespace {

std::string times(int count, const std::string& text) {
  std::string many;
  many.reserve(text.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) many += text;
  return many;
}

// Why a mail can't be read; empty where it can be.
std::string refused(const std::string& mail) {
  const Reply reply = read_reply(mail, our_settings());
  CHECK((reply.kind == Kind::unreadable) == !reply.reason.en.empty());
  return reply.reason.en;
}

std::string nested(int depth) {
  std::string mail = client_header;
  for (int i = 1; i < depth; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  return mail + "Content-Type: text/plain\n\nBonjour\n";
}

std::string with_parts(int count) {
  return client_header + "Content-Type: multipart/mixed; boundary=b\n\n" +
         times(count, "--b\nContent-Type: text/plain; name=a\n\nx\n") + "--b--\n";
}

}  // namespace

TEST_CASE("parts are read 20 deep, and no deeper") {
  CHECK(refused(nested(20)).empty());
  CHECK(read_reply(nested(20), our_settings()).text == "Bonjour");
  CHECK(refused(nested(21)) == "The parts of the message are nested more than 20 deep.");
  CHECK_FALSE(refused(nested(15'000)).empty());
  CHECK(refused(client_header + times(5000, "Content-Type: message/rfc822\n\n") + "\nx\n") ==
        "The parts of the message are nested more than 20 deep.");
}

TEST_CASE("a thousand parts are read, and no more") {
  CHECK(refused(with_parts(999)).empty());
  CHECK(refused(with_parts(1000)) == "The message has more than 1,000 parts.");
  CHECK(refused(client_header + "Content-Type: multipart/mixed; boundary=b\n\n" +
                times(1'000'000, "--b\n\n")) == "The message has more than 1,000 parts.");
}

TEST_CASE("ten thousand header fields are read, and no more") {
  CHECK(refused(times(9'999, "X: y\n") + "From: a@exemple.fr\n\nx\n").empty());
  CHECK(refused(times(10'000, "X: y\n") + "From: a@exemple.fr\n\nx\n") ==
        "The message has too many header fields (10,000 at most).");
  CHECK(refused(client_header + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" +
                times(200'000, "X: y\n") + "\nx\n") ==
        "The message has too many header fields (10,000 at most).");
}

TEST_CASE("a field of more than 64 KiB isn't read, wherever it stands") {
  const std::string huge = "Content-Type: text/plain;" + times(10'000, "\n a*0=bcdef;") + "\n";
  const std::string reason = "A header field of the message is longer than 64 KiB.";
  CHECK(refused(client_header + huge + "\nx\n") == reason);
  CHECK(refused(client_header + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + huge +
                "\nx\n") == reason);
  CHECK(refused(client_header + "Content-Type: message/rfc822\n\n" + huge + "\nx\n") == reason);
  CHECK(refused(client_header + "Content-Type: multipart/digest; boundary=b\n\n--b\n\n" + huge +
                "\nx\n") == reason);
  CHECK(refused(client_header + "\n" + std::string(200'000, 'x') + "\n").empty());
}

TEST_CASE("headers of more than 1 MiB together aren't read: addresses take GMime long") {
  CHECK(refused(client_header + times(20, "To: " + times(30'000, "a:") + "\n") + "\nx\n") ==
        "The headers of the message are longer than 1 MiB together.");
}

TEST_CASE("a mail of more than 50 MB and one with a null byte in its header aren't read") {
  CHECK(refused(client_header + "\n" + std::string(50'000'000, 'x')) ==
        "The message is larger than 50 MB.");
  using namespace std::string_literals;
  CHECK(refused("From: a@exemple.fr\0@exemple.org\n\nx\n"s) ==
        "A header of the message holds a null byte.");
}

TEST_CASE("HTML that never ends what it begins is read in one go") {
  for (const std::string piece : {"<", "<a", "<!--", "<a href=\"", "<script>", "&", "&#",
                                  "<blockquote>x", "</", "<pre>\n", "(", ">"})
    CHECK(refused(client_header + "Content-Type: text/html\n\n" + times(300'000, piece)).empty());
}
