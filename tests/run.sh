#!/usr/bin/env bash
# Builds everything and runs all tests; ends in a plain count. Installs what is missing first.
#
#   tests/run.sh                 all tests
#   tests/run.sh NAME            the tests whose name matches NAME (a regular expression)
#   tests/run.sh NAME FUNCTION   one Qt Test program, one of its functions
set -euo pipefail
# shellcheck source=../resources/scripts/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../resources/scripts/prepare.sh"

# shellcheck disable=SC2086  # lists of words
install_packages $build_packages $runtime_packages $display_packages $test_packages

if [ $# -eq 2 ]; then
    build_slipway "$1"
    exec env HOME="$slipway_root/build/release/home" QT_QPA_PLATFORM=offscreen "build/release/bin/$1" "$2"
fi
build_slipway all

select=()
[ $# -eq 1 ] && select=(-R "$1")
report=build/release/tests.txt
status=0
ctest --test-dir build/release --output-on-failure --timeout 600 -j 2 "${select[@]}" 2>&1 | tee "$report" || status=$?

# "98% tests passed, 2 tests failed out of 100" -> "98 passed, 2 failed"
failed=$(sed -n 's/.*tests passed, \([0-9]*\) tests failed out of \([0-9]*\).*/\1/p' "$report")
total=$(sed -n 's/.*tests passed, \([0-9]*\) tests failed out of \([0-9]*\).*/\2/p' "$report")
[ -n "$total" ] || die "no test was run"
echo "$((total - failed)) passed, $failed failed"
exit "$status"
