#include "flow/send.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/persons.h"
#include "flow/postbox.h"
#include "flow/say.h"
#include "flow/versions.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace imprimatur::flow {
namespace {

using finding::Sentence;
using Json = nlohmann::ordered_json;

Sentence say_delivery(const Sending& sending) {
  const std::string& answer = sending.delivery.answer;
  switch (sending.delivery.what) {
    case mail::Delivered::accepted:
      return {fmt::format("Envoyé à {}.", sending.to), fmt::format("Sent to {}.", sending.to)};
    case mail::Delivered::later:
      return {fmt::format("Pas encore parti pour {} ({})\u00a0: il reste dans la boîte d’envoi.",
                          sending.to, answer),
              fmt::format("Not yet out to {} ({}): it stays in the outbox.", sending.to, answer)};
    case mail::Delivered::never:
      return {fmt::format("Refusé pour {} ({}).", sending.to, answer),
              fmt::format("Refused for {} ({}).", sending.to, answer)};
    case mail::Delivered::unknown: break;
  }
  return {
      fmt::format("Peut-être parti pour {} ({})\u00a0: il sera redonné au serveur, sous le même "
                  "Message-ID.",
                  sending.to, answer),
      fmt::format("Maybe out to {} ({}): the server is given it again, with the same Message-ID.",
                  sending.to, answer)};
}

std::string_view name_of(mail::Delivered what) {
  switch (what) {
    case mail::Delivered::accepted: return "accepted";
    case mail::Delivered::later: return "later";
    case mail::Delivered::never: return "never";
    case mail::Delivered::unknown: return "unknown";
  }
  return "";
}

// Tells what became of some mails, and that something is left to do.
class Account {
 public:
  void add(const std::string& order, const Sending& sending) {
    outcome_.lines.push_back(say_delivery(sending));
    sent_.push_back({{"order", order},
                     {"mail", sending.number},
                     {"to", sending.to},
                     {"outcome", name_of(sending.delivery.what)},
                     {"answer", sending.delivery.answer}});
    if (sending.delivery.what == mail::Delivered::accepted) return;
    all_out_ = false;
    outcome_.exit = Exit::world_failed;
  }
  void fail(const std::string& order, const finding::Failure& failure) {
    outcome_.exit = Exit::world_failed;
    outcome_.findings.error("mail-order", {order}, failure.sentence(), failure.hint());
  }
  void say(Sentence line) { outcome_.lines.push_back(std::move(line)); }

  Outcome finished() {
    if (!all_out_)
      outcome_.findings.error(
          "mail-not-sent", {},
          {"Tous les courriels ne sont pas partis.", "Not all mails went out."},
          {"Une adresse refusée se corrige dans la commande (nouveau BAT)\u202f; le reste repart "
           "avec "
           "«\u00a0imprimatur outbox --retry\u00a0».",
           "A refused address is corrected in the order (a new BAT); the rest goes out with "
           "\"imprimatur outbox --retry\"."});
    outcome_.facts = Json{{"mails", sent_}}.dump();
    return std::move(outcome_);
  }

