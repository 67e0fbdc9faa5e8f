package citizen

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/model"
	"fremskridt/model/analysis"
	"fremskridt/ui/kit"
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
		p.o.Tell(w.T("figure.no_answers"))
		return
	}
	boxes := make([]*kit.Checkbox, len(all))
	list := make([]fyne.CanvasObject, len(all))
	for i, d := range all {
		boxes[i] = kit.NewCheckbox(w.Of(d.Name), nil)
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
	quick := container.New(&kit.Line{Gap: kit.Gap},
		kit.NewButton(w.T("citizen.domains_all"), turn(true)), kit.NewButton(w.T("citizen.domains_none"), turn(false)))
	const wide = 320
	high := min(float32(len(all))*kit.ListRowHeight, p.o.Canvas().Size().Height-240)
	scroll := kit.NewFocusScroll(container.New(&kit.Flow{Gap: 2, Width: wide - 20}, list...))
	scroll.Follow(list...)
	boxed := container.New(&kit.Sized{Size: fyne.NewSize(wide, high)}, scroll.Scroll)
	d := kit.NewFormDialog(w.T("citizen.domains_title"), kit.Flow{Gap: kit.Gap, Width: wide}, []fyne.CanvasObject{quick, boxed},
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
