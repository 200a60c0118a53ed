// A voucher booklet to press: cover, passes with all their variables, back cover; set in Open Sans
// and drawn so that a wrong turn or a wrong place shows.
#pragma once

#include "../pdf/sample.h"
#include "codes/coder.h"
#include "page/canonical.h"
#include "press/press.h"

namespace imprimatur::product {

using namespace measure::literals;
using measure::Turn;

inline page::Field field(page::Variable variable, measure::Placement at,
                         measure::Length size = 3_mm, page::Align align = page::Align::left) {
  return {variable, sample::alphabet(), size, ink::black(), at, align};
}

inline page::Page blank(std::string name, ink::Process ground, std::string_view words) {
  page::Page page{name, name, {178_mm, 72_mm}, 3_mm, 4_mm, {}, {}, {}};
  page.marks = {sample::box(page.bleed_rect(), ground),
                sample::rule({29_mm, 4_mm}, {174_mm, 4_mm}, ink::black()),
                sample::set(words, {{34_mm, 14_mm}}, 5_mm)};
  return page;
}

inline page::Page pass_front() {
  using page::Variable;
  page::Page page = blank("pass-front", {ink::Tint::percent(8), {}, {}, {}}, "Pass, front");
  page.marks.push_back(sample::box({{145_mm, 18_mm}, {12_mm, 12_mm}}, ink::white()));
  page.marks.push_back(field(Variable::serial, {{172_mm, 66_mm}}, 3_mm, page::Align::right));
  page.marks.push_back(field(Variable::code, {{34_mm, 30_mm}}, 5_mm));
  page.marks.push_back(field(Variable::carnet, {{34_mm, 40_mm}}));
  page.marks.push_back(field(Variable::rank, {{34_mm, 50_mm}}));
  page.marks.push_back(field(Variable::serial, {{10_mm, 8_mm}, Turn::quarter}));
  page.marks.push_back(page::Symbol{{147.4_mm, 20.4_mm}, 340_um, ink::black()});
  page.finishes = {{page::FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}}};
  return page;
}

inline page::Page pass_back() {
  page::Page page = blank("pass-back", {{}, {}, ink::Tint::percent(8), {}}, "Pass, back");
  page.marks.push_back(field(page::Variable::serial, {{34_mm, 30_mm}}, 5_mm));
  return page;
}

// A stitched one (Binding::saddle) of an odd number of passes has a blank leaf.
inline page::Document carnet(std::uint32_t passes = 10,
                             page::Binding binding = page::Binding::left) {
  const ink::Process blue{ink::Tint::percent(30), {}, {}, {}};
  page::Document document = sample::document();
  document.product = "carnet";
  document.binding = binding;
  document.leaf = {178_mm, 72_mm};
  document.stocks = {{"cover", "Card 250", 300_um}, {"inner", "Offset 90", 100_um}};
  document.leaves = {{"cover", "cover", 1, 0, 1, false},
                     {"pass", "inner", passes, 2, 3, true},
                     {"back-cover", "cover", 1, 4, 5, false}};
  page::Page cover = blank("cover-front", blue, "Cover, front");
  cover.marks.push_back(field(page::Variable::carnet, {{34_mm, 40_mm}}, 8_mm));
  document.pages = {
      cover,       blank("cover-back", blue, "Cover, back"), pass_front(),
      pass_back(), blank("end-front", blue, "End, front"),   blank("end-back", blue, "End, back")};
  return document;
}

// The shipped SRA3 shop.
inline shop::Shop shop() {
  auto read = shop::read_shop(SOURCE_FOLDER "/assets/workspace/shops/default.toml",
                              {SOURCE_FOLDER "/assets/icc"});
  return std::move(read.shop).value();
}

inline codes::Coder coder() {
  return codes::Coder(crypto::Secret(std::string(32, 'k')), 1);
}

// Everything a Job refers to, in one place.
struct Fixture {
  page::Document document;
  page::Resources resources = sample::resources();
  shop::Shop shop = product::shop();
  impose::Run run;
  codes::Coder coder = product::coder();

  explicit Fixture(std::uint32_t carnets, shop::Shop with = product::shop(),
                   page::Document of = carnet())
      : document(std::move(of)),
        shop(std::move(with)),
        run(impose::impose_run(document, shop, carnets).run.value()) {}

  press::Job job(std::optional<press::SheetRange> sheets = std::nullopt) const {
    return {.document = document,
            .resources = resources,
            .shop = shop,
            .run = run,
            .coder = coder,
            .first = codes::Serial::from(1001).value(),
            .order = "2026-0147",
            .version = 2,
            .approved = page::digest_of(document),
            .title = "Pass numériques 2027",
            .released = world::Instant{std::chrono::seconds{1'795'435'200}},
            .software = "imprimatur test",
            .sheets = sheets,
            .language = finding::Language::english};
  }
};

}  // namespace imprimatur::product
