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

// Register is what the page needs of the register.
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

// Options are what the page is made from.
type Options struct {
	screen.Env
	Register    Register
	Vocabulary  *model.Vocabulary
	Instruments map[string]*model.Instrument

	OnDraft      func(assessment model.ID) // goes on with a draft
	OnAgain      func(assessment model.ID) // enters one a second time
	OnNew        func()                    // begins a questionnaire
	ListCommands []screen.Command          // of the list, disabled, for the top of the menu
	OnRead       func()                    // the citizen has been read
	Teams        []string                  // that a citizen can be handed to
	OnView       func(View)                // how much of the course is shown has changed
	Municipality string                    // for printed pages
	User         string                    // initials
}

// The pages of a citizen.
const (
	TabFigure = iota
	TabSheets
	TabActivities
	TabMaster
	TabLog
	tabCount
)

// State is where a person is on the page. It outlives the page, so that it can
// be built anew in another language.
type State struct {
	Citizen model.ID
	Tab     int
	View    View
}

// snapshot is what the register says about the citizen, and is not changed.
type snapshot struct {
	course    model.CaseHistory
	norms     analysis.Norms
	conflicts []store.Conflict
}

// Page is the page of one citizen.
type Page struct {
	o     Options
	place State
	data  snapshot

	content *fyne.Container
	header  *header
	tabs    *widgets.Tabs
	body    *fyne.Container
	figure  *figureTab
	built   [tabCount]fyne.CanvasObject
	first   [tabCount]fyne.Focusable // takes the keyboard on a tab
	cpr     model.CPR                // while it is shown
	again   func()                   // enters the selected questionnaire a second time
	domains []string                 // codes of those that the figure shows; none for all

	activityTable *widgets.DataTable
	activityRows  []model.ID // of its rows; none for a passive time
	undo          func()     // takes the last change of an activity back
}

// New returns the page at a place; Load fills it.
func New(o Options, at State) *Page {
	p := &Page{o: o, place: at}
	waiting := widgets.NewMutedLabel(widgets.Body, o.Words.T("citizen.reading"))
	p.content = container.NewStack(container.NewCenter(waiting))
	return p
}

// Content is what the page shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// State is where the person is now.
func (p *Page) State() State { return p.place }

// Course is what the register says about the citizen, once it is read.
func (p *Page) Course() (model.CaseHistory, bool) { return p.data.course, p.tabs != nil }

// Load reads the citizen.
func (p *Page) Load() {
	id := p.place.Citizen
	var data snapshot
	p.o.Run(func(ctx context.Context) (err error) {
		if data.course, err = p.o.Register.CaseHistory(ctx, id); err != nil {
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
				p.fail(err)
			}
			return
		}
		p.data = data
		p.build()
	})
}

func (p *Page) fail(err error) {
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
	p.tabs.Selected = p.place.Tab
	p.tabs.OnChanged = p.onTab
	p.body = container.NewStack(p.tab(p.place.Tab))
	p.content.Objects = []fyne.CanvasObject{container.New(&pageLayout{p.header}, widgets.NewSurface(), p.header.content, p.tabs, widgets.NewRule(), p.body)}
	p.content.Refresh()
	p.o.TitleChanged()
	p.o.OnRead()
}

func (p *Page) tabNames() []string {
	w := p.o.Words
	return []string{
		w.T("citizen.tab.figure"),
		w.T("citizen.tab.sheets") + " " + strconv.Itoa(len(p.data.course.Assessments)),
		w.T("citizen.tab.activities") + " " + strconv.Itoa(len(p.data.course.Activities)),
		w.T("citizen.tab.master"),
		w.T("citizen.tab.log"),
	}
}

// SelectTab goes to a tab, as the keys of the menu do, and takes the keyboard
// there.
func (p *Page) SelectTab(i int) {
	if p.tabs == nil {
		return
	}
	p.tabs.SetSelected(i)
	if p.first[i] != nil {
		p.o.Canvas().Focus(p.first[i])
		return
	}
	p.o.Canvas().Unfocus()
}

func (p *Page) onTab(i int) {
	p.place.Tab = i
	if i == TabLog {
		p.built[TabLog] = nil // it has grown since
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
		case TabSheets:
			p.built[i], p.first[i] = p.sheets()
		case TabActivities:
			p.built[i], p.first[i] = p.activities()
		case TabMaster:
			p.built[i] = p.master()
		case TabLog:
			p.built[i] = p.log()
		}
	}
	return p.built[i]
}

// TypedKey takes the keys that no widget wants.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		if p.figure != nil && p.place.Tab == TabFigure && p.figure.view.pointer.clear() {
			return
		}
		p.o.Back()
		return
	}
	if p.figure != nil && p.place.Tab == TabFigure {
		p.figure.onKey(e)
	}
}

// Zoom shows less of the time, or more of it.
func (p *Page) Zoom(in bool) {
	if p.figure != nil && p.place.Tab == TabFigure {
		p.figure.zoom(in)
	}
}

// ToggleWeeks counts time from the first assessment, or by the calendar again.
func (p *Page) ToggleWeeks() {
	if p.figure != nil && p.place.Tab == TabFigure {
		p.figure.onAxis(1 - p.figure.axis.Selected)
	}
}

// ShowWords shows the text twin in a dialog.
func (p *Page) ShowWords() {
	if p.figure != nil {
		p.figure.onWords()
	}
}

// CopyWords copies the text twin.
func (p *Page) CopyWords() {
	if p.figure != nil {
		p.figure.onCopy()
	}
}

// ToggleCPR shows the CPR number, which is logged, or hides it again.
func (p *Page) ToggleCPR() {
	if p.header == nil || p.data.course.Citizen.CPR == "" {
		return
	}
	if p.cpr != "" {
		p.cpr = ""
		p.header.refresh()
		return
	}
	var cpr model.CPR
	p.o.Run(func(ctx context.Context) (err error) {
		cpr, err = p.o.Register.RevealCPR(ctx, p.place.Citizen)
		return err
	}, func(err error) {
		if err != nil {
			p.o.Toast(p.o.Explain(err))
			return
		}
		p.cpr = cpr
		p.header.refresh()
	})
}
