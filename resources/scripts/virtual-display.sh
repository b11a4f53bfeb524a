#!/usr/bin/env bash
# Runs a command on a virtual display of its own with a window manager, a D-Bus session and accessibility, and cleans up.
#   virtual-display.sh COMMAND [ARGUMENT...]
# SLIPWAY_SCREEN=1600x1000x24 sets the size.
set -euo pipefail
folder=$(mktemp -d "${TMPDIR:-/tmp}/slipway-display-XXXXXX")
chmod 700 "$folder"
trap 'rm -rf "$folder"' EXIT
export XDG_RUNTIME_DIR=$folder QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 NO_AT_BRIDGE=0
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
# Windows without frames: what is on screen is the program alone, and its coordinates are the screen's.
cat >"$folder/openbox.xml" <<XML
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
XML
export SLIPWAY_OPENBOX=$folder/openbox.xml
# shellcheck disable=SC2016  # expanded by the inner shell
xvfb-run -a -s "-screen 0 ${SLIPWAY_SCREEN:-1600x1000x24} -nolisten tcp" \
    dbus-run-session -- bash -c 'openbox --config-file "$SLIPWAY_OPENBOX" >/dev/null 2>&1 & manager=$!; "$@"; status=$?; kill $manager 2>/dev/null; exit $status' display "$@" \
    2> >(grep -v -E 'Failed to set fd limit|dbus-daemon\[|AT-SPI|at-spi' >&2)
