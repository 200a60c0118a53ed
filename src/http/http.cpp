#include "http/http.h"

#include <algorithm>

namespace imprimatur::http {
namespace {

const Field* first_named(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

std::string_view value_of(const std::vector<Field>& fields, std::string_view name) {
  const Field* field = first_named(fields, name);
  return field == nullptr ? std::string_view{} : std::string_view(field->value);
}

std::string_view words_of(unsigned status) {
  switch (status) {
    case 400: return "Cette demande n’a pas pu être lue.\nThis request could not be read.\n";
    case 404: return "Il n’y a rien à cette adresse.\nThere is nothing at this address.\n";
    case 405:
      return "Cette adresse ne se demande pas ainsi.\nThis address is not to be asked like this.\n";
    case 408:
      return "La demande a mis trop de temps à arriver. Recommencez.\n"
             "The request took too long to arrive. Try again.\n";
    case 413:
      return "C’est trop long pour être reçu. Raccourcissez, puis recommencez.\n"
             "This is too long to be taken. Shorten it, then try again.\n";
    case 414:
    case 431:
      return "L’adresse ou les en-têtes de cette demande sont trop longs.\n"
             "The address or the headers of this request are too long.\n";
    case 429:
      return "Trop de demandes à la fois. Patientez une minute, puis recommencez.\n"
             "Too many requests at once. Wait a minute, then try again.\n";
    case 503:
      return "Le serveur est très occupé. Patientez une minute, puis recommencez.\n"
             "The server is very busy. Wait a minute, then try again.\n";
    default:
      return "Le serveur n’a pas pu répondre. Recommencez dans un moment.\n"
             "The server could not answer. Try again in a while.\n";
  }
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  return value_of(headers, name);
}
std::string_view Request::asked(std::string_view name) const {
  return value_of(query, name);
}
std::string_view Request::typed(std::string_view name) const {
  return value_of(form, name);
}
bool Request::has_typed(std::string_view name) const {
  return first_named(form, name) != nullptr;
}

Response page(unsigned status, std::string html) {
  return {
      status, "text/html; charset=utf-8", std::make_shared<const std::string>(std::move(html)), {}};
}

Response see_other(const std::string& path) {
  return {303,
          "text/plain; charset=utf-8",
          std::make_shared<const std::string>(),
          {{"Location", path}}};
}

Response refusal(unsigned status) {
  Response response{status,
                    "text/plain; charset=utf-8",
                    std::make_shared<const std::string>(words_of(status)),
                    {}};
  if (status == 429 || status == 503) response.headers.push_back({"Retry-After", "60"});
  return response;
}

}  // namespace imprimatur::http
