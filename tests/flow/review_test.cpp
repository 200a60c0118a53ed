// The review page as clients and scanners meet it.
#include "flow/review_site.h"

#include "bat/validation.h"
#include "flow/mail_tokens.h"
#include "flow/send.h"
#include "flow/serve_settings.h"

#include "../mail/smtp_server.h"
#include "catch/catch.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

using Typed = std::vector<http::Field>;

class ReviewShop : public Shop {
 public:
  ReviewShop() {
    world::write_file(workspace.mail(), fmt::format(R"(format = 1
[from]
name = "Coopérative Exemple"
address = "bat@exemple.fr"
[server]
host = "127.0.0.1"
port = {}
security = "none"
[answers]
address = "bat@exemple.fr"
bounces = "retours@exemple.fr"
[review]
url = "https://bat.exemple.fr"
)",
                                                    server_.port));
    bat();
    mail();
    open();
  }
  void mail(bool again = false) { send(desk, workspace, id, again); }
  // As if the server had been started anew.
  void open() { site_ = std::make_unique<ReviewSite>(desk, workspace); }
  void at(const char* instant) {
    desk.world.now = [instant] { return *calendar::instant_from_iso(instant); };
  }

  std::string link(std::size_t mail = 0) {
    return review_path(mail_key(workspace), id, batch().mails.at(mail).what);
  }
  http::Response get(const std::string& path, Typed asked = {}) {
    http::Request request;
    request.path = path;
    request.query = std::move(asked);
    request.peer = peer;
    return site_->answer(request);
  }
  http::Response post(const std::string& path, Typed typed) {
    http::Request request;
    request.method = http::Method::post;
    request.path = path;
    request.form = std::move(typed);
    request.headers = {{"user-agent", "Firefox"}};
    request.peer = peer;
    return site_->answer(request);
  }
  // The token of the form that is shown there.
  std::string token(const std::string& path) {
    const std::string html = *get(path).bytes;
    std::smatch found;
    return std::regex_search(html, found, std::regex("name=\"form\" value=\"([^\"]*)\""))
               ? found[1].str()
               : "";
  }
  http::Response approve_there(const std::string& code, std::size_t mail = 0) {
    const std::string path = link(mail) + "/approve";
    return post(path, {{"form", token(path)}, {"name", "Ada"}, {"code", code}, {"agree", "yes"}});
  }
  std::string code(std::uint32_t version = 1) {
    return bat::validation_code(validation_key(workspace), id, version,
                                batch().version(version)->bat.content);
  }
  std::string wrong_code() { return code() == "K7WPQ4" ? "K7WPQ3" : "K7WPQ4"; }
  bool waits() { return batch().latest()->fate == ledger::Fate::waiting; }
  ReviewSite& site() { return *site_; }

  std::string peer = "192.0.2.1";

 private:
  mail::TestServer server_;
  std::unique_ptr<ReviewSite> site_;
};

bool has(const http::Response& response, const std::string& words) {
  return response.bytes->find(words) != std::string::npos;
}

std::string header(const http::Response& response, const std::string& name) {
  for (const http::Field& field : response.headers)
    if (field.name == name) return field.value;
  return "";
}

}  // namespace

TEST_CASE("a mail's link opens the proof it was about") {
  ReviewShop shop;
  const http::Response page = shop.get(shop.link());
  CHECK(page.status == 200);
  CHECK(has(page, "Pass numériques 2027"));
  CHECK(has(page, shop.batch().latest()->bat.file.hex()));
  CHECK(has(page, shop.link() + "/approve"));
  const http::Response pdf = shop.get(shop.link() + "/bat.pdf");
  CHECK(crypto::sha256(*pdf.bytes) == shop.batch().latest()->bat.file);
  CHECK(header(pdf, "Content-Disposition") == "inline; filename=\"BAT-T-1-v1.pdf\"");
}

