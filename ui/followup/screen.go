// SPDX-License-Identifier: MPL-2.0

package followup

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Register is what the screen needs of the register.
type Register interface {
	FollowUp(ctx context.Context, q store.FollowUpQuery) ([]store.FollowUpRow, error)
	ExportFollowUp(ctx context.Context, q store.FollowUpQuery) ([]store.FollowUpRow, error)
	LogShown(ctx context.Context, list string, citizens []model.ID) error
	MoveDue(ctx context.Context, citizen model.ID, due model.Date, reason string) error
}

// Options are what the screen is made from.
type Options struct {
	screen.Env
	Register Register
	User     model.User

	OnOpen      func(row store.FollowUpRow) // does what the row asks for
	OnCitizen   func(citizen model.ID)      // shows the citizen
	OnCalibrate func()                      // opens the calibration
	OnUrgent    func(n int)                 // what is urgent among the user's own
	OnWeeks     func(weeks int)             // remembers when passive is long
}

// DefaultWeeks is how many weeks without activity are long, unless the user has
// said otherwise.
const DefaultWeeks = 8

// State is where a person is in the list. It outlives the screen.
type State struct {
	Scope    store.Scope
	Kind     model.TaskKind // all kinds when empty
	Weeks    int
	Selected int
}

// Urgent is how many of the rows are about what cannot wait: measurements that
// are due or overdue, and drafts.
func Urgent(rows []store.FollowUpRow) int {
	n := 0
	for _, r := range rows {
		switch r.Kind {
		case model.TaskOverdue, model.TaskDue, model.TaskDraft:
			n++
		}
	}
	return n
}

// Screen is the list of what is to be done.
type Screen struct {
	o      Options
	place  State
	scopes []store.Scope
	kinds  []model.TaskKind // the first is empty: all of them

	list  []store.FollowUpRow // of the scope, all kinds
	lines []line              // that are shown
	read  bool
	query screen.Latest

	scope   *widgets.Segmented
	kind    *widgets.DataTable
	weeks   *widgets.Dropdown
	table   *widgets.DataTable
	shown   *screen.ShownList
	nothing *nothing
	foot    *widgets.FootStrip
	content fyne.CanvasObject
}

// New returns the screen at a place; Load fills it. The zero Place is the
// beginning: one's own citizens or, for who has none as a caseworker, the team's.
func New(o Options, at State) *Screen {
	s := &Screen{o: o, place: at}
	s.scopes = []store.Scope{store.ScopeMine, store.ScopeTeam, store.ScopeAll}
	if len(o.User.Teams) == 0 {
		s.scopes = []store.Scope{store.ScopeMine, store.ScopeAll}
	}
	if !slices.Contains(s.scopes, s.place.Scope) {
		s.place.Scope = store.ScopeMine
		if !o.User.Has(model.RoleCaseworker) {
			s.place.Scope = s.scopes[1]
		}
	}
	if s.place.Weeks <= 0 {
		s.place.Weeks = DefaultWeeks
	}
	s.kinds = append([]model.TaskKind{""}, model.TaskKinds()...)
	s.shown = screen.NewShownList(o.Env, "follow_up", o.Register.LogShown, s.citizenAt)
	s.build()
	return s
}

// citizenAt returns the citizen of a line, empty for a head.
func (s *Screen) citizenAt(i int) model.ID {
	if i >= len(s.lines) || s.lines[i].row == nil {
		return ""
	}
	return s.lines[i].row.ID
}

// Content is what the screen shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// State is where the person is now.
func (s *Screen) State() State {
	at := s.place
	if s.read {
		at.Selected = s.table.Selected()
	}
	return at
}

// FocusList moves the keyboard to the list.
func (s *Screen) FocusList() { s.o.Focus(s.table) }

// FocusKinds moves the keyboard to the kinds.
func (s *Screen) FocusKinds() { s.o.Focus(s.kind) }

