// SPDX-License-Identifier: MPL-2.0

package model

import (
	"fmt"
	"unicode/utf8"
)

// The most characters that a text of the register may have. A longer one is refused,
// never cut. A register may still hold longer texts from before there were limits.
const (
	MaxText = 200    // names, places, reasons, teams, initials, codes
	MaxNote = 10_000 // notes
)

// TextField names a text that is entered or imported.
type TextField string

// The fields. The names of the master data are those of its history.
const (
	TextCaseNumber   TextField = "case_number"
	TextName         TextField = "name"
	TextTargetGroup  TextField = "target_group"
	TextCaseworker   TextField = "caseworker"
	TextTeam         TextField = "team"
	TextCloseReason  TextField = "close_reason"
	TextActivityType TextField = "activity_type"
	TextProvider     TextField = "provider"
	TextEndReason    TextField = "end_reason"
	TextOutcome      TextField = "outcome"
	TextContact      TextField = "contact"
	TextRater        TextField = "rater"
	TextMode         TextField = "mode"
	TextNote         TextField = "note"
	TextInitials     TextField = "initials"
	TextUserName     TextField = "user_name"
	TextMunicipality TextField = "municipality"
	TextReason       TextField = "reason"
	TextSearch       TextField = "search"
)

// Limit is the most characters that the field may have.
func (f TextField) Limit() int {
	if f == TextNote {
		return MaxNote
	}
	return MaxText
}

// TooLongError is returned for a text over the limit of its field.
type TooLongError struct {
	Field  TextField
	Length int // in characters
}

// Error names the field and its limit.
func (e *TooLongError) Error() string {
	return fmt.Sprintf("%s has %d characters, and may have %d", e.Field, e.Length, e.Field.Limit())
}

// CheckText returns a [TooLongError] for a text over the limit of its field.
func CheckText(f TextField, text string) error {
	if len(text) <= f.Limit() { // bytes, so characters too
		return nil
	}
	if n := utf8.RuneCountInString(text); n > f.Limit() {
		return &TooLongError{f, n}
	}
	return nil
}
