// SPDX-License-Identifier: MPL-2.0

package screen_test

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Notes is a screen that shows how many notes there are.
type Notes struct {
	screen.Env
	count func(ctx context.Context) (int, error)
	label *widgets.Label
}

func NewNotes(env screen.Env, count func(ctx context.Context) (int, error)) *Notes {
	return &Notes{Env: env, count: count, label: widgets.NewLabel(widgets.Body, "")}
}

func (n *Notes) Content() fyne.CanvasObject { return n.label }
func (n *Notes) Title() string              { return "" }
func (n *Notes) Refresh()                   { n.Load() }

// Load reads the register off the UI goroutine.
func (n *Notes) Load() {
	var notes int
	n.Run(func(ctx context.Context) (err error) {
		notes, err = n.count(ctx)
		return err
	}, func(err error) {
		if err != nil {
			n.ShowError(err)
			return
		}
		n.label.SetText(fmt.Sprint(notes))
	})
}

// A screen implements [screen.Screen] and the optional interfaces it needs. The shell
// builds it with an [screen.Env], shows it, and calls Load.
func Example() {
	words, err := assets.NewWords(model.English)
	if err != nil {
		panic(err)
	}
	env := screen.Env{Words: words, Run: widgets.Inline, Toast: func(text string) { fmt.Println(text) }}
	env.Explain = func(err error) string { return "It failed: " + err.Error() + "." }

	var s screen.Screen = NewNotes(env, func(context.Context) (int, error) { return 0, fmt.Errorf("no notes") })
	if l, ok := s.(screen.Loader); ok {
		l.Load()
	}
	// Output: It failed: no notes.
}

// A menu has commands and separators. Shortcuts use Ctrl, or Cmd on a Mac.
func ExampleCommand() {
	menu := screen.Menu{Title: "Notes", Commands: []screen.Command{
		{Name: "New note", Shortcut: screen.Ctrl(fyne.KeyN), Do: func() {}},
		screen.Separator(),
		{Name: "Remove note", Disabled: true},
	}}
	for _, c := range menu.Commands {
		if c.IsSeparator() {
			fmt.Println("---")
			continue
		}
		fmt.Println(c.Name, !c.Disabled)
	}
	// Output:
	// New note true
	// ---
	// Remove note false
}
