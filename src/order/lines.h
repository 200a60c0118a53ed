// Texts that will be printed, and the files they come from. For the sources of this room.
#pragma once

#include "reading/reading.h"
#include "world/files.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::order {

// Composed (NFC), and one line; `paragraphs` may hold line feeds. A character that can't be printed
// or that turns others about is a finding "text-unprintable" at the value.
std::string line(reading::Table& table, std::string_view key, reading::Characters = {});
// Neither composed nor changed: for names of files, which are bytes.
std::string verbatim(reading::Table& table, std::string_view key, reading::Characters = {});
std::string optional_line(reading::Table& table, std::string_view key, reading::Characters = {});
std::vector<std::string> lines(reading::Table& table, std::string_view key, reading::Count,
                               reading::Characters = {});
std::string paragraphs(reading::Table& table, std::string_view key, reading::Characters);

// A postal address: one to six lines of at most 60 characters.
std::vector<std::string> address(reading::Table& table);

// Reads a TOML file of ours; findings call it `name`. Where it is missing, a link that leads
// nowhere, a folder or a device: a finding "file-missing". Throws finding::Failure where it can't
// be read.
std::optional<reading::Document> open_document(const world::Path& file, std::string name,
                                               finding::Findings& findings);

// The grammar of is_plain_name, or a finding "not-a-name". An empty `name` was reported already.
void expect_plain_name(reading::Table& table, std::string_view key, std::string_view name);

// `format = 1`, the only one there is.
void expect_format_one(reading::Table& root);

// A mail address, or a finding "not-a-mail-address".
void expect_mail_address(reading::Table& table, std::string_view key, const finding::Place& place,
                         std::string_view text);

}  // namespace imprimatur::order
