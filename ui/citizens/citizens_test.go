// SPDX-License-Identifier: MPL-2.0

package citizens_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func now() time.Time { return time.Date(2028, time.February, 29, 23, 30, 0, 0, time.UTC) }

func today() model.Date { return model.DateOf(now()) }

// register answers queries from its rows, without sorting them.
type register struct {
	rows      map[store.Scope][]store.CitizenRow
	histories map[model.ID]model.CaseHistory
	err       error
	queries   []store.CitizenQuery
	prepared  bool
	logged    []string
}

// newRegister has n citizens in the scope of the user and all of them in the others.
func newRegister(mine, all int) *register {
	r := &register{rows: map[store.Scope][]store.CitizenRow{}, histories: map[model.ID]model.CaseHistory{}}
	for i := range all {
		row := store.CitizenRow{ID: model.ID(fmt.Sprint(i)), Name: fmt.Sprintf("Prøve %04d", i), CaseNumber: fmt.Sprintf("2028-%04d", i)}
		r.rows[store.ScopeAll] = append(r.rows[store.ScopeAll], row)
		if i < mine {
			r.rows[store.ScopeMine] = append(r.rows[store.ScopeMine], row)
		}
		r.histories[row.ID] = model.CaseHistory{Citizen: model.Citizen{ID: row.ID, Name: row.Name}}
	}
	return r
}

func (r *register) Citizens(_ context.Context, q store.CitizenQuery) (store.CitizenList, error) {
	r.queries = append(r.queries, q)
	var found []store.CitizenRow
	for _, row := range r.rows[q.Scope] {
		if strings.Contains(row.Name, q.Text) {
			found = append(found, row)
		}
	}
	end := len(found)
	if q.Limit > 0 {
		end = min(end, q.Offset+q.Limit)
	}
	return store.CitizenList{Total: len(found), Rows: found[min(q.Offset, end):end]}, r.err
}

func (r *register) CaseHistories(_ context.Context, ids []model.ID) ([]model.CaseHistory, error) {
	var list []model.CaseHistory
	for _, id := range ids {
		list = append(list, r.histories[id])
	}
	return list, r.err
}

func (r *register) LogShown(_ context.Context, list string, ids []model.ID) error {
	r.logged = append(r.logged, fmt.Sprint(list, ids))
	return r.err
}

func (r *register) PrepareSearch(context.Context) error {
	r.prepared = true
	return nil
}

// last returns the last query that was about rows, not about their number.
func (r *register) last() (q store.CitizenQuery) {
	for _, q = range r.queries {
		if q.Limit == 1 {
			continue
		}
	}
	return q
}

// list is the screen under test.
type list struct {
	*screentest.Shell
	screen *citizens.Screen
	opened []model.ID
	news   int
}

func show(t *testing.T, r *register, at citizens.State, after ...widgets.After) *list {
	t.Helper()
	l := &list{Shell: screentest.New(t, now)}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	env := l.Env()
	if len(after) > 0 {
		env.After = after[0]
	}
	l.screen = citizens.New(citizens.Options{
		Env: env, Register: r, Vocabulary: v, Instruments: map[string]*model.Instrument{in.Key(): in}, User: model.User{Initials: "LKN"},
		OnOpen: func(id model.ID) { l.opened = append(l.opened, id) }, OnNew: func() { l.news++ },
		ImportCommand: "fremskridt import …",
	}, at)
	l.Show(l.screen)
	return l
}

func TestFirstScopeWithCitizens(t *testing.T) {
	for _, c := range []struct {
		mine, all int
		want      store.Scope
		rows      int
	}{
		{2, 5, store.ScopeMine, 2},
		{0, 5, store.ScopeAll, 5},
		{0, 0, store.ScopeAll, 0},
	} {
		r := newRegister(c.mine, c.all)
		l := show(t, r, citizens.State{})
		if got := l.screen.State().Query.Scope; got != c.want || l.Table().Length() != c.rows {
			t.Errorf("with %d of %d citizens it shows %d in scope %s", c.mine, c.all, l.Table().Length(), got)
		}
		if !r.prepared {
			t.Error("the search index is not loaded")
		}
	}
}

func TestEmptyStates(t *testing.T) {
	for _, c := range []struct {
		name    string
		all     int
		query   store.CitizenQuery
		want    string
		buttons string
	}{
		{"register", 0, store.CitizenQuery{}, "fremskridt import …", ""},
		{"scope", 3, store.CitizenQuery{Scope: store.ScopeMine}, "Ingen borgere her", "Søg blandt alle, også afsluttede"},
		{"search", 3, store.CitizenQuery{Scope: store.ScopeAll, Text: "Xerxes"}, "»Xerxes«", "Ryd søgningen, Søg blandt alle, også afsluttede"},
		{"search of all", 3, store.CitizenQuery{Scope: store.ScopeAll, Closed: true, Text: "Xerxes"}, "»Xerxes«", "Ryd søgningen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := show(t, newRegister(0, c.all), citizens.State{Query: c.query})
			if !strings.Contains(l.Texts(), c.want) {
				t.Errorf("it says\n%s", l.Texts())
			}
			var buttons []string
			for _, b := range widgettest.Find[*widgets.Button](l.Visible()) {
				if b.Text != "Ny borger" {
					buttons = append(buttons, b.Text)
				}
			}
			if got := strings.Join(buttons, ", "); got != c.buttons {
				t.Errorf("it offers %s, want %s", got, c.buttons)
			}
		})
	}
}

