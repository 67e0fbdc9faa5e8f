# SPDX-License-Identifier: MPL-2.0
# What the tests of the real window share: a virtual display, keys, pictures.
# Sourced with the program as $1; pictures of each step are kept in artefacts/.
program=$(realpath "$1")
mkdir -p artefacts
artefacts=$(realpath artefacts)
home=$(mktemp -d)
mkdir -p "$home/config" "$home/cache"
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" LANG=C.UTF-8
export LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY

# The X server picks a free display itself and says which.
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$home/display" 2>"$home/xvfb.log" &
xvfb=$!
program_pid=
finish() {
	[ -z "$program_pid" ] || kill "$program_pid" 2>/dev/null || true
	kill "$xvfb" 2>/dev/null || true
	wait 2>/dev/null || true
	rm -rf "$home"
}
trap finish EXIT

# until_true LABEL SECONDS COMMAND...: tries until the command succeeds.
until_true() {
	label=$1
	left=$(($2 * 5))
	shift 2
	while ! "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		if [ "$left" -le 0 ]; then
			echo "window test: $label did not happen" >&2
			shot failed || true
			cat "$home/program.log" >&2 || true
			exit 1
		fi
		sleep 0.2
	done
}
shot() { import -window root "$artefacts/$1.png"; }
title() { xdotool search --onlyvisible --name "$1"; }
key() { xdotool key --clearmodifiers "$@"; }

until_true "the display" 20 test -s "$home/display"
DISPLAY=:$(cat "$home/display")
export DISPLAY

# open_window: starts the program and puts its window in place.
open_window() {
	"$program" >"$home/program.log" 2>&1 &
	program_pid=$!
	until_true "the start page" 60 title "Fremskridt"
	window=$(title "Fremskridt" | head -1)
	xdotool windowsize "$window" 1366 768 windowmove "$window" 0 0 windowfocus "$window" || true
	settle
}

# A picture that stops changing is a window that is ready.
settle() {
	before=
	for _ in $(seq 1 60); do
		now=$(import -window root rgb:- | md5sum)
		[ "$now" = "$before" ] && return
		before=$now
		sleep 0.3
	done
}

# close_window: ends the program, which must still run and have logged no fault.
close_window() {
	if ! kill -0 "$program_pid" 2>/dev/null; then
		echo "window test: the program has ended" >&2
		cat "$home/program.log" >&2
		exit 1
	fi
	if grep -iE "panic|fyne.Do|data race" "$home/program.log"; then
		echo "window test: the program complained" >&2
		exit 1
	fi
	kill "$program_pid"
	wait "$program_pid" 2>/dev/null || true
	program_pid=
}
