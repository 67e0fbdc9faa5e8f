// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// State identifies the assessment of a form, or of the differences between its two
// entries. The answers are in the register.
type State struct {
	Assessment  model.ID
	SecondEntry bool
}

// State implements [screen.Stateful].
func (f *Form) State() State { return State{Assessment: f.head.ID, SecondEntry: f.Again()} }

// Title names the citizen.
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
			{Name: w.T("menu.earlier"), Do: f.ToggleEarlier, Disabled: f.Again()},
			{Name: w.T("entry.hand_out"), Shortcut: screen.Ctrl(fyne.KeyB), Do: f.HandOut, Disabled: !f.CanHandOut()},
			sep,
			{Name: w.T("entry.discard"), Do: f.Discard, Disabled: f.Again()},
			{Name: w.T("menu.form_back"), Do: func() { f.o.Back() }},
		},
	}
}

// State implements [screen.Stateful].
func (d *Differ) State() State { return State{Assessment: d.o.Assessment.ID, SecondEntry: true} }

// Title names the citizen.
func (d *Differ) Title() string { return title(d.o.Env, d.o.Citizen) }

// Title is empty: the citizen's screen shows no names.
func (c *Citizen) Title() string { return "" }

func title(e screen.Env, c model.Citizen) string {
	return e.Words.T("form.title", "Form", e.Words.T("menu.form"), "Name", c.Name)
}

var (
	_ screen.Stateful[State] = (*Form)(nil)
	_ screen.Focuser         = (*Form)(nil)
	_ screen.KeyHandler      = (*Form)(nil)
	_ screen.MenuProvider    = (*Form)(nil)
	_ screen.Leaver          = (*Form)(nil)
	_ screen.Stateful[State] = (*Differ)(nil)
	_ screen.Focuser         = (*Differ)(nil)
	_ screen.KeyHandler      = (*Differ)(nil)
	_ screen.Focuser         = (*Citizen)(nil)
	_ screen.KeyHandler      = (*Citizen)(nil)
	_ screen.Leaver          = (*Citizen)(nil)
)
