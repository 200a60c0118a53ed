// What every use case is handed: the world, the house, and somebody to tell how far the work is.
#pragma once

#include "flow/house.h"
#include "flow/outcome.h"
#include "world/world.h"

namespace imprimatur::flow {

struct Desk {
  world::World world;
  House house;
  Watcher watch = [](const Progress&) {};
};

}  // namespace imprimatur::flow
