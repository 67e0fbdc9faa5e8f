// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Register is the part of [store.Register] that the screen uses. It is about no citizen.
type Register interface {
	Users(ctx context.Context) ([]model.User, error)
	WaitingRights(ctx context.Context) ([]store.Right, error)
	HasPassphrase(initials string) bool
	KeyRotationDue(ctx context.Context) (bool, error)
	LogRetention(ctx context.Context) (months int, err error)
	Backups(ctx context.Context) ([]store.Backup, error)
	BackupFolder(ctx context.Context) (string, error)
	Origin(ctx context.Context) (store.Origin, error)
	Retention(ctx context.Context) (model.Retention, error)
}

// Own is what every user may do.
type Own interface {
	ChangePassphrase(ctx context.Context, old, pass []byte) error
	RenewLeakedKey(ctx context.Context, progress func(done, total int64)) (renewed bool, err error)
}

// Administration is what administrators may do.
type Administration interface {
	Deletion
	PutUser(ctx context.Context, u model.User) error
	ConfirmRights(ctx context.Context, initials ...string) error
	SetPassphrase(ctx context.Context, initials string, pass []byte) error
	NewRecoveryKey(ctx context.Context) (string, error)
	RotateKey(ctx context.Context, progress func(done, total int64)) error
	Log(ctx context.Context, q store.LogQuery) ([]store.LogEntry, int, error)
	SpotCheck(ctx context.Context, q store.LogQuery, n int) ([]store.LogEntry, error)
	SetLogRetention(ctx context.Context, months int) error
	PurgeLog(ctx context.Context) (removed int64, err error)
	Backup(ctx context.Context, dir string) (store.Backup, error)
	SetBackupFolder(ctx context.Context, dir string) error
	Verify(ctx context.Context) (store.Verification, error)
	SetRetention(ctx context.Context, rules model.Retention) error
}

// Deletion is what administrators and team leaders may do about deleting citizens.
type Deletion interface {
	CitizensDue(ctx context.Context, asOf model.Date) ([]store.DueCitizen, error)
	ProposeDeletion(ctx context.Context, citizens []model.ID, ground model.DeletionGround) ([]model.ID, error)
	DeletionProposals(ctx context.Context) ([]store.DeletionProposal, error)
	RejectDeletion(ctx context.Context, id model.ID, why string) error
	ApproveDeletion(ctx context.Context, proposals ...model.ID) error
	DeletionProtocol(ctx context.Context) ([]store.DeletionRecord, error)
}

// WindowSettings are the settings of the window that the user can change.
type WindowSettings struct {
	IdleMinutes    int
	SetIdleMinutes func(minutes int)
	Language       int // index in Languages
	Languages      []string
	SetLanguage    func(i int)
	Appearance     int // index in Appearances
	Appearances    []string
	SetAppearance  func(i int)
}

// Options configure the screen.
type Options struct {
	screen.Env
	Register    Register
	Own         Own
	Admin       Administration // nil for users who are neither administrators nor operations
	Deletion    Deletion       // nil for caseworkers
	Vocabulary  *model.Vocabulary
	Instruments map[string]*model.Instrument
	User        model.User
	Invented    bool // opens without a passphrase
	Window      WindowSettings

	Judge            func(text string) (string, bool) // comments on a new passphrase
	OnRecoveryKey    func(key string)                 // shows a new one
	OnOwnUserChanged func()                           // the user has been edited
}

// Pages of the screen.
const (
	TabOwn      = "mine"
	TabUsers    = "users"
	TabLog      = "log"
	TabBackups  = "backups"
	TabDeletion = "deletion"
	TabWords    = "words"
)

// Tabs returns the pages that the user may see, in their order.
func (o Options) Tabs() []string {
	switch {
	case o.Admin != nil && !o.User.Has(model.RoleAdministrator): // operations
		tabs := []string{TabOwn, TabBackups}
		if o.Deletion != nil {
			tabs = append(tabs, TabDeletion)
		}
		return append(tabs, TabWords)
	case o.Admin != nil:
		return []string{TabOwn, TabUsers, TabLog, TabBackups, TabDeletion, TabWords}
	case o.Deletion != nil:
		return []string{TabOwn, TabDeletion, TabWords}
	}
	return []string{TabOwn, TabWords}
}

// State is the page that is shown.
type State struct{ Tab string }

// tab is one page.
type tab interface {
	content() fyne.CanvasObject
	load()
	first() fyne.Focusable
}

// Screen is the setup.
type Screen struct {
	o       Options
	names   []string
	tabs    *widgets.Tabs
	made    map[string]tab
	body    *fyne.Container
	content fyne.CanvasObject
	place   State
}

