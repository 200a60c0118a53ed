// An order as the client gave it: facts, already checked. See docs/formats/order.md.
#pragma once

#include "finding/finding.h"
#include "measure/money.h"
#include "world/files.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::order {

using Date = std::chrono::year_month_day;

// A text of the client, in NFC, French spacing not yet applied, lines kept.
struct Text {
  std::string words;
  finding::Place place;
};

struct Logo {
  std::string zone;
  world::Path file;  // absolute or relative to the working folder; exists, inside the order folder
  std::string alternate;
  finding::Place place;
};

struct DeliveryPoint {
  std::string name;
  std::vector<std::string> address;
  std::uint32_t carnets = 0;
};

struct Client {
  std::string name;
  std::vector<std::string> address;
  std::vector<std::string> email;      // who receives the BAT
  std::vector<std::string> approvers;  // whose decision counts; never empty
};

struct Batch {
  std::uint32_t carnets = 0;  // 1 to 1 000 000
  measure::Money face_value;  // of one pass
  std::optional<Date> valid_from, valid_until;
  std::string territory;
  std::string target_public;
};

struct Order {
  std::string id;
  std::string title;
  std::string template_name;  // a folder of templates/, or a path
  std::string profile;
  std::string shop;
  finding::Language language = finding::Language::french;
  Client client;
  Batch batch;
  std::map<std::string, Text> texts;  // by text zone
  std::vector<Logo> logos;            // in the order they were given
  std::vector<DeliveryPoint> deliveries;
};

// Reads ORDER_DIR/order.toml. Everything doubtful is a finding with file, line and column, all of them
// at once; nullopt where an error leaves no order to speak of. `today` is for dates that have passed.
// Zones are not known here: typeset checks texts and logos against the template.
// Throws finding::Failure only where the folder itself can't be read.
struct ReadOrder {
  std::optional<Order> order;
  finding::Findings findings;
};
ReadOrder read_order(const world::Path& folder, Date today);

}  // namespace imprimatur::order
