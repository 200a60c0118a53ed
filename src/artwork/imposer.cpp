#include "artwork/imposer.h"

#include "artwork/document_remarks.h"
#include "finding/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::artwork {
namespace {

// Some 20 KB a page of variable data, and a large picture or two.
constexpr std::uintmax_t most_memory = std::uintmax_t{3} << 30;
constexpr std::uintmax_t most_survey = 128u << 20;

std::optional<Remark> way_it_ended(const world::ChildResult& result) {
  switch (result.end) {
    case world::ChildEnd::too_slow: return Remark{"document-slow", {}};
    case world::ChildEnd::too_much_output: return Remark{"document-flood", {}};
    case world::ChildEnd::killed_by_signal: return Remark{"document-crash", {}};
    case world::ChildEnd::exited: break;
  }
  if (result.status == 0 || result.status == status_refused) return std::nullopt;
  return Remark{"document-crash", {}};
}

[[noreturn]] void refuse_unlocked_documents(const Door& door) {
  throw finding::Failure(
      {fmt::format("Ce système ne permet pas à {} de s’isoler (seccomp)\u00a0: aucun document n’a "
                   "été lu.",
                   door.program.string()),
       fmt::format("This system does not let {} lock itself in (seccomp): no document was read.",
                   door.program.string())},
      {"Utilisez un noyau Linux avec seccomp\u202f; dans un conteneur, autorisez prctl et seccomp.",
       "Use a Linux kernel with seccomp; in a container, allow prctl and seccomp."});
}

// Runs the worker on the files, and says what there is to say about them.
class Errand {
 public:
  Errand(const Door& door, const std::vector<world::Path>& files) : door_(door), files_(files) {
    assert(files.size() <= world::most_child_files);
  }

  // False: there is a finding.
  bool run(std::string_view request, world::Sink& output) {
    result_ = world::run_child(door_.program, {std::to_string(files_.size())}, {request},
                               door_.bounds, files_, output);
    if (result_.end == world::ChildEnd::exited && result_.status == status_unlocked) {
      refuse_unlocked_documents(door_);
    }
    if (const auto end = way_it_ended(result_)) {
      add({0, *end}, true);
    } else if (result_.status == status_refused) {
      add_refusal();
    }
    return !findings.has_errors();
  }

  // Where it is not one document's fault that can be told, all are named.
  void add(const DocumentRemark& remark, bool of_all = false) {
    std::string name;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!of_all && i != remark.document) continue;
      name += (name.empty() ? "" : ", ") + files_[i].string();
    }
    auto finding = finding_on_document(remark.remark, name);
    if (!finding || name.empty()) {
      finding = finding_on_document({"document-nonsense", {}}, name);
    }
    if (!of_all) finding->place.file = name;
    findings.add(*std::move(finding));
  }

  finding::Findings findings;

 private:
  const Door& door_;
  const std::vector<world::Path>& files_;
  world::ChildResult result_;

  void add_refusal() {
    const auto said = read_survey(result_.errors);
    if (!said || said->remarks.empty()) return add({0, {"document-nonsense", {}}}, true);
    for (const DocumentRemark& remark : said->remarks) add(remark);
    if (!findings.has_errors()) add({0, {"document-nonsense", {}}}, true);
  }
};

}  // namespace

Door document_door(world::Path program) {
  return {
      std::move(program),
      {std::chrono::seconds{1800}, std::chrono::seconds{600}, most_memory, 3 * largest_document}};
}

Surveyed survey(const Door& door, const std::vector<world::Path>& files) {
  Door bounded = door;
  bounded.bounds.most_output = std::min(door.bounds.most_output, most_survey);
  Errand errand(bounded, files);
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    std::error_code unknown;  // which opening it will tell
    const auto size = std::filesystem::file_size(files[i], unknown);
    if (!unknown && size > largest_document) errand.add({i, {"document-too-large", {}}});
  }
  Surveyed surveyed;
  world::StringSink answer;
  if (!errand.findings.has_errors() && errand.run(survey_request, answer)) {
    const auto said = read_survey(answer.bytes());
    if (said) {
      for (const DocumentRemark& remark : said->remarks) errand.add(remark);
    }
    const bool whole = said && said->documents.size() == files.size() &&
                       std::ranges::none_of(said->documents, [](const DocumentFacts& facts) {
                         return facts.pages.empty();
                       });
    if (!whole && !errand.findings.has_errors()) errand.add({0, {"document-nonsense", {}}}, true);
    if (!errand.findings.has_errors()) surveyed.documents = said->documents;
  }
  surveyed.findings = std::move(errand.findings);
  return surveyed;
}

finding::Findings impose(const Door& door, const std::vector<world::Path>& files,
                         const Imposition& imposition, world::Sink& output) {
  Errand errand(door, files);
  errand.run(to_text(imposition), output);
  return std::move(errand.findings);
}

}  // namespace imprimatur::artwork
