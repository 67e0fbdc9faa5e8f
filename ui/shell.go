package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/calibration"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/team"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Shell is the window and what it shows: the start page, the page that unlocks
// a register, or the screens of an open one.
type Shell struct {
	app      fyne.App
	window   fyne.Window
	run      widgets.Runner
	after    widgets.After
	o        Options
	settings settings
	words    *assets.Words
	dark     bool

	session *session
	left    *resumePoint // where somebody was when it was locked
	asked   unlock.Options
	idle    idle
	copied  string         // is on the clipboard, as far as is known
	closing sync.WaitGroup // registers that are being closed

	screens
	at       place // which area, and where one was in the others
	rail     *widgets.Rail
	body     *fyne.Container
	toast    *widgets.Toast
	quitting bool
	quit     func()
}

// screens are what is shown: one of them, or a citizen over the list.
type screens struct {
	start       *start.Screen
	asking      *unlock.Screen
	key         *unlock.KeyPage
	list        *citizens.Screen
	page        *citizen.Page
	follow      *followup.Screen
	calibration *calibration.Screen // over the follow-up
	team        *team.Screen
	analysis    *analysis.Screen
	setup       *setup.Screen
	form        *entry.Form    // over the citizen
	handed      *entry.Citizen // the form, in the hands of the citizen
	differ      *entry.Differ  // over the citizen: where two entries differ
}

// New makes the window, which Start fills. The runner is kit.Background in the
// app and kit.Inline in tests.
func New(a fyne.App, o Options, run widgets.Runner) (*Shell, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.After == nil {
		o.After = widgets.AfterOnUI
	}
	s := &Shell{app: a, o: o, run: run, after: o.After, settings: settings{a.Preferences()}, quit: a.Quit}
	s.window = a.NewWindow("Fremskridt")
	s.window.SetPadded(false)
	s.window.SetMaster()
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	if err := s.loadLanguage(); err != nil {
		return nil, err
	}
	s.applyTheme()
	a.Settings().AddListener(func(fyne.Settings) { fyne.Do(s.onSystemTheme) })
	s.showStart()
	return s, nil
}

// Window is the window.
func (s *Shell) Window() fyne.Window { return s.window }

// Start begins with the register that the program was told to open, if any.
func (s *Shell) Start() {
	if s.o.Store != "" {
		s.openRegister(s.o.Store, s.startFailed)
		return
	}
	s.start.FocusFirst()
}

func (s *Shell) today() model.Date { return model.DateOf(s.o.Now()) }

// loadLanguage loads the words of the chosen language, or of the system's.
func (s *Shell) loadLanguage() error {
	l := s.settings.language()
	if l == "" {
		l = assets.SystemLang(s.o.Getenv)
	}
	words, err := assets.NewWords(l)
	if err != nil {
		return fmt.Errorf("load words: %w", err)
	}
	s.words = words
	return loadToolkitWords(l)
}

// applyTheme puts the chosen appearance on.
func (s *Shell) applyTheme() {
	s.dark = s.prefersDark()
	palette := plots.Light()
	if s.dark {
		palette = plots.Dark()
	}
	s.app.Settings().SetTheme(widgets.NewTheme(palette, s.dark))
}

func (s *Shell) prefersDark() bool {
	switch s.settings.appearance() {
	case light:
		return false
	case dark:
		return true
	}
	return s.app.Settings().ThemeVariant() == theme.VariantDark
}

// onSystemTheme follows the system from light to dark.
func (s *Shell) onSystemTheme() {
	if s.prefersDark() != s.dark {
		s.applyTheme()
		s.rebuild()
	}
}

func (s *Shell) chooseLanguage(l model.Lang) {
	s.settings.setLanguage(l)
	if err := s.loadLanguage(); err != nil {
		s.tell(err)
		return
	}
	s.rebuild()
}

func (s *Shell) chooseAppearance(a appearance) {
	s.settings.setAppearance(a)
	s.applyTheme()
	s.rebuild()
}

// rebuild makes the screens anew where the person is. A page that must be
// answered stays as it is.
func (s *Shell) rebuild() {
	switch {
	case s.session != nil && s.session.modal:
	case s.session != nil:
		at := s.where()
		s.leaveForm(func() { s.showPlace(at) })
	case s.asking != nil:
		s.asking.Leave()
		s.showUnlock(s.asked)
	case s.start != nil:
		s.toStart()
	}
}

