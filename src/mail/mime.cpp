#include "mail/mime.h"

#include "mail/bounds.h"
#include "mail/letter.h"
#include "mail/library.h"
#include "mail/plain.h"
#include "order/order.h"
#include "wording/unicode.h"
#include "wording/wording.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>

namespace imprimatur::mail {
namespace {

using finding::Sentence;

struct Free {
  void operator()(void* memory) const noexcept { g_free(memory); }
};
using GivenText = std::unique_ptr<char, Free>;

std::string text_or_empty(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

std::string small_text(const char* text) {
  return in_lower_case(text_or_empty(text));
}

std::vector<Field> fields_of(GMimeObject* object) {
  std::vector<Field> fields;
  GMimeHeaderList* list = g_mime_object_get_header_list(object);
  const int count = g_mime_header_list_get_count(list);
  for (int i = 0; i < count; ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
    std::string value = text_or_empty(g_mime_header_get_raw_value(header));
    std::erase_if(value, [](char c) { return c == '\r' || c == '\n'; });
    fields.push_back({small_text(g_mime_header_get_name(header)), std::move(value)});
  }
  return fields;
}

// Nothing is copied yet; enclosed messages count as what is around them does.
std::optional<Sentence> fault_of(GMimeObject* object, int depth, std::size_t& parts) {
  if (depth > deepest_part) return too_deep();
  if (++parts > most_parts) return too_many_parts();
  if (GMIME_IS_MULTIPART(object)) {
    GMimeMultipart* multipart = GMIME_MULTIPART(object);
    for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
      if (auto fault = fault_of(g_mime_multipart_get_part(multipart, i), depth + 1, parts))
        return fault;
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    GMimeMessage* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    GMimeObject* body = message == nullptr ? nullptr : g_mime_message_get_mime_part(message);
    if (body != nullptr) return fault_of(body, depth + 1, parts);
  }
  return std::nullopt;
}

std::string held_by(const Held<GMimeStream>& stream) {
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  const Held<GMimeStream> stream(g_mime_stream_mem_new());
  if (content != nullptr) g_mime_data_wrapper_write_to_stream(content, stream.get());
  return held_by(stream);
}

std::string file_name(std::string name) {
  if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string::npos)
    name.erase(0, slash + 1);
  std::u32string characters = wording::decoded(on_one_line(name));
  characters.resize(std::min<std::size_t>(characters.size(), 200));
  return wording::encoded(characters);
}

void read_message(GMimeMessagePart* enclosing, Part& part) {
  GMimeMessage* message = g_mime_message_part_get_message(enclosing);
  if (message == nullptr) return;
  part.fields = fields_of(GMIME_OBJECT(message));
  part.is_attachment = true;
  const Held<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, stream.get());
  part.bytes = held_by(stream);
}

Part part_of_mime(GMimeObject* object) {
  Part part;
  GMimeContentType* type = g_mime_object_get_content_type(object);
  const auto parameter = [&](const char* name) {
    return small_text(g_mime_content_type_get_parameter(type, name));
  };
  part.type = small_text(g_mime_content_type_get_media_type(type)) + "/" +
              small_text(g_mime_content_type_get_media_subtype(type));
  part.charset = parameter("charset");
  part.is_flowed = parameter("format") == "flowed";
  part.deletes_space = parameter("delsp") == "yes";
  part.report_type = parameter("report-type");
  part.is_attachment = small_text(g_mime_object_get_disposition(object)) == "attachment";
  if (GMIME_IS_MULTIPART(object)) {
    GMimeMultipart* multipart = GMIME_MULTIPART(object);
    for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
      part.parts.push_back(part_of_mime(g_mime_multipart_get_part(multipart, i)));
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    read_message(GMIME_MESSAGE_PART(object), part);
  } else if (GMIME_IS_PART(object)) {
    part.name = file_name(text_or_empty(g_mime_part_get_filename(GMIME_PART(object))));
    part.is_attachment = part.is_attachment || !part.name.empty();
    part.bytes = content_of(GMIME_PART(object));
  }
  return part;
}

// Those of Europe, of Windows, Unicode's, and the common ones of Asia: iconv's rarer tables have
// had holes, and no client writes in them.
bool is_usual(std::string_view charset) {
  constexpr auto heads = std::to_array<std::string_view>(
      {"iso-8859-", "windows-125", "cp125", "cp850", "cp437", "koi8-", "macintosh", "utf-16",
       "utf-32", "euc-jp", "euc-kr", "shift_jis", "gb2312", "gbk", "gb18030", "big5"});
  return charset.size() < 20 &&
         std::ranges::any_of(
             heads, [&](std::string_view head) { return charset.starts_with(head); }) &&
         std::ranges::all_of(
             charset,
             [](unsigned char c) {
               return g_ascii_isalnum(static_cast<char>(c)) || c == '-' || c == '_';
             });
}

struct CloseConverter {
  void operator()(GIConv converter) const noexcept { g_iconv_close(converter); }
};

// nullopt where the C library doesn't know the charset.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
  const GIConv opened = g_iconv_open("UTF-8", charset.c_str());
  if (opened == reinterpret_cast<GIConv>(-1)) return std::nullopt;
  const std::unique_ptr<std::remove_pointer_t<GIConv>, CloseConverter> converter(opened);
  std::string text, input(bytes);
  std::array<char, 4096> room{};
  char* in = input.data();
  std::size_t left = input.size();
  while (left > 0) {
    char* out = room.data();
    std::size_t free = room.size();
    const std::size_t done = g_iconv(converter.get(), &in, &left, &out, &free);
    const int error = errno;
    text.append(room.data(), out);
    if (done != static_cast<std::size_t>(-1) || error == E2BIG) continue;
    text += "\ufffd";
    if (error != EILSEQ) break;  // a character cut off at the end
    ++in;
    --left;
  }
  return text;
}

}  // namespace

