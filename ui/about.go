// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// showKeys lists the keys that are not in the menu.
func showKeys(env screen.Env) {
	w := env.Words
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
	widgets.NewKeyDialog(w.T("menu.keys"), container.NewVBox(grid, note), w.T("citizen.close"), "").Open(env.Canvas())
}

// showAbout shows the version and the licence, and leads to the licences of others.
func showAbout(env screen.Env, build assets.Version) {
	w := env.Words
	version := w.T("about.unversioned")
	if v := build.String(); v != "" {
		version = w.T("about.version", "Version", v)
	}
	text := container.NewVBox(
		widgets.NewLabel(widgets.BodyBold, "Fremskridt"), widgets.NewLabel(widgets.Body, version),
		widgets.NewLabel(widgets.Body, w.T("about.licence")), widgets.NewMutedLabel(widgets.Second, w.T("about.fonts")))
	d := widgets.NewKeyDialog(w.T("menu.about"), nil, w.T("citizen.close"), "")
	notices := widgets.NewButton(w.T("about.notices"), func() {
		d.Close()
		showNotices(env)
	})
	d.Content = container.New(layout.NewCustomPaddedVBoxLayout(widgets.Gap), text, container.NewHBox(notices))
	d.Open(env.Canvas())
}
