// The pages of BATs as pictures for the review page: painted once by Ghostscript, in a thread of
// their own, and kept in the workspace under cache/pages/SHA256-OF-THE-PDF/. That folder may be
// removed at any time: what is wanted again is painted again. Page 1 is never among them, since it
// bears the validation code (bat/validation.h).
#pragma once

#include "flow/workspace.h"
#include "review/review.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace imprimatur::flow {

enum class PictureSize : std::uint8_t { small, large };

struct Pictures {
  std::vector<review::Picture> pages;
  bool is_painting = false;  // they are on their way
};

// May be asked from several threads at once.
class ReviewPictures {
 public:
  // Both arguments outlive it.
  ReviewPictures(const Desk& desk, const Workspace& workspace);
  ReviewPictures(const ReviewPictures&) = delete;
  ReviewPictures& operator=(const ReviewPictures&) = delete;
  // Ends after the page that is being painted.
  ~ReviewPictures();

  // Those that there are; where there are none they are asked for. None at all, and none on their
  // way: Ghostscript isn't there, or can't paint this PDF.
  Pictures of(const std::string& order, const ledger::Version& version);
  // PNG; nullptr where there is no such picture.
  std::shared_ptr<const std::string> picture(const ledger::Version& version, std::uint32_t page,
                                             PictureSize size) const;
  // Until nothing is on its way: for tests.
  void wait();

 private:
  struct Wanted {
    world::Path pdf;
    crypto::Digest digest;
  };
  void work();
  void paint(const Wanted& wanted);
  world::Path folder_of(const crypto::Digest& pdf) const;
  std::vector<review::Picture> look(const crypto::Digest& pdf) const;

  const Desk& desk_;
  const Workspace& workspace_;
  mutable std::mutex lock_;
  std::condition_variable changed_;
  std::map<crypto::Digest, std::vector<review::Picture>> known_;  // empty: there can be none
  std::vector<Wanted> wanted_;                                    // the first is being painted
  bool is_ending_ = false;
  std::thread painter_;
};

}  // namespace imprimatur::flow
