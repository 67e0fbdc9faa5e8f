package ui

import (
	"runtime/debug"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/start"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// What one may choose about the window.
var (
	languages = []struct {
		lang model.Lang
		name string
	}{{model.Danish, "Dansk"}, {model.English, "English"}}
	appearances = []appearance{bySystem, light, dark}
)

// menu is the main menu as it stands now. Every shortcut of the program is an
// item of it: elsewhere a field that is written in would swallow them.
func (s *Shell) menu() *fyne.MainMenu {
	if s.handed != nil {
		return nil // and with it all shortcuts
	}
	w := s.words
	sep := fyne.NewMenuItemSeparator
	quit := fyne.NewMenuItem(w.T("menu.quit"), s.onQuit)
	quit.IsQuit = true
	quit.Shortcut = keys(fyne.KeyQ, 0)

	files := fyne.NewMenu(w.T("menu.files"))
	leave := s.item(w.T("menu.leave"), keys(fyne.KeyW, 0), s.closeToStart)
	lock := fyne.NewMenuItem(w.T("menu.lock"), s.onLock) // from a dialog too
	lock.Shortcut = keys(fyne.KeyL, 0)
	switch {
	case s.start != nil || s.asking != nil:
		files.Items = []*fyne.MenuItem{
			s.item(w.T("menu.create"), keys(fyne.KeyN, 0), func() { s.onStart((*start.Screen).CreateDialog) }),
			s.item(w.T("menu.open"), keys(fyne.KeyO, 0), func() { s.onStart((*start.Screen).OpenDialog) }),
			sep(), quit,
		}
	case s.session != nil:
		settings := s.item(w.T("menu.setup"), keys(fyne.KeyComma, 0), func() { s.goTo(areaSetup) })
		files.Items = []*fyne.MenuItem{settings, sep(), lock, leave, sep(), quit}
		if s.session.modal {
			files.Items = files.Items[2:]
		}
	default:
		files.Items = []*fyne.MenuItem{quit}
	}
	if !s.inside() {
		return fyne.NewMainMenu(files, s.viewMenu(), s.helpMenu())
	}

	onPage := s.page != nil
	words := s.item(w.T("menu.copy_words"), keys(fyne.KeyC, fyne.KeyModifierShift), func() { s.page.CopyWords() })
	words.Disabled = !onPage
	search := s.item(w.T("menu.search"), keys(fyne.KeyF, 0), s.onSearch)
	search.Disabled = s.session.access == nil
	edit := fyne.NewMenu(w.T("menu.edit"), search, words)
	if s.setup != nil {
		return fyne.NewMainMenu(files, edit, s.setupMenu(), s.viewMenu(), s.helpMenu())
	}

	switch {
	case s.form != nil:
		return fyne.NewMainMenu(files, s.formMenu(), s.viewMenu(), s.helpMenu())
	case s.differ != nil:
		return fyne.NewMainMenu(files, s.viewMenu(), s.helpMenu())
	}

	if s.calibration != nil {
		return fyne.NewMainMenu(files, s.calibrationMenu(), s.viewMenu(), s.helpMenu())
	}
	switch {
	case onPage:
	case s.team != nil:
		return fyne.NewMainMenu(files, edit, s.teamMenu(), s.viewMenu(), s.helpMenu())
	case s.analysis != nil:
		return fyne.NewMainMenu(files, edit, s.analysisMenu(), s.viewMenu(), s.helpMenu())
	}
	if s.follow != nil && !onPage {
		return fyne.NewMainMenu(files, edit, s.followUpMenu(), s.viewMenu(), s.helpMenu())
	}

	open := s.item(w.T("menu.open_citizen"), nil, func() { s.list.Open() })
	open.Disabled = onPage
	create := s.item(w.T("list.new")+" …", nil, s.onNewCitizen)
	create.Disabled = onPage
	back := s.item(w.T("citizen.back"), &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}, s.back)
	back.Disabled = !onPage
	person := fyne.NewMenu(w.T("menu.citizen"), open, create, back, sep())
	for i, tab := range []struct {
		name string
		key  fyne.KeyName
	}{
		citizen.TabFigure:     {"citizen.tab.figure", fyne.Key1},
		citizen.TabSheets:     {"citizen.tab.sheets", fyne.Key2},
		citizen.TabActivities: {"citizen.tab.activities", fyne.Key3},
		citizen.TabMaster:     {"citizen.tab.master", fyne.Key4},
		citizen.TabLog:        {"citizen.tab.log", fyne.Key5},
	} {
		m := s.item(w.T(tab.name), keys(tab.key, 0), func() { s.page.SelectTab(i) })
		m.Disabled = !onPage
		person.Items = append(person.Items, m)
	}
	cpr := s.item(w.T("menu.cpr"), nil, func() { s.page.ToggleCPR() })
	cpr.Disabled = !onPage
	together := s.item(w.T("menu.for_citizen"), keys(fyne.KeyB, fyne.KeyModifierShift), func() { s.page.ForCitizen() })
	together.Disabled = !onPage
	export := s.item(w.T("export.title"), keys(fyne.KeyE, 0), func() { s.page.Export() })
	export.Disabled = !onPage
	give := s.item(w.T("give.title"), keys(fyne.KeyP, 0), func() { s.page.GiveAll() })
	give.Disabled = !onPage
	fresh := s.item(w.T("sheet.new")+" …", nil, s.onNewSheet)
	// The toolkit gives a key to the first item that has it, disabled or not.
	if create.Shortcut = keys(fyne.KeyN, 0); onPage {
		create.Shortcut, fresh.Shortcut = nil, create.Shortcut
	}
	again := s.item(w.T("sheet.again"), keys(fyne.KeyE, fyne.KeyModifierShift), func() { s.page.EnterAgain() })
	fresh.Disabled, again.Disabled = !onPage, !onPage
	begin := s.item(w.T("activity.new"), keys(fyne.KeyN, fyne.KeyModifierShift), func() { s.page.NewActivity() })
	begin.Disabled = !onPage
	change := s.item(w.T("activity.edit"), nil, func() { s.page.EditActivity() })
	end := s.item(w.T("activity.end_today"), keys(fyne.KeyT, 0), func() { s.page.EndActivity() })
	remove := s.item(w.T("activity.remove"), keys(fyne.KeyDelete, 0), func() { s.page.RemoveActivity() })
	outcome := s.item(w.T("event.new_outcome"), nil, func() { s.page.AddOutcome() })
	contact := s.item(w.T("event.new_contact"), nil, func() { s.page.AddContact() })
	// The toolkit has a shortcut of its own for Ctrl+Z, and gives it nothing else.
	undo := s.item(w.T("activity.undo"), &fyne.ShortcutUndo{}, func() { s.written(&fyne.ShortcutUndo{}, func() { s.page.UndoActivity() }) })
	for _, m := range []*fyne.MenuItem{change, end, remove, outcome, contact, undo} {
		m.Disabled = !onPage
	}
	person.Items = append(person.Items, sep(), fresh, again, sep(), begin, change, end, remove, outcome, contact, undo, sep(), together, cpr, export, give)
	return fyne.NewMainMenu(files, edit, person, s.viewMenu(), s.helpMenu())
}

