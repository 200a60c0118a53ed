// Colours, cutting and what comes after it.
#include "press/ticket_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace imprimatur::press::ticket {
namespace {

using page::FinishKind;

std::string index_of(const Job& job, const char* process) {
  const auto all = processes_of(job);
  const auto found = std::ranges::find(all, process);
  return found == all.end() ? std::string() : fmt::format("{}", found - all.begin());
}

// One resource for each kind of leaf that has such a finish.
void add_lines(Element& root, const Job& job, FinishKind kind, const char* process,
               const char* params, const char* stroke) {
  Element set = resource_set(params, "Input", index_of(job, process));
  for (const page::Leaf& leaf : job.document.leaves) {
    const page::Page& page = job.document.pages[leaf.front];
    Element specific{params, {}, {}};
    for (const page::Finish& finish : page.finishes) {
      if (finish.kind == kind) specific.add(line_of(stroke, finish, page));
    }
    if (specific.children.empty()) continue;
    set.add(resource({{"ProductPart", leaf_id(leaf)}}, std::move(specific)));
  }
  if (!set.children.empty()) root.add(std::move(set));
}

Element cutting(const Job& job) {
  const impose::Layout& layout = job.run.layout;
  Element params{"CuttingParams", {}, {}};
  for (std::uint32_t piece = 0; piece < layout.pieces(); ++piece) {
    params.add(
        {"CutBlock",
         {{"BinderySignatureIDs", "piece"},
          {"BlockName", fmt::format("block-{}", piece + 1)},
          {"Box", rectangle(layout.piece_trim(impose::Side::front, piece), layout.sheet.height)}},
         {}});
  }
  Element set = resource_set("CuttingParams", "Input", index_of(job, "Cutting"));
  set.add(resource({}, std::move(params)));
  return set;
}

// The leaves that are folded are folded alike; spreads in their middle.
Element folding(const Job& job) {
  Element params{"FoldingParams", {}, {}};
  if (job.document.binding == page::Binding::saddle) {
    params.set("FoldCatalog", "F4-1");
  } else {
    const page::Leaf& leaf = *std::ranges::find_if(job.document.leaves, [&](const page::Leaf& one) {
      return number_of(job.document.pages[one.front], FinishKind::fold) > 0;
    });
    params.children = folds_of(job.document.pages[leaf.front]);
  }
  Element set = resource_set("FoldingParams", "Input", index_of(job, "Folding"));
  set.add(resource({}, std::move(params)));
  return set;
}

// Along the spine, from its middle to those of the staples. None where they would be others counted
// from the foot: XJDF doesn't say which way is up.
std::vector<measure::Length> positions_of(const Job& job,
                                          const std::vector<page::Finish>& staples) {
  std::vector<measure::Length> doubled, from_foot;  // twice the distance: no half is lost
  for (const page::Finish& staple : staples) {
    doubled.push_back(staple.from.y + staple.to.y - job.document.leaf.height);
    from_foot.push_back(-doubled.back());
  }
  std::ranges::sort(doubled);
  std::ranges::sort(from_foot);
  if (doubled != from_foot) return {};
  for (measure::Length& position : doubled) position = position / 2;
  return doubled;
}

Element stitching(const Job& job) {
  const bool saddle = job.document.binding == page::Binding::saddle;
  const auto staples = staples_of(job.document);
  Element params{"StitchingParams", {}, {}};
  params.set("NumberOfStitches", fmt::format("{}", staples.size()));
  if (!saddle) params.set("Offset", points(staples.front().from.x));  // from the spine
  std::vector<std::string> positions;
  for (const measure::Length position : positions_of(job, staples))
    positions.push_back(points(position));
  if (!positions.empty()) {
    params.set("StitchOrigin", "TrimBoxCenter");
    params.set("StitchPositions", fmt::format("{}", fmt::join(positions, " ")));
  }
  params.set("StitchType", saddle ? "Saddle" : "Side");
  Element set = resource_set("StitchingParams", "Input", index_of(job, "Stitching"));
  set.add(resource({}, std::move(params)));
  return set;
}

Element component(const Job& job) {
  const page::Document& document = job.document;
  Element set =
      resource_set("Component", "Output", fmt::format("{}", processes_of(job).size() - 1));
  Element& one = set.add({"Resource", {{"DescriptiveName", job.title}}, {}});
  if (is_whole_run(job)) {
    Element& pool = one.add({"AmountPool", {}, {}});
    pool.add({"PartAmount", {{"Amount", fmt::format("{}", job.run.carnets)}}, {}});
  }
  one.add({"Component",
           {{"Dimensions", pair(document.leaf.width, document.leaf.height) + " 0"},
            {"ProductTypeDetails", document.product}},
           {}});
  return set;
}

std::string unit(ink::Tint tint) {
  std::string digits = fmt::format("{:.3f}", tint.per_mille() / 1000.0);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string cmyk(const ink::Process& process) {
  return fmt::format("{} {} {} {}", unit(process.cyan), unit(process.magenta), unit(process.yellow),
                     unit(process.black));
}

// How a spot ink looks; a logo's is known to the logo alone.
Element colour_of(const page::Document& document, const std::string& name) {
  Element colour{"Color", {{"ActualColorName", name}}, {}};
  const auto known = std::ranges::find(document.spots, name, &ink::SpotInk::name);
  if (known != document.spots.end()) colour.set("CMYK", cmyk(known->alternate));
  return colour;
}

}  // namespace

std::vector<std::string> separations_of(const Manifest& manifest) {
  std::vector<std::string> all{"Cyan", "Magenta", "Yellow", "Black"};
  for (const std::string& spot : manifest.spots) all.push_back(token(spot));
  return all;
}

void add_colours(Element& root, const Job& job, const Manifest& manifest) {
  Element control{"ColorantControl",
                  {{"ColorantOrder", fmt::format("{}", fmt::join(separations_of(manifest), " "))}},
                  {}};
  Element colours = resource_set("Color", "Input", "0");
  std::vector<std::string> spots;
  for (const std::string& spot : manifest.spots) {
    spots.push_back(token(spot));
    colours.add(resource({{"Separation", token(spot)}}, colour_of(job.document, spot)));
  }
  for (const std::string& ink : manifest.finishing_inks) {
    colours.add(resource({{"Separation", token(ink)}},
                         {"Color", {{"ActualColorName", ink}, {"ColorType", "DieLine"}}, {}}));
  }
  if (!spots.empty()) control.set("ColorantParams", fmt::format("{}", fmt::join(spots, " ")));
  control.set("ProcessColorModel", "DeviceCMYK");
  Element controls = resource_set("ColorantControl", "Input", "0");
  controls.add(resource({}, std::move(control)));
  Element conditions = resource_set("PrintCondition", "Input", "0");
  Element& condition =
      conditions.add({"Resource", {{"DescriptiveName", job.shop.condition.description}}, {}});
  condition.add({"PrintCondition", {{"Name", token(job.shop.condition.identifier)}}, {}});
  root.add(std::move(controls));
  if (!colours.children.empty()) root.add(std::move(colours));
  root.add(std::move(conditions));
}

void add_finishing(Element& root, const Job& job) {
  if (!is_one_up(job)) root.add(cutting(job));
  add_lines(root, job, FinishKind::perforation, "Perforating", "PerforatingParams", "Perforate");
  add_lines(root, job, FinishKind::crease, "Creasing", "CreasingParams", "Crease");
  if (!index_of(job, "Folding").empty()) root.add(folding(job));
  if (!index_of(job, "Stitching").empty()) root.add(stitching(job));
  add_lines(root, job, FinishKind::glue, "Gluing", "GluingParams", "Glue");
  root.add(component(job));
}

}  // namespace imprimatur::press::ticket
