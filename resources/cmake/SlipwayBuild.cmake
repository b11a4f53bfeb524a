# Build rules that every target shares: language level, warnings as errors, strict Qt defines,
# and the helpers slipway_library, slipway_program and slipway_test.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# All programs land in one folder, so that each finds its companions beside itself.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

option(SLIPWAY_SANITIZE_ADDRESS "Build with address and undefined behaviour sanitizers" OFF)
option(SLIPWAY_SANITIZE_THREAD "Build with the thread sanitizer" OFF)

find_program(SLIPWAY_CCACHE ccache)
if(SLIPWAY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${SLIPWAY_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${SLIPWAY_CCACHE}")
endif()
find_program(SLIPWAY_MOLD mold)
if(SLIPWAY_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network Concurrent Svg WebSockets Test)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(Threads REQUIRED)

# What every target of ours is compiled with.
add_library(slipway_options INTERFACE)
target_compile_options(slipway_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wno-error=deprecated-declarations)
target_compile_definitions(slipway_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400
  SLIPWAY_VERSION="${PROJECT_VERSION}")
target_include_directories(slipway_options INTERFACE "${CMAKE_SOURCE_DIR}")
if(SLIPWAY_SANITIZE_ADDRESS)
  target_compile_options(slipway_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(slipway_options INTERFACE -fsanitize=address,undefined)
endif()
if(SLIPWAY_SANITIZE_THREAD)
  target_compile_options(slipway_options INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(slipway_options INTERFACE -fsanitize=thread)
endif()

# What nearly every file includes, compiled once for Qt Core and once for Qt Widgets. A compiler takes a precompiled
# header only where definitions agree that it looks at: a target with such a definition of its own makes its own.
set(SLIPWAY_CORE_HEADERS <QtCore> <algorithm> <chrono> <functional> <map> <memory> <optional> <string> <unordered_map>
  <utility> <variant> <vector>)
set(SLIPWAY_WIDGETS_HEADERS <QtWidgets> ${SLIPWAY_CORE_HEADERS})
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/precompiled.cpp" CONTENT "")
foreach(part IN ITEMS Core Widgets)
  string(TOLOWER ${part} lower)
  string(TOUPPER ${part} upper)
  add_library(slipway_precompiled_${lower} STATIC "${CMAKE_BINARY_DIR}/precompiled.cpp")
  target_link_libraries(slipway_precompiled_${lower} PRIVATE slipway_options Qt6::${part})
  set_target_properties(slipway_precompiled_${lower} PROPERTIES AUTOMOC OFF)
  target_precompile_headers(slipway_precompiled_${lower} PRIVATE ${SLIPWAY_${upper}_HEADERS})
endforeach()

# slipway_library(NAME SOURCES files... [LINKS public...] [PRIVATE_LINKS private...] [WIDGETS | WITHOUT_QT])
# qt_add_library keeps embedded resources of a static library, plain add_library drops them.
function(slipway_library name)
  cmake_parse_arguments(arg "WIDGETS;WITHOUT_QT" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  qt_add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC slipway_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
  if(NOT arg_WITHOUT_QT)
    slipway_reuse_precompiled(${name} ${arg_WIDGETS})
  endif()
endfunction()

function(slipway_reuse_precompiled name widgets)
  if(widgets)
    target_precompile_headers(${name} REUSE_FROM slipway_precompiled_widgets)
  else()
    target_precompile_headers(${name} REUSE_FROM slipway_precompiled_core)
  endif()
endfunction()

# slipway_program(NAME SOURCES files... [LINKS targets...])
function(slipway_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE slipway_options ${arg_LINKS})
endfunction()

# slipway_test(NAME SOURCES files... [LINKS targets...] [LABELS labels...] [TIMEOUT s] [OFFSCREEN])
# One Qt Test program, run from the build folder with a home of its own.
function(slipway_test name)
  cmake_parse_arguments(arg "OFFSCREEN" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE slipway_options Qt6::Test ${arg_LINKS})
  slipway_reuse_precompiled(${name} ${arg_OFFSCREEN})
  target_compile_definitions(${name} PRIVATE
    SLIPWAY_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    SLIPWAY_PROGRAM_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  add_test(NAME ${name} COMMAND ${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  set(environment "HOME=${CMAKE_BINARY_DIR}/home" "TZ=UTC" "LC_ALL=C.UTF-8"
    "XDG_RUNTIME_DIR=${CMAKE_BINARY_DIR}/xdg")
  if(arg_OFFSCREEN)
    list(APPEND environment "QT_QPA_PLATFORM=offscreen")
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" ENVIRONMENT "${environment}")
endfunction()
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/home")
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/xdg")
file(CHMOD "${CMAKE_BINARY_DIR}/xdg" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
