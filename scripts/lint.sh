#!/bin/sh
# gofumpt, vet and staticcheck. The tools are built once into TOOLS.
set -eu
: "${GO:=go}" "${TOOLS:=$PWD/.tools}"
gofumpt=mvdan.cc/gofumpt@v0.12.0
staticcheck=honnef.co/go/tools/cmd/staticcheck@v0.8.2
[ -x "$TOOLS/gofumpt" ] || GOBIN=$TOOLS CGO_ENABLED=0 "$GO" install "$gofumpt"
[ -x "$TOOLS/staticcheck" ] || GOBIN=$TOOLS CGO_ENABLED=0 "$GO" install "$staticcheck"

unformatted=$("$TOOLS/gofumpt" -l $(git ls-files '*.go'))
if [ -n "$unformatted" ]; then
	echo "gofumpt would change:" >&2
	echo "$unformatted" >&2
	exit 1
fi
# Beneath SQLite memory is addressed by numbers, which vet cannot follow. That no
# other package does so is held by house_test.go.
CGO_ENABLED=0 "$GO" vet -tags ci -unsafeptr=false ./...
CGO_ENABLED=0 "$TOOLS/staticcheck" -tags ci ./...

# modernc.org/sqlite works with just the libc that it names.
want=$("$GO" mod download -json modernc.org/sqlite | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
want=$(sed -n 's/.*modernc.org\/libc \(v[^ ]*\).*/\1/p' "$want")
have=$("$GO" list -m -f '{{.Version}}' modernc.org/libc)
if [ "$want" != "$have" ]; then
	echo "modernc.org/sqlite wants modernc.org/libc $want, and go.mod has $have" >&2
	exit 1
fi