 private:
  Outcome outcome_;
  bool all_out_ = true;
  Json sent_ = Json::array();
};

bool is_lost(const ledger::Mail& mail) {
  return mail.state() == ledger::MailState::refused || mail.state() == ledger::MailState::bounced;
}

// Of the mails of a version, those to this person. One whose recipient was erased may be theirs.
std::vector<const ledger::Mail*> mails_to(const Workspace& workspace, const ledger::Batch& batch,
                                          std::uint32_t version, const std::string& to) {
  std::vector<const ledger::Mail*> all;
  for (const ledger::Mail& mail : batch.mails) {
    if (mail.what.version != version) continue;
    const auto known = person(workspace, batch.order, mail.what.recipient);
    if (!known || *known == to) all.push_back(&mail);
  }
  return all;
}

// Whom the version was mailed to, unless all of it was refused or came back: nobody is reminded of
// what they never had.
std::vector<std::string> readers_of(const Workspace& workspace, const ledger::Batch& batch,
                                    std::uint32_t version) {
  std::vector<std::string> all;
  for (const ledger::Mail& mail : batch.mails) {
    if (mail.what.version != version || is_lost(mail) ||
        mail.what.purpose != ledger::MailPurpose::bat)
      continue;
    const auto to = person(workspace, batch.order, mail.what.recipient);
    if (to && std::ranges::find(all, *to) == all.end()) all.push_back(*to);
  }
  return all;
}

// The first day on which a reminder that is due today could have gone out; nullopt: none is due.
std::optional<calendar::Date> reminding_since(const ledger::Batch& batch, calendar::Date today) {
  const std::chrono::sys_days last = batch.latest()->bat.answer_by, now = today;
  if (now > last) return std::nullopt;
  std::optional<calendar::Date> since;
  for (const std::int32_t days : batch.latest()->facts.terms.remind_days)
    if (now >= last - std::chrono::days(days)) since = last - std::chrono::days(days);
  return since;
}

class Mailing {
 public:
  Mailing(const Desk& desk, const Workspace& workspace, ledger::Ledger& ledger,
          const mail::Settings& settings)
      : desk_(desk),
        workspace_(workspace),
        ledger_(ledger),
        box_(desk, workspace, ledger, settings) {}

  std::optional<ledger::Closed> write_and_send(const std::string& order,
                                               ledger::MailPurpose purpose,
                                               const std::vector<std::string>& to) {
    desk_.watch({{"Rédaction des courriels", "Writing mails"}, 0, 0});
    const auto numbers = box_.write(order, purpose, to);
    if (!numbers) return numbers.closed();
    for (const std::uint32_t number : *numbers) send(order, number);
    return std::nullopt;
  }

  // Gives the address that it was handed over for; empty where it was not to be sent.
  std::string send(const std::string& order, std::uint32_t number) {
    desk_.watch({{"Envoi des courriels", "Sending mails"}, 0, 0});
    const auto sending = box_.send(order, number);
    desk_.world.checkpoint();  // what the server said is noted by now
    if (!sending) return {};
    account.add(order, *sending);
    return sending->to;
  }

  // What is open and whose time has come.
  void retry(const ledger::Batch& batch) {
    const world::Instant now = desk_.world.now();
    for (const ledger::Mail& mail : batch.mails)
      if (mail.is_open() && mail.next_try() <= now) send(batch.order, mail.what.number);
  }

  // Of each version that was decided on, once a decision; one of long ago would only puzzle.
  void acknowledge(const ledger::Batch& batch) {
    constexpr std::chrono::days longest{30};
    for (const ledger::Version& version : batch.versions) {
      if (version.verdict == ledger::Fate::waiting || version.decided + longest < desk_.world.now())
        continue;
      const std::uint32_t number = version.bat.version;
      std::vector<std::string> due;
      for (const std::string& to : readers_of(workspace_, batch, number)) {
        const auto mails = mails_to(workspace_, batch, number, to);
        if (std::ranges::none_of(mails, [&](const ledger::Mail* mail) {
              return mail->what.purpose == ledger::MailPurpose::receipt &&
                     mail->when >= version.decided;
            }))
          due.push_back(to);
      }
      if (due.empty()) continue;
      account.say(
          {fmt::format("Commande {}\u00a0: accusé de la décision sur la version {}.", batch.order,
                       number),
           fmt::format("Order {}: receipt of the decision on version {}.", batch.order, number)});
      if (const auto numbers = box_.acknowledge(batch.order, number, due))
        for (const std::uint32_t mail : *numbers) send(batch.order, mail);
    }
  }

  void remind_of(const ledger::Batch& batch) {
    acknowledge(batch);
    if (!batch.latest() || ledger::mailing_gate(batch, batch.latest()->bat.version)) return;
    const calendar::Date today = calendar::paris_date(desk_.world.now());
    if (batch.latest()->bat.answer_by < today)
      tell_overdue(batch);
    else if (const auto since = reminding_since(batch, today))
      remind_since(batch, *since);
  }

  // One order's trouble doesn't keep the others waiting.
  template <typename Work>
  void for_each_order(const std::vector<std::string>& orders, Work work) {
    for (const std::string& id : orders) {
      try {
        work(*ledger_.batch(id));
      } catch (const finding::Interrupted&) {
        throw;
      } catch (const finding::Failure& failure) {
        account.fail(id, failure);
      }
    }
  }

