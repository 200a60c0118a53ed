// Catch2 2.x wants its main compiled by somebody; 3.x brings one in Catch2WithMain.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
