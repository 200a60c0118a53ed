// A small order and its proofs, as the tests of the BAT read them.
#pragma once

#include "bat/bat.h"
#include "catch/catch.h"
#include "page/canonical.h"
#include "page/form.h"
#include "typeset/setter.h"

#include <poppler-document.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <chrono>
#include <memory>
#include <regex>

namespace proofed {

using namespace imprimatur;
using namespace std::chrono_literals;
using namespace measure::literals;

inline const world::Path source = SOURCE_FOLDER;

// One order of loose passes, 150 × 72 mm, with a code on the front and nothing on the back.
struct Desk {
  typeset::FontShelf shelf = typeset::FontShelf::open(source / "fonts");
  shop::Shop shop =
      *shop::read_shop(source / "assets/workspace/shops/default.toml", {source / "assets/icc"})
           .shop;
  order::Order order;
  order::Issuer issuer;
  bat::ProductWords product{"Pass à l’unité", {{"funder", "Logos"}, {"pass", "Message du pass"}}};
  std::string profile = "profil 1", more_content;
  page::Document document;
  page::Resources logos;
  std::string validation = "K7WPQ4";
  finding::Findings findings;

  Desk() {
    issuer.name = "Médiation Exemple";
    order.id = "2026-0147";
    order.title = "Pass numériques 2027";
    order.client.name = "Département de l'Exemple";
    order.batch.carnets = 240;
    order.batch.face_value = measure::Money::from_cents(1000);
    order.batch.valid_until = 2027y / 12 / 31;
    order.texts["pass"] = {"Un pass pour apprendre !", {}};
    order.deliveries = {{"Maison Nord", {"2 rue du Nord", "99100 Nordville"}, 200, {}},
                        {"Maison Sud", {"3 rue du Sud", "99200 Sudville"}, 40, {}}};
    document.product = "pass-single";
    document.condition = shop.condition.identifier;
    document.leaf = {150_mm, 72_mm};
    document.stocks = {{"inner", "Offset blanc 90 g/m²", 110_um}};
    document.leaves = {{"pass", "inner", 1, 0, 1, true}};
    page::Page page{"pass-front", "Recto du pass", document.leaf, 3_mm, 4_mm, {}, {}, {}};
    page.finishes = {{page::FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}}};
    typeset::Missing missing;
    const typeset::Face& mono = *shelf.find("JetBrainsMono-Medium");
    const page::FontId font = typeset::font_in(document, mono);
    const page::Alphabet all = typeset::alphabet(mono, font, " -/0123456789ABCDEFGHJKMNPQRSTVWXYZ",
                                                 typeset::Space::thin, missing);
    page.marks.emplace_back(
        page::Field{page::Variable::code, all, 10_pt, ink::black(), {{60_mm, 60_mm}}});
    page.marks.emplace_back(
        page::Field{page::Variable::serial, all, 8_pt, ink::black(), {{60_mm, 66_mm}}});
    page.marks.emplace_back(page::Symbol{{120_mm, 40_mm}, 508_um, ink::black()});
    document.pages = {page, {"pass-back", "Verso du pass", document.leaf, 3_mm, 4_mm, {}, {}, {}}};
  }

  // A black square, 20 × 10 mm.
  crypto::Digest add_logo() {
    page::Form form{{20_mm, 10_mm},
                    {{"<< /Type /XObject /Subtype /Form /BBox [0 0 56.6929 28.3465] /Resources << "
                      ">> >>",
                      "0 0 0 1 k 0 0 56.6929 28.3465 re f"}}};
    return add_form(form);
  }
  crypto::Digest add_form(const page::Form& form) {
    const std::string bytes = page::serialise(form);
    logos.emplace(crypto::sha256(bytes).hex(), bytes);
    return crypto::sha256(bytes);
  }

  page::Resources resources_of() const {
    page::Resources all = shelf.resources(document);
    all.insert(logos.begin(), logos.end());
    return all;
  }

  template <typename Use>
  auto with(const bat::Shown& shown, const bat::Shown* previous, std::uint32_t version,
            Use use) const {
    const auto imposed = impose::impose_run(document, shop, order.batch.carnets);
    REQUIRE(imposed.run);
    return use(bat::Proof{shown, previous, shop, *imposed.run, shelf, version,
                          page::digest_of(document), validation, world::Instant{}, 2026y / 11 / 23,
                          2026y / 11 / 30, findings});
  }

  std::string render() const {
    const page::Resources resources = resources_of();
    const std::string text = content();
    return render({order, issuer, product, text, document, resources}, nullptr, 1);
  }

  // As much of it as the tests change.
  std::string content() const {
    std::string text = "imprimatur-content 1\norder " + order.id + "\nclient " + order.client.name +
                       "\ncarnets " + std::to_string(order.batch.carnets) + "\n";
    for (const auto& [zone, words] : order.texts) text += "text-" + zone + " " + words.words + "\n";
    for (const order::DeliveryPoint& point : order.deliveries)
      text +=
          "delivery " + point.name + "\ndelivery-carnets " + std::to_string(point.carnets) + "\n";
    return text + more_content + "profile " + crypto::sha256(profile).hex() + "\npages " +
           page::digest_of(document).hex() + "\n";
  }

  // As the second version, after what `before` showed.
  std::string render_after(const Desk& before) const {
    const page::Resources resources = resources_of(), old = before.resources_of();
    const std::string text = content(), text_before = before.content();
    const bat::Shown previous{before.order, before.issuer,   before.product,
                              text_before,  before.document, old};
    return render({order, issuer, product, text, document, resources}, &previous, 2);
  }

  // What `use` makes of the first version's proof.
  template <typename Use>
  auto with_proof(Use use) const {
    const page::Resources resources = resources_of();
    const std::string text = content();
    return with({order, issuer, product, text, document, resources}, nullptr, 1, use);
  }

  std::string render(const bat::Shown& shown, const bat::Shown* previous,
                     std::uint32_t version) const {
    return with(shown, previous, version,
                [](const bat::Proof& proof) { return bat::render(proof); });
  }
};

inline std::unique_ptr<poppler::document> open(const std::string& pdf) {
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  REQUIRE(document);
  return document;
}

// Unbreakable and thin spaces read as plain ones.
inline std::string text_of(const poppler::document& document, int page) {
  const auto bytes = std::unique_ptr<poppler::page>(document.create_page(page))->text().to_utf8();
  return std::regex_replace(std::string(bytes.begin(), bytes.end()), std::regex("\u202f|\u00a0"),
                            " ");
}

inline bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

inline std::string text_of_all(const std::string& pdf) {
  const auto document = open(pdf);
  std::string text;
  for (int i = 0; i < document->pages(); ++i) text += text_of(*document, i) + "\f";
  return text;
}

}  // namespace proofed
