#include "reading/answer.h"
#include "reading/reading.h"

#include "measure/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace imprimatur::reading {
namespace {

using finding::Sentence;

const Wanted a_text{Kind::text, {"un texte entre guillemets", "a text in quotes"}, "\"…\""};
const Wanted a_list{Kind::list, {"une liste de textes", "a list of texts"}, "[\"…\"]"};
const Wanted an_integer{Kind::integer, {"un nombre entier", "a whole number"}, "1"};
const Wanted a_flag{Kind::flag, {"true (oui) ou false (non)", "true or false"}, "true"};
const Wanted a_date{
    Kind::date, {"une date sans guillemets", "a date without quotes"}, "2027-12-31"};
const Wanted a_length{
    Kind::text,
    {"une longueur avec son unité, entre guillemets", "a length with its unit, in quotes"},
    "\"3 mm\""};
const Wanted an_amount{Kind::text,
                       {"un montant en euros, entre guillemets", "an amount in euros, in quotes"},
                       "\"10.00\""};

Sentence name_of(Kind kind) {
  switch (kind) {
    case Kind::missing: break;
    case Kind::text: return {"un texte", "a text"};
    case Kind::integer: return {"un nombre entier", "a whole number"};
    case Kind::real: return {"un nombre à virgule", "a decimal number"};
    case Kind::flag: return {"un booléen", "a boolean"};
    case Kind::date: return {"une date", "a date"};
    case Kind::time: return {"une heure ou une date avec heure", "a time or a date with a time"};
    case Kind::list: return {"une liste", "a list"};
    case Kind::table: return {"une section", "a section"};
  }
  return {};
}

Sentence example_of(std::string_view key, const Wanted& wanted) {
  return {fmt::format("Écrivez par exemple : {} = {}", shown(key), wanted.example),
          fmt::format("Write for example: {} = {}", shown(key), wanted.example)};
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

std::string in_words(measure::Length length) {
  return fmt::format("{} mm", length.millimetres());
}

std::string in_words(measure::Money money) {
  return fmt::format("{}.{:02}", money.cents() / 100, money.cents() % 100);
}

Sentence out_of_range(std::string_view key, const std::string& least, const std::string& most) {
  return {fmt::format("« {} » doit être compris entre {} et {}.", shown(key), least, most),
          fmt::format("\"{}\" must lie between {} and {}.", shown(key), least, most)};
}

const Sentence correct_the_value{"Corrigez la valeur.", "Correct the value."};

}  // namespace

void Table::report_missing(std::string_view key, const Wanted& wanted) {
  report(place(), "missing-key",
         {fmt::format("Il manque « {} » : {}.", shown(key), wanted.what.fr),
          fmt::format("\"{}\" is missing: {}.", shown(key), wanted.what.en)},
         {fmt::format("Ajoutez dans cette section : {} = {}", shown(key), wanted.example),
          fmt::format("Add to this section: {} = {}", shown(key), wanted.example)});
}

void Table::report_unknown(std::string_view key, const std::vector<std::string>& known) {
  Sentence hint{fmt::format("Noms possibles ici : {}.", fmt::join(known, ", ")),
                fmt::format("Names possible here: {}.", fmt::join(known, ", "))};
  if (const auto near = did_you_mean(key, known)) {
    hint.fr = fmt::format("Vouliez-vous dire « {} » ? {}", *near, hint.fr);
    hint.en = fmt::format("Did you mean \"{}\"? {}", *near, hint.en);
  }
  report(place_of_key(key), "unknown-key",
         {fmt::format("« {} » n’est pas un nom connu ici.", shown(key)),
          fmt::format("\"{}\" is not a known name here.", shown(key))},
         std::move(hint));
}

bool Table::expect(std::string_view key, const Answer& answer, const Wanted& wanted) {
  if (answer.kind == wanted.kind) return true;
  const auto given = name_of(answer.kind);
  report(answer.place, "wrong-type",
         {fmt::format("« {} » doit être {}, pas {}.", shown(key), wanted.what.fr, given.fr),
          fmt::format("\"{}\" must be {}, not {}.", shown(key), wanted.what.en, given.en)},
         example_of(key, wanted));
  return false;
}

template <class Value, class Read>
std::optional<Value> Table::one(std::string_view key, Need need, const Wanted& wanted, Read read) {
  const Answer answer = look(key);
  if (answer.kind == Kind::missing) {
    if (need == Need::required) report_missing(key, wanted);
    return std::nullopt;
  }
  if (!expect(key, answer, wanted)) return std::nullopt;
  return read(answer);
}

bool Table::count_is_good(std::string_view key, std::size_t items, Count count) {
  if (count.least <= items && items <= count.most) return true;
  report(place(key), "wrong-count",
         {fmt::format("« {} » compte {} élément(s) ; il en faut de {} à {}.", shown(key), items,
                      count.least, count.most),
          fmt::format("\"{}\" has {} item(s); it takes {} to {}.", shown(key), items, count.least,
                      count.most)},
         {"Ajoutez ou retirez des éléments.", "Add or remove items."});
  return false;
}

template <class Value, class Read>
std::vector<Value> Table::many(std::string_view key, Need need, Count count, const Wanted& list,
                               const Wanted& item, Read read) {
  const Answer answer = look(key);
  if (answer.kind == Kind::missing) {
    if (need == Need::required) report_missing(key, list);
    return {};
  }
  if (!expect(key, answer, list)) return {};
  const auto items = look_items(key);
  if (!count_is_good(key, items.size(), count)) return {};
  std::vector<Value> values;
  for (const auto& one_item : items) {
    if (!expect(key, one_item, item)) continue;
    if (auto value = read(one_item)) values.push_back(std::move(*value));
  }
  return values;
}

std::optional<std::string> Table::read_text(std::string_view key, const Answer& answer,
                                            Characters bounds) {
  if (bounds.least > 0 && blank(answer.text)) {
    report(
        answer.place, "text-empty",
        {fmt::format("« {} » est vide.", shown(key)), fmt::format("\"{}\" is empty.", shown(key))},
        {"Écrivez un texte, ou supprimez la ligne si elle est facultative.",
         "Write a text, or remove the line if it is optional."});
    return std::nullopt;
  }
  const auto length = characters(answer.text);
  if (length >= bounds.least && length <= bounds.most) return answer.text;
  report(answer.place, length < bounds.least ? "text-too-short" : "text-too-long",
         {fmt::format("« {} » compte {} caractères ; il en faut de {} à {}.", shown(key), length,
                      bounds.least, bounds.most),
          fmt::format("\"{}\" has {} characters; it takes {} to {}.", shown(key), length,
                      bounds.least, bounds.most)},
         {"Corrigez la longueur du texte.", "Correct the length of the text."});
  return std::nullopt;
}

std::optional<std::int64_t> Table::read_integer(std::string_view key, const Answer& answer,
                                                Integers range) {
  if (range.least <= answer.integer && answer.integer <= range.most) return answer.integer;
  report(answer.place, "out-of-range",
         out_of_range(key, std::to_string(range.least), std::to_string(range.most)),
         correct_the_value);
  return std::nullopt;
}

std::optional<measure::Length> Table::read_length(std::string_view key, const Answer& answer,
                                                  Lengths range) {
  const auto length = measure::length_from_text(answer.text);
  if (!length) {
    report(answer.place, "not-a-length",
           {fmt::format("« {} » n’est pas une longueur (« {} »).", shown(answer.text), shown(key)),
            fmt::format("\"{}\" is not a length (\"{}\").", shown(answer.text), shown(key))},
           {"Écrivez un nombre à point décimal et son unité (mm, cm, pt, um) : \"1.5 mm\".",
            "Write a number with a decimal point and its unit (mm, cm, pt, um): \"1.5 mm\"."});
    return std::nullopt;
  }
  if (range.least <= *length && *length <= range.most) return length;
  report(answer.place, "out-of-range",
         out_of_range(key, in_words(range.least), in_words(range.most)), correct_the_value);
  return std::nullopt;
}

std::optional<measure::Money> Table::read_money(std::string_view key, const Answer& answer,
                                                Amounts range) {
  const auto money = measure::money_from_text(answer.text);
  if (!money) {
    report(
        answer.place, "not-an-amount",
        {fmt::format("« {} » n’est pas un montant en euros (« {} »).", shown(answer.text),
                     shown(key)),
         fmt::format("\"{}\" is not an amount in euros (\"{}\").", shown(answer.text), shown(key))},
        {"Écrivez les euros, un point et deux chiffres de centimes : \"10.00\".",
         "Write euros, a point and two digits of cents: \"10.00\"."});
    return std::nullopt;
  }
  if (range.least <= *money && *money <= range.most) return money;
  report(answer.place, "out-of-range",
         out_of_range(key, in_words(range.least), in_words(range.most)), correct_the_value);
  return std::nullopt;
}

std::string Table::text(std::string_view key, Characters bounds) {
  return one<std::string>(key, Need::required, a_text,
                          [&](const Answer& a) { return read_text(key, a, bounds); })
      .value_or("");
}

std::optional<std::string> Table::optional_text(std::string_view key, Characters bounds) {
  return one<std::string>(key, Need::optional, a_text,
                          [&](const Answer& a) { return read_text(key, a, bounds); });
}

std::vector<std::string> Table::read_texts(std::string_view key, Need need, Count count,
                                           Characters bounds) {
  const auto read = [&](const Answer& a) { return read_text(key, a, bounds); };
  if (look(key).kind != Kind::text) {
    return many<std::string>(key, need, count, a_list, a_text, read);
  }
  auto single = one<std::string>(key, need, a_text, read);
  return single ? std::vector{std::move(*single)} : std::vector<std::string>{};
}

std::vector<std::string> Table::texts(std::string_view key, Count count, Characters bounds) {
  return read_texts(key, Need::required, count, bounds);
}

std::vector<std::string> Table::optional_texts(std::string_view key, Count count,
                                               Characters bounds) {
  return read_texts(key, Need::optional, count, bounds);
}

std::int64_t Table::integer(std::string_view key, Integers range) {
  return one<std::int64_t>(key, Need::required, an_integer,
                           [&](const Answer& a) { return read_integer(key, a, range); })
      .value_or(range.least);
}

std::optional<std::int64_t> Table::optional_integer(std::string_view key, Integers range) {
  return one<std::int64_t>(key, Need::optional, an_integer,
                           [&](const Answer& a) { return read_integer(key, a, range); });
}

std::vector<std::int64_t> Table::integers(std::string_view key, Count count, Integers range) {
  const Wanted list{
      Kind::list, {"une liste de nombres entiers", "a list of whole numbers"}, "[1, 2]"};
  return many<std::int64_t>(key, Need::required, count, list, an_integer,
                            [&](const Answer& a) { return read_integer(key, a, range); });
}

bool Table::flag(std::string_view key) {
  return one<bool>(key, Need::required, a_flag,
                   [](const Answer& a) { return std::optional{a.flag}; })
      .value_or(false);
}

bool Table::optional_flag(std::string_view key, bool otherwise) {
  return one<bool>(key, Need::optional, a_flag,
                   [](const Answer& a) { return std::optional{a.flag}; })
      .value_or(otherwise);
}

Date Table::date(std::string_view key) {
  const auto date =
      one<Date>(key, Need::required, a_date, [](const Answer& a) { return std::optional{a.date}; });
  return date.value_or(Date{std::chrono::year{1970}, std::chrono::month{1}, std::chrono::day{1}});
}

std::optional<Date> Table::optional_date(std::string_view key) {
  return one<Date>(key, Need::optional, a_date,
                   [](const Answer& a) { return std::optional{a.date}; });
}

measure::Length Table::length(std::string_view key, Lengths range) {
  return one<measure::Length>(key, Need::required, a_length,
                              [&](const Answer& a) { return read_length(key, a, range); })
      .value_or(range.least);
}

std::optional<measure::Length> Table::optional_length(std::string_view key, Lengths range) {
  return one<measure::Length>(key, Need::optional, a_length,
                              [&](const Answer& a) { return read_length(key, a, range); });
}

std::vector<measure::Length> Table::lengths(std::string_view key, Count count, Lengths range) {
  const Wanted list{Kind::list, {"une liste de longueurs", "a list of lengths"}, "[\"3 mm\"]"};
  return many<measure::Length>(key, Need::required, count, list, a_length,
                               [&](const Answer& a) { return read_length(key, a, range); });
}

measure::Money Table::money(std::string_view key, Amounts range) {
  return one<measure::Money>(key, Need::required, an_amount,
                             [&](const Answer& a) { return read_money(key, a, range); })
      .value_or(range.least);
}

std::optional<measure::Money> Table::optional_money(std::string_view key, Amounts range) {
  return one<measure::Money>(key, Need::optional, an_amount,
                             [&](const Answer& a) { return read_money(key, a, range); });
}

std::optional<std::size_t> Table::choice_index(std::string_view key,
                                               const std::vector<std::string_view>& names,
                                               Need need) {
  const std::vector<std::string> known(names.begin(), names.end());
  const auto all = fmt::format("\"{}\"", fmt::join(known, "\", \""));
  const Wanted one_of{Kind::text, {"l’un de " + all, "one of " + all}, '"' + known.front() + '"'};
  return one<std::size_t>(key, need, one_of, [&](const Answer& a) -> std::optional<std::size_t> {
    const auto found = std::ranges::find(known, a.text);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    Sentence hint{fmt::format("Choix possibles : {}.", all),
                  fmt::format("Possible choices: {}.", all)};
    if (const auto near = did_you_mean(a.text, known)) {
      hint.fr = fmt::format("Vouliez-vous dire « {} » ? {}", *near, hint.fr);
      hint.en = fmt::format("Did you mean \"{}\"? {}", *near, hint.en);
    }
    report(
        a.place, "not-a-choice",
        {fmt::format("« {} » n’est pas un choix possible pour « {} ».", shown(a.text), shown(key)),
         fmt::format("\"{}\" is not a possible choice for \"{}\".", shown(a.text), shown(key))},
        std::move(hint));
    return std::nullopt;
  });
}

Table Table::table(std::string_view key) {
  const Wanted section{Kind::table, {"une section", "a section"}, "{ … }"};
  const Answer answer = look(key);
  if (answer.kind == Kind::missing) {
    report(place(), "missing-key",
           {fmt::format("Il manque la section [{}].", shown(key)),
            fmt::format("The section [{}] is missing.", shown(key))},
           {fmt::format("Ajoutez une ligne [{}] et ce qui en dépend.", shown(key)),
            fmt::format("Add a line [{}] and what belongs to it.", shown(key))});
    return Table{};
  }
  return expect(key, answer, section) ? open(key) : Table{};
}

Table Table::optional_table(std::string_view key) {
  return look(key).kind == Kind::missing ? Table{} : table(key);
}

std::vector<Table> Table::tables(std::string_view key, Count count) {
  const auto brackets = fmt::format("[[{}]]", shown(key));
  const Wanted list{Kind::list,
                    {"une suite de sections " + brackets, "a series of sections " + brackets},
                    "[{ … }]"};
  const Answer answer = look(key);
  if (answer.kind == Kind::missing && count.least == 0) return {};
  if (answer.kind == Kind::missing) {
    report_missing(key, list);
    return {};
  }
  if (answer.kind == Kind::table) {
    report(answer.place, "wrong-type",
           {fmt::format("Une section de la suite « {} » s’écrit {}.", shown(key), brackets),
            fmt::format("A section of the series \"{}\" is written {}.", shown(key), brackets)},
           {"Doublez les crochets.", "Double the brackets."});
    return {};
  }
  if (!expect(key, answer, list)) return {};
  const auto items = look_items(key);
  if (!count_is_good(key, items.size(), count)) return {};
  std::vector<Table> tables;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (expect(key, items[i], {Kind::table, list.what, list.example})) {
      tables.push_back(open(key, i));
    }
  }
  return tables;
}

}  // namespace imprimatur::reading
