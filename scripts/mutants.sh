#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Breaks the encrypting layer in one place at a time, in a copy, and sees whether
# its tests notice: mutants.sh [CUTS [WORD]], with a word just the mutants that it
# is in the name of. Prints which test did. Each mutant is a file, a text in it and
# what is put there instead.
set -eu
: "${GO:=go}"
cuts=${1:-600}
only=${2:-}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/model/vault"
cp go.mod go.sum "$copy"
cp -r model/vault/pages "$copy/model/vault"
cp -r model/safefile "$copy/model"
survivors=0

# mutant NAME FILE OLD NEW
mutant() {
	case $1 in *"$only"*) ;; *) return ;; esac
	file=$copy/model/vault/pages/$2
	cp "$file" "$copy/kept"
	OLD=$3 NEW=$4 perl -0pi -e '$n = s/\Q$ENV{OLD}\E/$ENV{NEW}/; END { exit !$n }' "$file" || {
		echo "mutants: $2 no longer has: $3" >&2
		exit 2
	}
	if (cd "$copy" && CGO_ENABLED=0 "$GO" test -tags ci ./model/vault/pages -cuts "$cuts") >"$copy/log" 2>&1; then
		echo "SURVIVES  $1"
		survivors=$((survivors + 1))
	elif grep -q 'build failed\|setup failed' "$copy/log" || ! grep -q '^FAIL' "$copy/log"; then
		echo "mutants: the tests did not run on: $1" >&2
		cat "$copy/log" >&2
		exit 2
	else
		killers=$(sed -n 's/^ *--- FAIL: \(Test[A-Za-z]*\) .*/\1/p' "$copy/log" | sort -u | tr '\n' ' ')
		echo "killed    $1: ${killers:-panic}"
	fi
	mv "$copy/kept" "$file"
}

mutant "a torn first page is an error" database.go \
	'case start == 0:' 'case start == 0 && len(b) == 0:'
mutant "a torn page of the log is an error" log.go \
	' && len(whole) != frameSize {' ' {'
mutant "a torn page of the journal is an error" journal.go \
	'code = sqlite3.SQLITE_IOERR_SHORT_READ' 'code = sqlite3.SQLITE_IOERR_DATA'
mutant "a page may stand elsewhere" cipher.go \
	'	binary.BigEndian.PutUint64(buf[1:], uint64(place))
' ''
mutant "the nonce is always the same" cipher.go \
	'	rand.Read(nonce[:])
' ''
mutant "a page that does not open is handed on" database.go \
	'	if !f.openPage(page, inDatabase, off/pageSize+1) {
		return damagedPage(b)
	}' '	f.openPage(page, inDatabase, off/pageSize+1)'
mutant "a page of the log that does not open is handed on" log.go \
	'		return f.openPage(part, inLog, start)' '		f.openPage(part, inLog, start)'
mutant "a page is written as it is" file.go \
	'f.id.sealingCipher().seal(engine.Memory(f.scratch, pageSize), page, u, place)' 'copy(engine.Memory(f.scratch, pageSize), page)'
mutant "what surrounds the pages of a journal is written as it is" journal.go \
	'	f.id.sealingCipher().xorJournal(s, off)
' ''
mutant "what stands before a page of the log is written as it is" log.go \
	'f.id.sealingCipher().encryptFrameHeader(s[:frameHeaderSize], off)' 'f.id.sealingCipher()'
mutant "a page without room for the seal is written" database.go \
	'b[20] != reserve' 'b[20] == 255'
mutant "any log passes the check" checklog.go \
	'	if err := c.checkLog(log, info.Size()/pageSize); err != nil {' '	if err := c.checkLog(log, info.Size()/pageSize); false {'
mutant "whatever is readable behind a torn page breaks the log" checklog.go \
	'!f.current || f.sum != sum;' '!f.current;'
mutant "a damaged bit before a page hides what follows" checklog.go \
	'bit == 8*frameHeaderSize' 'true'
mutant "a torn header may have any numbers" checklog.go \
	'page != 0 && size != 0 && page <= size && uint64(size) <= possible' 'page|size != 0 && size != 0'

[ "$survivors" = 0 ] || {
	echo "mutants: $survivors survive" >&2
	exit 1
}
