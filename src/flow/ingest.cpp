#include "flow/ingest.h"

#include "bat/validation.h"
#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/mail_tokens.h"
#include "flow/persons.h"
#include "flow/postbox.h"
#include "flow/say.h"
#include "mail/imap.h"
#include "mail/reply.h"
#include "wording/unicode.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;
using finding::Sentence;
using Json = nlohmann::ordered_json;

constexpr std::uintmax_t largest_mail = 50'000'000;
constexpr std::size_t most_at_once = 1000;  // of a mailbox

world::Path file_of_reply(const Workspace& workspace, const std::string& order,
                          const crypto::Digest& message) {
  return workspace.order(order) / "replies" / (message.hex() + ".eml");
}

// A mail of ours, by the order and its number there.
struct Ours {
  std::string order;
  std::uint32_t number = 0;
};

// Which of our mails a message answers: by the token in the address that it came to, else by what
// it says it answers. What came back is known by its token, or by the Message-ID in the report.
class Directory {
 public:
  Directory(const Workspace& workspace, const ledger::Ledger& ledger) {
    const crypto::Secret key = mail_key(workspace);
    for (const std::string& order : ledger.orders()) {
      const auto batch = ledger.batch(order);
      for (const ledger::Mail& mail : batch->mails) {
        const Ours ours{order, mail.what.number};
        by_token_[token_of(key, TokenUse::reply, order, mail.what)] = ours;
        by_message_[mail.what.message_id] = ours;
      }
    }
  }

  const Ours* find(const mail::Reply& reply) const {
    for (const mail::Addressed& one : reply.addressed)
      if (const auto known = by_token_.find(one.token); known != by_token_.end())
        return &known->second;
    for (const auto* ids : {&reply.in_reply_to, &reply.references})
      for (const std::string& id : *ids)
        if (const Ours* known = by_message(id)) return known;
    return by_message(reply.delivery.message_id);
  }

 private:
  const Ours* by_message(const std::string& id) const {
    const auto known = by_message_.find(id);
    return known == by_message_.end() ? nullptr : &known->second;
  }
  std::map<std::string, Ours> by_token_, by_message_;
};

std::string proof_of(const mail::Authentication& found) {
  if (found.dmarc) return "dmarc";
  if (found.dkim) return "dkim";
  return found.spf ? "spf" : "";
}

// Its report says so for good: a delay is the other server's matter still, and what came without a
// report may be a robot's.
bool came_back(const mail::Reply& reply) {
  return reply.kind == mail::Kind::bounce &&
         (reply.delivery.action == "failed" ||
          (reply.delivery.action.empty() && reply.delivery.status.starts_with("5")));
}

class Reading {
 public:
  Reading(const Desk& desk, const Workspace& workspace, ledger::Ledger& ledger,
          const mail::Settings& settings)
      : desk_(desk),
        workspace_(workspace),
        ledger_(ledger),
        settings_(settings),
        directory_(workspace, ledger) {}

  // False where it could not be read: it stays where it is, and doesn't keep those behind it.
  bool read(const world::Path& file) {
    return attempt("mail-file", named(file), [&] { take(file); });
  }

  // Of a mailbox. False where it is to be read once more.
  bool read(const std::string& name, const mail::Fetched& fetched) {
    switch (fetched.what) {
      case mail::Fetch::whole:
        return attempt("mail-file", name, [&] { take(name, fetched.bytes); });
      case mail::Fetch::too_large: pass_over_large(name); return true;
      case mail::Fetch::withheld: break;
    }
    pass_over(name, "withheld", {"le serveur ne le donne pas", "the server doesn't give it"});
    return false;
  }

  // What the world refuses in it becomes a finding; false then.
  bool attempt(const char* rule, const std::string& place, const std::function<void()>& deed) try {
    deed();
    return true;
  } catch (const finding::Interrupted&) {
    throw;
  } catch (const finding::Failure& failure) {
    outcome_.exit = Exit::world_failed;
    outcome_.findings.error(rule, {place}, failure.sentence(), failure.hint());
    return false;
  }

