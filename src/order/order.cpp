#include "order/order.h"

#include "calendar/clock.h"
#include "order/lines.h"
#include "order/logos.h"
#include "reading/reading.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::order {
namespace {

using reading::Characters;
using reading::shown;
using reading::Table;

constexpr std::int64_t most_carnets = 1'000'000;
constexpr measure::Money least_value = measure::Money::from_cents(1);
constexpr measure::Money most_value = measure::Money::from_cents(1000'00);
constexpr int short_validity_days = 60;
constexpr Characters long_text{1, 2000};

// Whether an error was found since it was made.
class Watch {
 public:
  explicit Watch(const finding::Findings& findings) : findings_(findings), before_(errors()) {}
  bool quiet() const { return errors() == before_; }

 private:
  std::size_t errors() const { return findings_.count(finding::Severity::error); }
  const finding::Findings& findings_;
  std::size_t before_;
};

std::string plain_name(Table& table, std::string_view key) {
  auto name = table.text(key);
  expect_plain_name(table, key, name);
  return name;
}

void read_head(Table& table, Order& order) {
  order.id = plain_name(table, "id");
  order.title = line(table, "title", {1, 80});
  order.template_name = verbatim(table, "template");
  if (order.template_name.find('/') == std::string::npos) {
    expect_plain_name(table, "template", order.template_name);
  }
  order.profile = plain_name(table, "profile");
  order.shop = plain_name(table, "shop");
  order.template_place = table.place("template");
  order.profile_place = table.place("profile");
  order.shop_place = table.place("shop");
  using finding::Language;
  order.language = table.optional_choice<Language>(
      "language", {{"fr", Language::french}, {"en", Language::english}}, Language::french);
}

std::vector<std::string> mail_addresses(Table& table, std::string_view key) {
  const auto all = table.texts(key, {1, 20}, {1, 254});
  for (std::size_t i = 0; i < all.size(); ++i) {
    expect_mail_address(table, key, table.place(key, i), all[i]);
  }
  return all;
}

void read_client(Table& table, Client& client) {
  client.name = line(table, "name", {1, 100});
  client.address = address(table);
  client.email = mail_addresses(table, "email");
  client.approvers = mail_addresses(table, "approvers");
}

void check_dates(Table& table, const Batch& batch, Date today) {
  if (!batch.valid_until) return;
  const Date until = *batch.valid_until;
  if (batch.valid_from && until < *batch.valid_from) {
    table.error(
        "valid_until", "validity-order",
        {"La validité se termine avant d’avoir commencé.", "The validity ends before it begins."},
        {fmt::format("Donnez une date à partir du {}.", calendar::to_iso(*batch.valid_from)),
         fmt::format("Give a date from {} on.", calendar::to_iso(*batch.valid_from))});
  } else if (until < today) {
    table.error("valid_until", "validity-past",
                {"La fin de validité est déjà passée.", "The end of validity has already passed."},
                {fmt::format("Donnez une date à partir du {}.", calendar::to_iso(today)),
                 fmt::format("Give a date from {} on.", calendar::to_iso(today))});
  } else if (std::chrono::sys_days{until} <
             std::chrono::sys_days{today} + std::chrono::days{short_validity_days}) {
    table.warning(
        "valid_until", "validity-short",
        {fmt::format("La validité se termine dans moins de {} jours.", short_validity_days),
         fmt::format("The validity ends in less than {} days.", short_validity_days)},
        {"Comptez le délai d’approbation, d’impression et de livraison.",
         "Allow for approval, printing and delivery."});
  }
}

void read_batch(Table& table, Batch& batch, Date today) {
  batch.face_value = table.money("face_value", {least_value, most_value});
  batch.valid_from = table.optional_date("valid_from");
  batch.valid_until = table.optional_date("valid_until");
  batch.territory = line(table, "territory", {1, 100});
  batch.target_public = line(table, "public", {1, 100});
  check_dates(table, batch, today);
}

void read_texts(Table table, Order& order) {
  for (const auto& zone : table.keys()) {
    expect_plain_name(table, zone, zone);
    Text text{paragraphs(table, zone, long_text), table.place(zone)};
    if (!text.words.empty()) order.texts.emplace(zone, std::move(text));
  }
}

void refuse_same_names(std::vector<Table>& tables, const std::vector<DeliveryPoint>& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto first = std::ranges::find(points, points[i].name, &DeliveryPoint::name);
    if (points[i].name.empty() || first == points.begin() + static_cast<std::ptrdiff_t>(i))
      continue;
    tables[i].error("name", "delivery-duplicate",
                    {fmt::format("Le point de livraison « {} » figure déjà à la ligne {}.",
                                 shown(points[i].name), first->place.line),
                     fmt::format("The delivery point \"{}\" is already at line {}.",
                                 shown(points[i].name), first->place.line)},
                    {"Réunissez les deux, ou distinguez leurs noms.",
                     "Merge the two, or tell their names apart."});
  }
}

void check_sum(Table& root, const Order& order) {
  std::int64_t sum = 0;
  for (const auto& point : order.deliveries) sum += point.carnets;
  const std::int64_t expected = order.batch.carnets;
  if (sum == expected) return;
  const auto in = [](std::int64_t n, finding::Language language) {
    return wording::counted(n, wording::carnet, language);
  };
  using enum finding::Language;
  const std::int64_t difference = std::abs(expected - sum);
  root.error("delivery", "delivery-sum",
             {fmt::format(
                  fmt::runtime(sum < expected
                                   ? "Les points de livraison totalisent {}, la commande {}\u00a0: "
                                     "il manque {}."
                                   : "Les points de livraison totalisent {}, la commande {}\u00a0: "
                                     "il y a {} de trop."),
                  in(sum, french), in(expected, french), in(difference, french)),
              fmt::format("The delivery points add up to {}, the batch is {}: {} too {}.",
                          in(sum, english), in(expected, english), in(difference, english),
                          sum < expected ? "few" : "many")},
             {"Corrigez carnets dans [batch] ou dans un [[delivery]].",
              "Correct carnets in [batch] or in a [[delivery]]."});
}

// Everything goes to the client where no point is named.
void imply_delivery(Table& root, Order& order) {
  order.deliveries.push_back(
      {order.client.name, order.client.address, order.batch.carnets, root.place()});
  root.note("", "delivery-implied",
            {"Aucun point de livraison : tout ira à l’adresse du client.",
             "No delivery point: everything will go to the client's address."},
            {"Ajoutez des [[delivery]] pour livrer ailleurs.",
             "Add [[delivery]] sections to deliver elsewhere."});
}

// The two sides of the sum on which contract and papers must agree. It is taken only where every
// quantity was one.
void read_quantities(Table& root, Table& batch, Order& order, const finding::Findings& findings) {
  bool sound = batch.present();
  const auto carnets = [&](Table& table) {
    const Watch watch{findings};
    const auto count = table.integer("carnets", {1, most_carnets});
    sound = sound && watch.quiet();
    return static_cast<std::uint32_t>(count);
  };
  order.batch.carnets = carnets(batch);
  auto tables = root.tables("delivery", {root.has("delivery") ? 1u : 0u, 1000});
  for (auto& table : tables) {
    order.deliveries.push_back(
        {line(table, "name", {1, 100}), address(table), carnets(table), table.place()});
  }
  refuse_same_names(tables, order.deliveries);
  if (!root.has("delivery")) {
    imply_delivery(root, order);
  } else if (sound && !tables.empty()) {
    check_sum(root, order);
  }
}

}  // namespace

