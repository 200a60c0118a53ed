// The bytes of the file: numbered objects as they leave, and the table that finds them again
// (PDF 1.6, 3.4). For this room's own sources.
#pragma once

#include "pdf/writer.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::pdf {

// Deflate in zlib's wrapping, into a buffer that is used again: the answer holds until the next
// call.
class Squeezer {
 public:
  explicit Squeezer(int level);
  Squeezer(Squeezer&&) noexcept;
  ~Squeezer();
  std::string_view squeeze(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Of libdeflate, for what is squeezed in a file.
int level_of(Compression compression);

class Objects {
 public:
  Objects(world::Sink& sink, Compression pages);

  // A number to refer to before the object is written. Every reserved number must be written.
  std::uint32_t reserve();
  void write(std::uint32_t number, std::string_view body);
  std::uint32_t add(std::string_view body);

  // A stream written many times (`page`: squeezed as the file was asked to be), once (`once`:
  // always squeezed) or as it is (`raw`: its filter, if any, stands in the entries).
  enum class Kind : std::uint8_t { page, once, raw };
  // `entries` are the dictionary's, without its brackets and /Length.
  void write_stream(std::uint32_t number, std::string_view entries, std::string_view bytes,
                    Kind kind);
  std::uint32_t add_stream(std::string_view entries, std::string_view bytes, Kind kind);

  // Cross-reference table, trailer (with these entries) and end of file.
  void close(std::string_view trailer_entries);

  std::uint64_t bytes() const { return written_; }

 private:
  world::Sink& sink_;
  std::uint64_t written_ = 0;
  std::vector<std::uint64_t> offsets_;  // of object i + 1; 0 while only reserved
  Compression pages_;
  Squeezer squeezer_;
  std::string head_;

  void emit(std::string_view bytes);
  void begin(std::uint32_t number);
};

}  // namespace imprimatur::pdf
