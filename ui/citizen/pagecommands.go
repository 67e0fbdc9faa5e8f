// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
)

// TypedKey implements [screen.KeyHandler].
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		if p.figure != nil && p.state.Tab == TabFigure && (p.figure.view.pointer.unmark() || p.figure.closeLarge()) {
			return
		}
		p.o.Back()
		return
	}
	if p.figure != nil && p.state.Tab == TabFigure {
		p.figure.onKey(e)
	}
}

// Zoom zooms the figure in or out.
func (p *Page) Zoom(in bool) {
	if p.figure != nil && p.state.Tab == TabFigure {
		p.figure.zoom(in)
	}
}

// ToggleWeeks switches the time axis between the calendar and weeks from the
// first assessment.
func (p *Page) ToggleWeeks() {
	if p.figure != nil && p.state.Tab == TabFigure {
		p.figure.onAxis(1 - p.figure.axis.Selected)
	}
}

// ShowSummary opens the summary in a dialog.
func (p *Page) ShowSummary() {
	if p.figure != nil {
		p.figure.openSummary()
	}
}

// CopySummary copies the summary to the clipboard.
func (p *Page) CopySummary() {
	if p.figure != nil {
		p.figure.copySummary()
	}
}

// ToggleCPR shows the CPR number, which is logged, or hides it again.
func (p *Page) ToggleCPR() {
	if p.header == nil || p.data.history.Citizen.CPR == "" {
		return
	}
	if p.cpr != "" {
		p.cpr = ""
		p.header.refresh()
		return
	}
	var cpr model.CPR
	p.o.Run(func(ctx context.Context) (err error) {
		cpr, err = p.o.Register.RevealCPR(ctx, p.state.Citizen)
		return err
	}, func(err error) {
		if err != nil {
			p.o.Toast(p.o.Explain(err))
			return
		}
		p.cpr = cpr
		p.header.refresh()
	})
}