ReadOrder read_order(const world::Path& folder, Date today) {
  ReadOrder read;
  if (std::error_code refused; !std::filesystem::is_directory(folder, refused)) {
    const std::string name = shown(folder.string());
    if (std::filesystem::exists(folder, refused)) {
      read.findings.error("folder-missing", {},
                          {fmt::format("«\u00a0{}\u00a0» est un fichier, et non un dossier.", name),
                           fmt::format("\"{}\" is a file, not a folder.", name)},
                          {"Donnez le dossier de la commande, celui qui contient order.toml.",
                           "Give the order's folder, the one that holds order.toml."});
      return read;
    }
    read.findings.error("folder-missing", {},
                        {fmt::format("Le dossier de commande «\u00a0{}\u00a0» n’existe pas.", name),
                         fmt::format("The order folder \"{}\" does not exist.", name)},
                        {"Vérifiez le chemin donné.", "Check the path that was given."});
    return read;
  }
  auto document = open_document(folder / "order.toml", "order.toml", read.findings);
  if (!document) return read;
  Table root = document->root();
  Order order;
  expect_format_one(root);
  Table head = root.table("order"), client = root.table("client"), batch = root.table("batch");
  read_head(head, order);
  read_client(client, order.client);
  read_batch(batch, order.batch, today);
  read_texts(root.optional_table("texts"), order);
  for (auto& logo : root.tables("logo", {0, 40})) order.logos.push_back(read_logo(logo, folder));
  read_quantities(root, batch, order, read.findings);
  document->refuse_unknown_keys();
  read.findings.sort();
  if (head.present() && client.present() && batch.present()) read.order = std::move(order);
  return read;
}

}  // namespace imprimatur::order
