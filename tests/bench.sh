#!/usr/bin/env bash
# Measures one part and prints one JSON object a line: {"name","value","unit","reference_name","reference","ratio"}.
# The ratio is value over reference, both measured in this run; figures without a reference leave the last three out.
#
#   tests/bench.sh startup      first_frame, rss: cold start of the console beside a bare Qt window
#   tests/bench.sh dispatch     wide, chain_gap_ms_p50: no-op runs through the whole durable path
#   tests/bench.sh canvas       frames of a canvas of 10,000 nodes
set -euo pipefail
[ $# -eq 1 ] || {
    sed -n '2,9p' "$0" >&2
    exit 2
}
# shellcheck source=../resources/scripts/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../resources/scripts/prepare.sh"
# shellcheck disable=SC2086  # lists of words
install_packages $build_packages $runtime_packages $display_packages
export SLIPWAY_PROGRAMS=$slipway_root/build/release/bin PYTHONDONTWRITEBYTECODE=1

case $1 in
startup)
    build_slipway slipway slipwayd bare_window
    exec resources/scripts/virtual-display.sh python3 tests/bench/startup.py
    ;;
dispatch)
    build_slipway slipwayd slipway-run
    exec python3 tests/bench/dispatch.py
    ;;
canvas)
    build_slipway canvas_bench
    exec env QT_QPA_PLATFORM=offscreen build/release/bin/canvas_bench
    ;;
*)
    die "there is no bench called $1; there are startup, dispatch and canvas"
    ;;
esac
