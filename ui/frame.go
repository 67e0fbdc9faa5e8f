// SPDX-License-Identifier: MPL-2.0

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

// frame is what surrounds the visible screen in the window.
type frame struct {
	body  *fyne.Container // holds the screen's content
	rail  *widgets.Rail   // nil without an open register
	toast *widgets.Toast
	root  *layer // the bottom of the stack when the frame was built
}

// present puts the top of the stack into the window, with its menu and title. The
// frame around it is kept while the area stays the same.
func (s *Shell) present() {
	l := s.top()
	if c := s.window.Canvas(); c.Overlays().Top() == nil { // a dialog over the screens keeps the keyboard
		c.Unfocus()
	}
	s.window.SetMainMenu(s.menu()) // before the content, which takes the rest of the room
	if s.inside() && s.frame.rail != nil && s.frame.root == s.stack[0] {
		s.frame.body.Objects = []fyne.CanvasObject{l.screen.Content()}
		s.frame.body.Refresh()
	} else {
		s.fillWindow(l.screen.Content())
	}
	if s.window.FullScreen() != l.citizenMode {
		s.window.SetFullScreen(l.citizenMode)
	}
	s.updateTitle()
}

// inside reports whether a register is open and no modal screen covers it.
func (s *Shell) inside() bool { return s.session != nil && s.top() != nil && !s.top().modal }

// fillWindow builds a new frame around content, with the rail if a register is open.
func (s *Shell) fillWindow(content fyne.CanvasObject) {
	s.frame = frame{body: container.NewStack(content), toast: widgets.NewToast(s.after)}
	objects := []fyne.CanvasObject{s.frame.body}
	if s.inside() {
		s.frame.rail, s.frame.root = s.newRail(), s.stack[0]
		objects = append(objects, s.frame.rail)
	}
	if strip := s.clockWarning(); strip != nil {
		objects = append(objects, strip)
	}
	ground := canvas.NewRectangle(widgets.CurrentPalette().Window)
	root := container.NewStack(ground, container.New(&frameLayout{}, objects...), s.frame.toast)
	s.window.SetContent(widgets.NewWatch(root, s.idle.noteActivity))
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	if d, ok := s.window.Canvas().(desktop.Canvas); ok {
		d.SetOnKeyDown(func(*fyne.KeyEvent) { s.idle.noteActivity() })
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
	if l := s.top(); l != nil && l.screen.Title() != "" {
		parts = append(parts, l.screen.Title())
	}
	parts = append(parts, "Fremskridt")
	if s.session != nil {
		parts = append(parts, municipalityTitle(s.words, s.session.register.Municipality()))
	}
	s.window.SetTitle(strings.Join(parts, " – "))
}

// typedKey passes on the keys that no focused widget wants.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	s.idle.noteActivity()
	if k, ok := topAs[screen.KeyHandler](s.router); ok {
		k.TypedKey(e)
	}
}