  Account account;

 private:
  // Each reader whose last mail of this version is older than that.
  void remind_since(const ledger::Batch& batch, calendar::Date since) {
    const std::uint32_t version = batch.latest()->bat.version;
    std::vector<std::string> due;
    for (const std::string& to : readers_of(workspace_, batch, version)) {
      const auto mails = mails_to(workspace_, batch, version, to);
      if (std::ranges::none_of(mails, [&](const ledger::Mail* mail) {
            return calendar::paris_date(mail->when) >= since;
          }))
        due.push_back(to);
    }
    if (due.empty()) return;
    account.say({fmt::format("Commande {}\u00a0: rappel de la version {}.", batch.order, version),
                 fmt::format("Order {}: reminder of version {}.", batch.order, version)});
    write_and_send(batch.order, ledger::MailPurpose::reminder, due);
  }

  void tell_overdue(const ledger::Batch& batch) {
    const ledger::AnswerOverdue late{batch.latest()->bat.version};
    if (!batch.is_overdue(late.version)) {
      if (!ledger_.mail(batch.order, late, desk_.world.now())) return;
      account.say({fmt::format("Commande {}\u00a0: la version {} est restée sans réponse jusqu’au "
                               "bout du délai.",
                               batch.order, late.version),
                   fmt::format("Order {}: version {} was not answered in time.", batch.order,
                               late.version)});
    }
    std::vector<std::string> due;  // of those whom an earlier run didn't reach
    for (const std::string& to : readers_of(workspace_, batch, late.version)) {
      const auto mails = mails_to(workspace_, batch, late.version, to);
      if (std::ranges::none_of(mails, [&](const ledger::Mail* mail) {
            return mail->what.purpose == ledger::MailPurpose::overdue;
          }))
        due.push_back(to);
    }
    if (!due.empty()) write_and_send(batch.order, ledger::MailPurpose::overdue, due);
  }

  const Desk& desk_;
  const Workspace& workspace_;
  ledger::Ledger& ledger_;
  Postbox box_;
};

Sentence describe(ledger::MailState state) {
  switch (state) {
    case ledger::MailState::waiting: return {"à envoyer", "to be sent"};
    case ledger::MailState::unknown: return {"peut-être parti", "maybe out"};
    case ledger::MailState::accepted: return {"parti", "out"};
    case ledger::MailState::refused: return {"refusé", "refused"};
    case ledger::MailState::bounced: return {"revenu", "came back"};
  }
  return {};
}

Sentence describe(ledger::MailPurpose purpose) {
  switch (purpose) {
    case ledger::MailPurpose::bat: return {"BAT", "BAT"};
    case ledger::MailPurpose::reminder: return {"rappel", "reminder"};
    case ledger::MailPurpose::overdue: return {"délai passé", "overdue"};
    case ledger::MailPurpose::receipt: return {"accusé", "receipt"};
  }
  return {};
}

void list(const Workspace& workspace, const ledger::Batch& batch, calendar::Date today,
          Outcome& outcome, Json& facts) {
  for (const ledger::Mail& mail : batch.mails) {
    const auto known = person(workspace, batch.order, mail.what.recipient);
    const bool is_moot = mail.is_open() && (!known || batch.is_moot(mail, today));
    const Sentence state = is_moot ? Sentence{"sans objet", "moot"} : describe(mail.state());
    const Sentence what = describe(mail.what.purpose);
    const std::string to = known.value_or("–");
    const std::string codes =
        mail.answer && !mail.answer->reply.empty() ? " (" + mail.answer->reply + ")" : "";
    outcome.lines.push_back({fmt::format("{} · {} v{} · {} · {}{}", batch.order, what.fr,
                                         mail.what.version, to, state.fr, codes),
                             fmt::format("{} · {} v{} · {} · {}{}", batch.order, what.en,
                                         mail.what.version, to, state.en, codes)});
    facts.push_back(
        {{"order", batch.order},
         {"mail", mail.what.number},
         {"purpose", ledger::name_of(mail.what.purpose)},
         {"version", mail.what.version},
         {"to", to},
         {"state", is_moot ? "moot" : ledger::name_of(mail.state())},
         {"attempts", mail.attempts},
         {"reply", mail.answer ? mail.answer->reply : ""},
         {"message_id", mail.what.message_id},
         {"next_try",
          mail.is_open() && !is_moot ? Json(calendar::to_iso(mail.next_try())) : Json()}});
  }
}

}  // namespace