  void leave(std::size_t count) {
    outcome_.lines.push_back(
        {fmt::format("{} autres courriels seront lus la prochaine fois.", count),
         fmt::format("{} more mails will be read next time.", count)});
  }

  Outcome finished() {
    if (outcome_.lines.empty())
      outcome_.lines.push_back({"Aucun courriel à lire.", "No mail to read."});
    outcome_.facts = Json{{"read", read_}}.dump();
    return std::move(outcome_);
  }

 private:
  void take(const world::Path& file) {
    const std::string name = named(file.filename());
    std::error_code unknown;  // told by who reads it
    if (fs::file_size(file, unknown) > largest_mail && !unknown) return pass_over_large(name);
    take(name, world::read_file(file, largest_mail));
  }

  void take(const std::string& name, const std::string& bytes) {
    const mail::Reply reply = mail::read_reply(bytes, settings_);
    const Ours* ours = directory_.find(reply);
    if (reply.kind == mail::Kind::unreadable) return pass_over(name, "unreadable", reply.reason);
    if (ours == nullptr)
      return pass_over(name, "stranger",
                       {"il ne répond à aucun de nos courriels", "it answers no mail of ours"});
    if (came_back(reply)) return note_return(name, *ours, reply);
    if (reply.kind != mail::Kind::person)
      return pass_over(name, "robot", {"un automate l’a écrit", "a robot wrote it"});
    if (reply.from.empty())
      return pass_over(name, "nobody",
                       {"il ne dit pas de qui il vient", "it doesn't say who sent it"});
    note_reply(name, *ours, reply, bytes);
  }

  void tell(const std::string& name, Sentence words, Json facts) {
    outcome_.lines.push_back({name + "\u00a0: " + words.fr, name + ": " + words.en});
    facts["file"] = name;
    read_.push_back(std::move(facts));
  }

  void pass_over_large(const std::string& name) {
    pass_over(name, "too-large", {"il dépasse 50\u00a0Mo", "it is larger than 50 MB"});
  }

  void pass_over(const std::string& name, const char* why, const Sentence& reason) {
    tell(name, {"laissé de côté, " + reason.fr + ".", "passed over, " + reason.en + "."},
         {{"outcome", why}});
  }

  void note_return(const std::string& name, const Ours& ours, const mail::Reply& reply) {
    const ledger::MailAnswered returned{ours.number, ledger::MailOutcome::bounced,
                                        reply.delivery.status};
    const auto noted = ledger_.mail(ours.order, returned, desk_.world.now());
    if (!noted) return pass_over(name, "known", {"c’est déjà noté", "that is noted already"});
    const std::string& status = reply.delivery.status;
    const std::string codes = status.empty() ? "" : " (" + status + ")";
    tell(name,
         {fmt::format("un courriel de la commande {} est revenu{}.", ours.order, codes),
          fmt::format("a mail of order {} came back{}.", ours.order, codes)},
         {{"outcome", "bounced"}, {"order", ours.order}, {"mail", ours.number}});
  }

  // Under the next number, though another program may take it meanwhile. False: it was read before.
  bool note(const std::string& order, ledger::ReplyReceived& received) {
    for (;;) {
      const auto batch = ledger_.batch(order);
      if (batch->has_reply(received.message)) return false;
      received.number = static_cast<std::uint32_t>(batch->replies.size() + 1);
      if (ledger_.mail(order, received, desk_.world.now())) return true;
      desk_.world.checkpoint();
      if (ledger_.batch(order)->replies.size() < received.number)
        throw finding::Failure(
            {fmt::format("Le registre ne sait pas que le courriel {} de la commande {} soit parti.",
                         received.mail, order),
             fmt::format("The ledger doesn't know that mail {} of order {} went out.",
                         received.mail, order)},
            {"Il vient peut-être d’une sauvegarde trop ancienne\u202f: voyez «\u00a0imprimatur "
             "ledger verify --against\u00a0». La réponse reste où elle est.",
             "It may be of a backup that is too old: see \"imprimatur ledger verify --against\". "
             "The answer stays where it is."});
    }
  }

