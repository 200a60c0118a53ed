#include "press/ticket.h"

#include "press/ticket_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace imprimatur::press {
namespace ticket {

std::string points(measure::Length length) {
  std::string digits = fmt::format("{:.4f}", length.points());
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits == "-0" ? "0" : digits;
}

std::string pair(measure::Length x, measure::Length y) {
  return points(x) + ' ' + points(y);
}

std::string rectangle(const measure::Rect& r, measure::Length height) {
  return pair(r.left(), height - r.bottom()) + ' ' + pair(r.right(), height - r.top());
}

std::string token(std::string_view name) {
  std::string made;
  for (const char c : name) {
    const bool fits = ('0' <= c && c <= '9') || ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z') ||
                      c == '.' || c == '-' || c == '_' || c == ':';
    made += fits ? c : '_';
  }
  return made.empty() ? "_" : made;
}

bool is_one_up(const Job& job) {
  return job.run.scheme == impose::Leaves::one_up;
}

bool is_whole_run(const Job& job) {
  return !job.sheets && !job.reprint;
}

bool has_finish(const page::Document& document, page::FinishKind kind) {
  return std::ranges::any_of(document.leaves, [&](const page::Leaf& leaf) {
    return std::ranges::any_of(document.pages[leaf.front].finishes,
                               [&](const page::Finish& finish) { return finish.kind == kind; });
  });
}

std::vector<std::string> processes_of(const Job& job) {
  using page::FinishKind;
  const page::Document& document = job.document;
  // Every sheet has codes of its own: no plate can print it.
  std::vector<std::string> all{"DigitalPrinting", "Cutting"};
  if (has_finish(document, FinishKind::perforation)) all.emplace_back("Perforating");
  if (has_finish(document, FinishKind::crease)) all.emplace_back("Creasing");
  if (document.binding == page::Binding::saddle || has_finish(document, FinishKind::fold))
    all.emplace_back("Folding");
  if (document.binding == page::Binding::saddle) all.emplace_back("Collecting");
  if (document.binding == page::Binding::left) all.emplace_back("Gathering");
  if (has_finish(document, FinishKind::staple)) all.emplace_back("Stitching");
  if (has_finish(document, FinishKind::glue)) all.emplace_back("Gluing");
  return all;
}

Element resource_set(std::string name, std::string usage, const std::string& process) {
  Element set{"ResourceSet", {}, {}};
  if (!process.empty()) set.set("CombinedProcessIndex", process);
  set.set("Name", std::move(name));
  set.set("Usage", std::move(usage));
  return set;
}

Element resource(std::vector<std::pair<std::string, std::string>> part, Element specific) {
  Element made{"Resource", {}, {}};
  if (!part.empty()) made.add({"Part", std::move(part), {}});
  made.add(std::move(specific));
  return made;
}

}  // namespace ticket

namespace {

using namespace ticket;

Element audit_pool(const Job& job, const Manifest& manifest) {
  const std::size_t space = job.software.rfind(' ');
  Element pool{"AuditPool", {}, {}};
  Element& created = pool.add({"AuditCreated", {}, {}});
  created.add({"Header",
               {{"AgentName", job.software.substr(0, space)},
                {"AgentVersion",
                 space == std::string::npos ? std::string() : job.software.substr(space + 1)},
                {"DeviceID", "imprimatur"},
                {"Time", manifest.released}},
               {}});
  return pool;
}

Element general_id(std::string usage, std::string value) {
  return {"GeneralID", {{"IDUsage", std::move(usage)}, {"IDValue", std::move(value)}}, {}};
}

std::string part_id(const Job& job) {
  if (job.reprint) return fmt::format("reprint-{}", job.reprint->number());
  if (job.sheets) return fmt::format("sheets-{}-{}", job.sheets->first, job.sheets->last);
  return "press";
}

}  // namespace

std::string job_ticket(const Job& job, const Manifest& manifest) {
  Element root{"XJDF",
               {{"xmlns", "http://www.CIP4.org/JDFSchema_2_0"},
                {"DescriptiveName", job.title},
                {"JobID", token(job.order)},
                {"JobPartID", part_id(job)},
                {"Types", fmt::format("{}", fmt::join(processes_of(job), " "))},
                {"Version", "2.1"}},
               {}};
  root.add(audit_pool(job, manifest));
  root.add(general_id("BATVersion", fmt::format("{}", job.version)));
  root.add(general_id("ApprovedContentSHA256", job.approved.hex()));
  root.add(general_id("Shop", job.shop.name));
  root.add(product_list(job, manifest));
  add_sheets(root, job, manifest);
  add_colours(root, job, manifest);
  add_finishing(root, job);
  return to_xml(root);
}

}  // namespace imprimatur::press
