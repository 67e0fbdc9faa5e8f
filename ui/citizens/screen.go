// SPDX-License-Identifier: MPL-2.0

package citizens

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Register is the part of [store.Access] that the screen uses.
type Register interface {
	Citizens(ctx context.Context, q store.CitizenQuery) (store.CitizenList, error)
	CaseHistories(ctx context.Context, ids []model.ID) ([]model.CaseHistory, error)
	PrepareSearch(ctx context.Context) error
	LogShown(ctx context.Context, list string, citizens []model.ID) error
}

// Options configure the screen.
type Options struct {
	screen.Env
	Register    Register
	Vocabulary  *model.Vocabulary
	Instruments map[string]*model.Instrument
	User        model.User

	OnOpen func(citizen model.ID)
	OnNew  func() // asks for a new citizen
	// ImportCommand is the command line that imports into this register.
	ImportCommand string
	// CitizenCommands are those of a citizen's page, disabled, for the end of the menu.
	CitizenCommands []screen.Command
}

// State is what the list is searched for, how it is sorted, and the selected row.
type State struct {
	Query    store.CitizenQuery
	Selected int
}

// Screen is the list of citizens.
type Screen struct {
	o      Options
	scopes []store.Scope

	search     *widgets.SearchField
	scope      *widgets.Segmented
	groups     *widgets.Dropdown
	closed     *widgets.Checkbox
	table      *widgets.DataTable
	emptyState *emptyState
	foot       *widgets.FootStrip
	content    fyne.CanvasObject

	query            store.CitizenQuery
	pages            pages
	detailsByCitizen map[model.ID]*detailCells
	selectAtFirst    int // row to select once the list is loaded
	from, to         int // visible rows
	shown            *screen.ShownList
	latest           screen.Latest
	busy             bool // details are being read
}

// New returns the list in a state. The zero State shows the user's citizens by name.
func New(o Options, at State) *Screen {
	s := &Screen{o: o, query: at.Query, selectAtFirst: at.Selected, detailsByCitizen: make(map[model.ID]*detailCells)}
	if s.query.Order == "" {
		s.query.Order = store.ByName
	}
	s.scopes = []store.Scope{store.ScopeMine, store.ScopeTeam, store.ScopeAll}
	if len(o.User.Teams) == 0 {
		s.scopes = []store.Scope{store.ScopeMine, store.ScopeAll}
	}
	s.shown = screen.NewShownList(o.Env, "citizens", o.Register.LogShown, s.citizenAt)
	s.build(at)
	return s
}

// citizenAt returns the citizen of a row, empty if it has not been read.
func (s *Screen) citizenAt(i int) model.ID {
	if r := s.pages.at(i); r != nil {
		return r.id
	}
	return ""
}

// Content implements [screen.Screen].
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// State implements [screen.Stateful].
func (s *Screen) State() State { return State{Query: s.query, Selected: s.table.Selected()} }

// Shown reports whether the first rows have been read.
func (s *Screen) Shown() bool { return s.pages.rows != nil }

// FocusSearch gives the keyboard to the search field.
func (s *Screen) FocusSearch() { s.search.Focus() }

// FocusFirst gives the keyboard to the list.
func (s *Screen) FocusFirst() {
	s.o.Focus(s.table)
	s.shown.Changed()
}

// Open opens the selected citizen.
func (s *Screen) Open() { s.onOpen(s.table.Selected()) }

// Load reads the first page of rows. Without a scope it shows the user's own
// citizens, or all of them if the user has none.
func (s *Screen) Load() {
	q := s.query
	s.load(func(ctx context.Context) (result, error) {
		if q.Scope != "" {
			return s.read(ctx, q)
		}
		q.Scope = store.ScopeMine
		a, err := s.read(ctx, q)
		if err == nil && a.first.Total == 0 {
			q.Scope = store.ScopeAll
			a, err = s.read(ctx, q)
		}
		return a, err
	}, func() {
		s.selectRow(s.selectAtFirst)
		s.count()
		s.prepare()
	})
}

// Refresh reads the list again. The same citizen stays selected if still on the
// first page, or else the same row.
func (s *Screen) Refresh() {
	if s.pages.rows == nil {
		s.Load()
		return
	}
	q, selected := s.query, s.table.Selected()
	var id model.ID
	if r := s.pages.at(selected); r != nil {
		id = r.id
	}
	s.detailsByCitizen = make(map[model.ID]*detailCells)
	s.load(func(ctx context.Context) (result, error) { return s.read(ctx, q) }, func() {
		for i, r := range s.pages.rows[0] {
			if r.id == id {
				selected = i
			}
		}
		s.selectRow(selected)
		s.count()
		s.readPages()
		s.readDetails()
	})
}

// selectRow selects row i, or the one nearest to it.
func (s *Screen) selectRow(i int) {
	if s.table.Length() > 0 {
		s.table.Select(min(max(i, 0), s.table.Length()-1))
	}
}

// result is the first page of a query.
type result struct {
	query store.CitizenQuery
	first store.CitizenList
}

// read reads the first page of a query.
func (s *Screen) read(ctx context.Context, q store.CitizenQuery) (a result, err error) {
	a.query = q
	q.Offset, q.Limit = 0, pageSize
	a.first, err = s.o.Register.Citizens(ctx, q)
	return a, err
}

// count reads the number of citizens in each scope.
func (s *Screen) count() {
	counts := make(map[store.Scope]int)
	closed := s.query.Closed
	s.o.Run(func(ctx context.Context) error {
		for _, scope := range s.scopes {
			if scope == store.ScopeAll {
				continue
			}
			list, err := s.o.Register.Citizens(ctx, store.CitizenQuery{Scope: scope, Closed: closed, Order: store.ByName, Limit: 1})
			if err != nil {
				return err
			}
			counts[scope] = list.Total
		}
		return nil
	}, func(err error) {
		switch {
		case err != nil:
			s.o.ShowError(err)
		case closed == s.query.Closed:
			s.scope.SetSegments(s.segments(counts))
		}
	})
}

// load runs a query and shows its result, unless another query has been started by
// then.
func (s *Screen) load(question func(ctx context.Context) (result, error), shown func()) {
	var a result
	s.latest.Run(s.o.Run, func(ctx context.Context) (err error) {
		a, err = question(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.table.SetLength(0)
			s.emptyState.fail(s.o.Explain(err))
			return
		}
		s.show(a)
		if shown != nil {
			shown()
		}
	})
}

func (s *Screen) show(a result) {
	s.query = a.query
	s.scope.Selected = max(0, slices.Index(s.scopes, a.query.Scope))
	s.scope.Refresh()
	s.pages = newPages(a.first, s.newRow)
	for _, r := range s.pages.rows[0] {
		if d := s.detailsByCitizen[r.id]; d != nil {
			r.addDetails(d)
		}
	}
	s.table.SetLength(a.first.Total)
	s.foot.SetTexts(s.o.Words.N("list.count", a.first.Total))
	s.emptyState.show(a.first.Total, a.query)
	s.shown.Changed()
}

// requery runs the changed query and goes to the top of the list.
func (s *Screen) requery() {
	q := s.query
	s.load(func(ctx context.Context) (result, error) { return s.read(ctx, q) }, func() {
		s.table.Select(-1)
		s.table.ScrollTo(0)
		if s.table.Length() > 0 {
			s.table.Select(0)
		}
	})
}

// prepare loads the search index before the user begins to type.
func (s *Screen) prepare() {
	s.o.Run(s.o.Register.PrepareSearch, func(err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			s.o.ShowError(err)
		}
	})
}
