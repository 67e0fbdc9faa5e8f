#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Runs every fuzz test of the project for some time or some inputs: fuzz.sh 5m,
# fuzz.sh 2000x. With a time, a fuzz test sometimes reports its own end as a
# failure ("context deadline exceeded"), so `make test` counts inputs.
#
# A package with several fuzz tests is built once.
set -eu
: "${GO:=go}"
budget=${1:-2000x}
cache=$("$GO" env GOCACHE)/fuzz
binary=$(mktemp)
trap 'rm -f "$binary"' EXIT
grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n 1 dirname | sort -u | while read -r dir; do
	CGO_ENABLED=0 "$GO" test -tags ci -c -fuzz . -o "$binary" "$dir" </dev/null
	sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$dir"/*_test.go | while read -r name; do
		(cd "$dir" && "$binary" -test.run '^$' -test.fuzz "^$name\$" -test.fuzztime "$budget" -test.fuzzcachedir "$cache/$("$GO" list .)" </dev/null)
	done
done
