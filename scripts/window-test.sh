#!/bin/sh
# Drives the real window under a virtual display with the keyboard alone: start,
# try the invented municipality, search a citizen, open the citizen, see the
# figure, enter a questionnaire. Pictures of each step are kept in artefacts/.
set -eu
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

# until LABEL SECONDS COMMAND...: tries until the command succeeds.
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

"$program" >"$home/program.log" 2>&1 &
program_pid=$!
until_true "the start page" 60 title "Fremskridt"
window=$(title "Fremskridt" | head -1)
xdotool windowsize "$window" 1366 768 windowmove "$window" 0 0 windowfocus "$window" || true

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
settle
shot 1-start

# The invented municipality is one key away: its button has the focus.
key Return
until_true "the invented municipality" 60 title "Eksempelkøbing"
settle
shot 2-citizens

key ctrl+f
xdotool type --delay 30 "luft"
settle
shot 3-search

key Down
key Return
until_true "the citizen's page" 30 title " – Fremskridt – "
settle
shot 4-citizen

# The figure is there: many colours of its palette are on the screen.
colours() {
	convert "$artefacts/4-citizen.png" -format %c histogram:info:- | grep -c "$1"
}
if [ "$(colours 0072B2)" -eq 0 ] && [ "$(colours 56B4E9)" -eq 0 ]; then
	echo "window test: the citizen's blue is not on the screen, light or dark" >&2
	exit 1
fi

# A questionnaire by keyboard alone: begin, a digit a question, complete.
key ctrl+n
settle
shot 5-new-sheet
key Return
settle
shot 6-form
for _ in $(seq 1 11); do
	key 3
done
settle
shot 7-answered
key ctrl+s
until_true "the citizen's page again" 30 title " – Fremskridt – "
settle
shot 8-completed

key Escape
settle
shot 9-back
if ! kill -0 "$program_pid" 2>/dev/null; then
	echo "window test: the program has ended" >&2
	cat "$home/program.log" >&2
	exit 1
fi
if grep -iE "panic|fyne.Do|data race" "$home/program.log"; then
	echo "window test: the program complained" >&2
	exit 1
fi
# What was entered is in the register: one questionnaire more than the same
# municipality has when it is made.
sheets() {
	"$program" verify --store "$1" | sed -n 's/.* borgere, \([0-9.]*\) skemaer.*/\1/p' | tr -d .
}
kill "$program_pid"
wait "$program_pid" 2>/dev/null || true
program_pid=
FREMSKRIDT_LANG=da
export FREMSKRIDT_LANG
"$program" demo --out "$home/fresh.fremskridt" --citizens 400 --seed 1 >/dev/null
used=$(sheets "$(find "$XDG_CACHE_HOME" -name '*.fremskridt' | head -1)")
made=$(sheets "$home/fresh.fremskridt")
if [ "$used" != $((made + 1)) ]; then
	echo "window test: the register has $used questionnaires, and $made before one was entered" >&2
	exit 1
fi

echo "window test: start, invented municipality, search, citizen, figure and a questionnaire entered; pictures in $artefacts"