  void note_reply(const std::string& name, const Ours& ours, const mail::Reply& reply,
                  const std::string& bytes) {
    ledger::ReplyReceived received{
        0, ours.number, {}, crypto::sha256(bytes), proof_of(reply.authentication)};
    if (ledger_.batch(ours.order)->has_reply(received.message))
      return pass_over(name, "known", {"il a déjà été lu", "it was read already"});
    const world::Path kept = file_of_reply(workspace_, ours.order, received.message);
    world::make_folder(kept.parent_path(), world::Access::owner_only);
    world::write_file(kept, bytes, world::Access::owner_only);
    received.sender = keep_person(desk_, workspace_, ours.order, reply.from);
    if (!note(ours.order, received))
      return pass_over(name, "known", {"il a déjà été lu", "it was read already"});
    tell(name,
         {fmt::format(
              "réponse {} à la commande {}, de {}\u202f; à décider\u00a0: imprimatur replies {}.",
              received.number, ours.order, reply.from, ours.order),
          fmt::format("reply {} to order {}, from {}; to be decided: imprimatur replies {}.",
                      received.number, ours.order, reply.from, ours.order)},
         {{"outcome", "reply"},
          {"order", ours.order},
          {"reply", received.number},
          {"from", reply.from}});
  }

  const Desk& desk_;
  const Workspace& workspace_;
  ledger::Ledger& ledger_;
  const mail::Settings& settings_;
  Directory directory_;
  Outcome outcome_;
  Json read_ = Json::array();
};

bool is_maildir(const world::Path& folder) {
  return world::is_folder(folder) && world::is_folder(folder / "new") &&
         world::is_folder(folder / "cur");
}

std::vector<world::Path> files_in(const world::Path& folder) {
  std::vector<world::Path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

// Seen, in the words of Maildir.
void put_away(const world::Path& maildir, const world::Path& file) {
  std::error_code taken;  // by another program: what is read again changes nothing
  fs::rename(file, maildir / "cur" / (file.filename().string() + ":2,S"), taken);
}

// Noted first, then marked: who dies in between reads it again, and knows it.
void read_inbox(const Desk& desk, const Workspace& workspace, const mail::InboxSettings& settings,
                Reading& reading) {
  mail::Inbox inbox(desk.world, settings.server, mail_password(workspace, settings.password_file),
                    settings.folder);
  std::vector<std::uint32_t> unseen = inbox.unseen();
  const std::size_t left = unseen.size() - std::min(unseen.size(), most_at_once);
  unseen.resize(unseen.size() - left);
  for (const std::uint32_t uid : unseen) {
    desk.world.checkpoint();
    if (reading.read(fmt::format("{}/{}", settings.folder, uid), inbox.fetch(uid, largest_mail)))
      inbox.mark_seen(uid);
  }
  if (left > 0) reading.leave(left);
}

// The BAT's validation code, where the writer gave it: one word of six, as they are printed.
std::optional<std::string> code_in(const Workspace& workspace, const std::string& order,
                                   const ledger::BatRendered& bat, const std::string& text) {
  const std::string code =
      bat::validation_code(validation_key(workspace), order, bat.version, bat.content);
  std::string word;
  for (const char c : text + " ") {
    const bool is_part = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_part) {
      word += c;
      continue;
    }
    if (word.size() == code.size() && bat::read_validation_code(word) == code) return code;
    word.clear();
  }
  return std::nullopt;
}

constexpr std::size_t most_lines = 12, longest_line = 100;  // characters

// Broken, so that no line of a stranger's reaches past the bar before it.
std::vector<std::string> barred(std::string_view line) {
  std::vector<std::string> pieces;
  std::u32string rest = wording::decoded(line);
  do {
    pieces.push_back("    │ " + wording::encoded(rest.substr(0, longest_line)));
    rest.erase(0, longest_line);
  } while (!rest.empty());
  return pieces;
}

