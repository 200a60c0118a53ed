#include "proofed.h"

#include "bat/remarks.h"

using namespace proofed;

namespace {

std::string remarks_of(const Desk& desk) {
  return text_of(*open(desk.render()), 0);
}

finding::Place line(int number) {
  return {"order.toml", number, 1};
}

}  // namespace

TEST_CASE(
    "what concerns several logos alike is told once, by the names that the client gave them") {
  Desk desk;
  desk.order.logos = {{"funder", "logos/a.svg", "Région", 0, line(10)},
                      {"funder", "logos/b.png", "Département de l'Exemple", 0, line(14)},
                      {"funder", "logos/c.png", "", 0, line(18)}};
  for (const int at : {10, 14, 18})
    desk.findings.note("artwork-rgb", line(at), {"Les couleurs RVB…", "The RGB colours…"}, {});
  desk.findings.note("artwork-turned", line(14), {"Redressée.", "Set upright."}, {});
  desk.findings.note("artwork-reduced", line(14), {"Réduite.", "Made smaller."}, {});
  desk.findings.note("logos-unseen", {"order.toml"}, {"Ghostscript RVB", "Ghostscript"}, {});
  const std::string text = std::regex_replace(remarks_of(desk), std::regex("\\s+"), " ");
  INFO(text);
  CHECK(says(text, "À vérifier"));
  CHECK(says(text,
             "Les logos « Région », « Département de l’Exemple » et « c.png » ont été fournis "
             "en couleurs d’écran."));
  CHECK(says(text, "L’image du logo « Département de l’Exemple » a été redressée."));
  for (const char* jargon : {"RVB", "sRGB", "CMJN", "order.toml", "logos/", "Réduite"})
    CHECK_FALSE(says(text, jargon));
}

TEST_CASE("each remark that concerns logos is told of one, and of two, by their names") {
  Desk desk;
  desk.order.logos = {{"funder", "logos/a.svg", "Région", 0, line(10)},
                      {"funder", "logos/b.png", "Département", 0, line(14)}};
  const auto told = [&] {
    return desk.with_proof([](const bat::Proof& proof) { return bat::remarks_of(proof); });
  };
  for (const char* rule :
       {"artwork-rgb", "artwork-resolution", "artwork-thin-line", "artwork-small-text",
        "artwork-spot", "artwork-pages", "artwork-annotations", "artwork-effects", "artwork-turned",
        "artwork-profile-unusable", "artwork-border", "artwork-pale", "artwork-ground",
        "artwork-aspect", "artwork-channels"}) {
    for (const finding::Language language :
         {finding::Language::french, finding::Language::english}) {
      INFO(rule);
      const bool french = language == finding::Language::french;
      desk.order.language = language;
      desk.findings = {};
      desk.findings.note(rule, line(10), {"Tel quel.", "As it is."}, {});
      REQUIRE(told().size() == 1);
      CHECK(says(told()[0], french ? "logo «\u00a0Région\u00a0»" : "logo “Région”"));
      desk.findings.note(rule, line(14), {"Tel quel.", "As it is."}, {});
      REQUIRE(told().size() == 1);
      CHECK(says(told()[0], french ? "logos «\u00a0Région\u00a0» et «\u00a0Département\u00a0»"
                                   : "logos “Région” and “Département”"));
    }
  }
}

TEST_CASE("a zone left empty is called by its human name, and an unknown finding told as it is") {
  Desk desk;
  desk.findings.warning("empty-zone", {"order.toml"}, {"La zone « funder » reste vide.", ""}, {});
  desk.findings.warning("something-new", line(3), {"Une phrase nouvelle.", "A new sentence."},
                        {"Un conseil.", "Advice."});
  const std::string text = remarks_of(desk);
  CHECK(says(text, "Rien n’a été fourni pour « Logos »."));
  CHECK(says(text, "Une phrase nouvelle. Un conseil."));
  CHECK_FALSE(says(text, "funder"));
}

TEST_CASE("without findings there is nothing to be checked") {
  CHECK_FALSE(says(remarks_of(Desk()), "À vérifier"));
}