Outcome send(const Desk& desk, const Workspace& workspace, const std::string& order, bool again) {
  finding::Findings findings;
  const auto settings = mail_settings(workspace, findings);
  if (!settings) return refused(std::move(findings));
  ledger::Ledger ledger = open_ledger(workspace);
  Mailing mailing(desk, workspace, ledger, *settings);  // from here on nobody else sends
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  const std::uint32_t version = static_cast<std::uint32_t>(batch->versions.size());
  if (const auto closed = ledger::mailing_gate(*batch, version)) return shut(*closed);
  const Frozen frozen = thaw(workspace, order, *batch->latest());
  // What an earlier run could not finish goes first, and is not written twice.
  std::set<std::string> served;
  for (const ledger::Mail& mail : batch->mails)
    if (mail.is_open()) served.insert(wording::folded(mailing.send(order, mail.what.number)));
  std::vector<std::string> to;
  for (const std::string& address : frozen.order.client.email) {
    const auto mails = mails_to(workspace, *batch, version, address);
    const bool had =
        std::ranges::any_of(mails, [](const ledger::Mail* mail) { return !is_lost(*mail); });
    if ((again || !had) && served.insert(wording::folded(address)).second) to.push_back(address);
  }
  if (!to.empty())
    if (const auto closed = mailing.write_and_send(order, ledger::MailPurpose::bat, to))
      return shut(*closed);
  Outcome outcome = mailing.account.finished();
  if (outcome.lines.empty())
    outcome.lines.push_back(
        {fmt::format(
             "La version {} est partie déjà pour chacun\u202f; «\u00a0--again\u00a0» la renvoie.",
             version),
         fmt::format("Version {} is out to everybody already; \"--again\" sends it once more.",
                     version)});
  return outcome;
}

Outcome outbox(const Desk& desk, const Workspace& workspace,
               const std::optional<std::string>& order, bool retry) {
  ledger::Ledger ledger = open_ledger(workspace);
  if (order && !ledger.batch(*order)) return unknown_order(ledger, *order);
  const auto orders = order ? std::vector{*order} : ledger.orders();
  if (!retry) {
    Outcome outcome;
    Json facts = Json::array();
    const calendar::Date today = calendar::paris_date(desk.world.now());
    for (const std::string& id : orders) list(workspace, *ledger.batch(id), today, outcome, facts);
    if (outcome.lines.empty()) outcome.lines.push_back({"Aucun courriel.", "No mail."});
    outcome.facts = Json{{"mails", facts}}.dump();
    return outcome;
  }
  finding::Findings findings;
  const auto settings = mail_settings(workspace, findings);
  if (!settings) return refused(std::move(findings));
  Mailing mailing(desk, workspace, ledger, *settings);
  mailing.for_each_order(orders, [&](const ledger::Batch& batch) { mailing.retry(batch); });
  Outcome outcome = mailing.account.finished();
  if (outcome.lines.empty() && outcome.exit == Exit::done)
    outcome.lines.push_back({"Rien à envoyer pour l’instant.", "Nothing to send for now."});
  return outcome;
}

Outcome remind(const Desk& desk, const Workspace& workspace) {
  finding::Findings findings;
  const auto settings = mail_settings(workspace, findings);
  if (!settings) return refused(std::move(findings));
  ledger::Ledger ledger = open_ledger(workspace);
  Mailing mailing(desk, workspace, ledger, *settings);
  mailing.for_each_order(ledger.orders(),
                         [&](const ledger::Batch& batch) { mailing.remind_of(batch); });
  Outcome outcome = mailing.account.finished();
  if (outcome.lines.empty() && outcome.exit == Exit::done)
    outcome.lines.push_back({"Aucun courriel n’est dû.", "No mail is due."});
  return outcome;
}

}  // namespace imprimatur::flow
