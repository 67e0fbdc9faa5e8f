#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Runs the tests on days that may confuse dates: a leap day, the last minutes of a
# year, and the hours when summer time begins and ends in Denmark. Go does not read
# the clock through libc, so package time is compiled with an offset.
# Usage: days.sh [PACKAGE ...]
set -eu
: "${GO:=go}"
[ $# -gt 0 ] || set -- ./...
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

original=$("$GO" env GOROOT)/src/time/time.go
sed 's/^	sec, nsec, mono := runtimeNow()$/&; sec += clockOffset/' "$original" >"$work/time.go"
if cmp -s "$original" "$work/time.go"; then
	echo "days: time.Now of this Go is another; adapt scripts/days.sh" >&2
	exit 2
fi
cat >>"$work/time.go" <<-'END'

	var clockOffset = func() (seconds int64) {
		text, _ := syscall.Getenv("CLOCK_OFFSET")
		negative := len(text) > 0 && text[0] == '-'
		if negative {
			text = text[1:]
		}
		for _, digit := range []byte(text) {
			seconds = 10*seconds + int64(digit-'0')
		}
		if negative {
			return -seconds
		}
		return seconds
	}()
END
# Imports of one line may follow each other.
sed -i 's/^package time$/&\nimport "syscall"/' "$work/time.go"
echo "{\"Replace\": {\"$original\": \"$work/time.go\"}}" >"$work/overlay.json"

export CGO_ENABLED=0 TZ=Europe/Copenhagen
status=0
for moment in "2028-02-29 12:00" "2026-12-31 23:50" "2027-01-01 00:10" "2027-03-28 01:55" "2027-10-31 02:55"; do
	CLOCK_OFFSET=$(($(date -d "$moment" +%s) - $(date +%s)))
	export CLOCK_OFFSET
	echo "== $moment"
	"$GO" test -overlay "$work/overlay.json" -tags ci -count=1 "$@" || status=1
done
exit "$status"
