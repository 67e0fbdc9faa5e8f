# SPDX-License-Identifier: MPL-2.0
# Sourced by the scripts that use Go tools.
: "${GO:=go}" "${TOOLS:=$PWD/.tools}"

# tool MODULE@VERSION: builds a tool into TOOLS where it is missing, one file for each
# version of the tool and of Go, and prints its path.
tool() {
	name=$(basename "${1%@*}")
	path=$TOOLS/$name-${1##*@}-$("$GO" env GOVERSION)
	if [ ! -x "$path" ]; then
		GOBIN=$TOOLS CGO_ENABLED=0 GOFLAGS= "$GO" install "$1" >&2
		mv "$TOOLS/$name" "$path"
	fi
	echo "$path"
}
