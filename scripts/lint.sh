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
# The engine's memory is addressed by numbers there, which vet cannot follow.
CGO_ENABLED=0 "$GO" vet -tags ci -unsafeptr=false ./model/vault/pages/...
CGO_ENABLED=0 "$GO" vet -tags ci $("$GO" list ./... | grep -v model/vault/pages)
CGO_ENABLED=0 "$TOOLS/staticcheck" -tags ci ./...

# modernc.org/sqlite works with just the libc that it names.
want=$("$GO" mod download -json modernc.org/sqlite | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
want=$(sed -n 's/.*modernc.org\/libc \(v[^ ]*\).*/\1/p' "$want")
have=$("$GO" list -m -f '{{.Version}}' modernc.org/libc)
if [ "$want" != "$have" ]; then
	echo "modernc.org/sqlite wants modernc.org/libc $want, and go.mod has $have" >&2
	exit 1
fi
