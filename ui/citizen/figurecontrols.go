// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func (t *figureTab) onWheel(at fyne.Position, d fyne.Delta) {
	p := t.page
	if d.DX != 0 {
		t.onDrag(d.DX)
		return
	}
	if d.DY == 0 || t.view.layout == nil {
		return
	}
	day, _ := t.view.layout.Day(float64(at.X))
	t.setView(p.state.View.zoomedAt(d.DY > 0, day, p.lastDay(), p.totalDays()))
}

// onDrag pans by a distance in pixels.
func (t *figureTab) onDrag(dx float32) {
	if t.view.layout == nil {
		return
	}
	from, to := t.view.layout.Span()
	t.pendingDrag += float64(dx) * float64(to.Sub(from)) / t.view.layout.Plot().W
	days := int(t.pendingDrag)
	t.pendingDrag -= float64(days)
	t.setView(t.page.state.View.shiftedBy(days, t.page.totalDays()))
}

func (t *figureTab) setView(v View) {
	if v == t.page.state.View {
		return
	}
	t.page.state.View = v
	t.page.o.OnView(v)
	t.show()
}

func (t *figureTab) onRespondents(i int) {
	v := t.page.state.View
	v.Respondents = respondentChoices[i]
	t.setView(v)
}

func (t *figureTab) onPeriod(i int) {
	v := t.page.state.View.wholePeriod()
	v.Days = periodChoices[i]
	t.setView(v)
}

func (t *figureTab) onAxis(i int) {
	v := t.page.state.View
	v.Weeks = i == 1
	t.setView(v)
}

func (t *figureTab) pan(earlier bool) {
	t.setView(t.page.state.View.panned(earlier, t.page.totalDays()))
}

func (t *figureTab) zoom(in bool) { t.setView(t.page.state.View.zoomed(in, t.page.totalDays())) }

func (t *figureTab) onKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPlus, fyne.KeyEqual:
		t.zoom(true)
	case fyne.KeyMinus:
		t.zoom(false)
	case fyne.KeyLeft:
		t.view.pointer.step(0, -1)
	case fyne.KeyRight:
		t.view.pointer.step(0, 1)
	case fyne.KeyUp:
		t.view.pointer.step(-1, 0)
	case fyne.KeyDown:
		t.view.pointer.step(1, 0)
	case fyne.KeyComma:
		t.pan(true)
	case fyne.KeyPeriod:
		t.pan(false)
	case fyne.KeyHome:
		t.setView(t.page.state.View.wholePeriod())
	case fyne.KeyReturn, fyne.KeyEnter:
		t.view.pointer.enlarge()
	case fyne.KeyA:
		t.view.pointer.nextActivity()
	default:
		t.view.scrollBy(e.Name)
	}
}

func (t *figureTab) onLegend() {
	w := t.page.o.Words
	widgets.NewKeyDialog(w.T("citizen.legend"), newLegend(t.view.figure, true), w.T("citizen.close"), "").Open(t.page.o.Canvas())
}

func (t *figureTab) openSummary() {
	p := t.page
	w := p.o.Words
	text := newSummaryText(summaryDialogWidth)
	text.show(t.summarySections())
	text.content.Resize(fyne.NewSize(summaryDialogWidth, 0)) // wraps the text, which gives its height
	height := min(p.o.Canvas().Size().Height-200, text.content.MinSize().Height)
	reader := widgets.NewReader(text.content, fyne.NewSize(summaryDialogWidth+20, height))
	d := widgets.NewKeyDialog(w.T("citizen.in_words"), reader, w.T("citizen.copy"), w.T("citizen.close"))
	d.First = reader
	d.Width = summaryDialogWidth + 60
	d.OnAccept = func() bool { t.copySummary(); return true }
	d.Open(p.o.Canvas())
}

func (t *figureTab) copySummary() {
	t.page.o.Copy(plots.SummaryText(t.summarySections(), t.page.o.Words))
	t.page.o.Toast(t.page.o.Words.T("citizen.copied"))
}
