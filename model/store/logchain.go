// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"crypto/sha256"
	"database/sql"

	"codeberg.org/fremskridt/fremskridt/model"
)

// LogFault is what shows that the access log was altered: an [ErrLogAltered] with a
// code and arguments for a catalogue.
type LogFault struct {
	Detail model.Message
}

func logFault(code string, args ...any) error {
	return &LogFault{Detail: model.NewMessage(code, args...)}
}

func (f *LogFault) Error() string { return ErrLogAltered.Error() + ": " + f.Detail.String() }

// Unwrap returns [ErrLogAltered].
func (f *LogFault) Unwrap() error { return ErrLogAltered }

// storedLine is a line of the access log with what chains it to the others.
type storedLine struct {
	logLine
	seq            int64
	previous, hash []byte
	salt           []byte
	text           sql.NullString // of a committed detail
	erasedBy       int64          // number of the line that erased the text, or 0
}

// chainCheck checks the lines of the access log one by one.
type chainCheck struct {
	anchor    logAnchor // of the last purge
	last      logAnchor // the line before
	heads     map[int64][]byte
	recorded  bool           // a line records the last purge
	deletions map[int64]bool // numbers of lines that erased texts and have not been found to be deletions
}

func newChainCheck(anchors []logAnchor, heads []LogHead) (*chainCheck, error) {
	c := &chainCheck{
		anchor: logAnchor{hash: make([]byte, sha256.Size)},
		heads:  map[int64][]byte{}, deletions: map[int64]bool{},
	}
	if len(anchors) > 0 {
		c.anchor = anchors[len(anchors)-1]
	}
	c.last, c.recorded = c.anchor, c.anchor.seq == 0
	for _, h := range heads {
		if other, twice := c.heads[h.Seq]; twice && !bytes.Equal(other, h.Hash) {
			return nil, logFault("heads_differ", "line", h.Seq)
		}
		c.heads[h.Seq] = h.Hash
	}
	for _, a := range anchors {
		if h, ok := c.heads[a.seq]; ok && !bytes.Equal(h, a.hash) {
			return nil, logFault("anchor_differs", "line", a.seq)
		}
	}
	return c, nil
}

// line checks the next line.
func (c *chainCheck) line(l *storedLine) error {
	if l.seq != c.last.seq+1 || !bytes.Equal(l.previous, c.last.hash) || !bytes.Equal(l.logLine.hash(l.seq, l.previous), l.hash) {
		return logFault("line_changed", "line", c.last.seq+1)
	}
	if head, ok := c.heads[l.seq]; ok && !bytes.Equal(head, l.hash) {
		return logFault("head_differs", "line", l.seq)
	}
	if !l.textIntact() {
		return logFault("text_changed", "line", l.seq)
	}
	if l.erasedBy > 0 {
		c.deletions[l.erasedBy] = true
	}
	if l.Action == ActionDelete {
		delete(c.deletions, l.seq)
	}
	c.recorded = c.recorded || l.Action == ActionPurge && l.Detail == c.anchor.purgeDetail()
	c.last = logAnchor{l.seq, l.hash}
	return nil
}

// end checks the log as a whole, after its last line.
func (c *chainCheck) end(heads []LogHead) error {
	switch {
	case !c.recorded:
		return logFault("purge_unrecorded", "line", c.anchor.seq)
	case len(c.deletions) > 0:
		return logFault("erased_without_deletion")
	}
	for _, h := range heads {
		if h.Seq > c.last.seq {
			return logFault("log_cut", "last", c.last.seq, "line", h.Seq)
		}
	}
	return nil
}

// textIntact reports whether a line's text is the one it was written with, or was
// erased by a later line.
func (l *storedLine) textIntact() bool {
	switch {
	case !l.hasCommitment():
		return !l.text.Valid && l.erasedBy == 0
	case l.erasedBy > 0:
		return !l.text.Valid
	}
	return l.text.Valid && commitment(l.salt, l.text.String) == l.Detail
}
