#include "press/manifest.h"

#include "impose/stretches.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::press {
namespace {

using Json = nlohmann::ordered_json;

Json plan_of(const Manifest& manifest) {
  Json stocks = Json::array();
  for (const StockCount& stock : manifest.stocks) {
    stocks.push_back({{"stock", stock.stock},
                      {"leaves_per_carnet", stock.leaves_per_carnet},
                      {"lifts", stock.lifts},
                      {"carnets_per_pile", stock.carnets_per_pile},
                      {"sheets", stock.sheets_of_run},
                      {"voids", stock.voids_of_run}});
  }
  return {{"up", manifest.up}, {"stocks", std::move(stocks)}};
}

Json printed_of(const Manifest& manifest) {
  Json printed = Json::array();
  for (const StockCount& stock : manifest.stocks) {
    printed.push_back({{"stock", stock.stock},
                       {"sheets", stock.sheets},
                       {"passes", stock.passes},
                       {"voids", stock.voids}});
  }
  return printed;
}

// [[17,17],[212,214]]: both ends of each span of ascending numbers.
template <typename Number>
Json spans_of(const std::vector<Number>& numbers) {
  Json spans = Json::array();
  for (const auto& [first, last] : impose::stretches_of(numbers)) spans.push_back({first, last});
  return spans;
}

Json reprint_of(const ReprintFacts& reprint) {
  return {{"number", reprint.number},
          {"serials", spans_of(reprint.serials)},
          {"carnets", spans_of(reprint.carnets)}};
}

Json sheet_files_of(const Manifest& manifest) {
  Json files = Json::array();
  for (const SheetFile& file : manifest.sheet_files) {
    files.push_back({{"name", file.name},
                     {"stock", file.stock},
                     {"first_sheet", file.first_sheet},
                     {"sheets", file.sheets}});
    if (!file.listed.empty()) files.back()["listed"] = spans_of(file.listed);
  }
  return files;
}

Json digests_of(const Manifest& manifest) {
  std::vector<FileDigest> files = manifest.files;
  std::ranges::sort(files, {}, &FileDigest::name);
  Json digests = Json::array();
  for (const FileDigest& file : files) {
    digests.push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256.hex()}});
  }
  return digests;
}

Json json_of(const Manifest& manifest) {
  Json json = {{"format", 1},
               {"order", manifest.order},
               {"version", manifest.version},
               {"title", manifest.title},
               {"approved", manifest.approved.hex()},
               {"released", manifest.released},
               {"software", manifest.software},
               {"shop", manifest.shop},
               {"condition", manifest.condition},
               {"kind", manifest.kind},
               {"one_up", manifest.one_up},
               {"carnets", manifest.carnets},
               {"passes_per_carnet", manifest.passes_per_carnet},
               {"serials", {{"first", manifest.first.number()}, {"last", manifest.last.number()}}}};
  if (manifest.sheets)
    json["sheets"] = Json::array({manifest.sheets->first, manifest.sheets->second});
  if (manifest.reprint) json["reprint"] = reprint_of(*manifest.reprint);
  json["plan"] = plan_of(manifest);
  json["printed"] = printed_of(manifest);
  json["sheet_files"] = sheet_files_of(manifest);
  json["files"] = digests_of(manifest);
  return json;
}

}  // namespace

std::uint64_t Manifest::passes() const {
  std::uint64_t sum = 0;
  for (const StockCount& stock : stocks) sum += stock.passes;
  return sum;
}

void add_file(Manifest& manifest, const world::Path& folder, const std::string& name) {
  const std::string bytes = world::read_file(folder / name);
  manifest.files.push_back({name, bytes.size(), crypto::sha256(bytes)});
}

crypto::Digest write_manifest(const Manifest& manifest, const world::Path& folder) {
  // Texts of the client may hold anything: what is no UTF-8 is replaced, not thrown at.
  const std::string text =
      json_of(manifest).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  world::write_file(folder / "manifest.json", text);
  return crypto::sha256(text);
}

}  // namespace imprimatur::press
