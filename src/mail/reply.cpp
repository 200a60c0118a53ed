#include "mail/reply.h"

#include "mail/delivery_report.h"
#include "mail/html_text.h"
#include "mail/mime.h"
#include "mail/plain.h"

#include <algorithm>
#include <array>

namespace imprimatur::mail {
namespace {

constexpr std::size_t longest_text = 64 * 1024;
constexpr std::size_t longest_source = 1024 * 1024;  // of the text parts, quotations and all
constexpr std::size_t largest_kept = 20'000'000;

const std::string* value_of(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &found->value;
}

std::string small_value(const std::vector<Field>& fields, std::string_view name) {
  const std::string* value = value_of(fields, name);
  return value == nullptr ? std::string() : in_lower_case(on_one_line(*value));
}

std::vector<std::string> ids_in(const std::vector<Field>& fields, std::string_view name) {
  const std::string* value = value_of(fields, name);
  return value == nullptr ? std::vector<std::string>() : message_ids(*value);
}

// Whether "@", outside of quotes and comments, stands there once, and no ";" or "," beside it:
// GMime makes the best of anything else, and another program may make something else of it.
bool is_unambiguous(std::string_view value) {
  bool is_quoted = false;
  int comments = 0, ats = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == '\\')
      ++i;
    else if (c == '"' && comments == 0)
      is_quoted = !is_quoted;
    else if (!is_quoted && (c == '(' || c == ')'))
      comments += c == '(' ? 1 : -1;
    else if (!is_quoted && comments == 0 && (c == ';' || c == ','))
      return false;
    else if (!is_quoted && comments == 0 && c == '@')
      ++ats;
  }
  return ats == 1 && !is_quoted && comments == 0;
}

std::string only_sender(const std::vector<Field>& fields) {
  if (std::ranges::count(fields, "from", &Field::name) != 1) return {};
  const std::string& value = *value_of(fields, "from");
  if (!is_unambiguous(value)) return {};
  const auto senders = mailboxes(value);
  return senders.size() == 1 ? senders.front() : std::string();
}

void address(const std::string& to, const Settings& settings, std::vector<Addressed>& found) {
  if (std::ranges::find(found, to, &Addressed::address) != found.end()) return;
  if (auto token = token_in(to, settings.reply_address, settings.separator))
    found.push_back({to, *token, false});
  else if (auto bounced = token_in(to, settings.bounce_address, settings.separator))
    found.push_back({to, *bounced, true});
}

std::vector<Addressed> addressed_to(const std::vector<Field>& fields, const Settings& settings) {
  constexpr auto names =
      std::to_array<std::string_view>({"to", "cc", "delivered-to", "x-original-to", "envelope-to"});
  std::vector<Addressed> found;
  for (const Field& field : fields) {
    if (std::ranges::find(names, field.name) == names.end()) continue;
    for (const std::string& to : mailboxes(field.value))
      if (found.size() < 100) address(to, settings, found);
  }
  return found;
}

// Out-of-office messages of programs that say so in the subject alone.
bool is_absence(const std::string& subject) {
  constexpr auto heads = std::to_array<std::string_view>(
      {"réponse automatique", "absence du bureau", "absent du bureau", "absente du bureau",
       "message d'absence", "message d’absence", "automatic reply", "out of office", "autoreply",
       "auto-reply"});
  return std::ranges::any_of(heads,
                             [&](std::string_view head) { return subject.starts_with(head); });
}

bool is_robot(const Mime& mime, const std::string& subject) {
  const auto& fields = mime.fields;
  const std::string submitted = small_value(fields, "auto-submitted");
  const std::string precedence = small_value(fields, "precedence");
  const bool says_so = std::ranges::any_of(
      std::to_array<std::string_view>(
          {"x-auto-response-suppress", "x-autoreply", "x-autorespond", "list-id"}),
      [&](std::string_view name) {
        const std::string value = small_value(fields, name);
        return !value.empty() && value != "no" && value != "none";
      });
  const std::string word = submitted.substr(0, submitted.find_first_of(" ;("));
  return (!word.empty() && word != "no") || precedence == "bulk" || precedence == "list" ||
         precedence == "junk" || says_so || mime.body.type == "multipart/report" ||
         is_absence(in_lower_case(subject));
}

bool has_invitation(const Part& part) {
  return (part.type == "text/calendar" && !part.is_attachment) ||
         std::ranges::any_of(part.parts, has_invitation);
}

