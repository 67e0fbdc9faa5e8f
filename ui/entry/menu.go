// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// State identifies the assessment of a form or a comparison. The answers are in
// the register.
type State struct {
	Assessment  model.ID
	SecondEntry bool
}

// State implements [screen.Stateful].
func (f *Form) State() State { return State{Assessment: f.head.ID, SecondEntry: f.IsSecondEntry()} }

// Title implements [screen.Screen]: it names the citizen.
func (f *Form) Title() string { return title(f.o.Env, f.o.Citizen) }

// Menu implements [screen.MenuProvider].
func (f *Form) Menu() screen.Menu {
	w := f.o.Words
	sep := screen.Separator()
	return screen.Menu{
		Title: w.T("menu.form"), HideEdit: true,
		Commands: []screen.Command{
			{Name: w.T("entry.complete"), Shortcut: screen.Ctrl(fyne.KeyS), Do: f.Complete},
			sep,
			{Name: w.T("menu.undo"), Shortcut: &fyne.ShortcutUndo{}, Do: f.Undo},
			{Name: w.T("menu.redo"), Shortcut: &fyne.ShortcutRedo{}, Do: f.Redo},
			sep,
			{Name: w.T("menu.earlier"), Do: f.ToggleEarlier, Disabled: f.IsSecondEntry()},
			{Name: w.T("entry.hand_out"), Shortcut: screen.Ctrl(fyne.KeyB), Do: f.HandOut, Disabled: !f.CanHandOut()},
			sep,
			{Name: w.T("entry.discard"), Do: f.Discard, Disabled: f.IsSecondEntry()},
			{Name: w.T("menu.form_back"), Do: func() { f.o.Back() }},
		},
	}
}

// State implements [screen.Stateful].
func (d *Comparison) State() State { return State{Assessment: d.o.Assessment.ID, SecondEntry: true} }

// Title names the citizen.
func (d *Comparison) Title() string { return title(d.o.Env, d.o.Citizen) }

// Title implements [screen.Screen]. It is empty: the citizen's screen shows no
// names.
func (c *CitizenScreen) Title() string { return "" }

func title(e screen.Env, c model.Citizen) string {
	return e.Words.T("form.title", "Form", e.Words.T("menu.form"), "Name", c.Name)
}

var (
	_ screen.Stateful[State] = (*Form)(nil)
	_ screen.Focuser         = (*Form)(nil)
	_ screen.KeyHandler      = (*Form)(nil)
	_ screen.MenuProvider    = (*Form)(nil)
	_ screen.Leaver          = (*Form)(nil)
	_ screen.Stateful[State] = (*Comparison)(nil)
	_ screen.Focuser         = (*Comparison)(nil)
	_ screen.KeyHandler      = (*Comparison)(nil)
	_ screen.Focuser         = (*CitizenScreen)(nil)
	_ screen.KeyHandler      = (*CitizenScreen)(nil)
	_ screen.Leaver          = (*CitizenScreen)(nil)
)
