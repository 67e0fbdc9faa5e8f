package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// AppID names the program to the system, which keeps its preferences by it.
const AppID = "dk.fremskridt.app"

// Options are what the window is started with.
type Options struct {
	Now    func() time.Time
	Getenv func(name string) string
	// Demo makes a register of an invented municipality in a new folder. The
	// start page does not offer it where Demo is nil.
	Demo func(ctx context.Context, dir string, progress func(done, total int)) error
	// DemoDir is where invented municipalities are kept: the user's cache where
	// it is empty.
	DemoDir string
	// After is the timer, and Cost what a guess at a passphrase that is set costs;
	// both are the usual where they are left out.
	After widgets.After
	Cost  vault.Cost
	// Store is a register to open at once, and User who opens it.
	Store, User string
}

// Run shows the window and returns when it is closed.
func Run(o Options) error {
	a := app.NewWithID(AppID)
	a.SetIcon(fyne.NewStaticResource("fremskridt.png", assets.Icon))
	s, err := New(a, o, widgets.Background)
	if err != nil {
		return err
	}
	s.window.Resize(s.settings.size())
	a.Lifecycle().SetOnStarted(func() { s.Start() })
	s.window.SetCloseIntercept(s.onQuit)
	s.window.ShowAndRun()
	return s.Close()
}
