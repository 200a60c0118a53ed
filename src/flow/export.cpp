#include "flow/export.h"

#include "calendar/clock.h"
#include "crypto/envelope.h"
#include "flow/certificate.h"
#include "flow/pass_words.h"
#include "flow/release.h"
#include "flow/say.h"

#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;

constexpr std::uint64_t passes_a_step = 10'000;

// The format is in docs/codes.md.
std::string header(const ledger::Batch& batch, const crypto::Digest& certificate,
                   world::Instant now) {
  const std::uint64_t good = batch.passes.good().count();
  return fmt::format(
      "imprimatur-codes 1\norder {}\nmade {}\ncertificate {}\nissued {}\npasses {}\n"
      "face-value-cents {}\ntotal-cents {}\nstanding {}\n\n",
      batch.order, calendar::to_iso(now), certificate.hex(), batch.passes.issued.count(), good,
      batch.counting().face_value.cents(), batch.value_of(good).cents(),
      ledger::name_of(batch.passes.standing));
}

class Exporter {
 public:
  Exporter(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
           crypto::Envelope& envelope)
      : desk_(desk), workspace_(workspace), batch_(batch), envelope_(envelope) {
    line_.reserve(64);
  }
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;
  ~Exporter() { crypto::wipe(line_); }

  void write(const crypto::Digest& certificate) {
    envelope_.write(header(batch_, certificate, desk_.world.now()));
    const ledger::Spans good = batch_.passes.good();
    count_ = good.count();
    for (const ledger::Span& span : good.spans())
      for (std::uint64_t serial = span.first; serial <= span.last; ++serial) write_pass(serial);
    envelope_.write(fmt::format("end {}\n", count_));
    envelope_.finish();
  }

 private:
  void write_pass(std::uint64_t serial) {
    if (done_ % passes_a_step == 0) {
      desk_.world.checkpoint();
      desk_.watch({{"Codes", "Codes"}, done_, count_});
    }
    ++done_;
    std::string code = coder_for(serial).code_of(serial_of(serial)).to_text();
    line_.clear();
    fmt::format_to(std::back_inserter(line_), "{:09} {} {}\n", serial, code,
                   ledger::name_of(batch_.passes.standing_of(serial)));
    crypto::wipe(code);
    envelope_.write(line_);
  }

  // Those of a child batch may be of a later epoch.
  const codes::Coder& coder_for(std::uint64_t serial) {
    const std::uint32_t epoch = batch_.epoch_of(serial);
    const auto known = coders_.find(epoch);
    if (known != coders_.end()) return known->second;
    return coders_.emplace(epoch, coder_of(workspace_, epoch)).first->second;
  }

  const Desk& desk_;
  const Workspace& workspace_;
  const ledger::Batch& batch_;
  std::map<std::uint32_t, codes::Coder> coders_;
  crypto::Envelope& envelope_;
  std::string line_;
  std::uint64_t done_ = 0, count_ = 0;
};

// The codes into `file`; gives what the ledger is to know.
ledger::CodesExported fill(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
                           const crypto::Certificate& to, world::OutputFile& file) {
  crypto::Hasher hasher;
  crypto::Envelope envelope(to, [&](std::string_view bytes) {
    hasher.add(bytes);
    file.write(bytes);
  });
  Exporter(desk, workspace, batch, envelope).write(to.fingerprint());
  const std::uint64_t good = batch.passes.good().count();
  return {to.fingerprint(), good, batch.value_of(good), hasher.finish()};
}

Outcome say_exported(const std::string& order, const world::Path& file,
                     const crypto::Certificate& to, const ledger::CodesExported& codes) {
  const auto line = [&](Language language) {
    return fmt::format(
        fmt::runtime(language == Language::french ? "Commande {}\u00a0: {}, {}, dans {}."
                                                  : "Order {}: {}, {}, in {}."),
        order, passes_in(codes.count, language), wording::money(codes.total, language),
        named(file));
  };
  const std::string subject = named(to.subject()), print = read_aloud(codes.certificate);
  Outcome outcome;
  outcome.lines = {
      {line(Language::french), line(Language::english)},
      {fmt::format("Chiffré pour «\u00a0{}\u00a0», qui seul peut l’ouvrir.", subject),
       fmt::format("Encrypted to \"{}\", who alone can open it.", subject)},
      {fmt::format("    Avant l’envoi, faites-vous lire par lui l’empreinte SHA-256 du "
                   "certificat\u00a0: {}",
                   print),
       fmt::format("    Before it is sent, have them read you the certificate's SHA-256 "
                   "fingerprint: {}",
                   print)}};
  outcome.facts = nlohmann::ordered_json{{"order", order},
                                         {"file", named(file)},
                                         {"file_sha256", codes.file.hex()},
                                         {"certificate_sha256", codes.certificate.hex()},
                                         {"recipient", subject},
                                         {"passes", codes.count},
                                         {"total_cents", codes.total.cents()}}
                      .dump();
  return outcome;
}

}  // namespace

Outcome export_codes(const Desk& desk, const Workspace& workspace, const std::string& order,
                     const ExportWishes& wishes) {
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  if (auto none = no_pass_yet(*batch)) return *std::move(none);
  const auto certificate = read_certificate(desk, wishes.certificate);
  if (const auto* wrong = std::get_if<finding::Finding>(&certificate)) {
    finding::Findings findings;
    findings.add(*wrong);
    return refused(std::move(findings));
  }
  const auto& to = std::get<crypto::Certificate>(certificate);
  const world::Path path = wishes.output.value_or(fmt::format("codes-{}.p7m", order));
  world::expect_new(path);
  world::OutputFile file(path, world::Access::owner_only);
  const auto codes = fill(desk, workspace, *batch, to, file);
  file.settle();
  const auto noted = ledger.codes_exported(order, codes, batch->passes, desk.world.now());
  if (!noted) return shut(noted.closed());
  file.commit(world::Replace::no);
  return say_exported(order, path, to, codes);
}

}  // namespace imprimatur::flow
