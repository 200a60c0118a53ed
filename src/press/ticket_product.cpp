// The product as the client bought it: a booklet and the leaves that it is made of.
#include "press/ticket_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace imprimatur::press::ticket {
namespace {

using page::FinishKind;

Element intent(Element specific) {
  Element made{"Intent", {{"Name", specific.name}}, {}};
  made.add(std::move(specific));
  return made;
}

Element binding_intent(const page::Document& document) {
  const bool saddle = document.binding == page::Binding::saddle;
  const bool stapled = has_finish(document, FinishKind::staple);
  const bool glued = has_finish(document, FinishKind::glue);
  Element made{"BindingIntent", {}, {}};
  made.set("BindingOrder", saddle ? "Collecting" : "Gathering");
  if (saddle || document.binding == page::Binding::left) made.set("BindingSide", "Left");
  made.set("BindingType", saddle    ? "SaddleStitch"
                          : stapled ? "SideStitch"
                          : glued   ? "EdgeGluing"
                                    : "None");
  std::vector<std::string> ids;
  for (const page::Leaf& leaf : document.leaves) ids.push_back(leaf_id(leaf));
  made.set("ChildRefs", fmt::format("{}", fmt::join(ids, " ")));
  if (!saddle && !stapled && glued) made.add({"EdgeGluing", {}, {}});
  if ((saddle || stapled) && !staples_of(document).empty()) {
    made.add({saddle ? "SaddleStitching" : "SideStitching",
              {{"StitchNumber", fmt::format("{}", staples_of(document).size())}},
              {}});
  }
  return made;
}

Element colour_intent(const Job& job, const Manifest& manifest) {
  Element made{"ColorIntent", {}, {}};
  for (const char* surface : {"Front", "Back"}) {
    made.add({"SurfaceColor",
              {{"ColorsUsed", fmt::format("{}", fmt::join(separations_of(manifest), " "))},
               {"PrintStandard", token(job.shop.condition.identifier)},
               {"Surface", surface}},
              {}});
  }
  return made;
}

Element media_intent(const page::Stock& stock) {
  Element made{"MediaIntent",
               {{"MediaQuality", stock.title},
                {"MediaType", "Paper"},
                {"Thickness", fmt::format("{}", stock.caliper.micrometres())}},
               {}};
  if (stock.weight > 0) made.set("Weight", fmt::format("{}", stock.weight));
  return made;
}

// In the order of the schema: creases, folds, perforations.
Element folding_intent(const page::Page& page) {
  Element made{"FoldingIntent", {}, {}};
  for (const page::Finish& finish : page.finishes) {
    if (finish.kind == FinishKind::crease) made.add(line_of("Crease", finish, page));
  }
  for (Element& fold : folds_of(page)) made.add(std::move(fold));
  for (const page::Finish& finish : page.finishes) {
    if (finish.kind == FinishKind::perforation) made.add(line_of("Perforate", finish, page));
  }
  return made;
}

Element part_of_product(const Job& job, const Manifest& manifest, const page::Leaf& leaf) {
  const page::Document& document = job.document;
  const page::Page& front = document.pages[leaf.front];
  const auto stock = std::ranges::find(document.stocks, leaf.stock, &page::Stock::name);
  Element made{
      "Product", {{"DescriptiveName", leaf.name}, {"ID", leaf_id(leaf)}, {"IsRoot", "false"}}, {}};
  if (is_whole_run(job))
    made.set("Amount", fmt::format("{}", std::uint64_t{job.run.carnets} * leaf.count));
  made.add(intent(colour_intent(job, manifest)));
  if (Element folding = folding_intent(front); !folding.children.empty())
    made.add(intent(std::move(folding)));
  made.add(intent({"LayoutIntent",
                   {{"Bleed", points(front.bleed)},
                    {"FinishedDimensions", pair(document.leaf.width, document.leaf.height) + " 0"},
                    {"Pages", "2"},
                    {"Sides", "TwoSidedHeadToHead"}},
                   {}}));
  if (stock != document.stocks.end()) made.add(intent(media_intent(*stock)));
  return made;
}

}  // namespace

std::string leaf_id(const page::Leaf& leaf) {
  return "leaf-" + token(leaf.name);
}

std::size_t number_of(const page::Page& page, FinishKind kind) {
  return static_cast<std::size_t>(std::ranges::count(page.finishes, kind, &page::Finish::kind));
}

std::vector<page::Finish> staples_of(const page::Document& document) {
  std::vector<page::Finish> most;
  for (const page::Leaf& leaf : document.leaves) {
    std::vector<page::Finish> staples;
    std::ranges::copy_if(document.pages[leaf.front].finishes, std::back_inserter(staples),
                         [](const page::Finish& one) { return one.kind == FinishKind::staple; });
    if (staples.size() > most.size()) most = std::move(staples);
  }
  return most;
}

// Folds are measured from the left edge or from the foot; which way they go is the finisher's.
std::vector<Element> folds_of(const page::Page& page) {
  std::vector<Element> all;
  for (const page::Finish& finish : page.finishes) {
    if (finish.kind != FinishKind::fold) continue;
    const bool upright = finish.from.x == finish.to.x;
    all.push_back({"Fold",
                   {{"From", upright ? "Left" : "Front"},
                    {"To", "Up"},
                    {"Travel", points(upright ? finish.from.x : page.trim.height - finish.from.y)}},
                   {}});
  }
  return all;
}

Element line_of(std::string name, const page::Finish& finish, const page::Page& page) {
  Element made{std::move(name),
               {{"StartPosition", pair(finish.from.x, page.trim.height - finish.from.y)}},
               {}};
  if (finish.kind == FinishKind::glue) made.set("WorkingDirection", "Top");
  made.set("WorkingPath", pair(finish.to.x - finish.from.x, finish.from.y - finish.to.y));
  return made;
}

Element product_list(const Job& job, const Manifest& manifest) {
  Element list{"ProductList", {}, {}};
  Element root{"Product",
               {{"DescriptiveName", job.title},
                {"IsRoot", "true"},
                {"ProductType", job.document.binding == page::Binding::none ? "Ticket" : "Booklet"},
                {"ProductTypeDetails", job.document.product}},
               {}};
  if (is_whole_run(job)) root.set("Amount", fmt::format("{}", job.run.carnets));
  root.add(intent(binding_intent(job.document)));
  list.add(std::move(root));
  for (const page::Leaf& leaf : job.document.leaves) list.add(part_of_product(job, manifest, leaf));
  return list;
}

}  // namespace imprimatur::press::ticket