// New returns the setup in a state. The zero State shows the first page.
func New(o Options, at State) *Screen {
	s := &Screen{o: o, names: o.Tabs(), made: map[string]tab{}, place: at}
	var titles []string
	selected := 0
	for i, name := range s.names {
		titles = append(titles, o.Words.T("setup."+name))
		if name == at.Tab {
			selected = i
		}
	}
	s.place.Tab = s.names[selected]
	s.tabs = widgets.NewTabs(titles, nil)
	s.tabs.Selected = selected
	s.tabs.OnChanged = func(i int) { s.show(s.names[i]) }
	s.body = container.NewStack()
	s.content = widgets.NewTabbedPage(o.Words.T("setup.title"), s.tabs, s.body, nil)
	return s
}

// Content implements [screen.Screen].
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// State implements [screen.Stateful].
func (s *Screen) State() State { return s.place }

// Tabs returns the pages that the user may see, in their order.
func (s *Screen) Tabs() []string { return s.names }

// Load reads the visible page.
func (s *Screen) Load() { s.show(s.place.Tab) }

// FocusFirst gives the keyboard to the visible page.
func (s *Screen) FocusFirst() { s.o.Focus(s.tab(s.place.Tab).first()) }

// SelectTab shows a page and gives it the keyboard.
func (s *Screen) SelectTab(name string) {
	for i, n := range s.names {
		if n == name {
			s.tabs.SetSelected(i)
			s.FocusFirst()
		}
	}
}

func (s *Screen) show(name string) {
	s.place.Tab = name
	t := s.tab(name)
	s.body.Objects = []fyne.CanvasObject{t.content()}
	s.body.Refresh()
	t.load()
}

func (s *Screen) tab(name string) tab {
	if t := s.made[name]; t != nil {
		return t
	}
	var t tab
	switch name {
	case TabUsers:
		t = newUsersPage(s)
	case TabLog:
		t = newAccessLogPage(s)
	case TabBackups:
		t = newBackupsPage(s)
	case TabDeletion:
		t = newDeletionPage(s)
	case TabWords:
		t = newVocabularyPage(s)
	default:
		t = newOwnPage(s)
	}
	s.made[name] = t
	return t
}

// run does work and then calls done, or shows the error.
func (s *Screen) run(do func(ctx context.Context) error, done func()) (cancel func()) {
	return s.o.Run(do, s.then(done))
}

// then returns what follows work: done, or a dialog that explains the error.
func (s *Screen) then(done func()) func(err error) {
	return func(err error) {
		switch {
		case err == nil:
			done()
		case !errors.Is(err, context.Canceled):
			s.showError(err)
		}
	}
}

// showError explains an error in a dialog.
func (s *Screen) showError(err error) { s.showMessage(s.o.Words.T("setup.failed"), s.o.Explain(err)) }

// showMessage shows sentences in a dialog.
func (s *Screen) showMessage(title string, sentences ...string) {
	widgets.NewKeyDialog(title, paragraphs(sentences...), s.o.Words.T("citizen.close"), "").Open(s.o.Canvas())
}

// confirm asks the user before it calls do.
func (s *Screen) confirm(title, text, accept string, do func()) {
	s.ask(title, text, accept, false, do)
}

// confirmLoss is [Screen.confirm] for what cannot be undone: Enter alone does not do it.
func (s *Screen) confirmLoss(title, text, accept string, do func()) {
	s.ask(title, text, accept, true, do)
}

func (s *Screen) ask(title, text, accept string, careful bool, do func()) {
	d := widgets.NewKeyDialog(title, paragraphs(text), accept, s.o.Words.T("start.cancel"))
	d.Careful = careful
	d.OnAccept = func() bool {
		d.Close()
		do()
		return false
	}
	d.Open(s.o.Canvas())
}

// form opens a dialog with fields. check returns what is wrong with them, or the work to
// do before the dialog closes and what to do after it.
func (s *Screen) form(title, accept string, first fyne.Focusable, rows []fyne.CanvasObject,
	check func() (wrong string, do func(ctx context.Context) error, done func()),
) {
	d := widgets.NewFormDialog(title, widgets.Flow{Gap: widgets.Gap, Width: formWide}, rows, accept, s.o.Words.T("start.cancel"))
	d.First = first
	d.Work(s.o.Run, s.o.Explain, check)
	d.Open(s.o.Canvas())
}

// moment formats a time for a table.
func (s *Screen) moment(t time.Time) string {
	t = t.Local()
	return s.o.Words.ShortDate(model.DateOf(t)) + " " + t.Format("15:04")
}
