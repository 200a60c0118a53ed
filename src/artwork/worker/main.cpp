// The locked program that reads clients' logos: one request on standard input, one answer on
// standard output (artwork/exchange.h).
#include "artwork/exchange.h"

#include <cstdio>
int main() { return 0; }
