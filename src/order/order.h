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
#include <string_view>
#include <vector>

namespace imprimatur::order {

using Date = std::chrono::year_month_day;

// Every text below is in NFC and free of control characters, bidirectional overrides and the like;
// only those of [texts] have several lines.

// A text of the client, typography not yet applied (see wording::typeset), lines kept.
struct Text {
  std::string words;
  finding::Place place;
};

struct Logo {
  std::string zone;
  // ORDER_DIR/name; a file of 1 byte to 64 MiB inside the folder, links resolved. Empty where it is
  // none: that was a finding.
  world::Path file;
  std::string alternate;
  std::uint32_t page = 0;  // of a PDF or TIFF, from 1; 0: nobody said
  finding::Place place;
};

// Their carnets add up to those of the batch, and no two have one name.
struct DeliveryPoint {
  std::string name;
  std::vector<std::string> address;
  std::uint32_t carnets = 0;
  finding::Place place;
};

struct Client {
  std::string name;
  std::vector<std::string> address;
  std::vector<std::string> email;      // who receives the BAT; never empty
  std::vector<std::string> approvers;  // mail addresses whose decision counts; never empty
};

struct Batch {
  std::uint32_t carnets = 0;  // 1 to 1 000 000
  measure::Money face_value;  // of one pass, 0.01 to 1000.00
  std::optional<Date> valid_from, valid_until;
  std::string territory;
  std::string target_public;
};

struct Order {
  std::string id;
  std::string title;
  std::string template_name;  // a folder of templates/, or a path where it holds a "/"
  std::string profile;        // a plain name, never a path; so is the shop
  std::string shop;
  finding::Place template_place, profile_place, shop_place;
  finding::Language language = finding::Language::french;
  Client client;
  Batch batch;
  std::map<std::string, Text> texts;      // by text zone
  std::vector<Logo> logos;                // in the order they were given
  std::vector<DeliveryPoint> deliveries;  // never empty: without [[delivery]], the client's address
};

// Reads ORDER_DIR/order.toml. Everything doubtful is a finding with file, line and column, all of
// them at once and sorted. `today` is for dates that have passed. Zones are not known here: typeset
// checks texts and logos against the template.
//
// `order` is there as soon as [order], [client] and [batch] could be read, so that a later room can
// add its own findings to these; while `findings` has errors, some of its values are mere fallbacks
// and nothing may be made of it. A folder or an order.toml that isn't there is a finding; throws
// finding::Failure where order.toml can't be read at all.
struct ReadOrder {
  std::optional<Order> order;
  finding::Findings findings;
};
ReadOrder read_order(const world::Path& folder, Date today);

// The grammar of order.id and of the names of templates, profiles and shops:
// [A-Za-z0-9][A-Za-z0-9._-]{0,39}. Such a name is always a plain file name, never "..".
bool is_plain_name(std::string_view name);

// A mail address as RFC 5321, 4.1.2 has it, less quoted local parts, address literals and letters
// beyond ASCII: no order needs them, and they are where parsers disagree.
bool is_mail_address(std::string_view text);

}  // namespace imprimatur::order
