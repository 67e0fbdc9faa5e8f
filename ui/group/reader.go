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

// Progress is the page shown during long work: what is done, how far it has come, and
// a button to cancel it.
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

// SetRead shows how many assessments have been read. It may be called on any goroutine.
func (p *Progress) SetRead(done, total int) { p.set("cohort.progress", done, total) }

// SetComputed shows how many items have been computed. It may be called on any
// goroutine.
func (p *Progress) SetComputed(done, total int) { p.set("cohort.items", done, total) }

func (p *Progress) set(key string, done, total int) {
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

// Read reads the citizens and the norms of the register.
func Read(ctx context.Context, r Register, progress func(done, total int)) (*cohort.Cohort, analysis.Norms, error) {
	c, err := r.Cohort(ctx, progress)
	if err != nil {
		return nil, analysis.Norms{}, err
	}
	norms, err := r.Norms(ctx)
	return c, norms, err
}

// Choose returns the group of a choice. Where the choice may not be shown, the fields
// other than the one just changed are reset, one after another, until it may.
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
