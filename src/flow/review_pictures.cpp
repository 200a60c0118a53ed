#include "flow/review_pictures.h"

#include "coverage/screen.h"
#include "finding/failure.h"
#include "flow/versions.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t first_shown = 2;
// A page among others, and one to be read: on a screen of 200 pixels an inch at its own size.
constexpr coverage::Screen small_screen{.most_bytes = 300'000, .finest = 100};
constexpr coverage::Screen large_screen{.most_bytes = 2'000'000, .finest = 200};

std::string name_of_picture(std::uint32_t page, PictureSize size) {
  return fmt::format("page-{:03}-{}.png", page, size == PictureSize::small ? "small" : "large");
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// How large the paper is that a PNG shows, by its pixels and their number in a metre (PNG, 11.2.2,
// 11.3.5.3); nullopt where it doesn't say.
std::optional<review::Picture> paper_of(std::uint32_t page, std::string_view png) {
  const std::size_t physical = png.substr(0, 4096).find("pHYs");
  if (png.size() < 64 || physical == std::string_view::npos || physical + 12 > png.size())
    return std::nullopt;
  const std::uint64_t across = number_at(png, physical + 4), down = number_at(png, physical + 8);
  if (across == 0 || down == 0) return std::nullopt;
  return review::Picture{page, static_cast<std::uint32_t>(number_at(png, 16) * 10'000ull / across),
                         static_cast<std::uint32_t>(number_at(png, 20) * 10'000ull / down)};
}

}  // namespace

ReviewPictures::ReviewPictures(const Desk& desk, const Workspace& workspace)
    : desk_(desk), workspace_(workspace), painter_([this] { work(); }) {}

ReviewPictures::~ReviewPictures() {
  {
    const std::lock_guard guard(lock_);
    is_ending_ = true;
  }
  changed_.notify_all();
  painter_.join();
}

world::Path ReviewPictures::folder_of(const crypto::Digest& pdf) const {
  return workspace_.root / "cache" / "pages" / pdf.hex();
}

std::vector<review::Picture> ReviewPictures::look(const crypto::Digest& pdf) const {
  std::vector<review::Picture> pages;
  for (std::uint32_t page = first_shown;; ++page) {
    const world::Path file = folder_of(pdf) / name_of_picture(page, PictureSize::small);
    if (!fs::exists(file)) return pages;
    const auto paper = paper_of(page, world::read_file(file));
    if (!paper) return {};
    pages.push_back(*paper);
  }
}

Pictures ReviewPictures::of(const std::string& order, const ledger::Version& version) {
  const crypto::Digest& pdf = version.bat.file;
  const std::lock_guard guard(lock_);
  if (const auto found = known_.find(pdf); found != known_.end()) return {found->second, false};
  std::error_code unknown;
  if (fs::exists(folder_of(pdf))) {
    return {known_[pdf] = look(pdf), false};
  } else if (!fs::is_regular_file(desk_.house.ghostscript, unknown)) {
    return {};
  }
  if (std::ranges::find(wanted_, pdf, &Wanted::digest) == wanted_.end()) {
    const world::Path file =
        workspace_.order(order) / folder_of_version(version.bat.version) / "bat.pdf";
    wanted_.push_back({file, pdf});
    changed_.notify_all();
  }
  return {{}, true};
}

std::shared_ptr<const std::string> ReviewPictures::picture(const ledger::Version& version,
                                                           std::uint32_t page,
                                                           PictureSize size) const {
  const world::Path file = folder_of(version.bat.file) / name_of_picture(page, size);
  if (page < first_shown || !fs::exists(file)) return nullptr;
  return std::make_shared<const std::string>(world::read_file(file));
}

void ReviewPictures::wait() {
  std::unique_lock lock(lock_);
  changed_.wait(lock, [this] { return wanted_.empty(); });
}

void ReviewPictures::work() {
  for (;;) {
    Wanted next;
    {
      std::unique_lock lock(lock_);
      changed_.wait(lock, [this] { return is_ending_ || !wanted_.empty(); });
      if (is_ending_) return;
      next = wanted_.front();
    }
    decltype(look(next.digest)) found;
    try {
      paint(next);
      found = look(next.digest);
    } catch (const std::exception&) {  // the page does without them
    }
    const std::lock_guard guard(lock_);
    if (!is_ending_) known_[next.digest] = std::move(found);
    wanted_.erase(wanted_.begin());
    changed_.notify_all();
  }
}

void ReviewPictures::paint(const Wanted& wanted) {
  if (crypto::sha256(world::read_file(wanted.pdf)) != wanted.digest) return;
  world::OutputFolder folder(folder_of(wanted.digest), world::Access::owner_only);
  for (std::uint32_t page = first_shown;; ++page) {
    for (const auto& [size, screen] : {std::pair{PictureSize::small, small_screen},
                                       std::pair{PictureSize::large, large_screen}}) {
      {
        const std::lock_guard guard(lock_);
        if (is_ending_) return;
      }
      const std::string png =
          coverage::screen_of(desk_.house.ghostscript, wanted.pdf, page, screen);
      if (png.empty()) return folder.commit();
      world::write_file(folder.path() / name_of_picture(page, size), png, world::Access::owner_only,
                        world::Replace::yes, world::Settled::with_folder);
    }
  }
}

}  // namespace imprimatur::flow