TEST_CASE("links that are wrong and links to nothing look the same") {
  ReviewShop shop;
  std::string wrong = shop.link();
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  const http::Response page = shop.get(wrong);
  CHECK(page.status == 404);
  for (const std::string& path :
       {std::string("/"), std::string("/r/T-1/1/"), std::string("/r/T-1/2/") + std::string(32, '0'),
        std::string("/r/NONE/1/") + std::string(32, '0'),
        std::string("/r/T-1/1/") + std::string(33, '0'), shop.link() + "0",
        std::string("/r/../1/") + std::string(32, '0')}) {
    INFO(path);
    const http::Response other = shop.get(path);
    CHECK(other.status == 404);
    CHECK(*other.bytes == *page.bytes);
  }
  CHECK(has(page, "Coopérative Exemple"));
}

TEST_CASE("who tries many links is told to wait, and a good link opens all the same") {
  ReviewShop shop;
  unsigned status = 0;
  for (int i = 0; i < 40; ++i) status = shop.get("/r/T-1/1/" + std::string(32, '0')).status;
  CHECK(status == 429);
  CHECK(shop.get(shop.link()).status == 200);
  shop.peer = "192.0.2.2";
  CHECK(shop.get("/r/T-1/1/" + std::string(32, '0')).status == 404);
}

TEST_CASE("to look at everything decides nothing") {
  ReviewShop shop;
  const std::string code = shop.code();
  for (const char* path : {"", "/approve", "/changes", "/refuse", "/bat.pdf", "/page/2"})
    shop.get(shop.link() + path, {{"form", shop.token(shop.link() + "/approve")},
                                  {"name", "Ada"},
                                  {"code", code},
                                  {"agree", "yes"},
                                  {"reason", "x"},
                                  {"whole", "x"},
                                  {"do", "send"}});
  CHECK(shop.waits());
  CHECK(shop.post(shop.link(), {}).status == 405);
  CHECK(header(shop.post(shop.link() + "/bat.pdf", {}), "Allow") == "GET, HEAD");
}

TEST_CASE("a wrong code approves nothing and isn't repeated; the right one approves, once") {
  ReviewShop shop;
  const std::string wrong = shop.wrong_code();
  const http::Response refused = shop.approve_there(wrong);
  CHECK(refused.status == 422);
  CHECK(has(refused, "#code"));
  CHECK_FALSE(has(refused, wrong));
  CHECK(has(refused, "value=\"Ada\""));
  CHECK(shop.waits());
  const http::Response taken =
      shop.approve_there(" " + shop.code().substr(0, 3) + " " + shop.code().substr(3));
  CHECK(taken.status == 303);
  CHECK(header(taken, "Location") == shop.link() + "#recorded");
  CHECK(shop.batch().latest()->fate == ledger::Fate::approved);
  const http::Response page = shop.get(shop.link());
  CHECK(has(page, "Bon à tirer donné pour la version 1, le 23 novembre 2026 à 10 h 00"));
  // Sent twice, or a form that was open in another window.
  CHECK(shop.post(shop.link() + "/refuse", {{"name", "Ada"}, {"reason", "x"}}).status == 303);
  CHECK(shop.batch().latest()->fate == ledger::Fate::approved);
  CHECK(shop.intact());
}

TEST_CASE("codes can't be tried out: neither on one link nor from one address") {
  ReviewShop shop;
  for (int i = 0; i < 5; ++i) CHECK(shop.approve_there(shop.wrong_code()).status == 422);
  CHECK(shop.approve_there(shop.code()).status == 429);
  CHECK(shop.waits());
  shop.at("2026-11-23T09:10:00Z");
  CHECK(shop.approve_there(shop.code()).status == 303);
}

TEST_CASE("an approval needs a name, the sentence and a code, and says which is missing") {
  ReviewShop shop;
  const std::string path = shop.link() + "/approve";
  const http::Response page =
      shop.post(path, {{"form", shop.token(path)}, {"name", " "}, {"code", ""}});
  CHECK(page.status == 422);
  for (const char* field : {"#name", "#code", "#agree"}) CHECK(has(page, field));
  CHECK(shop.post(path, {{"form", shop.token(path)},
                         {"name", "A\u202eB"},
                         {"code", shop.code()},
                         {"agree", "yes"}})
            .status == 422);
  CHECK(shop.post(path, {{"form", shop.token(path)},
                         {"name", std::string(121, 'a')},
                         {"code", shop.code()},
                         {"agree", "yes"}})
            .status == 422);
  CHECK(shop.waits());
}

