// One file, read by all cores at once. For this room's own sources.
//
// Each thread has a reader of its own: poppler's documents are not to be shared. Only reading is
// done so; what was read is judged one side after the other, so that the findings and their order
// are the same however many threads there are.
#pragma once

#include "verify/second_reader.h"
#include "verify/sight.h"

#include <future>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur::verify {

struct SideToRead {
  std::uint32_t sheet = 0;  // from 0 within the file
  Side side = Side::front;
  std::vector<Slot> slots;             // moved into the reading
  std::optional<SideReading> reading;  // nullopt where the page can't be read
  std::uint32_t page() const { return 2 * sheet + (side == Side::back ? 1 : 0); }
};

class Readers {
 public:
  // `again` (which outlives this) where PoDoFo could read the file: pages of a look are then read
  // faster, once the first of them was read.
  Readers(world::Path file, const std::optional<SecondReading>& again);

  // How many sides are best read together: enough for every core, few enough to stop soon.
  std::size_t at_once() const { return threads_ * 4; }
  void read(std::vector<SideToRead>& sides);

 private:
  // The file, and its other versions where there are any.
  struct Reader {
    PdfReader whole;
    std::optional<Versions> versions;
  };
  // Of a sight: awaited by whoever reads another page of it meanwhile.
  using Awaited = std::shared_future<std::optional<Ground>>;
  // Tells those that wait, whatever happens: where it was never told, that there is no ground.
  class Ahead {
   public:
    Awaited begin();
    explicit operator bool() const { return promise_.has_value(); }
    void tell(std::optional<Ground> ground);
    Ahead() = default;
    Ahead(Ahead&& other) noexcept : promise_(std::exchange(other.promise_, std::nullopt)) {}
    Ahead& operator=(Ahead&&) = delete;
    ~Ahead() { tell(std::nullopt); }

   private:
    std::optional<std::promise<std::optional<Ground>>> promise_;
  };
  // How a side is read: as the first of its sight, on the ground of the first, or (neither) whole.
  struct Way {
    const Look* look = nullptr;  // where other pages have it too
    Ahead first;
    Awaited ground;
  };
  std::optional<Reader> open() const;
  Way way_of(const SideToRead& side);
  static void read_one(Reader& reader, SideToRead& side, Way& way);

  world::Path file_;
  const std::optional<SecondReading>& again_;
  std::size_t threads_;
  std::vector<Reader> readers_;  // opened when first needed
  std::map<std::string, Awaited> grounds_;
};

}  // namespace imprimatur::verify