// setupMenu are the pages of the setup.
func (s *Shell) setupMenu() *fyne.Menu {
	m := fyne.NewMenu(s.words.T("menu.setup"))
	for i, tab := range s.setup.Tabs() {
		m.Items = append(m.Items, s.item(s.words.T("setup."+tab), keys(fyne.KeyName(strconv.Itoa(i+1)), 0), func() {
			s.setup.SelectTab(tab)
		}))
	}
	return m
}

// onStart does something of the start page, which is shown first.
func (s *Shell) onStart(do func(*start.Screen)) {
	if s.start == nil {
		s.toStart()
	}
	do(s.start)
}

func (s *Shell) viewMenu() *fyne.Menu {
	w := s.words
	m := fyne.NewMenu(w.T("menu.view"))
	if s.inside() && s.session.access != nil {
		m.Items = append(m.Items, s.item(w.T("list.title"), keys(fyne.KeyB, 0), func() { s.goTo(areaCitizens) }),
			s.item(w.T("follow.title"), keys(fyne.KeyO, 0), func() { s.goTo(areaFollowUp) }))
		if s.session.leader != nil {
			m.Items = append(m.Items, s.item(w.T("team.title"), keys(fyne.KeyG, 0), func() { s.goTo(areaTeam) }),
				s.item(w.T("analysis.title"), keys(fyne.KeyG, fyne.KeyModifierShift), func() { s.goTo(areaAnalysis) }))
		}
		m.Items = append(m.Items, fyne.NewMenuItemSeparator())
	}
	if s.page != nil && s.form == nil && s.differ == nil {
		m.Items = append(m.Items,
			s.item(w.T("menu.zoom_in"), keys(fyne.KeyPlus, 0), func() { s.page.Zoom(true) }),
			s.item(w.T("menu.zoom_out"), keys(fyne.KeyMinus, 0), func() { s.page.Zoom(false) }),
			s.item(w.T("menu.axis"), keys(fyne.KeyU, 0), func() { s.page.ToggleWeeks() }),
			s.item(w.T("citizen.domains_title")+" …", keys(fyne.KeyD, 0), func() { s.page.ChooseDomains() }),
			s.item(w.T("citizen.in_words"), keys(fyne.KeyI, 0), func() { s.page.ShowWords() }),
			fyne.NewMenuItemSeparator())
	}
	speech := fyne.NewMenuItem(w.T("menu.language"), nil)
	speech.ChildMenu = fyne.NewMenu("")
	for _, l := range languages {
		choice := fyne.NewMenuItem(l.name, func() { s.chooseLanguage(l.lang) })
		choice.Checked = w.Lang == l.lang
		speech.ChildMenu.Items = append(speech.ChildMenu.Items, choice)
	}
	looks := fyne.NewMenuItem(w.T("menu.appearance"), nil)
	looks.ChildMenu = fyne.NewMenu("")
	for _, a := range appearances {
		choice := fyne.NewMenuItem(w.T("menu.appearance."+string(a)), func() { s.chooseAppearance(a) })
		choice.Checked = s.settings.appearance() == a
		looks.ChildMenu.Items = append(looks.ChildMenu.Items, choice)
	}
	m.Items = append(m.Items, speech, looks)
	return m
}