TEST_CASE("a form counts only with the token of its own link, file and time") {
  ReviewShop shop;
  shop.mail(true);  // a second one, to the same reader
  const auto refuse_with = [&](const std::string& token) {
    return shop.post(shop.link() + "/refuse",
                     {{"form", token}, {"name", "Ada"}, {"reason", "Mauvais logo"}});
  };
  CHECK(refuse_with("").status == 403);
  CHECK(refuse_with("nonsense").status == 403);
  CHECK(refuse_with("99999999999-" + std::string(64, '0')).status == 403);
  CHECK(refuse_with(shop.token(shop.link(1) + "/refuse")).status == 403);
  const std::string token = shop.token(shop.link() + "/refuse");
  shop.at("2026-11-23T21:00:00Z");
  const http::Response late = refuse_with(token);
  CHECK(late.status == 403);
  CHECK(has(late, "ouvert il y a trop longtemps"));
  CHECK(has(late, ">Mauvais logo</textarea>"));  // what was typed is there still
  CHECK(shop.waits());
  CHECK(refuse_with(shop.token(shop.link() + "/refuse")).status == 303);
  CHECK(shop.batch().latest()->fate == ledger::Fate::refused);
}

TEST_CASE("a refusal needs its reason, which is shown afterwards as it was typed") {
  ReviewShop shop;
  const std::string path = shop.link() + "/refuse";
  const auto refuse_for = [&](const std::string& reason) {
    return shop.post(path, {{"form", shop.token(path)}, {"name", "Ada"}, {"reason", reason}});
  };
  CHECK(has(refuse_for(""), "#reason"));
  CHECK(refuse_for(std::string(2001, 'a')).status == 422);
  CHECK(shop.waits());
  CHECK(refuse_for("<b>Logo</b> périmé").status == 303);
  CHECK(has(shop.get(shop.link()), "&lt;b&gt;Logo&lt;/b&gt; périmé"));
}

TEST_CASE("remarks are gathered without a script: put, written, taken out, sent") {
  ReviewShop shop;
  const std::string path = shop.link() + "/changes";
  Typed form{{"form", shop.token(path)}, {"name", "Ada"}, {"whole", ""}};
  const auto with = [&](Typed more) {
    more.insert(more.begin(), form.begin(), form.end());
    return shop.post(path, more);
  };
  CHECK(with({{"do", "send"}}).status == 422);  // nothing is asked for
  const http::Response put = with({{"do", "place"}, {"page", "2"}, {"left", "52"}, {"top", "80"}});
  CHECK(put.status == 200);
  CHECK(has(put, "page 2, à 52 mm du bord gauche et 80 mm du haut"));
  CHECK(with({{"do", "place"}, {"page", "zwei"}}).status == 422);
  const Typed pins{{"r0_page", "2"}, {"r0_x", "520"}, {"r0_y", "800"}, {"r0_text", ""},
                   {"r1_page", "3"}, {"r1_x", "0"},   {"r1_y", "0"},   {"r1_text", "Logo"}};
  form.insert(form.end(), pins.begin(), pins.end());
  const http::Response empty = with({{"do", "send"}});
  CHECK(empty.status == 422);
  CHECK(has(empty, "href=\"#r0\""));
  const http::Response one_less = with({{"do", "remove-0"}});
  CHECK(has(one_less, "Remarque 1\u00a0: page 3"));
  CHECK(has(one_less, ">Logo</textarea>"));
  CHECK(shop.waits());
  form[6].value = "Trop petit";
  CHECK(with({{"do", "send"}}).status == 303);
  CHECK_FALSE(shop.waits());
}