func TestSearchByKeyboard(t *testing.T) {
	r := newRegister(12, 12)
	l := show(t, r, citizens.State{})
	l.screen.FocusSearch()
	l.Type("0011")
	if r.last().Text != "0011" || l.Table().Length() != 1 {
		t.Errorf("searched for %+v", r.last())
	}
	l.Keys(fyne.KeyDown, fyne.KeyReturn)
	if len(l.opened) != 1 || l.opened[0] != "11" {
		t.Errorf("opened %q", l.opened)
	}
}

func TestRowsAreReadInPages(t *testing.T) {
	r := newRegister(0, 450)
	l := show(t, r, citizens.State{Query: store.CitizenQuery{Scope: store.ScopeAll}})
	l.Window.Canvas().Capture()
	if _, read := l.Table().Row(300); read {
		t.Error("a row far below has been read")
	}
	l.Keys(fyne.KeyEnd)
	l.Window.Canvas().Capture()
	if got := l.Row(449); got[0] != "Prøve 0449" {
		t.Errorf("the last row is %q", got)
	}
}

func TestErrorIsShownInPlaceOfRows(t *testing.T) {
	r := newRegister(3, 3)
	r.err = errors.New("the register is damaged")
	l := show(t, r, citizens.State{Query: store.CitizenQuery{Scope: store.ScopeMine}})
	if !strings.Contains(l.Texts(), "Listen kunne ikke hentes\nthe register is damaged.") || l.Table().Length() != 0 {
		t.Errorf("it says\n%s", l.Texts())
	}
}

func TestRefreshKeepsTheCitizenSelected(t *testing.T) {
	r := newRegister(3, 3)
	l := show(t, r, citizens.State{})
	l.Keys(fyne.KeyDown) // 0001
	r.rows[store.ScopeMine] = append([]store.CitizenRow{{ID: "new", Name: "Prøve Ny"}}, r.rows[store.ScopeMine]...)
	l.screen.Refresh()
	if i := l.Table().Selected(); i != 2 || l.Row(i)[0] != "Prøve 0001" {
		t.Errorf("row %d is selected: %q", i, l.Row(i))
	}
	l.Keys(fyne.KeyEnd)
	r.rows[store.ScopeMine] = r.rows[store.ScopeMine][:2]
	l.screen.Refresh()
	if i := l.Table().Selected(); i != 1 {
		t.Errorf("with fewer rows, row %d is selected", i)
	}
}

func TestRefreshReadsDetailsAgain(t *testing.T) {
	r := newRegister(1, 1)
	l := show(t, r, citizens.State{})
	l.Window.Canvas().Capture()
	const activity = 5
	if got := l.Row(0)[activity]; got != "" {
		t.Fatalf("the activity is %q", got)
	}
	h := r.histories["0"]
	h.Citizen.Closed = today().Add(-1)
	r.histories["0"] = h
	l.screen.Refresh()
	if got := l.Row(0)[activity]; got != "Afsluttet 28. feb 2028" {
		t.Errorf("the activity is %q", got)
	}
}

// The next measurement is shown relative to today, also on a leap day.
func TestDueColumn(t *testing.T) {
	const due = 6
	for _, c := range []struct {
		latest model.Date
		want   string
	}{
		{model.Date{}, "første mangler"},
		{today().Add(-91), "i dag"},
		{today().Add(-92), "1 dag over"},
		{today().Add(-90), "om 1 dag"},
		{today(), "30. maj 2028"},
	} {
		r := newRegister(1, 1)
		if !c.latest.IsZero() {
			in, _ := assets.Instrument()
			h := r.histories["0"]
			h.Assessments = []model.Assessment{{
				ID: "a", Citizen: "0", Instrument: in.Key(), Date: c.latest, Respondent: model.ByCitizen,
				Kind: model.KindOrdinary, Status: model.StatusComplete,
			}}
			r.histories["0"] = h
		}
		l := show(t, r, citizens.State{})
		l.Window.Canvas().Capture()
		if got := l.Row(0)[due]; got != c.want {
			t.Errorf("after a measurement on %s the next one is %q, want %q", c.latest, got, c.want)
		}
	}
}

// The rows that have rested on the screen are logged, the filtered ones after a search.
func TestShownCitizensAreLogged(t *testing.T) {
	r := newRegister(3, 3)
	var timers screentest.Timers
	l := show(t, r, citizens.State{}, timers.After)
	l.Window.Canvas().Capture()
	timers.Fire()
	l.screen.FocusSearch()
	l.Type("0001")
	timers.Fire()
	if want := []string{"citizens[0 1 2]", "citizens[1]"}; !slices.Equal(r.logged, want) {
		t.Errorf("logged %q, want %q", r.logged, want)
	}
}

func TestMenu(t *testing.T) {
	l := show(t, newRegister(2, 2), citizens.State{Selected: 1})
	l.Choose(l.screen, "Ny borger …")
	l.screen.Open()
	if l.news != 1 || len(l.opened) != 1 || l.opened[0] != "1" {
		t.Errorf("%d new citizens, opened %q", l.news, l.opened)
	}
	for _, c := range citizens.Commands(l.Env().Words, nil) {
		if !c.Disabled || c.Shortcut != nil {
			t.Errorf("without a list %q can be used", c.Name)
		}
	}
}