func (s *Shell) helpMenu() *fyne.Menu {
	return fyne.NewMenu(s.words.T("menu.help"),
		s.item(s.words.T("menu.keys"), keys(fyne.KeyH, fyne.KeyModifierShift), s.onKeys),
		s.item(s.words.T("menu.about"), nil, s.onAbout))
}

// item is an item of the menu. The toolkit runs its shortcut even where it is
// disabled or a dialog is open, so that is held back here.
func (s *Shell) item(name string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(name, nil)
	m.Shortcut = shortcut
	m.Action = func() {
		s.noteActivity()
		if !m.Disabled && s.window.Canvas().Overlays().Top() == nil {
			do()
		}
	}
	return m
}

// keys is Ctrl, or what stands for it, with a key.
func keys(key fyne.KeyName, more fyne.KeyModifier) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | more}
}

// onSearch goes to the search field, from a citizen too.
func (s *Shell) onSearch() {
	s.goTo(areaCitizens)
	s.list.FocusSearch()
}

// onKeys lists the keys that are no items of the menu.
func (s *Shell) onKeys() {
	w := s.words
	var objects []fyne.CanvasObject
	for _, k := range [][2]string{
		{w.T("key.tab"), "keys.tab"},
		{w.T("key.arrows"), "keys.arrows"},
		{w.T("key.enter"), "keys.enter"},
		{w.T("key.space"), "keys.space"},
		{w.T("key.esc"), "keys.esc"},
		{"+  –", "keys.zoom"},
		{"A", "keys.activity"},
		{w.T("key.sideways"), "keys.pan"},
	} {
		objects = append(objects, container.NewHBox(widgets.NewKeyCap(k[0])), widgets.NewLabel(widgets.Body, w.T(k[1])))
	}
	note := widgets.NewMutedLabel(widgets.Second, w.T("keys.menu"))
	grid := container.New(layout.NewFormLayout(), objects...)
	widgets.NewKeyDialog(w.T("menu.keys"), container.NewVBox(grid, note), w.T("citizen.close"), "").Open(s.window.Canvas())
}

func (s *Shell) onAbout() {
	w := s.words
	version := w.T("about.unversioned")
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = w.T("about.version", "Version", info.Main.Version)
	}
	text := container.NewVBox(
		widgets.NewLabel(widgets.BodyBold, "Fremskridt"), widgets.NewLabel(widgets.Body, version),
		widgets.NewLabel(widgets.Body, w.T("about.licence")), widgets.NewMutedLabel(widgets.Second, w.T("about.fonts")))
	widgets.NewKeyDialog(w.T("menu.about"), text, w.T("citizen.close"), "").Open(s.window.Canvas())
}
