package cohort

// MainGroup is what most days of an interval went to (methods 3).
type MainGroup string

// The main groups, in the order that they are shown.
const (
	MainCompany MainGroup = "company"
	MainOther   MainGroup = "other"
	MainPassive MainGroup = "passive"
	MainMixed   MainGroup = "mixed"
)

// Change is the mean change per 91 days by what the interval mainly went to
// (methods 3), an item a row, citizen's before caseworker's.
type Change struct {
	Rows     []ChangeRow
	LeftOut  LeftOutIntervals
	Cautions []Caution
}

// ChangeRow is the change of one item.
type ChangeRow struct {
	Measure Measure
	Groups  []GroupChange // one of each MainGroup
}

// GroupChange is the mean change over the intervals of a main group, in steps per
// 91 days, positive toward work. Its interval is clustered by citizen, from t
// with Citizens - 1 degrees of freedom.
type GroupChange struct {
	Group     MainGroup
	Citizens  Shown[int]
	Intervals Shown[int]
	Mean      Shown[Interval]
}

// LeftOutIntervals are the intervals between two answers of an item that enter no
// change (methods 1), over all items.
type LeftOutIntervals struct {
	Short Shown[int] // fewer than 28 days that are not neutral
	Long  Shown[int] // more than 365 days
}
