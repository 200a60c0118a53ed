# The parsers of strangers' files live in a program of their own; the room's library, which is
# linked into imprimatur, only starts it and links none of them.
file(GLOB worker_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/worker/*.cpp)
list(REMOVE_ITEM worker_sources ${CMAKE_CURRENT_LIST_DIR}/worker/main.cpp)
add_library(artwork-worker STATIC ${worker_sources})
target_compile_definitions(artwork-worker PRIVATE POINTERHOLDER_TRANSITION=4)
target_link_libraries(artwork-worker PUBLIC artwork PRIVATE warnings ${LIBRARY_qpdf}
  ${LIBRARY_librsvg} ${LIBRARY_cairo} ${LIBRARY_libpng} ${LIBRARY_libjpeg} ${LIBRARY_libtiff}
  ${LIBRARY_libwebp} ${LIBRARY_seccomp})

add_executable(imprimatur-artwork ${CMAKE_CURRENT_LIST_DIR}/worker/main.cpp)
target_compile_definitions(imprimatur-artwork PRIVATE POINTERHOLDER_TRANSITION=4)
target_link_libraries(imprimatur-artwork PRIVATE artwork-worker warnings ${LIBRARY_qpdf})
