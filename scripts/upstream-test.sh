#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Runs the tests of modernc.org/sqlite itself, of the version in go.mod, twice:
# as they are, and with the encrypting layer as SQLite's default file system.
# Prints what fails under each. docs/file-format.md says why.
set -eu
: "${GO:=go}"
root=$(pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
from=$("$GO" list -m -f '{{.Dir}}' modernc.org/sqlite)
cp -r "$from" "$work/sqlite"
chmod -R u+w "$work/sqlite"
mkdir -p "$work/sqlite/sealed/engine"
cp "$root"/model/vault/pages/*.go "$work/sqlite/sealed"
cp "$root"/model/vault/pages/engine/*.go "$work/sqlite/sealed/engine"
rm -f "$work"/sqlite/sealed/*_test.go "$work"/sqlite/sealed/engine/*_test.go
sed -i -e 's/^package pages$/package sealed/' -e 's,"codeberg.org/fremskridt/fremskridt/model/vault/pages/,"modernc.org/sqlite/sealed/,' \
	"$work"/sqlite/sealed/*.go "$work"/sqlite/sealed/engine/*.go
cat >"$work/sqlite/sealed/default.go" <<'GO'
package sealed

import (
	"crypto/sha256"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

type fixedKey struct{}

func (fixedKey) Epoch() uint32 { return 1 }

func (fixedKey) Subkey(use string, context []byte) [32]byte {
	return sha256.Sum256(append([]byte(use), context...))
}

// Default makes the layer the file system of every connection.
func Default() error {
	m, err := NewMount(Options{}, fixedKey{})
	if err != nil {
		return err
	}
	tls := libc.NewTLS()
	defer tls.Close()
	sqlite3.Xsqlite3_vfs_register(tls, m.self, 1)
	return nil
}
GO
cat >"$work/sqlite/sealed_test.go" <<'GO'
package sqlite

import (
	"os"

	"modernc.org/sqlite/sealed"
)

func init() {
	if os.Getenv("SEALED") == "1" {
		if err := sealed.Default(); err != nil {
			panic(err)
		}
	}
}
GO
cd "$work/sqlite"
for sealed in 0 1; do
	SEALED=$sealed CGO_ENABLED=0 "$GO" test -count=1 -timeout 40m -json . >"$work/json-$sealed" 2>"$work/err-$sealed" || true
	[ $sealed = 0 ] && echo "Plain:" || echo "Sealed:"
	for what in pass fail skip; do
		n=$(grep "\"Action\":\"$what\"" "$work/json-$sealed" | grep '"Test":"[^/"]*"' | wc -l)
		echo "  $n test functions $what"
	done
	grep '"Action":"fail"' "$work/json-$sealed" | sed -n 's/.*"Test":"\([^"]*\)".*/    fails: \1/p' | sort || true
	cat "$work/err-$sealed"
	if ! grep '"Action":"pass"' "$work/json-$sealed" | grep -q '"Test":'; then
		echo "upstream test: nothing was tested" >&2
		grep '"Output"' "$work/json-$sealed" | tail -20 >&2
		exit 1
	fi
done
