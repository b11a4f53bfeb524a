#!/usr/bin/env bash
# Starts the console, and the engine if none answers. Installs and builds what is missing first; a second call is quick.
#
#   app/run.sh [OPTIONS]      options go to the console (slipway --help)
#   app/run.sh --tour DIR     performs the whole procedure on a virtual display with real mouse and key events,
#                             prints one line per step and leaves a PNG per step in DIR
#
# Without a display the tour is what happens; its pictures then go to build/tour.
set -euo pipefail

tour=""
if [ "${1:-}" = --tour ]; then
    [ $# -ge 2 ] || {
        echo "app/run.sh: --tour needs a folder for its pictures" >&2
        exit 2
    }
    mkdir -p "$2"
    tour=$(cd "$2" && pwd)
    shift 2
fi

# shellcheck source=../resources/scripts/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../resources/scripts/prepare.sh"

if [ -z "$tour" ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "${QT_QPA_PLATFORM:-}" = "" ]; then
    say "slipway: there is no display; performing the tour (pictures in build/tour)"
    mkdir -p build/tour
    tour=$slipway_root/build/tour
fi

# shellcheck disable=SC2086  # lists of words
install_packages $build_packages $runtime_packages ${tour:+$display_packages}
build_slipway slipway slipwayd slipway-run slipway-model eascmd

if [ -n "$tour" ]; then
    exec resources/scripts/virtual-display.sh /usr/bin/python3 -W ignore app/tour/tour.py --programs build/release/bin --pictures "$tour" "$@"
fi
exec build/release/bin/slipway "$@"
