#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Installs what the machine lacks to build, run or test Fremskridt on Debian or
# Ubuntu. What is there already costs nothing. Usage: setup.sh build|test|windows
set -eu

wanted=${1:-build}

# A package is asked for by a file that it brings, so that a system that has the
# thing by another way is left alone.
missing=
want() {
	for file in $2; do
		[ -e "$file" ] && return
	done
	missing="$missing $1"
}
command -v gcc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
command -v pkg-config >/dev/null 2>&1 || missing="$missing pkg-config"
arch=$(uname -m)-linux-gnu
want libgl1-mesa-dev "/usr/include/GL/gl.h"
want xorg-dev "/usr/share/doc/xorg-dev"
case $wanted in
test)
	command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
	command -v xdotool >/dev/null 2>&1 || missing="$missing xdotool"
	command -v import >/dev/null 2>&1 || missing="$missing imagemagick"
	command -v sqlite3 >/dev/null 2>&1 || missing="$missing sqlite3"
	command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
	want libgl1-mesa-dri "/usr/lib/$arch/dri"
	;;
windows)
	command -v x86_64-w64-mingw32-gcc >/dev/null 2>&1 || missing="$missing gcc-mingw-w64-x86-64"
	;;
esac

if ! command -v go >/dev/null 2>&1; then
	echo "Fremskridt needs Go 1.26 or later: https://go.dev/dl (Debian's golang-go may be older)." >&2
	exit 2
fi
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "These are missing; install them with the system's package manager:$missing" >&2
	exit 2
fi
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
echo "Installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq >&2
# shellcheck disable=SC2086 # the list is of words
$sudo apt-get install -y -qq --no-install-recommends $missing >&2
