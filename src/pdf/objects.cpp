#include "pdf/objects.h"

#include "finding/failure.h"
#include "pdf/number.h"

#include <fmt/format.h>
#include <libdeflate.h>

#include <cassert>
#include <iterator>
#include <new>

namespace imprimatur::pdf {
namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};

// Ten digits are all that an entry of the cross-reference table has (PDF 1.6, 3.4.3).
constexpr std::uint64_t most_bytes = 9'999'999'999;

}  // namespace

struct Squeezer::State {
  std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor;
  std::string buffer;
};

Squeezer::Squeezer(int level) : state_(std::make_unique<State>()) {
  state_->compressor.reset(libdeflate_alloc_compressor(level));
  if (!state_->compressor) throw std::bad_alloc();
}
Squeezer::Squeezer(Squeezer&&) noexcept = default;
Squeezer::~Squeezer() = default;

std::string_view Squeezer::squeeze(std::string_view bytes) {
  std::string& buffer = state_->buffer;
  const std::size_t bound = libdeflate_zlib_compress_bound(state_->compressor.get(), bytes.size());
  if (buffer.size() < bound) buffer.resize(bound);
  const std::size_t size = libdeflate_zlib_compress(state_->compressor.get(), bytes.data(),
                                                    bytes.size(), buffer.data(), buffer.size());
  assert(size > 0);
  return {buffer.data(), size};
}

int level_of(Compression compression) {
  return compression == Compression::fast ? 1 : 6;
}

Objects::Objects(world::Sink& sink, Compression pages)
    : sink_(sink), pages_(pages), squeezer_(level_of(pages)) {
  // The second line tells that the file is not text (PDF 1.6, 3.4.1).
  emit("%PDF-1.6\n%\xE2\xE3\xCF\xD3\n");
}

void Objects::emit(std::string_view bytes) {
  sink_.write(bytes);
  written_ += bytes.size();
}

std::uint32_t Objects::reserve() {
  offsets_.push_back(0);
  return static_cast<std::uint32_t>(offsets_.size());
}

void Objects::begin(std::uint32_t number) {
  assert(number >= 1 && number <= offsets_.size() && offsets_[number - 1] == 0);
  if (written_ > most_bytes)
    throw finding::Failure({"Le fichier PDF dépasserait 10 Go.", "The PDF file would pass 10 GB."},
                           {"Répartissez les feuilles sur plusieurs fichiers.",
                            "Spread the sheets over several files."});
  offsets_[number - 1] = written_;
  head_.clear();
  append_integer(head_, number);
  head_ += " 0 obj\n";
}

void Objects::write(std::uint32_t number, std::string_view body) {
  begin(number);
  head_ += body;
  head_ += "\nendobj\n";
  emit(head_);
}

std::uint32_t Objects::add(std::string_view body) {
  const std::uint32_t number = reserve();
  write(number, body);
  return number;
}

void Objects::write_stream(std::uint32_t number, std::string_view entries, std::string_view bytes,
                           Kind kind) {
  begin(number);
  const bool squeezed = kind == Kind::once || (kind == Kind::page && pages_ != Compression::none);
  if (squeezed) bytes = squeezer_.squeeze(bytes);
  head_ += "<< ";
  if (!entries.empty()) head_.append(entries).append(" ");
  if (squeezed) head_ += "/Filter /FlateDecode ";
  append_integer(head_ += "/Length ", static_cast<std::int64_t>(bytes.size()));
  head_ += " >>\nstream\n";
  emit(head_);
  emit(bytes);
  emit("\nendstream\nendobj\n");
}

std::uint32_t Objects::add_stream(std::string_view entries, std::string_view bytes, Kind kind) {
  const std::uint32_t number = reserve();
  write_stream(number, entries, bytes, kind);
  return number;
}

void Objects::close(std::string_view trailer_entries) {
  const std::uint64_t start = written_;
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets_.size() + 1);
  for (const std::uint64_t offset : offsets_) {
    assert(offset != 0);
    fmt::format_to(std::back_inserter(table), "{:010} 00000 n \n", offset);
    if (table.size() > 1u << 16) {
      emit(table);
      table.clear();
    }
  }
  emit(table);
  emit(fmt::format("trailer\n<< /Size {} {} >>\nstartxref\n{}\n%%EOF\n", offsets_.size() + 1,
                   trailer_entries, start));
}

}  // namespace imprimatur::pdf
