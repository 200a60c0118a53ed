#include "verify/readers.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace imprimatur::verify {
namespace {

std::optional<PdfReader> opened(std::variant<PdfReader, Unreadable> opened) {
  auto* reader = std::get_if<PdfReader>(&opened);
  return reader ? std::optional(std::move(*reader)) : std::nullopt;
}

}  // namespace

Readers::Readers(world::Path file, const std::optional<SecondReading>& again)
    : file_(std::move(file)),
      again_(again),
      threads_(std::max(1u, std::thread::hardware_concurrency())) {}

std::optional<Readers::Reader> Readers::open() const {
  auto whole = opened(PdfReader::open(file_));
  if (!whole) return std::nullopt;  // too many files are open, or it was taken away meanwhile
  Reader reader{std::move(*whole), std::nullopt, std::nullopt};
  if (again_ && !again_->open_parts.empty() && !again_->inverted.empty()) {
    reader.open_parts = opened(PdfReader::read(again_->open_parts));
    reader.inverted = opened(PdfReader::read(again_->inverted));
  }
  return reader;
}

// Decided before any thread begins: the first page of a look is the first of its sight, and those
// that share its look and not what it must bear are read whole.
Readers::Way Readers::way_of(const SideToRead& side) {
  const auto look =
      again_ && side.page() < again_->looks.size() ? again_->looks[side.page()] : std::nullopt;
  if (!look) return {};
  const bool first = look->first == side.page();
  if (first && !look->shared) return {};
  const std::string sight = sight_of(look->digest, side.slots);
  if (!first) {
    const auto found = grounds_.find(sight);
    return found == grounds_.end() ? Way{} : Way{std::nullopt, found->second};
  }
  Way way{std::promise<std::optional<Ground>>(), {}};
  grounds_[sight] = way.first->get_future().share();
  return way;
}

void Readers::read_one(Reader& reader, SideToRead& side, Way& way) {
  const std::uint32_t page = side.page();
  const bool turned = reader.open_parts && reader.open_parts->turn_to(page);
  if (turned && way.ground.valid()) {
    const std::optional<Ground>& ground = way.ground.get();
    if (ground) side.reading = read_on_ground(*reader.open_parts, *ground, side.slots);
    if (side.reading) return;
  }
  const bool more = turned && way.ground.valid() && says_more(*reader.open_parts, side.slots);
  if (reader.whole.turn_to(page)) {
    side.reading = read_side(reader.whole, std::move(side.slots));
    side.reading->says_more = more;
  }
  if (!way.first) return;
  std::optional<Ground> ground;
  if (side.reading && turned && reader.inverted && reader.inverted->turn_to(page))
    ground = ground_of(*side.reading, *reader.open_parts, *reader.inverted);
  way.first->set_value(std::move(ground));
}

void Readers::read(std::vector<SideToRead>& sides) {
  std::vector<Way> ways;
  for (const SideToRead& side : sides) ways.push_back(way_of(side));
  while (readers_.size() < std::min(threads_, sides.size())) {
    auto reader = open();
    if (!reader) break;
    readers_.push_back(std::move(*reader));
  }
  std::atomic<std::size_t> next = 0;
  // Sides are begun in order: the first of a sight always before those that wait for it.
  const auto work = [&](Reader& reader) {
    for (std::size_t i = next++; i < sides.size(); i = next++) {
      // Should reading it fail, those that wait are told.
      Way way = std::move(ways[i]);
      read_one(reader, sides[i], way);
    }
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < readers_.size(); ++i)
    others.push_back(std::async(std::launch::async, work, std::ref(readers_[i])));
  if (!readers_.empty()) work(readers_.front());
  for (std::future<void>& other : others) other.get();
}

}  // namespace imprimatur::verify
