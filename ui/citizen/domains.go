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

// asked are the domains that the citizen or the caseworker has been asked about.
func (p *Page) asked() []model.Domain {
	var list []model.Domain
	for _, panel := range analysis.Panels(p.data.course, p.o.Instruments, p.data.norms) {
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
	return w.T("citizen.domains_some", "Count", len(p.domains), "Of", len(p.asked()))
}

// ChooseDomains asks which domains the figure shows.
func (p *Page) ChooseDomains() {
	if p.figure != nil && p.place.Tab == TabFigure {
		p.figure.onDomains()
	}
}

func (t *figureTab) onDomains() {
	p := t.page
	w, all := p.o.Words, p.asked()
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
	turn := func(on bool) func() {
		return func() {
			for _, b := range boxes {
				b.SetChecked(on)
			}
		}
	}
	quick := container.New(&widgets.Line{Gap: widgets.Gap},
		widgets.NewButton(w.T("citizen.domains_all"), turn(true)), widgets.NewButton(w.T("citizen.domains_none"), turn(false)))
	const wide = 320
	high := min(float32(len(all))*widgets.ListRowHeight, p.o.Canvas().Size().Height-240)
	scroll := widgets.NewFocusScroll(container.New(&widgets.Flow{Gap: 2, Width: wide - 20}, list...))
	scroll.Follow(list...)
	boxed := container.New(&widgets.Sized{Size: fyne.NewSize(wide, high)}, scroll.Scroll)
	d := widgets.NewFormDialog(w.T("citizen.domains_title"), widgets.Flow{Gap: widgets.Gap, Width: wide}, []fyne.CanvasObject{quick, boxed},
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
