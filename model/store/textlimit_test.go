// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// A text that is too long is refused by every way in, with its field, and not cut.
func TestTooLongTextIsRefused(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	h := f.history(1, "Åse Prøvesen")
	f.add(h)
	a, admin := f.as("NOR", model.RoleCaseworker), f.as("LKN", model.RoleAdministrator)
	long, note := strings.Repeat("å", model.MaxText+1), strings.Repeat("å", model.MaxNote+1)
	draft, err := a.BeginDraft(t.Context(), h.Citizen.ID, f.head(monday))
	f.must(err)
	activity := model.Activity{Citizen: h.Citizen.ID, Type: "VPP", Start: monday}
	changed := func(change func(*model.Citizen)) model.Citizen {
		c := h.Citizen
		change(&c)
		return c
	}
	load := func(fn func(*store.Load) error) error {
		return f.as("LKN", model.RoleTeamLeader).Load(t.Context(), "test", fn)
	}
	state := func(l *store.Load) *store.CitizenState {
		k, err := l.Citizen(h.Citizen.CaseNumber)
		f.must(err)
		return k
	}
	before := f.count(`select count(*) from citizen_history`)
	for name, c := range map[string]struct {
		field model.TextField
		do    func(ctx context.Context) error
	}{
		"create": {model.TextName, func(ctx context.Context) error {
			_, err := a.CreateCitizen(ctx, changed(func(c *model.Citizen) { c.CaseNumber, c.Name = "2024-9", long }))
			return err
		}},
		"rectify": {model.TextCaseNumber, func(ctx context.Context) error {
			return a.RectifyCitizen(ctx, changed(func(c *model.Citizen) { c.CaseNumber = long }), "fejl")
		}},
		"reason": {model.TextReason, func(ctx context.Context) error {
			return a.RectifyCitizen(ctx, changed(func(c *model.Citizen) { c.Name = "Åse" }), long)
		}},
		"due day": {model.TextReason, func(ctx context.Context) error { return a.MoveDue(ctx, h.Citizen.ID, monday, long) }},
		"note":    {model.TextNote, func(ctx context.Context) error { return draft.SetHeader(ctx, withNote(f.head(monday), note)) }},
		"begin": {model.TextNote, func(ctx context.Context) error {
			header := withNote(f.head(monday), note)
			header.Respondent = model.ByCaseworker
			_, err := a.BeginDraft(ctx, h.Citizen.ID, header)
			return err
		}},
		"place": {model.TextProvider, func(ctx context.Context) error {
			v := activity
			v.Provider = long
			_, err := a.PutActivity(ctx, v)
			return err
		}},
		"contact": {model.TextContact, func(ctx context.Context) error {
			_, err := a.AddContact(ctx, model.Event{Citizen: h.Citizen.ID, Date: monday, To: long})
			return err
		}},
		"user": {model.TextUserName, func(ctx context.Context) error {
			return admin.PutUser(ctx, model.User{Initials: "NYX", Name: long, Roles: []model.Role{model.RoleCaseworker}, Active: true})
		}},
		"team": {model.TextTeam, func(ctx context.Context) error {
			return admin.PutUser(ctx, model.User{Initials: "NYX", Teams: []string{long}, Roles: []model.Role{model.RoleCaseworker}, Active: true})
		}},
		"municipality": {model.TextMunicipality, func(ctx context.Context) error {
			s := setup(t)
			s.Municipality = long
			_, _, err := store.Create(ctx, filepath.Join(t.TempDir(), "x.fremskridt"), s, options)
			return err
		}},
		"search": {model.TextSearch, func(ctx context.Context) error {
			_, err := a.Citizens(ctx, store.CitizenQuery{Text: long})
			return err
		}},
		"case number": {model.TextCaseNumber, func(ctx context.Context) error {
			_, err := a.CaseHistoryByNumber(ctx, long)
			return err
		}},
		"import a citizen": {model.TextTeam, func(context.Context) error {
			return load(func(l *store.Load) error {
				_, err := l.AddCitizen(model.Citizen{CaseNumber: "2024-8", Name: "Bo", Team: long})
				return err
			})
		}},
		"import a change": {model.TextCloseReason, func(context.Context) error {
			return load(func(l *store.Load) error {
				return l.ChangeCitizen(state(l), changed(func(c *model.Citizen) { c.CloseReason = long }))
			})
		}},
		"import an activity": {model.TextEndReason, func(context.Context) error {
			v := activity
			v.EndReason = long
			return load(func(l *store.Load) error { return l.AddActivity(v) })
		}},
		"import an assessment": {model.TextRater, func(context.Context) error {
			s := f.assessment(monday, model.ByCaseworker, 3)
			s.Rater = long
			return load(func(l *store.Load) error { return l.AddAssessment(state(l), s) })
		}},
		"import an outcome": {model.TextOutcome, func(context.Context) error {
			return load(func(l *store.Load) error {
				_, err := l.AddOutcome(model.Outcome{Citizen: h.Citizen.ID, Date: monday, Kind: long})
				return err
			})
		}},
		"import an event": {model.TextCaseworker, func(context.Context) error {
			return load(func(l *store.Load) error {
				return l.AddEvent(model.Event{Citizen: h.Citizen.ID, Date: monday, Kind: model.EventCaseworker, To: long})
			})
		}},
	} {
		var tooLong *model.TooLongError
		if err := c.do(t.Context()); !errors.As(err, &tooLong) || tooLong.Field != c.field {
			t.Errorf("%s: %v, want too long a %s", name, err, c.field)
		}
	}
	if n := f.count(`select count(*) from citizen`) + f.count(`select count(*) from activity`); n != 1 {
		t.Errorf("%d citizens and activities, want the one citizen", n)
	}
	if n := f.count(`select count(*) from citizen_history`); n != before {
		t.Errorf("%d changes were recorded", n-before)
	}
	if n := f.count(`select count(*) from access_log_words where length(words) > 100`); n > 0 {
		t.Errorf("the access log has %d of the long texts", n)
	}
}

func withNote(header model.Assessment, note string) model.Assessment {
	header.Note = note
	return header
}

// A citizen with a name longer than today's limit can be corrected in other fields.
func TestLongTextFromBeforeStays(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	h := f.history(1, "Åse Prøvesen")
	f.add(h)
	long := strings.Repeat("å", 1000)
	f.must(f.Exec(t.Context(), `update citizen set name = $1`, long))
	a := f.as("NOR", model.RoleCaseworker)
	read, err := a.CaseHistory(t.Context(), h.Citizen.ID)
	f.must(err)
	c := read.Citizen
	c.CaseNumber = "2024-7"
	f.must(a.RectifyCitizen(t.Context(), c, "fejl"))
	if f.count(`select count(*) from citizen where length(name) = 1000 and case_number = '2024-7'`) != 1 {
		t.Error("the correction is not there, or the name was cut")
	}
}
