#include "mail/letter.h"

#include "calendar/clock.h"
#include "crypto/digest.h"
#include "finding/failure.h"
#include "mail/library.h"
#include "order/order.h"

#include <gmime/gmime.h>

#include <algorithm>

namespace imprimatur::mail {
namespace {

[[noreturn]] void refuse_letter(std::string_view what_fr, std::string_view what_en) {
  throw finding::Failure(
      {"Le message ne peut pas être composé\u00a0: " + std::string(what_fr) + ".",
       "The message can't be made: " + std::string(what_en) + "."},
      {"Corrigez-le dans mail.toml ou dans la commande.",
       "Correct it in mail.toml or in the order."});
}

// A line feed in a header would begin another header.
const std::string& line(const std::string& words) {
  const bool holds_control =
      std::ranges::any_of(words, [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; });
  if (holds_control)
    refuse_letter("un en-tête contient un caractère de contrôle",
                  "a header holds a control character");
  return words;
}

void add_address(InternetAddressList* list, const Mailbox& box) {
  if (!order::is_mail_address(box.address))
    refuse_letter("«\u00a0" + box.address + "\u00a0» n’est pas une adresse",
                  "\"" + box.address + "\" is no address");
  const std::string& name = line(box.name);
  const Held<InternetAddress> address(
      internet_address_mailbox_new(name.empty() ? nullptr : name.c_str(), box.address.c_str()));
  internet_address_set_charset(address.get(), "utf-8");
  internet_address_list_add(list, address.get());
}

template <typename Object>
GMimeObject* object(const Held<Object>& held) {
  return GMIME_OBJECT(held.get());
}

Held<GMimePart> part_of(std::string_view type, std::string_view subtype, std::string_view bytes,
                        GMimeContentEncoding encoding) {
  Held<GMimePart> part(
      g_mime_part_new_with_type(std::string(type).c_str(), std::string(subtype).c_str()));
  const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Held<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), encoding);
  return part;
}

Held<GMimePart> text_part(const char* subtype, std::string_view text) {
  Held<GMimePart> part = part_of("text", subtype, text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_object_set_content_type_parameter(object(part), "charset", "utf-8");
  return part;
}

Held<GMimePart> enclosed(const Enclosure& what, const char* disposition) {
  const std::size_t slash = what.type.find('/');
  Held<GMimePart> part = part_of(std::string_view(what.type).substr(0, slash),
                                 std::string_view(what.type).substr(slash + 1), what.bytes,
                                 GMIME_CONTENT_ENCODING_BASE64);
  g_mime_object_set_disposition(object(part), disposition);
  g_mime_part_set_filename(part.get(), line(what.name).c_str());
  if (!what.id.empty()) g_mime_part_set_content_id(part.get(), line(what.id).c_str());
  return part;
}

// Boundaries that no part of the letter holds, short of somebody who finds a preimage of SHA-256.
Held<GMimeMultipart> multipart(const char* subtype, const Letter& letter) {
  Held<GMimeMultipart> made(g_mime_multipart_new_with_subtype(subtype));
  const std::string seed = letter.salt + letter.message_id + letter.text + letter.html + subtype;
  g_mime_multipart_set_boundary(made.get(),
                                ("=_" + crypto::sha256(seed).hex().substr(0, 32)).c_str());
  return made;
}

Held<GMimeMultipart> body_of(const Letter& letter) {
  auto related = multipart("related", letter);
  g_mime_object_set_content_type_parameter(object(related), "type", "text/html");
  g_mime_multipart_add(related.get(), object(text_part("html", letter.html)));
  for (const Enclosure& picture : letter.pictures)
    g_mime_multipart_add(related.get(), object(enclosed(picture, GMIME_DISPOSITION_INLINE)));
  auto alternative = multipart("alternative", letter);
  g_mime_multipart_add(alternative.get(), object(text_part("plain", letter.text)));
  g_mime_multipart_add(alternative.get(), object(related));
  auto mixed = multipart("mixed", letter);
  g_mime_multipart_add(mixed.get(), object(alternative));
  for (const Enclosure& file : letter.attachments)
    g_mime_multipart_add(mixed.get(), object(enclosed(file, GMIME_DISPOSITION_ATTACHMENT)));
  return mixed;
}

void set_date(GMimeMessage* message, world::Instant instant) {
  const auto offset = calendar::paris_time(instant).offset;
  const std::unique_ptr<GTimeZone, decltype(&g_time_zone_unref)> zone(
      g_time_zone_new_offset(static_cast<gint32>(std::chrono::seconds(offset).count())),
      g_time_zone_unref);
  using Date = std::unique_ptr<GDateTime, decltype(&g_date_time_unref)>;
  const Date universal(g_date_time_new_from_unix_utc(instant.time_since_epoch().count()),
                       g_date_time_unref);
  if (!universal) refuse_letter("sa date est hors du calendrier", "its date is off the calendar");
  const Date local(g_date_time_to_timezone(universal.get(), zone.get()), g_date_time_unref);
  g_mime_message_set_date(message, local.get());
}

std::string bytes_of(GMimeMessage* message) {
  const std::unique_ptr<GMimeFormatOptions, decltype(&g_mime_format_options_free)> options(
      g_mime_format_options_new(), g_mime_format_options_free);
  g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
  g_mime_format_options_set_param_encoding_method(options.get(),
                                                  GMIME_PARAM_ENCODING_METHOD_RFC2231);
  const Held<GMimeStream> stream(g_mime_stream_mem_new());
  if (g_mime_object_write_to_stream(GMIME_OBJECT(message), options.get(), stream.get()) < 0)
    refuse_letter("GMime l’a refusé", "GMime refused it");
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace

std::string message_of(const Letter& letter) {
  ready_gmime();
  if (letter.to.empty()) refuse_letter("il n’a pas de destinataire", "it is addressed to nobody");
  const Held<GMimeMessage> message(g_mime_message_new(TRUE));
  set_date(message.get(), letter.date);
  add_address(g_mime_message_get_from(message.get()), letter.from);
  add_address(g_mime_message_get_reply_to(message.get()), letter.reply_to);
  for (const Mailbox& box : letter.to) add_address(g_mime_message_get_to(message.get()), box);
  g_mime_message_set_subject(message.get(), line(letter.subject).c_str(), "utf-8");
  g_mime_message_set_message_id(message.get(), line(letter.message_id).c_str());
  const auto header = [&](const char* name, const std::string& words) {
    g_mime_object_set_header(GMIME_OBJECT(message.get()), name, line(words).c_str(), "utf-8");
  };
  if (!letter.in_reply_to.empty()) {
    header("In-Reply-To", "<" + letter.in_reply_to + ">");
    header("References", "<" + letter.in_reply_to + ">");
  }
  header("Auto-Submitted", "auto-generated");
  header("X-Auto-Response-Suppress", "OOF, AutoReply");  // Exchange's way to the same end
  header("Content-Language", letter.language);
  header("MIME-Version", "1.0");
  g_mime_message_set_mime_part(message.get(), object(body_of(letter)));
  return bytes_of(message.get());
}

}  // namespace imprimatur::mail
