// SPDX-License-Identifier: MPL-2.0

package citizen_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func now() time.Time { return time.Date(2026, time.September, 4, 10, 0, 0, 0, time.UTC) }

func day(y int, m time.Month, d int) model.Date { return model.NewDate(y, m, d) }

var errDisk = errors.New("the disk is full")

// register holds one citizen in memory and records what is done to the citizen.
type register struct {
	history   model.CaseHistory
	conflicts []store.Conflict
	log       []store.LogEntry
	changes   []store.Change
	done      []string
	fail      error // of every call, if it is not nil
}

func (r *register) record(format string, args ...any) error {
	if r.fail == nil {
		r.done = append(r.done, fmt.Sprintf(format, args...))
	}
	return r.fail
}

// last returns what was done last.
func (r *register) last() string {
	if len(r.done) == 0 {
		return ""
	}
	return r.done[len(r.done)-1]
}

func (r *register) CaseHistory(context.Context, model.ID) (model.CaseHistory, error) {
	c := r.history
	c.Assessments, c.Activities = slices.Clone(c.Assessments), slices.Clone(c.Activities)
	c.Outcomes, c.Events = slices.Clone(c.Outcomes), slices.Clone(c.Events)
	return c, r.fail
}

func (r *register) Norms(context.Context) (analysis.Norms, error) { return analysis.Norms{}, r.fail }

func (r *register) Conflicts(context.Context, model.ID) ([]store.Conflict, error) {
	return r.conflicts, r.fail
}

func (r *register) CitizenLog(context.Context, model.ID) ([]store.LogEntry, error) {
	return r.log, r.fail
}

func (r *register) RevealCPR(context.Context, model.ID) (model.CPR, error) {
	return r.history.Citizen.CPR, r.record("reveal CPR")
}

func (r *register) ExportCitizenLog(_ context.Context, _ model.ID, staff store.Staff) ([]store.LogEntry, error) {
	return r.log, r.record("export log, staff %v", bool(staff))
}

func (r *register) Dossier(_ context.Context, _ model.ID, staff store.Staff) (store.Dossier, error) {
	c := r.history.Citizen
	return store.Dossier{
		Format: store.DossierFormat, Municipality: "Eksempelkøbing", MadeAt: now(),
		Citizen: store.DossierCitizen{ID: c.ID, CaseNumber: c.CaseNumber, Name: c.Name, TargetGroup: c.TargetGroup, Opened: c.Opened},
	}, r.record("export dossier, staff %v", bool(staff))
}

func (r *register) LogExport(_ context.Context, _ model.ID, what string) error {
	return r.record("export %s", what)
}

func (r *register) PutActivity(_ context.Context, a model.Activity) (model.Activity, error) {
	if err := r.record("put %s %v–%v %d min %q planned %v", a.Type, a.Start, a.End, a.Minutes, a.Provider, a.Planned); err != nil {
		return a, err
	}
	a.Revision++
	if a.ID == "" {
		a.ID = model.ID(fmt.Sprintf("new-%d", len(r.done)))
		r.history.Activities = append(r.history.Activities, a)
		return a, nil
	}
	for i, o := range r.history.Activities {
		if o.ID == a.ID {
			r.history.Activities[i] = a
		}
	}
	return a, nil
}

func (r *register) RemoveActivity(_ context.Context, id model.ID, revision int) error {
	r.history.Activities = slices.DeleteFunc(r.history.Activities, func(a model.Activity) bool { return r.fail == nil && a.ID == id })
	return r.record("remove activity %d", revision)
}

func (r *register) RectifyCitizen(_ context.Context, c model.Citizen, reason string) error {
	if r.fail == nil {
		r.history.Citizen = c
	}
	return r.record("rectify citizen: %s", reason)
}

func (r *register) RectifyAnswer(_ context.Context, _ model.ID, revision int, a model.Answer, reason string) error {
	return r.record("rectify %s to %v of revision %d: %s", a.Item, a, revision, reason)
}

func (r *register) AddOutcome(_ context.Context, o model.Outcome) (model.Outcome, error) {
	if o.ID == "" {
		o.ID = model.ID(fmt.Sprintf("outcome-%d", len(r.done)))
	}
	if r.fail == nil {
		r.history.Outcomes = append(r.history.Outcomes, o)
	}
	return o, r.record("add outcome %s on %v", o.Kind, o.Date)
}

func (r *register) RemoveOutcome(_ context.Context, id model.ID) error {
	r.history.Outcomes = slices.DeleteFunc(r.history.Outcomes, func(o model.Outcome) bool { return r.fail == nil && o.ID == id })
	return r.record("remove outcome")
}

func (r *register) AddContact(_ context.Context, e model.Event) (model.Event, error) {
	if e.ID == "" {
		e.ID = model.ID(fmt.Sprintf("contact-%d", len(r.done)))
	}
	e.Kind = model.EventContact
	if r.fail == nil {
		r.history.Events = append(r.history.Events, e)
	}
	return e, r.record("add contact %q on %v", e.To, e.Date)
}

