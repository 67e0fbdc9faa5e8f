package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"

	"fremskridt/assets"
	"fremskridt/model"
	"fremskridt/plots"
	"fremskridt/ui/citizen"
	"fremskridt/ui/citizens"
	"fremskridt/ui/kit"
	"fremskridt/ui/start"
)

// Shell is the window and what it shows: the start page, or the screens of an
// open register.
type Shell struct {
	app      fyne.App
	window   fyne.Window
	run      kit.Runner
	o        Options
	settings settings
	words    *assets.Words
	dark     bool

	session *session
	start   *start.Screen
	list    *citizens.Screen
	page    *citizen.Page // over the list, while one is open
	rail    *kit.Rail
	body    *fyne.Container
	toast   *kit.Toast
}

// New makes the window, which Start fills. The runner is kit.Background in the
// app and kit.Inline in tests.
func New(a fyne.App, o Options, run kit.Runner) (*Shell, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	s := &Shell{app: a, o: o, run: run, settings: settings{a.Preferences()}}
	s.window = a.NewWindow("Fremskridt")
	s.window.SetPadded(false)
	s.window.SetMaster()
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	if err := s.speak(); err != nil {
		return nil, err
	}
	s.dress()
	a.Settings().AddListener(func(fyne.Settings) { fyne.Do(s.onSystem) })
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

// Close closes the register.
func (s *Shell) Close() error {
	if s.session == nil {
		return nil
	}
	register := s.session.register
	s.session = nil
	return register.Close()
}

func (s *Shell) today() model.Date { return model.DateOf(s.o.Now()) }

// speak loads the words of the chosen language, or of the system's.
func (s *Shell) speak() error {
	l := s.settings.language()
	if l == "" {
		l = assets.SystemLang(s.o.Getenv)
	}
	words, err := assets.NewWords(l)
	if err != nil {
		return fmt.Errorf("load words: %w", err)
	}
	s.words = words
	return sayFyne(l)
}

// dress puts the chosen appearance on.
func (s *Shell) dress() {
	s.dark = s.wantsDark()
	palette := plots.Light()
	if s.dark {
		palette = plots.Dark()
	}
	s.app.Settings().SetTheme(kit.NewTheme(palette, s.dark))
}

func (s *Shell) wantsDark() bool {
	switch s.settings.appearance() {
	case light:
		return false
	case dark:
		return true
	}
	return s.app.Settings().ThemeVariant() == theme.VariantDark
}

// onSystem follows the system from light to dark.
func (s *Shell) onSystem() {
	if s.wantsDark() != s.dark {
		s.dress()
		s.rebuild()
	}
}

func (s *Shell) chooseLanguage(l model.Lang) {
	s.settings.setLanguage(l)
	if err := s.speak(); err != nil {
		s.tell(err)
		return
	}
	s.rebuild()
}

func (s *Shell) chooseAppearance(a appearance) {
	s.settings.setAppearance(a)
	s.dress()
	s.rebuild()
}

// rebuild makes the screens anew where the person is.
func (s *Shell) rebuild() {
	if s.session == nil {
		s.showStart()
		s.start.FocusFirst()
		return
	}
	at := s.list.Place()
	page := s.page
	s.page = nil
	s.showListAt(at)
	if page != nil {
		s.openCitizen(page.Place())
	}
}

// frame puts a screen into the window, beside the rail or alone.
func (s *Shell) frame(content fyne.CanvasObject) {
	s.toast = kit.NewToast(kit.AfterOnUI)
	s.body = container.NewStack(content)
	inside := []fyne.CanvasObject{s.body}
	if s.session != nil {
		s.rail = kit.NewRail([]kit.RailItem{{Icon: kit.IconPeople, Text: s.words.T("list.title")}}, func(int) { s.back() })
		s.rail.SetUser(s.session.access.User().Initials, s.words.T("role."+string(s.session.access.Role())))
		inside = append(inside, s.rail)
	}
	ground := canvas.NewRectangle(kit.CurrentPalette().Window)
	s.window.SetContent(container.NewStack(ground, container.New(&shellLayout{}, inside...), s.toast))
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	s.show(content)
}

// shellLayout stands the body at the right of the rail, if there is one.
type shellLayout struct{}

func (*shellLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastWidth, leastHigh)
}

func (*shellLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left := float32(0)
	if len(o) > 1 {
		left = kit.RailWidth
		o[1].Resize(fyne.NewSize(left, s.Height))
	}
	o[0].Move(fyne.NewPos(left, 0))
	o[0].Resize(fyne.NewSize(s.Width-left, s.Height))
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
		parts = append(parts, municipality(s.words, s.session.register.Municipality()))
	}
	s.window.SetTitle(strings.Join(parts, " – "))
}

// municipality is its name as people say it.
func municipality(w *assets.Words, name string) string {
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
		Shorten: func(dir string) string {
			if rest, ok := strings.CutPrefix(dir, home+string(filepath.Separator)); ok && home != "" {
				return filepath.Join("~", rest)
			}
			return dir
		},
	}
	if s.o.Demo != nil {
		o.OnDemo = s.tryDemo
	}
	s.list, s.page = nil, nil
	s.start = start.New(o)
	s.frame(s.start.Content())
}

func (s *Shell) showList() { s.showListAt(citizens.Place{}) }

func (s *Shell) showListAt(at citizens.Place) {
	s.start = nil
	s.list = citizens.New(citizens.Options{
		Register: s.session.access, Vocabulary: s.session.vocabulary, Instruments: s.session.instruments,
		User: s.session.access.User(), Today: s.today(), Words: s.words, Run: s.run,
		OnOpen: func(id model.ID) { s.openCitizen(citizen.Place{Citizen: id}) },
		Focus:  s.focus, Explain: s.explain, Tell: s.say,
		Command: fmt.Sprintf("fremskridt import --store %q --user %s …", s.session.register.Dir(), s.session.access.User().Initials),
	}, at)
	s.frame(s.list.Content())
	s.list.Load(at.Selected)
	s.list.FocusList()
}

func (s *Shell) openCitizen(at citizen.Place) {
	s.page = citizen.New(citizen.Options{
		Register: s.session.access, Vocabulary: s.session.vocabulary, Instruments: s.session.instruments,
		Today: s.today(), Words: s.words, Run: s.run,
		OnBack: s.back, Canvas: s.window.Canvas, Copy: s.app.Clipboard().SetContent,
		Explain: s.explain, Tell: s.say, OnName: s.title,
	}, at)
	s.window.Canvas().Unfocus()
	s.show(s.page.Content())
	s.page.Load()
}

// back goes from a citizen to the list, where it was left.
func (s *Shell) back() {
	if s.page == nil {
		return
	}
	s.page = nil
	s.show(s.list.Content())
	s.list.FocusList()
}

// leave closes the register and goes to the start page.
func (s *Shell) leave() {
	err := s.Close()
	s.showStart()
	s.start.FocusFirst()
	if err != nil {
		s.start.Fail(err)
	}
}

// typedKey takes the keys that no widget wants.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	if s.page != nil {
		s.page.TypedKey(e)
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
	size := s.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(820, size.Width-80), min(560, size.Height-80)))
	d.Show()
}
