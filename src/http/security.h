// What each answer tells a browser not to do.
#pragma once

#include "http/http.h"

namespace imprimatur::http {

// `everything_by_tls`: the site is known by https alone, and browsers are to remember it
// (Strict-Transport-Security, RFC 6797).
//
//   Content-Security-Policy       nothing but our own pictures, styles and forms; no script at all
//   X-Content-Type-Options        a type is what it says
//   Referrer-Policy               links of ours hold tokens: nobody is told where a reader came
//   from Cache-Control: no-store       a page is not kept where others use the same machine
//   Cross-Origin-…, Permissions-Policy, X-Frame-Options, X-Robots-Tag
std::vector<Field> security_headers(bool everything_by_tls);

}  // namespace imprimatur::http