Kind kind_of(const Mime& mime, const std::string& subject) {
  if (is_delivery_report(mime.body)) return Kind::bounce;
  if (has_invitation(mime.body)) return Kind::calendar;
  if (is_robot(mime, subject)) return Kind::robot;
  if (small_value(mime.fields, "return-path") == "<>") return Kind::bounce;
  return Kind::person;
}

bool is_text(const Part& part) {
  return !part.is_attachment && (part.type == "text/plain" || part.type == "text/html");
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \n") == std::string::npos;
}

std::string words_of_leaf(const Part& part) {
  const std::string_view bytes = std::string_view(part.bytes).substr(0, longest_source);
  const std::string text = utf8(bytes, part.charset);
  if (part.type == "text/html") return cleaned(text_of_markup(text));
  return part.is_flowed ? unflowed(cleaned(text), part.deletes_space) : cleaned(text);
}

// Of alternatives the plain one, or else the first that says anything; of anything else all parts.
std::string words_of(const Part& part) {
  if (part.parts.empty()) return is_text(part) ? words_of_leaf(part) : std::string();
  const bool one_of = part.type == "multipart/alternative";
  if (one_of)
    for (const Part& child : part.parts)
      if (child.type == "text/plain" && is_text(child))
        if (std::string words = words_of_leaf(child); !is_blank(words)) return words;
  std::string all;
  for (const Part& child : part.parts) {
    std::string words = words_of(child);
    if (is_blank(words)) continue;
    if (one_of) return words;
    if (!all.empty() && !all.ends_with('\n')) all += '\n';
    all += words;
    if (all.size() > longest_source) break;
  }
  return all;
}

std::size_t length_of_texts(const Part& part) {
  std::size_t length = is_text(part) ? part.bytes.size() : 0;
  for (const Part& child : part.parts) length += length_of_texts(child);
  return length;
}

void read_text(const Part& body, Reply& reply) {
  auto [text, is_whole] = own_words(words_of(body));
  reply.text = std::move(text);
  reply.is_whole = is_whole && length_of_texts(body) <= longest_source;
  if (reply.text.size() <= longest_text) return;
  std::size_t end = longest_text;
  while (end > 0 && (static_cast<unsigned char>(reply.text[end]) & 0xc0) == 0x80) --end;
  reply.text.resize(end);
  reply.is_whole = false;
}

bool is_kept(const Part& part) {
  return part.bytes.size() <= largest_kept &&
         (part.type == "application/pdf" || part.type.starts_with("image/") ||
          part.bytes.starts_with("%PDF-"));
}

void collect(Part& part, std::vector<Attachment>& found) {
  for (Part& child : part.parts) collect(child, found);
  if (part.type.starts_with("multipart/") || is_text(part)) return;
  const bool is_tnef = part.type == "application/ms-tnef";
  Attachment one{part.name, part.type, part.bytes.size(), crypto::sha256(part.bytes), {}};
  if (is_tnef && one.name.empty()) one.name = "winmail.dat";
  if (is_kept(part)) one.bytes = std::move(part.bytes);
  found.push_back(std::move(one));
}

}  // namespace

Reply read_reply(std::string_view bytes, const Settings& settings) {
  Reply reply;
  auto read = read_mime(bytes);
  if (const auto* reason = std::get_if<finding::Sentence>(&read)) {
    reply.reason = *reason;
    return reply;
  }
  auto& mime = std::get<Mime>(read);
  const auto& fields = mime.fields;
  if (const auto ids = ids_in(fields, "message-id"); !ids.empty()) reply.message_id = ids.front();
  reply.in_reply_to = ids_in(fields, "in-reply-to");
  reply.references = ids_in(fields, "references");
  reply.from = only_sender(fields);
  reply.addressed = addressed_to(fields, settings);
  if (const std::string* date = value_of(fields, "date")) reply.date = date_of(*date);
  if (const std::string* subject = value_of(fields, "subject")) reply.subject = unencoded(*subject);
  reply.kind = kind_of(mime, reply.subject);
  reply.authentication = authentication_of(fields, settings.authentication, reply.from);
  if (reply.kind == Kind::bounce) reply.delivery = delivery_status_of(mime.body);
  read_text(mime.body, reply);
  collect(mime.body, reply.attachments);
  return reply;
}

}  // namespace imprimatur::mail
