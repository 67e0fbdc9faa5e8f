package exchange

import (
	"slices"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Field is what a column of an extract holds. Its name is what a mapping file
// uses.
type Field string

// The fields.
const (
	CaseNumber  Field = "case_number"
	CPR         Field = "cpr"
	Name        Field = "name"
	FirstName   Field = "first_name"
	LastName    Field = "last_name"
	TargetGroup Field = "target_group"
	Caseworker  Field = "caseworker"
	Team        Field = "team"
	Opened      Field = "opened"
	Closed      Field = "closed"
	CloseReason Field = "close_reason"
	Date        Field = "date"
	Mode        Field = "mode"
	Type        Field = "activity_type"
	Start       Field = "start"
	End         Field = "end"
	Hours       Field = "hours_a_week"
	Provider    Field = "provider"
	Status      Field = "status"
	EndReason   Field = "end_reason"
	Outcome     Field = "outcome"
)

// headerNames are the heads under which Danish case systems write a field, in
// small letters without spaces, points and hyphens. The first is the one a
// message names.
var headerNames = map[Field][]string{
	CaseNumber:  {"Sagsnr", "Sagsnummer", "Sag", "SagsID", "Journalnummer", "Journalnr", "Borgernr"},
	CPR:         {"CPR", "CPR-nr", "CPR-nummer", "Personnummer", "Personnr"},
	Name:        {"Navn", "Borgernavn", "Borger", "Fulde navn"},
	FirstName:   {"Fornavn", "Fornavne"},
	LastName:    {"Efternavn"},
	TargetGroup: {"Målgruppe", "Målgruppekode", "Ydelsesgruppe"},
	Caseworker:  {"Sagsbehandler", "Sagsbeh.", "Vurderet af", "Sagsbehandlerinitialer"},
	Team:        {"Team", "Enhed", "Afdeling"},
	Opened:      {"Sag åbnet", "Åbnet", "Oprettet", "Sagsstart"},
	Closed:      {"Sag lukket", "Lukket", "Afsluttet", "Sagsslut"},
	CloseReason: {"Lukkeårsag", "Afslutningsårsag"},
	Date:        {"Dato", "Samtaledato", "Afgangsdato", "Måledato"},
	Mode:        {"Form", "Samtaleform"},
	Type:        {"Indsatstype", "Aktivitetstype", "Indsats", "Aktivitet", "Tilbudstype", "Tilbud"},
	Start:       {"Startdato", "Start", "Fra", "Fradato"},
	End:         {"Slutdato", "Slut", "Til", "Tildato"},
	Hours:       {"Timer pr. uge", "Timer", "Ugentlige timer", "Timetal"},
	Provider:    {"Sted", "Leverandør", "Virksomhed", "Udbyder", "Aktør"},
	Status:      {"Status"},
	EndReason:   {"Slutårsag", "Ophørsårsag"},
	Outcome:     {"Afgang", "Afgangsårsag", "Afgang til", "Udfald"},
}

// fileKind is what a file of an extract holds.
type fileKind string

const (
	citizensFile   fileKind = "citizens"
	activitiesFile fileKind = "activities"
	answersFile    fileKind = "assessments"
	outcomesFile   fileKind = "outcomes"
	weeksFile      fileKind = "register_weeks"
)

// importOrder is the order in which the files of an extract are taken: citizens
// before what belongs to them, the weekly register after the activities that
// take its place.
var importOrder = []fileKind{citizensFile, activitiesFile, answersFile, outcomesFile, weeksFile}

// requiredFields are the fields without which a file of that kind cannot be taken.
var requiredFields = map[fileKind][]Field{
	citizensFile:   {CaseNumber, TargetGroup},
	activitiesFile: {CaseNumber, Type, Start},
	answersFile:    {CaseNumber, Date},
	outcomesFile:   {CaseNumber, Date, Outcome},
	weeksFile:      {CPR},
}

// columnLayout say where a file has what.
type columnLayout struct {
	kind   fileKind
	fields map[Field]int
	items  []itemColumn
	weeks  []weekColumn
}

type itemColumn struct {
	column int
	code   string
}

type weekColumn struct {
	column int
	monday model.Date
}

// name is the head under which a message names a field of the file.
func (t *table) columnName(c *columnLayout, f Field) string {
	if i, ok := c.fields[f]; ok {
		return t.header[i]
	}
	return headerNames[f][0]
}

func normaliseHeader(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\u00a0.-_", r) {
			return -1
		}
		return r
	}, s))
}

// recogniseColumns finds the columns of a table and what kind of file it is.
func recogniseColumns(t *table, m Mapping, instruments map[string]*model.Instrument) (*columnLayout, error) {
	c := &columnLayout{fields: map[Field]int{}}
	seen := map[string]bool{}
	known := map[string]Field{}
	for f, names := range headerNames {
		for _, n := range names {
			known[normaliseHeader(n)] = f
		}
	}
	for head, f := range m.Columns {
		known[normaliseHeader(head)] = f
	}
	for i, head := range t.header {
		folded := normaliseHeader(head)
		if folded == "" {
			continue
		}
		if seen[folded] {
			return nil, t.fileError(FileColumnTwice, "Column", head)
		}
		seen[folded] = true
		if f, ok := known[folded]; ok {
			if other, twice := c.fields[f]; twice {
				return nil, t.fileError(FileColumnTwice, "Column", t.header[other]+" / "+head)
			}
			c.fields[f] = i
			continue
		}
		if monday, ok := registerWeek(head); ok {
			c.weeks = append(c.weeks, weekColumn{i, monday})
			continue
		}
		code := strings.ToUpper(head)
		if mapped := m.Items[head]; mapped != "" {
			code = mapped
		}
		if anyHasItem(instruments, code) {
			c.items = append(c.items, itemColumn{i, code})
		}
	}
	has := func(f Field) bool { _, ok := c.fields[f]; return ok }
	switch {
	case len(c.weeks) > 0:
		c.kind = weeksFile
	case len(c.items) > 0:
		c.kind = answersFile
	case has(Type):
		c.kind = activitiesFile
	case has(Outcome):
		c.kind = outcomesFile
	case has(Name), has(FirstName) && has(LastName):
		c.kind = citizensFile
	default:
		return nil, t.fileError(FileUnknown, "Columns", strings.Join(t.header[:min(len(t.header), 12)], ", "))
	}
	for _, f := range requiredFields[c.kind] {
		if !has(f) {
			return nil, t.fileError(FileMissingColumn, "Column", headerNames[f][0], "Columns", strings.Join(t.header[:min(len(t.header), 12)], ", "))
		}
	}
	slices.SortFunc(c.weeks, func(a, b weekColumn) int { return a.monday.Compare(b.monday) })
	return c, nil
}

func anyHasItem(instruments map[string]*model.Instrument, code string) bool {
	for _, in := range instruments {
		if _, ok := in.Item(code); ok {
			return true
		}
	}
	return false
}

// registerWeek reads the head of a weekly register's column, y_YYWW: the ISO
// week WW of the year 19YY from 90 on and of 20YY below.
func registerWeek(head string) (model.Date, bool) {
	digits, ok := strings.CutPrefix(strings.ToLower(head), "y_")
	if !ok || len(digits) != 4 {
		return model.Date{}, false
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil {
		return model.Date{}, false
	}
	year := 2000 + int(n/100)
	if n/100 >= 90 {
		year -= 100
	}
	return model.ISOWeekMonday(year, int(n%100))
}
