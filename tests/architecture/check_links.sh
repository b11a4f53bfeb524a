#!/bin/sh
# The headless programs must start on a machine without a screen: no Gui, no Widgets among their libraries.
# Usage: check_links.sh PROGRAM...
status=0
for program in "$@"; do
    if ! libraries=$(ldd "$program"); then
        echo "$program: cannot be examined"
        status=1
    elif echo "$libraries" | grep -E 'libQt6(Gui|Widgets|PrintSupport)|qscintilla'; then
        echo "$program: links a library of the screen"
        status=1
    fi
done
exit $status
