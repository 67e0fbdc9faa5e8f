// SPDX-License-Identifier: MPL-2.0

package screen

import (
	"context"
	"errors"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Env is what the shell offers to every screen. Screens embed it in their options.
// Its functions must be called on the UI goroutine, except Now and Today.
type Env struct {
	Words *assets.Words
	// Now is the clock of the program; tests set it.
	Now func() time.Time
	// FixedToday overrides the date of Now for figures and lists, if it is set: for
	// reproducible screens.
	FixedToday model.Date
	// Run does work off the UI goroutine. While a register is open the work is
	// cancelled when it closes, and its result is then dropped.
	Run   widgets.Runner
	After widgets.After
	// BeforeClose registers work, such as saving, that must be done before the
	// register closes. It may run on any goroutine; remove takes it back.
	BeforeClose func(do func(ctx context.Context) error) (remove func())

	Canvas func() fyne.Canvas // for dialogs
	// Focus gives the keyboard to a widget, if the screen is visible and no dialog
	// is open.
	Focus func(w fyne.Focusable)
	// Visible reports whether the screen is the visible one.
	Visible func() bool
	// Explain turns an error into a sentence that says what to do.
	Explain func(err error) string
	Toast   func(text string) // a message that disappears by itself
	Copy    func(text string) // to the clipboard, cleared when the register locks

	// Back leaves the screen for the one it covers.
	Back func()
	// Changed must be called after the screen has changed data in the register. The
	// shell then refreshes every screen that shows data, when it is next visible.
	Changed func()
	// TitleChanged must be called when Title returns something new.
	TitleChanged func()

	PickFolder func(picked func(dir string))
	// SaveAs asks for a file name and has write fill the file. done is called only
	// if that succeeds.
	SaveAs   func(title, name string, write func(ctx context.Context, w io.Writer) error, done func(path string))
	OpenFile func(path string)           // in the system's program for it
	Shorten  func(dir string) (s string) // a folder as it is shown, with ~ for home
}

// Today is the day that figures and lists count as today.
func (e Env) Today() model.Date {
	if !e.FixedToday.IsZero() {
		return e.FixedToday
	}
	return model.DateOf(e.Now())
}

// EntryDay is the day of the clock, which what is entered is dated by, whatever Today is.
func (e Env) EntryDay() model.Date { return model.DateOf(e.Now()) }

// ShowError shows a toast with the explanation of an error, unless err is nil or a
// cancellation.
func (e Env) ShowError(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		e.Toast(e.Explain(err))
	}
}
