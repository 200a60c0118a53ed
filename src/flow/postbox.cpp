#include "flow/postbox.h"

#include "calendar/clock.h"
#include "coverage/screen.h"
#include "finding/failure.h"
#include "flow/last_decision.h"
#include "flow/mail_tokens.h"
#include "flow/persons.h"
#include "flow/say.h"
#include "flow/versions.h"
#include "mail/receipt_letter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;

// Not the first: the validation code stands there, and shows that the PDF itself was opened.
constexpr std::size_t first_shown = 1, pages_shown = 3;
constexpr std::size_t largest_shown = 100'000;

world::Lock lock_postbox(const Workspace& workspace) {
  if (auto lock = world::Lock::take(workspace.root / "postbox.lock")) return std::move(*lock);
  throw finding::Failure(
      {"Une autre commande imprimatur envoie déjà des courriels.",
       "Another imprimatur command is sending mails already."},
      {"Attendez qu’elle ait fini, puis recommencez.", "Wait until it is done, then try again."});
}

world::Path file_of_mail(const Workspace& workspace, const std::string& order,
                         const crypto::Digest& message) {
  return workspace.order(order) / "mail" / (message.hex() + ".eml");
}

[[noreturn]] void refuse_size(const std::string& order) {
  throw finding::Failure(
      {fmt::format("Le BAT de la commande {} est trop volumineux pour un courriel (plus de 7 Mo).",
                   order),
       fmt::format("The BAT of order {} is too large for a mail (more than 7 MB).", order)},
      {"Donnez l’adresse de la page de relecture dans mail.toml ([review], url)\u202f: le courriel "
       "y "
       "renverra.",
       "Give the address of the review page in mail.toml ([review], url): the mail will lead "
       "there."});
}

// The pages after the first, small. Where Ghostscript isn't there or can't paint them the mail goes
// without.
std::vector<mail::Enclosure> pictures_of(const Desk& desk, const std::string& bat) {
  std::error_code unknown;
  if (!fs::is_regular_file(desk.house.ghostscript, unknown)) return {};
  const world::ScratchFolder scratch(desk.house.scratch, "imprimatur-mail");
  const world::Path pdf = scratch.path() / "bat.pdf", pages = scratch.path() / "pages";
  world::write_file(pdf, bat, world::Access::owner_only);
  world::make_folder(pages, world::Access::owner_only);
  try {
    coverage::write_screens(desk.house.ghostscript, pdf, pages, largest_shown);
  } catch (const finding::Interrupted&) {
    throw;
  } catch (const finding::Failure&) {
    return {};
  }
  std::vector<world::Path> files(fs::directory_iterator(pages), {});
  std::ranges::sort(files);
  std::vector<mail::Enclosure> pictures;
  for (std::size_t i = first_shown; i < std::min(files.size(), first_shown + pages_shown); ++i) {
    const std::string name = fmt::format("page-{}", i + 1);
    pictures.push_back({name + ".png", "image/png", world::read_file(files[i]), name});
  }
  return pictures;
}

mail::Purpose purpose_of(ledger::MailPurpose purpose) {
  switch (purpose) {
    case ledger::MailPurpose::bat: return mail::Purpose::bat;
    case ledger::MailPurpose::reminder: return mail::Purpose::reminder;
    case ledger::MailPurpose::overdue:
    case ledger::MailPurpose::receipt: break;
  }
  return mail::Purpose::overdue;
}

mail::Decided decided_of(ledger::Fate verdict) {
  switch (verdict) {
    case ledger::Fate::approved: return mail::Decided::approved;
    case ledger::Fate::to_change: return mail::Decided::to_change;
    default: return mail::Decided::refused;
  }
}

std::string domain_of(const std::string& address) {
  return address.substr(address.rfind('@') + 1);
}

bool is_out(const ledger::Mail& mail) {
  return mail.state() == ledger::MailState::accepted || mail.state() == ledger::MailState::unknown;
}

// The version's mail that others follow, as a thread: the first that went out to this person, known
// by the file alone.
std::string first_message_id(const Workspace& workspace, const ledger::Batch& batch,
                             std::uint32_t version, const std::string& to) {
  for (const ledger::Mail& one : batch.mails)
    if (one.what.version == version && is_out(one) &&
        person(workspace, batch.order, one.what.recipient) == to)
      return one.what.message_id;
  return {};
}

// "550 5.1.1" of "550 5.1.1 <x@exemple.fr>: no such user" (RFC 5321, 4.2; RFC 3463): no address.
std::string codes_of(const std::string& answer) {
  std::string codes;
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < answer.size() && std::isdigit(static_cast<unsigned char>(answer[at])) != 0) ++at;
    return answer.substr(from, at - from);
  };
  codes = digits();
  if (codes.size() != 3) return {};
  if (at >= answer.size() || (answer[at] != ' ' && answer[at] != '-')) return codes;
  ++at;
  std::string status = digits();
  for (int part = 0; part < 2; ++part) {
    if (at >= answer.size() || answer[at] != '.') return codes;
    ++at;
    status += "." + digits();
  }
  return status.size() <= 9 ? codes + " " + status : codes;
}