// The first lines, each behind a bar.
std::vector<std::string> first_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::string_view left = text;
  while (!left.empty() && lines.size() <= most_lines) {
    const std::size_t end = std::min(left.find('\n'), left.size());
    for (std::string& piece : barred(left.substr(0, end))) lines.push_back(std::move(piece));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  if (lines.size() <= most_lines) return lines;
  lines.resize(most_lines);
  lines.emplace_back("    │ …");
  return lines;
}

// As it is called, else what it says it is.
std::string name_of(const mail::Attachment& attachment) {
  constexpr std::size_t longest = 80;
  const std::u32string name =
      wording::decoded(attachment.name.empty() ? attachment.type : attachment.name);
  return wording::encoded(name.substr(0, longest)) + (name.size() > longest ? "…" : "");
}

class Showing {
 public:
  Showing(const Workspace& workspace, const mail::Settings& settings)
      : workspace_(workspace), settings_(settings) {}

  void show(const ledger::Batch& batch, const ledger::Received& received, bool is_open) {
    const ledger::Mail& mail = batch.mails[received.what.mail - 1];
    const ledger::Version& version = *batch.version(mail.what.version);
    const auto sender = person(workspace_, batch.order, received.what.sender);
    const world::Path file = file_of_reply(workspace_, batch.order, received.what.message);
    const mail::Reply reply = read_again(file, received.what.message);
    const bool may_decide =
        sender && !version.facts.approvers.empty() && ledger::is_approver(version.facts, *sender);
    say_head(batch, received, version, sender.value_or("–"), may_decide);
    for (const std::string& line : first_lines(reply.text)) outcome.lines.push_back({line, line});
    if (!reply.is_whole)
      outcome.lines.push_back(
          {"    │ (d’autres lignes sont dans le fichier)", "    │ (more lines are in the file)"});
    for (const mail::Attachment& one : reply.attachments)
      outcome.lines.push_back({"    + " + name_of(one), "    + " + name_of(one)});
    const auto code = code_in(workspace_, batch.order, version.bat, reply.text);
    const std::string by = may_decide ? *sender : "…";
    const std::string approve = fmt::format(
        "imprimatur approve {} --version {} --by {} --evidence {}{}", batch.order,
        version.bat.version, as_typed(by), as_typed(named(file)), code ? " --code " + *code : "");
    const std::string refuse = fmt::format("imprimatur refuse {} --version {} --by {} --reason …",
                                           batch.order, version.bat.version, as_typed(by));
    if (is_open) {
      outcome.lines.push_back(
          {"    Si c’est un accord\u00a0: " + approve, "    If it approves: " + approve});
      outcome.lines.push_back({"    Sinon\u00a0: " + refuse, "    If not: " + refuse});
    }
    facts.push_back({{"order", batch.order},
                     {"reply", received.what.number},
                     {"version", version.bat.version},
                     {"open", is_open},
                     {"from", sender.value_or("")},
                     {"approver", may_decide},
                     {"proved_by", received.what.proved_by},
                     {"code", code.has_value()},
                     {"text", reply.text},
                     {"whole", reply.is_whole},
                     {"file", named(file)}});
  }

  Outcome outcome;
  Json facts = Json::array();

 private:
  mail::Reply read_again(const world::Path& file, const crypto::Digest& message) const {
    if (!fs::exists(file)) return {};  // erased
    const std::string bytes = world::read_file(file, largest_mail);
    if (crypto::sha256(bytes) == message) return mail::read_reply(bytes, settings_);
    throw finding::Failure(
        {fmt::format("«\u00a0{}\u00a0» n’est plus le courriel que le registre connaît.",
                     named(file)),
         fmt::format("\"{}\" is not the mail any more that the ledger knows.", named(file))},
        {"Remettez-le depuis une sauvegarde.", "Put it back from a backup."});
  }

