# For the preset fuzz: libFuzzer's counters, and a header of qpdf that clang reads as C++20.
# The warnings about old names are libstdc++ 12's about itself.
add_compile_options(-fsanitize=fuzzer-no-link -Wno-deprecated-declarations)

# A vector of a class that is not complete yet, destroyed inline: clang refuses it since vectors are constexpr.
find_path(qpdf_headers qpdf/JSON.hh REQUIRED)
file(READ ${qpdf_headers}/qpdf/JSON.hh header)
string(REPLACE "virtual ~JSON_array() = default;" "virtual ~JSON_array();" header "${header}")
file(WRITE ${PROJECT_BINARY_DIR}/headers/qpdf/JSON.hh "${header}")
include_directories(BEFORE ${PROJECT_BINARY_DIR}/headers)
