#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# gofumpt, vet, staticcheck, go.mod and its licences, known vulnerabilities.
set -eu
. scripts/tool.sh
gofumpt=$(tool mvdan.cc/gofumpt@v0.12.0)
staticcheck=$(tool honnef.co/go/tools/cmd/staticcheck@v0.8.2)

unformatted=$("$gofumpt" -l $(git ls-files '*.go'))
if [ -n "$unformatted" ]; then
	echo "gofumpt would change:" >&2
	echo "$unformatted" >&2
	exit 1
fi
# The encrypting file system reads SQLite's memory by address, which vet cannot
# follow. architecture_test.go allows "unsafe" in that package alone.
CGO_ENABLED=0 "$GO" vet -tags ci -unsafeptr=false ./...
CGO_ENABLED=0 "$staticcheck" -tags ci ./...

if ! "$GO" mod tidy -diff >/dev/null 2>"$TOOLS/tidy.log"; then
	cat "$TOOLS/tidy.log" >&2
	echo "go.mod or go.sum is not tidy: run go mod tidy" >&2
	exit 1
fi
# modernc.org/sqlite works only with the libc that its go.mod names.
want=$("$GO" mod download -json modernc.org/sqlite | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
want=$(sed -n 's/.*modernc.org\/libc \(v[^ ]*\).*/\1/p' "$want")
have=$("$GO" list -m -f '{{.Version}}' modernc.org/libc)
if [ "$want" != "$have" ]; then
	echo "modernc.org/sqlite wants modernc.org/libc $want, and go.mod has $have" >&2
	exit 1
fi
TOOLS=$TOOLS scripts/notices.sh --check
TOOLS=$TOOLS scripts/vulnerabilities.sh
