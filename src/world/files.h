// Files in and files out. Nothing is ever half-written: a file or a folder appears under its own
// name only once it is whole and on the disk (temporary name, fsync, rename), and what was begun
// and not committed is removed by the destructor.
//
// What a killed process left: a temporary is the hidden sibling `.NAME.PID-N.part`, and it stays
// flock()ed as long as its process lives. Whoever next makes an output called NAME in that folder
// removes every sibling of that form whose lock it can take: its owner is dead. Where the file
// system has no flock the leftovers stay.
//
// Every function throws finding::Failure with the path and the system's reason in its sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::world {

using Path = std::filesystem::path;

// Something bytes can be poured into, in order.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
};

class StringSink : public Sink {
 public:
  void write(std::string_view bytes) override { bytes_ += bytes; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Refuses a file larger than `most` bytes, a folder, a socket, a device.
std::string read_file(const Path& path, std::uintmax_t most = 64u << 20);

// What was made, renamed or removed in the folder is so on the disk too.
void sync_folder(const Path& folder);

// An ordinary file of any size, handed over in pieces of at most 256 KiB: see read_file.
void read_pieces(const Path& path, const std::function<void(std::string_view piece)>& take);

enum class Access : std::uint8_t { everyone, owner_only };  // 0644 and 0600; folders 0755 and 0700

// What becomes of a file that has the name already. `no`: it stays and the newcomer is refused,
// even where both come at the same moment.
enum class Replace : std::uint8_t { yes, no };

// When the name of a file is on the disk too. `with_folder`: it is in an OutputFolder, whose
// commit() settles all names in it at once, or in a folder below, which is then synced by hand.
enum class Settled : std::uint8_t { now, with_folder };

// Whole and on the disk, or not there at all.
void write_file(const Path& path, std::string_view bytes, Access access = Access::everyone,
                Replace replace = Replace::yes, Settled name = Settled::now);

// Throws the Failure of Replace::no where something has the name already. For those who do work, or
// note something, before they commit.
void expect_new(const Path& path);

// What stands there, links followed. Where the system won't say (permissions, a dead disk) it is
// neither there nor missing: refused.
bool is_folder(const Path& path);
bool is_ordinary_file(const Path& path);

// With the folders above it. A folder that is there already is left as it is.
void make_folder(const Path& path, Access access = Access::everyone);

// A file, a link (not what it points to) or an empty folder. What isn't there is gone already.
void remove_file(const Path& path);

// The folder must exist; the path may not be one. Writes are gathered into pieces of 256 KiB.
class OutputFile : public Sink {
 public:
  explicit OutputFile(Path path, Access access = Access::everyone);
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile() override;
  void write(std::string_view bytes) override;
  std::uint64_t written() const { return written_; }
  // Flush and fsync: what was written is on the disk, but has no name yet. For those who note
  // something between the two.
  void settle();
  // settle(), and rename to the final name. Nothing may be written afterwards.
  void commit(Replace replace = Replace::yes, Settled name = Settled::now);

 private:
  Path path_, temporary_;
  int descriptor_ = -1;
  std::string buffer_;
  std::uint64_t written_ = 0;
  void flush();
};

// A folder that appears whole; the folders above it are made if need be. `path()` is where to write
// meanwhile (a hidden sibling of the final name, so that the rename stays on one file system).
// Refuses when the final name exists and is not an empty folder, both at the start and at commit(); of two that race, one is refused. Files
// written into it have been committed by their own OutputFile.
class OutputFolder {
 public:
  explicit OutputFolder(Path final_path, Access access = Access::everyone);
  OutputFolder(OutputFolder&&) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  ~OutputFolder();
  const Path& path() const { return temporary_; }
  void commit();

 private:
  Path final_, temporary_;
  int descriptor_ = -1;  // holds the lock that says: its process lives
};

// A folder for what is made to be looked at and thrown away: hidden, the owner's alone, removed with
// all in it by the destructor. `beside` must exist, and nothing in it is in the way: the name is
// `.PURPOSE.PID-N.part`, and what killed processes left is removed by the next one of that purpose.
class ScratchFolder {
 public:
  ScratchFolder(const Path& beside, std::string_view purpose);
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();
  const Path& path() const { return path_; }

 private:
  Path path_;
  int descriptor_;  // holds the lock that says: its process lives
};

// An exclusive advisory lock (flock) on a file that is made if need be; released by the destructor
// or by the death of the process. nullopt: another process holds it.
class Lock {
 public:
  static std::optional<Lock> take(const Path& path);
  Lock(Lock&&) noexcept;
  Lock& operator=(Lock&&) = delete;
  ~Lock();

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// The folder of the running program, links resolved.
Path program_folder();

}  // namespace imprimatur::world
