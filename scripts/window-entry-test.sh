#!/bin/sh
# A caseworker's way in the real window, by keyboard alone: log in to an encrypted
# register, find a citizen, enter what the citizen and the caseworker answered,
# see the new points in the figure. At most 75 keys from the citizen's page on,
# and every answer right in the register.
set -eu
. "$(dirname "$0")/window.sh"

register=$home/nord.fremskridt
echo "fire opdigtede ord her" >"$home/passphrase"
FREMSKRIDT_LANG=da
FREMSKRIDT_PASSPHRASE_FILE=$home/passphrase
FREMSKRIDT_USER=UFP
export FREMSKRIDT_LANG FREMSKRIDT_PASSPHRASE_FILE FREMSKRIDT_USER
"$program" demo --out "$register" --citizens 60 --seed 1 >/dev/null
mkdir -p "$home/config/fyne/dk.fremskridt.app"
echo "{\"recent\":[\"$register\"],\"language\":\"da\",\"appearance\":\"light\"}" \
	>"$home/config/fyne/dk.fremskridt.app/preferences.json"

open_window
key Return # the register that was opened last
settle
xdotool type --delay 30 "UFP"
key Tab
xdotool type --delay 30 "fire opdigtede ord her"
key Return
until_true "the list of citizens" 60 title "Eksempelkøbing"
settle
key ctrl+f
xdotool type --delay 30 "2023-0038"
settle
key Down
key Return
until_true "the citizen's page" 30 title " – Fremskridt – "
settle
shot entry-1-before

# press KEY...: counts; a shortcut is as many keys as are held.
presses=0
press() {
	for k in "$@"; do
		presses=$((presses + $(echo "$k" | tr + '\n' | wc -l)))
		key "$k"
	done
}
# enter DIGITS: a whole questionnaire, and back to the figure.
enter() {
	press ctrl+n
	until_true "the choice of a questionnaire" 30 changed
	press Return
	until_true "the form" 30 title "^Skema|^Form"
	settle
	for digit in $(echo "$1" | sed 's/./& /g'); do
		press "$digit"
	done
	settle
	shot "entry-$2"
	press ctrl+s
	until_true "the figure again" 30 title "^Bent Romansen"
	settle
}
picture() { import -window root rgb:- | md5sum; }
changed() { [ "$(picture)" != "$seen" ]; }

citizen=3142534512
worker=15243151423
seen=$(picture)
enter $citizen 2-citizen
seen=$(picture)
enter $worker 3-worker
shot entry-4-after
if [ "$presses" -gt 75 ]; then
	echo "window test: $presses keys from the citizen's page to two questionnaires completed" >&2
	exit 1
fi
# New points have come into the figure, and nothing but the figure tells of them.
new=$(compare -metric AE "$artefacts/entry-1-before.png[850x330+395+400]" "$artefacts/entry-4-after.png[850x330+395+400]" null: 2>&1 || true)
if [ "${new%%[!0-9]*}" -lt 200 ]; then
	echo "window test: the figure has not changed ($new pixels)" >&2
	exit 1
fi
close_window

# The register has what was typed, and nothing else of that day.
"$program" report --store "$register" --citizen 2023-0038 --out "$home/numbers.csv" >/dev/null
typed=$(date +%F)
# in_register WHO: the values of today in the order of the items.
in_register() {
	tr -d '\r' <"$home/numbers.csv" | awk -F';' -v day="$typed" -v who="$1" '$1 == day && $2 == who { print $4, $6 }' |
		sort | cut -d' ' -f2 | tr -d '\n'
}
if [ "$(in_register Borgeren)" != "$citizen" ] || [ "$(in_register Sagsbehandleren)" != "$worker" ]; then
	echo "window test: typed $citizen and $worker, the register has $(in_register Borgeren) and $(in_register Sagsbehandleren)" >&2
	exit 1
fi
"$program" verify --store "$register" >/dev/null

echo "window test: log-in, search, 21 answers with $presses keys, all of them in the register and the figure; pictures in $artefacts"
