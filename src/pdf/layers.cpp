// Layers, processing steps among them (ISO 19593-1), and the inks these are drawn in.
#include "finding/failure.h"
#include "pdf/file.h"
#include "pdf/syntax.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::pdf {
namespace {

struct StepName {
  std::string_view group, type;
};

StepName name_of(ProcessingStep step) {
  switch (step) {
    case ProcessingStep::cutting: return {"Structural", "Cutting"};
    case ProcessingStep::perforating: return {"Structural", "Perforating"};
    case ProcessingStep::creasing: return {"Structural", "Creasing"};
    case ProcessingStep::folding: return {"Structural", "Folding"};
    case ProcessingStep::stapling: return {"Structural", "Stapling"};
    case ProcessingStep::gluing: return {"Structural", "Gluing"};
    case ProcessingStep::barcode: return {"Positions", "Barcode"};
    case ProcessingStep::coding_marking: return {"Positions", "CodingMarking"};
  }
  return {};
}

}  // namespace

void refuse_finishing_ink(const std::string& name) {
  throw finding::Failure(
      {fmt::format("L’encre «\u00a0{}\u00a0» sert à la fois à imprimer et au façonnage.", name),
       fmt::format("The ink \"{}\" is used both to print and for finishing.", name)},
      {"Donnez à l’encre de façonnage un autre nom sous [finishing.inks] du fichier de "
       "l’imprimeur, ou ôtez du logo les tracés de façonnage.",
       "Give the finishing ink another name under [finishing.inks] of the shop's file, or take "
       "the finishing lines out of the logo."});
}

void File::add_finishing_ink(const ink::SpotInk& ink) {
  if (std::ranges::any_of(spots_, [&](const auto& known) { return known.name == ink.name; })) {
    refuse_finishing_ink(ink.name);
  }
  spots_.push_back({.name = ink.name, .alternate = ink.alternate, .finishing = true});
}

std::vector<std::string> File::spots_in_use() const {
  std::vector<std::string> names;
  for (std::size_t i = registration_index + 1; i < spots_.size(); ++i) {
    if (spots_[i].number != 0 && !spots_[i].finishing) names.push_back(spots_[i].name);
  }
  return names;
}

LayerId File::add_layer(std::string_view name, std::optional<ProcessingStep> step) {
  std::string group = "<< /Type /OCG /Name " + text_string(name);
  if (step) {
    const StepName names = name_of(*step);
    group += fmt::format(" /GTS_Metadata << /GTS_ProcStepsGroup /{} /GTS_ProcStepsType /{} >>",
                         names.group, names.type);
  }
  layers_.push_back({objects_.add(group + " >>"), step.has_value()});
  return {static_cast<std::uint32_t>(layers_.size() - 1)};
}

}  // namespace imprimatur::pdf
