// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Title is the citizen's name, once it has been read.
func (p *Page) Title() string { return p.data.history.Citizen.Name }

// Refresh reads the citizen again and stays on the same tab.
func (p *Page) Refresh() { p.Load() }

// CopyText copies the text version of the figure.
func (p *Page) CopyText() { p.CopySummary() }

// Menu implements [screen.MenuProvider].
func (p *Page) Menu() screen.Menu {
	w := p.o.Words
	return screen.Menu{
		Title:    w.T("menu.citizen"),
		Commands: append(append([]screen.Command{}, p.o.ListCommands...), Commands(w, p)...),
		View: []screen.Command{
			{Name: w.T("menu.zoom_in"), Shortcut: screen.Ctrl(fyne.KeyPlus), Do: func() { p.Zoom(true) }},
			{Name: w.T("menu.zoom_out"), Shortcut: screen.Ctrl(fyne.KeyMinus), Do: func() { p.Zoom(false) }},
			{Name: w.T("menu.axis"), Shortcut: screen.Ctrl(fyne.KeyU), Do: p.ToggleWeeks},
			{Name: w.T("citizen.domains_title") + " …", Shortcut: screen.Ctrl(fyne.KeyD), Do: p.ChooseDomains},
			{Name: w.T("citizen.in_words"), Shortcut: screen.Ctrl(fyne.KeyI), Do: p.ShowSummary},
		},
	}
}

// Commands returns the commands about a citizen: those of p or, if p is nil, the same
// commands disabled, for the menu of the list.
func Commands(w *assets.Words, p *Page) []screen.Command {
	// The toolkit gives a shortcut to the first item that has it, even a disabled one.
	// Ctrl+N belongs to the list, so it is left out here without a page.
	newKeys := screen.Ctrl(fyne.KeyN)
	if p == nil {
		newKeys = nil
	}
	sep := screen.Separator()
	list := []screen.Command{
		{Name: w.T("citizen.back"), Shortcut: screen.AltLeft(), Do: func() { p.o.Back() }},
		sep,
	}
	for i, name := range []string{TabFigure: "figure", TabAssessments: "sheets", TabActivities: "activities", TabMaster: "master", TabLog: "log"} {
		list = append(list, screen.Command{
			Name: w.T("citizen.tab." + name), Shortcut: screen.Ctrl(fyne.KeyName(rune('1' + i))), Do: func() { p.SelectTab(i) },
		})
	}
	list = append(list,
		sep,
		screen.Command{Name: w.T("sheet.new") + " …", Shortcut: newKeys, Do: func() { p.o.OnNew() }},
		screen.Command{Name: w.T("sheet.again"), Shortcut: screen.Ctrl(fyne.KeyE, fyne.KeyModifierShift), Do: func() { p.EnterAgain() }},
		sep,
		screen.Command{Name: w.T("activity.new"), Shortcut: screen.Ctrl(fyne.KeyN, fyne.KeyModifierShift), Do: func() { p.NewActivity() }},
		screen.Command{Name: w.T("activity.edit"), Do: func() { p.EditActivity() }},
		screen.Command{Name: w.T("activity.end_today"), Shortcut: screen.Ctrl(fyne.KeyT), Do: func() { p.EndActivity() }},
		screen.Command{Name: w.T("activity.remove"), Shortcut: screen.Ctrl(fyne.KeyDelete), Do: func() { p.RemoveActivity() }},
		screen.Command{Name: w.T("event.new_outcome"), Do: func() { p.AddOutcome() }},
		screen.Command{Name: w.T("event.new_contact"), Do: func() { p.AddContact() }},
		screen.Command{Name: w.T("activity.undo"), Shortcut: &fyne.ShortcutUndo{}, Do: func() { p.UndoActivity() }},
		sep,
		screen.Command{Name: w.T("menu.for_citizen"), Shortcut: screen.Ctrl(fyne.KeyB, fyne.KeyModifierShift), Do: func() { p.ForCitizen() }},
		screen.Command{Name: w.T("menu.cpr"), Do: func() { p.ToggleCPR() }},
		screen.Command{Name: w.T("export.title"), Shortcut: screen.Ctrl(fyne.KeyE), Do: func() { p.Export() }},
		screen.Command{Name: w.T("give.title"), Shortcut: screen.Ctrl(fyne.KeyP), Do: func() { p.ExportDossier() }},
	)
	for i := range list {
		list[i].Disabled = p == nil
	}
	return list
}

var (
	_ screen.Stateful[State] = (*Page)(nil)
	_ screen.Loader          = (*Page)(nil)
	_ screen.Refresher       = (*Page)(nil)
	_ screen.KeyHandler      = (*Page)(nil)
	_ screen.MenuProvider    = (*Page)(nil)
	_ screen.TextCopier      = (*Page)(nil)
)
