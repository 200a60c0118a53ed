// Who asks, where a reverse proxy stands between.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::http {

// "127.0.0.1", "::1", "10.0.0.0/8", "fd00::/8".
bool is_network(std::string_view text);

// Whether `address` lies in one of them. A version-4 address that came mapped into version 6
// (RFC 4291, 2.5.5.2) counts as itself. False for what is no address.
bool is_in(std::string_view address, const std::vector<std::string>& networks);

// The client's address. Who isn't a trusted proxy is the client, whatever X-Forwarded-For says;
// else it is read from its end, where each proxy adds who asked it, up to the first address that is
// no trusted proxy. What is no address ends the reading: the proxy itself stands for its client.
std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted);

// By what one client is known again: the address, of version 6 its first 64 bits, since that is
// what one household is given (RFC 6177).
std::string household_of(const std::string& address);

}  // namespace imprimatur::http
