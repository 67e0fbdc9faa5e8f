// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Register is the part of the register that the page uses.
type Register interface {
	CaseHistory(ctx context.Context, citizen model.ID) (model.CaseHistory, error)
	Norms(ctx context.Context) (analysis.Norms, error)
	Conflicts(ctx context.Context, citizen model.ID) ([]store.Conflict, error)
	CitizenLog(ctx context.Context, citizen model.ID) ([]store.LogEntry, error)
	RevealCPR(ctx context.Context, citizen model.ID) (model.CPR, error)
	ExportCitizenLog(ctx context.Context, citizen model.ID, staff store.Staff) ([]store.LogEntry, error)
	Dossier(ctx context.Context, citizen model.ID, staff store.Staff) (store.Dossier, error)
	LogExport(ctx context.Context, citizen model.ID, what string) error
	PutActivity(ctx context.Context, a model.Activity) (model.Activity, error)
	RemoveActivity(ctx context.Context, id model.ID, revision int) error
	RectifyCitizen(ctx context.Context, c model.Citizen, reason string) error
	RectifyAnswer(ctx context.Context, assessment model.ID, revision int, answer model.Answer, reason string) error
	AddOutcome(ctx context.Context, o model.Outcome) (model.Outcome, error)
	RemoveOutcome(ctx context.Context, id model.ID) error
	AddContact(ctx context.Context, e model.Event) (model.Event, error)
	RemoveContact(ctx context.Context, id model.ID) error
	Changes(ctx context.Context, citizen model.ID) ([]store.Change, error)
}

// Options configure a [Page].
type Options struct {
	screen.Env
	Register    Register
	Vocabulary  *model.Vocabulary
	Instruments map[string]*model.Instrument

	OnDraft      func(assessment model.ID) // continues a draft
	OnAgain      func(assessment model.ID) // starts the second entry
	OnNew        func()                    // starts a new assessment
	ListCommands []screen.Command          // of the list, disabled, for the top of the menu
	OnRead       func()                    // the citizen has been read
	Teams        []string                  // that a citizen can be moved to
	OnView       func(View)                // the part of the figure that is shown has changed
	Municipality string                    // for printed pages
	User         string                    // initials
}

// The tabs of the page.
const (
	TabFigure = iota
	TabAssessments
	TabActivities
	TabMaster
	TabLog
	tabCount
)

// State identifies the citizen, the tab and the view of the figure. It outlives
// the page, which is rebuilt when the language changes or the register is
// unlocked.
type State struct {
	Citizen model.ID
	Tab     int
	View    View
}

// snapshot is what was read from the register; it is not changed.
type snapshot struct {
	history   model.CaseHistory
	norms     analysis.Norms
	conflicts []store.Conflict
}

// Page is the page of one citizen.
type Page struct {
	o     Options
	state State
	data  snapshot

	content            *fyne.Container
	header             *header
	tabs               *widgets.Tabs
	body               *fyne.Container
	figure             *figureTab
	built              [tabCount]fyne.CanvasObject
	firstFocus         [tabCount]fyne.Focusable // first focus of a tab
	cpr                model.CPR                // while it is visible
	enterSelectedAgain func()                   // starts the second entry of the selected assessment
	domains            []string                 // codes of those in the figure; none for all

	activityTable *widgets.DataTable
	activityRows  []model.ID // by row; "" for a passive period
	undo          func()     // reverts the last change
}

// New returns the page in a state; [Page.Load] fills it.
func New(o Options, at State) *Page {
	p := &Page{o: o, state: at}
	waiting := widgets.NewMutedLabel(widgets.Body, o.Words.T("citizen.reading"))
	p.content = container.NewStack(container.NewCenter(waiting))
	return p
}

// Content implements [screen.Screen].
func (p *Page) Content() fyne.CanvasObject { return p.content }

// State implements [screen.Stateful].
func (p *Page) State() State { return p.state }

// CaseHistory returns the citizen's case history; ok is false until it has been read.
func (p *Page) CaseHistory() (model.CaseHistory, bool) { return p.data.history, p.tabs != nil }

// Load reads the citizen from the register.
func (p *Page) Load() {
	id := p.state.Citizen
	var data snapshot
	p.o.Run(func(ctx context.Context) (err error) {
		if data.history, err = p.o.Register.CaseHistory(ctx, id); err != nil {
			return err
		}
		if data.norms, err = p.o.Register.Norms(ctx); err != nil {
			return err
		}
		data.conflicts, err = p.o.Register.Conflicts(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				p.showFailure(err)
			}
			return
		}
		p.data = data
		p.build()
	})
}

func (p *Page) showFailure(err error) {
	w := p.o.Words
	back := widgets.NewIconButton(widgets.IconBack, w.T("citizen.back"), p.o.Back)
	p.content.Objects = []fyne.CanvasObject{container.NewCenter(container.New(&widgets.Flow{Gap: 12, Width: 420},
		widgets.NewLabel(widgets.CardTitle, w.T("citizen.failed")),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: p.o.Explain(err)}),
		container.NewHBox(back),
	))}
	p.content.Refresh()
}

func (p *Page) build() {
	p.built = [tabCount]fyne.CanvasObject{}
	p.header = newHeader(p)
	p.tabs = widgets.NewTabs(p.tabNames(), nil)
	p.tabs.Selected = p.state.Tab
	p.tabs.OnChanged = p.onTab
	p.body = container.NewStack(p.tab(p.state.Tab))
	p.content.Objects = []fyne.CanvasObject{container.New(&pageLayout{p.header}, widgets.NewSurface(), p.header.content, p.tabs, widgets.NewRule(), p.body)}
	p.content.Refresh()
	p.o.TitleChanged()
	p.o.OnRead()
}

func (p *Page) tabNames() []string {
	w := p.o.Words
	return []string{
		w.T("citizen.tab.figure"),
		w.T("citizen.tab.sheets") + " " + strconv.Itoa(len(p.data.history.Assessments)),
		w.T("citizen.tab.activities") + " " + strconv.Itoa(len(p.data.history.Activities)),
		w.T("citizen.tab.master"),
		w.T("citizen.tab.log"),
	}
}

// SelectTab shows a tab and moves the focus into it.
func (p *Page) SelectTab(i int) {
	if p.tabs == nil {
		return
	}
	p.tabs.SetSelected(i)
	if p.firstFocus[i] != nil {
		p.o.Canvas().Focus(p.firstFocus[i])
		return
	}
	p.o.Canvas().Unfocus()
}

func (p *Page) onTab(i int) {
	p.state.Tab = i
	if i == TabLog {
		p.built[TabLog] = nil // opening it adds lines
	}
	p.body.Objects = []fyne.CanvasObject{p.tab(i)}
	p.body.Refresh()
}

func (p *Page) tab(i int) fyne.CanvasObject {
	if p.built[i] == nil {
		switch i {
		case TabFigure:
			p.figure = newFigureTab(p)
			p.built[i] = p.figure.content
		case TabAssessments:
			p.built[i], p.firstFocus[i] = p.assessmentsTab()
		case TabActivities:
			p.built[i], p.firstFocus[i] = p.activitiesTab()
		case TabMaster:
			p.built[i] = p.masterDataTab()
		case TabLog:
			p.built[i] = p.logTab()
		}
	}
	return p.built[i]
}
