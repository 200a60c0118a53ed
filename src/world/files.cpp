#include "world/files.h"

#include "finding/failure.h"
#include "world/refusal.h"
#include "world/temporary.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <span>
#include <utility>

namespace imprimatur::world {
namespace {

constexpr std::size_t piece = 256u << 10;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void refuse_kind(const Path& path) {
  const std::string name = printable(path);
  throw finding::Failure(
      {fmt::format("Impossible de lire «\u00a0{}\u00a0»\u00a0: ce n’est pas un "
                   "fichier ordinaire.",
                   name),
       fmt::format("Cannot read \"{}\": it is not an ordinary file.", name)},
      {"Donnez le chemin d’un fichier ordinaire.", "Give the path of an ordinary file."});
}

[[noreturn]] void refuse_size(const Path& path, std::uintmax_t most) {
  const std::string name = printable(path);
  throw finding::Failure(
      {fmt::format("Le fichier «\u00a0{}\u00a0» est trop gros\u00a0: {} octets au plus.", name,
                   most),
       fmt::format("The file \"{}\" is too large: {} bytes at most.", name, most)},
      {"Fournissez un fichier plus petit.", "Provide a smaller file."});
}

class OrdinaryFile {
 public:
  // Without O_NONBLOCK, opening a named pipe would wait for its other end.
  explicit OrdinaryFile(const Path& path)
      : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (file_.number() < 0) refuse(Act::read, path, errno);
    struct stat facts{};
    if (::fstat(file_.number(), &facts) != 0) refuse(Act::read, path, errno);
    if (S_ISDIR(facts.st_mode)) refuse(Act::read, path, EISDIR);
    if (!S_ISREG(facts.st_mode)) refuse_kind(path);
    size_ = static_cast<std::uintmax_t>(facts.st_size);
  }

  std::uintmax_t size() const { return size_; }

  // As many bytes as could be had at once; 0 at the end.
  std::size_t read(std::span<char> into) const {
    for (;;) {
      const ssize_t got = ::read(file_.number(), into.data(), into.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) refuse(Act::read, path_, errno);
    }
  }

 private:
  const Path& path_;
  Descriptor file_;
  std::uintmax_t size_ = 0;
};

[[noreturn]] void refuse_to_replace(const Path& path, int error) {
  if (error != EEXIST) refuse(Act::write, path, error);
  const std::string name = printable(path);
  throw finding::Failure(
      {fmt::format("Le fichier «\u00a0{}\u00a0» existe déjà et n’est pas remplacé.", name),
       fmt::format("The file \"{}\" is there already and is not replaced.", name)},
      {"Choisissez un autre nom, ou déplacez d’abord ce fichier.",
       "Choose another name, or move that file away first."});
}

// Unlike rename(2), takes no name that somebody has: there is no check to race with. File systems
// that don't know the flag (NFS) know links.
int name_if_free(const Path& temporary, const Path& path) {
  if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (::link(temporary.c_str(), path.c_str()) != 0) return errno;
  ::unlink(temporary.c_str());
  return 0;
}

void write_all(int descriptor, std::string_view bytes, const Path& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno != EINTR) {
      refuse(Act::write, path, errno);
    }
  }
}

// "out/" and "out" are one folder, and a link to a folder is the folder.
Path settled(const Path& path) {
  std::error_code error;
  Path whole = std::filesystem::absolute(path, error).lexically_normal();
  if (whole.filename().empty()) whole = whole.parent_path();
  if (std::filesystem::is_symlink(whole, error)) {
    const Path target = std::filesystem::canonical(whole, error);
    if (!error) return target;
  }
  return whole;
}

}  // namespace

std::string read_file(const Path& path, std::uintmax_t most) {
  const OrdinaryFile file(path);
  if (file.size() > most) refuse_size(path, most);

  // The size is only a hint: the file may grow while it is read, and /proc always says 0. One byte
  // more than it lets the end be seen without growing, which would leave a copy of a key behind.
  std::string bytes(static_cast<std::size_t>(file.size()) + 1, '\0');
  std::size_t filled = 0;
  for (;;) {
    const std::size_t got = file.read({bytes.data() + filled, bytes.size() - filled});
    if (got == 0) break;
    filled += got;
    if (filled > most) refuse_size(path, most);
    if (filled == bytes.size()) bytes.resize(filled + piece);
  }
  bytes.resize(filled);
  return bytes;
}

void read_pieces(const Path& path, const std::function<void(std::string_view)>& take) {
  const OrdinaryFile file(path);
  std::string bytes(piece, '\0');
  while (const std::size_t got = file.read(bytes)) take(std::string_view(bytes).substr(0, got));
}

void write_file(const Path& path, std::string_view bytes, Access access, Replace replace,
                Settled name) {
  OutputFile file(path, access);
  file.write(bytes);
  file.commit(replace, name);
}

