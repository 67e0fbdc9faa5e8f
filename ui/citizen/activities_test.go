// SPDX-License-Identifier: MPL-2.0

package citizen_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestActivities(t *testing.T) {
	p := open(t, some(t), citizen.TabActivities)
	for i, want := range []string{
		"Dansk, FVU, ordblinde (planlagt) | 1. okt 2026 |  |  |  |  |  | Indtastet",
		"Virksomhedspraktik, privat | 1. jul 2026 | i gang | 9 | 15 | Øvegartneri |  | Indtastet",
		"Passiv | 2. mar 2026 | 30. jun 2026 | 17 |  |  |  | Beregnet",
		"Mentorstøtte | 5. jan 2026 | 1. mar 2026 | 8 | 2 |  |  | Importeret",
	} {
		if got := strings.Join(p.Row(i), " | "); got != want {
			t.Errorf("row %d is\n%s, want\n%s", i, got, want)
		}
	}
}

// form opens the form for a new activity.
func form(t *testing.T, r *register) (*page, *widgets.Typeahead) {
	t.Helper()
	p := open(t, r, citizen.TabActivities)
	p.choose(t, "Ny aktivitet …")
	return p, find[*widgets.Typeahead](p)[0]
}

// selectType selects a type of activity by its name.
func selectType(t *testing.T, kind *widgets.Typeahead, name string) {
	t.Helper()
	i := slices.Index(kind.Options, name)
	if i < 0 {
		t.Fatalf("no %q among %q", name, kind.Options)
	}
	kind.SetSelected(i)
}

// Fields of the activity form, as entries.
const (
	fieldStart = iota + 1
	fieldEnd
	fieldHours
	fieldProvider
)

func TestNewActivity(t *testing.T) {
	r := some(t)
	p, kind := form(t, r)
	for _, c := range []struct {
		set  func()
		want string
	}{
		{func() {}, "Skriv en del af aktivitetens navn"},
		{func() { selectType(t, kind, "Mentorstøtte"); p.enter(fieldStart, "i går måske") }, "Skriv en dato"},
		{func() { p.enter(fieldStart, "") }, "Skriv aktivitetens første dag"},
		{func() { p.enter(fieldStart, "1.9.2026"); p.enter(fieldEnd, "31.8.2026") }, "slutter, før den begynder"},
		{func() { p.enter(fieldEnd, "30.9.2026"); p.enter(fieldHours, "mange") }, "er et tal"},
		{func() { p.enter(fieldHours, "-1") }, "er et tal"},
		{func() { p.enter(fieldHours, "NaN") }, "er et tal"},
	} {
		c.set()
		p.Tap("Gem")
		if p.closed() || !strings.Contains(p.Texts(), c.want) {
			t.Errorf("no %q in\n%s", c.want, p.Texts())
		}
	}
	p.enter(fieldHours, "2,5")
	p.enter(fieldProvider, " Jobcenter ")
	p.Tap("Gem")
	if want := `put MEN 2026-09-01–2026-09-30 150 min "Jobcenter" planned false`; r.last() != want || !p.closed() || p.Changes != 1 {
		t.Errorf("done %q, want %q", r.last(), want)
	}
	p.choose(t, "Fortryd ændring")
	if r.last() != "remove activity 1" || len(r.history.Activities) != 3 {
		t.Errorf("undone by %q", r.last())
	}
	n := len(r.done)
	p.choose(t, "Fortryd ændring")
	if len(r.done) != n {
		t.Errorf("undone twice: %q", r.done)
	}
}

// A second activity of the same type at the same time is probably the same one.
func TestOverlapIsPointedOutOnce(t *testing.T) {
	r := some(t)
	p, kind := form(t, r)
	selectType(t, kind, "Virksomhedspraktik, privat")
	p.enter(fieldStart, "1.8.2026")
	p.Tap("Gem")
	if p.closed() || !strings.Contains(p.Texts(), "Borgeren har 1 aktivitet af samme slags") {
		t.Fatalf("the overlap is not pointed out:\n%s", p.Texts())
	}
	p.Tap("Gem")
	if !p.closed() || !strings.HasPrefix(r.last(), "put VPP 2026-08-01") {
		t.Errorf("done %q", r.last())
	}
}

