// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"unicode/utf8"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// citizenImporter imports citizens.
type citizenImporter struct {
	baseImporter
	seen map[string]bool // case numbers of this file
}

func (im *citizenImporter) importRow(r row) error {
	c, ok := im.parseCitizen(r)
	if !ok {
		return nil
	}
	twice := im.seen[c.CaseNumber]
	im.seen[c.CaseNumber] = true
	state, err := im.load.Citizen(c.CaseNumber)
	if err == nil {
		err = im.importCitizen(r, c, state, twice)
	}
	switch {
	case errors.Is(err, errCPRUnseen):
		im.rejectField(r, CPR, CPRTakenUnseen)
		return nil
	case errors.Is(err, store.ErrOtherTeam):
		im.rejectField(r, CaseNumber, OtherTeam)
		return nil
	}
	return err
}

// errCPRUnseen is returned for the CPR number of a citizen that the importer does not
// see.
var errCPRUnseen = errors.New("the CPR number belongs to a citizen of another team")

// importCitizen adds or changes a citizen; state is nil for a new one.
func (im *citizenImporter) importCitizen(r row, c model.Citizen, state *store.CitizenState, twice bool) error {
	if c.Team == "" { // an extract without a team moves no citizen
		if c.Team = im.load.Team(im.options.Municipality); state != nil {
			c.Team = state.Team
		}
	}
	ownerCase, err := im.parseCPR(r, &c, state)
	if err != nil {
		return err
	}
	switch {
	case state == nil:
		if state, err = im.load.AddCitizen(c); err != nil {
			return err
		}
		im.report.Added.Citizens++
	case sameCitizen(state.Citizen, c):
		im.report.Duplicates++
	case twice || state.Source != model.FromImport:
		// Neither what a user has edited since nor an earlier row is overwritten.
		if err := im.addConflict(r, state.ID, im.differingColumns(state.Citizen, c), c.CaseNumber, OtherMasterData); err != nil {
			return err
		}
	default:
		if err := im.load.ChangeCitizen(state, c); err != nil {
			return err
		}
		im.report.Updated++
	}
	if ownerCase != "" {
		return im.addConflict(r, state.ID, im.file.columnName(im.columns, CPR), r.get(CPR), CPRTaken, "Case", ownerCase)
	}
	return nil
}

// parseCitizen parses a row, or rejects it and returns false.
func (im *citizenImporter) parseCitizen(r row) (c model.Citizen, ok bool) {
	c.CaseNumber = r.get(CaseNumber)
	if c.CaseNumber == "" {
		im.rejectField(r, CaseNumber, NoCaseNumber)
		return c, false
	}
	if im.isCPR(c.CaseNumber) {
		im.rejectField(r, CaseNumber, CaseNumberIsCPR)
		return c, false
	}
	c.Name = r.get(Name)
	if c.Name == "" {
		c.Name = joinNames(r.get(FirstName), r.get(LastName))
	}
	if c.Name == "" {
		im.rejectField(r, Name, NoName)
		return c, false
	}
	if n := utf8.RuneCountInString(c.Name); n > model.MaxText { // of two columns
		im.rejectField(r, Name, TooLong, "Length", n, "Limit", model.MaxText)
		return c, false
	}
	words := im.options.Vocabulary
	group, known := lookup(r.get(TargetGroup), im.options.Mapping.TargetGroups, words.TargetGroup, words.FindTargetGroup)
	if !known {
		im.rejectField(r, TargetGroup, UnknownGroup)
		return c, false
	}
	c.TargetGroup = group.Code
	c.Caseworker = r.get(Caseworker)
	c.Team = r.get(Team)
	if c.Opened, ok = im.parseDate(r, Opened, false, false); !ok {
		return c, false
	}
	if c.Closed, ok = im.parseDate(r, Closed, false, false); !ok {
		return c, false
	}
	if !c.Closed.IsZero() && c.Closed.Before(c.Opened) {
		im.rejectField(r, Closed, EndsBeforeStart, "Start", r.get(Opened))
		return c, false
	}
	c.CloseReason = r.get(CloseReason)
	if o, known := im.options.Vocabulary.FindOutcomeKind(c.CloseReason); known {
		c.CloseReason = o.Code
	}
	return c, true
}

// parseCPR parses the CPR number of the row into the citizen. An invalid number, or
// that of another citizen, is left out; for the latter the other's case number is
// returned.
func (im *citizenImporter) parseCPR(r row, c *model.Citizen, state *store.CitizenState) (ownerCase string, err error) {
	cpr, err := model.ParseCPR(r.get(CPR))
	column := im.file.columnName(im.columns, CPR)
	switch {
	case errors.Is(err, model.ErrCPRDate):
		im.warn(im.file, r.line, column, r.get(CPR), CPRNoSuchDate)
	case err != nil:
		im.warn(im.file, r.line, column, r.get(CPR), CPRNotTenDigits)
	case cpr != "":
		other, err := im.load.CitizenByCPR(cpr)
		if errors.Is(err, store.ErrOtherTeam) {
			return "", errCPRUnseen
		}
		if err != nil {
			return "", err
		}
		if other != nil && other.CaseNumber != c.CaseNumber {
			ownerCase = other.CaseNumber
			break
		}
		c.CPR = cpr
		if !cpr.HasCheckDigit() {
			im.warn(im.file, r.line, column, r.get(CPR), CPRNoCheckDigit)
		}
	}
	if c.CPR == "" && state != nil {
		c.CPR = state.CPR // an extract without a number removes none
	}
	return ownerCase, nil
}

func sameCitizen(a, b model.Citizen) bool {
	b.ID, b.Revision = a.ID, a.Revision
	return a == b
}

// differingColumns returns the names of the columns in which a citizen differs.
func (im *citizenImporter) differingColumns(a, b model.Citizen) string {
	s := ""
	for _, d := range []struct {
		f      Field
		differ bool
	}{
		{CPR, a.CPR != b.CPR},
		{Name, a.Name != b.Name},
		{TargetGroup, a.TargetGroup != b.TargetGroup},
		{Caseworker, a.Caseworker != b.Caseworker},
		{Team, a.Team != b.Team},
		{Opened, a.Opened != b.Opened},
		{Closed, a.Closed != b.Closed},
		{CloseReason, a.CloseReason != b.CloseReason},
	} {
		if !d.differ {
			continue
		}
		if s != "" {
			s += ", "
		}
		s += im.file.columnName(im.columns, d.f)
	}
	return s
}

func joinNames(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
