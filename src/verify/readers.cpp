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
  Reader reader{std::move(*whole), std::nullopt};
  if (!again_ || again_->open_parts.empty() || again_->opposite.empty() ||
      again_->opposite_open_parts.empty())
    return reader;
  auto open_parts = opened(PdfReader::read(again_->open_parts)),
       opposite = opened(PdfReader::read(again_->opposite)),
       both = opened(PdfReader::read(again_->opposite_open_parts));
  if (open_parts && opposite && both)
    reader.versions.emplace(std::move(*open_parts), std::move(*opposite), std::move(*both));
  return reader;
}

Readers::Awaited Readers::Ahead::begin() {
  return promise_.emplace().get_future().share();
}

void Readers::Ahead::tell(std::optional<Ground> ground) {
  if (promise_) promise_->set_value(std::move(ground));
  promise_.reset();
}

// Decided before any thread begins: the first page of a look is the first of its sight, and those
// that share its look and not what it must bear are read whole.
Readers::Way Readers::way_of(const SideToRead& side) {
  Way way;
  if (!again_ || side.page() >= again_->looks.size() || !again_->looks[side.page()]) return way;
  const Look& look = *again_->looks[side.page()];
  if (!again_->looks[look.first]->shared) return way;
  way.look = &look;
  const std::string sight = sight_of(look.digest, side.slots);
  if (look.first == side.page()) {
    grounds_[sight] = way.first.begin();
  } else if (const auto found = grounds_.find(sight); found != grounds_.end()) {
    way.ground = found->second;
  }
  return way;
}

void Readers::read_one(Reader& reader, SideToRead& side, Way& way) {
  const std::uint32_t page = side.page();
  std::optional<OpenParts> own;
  if (way.look && reader.versions && reader.versions->open_parts.turn_to(page))
    own = read_open_parts(reader.versions->open_parts, way.look->blocks, side.slots);
  if (own && way.ground.valid()) {
    const std::optional<Ground>& ground = way.ground.get();
    if (ground) side.reading = read_on_ground(*own, *ground, side.slots);
  }
  const bool on_ground = side.reading.has_value();
  if (!on_ground && reader.whole.turn_to(page))
    side.reading = read_side(reader.whole, std::move(side.slots));
  if (!side.reading || !own) return;
  side.reading->own_ink = own->ink;
  if (way.first && reader.versions->opposite.turn_to(page) &&
      reader.versions->opposite_open_parts.turn_to(page))
    way.first.tell(ground_of(*side.reading, *own, *reader.versions));
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
      // Those that wait are told at the end, whatever becomes of it.
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
