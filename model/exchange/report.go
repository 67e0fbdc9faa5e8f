// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange/tabular"
)

// Report is the result of an import, as codes and values. For an importer who sees no
// citizen it has counts, lines and reasons, and no value of a row or of the register.
type Report struct {
	Added      Counts
	Updated    int // rows of the register changed by a later extract
	Duplicates int // rows that were already in the register
	Conflicts  []Issue
	Rejected   []Issue
	Warnings   []Issue
	Unlisted   int // issues beyond maxIssues

	withoutValues bool
}

// Counts counts what is new in the register. Answers include missing ones.
type Counts struct {
	Citizens    int `json:"citizens"`
	Assessments int `json:"assessments"`
	Answers     int `json:"answers"`
	Activities  int `json:"activities"`
	Outcomes    int `json:"outcomes"`
}

// Issue is a place in an extract that a person should know about.
type Issue struct {
	File   string
	Line   int    // 1 is the header; 0 for the whole file
	Column string // empty for the whole row
	Value  string // the beginning of a long one
	Reason Reason
	Args   []any // alternating names and values for its text
}

// Reason is the code of an [Issue]. Its text has the key "import." and the code.
type Reason string

// The reasons.
const (
	UnknownCase       Reason = "unknown_case"
	UnknownType       Reason = "unknown_type"
	UnknownGroup      Reason = "unknown_target_group"
	UnknownOutcome    Reason = "unknown_outcome"
	UnknownMode       Reason = "unknown_mode"
	UnknownEndReason  Reason = "unknown_end_reason"
	UnknownStatus     Reason = "unknown_status"
	UnknownCPR        Reason = "unknown_cpr"
	UnknownCode       Reason = "unknown_code"
	NoCaseNumber      Reason = "no_case_number"
	NoName            Reason = "no_name"
	NoDate            Reason = "no_date"
	NoAnswers         Reason = "no_answers"
	NoInstrument      Reason = "no_instrument"
	NotADate          Reason = "not_a_date"
	NoSuchDay         Reason = "no_such_day"
	InTheFuture       Reason = "in_the_future"
	EndsBeforeStart   Reason = "ends_before_start"
	OutsideScale      Reason = "outside_scale"
	NotAnAnswer       Reason = "not_an_answer"
	NotHours          Reason = "not_hours"
	FieldCount        Reason = Reason(tabular.FieldCount)
	OpenQuote         Reason = Reason(tabular.OpenQuote)
	BrokenLine        Reason = Reason(tabular.BrokenLine)
	LongRow           Reason = Reason(tabular.LongRow)
	TooLong           Reason = "too_long"
	ControlCharacter  Reason = "control_character"
	AmbiguousDate     Reason = "ambiguous_date"
	CaseNumberIsCPR   Reason = "case_number_is_cpr"
	ColumnsNotUsed    Reason = "columns_not_used"
	ItemsLacking      Reason = "items_lacking"
	LettersLost       Reason = "letters_lost"
	FooterLeftOut     Reason = "footer_left_out"
	SheetHidden       Reason = "sheet_hidden"
	FolderNotRead     Reason = "folder_not_read"
	CPRNotTenDigits   Reason = "cpr_format"
	CPRNoSuchDate     Reason = "cpr_date"
	CPRNoCheckDigit   Reason = "cpr_check_digit"
	CPRTaken          Reason = "cpr_taken"
	CPRTakenUnseen    Reason = "cpr_taken_unseen" // by a citizen of a team that the importer does not see
	CPRTakenTwice     Reason = "cpr_taken_twice"  // CPRTaken for an importer who sees no citizen
	OtherTeam         Reason = "other_team"
	UnknownCaseHere   Reason = "unknown_case_here" // among the citizens that the importer sees
	UnknownCPRHere    Reason = "unknown_cpr_here"
	OtherAnswers      Reason = "other_answers"
	OtherMasterData   Reason = "other_master_data"
	OneCodeAWeek      Reason = "one_code_a_week"
	NoCodes           Reason = "no_codes"
	HasOwnActivities  Reason = "has_own_activities"
	FileNotRecognised Reason = "file_not_recognised"
)

// maxIssues limits each list of a report.
const maxIssues = 100_000

func (r *Report) addIssue(list *[]Issue, i Issue) {
	if len(*list) >= maxIssues {
		r.Unlisted++
		return
	}
	if r.withoutValues {
		i = i.withoutValues()
	}
	if r := []rune(i.Value); len(r) > model.MaxText {
		i.Value = string(r[:model.MaxText]) + "…"
	}
	*list = append(*list, i)
}

// withoutValues returns the issue without what the row or the register holds.
func (i Issue) withoutValues() Issue {
	i.Value, i.Args = "", hideTexts(i.Args)
	if i.Reason == CPRTaken {
		i.Reason, i.Args = CPRTakenTwice, nil
	}
	return i
}

// Complete reports whether all rows and values are now in the register.
func (r *Report) Complete() bool {
	return len(r.Rejected) == 0 && len(r.Conflicts) == 0 && r.Unlisted == 0
}
