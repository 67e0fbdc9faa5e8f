// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// domainsWithAnswers returns the domains that any respondent has answered.
func (p *Page) domainsWithAnswers() []model.Domain {
	var list []model.Domain
	for _, panel := range analysis.Panels(p.data.history, p.o.Instruments, p.data.norms) {
		list = append(list, panel.Domain)
	}
	return list
}

// domainsText says how many domains the figure shows.
func (p *Page) domainsText() string {
	w := p.o.Words
	if len(p.domains) == 0 {
		return w.T("citizen.domains_all")
	}
	return w.T("citizen.domains_some", "Count", len(p.domains), "Of", len(p.domainsWithAnswers()))
}

// ChooseDomains asks which domains the figure shows.
func (p *Page) ChooseDomains() {
	if p.figure != nil && p.state.Tab == TabFigure {
		p.figure.onDomains()
	}
}

func (t *figureTab) onDomains() {
	p := t.page
	w, all := p.o.Words, p.domainsWithAnswers()
	if len(all) == 0 {
		p.o.Toast(w.T("figure.no_answers"))
		return
	}
	boxes := make([]*widgets.Checkbox, len(all))
	list := make([]fyne.CanvasObject, len(all))
	for i, d := range all {
		boxes[i] = widgets.NewCheckbox(w.Of(d.Name), nil)
		boxes[i].Checked = len(p.domains) == 0 || slices.Contains(p.domains, d.Code)
		list[i] = boxes[i]
	}
	setAll := func(on bool) func() {
		return func() {
			for _, b := range boxes {
				b.SetChecked(on)
			}
		}
	}
	shortcuts := container.New(&widgets.Line{Gap: widgets.Gap},
		widgets.NewButton(w.T("citizen.domains_all"), setAll(true)), widgets.NewButton(w.T("citizen.domains_none"), setAll(false)))
	const width = 320
	height := min(float32(len(all))*widgets.ListRowHeight, p.o.Canvas().Size().Height-240)
	scroll := widgets.NewFocusScroll(container.New(&widgets.Flow{Gap: 2, Width: width - 20}, list...))
	scroll.Follow(list...)
	boxed := container.New(&widgets.Sized{Size: fyne.NewSize(width, height)}, scroll.Scroll)
	d := widgets.NewFormDialog(w.T("citizen.domains_title"), widgets.Flow{Gap: widgets.Gap, Width: width}, []fyne.CanvasObject{shortcuts, boxed},
		w.T("citizen.domains_show"), w.T("start.cancel"))
	d.First = boxes[0]
	d.OnAccept = func() bool {
		var chosen []string
		for i, b := range boxes {
			if b.Checked {
				chosen = append(chosen, all[i].Code)
			}
		}
		if len(chosen) == 0 {
			d.Say(w.T("citizen.domains_need"))
			return false
		}
		p.domains = chosen
		if len(chosen) == len(all) {
			p.domains = nil
		}
		t.show()
		return true
	}
	d.Open(p.o.Canvas())
}