  void say_head(const ledger::Batch& batch, const ledger::Received& received,
                const ledger::Version& version, const std::string& sender, bool may_decide) {
    const calendar::Date day = calendar::paris_date(received.when);
    const std::string& proof = received.what.proved_by;
    outcome.lines.push_back(
        {fmt::format("{} · réponse {} du {} à la version {} · {}{} · {}", batch.order,
                     received.what.number, wording::date(day, finding::Language::french),
                     version.bat.version, sender, may_decide ? "" : " (qui n’est pas approbateur)",
                     proof.empty() ? "origine non prouvée" : "origine prouvée (" + proof + ")"),
         fmt::format("{} · reply {} of {} to version {} · {}{} · {}", batch.order,
                     received.what.number, wording::date(day, finding::Language::english),
                     version.bat.version, sender, may_decide ? "" : " (who is no approver)",
                     proof.empty() ? "origin not proved" : "origin proved (" + proof + ")")});
  }

  const Workspace& workspace_;
  const mail::Settings& settings_;
};

}  // namespace

Outcome ingest(const Desk& desk, const Workspace& workspace, const std::vector<world::Path>& from) {
  finding::Findings findings;
  const auto settings = mail_settings(workspace, findings);
  for (const world::Path& one : from)
    if (world::is_folder(one) && !is_maildir(one))
      findings.error(
          "not-a-maildir", {named(one)},
          {fmt::format("«\u00a0{}\u00a0» est un dossier, et n’est pas un Maildir.", named(one)),
           fmt::format("\"{}\" is a folder, and no Maildir.", named(one))},
          {"Donnez un Maildir (avec new/ et cur/), ou des fichiers .eml.",
           "Give a Maildir (with new/ and cur/), or .eml files."});
  if (from.empty() && settings && !settings->inbox)
    findings.error(
        "no-inbox", {"mail.toml"},
        {"mail.toml ne dit pas dans quelle boîte aux lettres lire.",
         "mail.toml doesn't say which mailbox to read."},
        {"Remplissez [inbox] (docs/formats/mail.md), ou donnez un Maildir ou des fichiers "
         ".eml\u00a0: imprimatur ingest MAIL…",
         "Fill in [inbox] (docs/formats/mail.md), or give a Maildir or .eml files: "
         "imprimatur ingest MAIL…"});
  if (!settings || findings.has_errors()) return refused(std::move(findings));
  ledger::Ledger ledger = open_ledger(workspace);
  Reading reading(desk, workspace, ledger, *settings);
  if (from.empty())
    reading.attempt("inbox", settings->inbox->folder,
                    [&] { read_inbox(desk, workspace, *settings->inbox, reading); });
  for (const world::Path& one : from) {
    desk.world.checkpoint();
    if (!world::is_folder(one)) {
      reading.read(one);
      continue;
    }
    for (const world::Path& file : files_in(one / "new")) {
      desk.world.checkpoint();
      if (reading.read(file)) put_away(one, file);
    }
  }
  return reading.finished();
}

Outcome replies(const Desk&, const Workspace& workspace, const std::optional<std::string>& order,
                bool all) {
  finding::Findings findings;
  const auto settings = mail_settings(workspace, findings);
  if (!settings) return refused(std::move(findings));
  const ledger::Ledger ledger = open_ledger(workspace);
  if (order && !ledger.batch(*order)) return unknown_order(ledger, *order);
  Showing showing(workspace, *settings);
  for (const std::string& id : order ? std::vector{*order} : ledger.orders()) {
    const auto batch = ledger.batch(id);
    for (const ledger::Received& received : batch->replies) {
      const ledger::Mail& mail = batch->mails[received.what.mail - 1];
      // Who answers a receipt may say that it was not they who decided.
      const bool is_open = batch->version(mail.what.version)->fate == ledger::Fate::waiting ||
                           (mail.what.purpose == ledger::MailPurpose::receipt && !batch->release);
      if (is_open || all) showing.show(*batch, received, is_open);
    }
  }
  if (showing.outcome.lines.empty())
    showing.outcome.lines.push_back(
        {"Aucune réponse n’attend de décision.", "No reply waits for a decision."});
  showing.outcome.facts = Json{{"replies", showing.facts}}.dump();
  return std::move(showing.outcome);
}

}  // namespace imprimatur::flow
