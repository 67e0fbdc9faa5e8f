#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Runs every fuzz test of the project for some time or some inputs: fuzz.sh 5m,
# fuzz.sh 2000x. With a time, the go command sometimes reports its own end as a
# failure ("context deadline exceeded"), so `make test` counts inputs.
set -eu
: "${GO:=go}"
budget=${1:-2000x}
grep -rl --include='*_test.go' '^func Fuzz' . | while read -r file; do
	dir=$(dirname "$file")
	sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file" | while read -r name; do
		CGO_ENABLED=0 "$GO" test -tags ci -run '^$' -fuzz "^$name\$" -fuzztime "$budget" "$dir" </dev/null
	done
done
