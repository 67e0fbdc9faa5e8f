#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Drives the real window under a virtual display with the keyboard alone: start,
# try the invented municipality, search a citizen, open the citizen, see the
# figure, enter an assessment.
set -eu
. "$(dirname "$0")/window.sh"

open_window
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

# An assessment by keyboard alone: begin, a digit a question, complete.
key ctrl+n
settle
shot 5-new-assessment
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
close_window
# What was entered is in the register: one assessment more than the same
# municipality has when it is made.
assessments() {
	"$program" verify --store "$1" | sed -n 's/.* borgere, \([0-9.]*\) skemaer.*/\1/p' | tr -d .
}
FREMSKRIDT_LANG=da
export FREMSKRIDT_LANG
tried=$(find "$XDG_CACHE_HOME" -name '*.fremskridt' | head -1)
# Its name ends with the day it was made, which need not be today's any more.
day=$(basename "$tried" .fremskridt | grep -oE '[0-9]{4}-[0-9]{2}-[0-9]{2}$')
"$program" demo --out "$home/fresh.fremskridt" --citizens 400 --seed 1 --today "$day" >/dev/null
used=$(assessments "$tried")
made=$(assessments "$home/fresh.fremskridt")
if [ "$used" != $((made + 1)) ]; then
	echo "window test: the register has $used assessments, and $made before one was entered" >&2
	exit 1
fi

echo "window test: start, invented municipality, search, citizen, figure and an assessment entered; pictures in $artefacts"
