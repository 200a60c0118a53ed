#include "flow/versions.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "page/canonical.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;

// One value a line; what could break a line is escaped, so that two orders never share a text.
void say(std::string& text, std::string_view key, std::string_view value) {
  text += key;
  text += ' ';
  for (const char c : value) {
    if (c == '\n') {
      text += "\\n";
    } else if (c == '\\') {
      text += "\\\\";
    } else {
      text += c;
    }
  }
  text += '\n';
}

void say(std::string& text, std::string_view key, const std::vector<std::string>& values) {
  for (const std::string& value : values) say(text, key, value);
}

std::string iso(const std::optional<order::Date>& date) {
  return date ? fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date->year()),
                            static_cast<unsigned>(date->month()),
                            static_cast<unsigned>(date->day()))
              : "-";
}

[[noreturn]] void changed(const world::Path& file) {
  throw finding::Failure(
      {fmt::format("Le fichier figé {} n’est plus celui que le client a approuvé.", file.string()),
       fmt::format("The frozen file {} is no longer what the client approved.", file.string())},
      {"Restaurez-le depuis une sauvegarde, ou faites une nouvelle version du BAT, à faire "
       "approuver.",
       "Restore it from a backup, or render a new version of the BAT and have it approved."});
}

// Into a folder whose names are settled all at once.
void write_among(const world::Path& file, std::string_view bytes) {
  world::write_file(file, bytes, world::Access::everyone, world::Replace::yes,
                    world::Settled::with_folder);
}

// The order as it was given, logos included, so that a version can be explained years later.
void copy_given(const Given& given, const world::Path& to) {
  std::set<world::Path> folders;
  const auto copy = [&](const world::Path& file) {
    const world::Path copied = to / file.lexically_relative(given.folder);
    if (folders.insert(copied.parent_path()).second) world::make_folder(copied.parent_path());
    write_among(copied, world::read_file(file));
  };
  copy(given.folder / "order.toml");
  for (const order::Logo& logo : given.order.logos) copy(logo.file);
  for (const world::Path& folder : folders) world::sync_folder(folder);
}

page::Resources read_resources(const world::Path& folder, const page::Document& document) {
  page::Resources resources;
  const auto take = [&](const crypto::Digest& digest) {
    std::string bytes = world::read_file(folder / digest.hex());
    if (crypto::sha256(bytes) != digest) changed(folder / digest.hex());
    resources.emplace(digest.hex(), std::move(bytes));
  };
  for (const page::Font& font : document.fonts) take(font.file);
  for (const page::Artwork& artwork : document.artworks) take(artwork.form);
  return resources;
}

// The value of a line of content.txt that holds a digest.
crypto::Digest digest_in(const std::string& content, std::string_view key, const world::Path& file) {
  const std::string line = fmt::format("\n{} ", key);
  const std::size_t at = content.find(line);
  if (at == std::string::npos) changed(file);
  const auto digest = crypto::Digest::from_hex(content.substr(at + line.size(), 64));
  if (!digest) changed(file);
  return *digest;
}

// Never deletes: with a ledger that was restored from a backup, this may be a version that a newer one knew.
void set_aside(const world::Path& home) {
  if (!fs::exists(home)) return;
  for (int n = 1;; ++n) {
    const world::Path stale = fmt::format("{}.stale-{}", home.string(), n);
    if (fs::exists(stale)) continue;
    fs::rename(home, stale);
    return;
  }
}

}  // namespace

std::string folder_of_version(std::uint32_t version) { return fmt::format("v{:04}", version); }

std::string content_of(const order::Order& order, const order::Issuer& issuer,
                       const crypto::Digest& profile, const crypto::Digest& pages) {
  std::string text = "imprimatur-content 1\n";
  say(text, "order", order.id);
  say(text, "title", order.title);
  say(text, "language", order.language == finding::Language::french ? "fr" : "en");
  say(text, "issuer", issuer.name);
  say(text, "issuer-address", issuer.address);
  say(text, "issuer-registration", issuer.registration);
  say(text, "client", order.client.name);
  say(text, "client-address", order.client.address);
  say(text, "carnets", std::to_string(order.batch.carnets));
  say(text, "face-value-cents", std::to_string(order.batch.face_value.cents()));
  say(text, "valid-from", iso(order.batch.valid_from));
  say(text, "valid-until", iso(order.batch.valid_until));
  say(text, "territory", order.batch.territory);
  say(text, "public", order.batch.target_public);
  for (const auto& [zone, words] : order.texts) say(text, "text-" + zone, words.words);
  for (const order::DeliveryPoint& point : order.deliveries) {
    say(text, "delivery", point.name);
    say(text, "delivery-address", point.address);
    say(text, "delivery-carnets", std::to_string(point.carnets));
  }
  say(text, "profile", profile.hex());
  say(text, "pages", pages.hex());
  return text;
}

void freeze(const Workspace& workspace, std::uint32_t version, const Given& given,
            const std::string& content, const page::Document& document,
            const page::Resources& resources, const std::string& bat) {
  const world::Path home = workspace.order(given.order.id) / folder_of_version(version);
  set_aside(home);
  world::OutputFolder folder(home);
  write_among(folder.path() / "content.txt", content);
  write_among(folder.path() / "pages.txt", page::to_canonical(document));
  write_among(folder.path() / "bat.pdf", bat);
  write_among(folder.path() / "issuer.toml", world::read_file(given.issuer));
  const world::Path drawn_with = folder.path() / "resources";
  world::make_folder(drawn_with);
  for (const auto& [digest, bytes] : resources) write_among(drawn_with / digest, bytes);
  world::sync_folder(drawn_with);
  copy_given(given, folder.path() / "order");
  folder.commit();
}

std::string frozen_bat(const Workspace& workspace, const std::string& order,
                       const ledger::Version& version) {
  const world::Path file =
      workspace.order(order) / folder_of_version(version.bat.version) / "bat.pdf";
  std::string bytes = world::read_file(file);
  if (crypto::sha256(bytes) != version.bat.file) changed(file);
  return bytes;
}

Frozen thaw(const Workspace& workspace, const std::string& order, const ledger::Version& version) {
  const world::Path home = workspace.order(order) / folder_of_version(version.bat.version);
  std::string facts = world::read_file(home / "content.txt");
  if (crypto::sha256(facts) != version.bat.content) changed(home / "content.txt");
  const std::string pages = world::read_file(home / "pages.txt");
  if (version.bat.pages && crypto::sha256(pages) != *version.bat.pages) changed(home / "pages.txt");
  // As of the day it was rendered: a date that has passed since is no fault now.
  const auto given = order::read_order(home / "order", calendar::paris_date(version.rendered));
  if (!given.order) changed(home / "order/order.toml");
  const auto issuer = order::read_issuer(home / "issuer.toml");
  if (!issuer.issuer) changed(home / "issuer.toml");
  const crypto::Digest profile = digest_in(facts, "profile", home / "content.txt");
  if (crypto::sha256(pages) != digest_in(facts, "pages", home / "content.txt"))
    changed(home / "pages.txt");
  if (content_of(*given.order, *issuer.issuer, profile, crypto::sha256(pages)) != facts)
    changed(home / "order/order.toml");

  page::Document document = page::from_canonical(pages);
  page::Resources resources = read_resources(home / "resources", document);
  return {std::move(document), std::move(resources), std::move(facts), version.bat.content, profile,
          *given.order,        *issuer.issuer};
}

}  // namespace imprimatur::flow
