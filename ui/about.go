package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// onKeys lists the keys that are not in the menu.
func (s *Shell) onKeys() {
	w := s.words
	var objects []fyne.CanvasObject
	for _, k := range []struct{ key, text string }{
		{w.T("key.tab"), "keys.tab"},
		{w.T("key.arrows"), "keys.arrows"},
		{w.T("key.enter"), "keys.enter"},
		{w.T("key.space"), "keys.space"},
		{w.T("key.esc"), "keys.esc"},
		{"+  –", "keys.zoom"},
		{"A", "keys.activity"},
		{w.T("key.sideways"), "keys.pan"},
	} {
		objects = append(objects, container.NewHBox(widgets.NewKeyCap(k.key)), widgets.NewLabel(widgets.Body, w.T(k.text)))
	}
	note := widgets.NewMutedLabel(widgets.Second, w.T("keys.menu"))
	grid := container.New(layout.NewFormLayout(), objects...)
	widgets.NewKeyDialog(w.T("menu.keys"), container.NewVBox(grid, note), w.T("citizen.close"), "").Open(s.window.Canvas())
}

// onAbout shows the version and the licence, and leads to the licences of others.
func (s *Shell) onAbout() {
	w := s.words
	version := w.T("about.unversioned")
	if v := s.o.Version.String(); v != "" {
		version = w.T("about.version", "Version", v)
	}
	text := container.NewVBox(
		widgets.NewLabel(widgets.BodyBold, "Fremskridt"), widgets.NewLabel(widgets.Body, version),
		widgets.NewLabel(widgets.Body, w.T("about.licence")), widgets.NewMutedLabel(widgets.Second, w.T("about.fonts")))
	d := widgets.NewKeyDialog(w.T("menu.about"), nil, w.T("citizen.close"), "")
	notices := widgets.NewButton(w.T("about.notices"), func() {
		d.Close()
		s.onNotices()
	})
	text.Add(container.NewHBox(notices))
	d.Content = text
	d.Open(s.window.Canvas())
}
