package exchange

import (
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// citizenImporter takes the rows of a file of citizens.
type citizenImporter struct {
	baseImporter
	seen map[string]bool // case numbers of this file
}

func (t *citizenImporter) importRow(r row) error {
	c, ok := t.parseCitizen(r)
	if !ok {
		return nil
	}
	twice := t.seen[c.CaseNumber]
	t.seen[c.CaseNumber] = true
	k, err := t.load.Citizen(c.CaseNumber)
	if err != nil {
		return err
	}
	taken, err := t.parseCPR(r, &c, k)
	if err != nil {
		return err
	}
	switch {
	case k == nil:
		if k, err = t.load.AddCitizen(c); err != nil {
			return err
		}
		t.report.Added.Citizens++
	case sameCitizen(k.Citizen, c):
		t.report.Duplicates++
	case twice || k.Source != model.FromImport:
		// A person has edited the citizen since, or the extract disagrees with
		// itself: neither is overwritten.
		if err := t.addConflict(r, k.ID, t.differingColumns(k.Citizen, c), c.CaseNumber, OtherMasterData); err != nil {
			return err
		}
	default:
		if err := t.load.ChangeCitizen(k, c, t.options.Today); err != nil {
			return err
		}
		t.report.Updated++
	}
	if taken != "" {
		return t.addConflict(r, k.ID, t.file.columnName(t.columns, CPR), r.get(CPR), CPRTaken, "Case", taken)
	}
	return nil
}

// parseCitizen makes a citizen of the row, or rejects it.
func (t *citizenImporter) parseCitizen(r row) (c model.Citizen, ok bool) {
	c.CaseNumber = r.get(CaseNumber)
	if c.CaseNumber == "" {
		t.rejectField(r, CaseNumber, NoCaseNumber)
		return c, false
	}
	c.Name = r.get(Name)
	if c.Name == "" {
		c.Name = joinNames(r.get(FirstName), r.get(LastName))
	}
	if c.Name == "" {
		t.rejectField(r, Name, NoName)
		return c, false
	}
	word := r.get(TargetGroup)
	group, known := t.options.Vocabulary.FindTargetGroup(word)
	if code := t.options.Mapping.TargetGroups[word]; code != "" {
		group, known = t.options.Vocabulary.TargetGroup(code)
	}
	if !known {
		t.rejectField(r, TargetGroup, UnknownGroup)
		return c, false
	}
	c.TargetGroup = group.Code
	c.Caseworker = r.get(Caseworker)
	if c.Team = r.get(Team); c.Team == "" {
		c.Team = t.options.Municipality
	}
	if c.Opened, ok = t.parseDate(r, Opened, false, false); !ok {
		return c, false
	}
	if c.Closed, ok = t.parseDate(r, Closed, false, false); !ok {
		return c, false
	}
	if !c.Closed.IsZero() && c.Closed.Before(c.Opened) {
		t.rejectField(r, Closed, EndsBeforeStart, "Start", r.get(Opened))
		return c, false
	}
	c.CloseReason = r.get(CloseReason)
	if o, known := t.options.Vocabulary.FindOutcomeKind(c.CloseReason); known {
		c.CloseReason = o.Code
	}
	return c, true
}

// parseCPR reads the row's CPR into the citizen. A number that cannot be one, and a
// number that another citizen has, is left out; in the latter case the other's
// case number comes back.
func (t *citizenImporter) parseCPR(r row, c *model.Citizen, k *store.CitizenState) (taken string, err error) {
	cpr, err := model.ParseCPR(r.get(CPR))
	column := t.file.columnName(t.columns, CPR)
	switch {
	case errors.Is(err, model.ErrCPRDate):
		t.warn(t.file, r.line, column, r.get(CPR), CPRNoSuchDate)
	case err != nil:
		t.warn(t.file, r.line, column, r.get(CPR), CPRNotTenDigits)
	case cpr != "":
		other, err := t.load.CaseNumberByCPR(cpr)
		if err != nil {
			return "", err
		}
		if other != "" && other != c.CaseNumber {
			taken = other
			break
		}
		c.CPR = cpr
		if !cpr.HasCheckDigit() {
			t.warn(t.file, r.line, column, r.get(CPR), CPRNoCheckDigit)
		}
	}
	if c.CPR == "" && k != nil {
		c.CPR = k.CPR // an extract without a number takes none away
	}
	return taken, nil
}

func sameCitizen(a, b model.Citizen) bool {
	b.ID, b.Revision = a.ID, a.Revision
	return a == b
}

// differingColumns names the columns in which two states of a citizen differ.
func (t *citizenImporter) differingColumns(a, b model.Citizen) string {
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
		s += t.file.columnName(t.columns, d.f)
	}
	return s
}

func joinNames(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
