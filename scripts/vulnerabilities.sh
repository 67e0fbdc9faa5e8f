#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Searches the program and the Go release that builds it for known
# vulnerabilities. Go's vulnerability database comes as the module
# golang.org/x/vulndb; where that cannot be had, the search is skipped and says so.
set -eu
. scripts/tool.sh
database=golang.org/x/vulndb

version=$(cd / && GOFLAGS=-mod=mod "$GO" list -m -f '{{.Version}}' "$database@latest" 2>/dev/null) || version=
if [ -z "$version" ]; then
	echo "vulnerabilities: SKIPPED, the module $database cannot be had here" >&2
	exit 0
fi
db=$TOOLS/vulndb-$version
if [ ! -d "$db" ]; then
	indexdb=$(tool "$database/cmd/indexdb@$version")
	source=$(cd / && "$GO" mod download -json "$database@$version" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)".*/\1/p')
	rm -rf "$TOOLS"/vulndb-*
	"$indexdb" -vulns "$source/data/osv" -out "$db.new"
	mv "$db.new" "$db"
fi
# The scanner reads the standard library's source, so the same Go must build it.
govulncheck=$(tool golang.org/x/vuln/cmd/govulncheck@v1.9.0)
CGO_ENABLED=0 "$govulncheck" -db "file://$db" -tags ci ./...