std::optional<ledger::MailOutcome> outcome_of(mail::Delivered what) {
  switch (what) {
    case mail::Delivered::accepted: return ledger::MailOutcome::accepted;
    case mail::Delivered::later: return ledger::MailOutcome::later;
    case mail::Delivered::never: return ledger::MailOutcome::never;
    case mail::Delivered::unknown: break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<world::SecretText> mail_password(const Workspace& workspace,
                                               const std::string& file) {
  if (file.empty()) return std::nullopt;
  return world::read_secret_file(workspace.root / file, 4096);
}

std::optional<mail::Settings> mail_settings(const Workspace& workspace,
                                            finding::Findings& findings) {
  if (!fs::exists(workspace.mail())) {
    findings.error(
        "mail-settings", {"mail.toml"},
        {"Cet espace de travail n’a pas de mail.toml\u00a0: on ne sait par quel serveur envoyer.",
         "This workspace has no mail.toml: there is no saying by which server to send."},
        {"Copiez-y celui de assets/workspace d’imprimatur et remplissez-le.",
         "Copy that of imprimatur's assets/workspace there and fill it in."});
    return std::nullopt;
  }
  auto settings = mail::read_settings("mail.toml", world::read_file(workspace.mail()), findings);
  findings.sort();
  if (!settings) return settings;
  const auto find_authorities = [&](mail::Server& server) {
    if (server.authorities) server.authorities = workspace.root / *server.authorities;
  };
  find_authorities(settings->server);
  if (settings->inbox) find_authorities(settings->inbox->server);
  return settings;
}

Postbox::Postbox(const Desk& desk, const Workspace& workspace, ledger::Ledger& ledger,
                 const mail::Settings& settings)
    : desk_(desk),
      workspace_(workspace),
      ledger_(ledger),
      settings_(settings),
      key_(mail_key(workspace)),
      lock_(lock_postbox(workspace)) {}

ledger::MailQueued Postbox::begun(const std::string& order, std::uint32_t number,
                                  ledger::MailPurpose purpose, std::uint32_t version,
                                  const std::string& to) const {
  ledger::MailQueued queued{number, purpose, version, {}, {}, {}};
  queued.recipient = keep_person(desk_, workspace_, order, to);
  queued.message_id = fmt::format("{}@{}", token_of(key_, TokenUse::message, order, queued),
                                  domain_of(settings_.from.address));
  return queued;
}

mail::Letter Postbox::addressed(const ledger::Batch& batch, const ledger::MailQueued& queued,
                                const std::string& to, finding::Language language) const {
  const std::string token = token_of(key_, TokenUse::reply, batch.order, queued);
  mail::Letter letter;
  letter.from = settings_.from;
  letter.to = {{"", to}};
  letter.reply_to = {settings_.from.name,
                     mail::with_token(settings_.reply_address, settings_.separator, token)};
  letter.date = desk_.world.now();
  letter.message_id = queued.message_id;
  letter.in_reply_to = first_message_id(workspace_, batch, queued.version, to);
  letter.language = language == finding::Language::french ? "fr" : "en";
  letter.salt = desk_.world.random_bytes(16);
  return letter;
}

std::optional<ledger::Closed> Postbox::note(const std::string& order, ledger::MailQueued queued,
                                            const mail::Letter& letter) {
  const std::string message = mail::message_of(letter);
  queued.message = crypto::sha256(message);
  const world::Path file = file_of_mail(workspace_, order, queued.message);
  world::make_folder(file.parent_path(), world::Access::owner_only);
  world::write_file(file, message, world::Access::owner_only);
  const auto noted = ledger_.mail(order, queued, desk_.world.now());
  return noted ? std::nullopt : std::optional(noted.closed());
}

ledger::Outcome<std::vector<std::uint32_t>> Postbox::write(const std::string& order,
                                                           ledger::MailPurpose purpose,
                                                           const std::vector<std::string>& wanted) {
  const auto batch = ledger_.batch(order);
  const std::uint32_t version = static_cast<std::uint32_t>(batch->versions.size());
  if (auto closed = ledger::mailing_gate(*batch, version)) return *closed;
  const Frozen frozen = thaw(workspace_, order, *batch->latest());
  const std::string bat = frozen_bat(workspace_, order, *batch->latest());
  const bool is_attached = bat.size() <= largest_enclosed;
  if (!is_attached && settings_.review_url.empty()) refuse_size(order);
  const auto pictures = pictures_of(desk_, bat);
  const bool is_late = batch->latest()->bat.answer_by < calendar::paris_date(desk_.world.now());
  const markup::Templates templates(desk_.house.assets() / "mail");
  std::vector<std::uint32_t> numbers;
  auto number = static_cast<std::uint32_t>(batch->mails.size());
  for (const std::string& to : wanted) {
    const ledger::MailQueued queued = begun(order, ++number, purpose, version, to);
    mail::BatFacts facts;
    // Nobody is asked for an answer by a day that has passed.
    facts.purpose = is_late ? mail::Purpose::overdue : purpose_of(purpose);
    facts.language = frozen.order.language;
    facts.issuer = frozen.issuer.name;
    facts.phone = frozen.issuer.phone;
    facts.order = order;
    facts.title = frozen.order.title;
    facts.version = version;
    facts.answer_by = batch->latest()->bat.answer_by;
    if (!settings_.review_url.empty())
      facts.link = settings_.review_url + review_path(key_, order, queued);
    facts.is_attached = is_attached;
    facts.digest = batch->latest()->bat.file.hex();
    mail::Letter letter = addressed(*batch, queued, to, facts.language);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      letter.pictures.push_back(pictures[i]);
      letter.pictures.back().id += "." + queued.message_id;
      facts.pages_shown.push_back({first_shown + i + 1, letter.pictures.back().id});
    }
    letter.subject = mail::subject_of(facts);
    letter.text = mail::text_of(facts);
    letter.html = mail::html_of(facts, templates);
    if (is_attached)
      letter.attachments.push_back(
          {fmt::format("BAT-{}-v{}.pdf", order, version), "application/pdf", bat});
    if (auto closed = note(order, queued, letter)) return *closed;
    numbers.push_back(number);
  }
  return numbers;
}

ledger::Outcome<std::vector<std::uint32_t>> Postbox::acknowledge(
    const std::string& order, std::uint32_t version, const std::vector<std::string>& wanted) {
  const auto batch = ledger_.batch(order);
  if (auto closed = ledger::receipt_gate(*batch, version)) return *closed;
  const ledger::Version& decided = *batch->version(version);
  const Frozen frozen = thaw(workspace_, order, decided);
  const Prover prover(ledger_);
  const std::string proof = proof_of_decision(ledger_, prover, order, version);
  const markup::Templates templates(desk_.house.assets() / "mail");
  std::vector<std::uint32_t> numbers;
  auto number = static_cast<std::uint32_t>(batch->mails.size());
  for (const std::string& to : wanted) {
    const ledger::MailQueued queued =
        begun(order, ++number, ledger::MailPurpose::receipt, version, to);
    mail::ReceiptFacts facts;
    facts.outcome = decided_of(decided.verdict);
    facts.language = frozen.order.language;
    facts.issuer = frozen.issuer.name;
    facts.phone = frozen.issuer.phone;
    facts.order = order;
    facts.title = frozen.order.title;
    facts.version = version;
    facts.decided = decided.decided;
    facts.by = who_decided(workspace_, order, decided);
    facts.digest = decided.bat.file.hex();
    facts.checkpoint = prover.head().text();
    mail::Letter letter = addressed(*batch, queued, to, facts.language);
    letter.subject = mail::subject_of(facts);
    letter.text = mail::text_of(facts);
    letter.html = mail::html_of(facts, templates);
    letter.attachments.push_back(
        {fmt::format("decision-{}-v{}.tlog-proof", order, version), "text/plain", proof});
    if (auto closed = note(order, queued, letter)) return *closed;
    numbers.push_back(number);
  }
  return numbers;
}

std::optional<Sending> Postbox::send(const std::string& order, std::uint32_t number) {
  const auto batch = ledger_.batch(order);
  const ledger::Mail* mail = batch ? batch->mail(number) : nullptr;
  if (mail == nullptr) return std::nullopt;
  const ledger::MailTried tried{number, mail->attempts + 1};
  const world::Instant now = desk_.world.now();
  if (ledger::mail_gate(*batch, tried, calendar::paris_date(now))) return std::nullopt;
  const auto to = person(workspace_, order, mail->what.recipient);
  if (!to) return std::nullopt;
  const std::string message = world::read_file(file_of_mail(workspace_, order, mail->what.message));
  if (crypto::sha256(message) != mail->what.message)
    throw finding::Failure(
        {fmt::format("Le courriel {} de la commande {} a été changé sur le disque.", number, order),
         fmt::format("Mail {} of order {} was changed on the disk.", number, order)},
        {"Remettez-le depuis une sauvegarde\u202f; rien n’a été envoyé.",
         "Put it back from a backup; nothing was sent."});
  const auto password = mail_password(workspace_, settings_.password_file);
  if (!ledger_.mail(order, tried, now)) return std::nullopt;
  Sending sending{number, *to, {}};
  const std::string token = token_of(key_, TokenUse::reply, order, mail->what);
  sending.delivery = mail::deliver(
      desk_.world, settings_.server, password,
      mail::with_token(settings_.bounce_address, settings_.separator, token), *to, message);
  const auto outcome = outcome_of(sending.delivery.what);
  if (!outcome) return sending;  // nobody knows: the ledger says as much by saying nothing
  const ledger::MailAnswered answered{number, *outcome, codes_of(sending.delivery.answer)};
  if (!ledger_.mail(order, answered, desk_.world.now())) return std::nullopt;
  return sending;
}

}  // namespace imprimatur::flow
