#include "http/security.h"

namespace imprimatur::http {

std::vector<Field> security_headers(bool everything_by_tls) {
  std::vector<Field> headers{
      {"Content-Security-Policy",
       "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
       "frame-ancestors 'none'; base-uri 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cache-Control", "no-store"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
      {"X-Robots-Tag", "noindex, nofollow"}};
  if (everything_by_tls)
    headers.push_back({"Strict-Transport-Security", "max-age=31536000"});  // a year
  return headers;
}

}  // namespace imprimatur::http