std::variant<Mime, Sentence> read_mime(std::string_view bytes) {
  if (auto reason = out_of_bounds(bytes)) return *reason;
  ready_gmime();
  const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  GMimeObject* body = message ? g_mime_message_get_mime_part(message.get()) : nullptr;
  if (body == nullptr)
    return Sentence{"GMime ne sait pas lire ce message.", "GMime can't read this message."};
  std::size_t parts = 0;
  if (auto fault = fault_of(body, 1, parts)) return *fault;
  return Mime{fields_of(GMIME_OBJECT(message.get())), part_of_mime(body)};
}

std::vector<std::string> mailboxes(const std::string& value) {
  ready_gmime();
  const Held<InternetAddressList> list(internet_address_list_parse(nullptr, value.c_str()));
  std::vector<std::string> addresses;
  const int count = list ? internet_address_list_length(list.get()) : 0;
  for (int i = 0; i < count; ++i) {
    InternetAddress* one = internet_address_list_get_address(list.get(), i);
    std::string address;
    if (INTERNET_ADDRESS_IS_MAILBOX(one))
      address = text_or_empty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)));
    addresses.push_back(order::is_mail_address(address) ? address : std::string());
  }
  return addresses;
}

std::vector<std::string> message_ids(const std::string& value) {
  ready_gmime();
  const std::unique_ptr<GMimeReferences, decltype(&g_mime_references_free)> ids(
      g_mime_references_parse(nullptr, value.c_str()), g_mime_references_free);
  std::vector<std::string> found;
  const int count = ids ? std::min(g_mime_references_length(ids.get()), 1000) : 0;
  for (int i = 0; i < count; ++i)
    found.push_back(on_one_line(text_or_empty(g_mime_references_get_message_id(ids.get(), i))));
  return found;
}

std::optional<world::Instant> date_of(const std::string& value) {
  ready_gmime();
  const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> date(
      g_mime_utils_header_decode_date(value.c_str()), g_date_time_unref);
  if (!date) return std::nullopt;
  return world::Instant(std::chrono::seconds(g_date_time_to_unix(date.get())));
}

std::string unencoded(const std::string& value) {
  ready_gmime();
  const GivenText words(g_mime_utils_header_decode_text(nullptr, value.c_str()));
  return on_one_line(text_or_empty(words.get()));
}

std::string utf8(std::string_view bytes, std::string_view charset) {
  const std::string name = in_lower_case(charset);
  if (name == "utf-8" || name == "utf8") return wording::encoded(wording::decoded(bytes));
  if (name != "iso-8859-1" && is_usual(name))
    if (auto text = converted(bytes, name)) return *text;
  if (name != "iso-8859-1" && wording::is_utf8(bytes)) return std::string(bytes);
  return converted(bytes, "windows-1252").value_or("");
}

}  // namespace imprimatur::mail
