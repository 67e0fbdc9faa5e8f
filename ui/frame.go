package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// present puts the top of the stack into the window, with its menu and title. The
// frame around it is kept while the area stays the same.
func (s *Shell) present() {
	e := s.top()
	s.window.SetMainMenu(s.menu()) // before the content, which takes the rest of the room
	if full := !s.inside(); full || s.framedFull || s.framedRoot != s.stack[0] {
		s.framedRoot, s.framedFull = s.stack[0], full
		s.frame(e.screen.Content())
	} else {
		s.body.Objects = []fyne.CanvasObject{e.screen.Content()}
		s.body.Refresh()
	}
	s.updateTitle()
}

// frame fills the window with content, next to the rail if a register is open.
func (s *Shell) frame(content fyne.CanvasObject) {
	s.toast = widgets.NewToast(s.after)
	s.body = container.NewStack(content)
	objects := []fyne.CanvasObject{s.body}
	if s.inside() {
		s.rail = s.newRail()
		objects = append(objects, s.rail)
	}
	if strip := s.clockWarning(); strip != nil {
		objects = append(objects, strip)
	}
	ground := canvas.NewRectangle(widgets.CurrentPalette().Window)
	root := container.NewStack(ground, container.New(&frameLayout{}, objects...), s.toast)
	s.window.SetContent(widgets.NewWatch(root, s.noteActivity))
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	if d, ok := s.window.Canvas().(desktop.Canvas); ok {
		d.SetOnKeyDown(func(*fyne.KeyEvent) { s.noteActivity() })
	}
}

func (s *Shell) newRail() *widgets.Rail {
	areas := s.areas()
	items := make([]widgets.RailItem, len(areas))
	for i, a := range areas {
		items[i] = widgets.RailItem{Icon: a.icon, Text: s.words.T(a.title)}
		if a.id == areaFollowUp {
			items[i].Badge = s.urgentBadge()
		}
	}
	rail := widgets.NewRail(items, func(i int) { s.goTo(areas[i].id) })
	at := slices.IndexFunc(areas, func(a area) bool { return a.id == s.area })
	rail.SetSelected(at)
	rail.SetUser(s.session.user.Initials, s.words.T("role."+string(areas[at].access.Role())))
	rail.SetLock(s.words.T("menu.lock"), s.onLock)
	return rail
}

// clockWarning returns a strip that warns of a clock set back since the register was
// last used, or nil.
func (s *Shell) clockWarning() fyne.CanvasObject {
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

// frameLayout places the body to the right of the rail, if there is one, and below the
// warning, if there is one.
type frameLayout struct{}

// MinSize implements [fyne.Layout].
func (*frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(minWidth, minHeight) }

// Layout implements [fyne.Layout].
func (*frameLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
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

// updateTitle sets the window's title from the visible screen and the municipality.
func (s *Shell) updateTitle() {
	var parts []string
	if e := s.top(); e != nil && e.screen.Title() != "" {
		parts = append(parts, e.screen.Title())
	}
	parts = append(parts, "Fremskridt")
	if s.session != nil {
		parts = append(parts, municipalityTitle(s.words, s.session.register.Municipality()))
	}
	s.window.SetTitle(strings.Join(parts, " – "))
}

// typedKey passes on the keys that no focused widget wants.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	s.noteActivity()
	if s.top() == nil {
		return
	}
	if k, ok := s.top().screen.(screen.KeyHandler); ok {
		k.TypedKey(e)
	}
}
