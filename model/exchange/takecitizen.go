package exchange

import (
	"errors"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// citizenTaker takes the rows of a file of citizens.
type citizenTaker struct {
	base
	seen map[string]bool // case numbers of this file
}

func (t *citizenTaker) row(r row) error {
	c, ok := t.read(r)
	if !ok {
		return nil
	}
	twice := t.seen[c.CaseNumber]
	t.seen[c.CaseNumber] = true
	k, err := t.load.Citizen(c.CaseNumber)
	if err != nil {
		return err
	}
	taken, err := t.cpr(r, &c, k)
	if err != nil {
		return err
	}
	switch {
	case k == nil:
		if k, err = t.load.AddCitizen(c); err != nil {
			return err
		}
		t.report.Taken.Citizens++
	case same(k.Citizen, c):
		t.report.Duplicates++
	case twice || k.Source != model.FromImport:
		// A person has edited the citizen since, or the extract disagrees with
		// itself: neither is overwritten.
		if err := t.conflict(r, k.ID, t.differing(k.Citizen, c), c.CaseNumber, OtherMasterData); err != nil {
			return err
		}
	default:
		if err := t.load.ChangeCitizen(k, c, t.o.Today); err != nil {
			return err
		}
		t.report.Updated++
	}
	if taken != "" {
		return t.conflict(r, k.ID, t.file.column(t.columns, CPR), r.get(CPR), CPRTaken, "Case", taken)
	}
	return nil
}

// read makes a citizen of the row, or rejects it.
func (t *citizenTaker) read(r row) (c model.Citizen, ok bool) {
	c.CaseNumber = r.get(CaseNumber)
	if c.CaseNumber == "" {
		t.refuse(r, CaseNumber, NoCaseNumber)
		return c, false
	}
	c.Name = r.get(Name)
	if c.Name == "" {
		c.Name = join(r.get(FirstName), r.get(LastName))
	}
	if c.Name == "" {
		t.refuse(r, Name, NoName)
		return c, false
	}
	word := r.get(TargetGroup)
	group, known := t.o.Vocabulary.FindTargetGroup(word)
	if code := t.o.Mapping.TargetGroups[word]; code != "" {
		group, known = t.o.Vocabulary.TargetGroup(code)
	}
	if !known {
		t.refuse(r, TargetGroup, UnknownGroup)
		return c, false
	}
	c.TargetGroup = group.Code
	c.Caseworker = r.get(Caseworker)
	if c.Team = r.get(Team); c.Team == "" {
		c.Team = t.o.Municipality
	}
	if c.Opened, ok = t.date(r, Opened, false, false); !ok {
		return c, false
	}
	if c.Closed, ok = t.date(r, Closed, false, false); !ok {
		return c, false
	}
	if !c.Closed.IsZero() && c.Closed.Before(c.Opened) {
		t.refuse(r, Closed, EndsBeforeStart, "Start", r.get(Opened))
		return c, false
	}
	c.CloseReason = r.get(CloseReason)
	if o, known := t.o.Vocabulary.FindOutcomeKind(c.CloseReason); known {
		c.CloseReason = o.Code
	}
	return c, true
}

// cpr reads the row's CPR into the citizen. A number that cannot be one, and a
// number that another citizen has, is left out; in the latter case the other's
// case number comes back.
func (t *citizenTaker) cpr(r row, c *model.Citizen, k *store.CitizenState) (taken string, err error) {
	cpr, err := model.ParseCPR(r.get(CPR))
	column := t.file.column(t.columns, CPR)
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

func same(a, b model.Citizen) bool {
	b.ID, b.Revision = a.ID, a.Revision
	return a == b
}

// differing names the columns in which two states of a citizen differ.
func (t *citizenTaker) differing(a, b model.Citizen) string {
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
		s += t.file.column(t.columns, d.f)
	}
	return s
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
