#include "press/parts.h"

#include <algorithm>

namespace imprimatur::press {
namespace {

constexpr std::uint32_t record_of_sheets = 2, record_of_one_up = 1;

// "Serials": one number for each slot; 0 where there is none.
template <typename NumberOf>
void add_slots(pdf::PartFacts& facts, const char* name, const std::vector<Slot>& slots,
               NumberOf number_of) {
  std::vector<std::uint64_t> numbers;
  for (const Slot& slot : slots) numbers.push_back(number_of(slot));
  if (std::ranges::any_of(numbers, [](std::uint64_t number) { return number != 0; }))
    facts.push_back({name, std::move(numbers)});
}

std::uint64_t number_from_1(const std::optional<std::uint32_t>& index) {
  return index ? std::uint64_t{*index} + 1 : 0;
}

}  // namespace

pdf::Conformance conformance_of(const Job& job) {
  return job.shop.file_kind == shop::FileKind::pdf_vt1 ? pdf::Conformance::pdf_vt1
                                                       : pdf::Conformance::pdf_x4;
}

pdf::PartLevels levels_of(const Job& job) {
  if (conformance_of(job) != pdf::Conformance::pdf_vt1) return {};
  if (job.run.scheme == impose::Leaves::one_up)
    return {{"Job", "Carnet", "Leaf"}, record_of_one_up};
  return {{"Job", "Lift", "Sheet"}, record_of_sheets};
}

DocumentParts::DocumentParts(const Job& job, const impose::StockPlan& stock, pdf::Writer& writer)
    : job_(job),
      stock_(stock),
      writer_(writer),
      wanted_(conformance_of(job) == pdf::Conformance::pdf_vt1),
      one_up_(job.run.scheme == impose::Leaves::one_up) {
  if (wanted_) writer_.begin_part(job_facts());
}

void DocumentParts::begin_sheet(std::uint32_t sheet, const std::vector<Slot>& slots) {
  if (!wanted_) return;
  const std::uint32_t group =
      one_up_ ? slots.front().content.carnet.value() : stock_.plan.lift_of(sheet);
  if (group_ != group) {
    if (group_) writer_.end_part();
    writer_.begin_part(group_facts(group));
    group_ = group;
  }
  writer_.begin_part(one_up_ ? leaf_facts(slots.front()) : sheet_facts(sheet, slots));
}

void DocumentParts::end_sheet() {
  if (wanted_) writer_.end_part();
}

void DocumentParts::end() {
  if (!wanted_) return;
  if (group_) writer_.end_part();
  writer_.end_part();
}

pdf::PartFacts DocumentParts::job_facts() const {
  pdf::PartFacts facts{{"Order", job_.order},
                       {"Version", job_.version},
                       {"Title", job_.title},
                       {"Approved", job_.approved.hex()},
                       {"Stock", stock_.stock.name}};
  if (job_.reprint) facts.push_back({"Reprint", job_.reprint->number()});
  return facts;
}

pdf::PartFacts DocumentParts::group_facts(std::uint32_t group) const {
  const std::uint64_t number = std::uint64_t{group} + 1;
  if (!one_up_) return {{"Lift", number}};
  pdf::PartFacts facts{{"Carnet", number}};
  if (const std::uint64_t passes = job_.document.passes_per_booklet(); passes > 0) {
    const std::uint64_t first = job_.first.number() + group * passes;
    if (job_.reprint) return facts;  // not all of the booklet, and perhaps other serials
    facts.push_back({"FirstSerial", first});
    facts.push_back({"LastSerial", first + passes - 1});
  }
  return facts;
}

pdf::PartFacts DocumentParts::sheet_facts(std::uint32_t sheet,
                                          const std::vector<Slot>& slots) const {
  pdf::PartFacts facts{{"Sheet", std::uint64_t{sheet} + 1}};
  add_slots(facts, "Carnets", slots,
            [](const Slot& slot) { return number_from_1(slot.content.carnet); });
  add_slots(facts, "Serials", slots, [](const Slot& slot) -> std::uint64_t {
    return slot.serial ? slot.serial->number() : 0;
  });
  return facts;
}

pdf::PartFacts DocumentParts::leaf_facts(const Slot& slot) const {
  pdf::PartFacts facts{{"Leaf", number_from_1(stock_.booklet[*slot.content.leaf].position)}};
  if (slot.serial) facts.push_back({"Serial", slot.serial->number()});
  return facts;
}

}  // namespace imprimatur::press