void expect_new(const Path& path) {
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, ignored)))
    refuse_to_replace(path, EEXIST);
}

namespace {

std::filesystem::file_type type_of(const Path& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::none) refuse(Act::read, path, error.value());
  return type;
}

}  // namespace

bool is_folder(const Path& path) {
  return type_of(path) == std::filesystem::file_type::directory;
}

bool is_ordinary_file(const Path& path) {
  return type_of(path) == std::filesystem::file_type::regular;
}

void make_folder(const Path& path, Access access) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return;
  const Path above = folder_of(path);
  if (path.has_filename() && above != path) make_folder(above, access);
  if (!path.has_filename()) return make_folder(path.parent_path(), access);
  const mode_t mode = access == Access::everyone ? 0755 : 0700;
  if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) refuse(Act::make_folder, path, errno);
  if (!std::filesystem::is_directory(path, ignored)) refuse(Act::make_folder, path, EEXIST);
  sync_folder(above);
}

void remove_file(const Path& path) {
  std::error_code error;
  std::filesystem::remove(path, error);
  if (error) refuse(Act::remove, path, error.value());
}

OutputFile::OutputFile(Path path, Access access) : path_(std::move(path)) {
  std::error_code ignored;
  if (path_.filename().empty() || std::filesystem::is_directory(path_, ignored)) {
    refuse(Act::write, path_, EISDIR);
  }
  const Temporary made = make_temporary(path_, Kind::file, access);
  temporary_ = made.path;
  descriptor_ = made.descriptor;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)),
      written_(other.written_) {}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  ::unlink(temporary_.c_str());
  ::close(descriptor_);
  ::explicit_bzero(buffer_.data(), buffer_.size());
}

void OutputFile::write(std::string_view bytes) {
  assert(descriptor_ >= 0 && "written after commit()");
  written_ += bytes.size();
  if (buffer_.size() + bytes.size() < piece) {
    buffer_ += bytes;
    return;
  }
  flush();
  if (bytes.size() < piece) {
    buffer_ += bytes;
  } else {
    write_all(descriptor_, bytes, path_);
  }
}

void OutputFile::flush() {
  write_all(descriptor_, buffer_, path_);
  ::explicit_bzero(buffer_.data(), buffer_.size());  // keys go through here too
  buffer_.clear();
}

void OutputFile::settle() {
  flush();
  if (::fsync(descriptor_) != 0) refuse(Act::write, path_, errno);
}

void OutputFile::commit(Replace replace, Settled name) {
  assert(descriptor_ >= 0 && "committed twice");
  settle();
  if (replace == Replace::no) {
    if (const int error = name_if_free(temporary_, path_); error != 0)
      refuse_to_replace(path_, error);
  } else if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
    refuse(Act::write, path_, errno);
  }
  // From here on there is no temporary to remove, whatever close() and the folder say.
  if (::close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR) {
    refuse(Act::write, path_, errno);
  }
  if (name == Settled::now) sync_folder(folder_of(path_));
}

OutputFolder::OutputFolder(Path final_path, Access access) : final_(settled(final_path)) {
  std::error_code error;
  const bool taken = std::filesystem::exists(std::filesystem::symlink_status(final_, error)) &&
                     !(std::filesystem::is_directory(final_, error) &&
                       std::filesystem::is_empty(final_, error) && !error);
  if (taken) refuse(Act::finish_folder, final_, EEXIST);
  make_folder(folder_of(final_));
  const Temporary made = make_temporary(final_, Kind::folder, access);
  temporary_ = made.path;
  descriptor_ = made.descriptor;
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : final_(std::move(other.final_)),
      temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputFolder::~OutputFolder() {
  if (descriptor_ < 0) return;
  std::error_code ignored;
  std::filesystem::remove_all(temporary_, ignored);
  ::close(descriptor_);
}

void OutputFolder::commit() {
  assert(descriptor_ >= 0 && "committed twice");
  sync_folder(temporary_);
  if (::rename(temporary_.c_str(), final_.c_str()) != 0) {
    refuse(Act::finish_folder, final_, errno);
  }
  ::close(std::exchange(descriptor_, -1));
  sync_folder(folder_of(final_));
}

ScratchFolder::ScratchFolder(const Path& beside, std::string_view purpose) {
  const Temporary made = make_temporary(beside / purpose, Kind::folder, Access::owner_only);
  path_ = made.path;
  descriptor_ = made.descriptor;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
  ::close(descriptor_);
}

std::optional<Lock> Lock::take(const Path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) refuse(Act::lock, path, errno);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return Lock(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (error == EWOULDBLOCK) return std::nullopt;
  refuse(Act::lock, path, error);
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock::~Lock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Path program_folder() {
  std::error_code error;
  const Path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) refuse(Act::read, "/proc/self/exe", error.value());
  return program.parent_path();
}

}  // namespace imprimatur::world