func (r *register) RemoveContact(_ context.Context, id model.ID) error {
	r.history.Events = slices.DeleteFunc(r.history.Events, func(e model.Event) bool { return r.fail == nil && e.ID == id })
	return r.record("remove contact")
}

func (r *register) Changes(context.Context, model.ID) ([]store.Change, error) {
	return r.changes, r.fail
}

func (r *register) CreateCitizen(_ context.Context, c model.Citizen) (model.Citizen, error) {
	c.ID = "created"
	r.history.Citizen = c
	return c, r.record("create %s %s, %s, %s, %s, opened %v", c.CaseNumber, c.Name, c.TargetGroup, c.Caseworker, c.Team, c.Opened)
}

// empty returns a register with a citizen with a case that was just opened.
func empty(t *testing.T) *register {
	t.Helper()
	v := vocabulary(t)
	return &register{history: model.CaseHistory{Citizen: model.Citizen{
		ID: "åse", CaseNumber: "2024-00001", CPR: "0201600000", Name: "Åse Prøvesen", TargetGroup: v.TargetGroups[0].Code,
		Caseworker: "LKN", Team: "Nord", Opened: day(2024, 1, 8), Revision: 3,
	}}}
}

// some returns a register with a citizen in the middle of the case: assessments of both
// respondents and a draft, a running and a planned activity and an earlier one.
func some(t *testing.T) *register {
	t.Helper()
	r, in := empty(t), instrument(t)
	for n := range 3 {
		for _, by := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			a := model.Assessment{
				ID: model.ID(fmt.Sprintf("%s-%d", by, n)), Citizen: "åse", Instrument: in.Key(), Date: day(2026, 2, 2).Add(91 * n), Respondent: by,
				Rater: "LKN", Mode: "conversation", Kind: model.KindOrdinary, Status: model.StatusComplete, Revision: 4,
			}
			for i, item := range in.ItemsOf(by) {
				a.Answers = append(a.Answers, model.NewAnswer(item.Code, 1+(i+n)%4))
			}
			r.history.Assessments = append(r.history.Assessments, a)
		}
	}
	latest := &r.history.Assessments[4] // by the citizen
	latest.Answers[1], latest.Note = model.NewMissingAnswer(latest.Answers[1].Item, -1), "Kom for sent"
	r.history.Assessments = append(r.history.Assessments, model.Assessment{
		ID: "draft", Citizen: "åse", Instrument: in.Key(), Date: day(2026, 9, 3), Respondent: model.ByCitizen, Kind: model.KindOrdinary,
		Status: model.StatusDraft, Answers: []model.Answer{model.NewAnswer(in.ItemsOf(model.ByCitizen)[0].Code, 3)},
	})
	r.history.Activities = []model.Activity{
		{ID: "mentor", Type: "MEN", Start: day(2026, 1, 5), End: day(2026, 3, 1), Minutes: 120, Source: model.FromImport, Revision: 1},
		{ID: "trainee", Type: "VPP", Start: day(2026, 7, 1), Minutes: 900, Provider: "Øvegartneri", Source: model.FromEntry, Revision: 2},
		{ID: "course", Type: "VOD", Start: day(2026, 10, 1), Planned: true, Source: model.FromEntry, Revision: 1},
	}
	return r
}

func instrument(t *testing.T) *model.Instrument {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func vocabulary(t *testing.T) *model.Vocabulary {
	t.Helper()
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// page is the page of the citizen in a window of a test shell.
type page struct {
	*screentest.Shell
	*citizen.Page
	register *register
	opened   []string // what was asked of the shell
	views    []citizen.View
}

// open shows the page on a tab.
func open(t *testing.T, r *register, tab int) *page {
	t.Helper()
	p := &page{Shell: screentest.New(t, now), register: r}
	p.Page = citizen.New(citizen.Options{
		Env: p.Env(), Register: r, Vocabulary: vocabulary(t), Instruments: map[string]*model.Instrument{instrument(t).Key(): instrument(t)},
		OnDraft: func(id model.ID) { p.opened = append(p.opened, "draft "+string(id)) },
		OnAgain: func(id model.ID) { p.opened = append(p.opened, "second entry of "+string(id)) },
		OnNew:   func() { p.opened = append(p.opened, "new") },
		OnRead:  func() {}, OnView: func(v citizen.View) { p.views = append(p.views, v) },
		Teams: []string{"Nord", "Syd"}, Municipality: "Eksempelkøbing", User: "LKN",
	}, citizen.State{Citizen: "åse", Tab: tab})
	p.Show(p.Page)
	p.Window.Resize(fyne.NewSize(1600, 900))
	return p
}

// choose runs a command of the menu.
func (p *page) choose(t *testing.T, name string) {
	t.Helper()
	p.Choose(p.Page, name)
}

// find returns the visible widgets of a type.
func find[T any](p *page) []T { return widgettest.Find[T](p.Visible()) }

// enter replaces the text of the visible entry at an index.
func (p *page) enter(i int, text string) { p.Entries()[i].SetText(text) }

// closed reports whether no dialog is open.
func (p *page) closed() bool { return p.Window.Canvas().Overlays().Top() == nil }
