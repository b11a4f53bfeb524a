#!/usr/bin/env bash
# Measures one part and prints one JSON object a line: {"name","value","unit","reference_name","reference","ratio"}.
# The ratio is value over reference, both measured in this run; figures without a reference leave the last three out.
#
#   tests/bench.sh startup      first_frame, rss: cold start of the console beside a bare Qt window
#   tests/bench.sh dispatch     wide, wide_with_history, wide_with_heap, chain_gap_ms_p50: no-op runs through the whole durable path
#   tests/bench.sh generate     seconds, rss_mib, status_ms_p99: the instances of a day for 100,000 nodes
#   tests/bench.sh due          burst_seconds, lateness_ms_p99: 10,000 instances of one second; one on an idle engine
#   tests/bench.sh history      page_ms, count_ms: with 1,000,000 instances in the store
#   tests/bench.sh idle         cpu_percent, rss_mib: 10,000 scheduled nodes, nothing due
#   tests/bench.sh canvas       frames of a canvas of 10,000 nodes
set -euo pipefail
[ $# -eq 1 ] || {
    sed -n '2,13p' "$0" >&2
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
    build_slipway slipwayd slipway-run store_filler
    exec python3 tests/bench/dispatch.py
    ;;
generate | due | history | idle)
    build_slipway slipwayd slipway-run store_filler
    exec python3 "tests/bench/$1.py"
    ;;
canvas)
    build_slipway canvas_bench
    exec env QT_QPA_PLATFORM=offscreen build/release/bin/canvas_bench
    ;;
*)
    die "there is no bench called $1; there are startup, dispatch, generate, due, history, idle and canvas"
    ;;
esac