// frame puts a screen into the window, beside the rail or alone.
func (s *Shell) frame(content fyne.CanvasObject) {
	s.toast = widgets.NewToast(s.after)
	s.body = container.NewStack(content)
	inside := []fyne.CanvasObject{s.body}
	if s.inside() {
		areas := s.areas()
		s.rail = widgets.NewRail(s.railItems(), func(i int) { s.goTo(areas[i]) })
		s.rail.SetSelected(slices.Index(areas, s.at.area))
		role := s.session.ownAccess().Role()
		switch {
		case s.at.area == areaSetup && s.session.admin != nil:
			role = s.session.admin.Role()
		case s.at.area == areaTeam || s.at.area == areaAnalysis:
			role = s.session.leader.Role()
		}
		s.rail.SetUser(s.session.user.Initials, s.words.T("role."+string(role)))
		s.rail.SetLock(s.words.T("menu.lock"), s.onLock)
		inside = append(inside, s.rail)
	}
	if strip := s.warning(); strip != nil {
		inside = append(inside, strip)
	}
	ground := canvas.NewRectangle(widgets.CurrentPalette().Window)
	s.window.SetContent(widgets.NewWatch(container.NewStack(ground, container.New(&shellLayout{}, inside...), s.toast), s.noteActivity))
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	if d, ok := s.window.Canvas().(desktop.Canvas); ok {
		d.SetOnKeyDown(func(*fyne.KeyEvent) { s.noteActivity() })
	}
	s.show(content)
}

// warning is a strip above the screens of a register that something is odd
// about, or nil.
func (s *Shell) warning() fyne.CanvasObject {
	if !s.inside() {
		return nil
	}
	last, back := s.session.register.ClockSetBack()
	if !back {
		return nil
	}
	last = last.Local()
	strip := widgets.NewFootStrip([]string{
		s.words.T("warning.clock", "Day", s.words.Date(model.DateOf(last)), "Time", last.Format("15:04")),
	}, nil)
	strip.Icon, strip.Top = widgets.IconWarning, true
	return strip
}

// shellLayout stands the body at the right of the rail, if there is one, and
// below what warns.
type shellLayout struct{}

func (*shellLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(minWidth, minHeight)
}

func (*shellLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	var left, top float32
	if len(o) > 1 {
		left = widgets.RailWidth
		o[1].Resize(fyne.NewSize(left, s.Height))
	}
	if len(o) > 2 {
		top = widgets.FootHeight
		o[2].Move(fyne.NewPos(left, 0))
		o[2].Resize(fyne.NewSize(s.Width-left, top))
	}
	o[0].Move(fyne.NewPos(left, top))
	o[0].Resize(fyne.NewSize(s.Width-left, s.Height-top))
}

// show changes the screen beside the rail.
func (s *Shell) show(content fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{content}
	s.body.Refresh()
	s.title("")
	s.window.SetMainMenu(s.menu())
}

func (s *Shell) title(citizen string) {
	parts := []string{}
	if citizen != "" {
		parts = append(parts, citizen)
	}
	parts = append(parts, "Fremskridt")
	if s.session != nil {
		parts = append(parts, municipalityTitle(s.words, s.session.register.Municipality()))
	}
	s.window.SetTitle(strings.Join(parts, " – "))
}

// municipalityTitle is its name as people say it.
func municipalityTitle(w *assets.Words, name string) string {
	if strings.HasSuffix(strings.ToLower(name), "kommune") {
		return name
	}
	return w.T("title.municipality", "Name", name)
}

func (s *Shell) showStart() {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	o := start.Options{
		Words: s.words, Recent: s.settings.recent(), Home: home,
		OnCreate: s.createRegister,
		OnOpen:   func(dir string, done func(error)) { s.openRegister(dir, done) },
		Canvas:   s.window.Canvas, PickFolder: s.pickFolder, Explain: s.explain, Focus: s.focus,
		Shorten: s.shorten,
		Judge:   func(text string, names ...string) (string, bool) { return messages.Passphrase(s.words, text, names...) },
	}
	if s.o.Demo != nil {
		o.OnDemo = s.tryDemo
	}
	s.screens = screens{start: start.New(o)}
	s.frame(s.start.Content())
}

