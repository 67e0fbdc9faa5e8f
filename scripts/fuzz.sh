#!/bin/sh
# Runs every fuzz test of the project for a short time: fuzz.sh 10s
set -eu
: "${GO:=go}"
time=${1:-10s}
grep -rl --include='*_test.go' '^func Fuzz' . | while read -r file; do
	dir=$(dirname "$file")
	sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file" | while read -r name; do
		CGO_ENABLED=0 "$GO" test -tags ci -run '^$' -fuzz "^$name\$" -fuzztime "$time" "$dir" </dev/null
	done
done
