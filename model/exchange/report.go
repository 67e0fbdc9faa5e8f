package exchange

// Report says what an import took and what it did not, row by row. It holds
// codes, not words: the reason of an issue is made into a sentence where a
// person reads it.
type Report struct {
	Added      Counts
	Updated    int // rows of the register that a newer extract changed
	Duplicates int // rows that the register has already, to the letter
	Conflicts  []Issue
	Rejected   []Issue
	Warnings   []Issue
	Unlisted   int // issues beyond the number that is kept
}

// Counts counts what is new in the register. Answers are values and missing
// reasons.
type Counts struct {
	Citizens    int `json:"citizens"`
	Assessments int `json:"assessments"`
	Answers     int `json:"answers"`
	Activities  int `json:"activities"`
	Outcomes    int `json:"outcomes"`
}

// Issue is something about one place of an extract that a person should know.
type Issue struct {
	File   string
	Line   int    // 1 is the head; 0 where it is about the file
	Column string // empty where it is about the row
	Value  string
	Reason Reason
	Args   []any // names and values for the sentence
}

// Reason is why.
type Reason string

// The reasons. The words of each stand under "import." and the code in the
// translations.
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
	FieldCount        Reason = "field_count"
	CPRNotTenDigits   Reason = "cpr_format"
	CPRNoSuchDate     Reason = "cpr_date"
	CPRNoCheckDigit   Reason = "cpr_check_digit"
	CPRTaken          Reason = "cpr_taken"
	OtherAnswers      Reason = "other_answers"
	OtherMasterData   Reason = "other_master_data"
	OneCodeAWeek      Reason = "one_code_a_week"
	NoCodes           Reason = "no_codes"
	HasOwnActivities  Reason = "has_own_activities"
	FileNotRecognised Reason = "file_not_recognised"
)

// maxIssues bounds each list of a report, so that an extract in which every
// row is wrong cannot fill the memory.
const maxIssues = 100_000

func (r *Report) addIssue(list *[]Issue, i Issue) {
	if len(*list) >= maxIssues {
		r.Unlisted++
		return
	}
	*list = append(*list, i)
}

// Complete reports whether every row and value was taken or was there already.
func (r *Report) Complete() bool {
	return len(r.Rejected) == 0 && len(r.Conflicts) == 0 && r.Unlisted == 0
}
