#include "press/slot.h"

#include <fmt/format.h>

#include <cassert>
#include <iterator>

namespace imprimatur::press {

std::string_view Slot::text_of(page::Variable variable) const {
  switch (variable) {
    case page::Variable::serial: return serial_text;
    case page::Variable::carnet: return carnet;
    case page::Variable::rank: return rank;
    case page::Variable::code: return code;
  }
  return {};
}

SlotFiller::SlotFiller(const Job& job, const impose::StockPlan& stock)
    : job_(job), stock_(stock), passes_(job.document.passes_per_booklet()) {}

void SlotFiller::fill(std::uint32_t sheet, std::vector<Slot>& slots) const {
  slots.resize(stock_.plan.up());
  for (std::uint32_t i = 0; i < slots.size(); ++i) {
    Slot& slot = slots[i];
    slot.content = job_.reprint ? job_.reprint->at(stock_, sheet, i) : stock_.plan.at(sheet, i);
    slot.serial.reset();
    for (std::string* text : {&slot.serial_text, &slot.carnet, &slot.rank, &slot.code}) {
      text->clear();
    }
    if (slot.content.is_void() || slot.content.is_blank()) continue;
    const std::uint32_t carnet = *slot.content.carnet;
    slot.carnet = page::carnet_text(carnet + 1, job_.run.carnets);
    if (const auto& pass = stock_.booklet[*slot.content.leaf].pass) fill_pass(carnet, *pass, slot);
  }
}

void SlotFiller::fill_pass(std::uint32_t carnet, std::uint32_t pass, Slot& slot) const {
  const std::uint64_t number = job_.reprint
                                   ? job_.reprint->serial_of(carnet, pass).value()
                                   : job_.first.number() + std::uint64_t{carnet} * passes_ + pass;
  slot.serial = codes::Serial::from(number);
  assert(slot.serial && "write() has counted the serials");
  const codes::Code code = job_.coder.code_of(*slot.serial);
  slot.serial_text = codes::to_text(*slot.serial);
  fmt::format_to(std::back_inserter(slot.rank), "{}/{}", pass + 1, passes_);
  slot.code = code.to_text();
  slot.matrix = codes::symbol_of(code);
}

}  // namespace imprimatur::press
