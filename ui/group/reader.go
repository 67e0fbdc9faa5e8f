// SPDX-License-Identifier: MPL-2.0

package group

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Register is what the screens need of the register to read a cohort.
type Register interface {
	Cohort(ctx context.Context, progress func(done, total int)) (*cohort.Cohort, error)
	Norms(ctx context.Context) (analysis.Norms, error)
}

// Progress is the page that is shown while something long is done: what it is, how
// far it has come, and a way to leave it.
type Progress struct {
	Content fyne.CanvasObject
	words   *assets.Words
	bar     *widget.ProgressBar
	step    *widgets.Label
	cancel  *widgets.Button
}

// NewProgress returns the page, with nothing done yet.
func NewProgress(w *assets.Words, title string, onCancel func()) *Progress {
	p := &Progress{words: w, bar: widget.NewProgressBar(), step: widgets.NewMutedLabel(widgets.Second, ""), cancel: widgets.NewButton(w.T("start.cancel"), onCancel)}
	p.bar.TextFormatter = func() string { return "" }
	p.step.SetText(w.T("cohort.begin"))
	p.Content = container.NewCenter(container.New(&widgets.Flow{Gap: 10, Width: 360},
		widgets.NewLabel(widgets.CardTitle, title), p.bar, p.step, container.NewHBox(p.cancel)))
	return p
}

// Cancel takes the keyboard while the page is shown.
func (p *Progress) Cancel() fyne.Focusable { return p.cancel }

// Tell says how many questionnaires are read, from any goroutine.
func (p *Progress) Tell(done, total int) { p.tell("cohort.progress", done, total) }

// TellItems says how many questions are computed, from any goroutine.
func (p *Progress) TellItems(done, total int) { p.tell("cohort.items", done, total) }

func (p *Progress) tell(key string, done, total int) {
	fyne.Do(func() {
		p.bar.SetValue(float64(done) / float64(max(1, total)))
		p.step.SetText(p.words.T(key, "Done", p.words.Count(done), "Total", p.words.Count(total)))
	})
}

// NewFailure is the page that says why there is nothing to see, with a button to
// try again.
func NewFailure(w *assets.Words, title, why string, again func()) (content fyne.CanvasObject, button *widgets.Button) {
	button = widgets.NewButton(w.T("cohort.again"), again)
	return container.NewCenter(container.New(&widgets.Flow{Gap: 12, Width: 420},
		widgets.NewLabel(widgets.CardTitle, title), widgets.NewParagraph(widgets.Body, widgets.Run{Text: why}), container.NewHBox(button))), button
}

// Read reads the citizens and what the register's answers are measured by.
func Read(ctx context.Context, r Register, progress func(done, total int)) (*cohort.Cohort, analysis.Norms, error) {
	c, err := r.Cohort(ctx, progress)
	if err != nil {
		return nil, analysis.Norms{}, err
	}
	norms, err := r.Norms(ctx)
	return c, norms, err
}

// Choose is the group that a choice is of. Where the choice cannot be looked at as
// it is, what was chosen before the field that has just been changed gives way.
func Choose(c *cohort.Cohort, choice cohort.Choice, changed cohort.Field, asOf model.Date, norms analysis.Norms) (*cohort.Group, error) {
	g, err := c.Group(choice, asOf, norms)
	for _, f := range []cohort.Field{cohort.FieldCaseworker, cohort.FieldTargetGroup, cohort.FieldTeam, cohort.FieldPeriod, cohort.FieldInstrument} {
		if err == nil {
			break
		}
		if f == changed {
			continue
		}
		switch f {
		case cohort.FieldCaseworker:
			choice.Caseworker = ""
		case cohort.FieldTargetGroup:
			choice.TargetGroup = ""
		case cohort.FieldTeam:
			choice.Team = ""
		case cohort.FieldPeriod:
			choice.Quarters = 0
		case cohort.FieldInstrument:
			choice.Instrument = ""
		}
		g, err = c.Group(choice, asOf, norms)
	}
	return g, err
}
