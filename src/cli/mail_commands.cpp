#include "cli/mail_commands.h"

#include <CLI/CLI.hpp>

namespace imprimatur::cli {

void MailCommands::add() {
  CLI::App* send = tools_.command("send", {"Envoie le BAT aux adresses de la commande.",
                                           "Mails the proof to the order's addresses."});
  tools_.text(
      send, "ID", order_,
      {"La commande («\u00a0id\u00a0» de order.toml).", "The order (\"id\" in order.toml)."}, "");
  tools_.flag(send, "--again", again_,
              {"Le renvoie à ceux qui l’ont eu déjà.", "Sends it once more to those who had it."});
  tools_.makes(send, [this]() -> Command { return Send{order_, again_}; });

  CLI::App* outbox = tools_.command("outbox", {"Dit quels courriels sont partis, et lesquels non.",
                                               "Tells which mails are out, and which not."});
  outbox
      ->add_option("ID", order_,
                   tools_.say({"Ceux de cette commande seulement.", "Those of this order alone."}))
      ->type_name("");
  tools_.flag(outbox, "--retry", retry_,
              {"Redonne au serveur ceux dont l’heure est venue\u00a0:\npour une minuterie.",
               "Gives the server those again whose time has come:\nfor a timer."});
  tools_.makes(outbox, [this]() -> Command {
    return Outbox{order_.empty() ? std::nullopt : std::optional(order_), retry_};
  });

  CLI::App* remind = tools_.command("remind", {"Envoie les rappels dus, chacun une fois.",
                                               "Sends the reminders that are due, each once."});
  tools_.makes(remind, []() -> Command { return Remind{}; });

  CLI::App* serve = tools_.command("serve", {"Tient la page où les clients relisent et répondent.",
                                             "Serves the page where clients read and answer."});
  tools_.optional(serve, "--listen", listen_,
                  {"L’adresse où écouter\u202f; sinon serve.toml, sinon\n127.0.0.1:8080.",
                   "The address to listen at; else serve.toml, else\n127.0.0.1:8080."},
                  "ADDR:PORT");
  tools_.makes(serve, [this]() -> Command {
    return Serve{listen_.empty() ? std::nullopt : std::optional(listen_)};
  });

  CLI::App* ingest =
      tools_.command("ingest", {"Lit les courriels reçus\u00a0: réponses et retours.",
                                "Reads mails that came in: answers, returns."});
  ingest
      ->add_option(
          "MAIL", from_,
          tools_.say({"Des fichiers .eml, ou un Maildir, dont new/ est lu\npuis rangé dans "
                      "cur/\u202f; sinon la boîte de mail.toml.",
                      ".eml files, or a Maildir, of which new/ is read\nand put away into cur/; "
                      "else the mailbox of mail.toml."}))
      ->type_name("");
  tools_.makes(ingest, [this]() -> Command { return Ingest{{from_.begin(), from_.end()}}; });

  CLI::App* replies = tools_.command("replies", {"Montre les réponses qui attendent une décision.",
                                                 "Shows the replies that wait for a decision."});
  replies
      ->add_option(
          "ID", order_,
          tools_.say({"Celles de cette commande seulement.", "Those to this order alone."}))
      ->type_name("");
  tools_.flag(replies, "--all", all_,
              {"Celles qui sont tranchées aussi.", "Those that were decided too."});
  tools_.makes(replies, [this]() -> Command {
    return Replies{order_.empty() ? std::nullopt : std::optional(order_), all_};
  });
}

}  // namespace imprimatur::cli
