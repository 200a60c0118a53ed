#include "http/forwarded.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>

namespace imprimatur::http {
namespace {

namespace ip = boost::asio::ip;

std::optional<ip::address> address_of(std::string_view text) {
  boost::system::error_code bad;
  ip::address address = ip::make_address(std::string(text), bad);
  if (bad) return std::nullopt;
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

std::string with_length(std::string_view network) {
  if (network.find('/') != std::string_view::npos) return std::string(network);
  return std::string(network) + (network.find(':') == std::string_view::npos ? "/32" : "/128");
}

bool is_in_network(const ip::address& address, std::string_view network) {
  boost::system::error_code bad;
  if (address.is_v4()) {
    const auto v4 = ip::make_network_v4(with_length(network), bad);
    if (bad) return false;
    const auto only = ip::network_v4(address.to_v4(), 32);
    return only == v4.canonical() || only.is_subnet_of(v4);
  }
  const auto v6 = ip::make_network_v6(with_length(network), bad);
  if (bad) return false;
  const auto only = ip::network_v6(address.to_v6(), 128);
  return only == v6.canonical() || only.is_subnet_of(v6);
}

}  // namespace

bool is_network(std::string_view text) {
  boost::system::error_code bad;
  if (text.find(':') == std::string_view::npos)
    ip::make_network_v4(with_length(text), bad);
  else
    ip::make_network_v6(with_length(text), bad);
  return !bad;
}

bool is_in(std::string_view text, const std::vector<std::string>& networks) {
  const auto address = address_of(text);
  return address && std::ranges::any_of(networks, [&](const std::string& network) {
           return is_in_network(*address, network);
         });
}

std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted) {
  std::string client = peer;
  while (is_in(client, trusted) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    std::string_view last =
        comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
    forwarded_for = comma == std::string_view::npos ? "" : forwarded_for.substr(0, comma);
    last.remove_prefix(std::min(last.find_first_not_of(" \t"), last.size()));
    last = last.substr(0, last.find_last_not_of(" \t") + 1);
    const auto address = address_of(last);
    if (!address) break;
    client = address->to_string();
  }
  return client;
}

std::string household_of(const std::string& text) {
  const auto address = address_of(text);
  if (!address) return text;
  if (address->is_v4()) return address->to_string();
  auto bytes = address->to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace imprimatur::http