// Load reads the list again and keeps the selected row where it still exists.
func (s *Screen) Load() {
	q := s.listQuery()
	var list []store.FollowUpRow
	s.query.Run(s.o.Run, func(ctx context.Context) (err error) {
		list, err = s.o.Register.FollowUp(ctx, q)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.show(q, list)
	})
}

func (s *Screen) listQuery() store.FollowUpQuery {
	return store.FollowUpQuery{Scope: s.place.Scope, AsOf: s.o.Today(), PassiveWeeks: s.place.Weeks}
}

func (s *Screen) show(q store.FollowUpQuery, list []store.FollowUpRow) {
	at := s.place.Selected
	if s.read {
		at = s.table.Selected()
	}
	before, had := s.selected()
	s.list, s.read = list, true
	s.kind.SetLength(len(s.kinds))
	s.fill()
	if had {
		for i, l := range s.lines {
			if l.row != nil && l.row.ID == before.ID && l.row.Kind == before.Kind {
				at = i
				break
			}
		}
	}
	s.choose(at)
	if q.Scope == store.ScopeMine {
		s.o.OnUrgent(Urgent(list))
	}
}

func (s *Screen) fail(err error) {
	s.list, s.read = nil, true
	s.fill()
	s.nothing.say(s.o.Words.T("follow.failed"), s.o.Explain(err), false)
}

// fill shows what there is of the chosen kind.
func (s *Screen) fill() {
	var groups []int
	s.lines, groups = s.arrange()
	s.table.Select(-1)
	s.table.SetGroups(groups)
	s.table.SetLength(len(s.lines))
	s.table.ScrollTo(0)
	w := s.o.Words
	citizens := map[model.ID]bool{}
	n := 0
	for _, l := range s.lines {
		if l.row != nil {
			citizens[l.row.ID] = true
			n++
		}
	}
	s.foot.SetTexts(w.N("follow.count", n), w.N("list.count", len(citizens)))
	s.nothing.show(n)
	s.shown.Changed()
}

// choose selects a row, or the one nearest to it.
func (s *Screen) choose(i int) {
	if len(s.lines) == 0 {
		return
	}
	i = max(0, min(i, len(s.lines)-1))
	if s.lines[i].row == nil {
		i++ // a head is followed by a row
	}
	s.table.Select(i)
}

func (s *Screen) selected() (store.FollowUpRow, bool) {
	i := s.table.Selected()
	if i < 0 || i >= len(s.lines) || s.lines[i].row == nil {
		return store.FollowUpRow{}, false
	}
	return *s.lines[i].row, true
}

// Open does what the selected row asks for.
func (s *Screen) Open() {
	if r, ok := s.selected(); ok {
		s.o.OnOpen(r)
	}
}

// OpenCitizen shows the citizen of the selected row.
func (s *Screen) OpenCitizen() {
	if r, ok := s.selected(); ok {
		s.o.OnCitizen(r.ID)
	}
}

// Scopes are the scopes that can be chosen, in order.
func (s *Screen) Scopes() []store.Scope { return s.scopes }

// ScopeName is a scope in words.
func (s *Screen) ScopeName(scope store.Scope) string {
	if scope == store.ScopeTeam && len(s.o.User.Teams) > 1 {
		return s.o.Words.T("list.scope.teams")
	}
	return s.o.Words.T("list.scope." + string(scope))
}

// SelectScope chooses the citizens of the list.
func (s *Screen) SelectScope(scope store.Scope) { s.scope.SetSelected(slices.Index(s.scopes, scope)) }

func (s *Screen) onScope(i int) {
	s.place.Scope, s.place.Selected = s.scopes[i], 0
	s.table.Select(-1)
	s.Load()
}

func (s *Screen) onKind(i int) {
	if i < 0 || s.kinds[i] == s.place.Kind {
		return
	}
	s.place.Kind = s.kinds[i]
	s.kind.Refresh() // the chosen one is bold
	if s.read {
		s.fill()
		s.choose(0)
	}
}

func (s *Screen) onWeeks(i int) {
	s.place.Weeks = weekChoices(s.place.Weeks)[i]
	s.o.OnWeeks(s.place.Weeks)
	s.Load()
}