// toStart shows the start page and gives it the keyboard.
func (s *Shell) toStart() {
	if s.asking != nil {
		s.asking.Leave()
	}
	s.left = nil
	s.showStart()
	s.start.FocusFirst()
}

// shorten is a folder as it is shown.
func (s *Shell) shorten(dir string) string {
	home, err := os.UserHomeDir()
	if rest, ok := strings.CutPrefix(dir, home+string(filepath.Separator)); ok && err == nil && home != "" {
		return filepath.Join("~", rest)
	}
	return dir
}

// inside reports whether the screens of an open register are shown.
func (s *Shell) inside() bool { return s.session != nil && !s.session.modal }

func (s *Shell) openCitizen(at citizen.State) { s.openCitizenThen(at, nil) }

// openCitizenThen shows a citizen and, once who it is has been read, does more.
func (s *Shell) openCitizenThen(at citizen.State, then func()) {
	if at.View == (citizen.View{}) {
		at.View = s.settings.figure()
	}
	var page *citizen.Page
	page = citizen.New(citizen.Options{
		Register: s.session.access, Vocabulary: s.session.vocabulary, Instruments: s.session.instruments,
		Today: s.today(), Words: s.words, Run: s.session.work.run,
		OnBack: s.back, Canvas: s.window.Canvas, Copy: s.copy,
		OnDraft: s.openDraft, OnNew: s.onNewSheet, OnAgain: s.enterAgain,
		Explain: s.explain, Tell: s.say, OnName: func(name string) { s.onCitizenRead(page, name, &then) }, SaveAs: s.saveAs, Teams: s.session.teams,
		OnView: s.settings.setFigure, OpenFile: s.openFile, Municipality: s.session.register.Municipality(), User: s.session.user.Initials,
	}, at)
	s.page = page
	s.window.Canvas().Unfocus()
	s.show(page.Content())
	page.Load()
}

// openFile opens a file in the program that the system has for it.
func (s *Shell) openFile(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	s.tell(s.app.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}))
}

// back goes from a citizen to the list, where it was left.
func (s *Shell) back() {
	if s.calibration != nil {
		s.calibration = nil
		s.show(s.follow.Content())
		s.follow.FocusList()
		return
	}
	if s.page == nil {
		return
	}
	switch {
	case s.form != nil:
		s.leaveForm(s.back)
		return
	case s.differ != nil:
		s.differ = nil
		s.openCitizen(s.page.State())
		return
	}
	s.page = nil
	switch {
	case s.follow != nil:
		s.show(s.follow.Content())
		s.follow.Load() // something may be done by now
		s.follow.FocusList()
		return
	case s.team != nil:
		s.show(s.team.Content())
		s.team.Load()
		s.team.FocusFirst()
		return
	}
	s.show(s.list.Content())
	s.list.FocusList()
}

// typedKey takes the keys that no widget wants.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	s.noteActivity()
	switch {
	case s.handed != nil:
		s.handed.TypedKey(e)
	case s.form != nil:
		s.form.TypedKey(e)
	case s.differ != nil:
		s.differ.TypedKey(e)
	case s.page != nil:
		s.page.TypedKey(e)
	case s.calibration != nil:
		s.calibration.TypedKey(e)
	case s.asking != nil:
		s.asking.TypedKey(e)
	}
}

func (s *Shell) focus(w fyne.Focusable) { s.window.Canvas().Focus(w) }

func (s *Shell) explain(err error) string { return sentence(s.words, err) }

func (s *Shell) say(text string) { s.toast.Say(text) }

func (s *Shell) tell(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		s.say(s.explain(err))
	}
}

// pickFolder browses for a folder.
func (s *Shell) pickFolder(picked func(string)) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			s.tell(err)
			return
		}
		if dir != nil {
			picked(dir.Path())
		}
	}, s.window)
	d.Show() // first: the toolkit's Resize needs what Show makes
	size := s.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(820, size.Width-80), min(560, size.Height-80)))
}
