// A workspace's ledger in a temporary folder, and the small language its tests are told in.
#pragma once

#include "crypto/secret.h"
#include "finding/failure.h"
#include "ledger/ledger.h"

#include <filesystem>
#include <string>

#include <stdlib.h>
#include <unistd.h>

namespace imprimatur::ledger {

using namespace std::chrono_literals;

inline const crypto::Secret key{std::string_view("the ledger key of the tests, ok?")};
// 2026-11-23, 15:00 in Paris.
inline const world::Instant monday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 14h;

inline crypto::Digest digest(std::uint8_t byte) {
  crypto::Digest digest;
  digest.bytes.fill(byte);
  return digest;
}

inline const ShopFile shop{"default", digest(5)};

inline Date date(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

// 12 000 passes of 10 €: 120 000 € are due.
inline OrderRegistered facts(std::uint32_t carnets = 1200) {
  return {.title = "Pass numériques 2027",
          .client = "Département de l'Exemple",
          .approvers = {},
          .carnets = carnets,
          .passes_per_carnet = 10,
          .face_value = measure::Money::from_cents(1000),
          .profile = "prepaid",
          .template_name = "carnet-10",
          .terms = {}};
}

inline BatRendered bat(std::uint32_t version, std::uint8_t pages) {
  return {version, digest(pages), digest(200), date(2026, 11, 30), "v" + std::to_string(version)};
}

inline PaymentSeen payment(std::int64_t cents, std::string reference = "VIR-1") {
  return {measure::Money::from_cents(cents), std::move(reference), date(2026, 11, 23)};
}

// Sheets of the manifest that bears this byte, in a run of 500.
inline SheetsWritten sheets(std::uint8_t manifest, std::uint32_t first = 1,
                            std::uint32_t last = 500) {
  return {.version = 1,
          .manifest = digest(manifest),
          .first_sheet = first,
          .last_sheet = last,
          .sheets_of_run = 500,
          .files = 2,
          .passes = 24 * (last - first + 1),
          .laid = Laid::imposed,
          .plan = {}};
}

inline bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Set as French is: no typewriter apostrophe, no plain space before a high mark or inside quotes.
inline bool well_set(const std::string& french) {
  for (const std::string_view slip : {"'", " :", " ;", " !", " ?", "« ", " »", "\""})
    if (says(french, slip)) return false;
  return true;
}

inline bool speaks_both(const Closed& closed) {
  const auto whole = [](const finding::Sentence& s) {
    return s.fr.ends_with('.') && s.en.ends_with('.') && well_set(s.fr);
  };
  return whole(closed.what) && whole(closed.what_opens_it);
}

// In memory where that can be had: waiting for a disk would be most of these tests' time.
class Folder {
 public:
  Folder() {
    const bool memory = access("/dev/shm", W_OK) == 0;
    const auto parent = memory ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string name = (parent / "ledger-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path file() const { return path_ / "ledger.db"; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A new ledger, and the way of an order through it.
struct Bench {
  Folder folder;
  Ledger ledger = Ledger::create(folder.file(), key, monday);

  void render(std::string order, std::uint32_t version, std::uint8_t pages,
              OrderRegistered about = facts()) {
    if (!ledger.record_bat(order, about, bat(version, pages), monday).open())
      throw std::runtime_error("the BAT was refused");
  }
  void approve(std::string order, std::uint32_t version) {
    if (!ledger.approve(order, version, "Mme Martin", {}, monday + 24h).open())
      throw std::runtime_error("the approval was refused");
  }
  void pay(std::string order, std::int64_t cents = 12'000'000) {
    if (!ledger.pay(order, payment(cents), monday + 48h).open())
      throw std::runtime_error("the payment was refused");
  }
  // Registered, shown, approved and paid: only the release is left.
  void ready(std::string order, std::uint32_t carnets = 1200) {
    render(order, 1, 1, facts(carnets));
    approve(order, 1);
    pay(order, facts(carnets).due().cents());
  }
  Outcome<Released> release(std::string order, std::uint32_t version = 1) {
    return ledger.release(order, version, 1, shop, monday + 72h);
  }
};

inline Spoiled spoiled(std::uint64_t first, std::uint64_t last, bool voided = false) {
  Spoiled event;
  event.passes = Spans(first, last);
  event.voided = voided;
  event.by = "Atelier";
  event.reason = "bourrage";
  return event;
}

inline StandingChanged change(Standing to, Spans passes = {}) {
  return {std::move(passes), to, "Mme Martin", "décision"};
}

inline const std::vector<std::string> two{"Mme Martin", "M. Durand"};

}  // namespace imprimatur::ledger
