#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Writes the licences of the modules that are linked into the program on Linux,
# Windows or macOS to assets/NOTICES.txt, which the window shows under Om. With
# --check it fails where that file is out of date, or where a licence is not on
# the list of scripts/notices/rules.json.
set -eu
. scripts/tool.sh
detector=$(tool go.elastic.co/go-licence-detector@v0.11.1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for os in linux windows darwin; do
	GOOS=$os CGO_ENABLED=1 "$GO" list -e -tags migrated_fynedo,no_emoji -deps \
		-f '{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}' .
done | sort -u >"$work/linked"
# shellcheck disable=SC2046 # one word a module
"$GO" list -m -json $(cat "$work/linked") >"$work/modules.json"
"$detector" -in "$work/modules.json" -includeIndirect -rules scripts/notices/rules.json \
	-overrides scripts/notices/overrides.ndjson -noticeTemplate scripts/notices/notices.tmpl -noticeOut "$work/modules.txt"
{
	echo "The Go standard library and runtime"
	echo "BSD-3-Clause"
	echo
	cat "$("$GO" env GOROOT)/LICENSE"
	echo
	printf '%080d\n' 0 | tr 0 =
	echo "Noto Sans"
	echo "OFL-1.1"
	echo
	cat assets/fonts/OFL.txt
	sed '/^Contents of probable licence file /d' "$work/modules.txt"
} | tr -d '\r' | sed 's/[[:space:]]*$//' | cat -s >"$work/NOTICES.txt"
if [ "${1:-}" = --check ]; then
	cmp -s "$work/NOTICES.txt" assets/NOTICES.txt || {
		echo "assets/NOTICES.txt is out of date: run make notices" >&2
		exit 1
	}
	exit 0
fi
cp "$work/NOTICES.txt" assets/NOTICES.txt
