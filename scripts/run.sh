#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Opens the window. Without a display it shows what the program does all the
# same: an invented municipality, and one citizen's figure as a picture.
set -eu
program=$1
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	exec "$program"
fi
out=$(mktemp -d "${TMPDIR:-/tmp}/fremskridt-XXXXXX")
"$program" demo --out "$out/eksempel.fremskridt" --citizens 100 --seed 1 --today 2026-09-04
"$program" plot --store "$out/eksempel.fremskridt" --citizen 2023-0038 --out "$out/figur.png" --today 2026-09-04
cat <<MSG

There is no display here, so the window was not opened. The figure of one
invented citizen is in
    $out/figur.png
On a machine with a desktop, "make run" opens the window; over ssh, "ssh -X"
brings a display along.
MSG