func TestActivityThatCannotBeSaved(t *testing.T) {
	r := some(t)
	p, kind := form(t, r)
	selectType(t, kind, "Mentorstøtte")
	r.fail = errDisk
	p.Tap("Gem")
	if p.closed() || !strings.Contains(p.Texts(), "the disk is full.") {
		t.Errorf("the failure is not shown:\n%s", p.Texts())
	}
	p.Keys(fyne.KeyEscape)
	r.fail = nil
	if !p.closed() || len(r.done) != 0 {
		t.Errorf("cancelled, and done %q", r.done)
	}
}

// row selects the row of the table with a name.
func (p *page) row(t *testing.T, name string) {
	t.Helper()
	for i := range p.Table().Length() {
		if strings.HasPrefix(p.Row(i)[0], name) {
			p.Table().Select(i)
			return
		}
	}
	t.Fatalf("no row %q", name)
}

func TestActivityIsEdited(t *testing.T) {
	r := some(t)
	p := open(t, r, citizen.TabActivities)
	p.row(t, "Virksomhedspraktik")
	p.choose(t, "Ret aktiviteten …")
	if p.Entries()[fieldHours].Text() != "15" || p.Entries()[fieldProvider].Text() != "Øvegartneri" || p.Entries()[fieldEnd].Text() != "" {
		t.Errorf("the form holds %q", p.Entries()[fieldHours].Text())
	}
	p.enter(fieldHours, "20")
	p.Tap("Gem")
	p.choose(t, "Fortryd ændring")
	want := []string{
		`put VPP 2026-07-01– 1200 min "Øvegartneri" planned false`,
		`put VPP 2026-07-01– 900 min "Øvegartneri" planned false`,
	}
	if !slices.Equal(r.done, want) || r.history.Activities[1].Revision != 4 {
		t.Errorf("done %q, revision %d", r.done, r.history.Activities[1].Revision)
	}
}

func TestActivityEndsToday(t *testing.T) {
	r := some(t)
	p := open(t, r, citizen.TabActivities)
	for _, name := range []string{"Dansk, FVU", "Mentor", "Passiv"} { // none of them is running
		p.row(t, name)
		p.choose(t, "Aktiviteten slutter i dag")
	}
	if len(r.done) != 0 || len(p.Toasts) != 3 {
		t.Errorf("done %q, said %q", r.done, p.Toasts)
	}
	p.row(t, "Virksomhedspraktik")
	p.choose(t, "Aktiviteten slutter i dag")
	if r.history.Activities[1].End != model.DateOf(now()) {
		t.Errorf("done %q", r.done)
	}
	p.choose(t, "Fortryd ændring")
	if !r.history.Activities[1].End.IsZero() {
		t.Errorf("not undone: %q", r.done)
	}
}

func TestActivityIsRemoved(t *testing.T) {
	r := some(t)
	p := open(t, r, citizen.TabActivities)
	p.row(t, "Mentor")
	p.choose(t, "Fjern aktiviteten …")
	p.Keys(fyne.KeyEscape)
	if len(r.done) != 0 {
		t.Fatalf("removed without an answer: %q", r.done)
	}
	p.choose(t, "Fjern aktiviteten …")
	r.fail = errDisk
	p.Tap("Fjern")
	if p.LastToast() != "the disk is full." {
		t.Errorf("said %q", p.LastToast())
	}
	r.fail = nil
	p.choose(t, "Fjern aktiviteten …")
	p.Tap("Fjern")
	if r.last() != "remove activity 1" || len(r.history.Activities) != 2 {
		t.Errorf("done %q", r.done)
	}
	p.choose(t, "Fortryd ændring")
	if len(r.history.Activities) != 3 || !strings.HasPrefix(r.last(), "put MEN 2026-01-05–2026-03-01") {
		t.Errorf("undone by %q", r.last())
	}
}

// From another tab there is no selected activity.
func TestNoActivitySelected(t *testing.T) {
	r := some(t)
	p := open(t, r, citizen.TabFigure)
	for _, name := range []string{"Ret aktiviteten …", "Aktiviteten slutter i dag", "Fjern aktiviteten …"} {
		p.choose(t, name)
	}
	if len(p.Toasts) != 3 || !strings.HasPrefix(p.LastToast(), "Vælg en aktivitet") || len(r.done) != 0 || !p.closed() {
		t.Errorf("said %q, done %q", p.Toasts, r.done)
	}
}
