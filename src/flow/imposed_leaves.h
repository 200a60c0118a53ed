// Pages of strangers' documents as leaves, file after file. For the sources of this room.
#pragma once

#include "artwork/imposition.h"
#include "flow/impose.h"
#include "impose/layout.h"
#include "impose/plan.h"

namespace imprimatur::flow {

// Pages 2k − 1 and 2k of a document are front and back of a leaf; each document begins with a
// front.
class Leaves {
 public:
  // At least one document, each with a page; `files` are theirs.
  Leaves(std::vector<artwork::DocumentFacts> documents, std::vector<world::Path> files);

  struct PageOf {
    std::uint32_t document = 0, page = 0;
  };
  std::uint32_t count() const { return static_cast<std::uint32_t>(fronts_.size()); }
  // nullopt: a back that the document doesn't have.
  std::optional<PageOf> page(std::uint32_t leaf, impose::Face face) const;
  bool have_backs() const;
  measure::Size trim() const { return documents_.front().pages.front().trim; }
  measure::Length bleed() const;  // the largest
  std::string condition() const;  // the one they share; empty: none says
  bool are_pdf_x4() const;
  bool is_of_press(std::uint32_t document) const { return documents_[document].is_of_press; }
  std::size_t pages(std::uint32_t document) const { return documents_[document].pages.size(); }

  // Of each leaf, the count of its file.
  std::vector<std::uint32_t> counts(const std::vector<ImposedFile>& files) const;
  // Of a document's leaves, the one that is made least, and the one that is made most.
  std::uint64_t fewest(std::uint32_t document, const std::vector<std::uint64_t>& made) const;
  std::uint64_t most(std::uint32_t document, const std::vector<std::uint64_t>& made) const;

  // Different trims are an error; what a printer should know of bleed and colours is not.
  void judge(const shop::Shop& shop, finding::Findings& findings) const;
  // How many pages of a folded booklet stay blank.
  void note_blanks(const impose::Plan& plan, finding::Findings& findings) const;

 private:
  std::vector<artwork::DocumentFacts> documents_;
  std::vector<world::Path> files_;
  std::vector<PageOf> fronts_;  // by leaf

  void judge_trims(finding::Findings& findings) const;
  void judge_bleed(const shop::Shop& shop, finding::Findings& findings) const;
  void judge_colours(const shop::Shop& shop, finding::Findings& findings) const;
};

}  // namespace imprimatur::flow
