#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# A caseworker's work in the real window, by keyboard alone: log in to an encrypted
# register, find a citizen, enter the citizen's and the caseworker's assessment,
# see the new points in the figure. At most 75 keys from the citizen's page on,
# and every answer correct in the register.
set -eu
. "$(dirname "$0")/window.sh"

register=$home/nord.fremskridt
echo "fire opdigtede ord her" >"$home/passphrase"
FREMSKRIDT_LANG=da
FREMSKRIDT_PASSPHRASE_FILE=$home/passphrase
FREMSKRIDT_USER=UFP
export FREMSKRIDT_LANG FREMSKRIDT_PASSPHRASE_FILE FREMSKRIDT_USER
"$program" demo --out "$register" --citizens 120 --seed 1 >/dev/null

# The invented municipality depends on the day it is made, so the citizen is looked
# up: a case of the user's own with a history, and nothing in the last 20 days of the
# municipality.
"$program" unseal --store "$register" --out "$home/plain.db" >/dev/null
case_and_name=$(sqlite3 -separator '|' "$home/plain.db" "
	select c.case_number, c.name from citizen c join assessment a on a.citizen_id = c.id
	where c.caseworker = '$FREMSKRIDT_USER' and c.closed is null
	group by c.id having min(a.status) <> 'draft' and count(*) >= 6 and max(a.date) < (select date(max(date), '-20 days') from assessment)
	order by c.case_number limit 1")
rm "$home/plain.db"
case_number=${case_and_name%%|*}
name=${case_and_name#*|}
if [ -z "$case_number" ]; then
	echo "window test: the invented municipality has no citizen to enter an assessment for" >&2
	exit 1
fi
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
xdotool type --delay 30 "$case_number"
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
# enter DIGITS PICTURE: a whole assessment, and back to the figure.
enter() {
	press ctrl+n
	until_true "the choice of an assessment" 30 changed
	press Return
	until_true "the form" 30 title "^Skema|^Form"
	settle
	for digit in $(echo "$1" | sed 's/./& /g'); do
		press "$digit"
	done
	settle
	shot "entry-$2"
	press ctrl+s
	until_true "the figure again" 30 title "^$name"
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
	echo "window test: $presses keys from the citizen's page to two completed assessments" >&2
	exit 1
fi
# The region holds the figure alone, so a change there is new points.
new=$(compare -metric AE "$artefacts/entry-1-before.png[850x330+395+400]" "$artefacts/entry-4-after.png[850x330+395+400]" null: 2>&1 || true)
if [ "${new%%[!0-9]*}" -lt 200 ]; then
	echo "window test: the figure has not changed ($new pixels)" >&2
	exit 1
fi

# A signal while a third is being typed saves the answers and closes the register.
key ctrl+n
settle
key Return
until_true "the form" 30 title "^Skema|^Form"
settle
key 5
key 4
settle # both keys have arrived
close_window
if [ -e "$register/register.db-wal" ]; then
	echo "window test: the signal left the register open" >&2
	exit 1
fi
"$program" unseal --store "$register" --out "$home/plain.db" >/dev/null
typed=$(sqlite3 "$home/plain.db" "
	select group_concat(w.value, '') from answer w join assessment a on a.id = w.assessment_id join citizen c on c.id = a.citizen_id
	where c.case_number = '$case_number' and a.status = 'draft'")
rm "$home/plain.db"
if [ "$typed" != 54 ]; then
	echo "window test: typed 54 before the signal, the draft has $typed" >&2
	exit 1
fi

# The register has what was typed, and nothing else of that day.
"$program" report --store "$register" --citizen "$case_number" --out "$home/numbers.csv" >/dev/null
# in_register RESPONDENT: the latest values in the order of the items.
in_register() {
	tr -d '\r' <"$home/numbers.csv" | awk -F';' -v who="$1" '
		$2 == who && $1 > day { day = $1; n = 0 }
		$2 == who && $1 == day { line[n++] = $4 " " $6 }
		END { for (i = 0; i < n; i++) print line[i] }' | sort | cut -d' ' -f2 | tr -d '\n'
}
if [ "$(in_register Borgeren)" != "$citizen" ] || [ "$(in_register Sagsbehandleren)" != "$worker" ]; then
	echo "window test: typed $citizen and $worker, the register has $(in_register Borgeren) and $(in_register Sagsbehandleren)" >&2
	exit 1
fi
"$program" verify --store "$register" >/dev/null

echo "window test: log-in, search, 21 answers with $presses keys, all of them in the register and the figure; pictures in $artefacts"
