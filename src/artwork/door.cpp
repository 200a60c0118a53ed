#include "artwork/door.h"

#include "artwork/remarks.h"
#include "finding/failure.h"
#include "ink/converter.h"

#include <fmt/format.h>

namespace imprimatur::artwork {
namespace {

// What the worker's way to end says about the file; nullopt: it answered.
std::optional<Remark> end_of(const world::ChildResult& result) {
  switch (result.end) {
    case world::ChildEnd::too_slow: return Remark{"artwork-slow", {}};
    case world::ChildEnd::too_much_output: return Remark{"artwork-flood", {}};
    case world::ChildEnd::killed_by_signal: return Remark{"artwork-crash", {}};
    case world::ChildEnd::exited: break;
  }
  if (result.status != 0) return Remark{"artwork-crash", {}};
  return std::nullopt;
}

[[noreturn]] void refuse_unlocked(const Door& door) {
  throw finding::Failure(
      {fmt::format(
           "Ce système ne permet pas à {} de s’isoler (seccomp)\u00a0: aucun logo n’a été lu.",
           door.program.string()),
       fmt::format("This system does not let {} lock itself in (seccomp): no logo was read.",
                   door.program.string())},
      {"Utilisez un noyau Linux avec seccomp\u202f; dans un conteneur, autorisez prctl et seccomp.",
       "Use a Linux kernel with seccomp; in a container, allow prctl and seccomp."});
}

class Report {
 public:
  Report(Admission& admission, std::string_view name, const finding::Place& place)
      : admission_(admission), name_(name), place_(place) {}

  // An unknown rule is nonsense like any other.
  void add(const Remark& remark) {
    if (auto finding = finding_of(remark, name_, place_)) {
      admission_.findings.add(*std::move(finding));
    } else {
      add({"artwork-nonsense", {}});
    }
  }

 private:
  Admission& admission_;
  std::string_view name_;
  const finding::Place& place_;
};

void take_form(Admission& admission, Report& report, const std::string& serialised) {
  if (admission.findings.has_errors()) return;
  try {
    admission.form = page::parse_form(serialised);
  } catch (const finding::Failure&) {
    report.add({"artwork-nonsense", {}});
  }
}

}  // namespace

Admission admit(const Door& door, std::string_view bytes, std::string_view name,
                const finding::Place& place, const ink::OutputCondition& condition,
                std::uint32_t page) {
  ink::check_condition(condition);
  Admission admission;
  Report report(admission, name, place);
  const RequestParts request = to_parts({condition.profile, bytes, page});
  const world::ChildResult result =
      world::run_child(door.program, {}, {request.head, request.artwork, request.end}, door.bounds);
  if (result.end == world::ChildEnd::exited && result.status == status_unlocked) {
    refuse_unlocked(door);
  }
  if (const auto end = end_of(result)) {
    report.add(*end);
    return admission;
  }
  const std::optional<Answer> answer = read_answer(result.output);
  if (!answer) {
    report.add({"artwork-nonsense", {}});
    return admission;
  }
  admission.kind = answer->kind;
  admission.pixels = answer->pixels;
  admission.fineness = answer->fineness;
  for (const Remark& remark : answer->remarks) report.add(remark);
  take_form(admission, report, answer->form);
  return admission;
}

}  // namespace imprimatur::artwork
