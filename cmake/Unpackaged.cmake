# Libraries whose Debian packages bring neither a CMake package nor a pkg-config file that is of use:
# libharu and zint have none, libpodofo.pc has no version.
foreach(pair "HPDF;hpdf.h;hpdf" "PoDoFo;podofo/podofo.h;podofo" "Zint;zint.h;zint")
  list(GET pair 0 name)
  list(GET pair 1 header)
  list(GET pair 2 library)
  find_path(${name}_INCLUDE ${header} REQUIRED)
  find_library(${name}_LIBRARY ${library} REQUIRED)
  add_library(${name}::${name} UNKNOWN IMPORTED)
  set_target_properties(${name}::${name} PROPERTIES IMPORTED_LOCATION ${${name}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${${name}_INCLUDE})
endforeach()
