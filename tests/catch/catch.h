// Catch2, whichever version Debian has: 2.13 (Debian 12) or 3.x (Debian 13).
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