TEST_CASE("a click on a page becomes a place on paper") {
  ReviewShop shop;
  shop.ghostscript();
  shop.open();
  const std::string path = shop.link() + "/changes";
  CHECK(has(shop.get(shop.link()), "se préparent"));
  shop.site().pictures().wait();
  CHECK(has(shop.get(shop.link()), "/image/2-small.png"));
  CHECK(shop.get(shop.link() + "/image/2-large.png").type == "image/png");
  // The validation code stands on the first page, and nowhere else.
  CHECK(shop.get(shop.link() + "/image/1-small.png").status == 404);
  CHECK(shop.get(shop.link() + "/page/1").status == 404);
  CHECK(shop.get(shop.link() + "/page/2", {{"zoom", "3"}}).status == 200);
  const http::Response clicked = shop.post(
      path, {{"form", shop.token(path)}, {"shown", "2"}, {"click.x", "360"}, {"click.y", "72"}});
  CHECK(has(clicked, "page 2, à 105 mm du bord gauche et 21 mm du haut"));
  // Painted once: another server finds them.
  shop.desk.house.ghostscript = "/nowhere";
  shop.open();
  CHECK(has(shop.get(shop.link()), "/image/2-small.png"));
}

TEST_CASE("a superseded version leads to the newest one, if that went to the same reader") {
  ReviewShop shop;
  shop.order(8, "Autre texte.");
  shop.bat();
  const http::Response unsent = shop.get(shop.link());
  CHECK(has(unsent, "remplacée par la version 2"));
  CHECK(has(unsent, "Un nouveau courriel"));
  CHECK_FALSE(has(unsent, "/approve"));
  shop.mail();
  CHECK(has(shop.get(shop.link()), "href=\"" + shop.link(1) + "\""));
  CHECK(shop.get(shop.link() + "/approve").status == 303);
  const http::Response second = shop.get(shop.link(1));
  CHECK(has(second, "Ont changé\u00a0: textes, aspect des pages"));
  // The other version's code is told as such.
  CHECK(has(shop.approve_there(shop.code(1), 1), "celui de la version 1"));
  CHECK(shop.waits());
}

TEST_CASE("a link ends sixty days after the day of the answer, and with its reader") {
  ReviewShop shop;
  shop.at("2027-01-29T10:00:00Z");
  CHECK(shop.get(shop.link()).status == 200);
  CHECK(has(shop.get(shop.link()), "Le délai de réponse s’est achevé le 30 novembre 2026."));
  shop.at("2027-01-30T10:00:00Z");
  CHECK(shop.get(shop.link()).status == 410);
  CHECK(shop.get(shop.link() + "/bat.pdf").status == 410);
  CHECK(has(shop.get(shop.link()), "Coopérative Exemple"));
  shop.at("2026-11-23T10:00:00Z");
  std::filesystem::remove_all(shop.workspace.order(shop.id) / "persons");
  const http::Response erased = shop.get(shop.link());
  CHECK(erased.status == 410);
  CHECK(has(erased, "effacée"));
}

TEST_CASE("what the world refuses is a page and a sentence for the operator, and decides nothing") {
  ReviewShop shop;
  std::string told;
  shop.site().on_failure = [&](const finding::Sentence& sentence) { told = sentence.en; };
  world::write_file(shop.workspace.order(shop.id) / "v0001/bat.pdf", "changed");
  const http::Response response = shop.get(shop.link() + "/bat.pdf");
  CHECK(response.status == 500);
  CHECK(has(response, "rien n’a été enregistré"));
  CHECK(told.find("bat.pdf") != std::string::npos);
}

TEST_CASE("serve.toml says where to listen and which proxies are believed") {
  finding::Findings findings;
  const auto good = read_serve_settings(
      "serve.toml",
      "format = 1\nlisten = \"[::1]:9000\"\nproxies = [\"127.0.0.1\", \"10.0.0.0/8\"]\n", findings);
  REQUIRE(good);
  CHECK(good->listen.address == "::1");
  CHECK(good->listen.port == 9000);
  CHECK(good->proxies.size() == 2);
  CHECK(read_serve_settings("serve.toml", "format = 1\n", findings)->listen.port == 8080);
  CHECK(findings.empty());
  const auto rule = [](const std::string& line) {
    finding::Findings wrong;
    CHECK_FALSE(read_serve_settings("serve.toml", "format = 1\n" + line + "\n", wrong));
    return wrong.begin()->rule + " " + std::to_string(wrong.begin()->place.line);
  };
  CHECK(rule("listen = \"localhost\"") == "serve-listen 2");
  CHECK(rule("proxies = [\"proxy\"]") == "serve-proxy 2");
  CHECK(rule("lisen = \"127.0.0.1:80\"") == "unknown-key 2");
}
