// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// guide is a line above the questions that does not scroll: domain and scale of
// the question with the focus.
type guide struct {
	f       *Form
	title   *widgets.Label
	text    *widgets.Label
	content *fyne.Container
}

func newGuide(f *Form) *guide {
	g := &guide{f: f, title: widgets.NewLabel(widgets.CardTitle, ""), text: widgets.NewMutedLabel(widgets.Second, "")}
	g.text.Shrinks = true
	g.content = container.New(&guideLayout{g}, g.title, g.text)
	return g
}

func (g *guide) refresh() {
	f, w := g.f, g.f.o.Words
	title, text := w.T("entry.by."+string(f.head.Respondent)), w.T("entry.digit")
	if f.focused {
		it := f.state.items[f.current]
		title, text = it.Code+" "+f.domainName(it), f.itemGuide(it)
	}
	if title != g.title.Text || text != g.text.Text {
		g.title.SetText(title)
		g.text.SetText(text)
		g.content.Layout.Layout(nil, g.content.Size())
	}
}

type guideLayout struct{ g *guide }

func (*guideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, guideHeight) }

func (l *guideLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	width := min(l.g.title.MinSize().Width, s.Width)
	widgets.Place(l.g.title, 0, 2, width, s.Height-2)
	widgets.Place(l.g.text, width+12, 3, max(0, s.Width-width-12), s.Height-2)
}

// domainName returns the name of an item's domain.
func (f *Form) domainName(it model.Item) string {
	for _, d := range f.in.Domains {
		if d.Code == it.Domain {
			return f.o.Words.Of(d.Name)
		}
	}
	return ""
}

// itemGuide says what the steps of an item mean.
func (f *Form) itemGuide(it model.Item) string {
	w := f.o.Words
	scale, _ := f.in.Scale(it.Scale)
	end := scale.High()
	if it.Reversed {
		end = scale.Low()
	}
	var parts []string
	if note := w.Of(it.Note); note != "" {
		parts = append(parts, note)
	}
	for _, a := range it.Anchors {
		parts = append(parts, strconv.Itoa(a.Value)+" = "+w.Of(a.Text))
	}
	// The boxes of a longer scale have no room for the labels.
	if len(it.Anchors) == 0 && len(scale.Labels) > 5 {
		for v := scale.Low(); v <= scale.High(); v++ {
			parts = append(parts, strconv.Itoa(v)+" = "+w.Of(scale.Label(v)))
		}
	}
	parts = append(parts, w.T("entry.nearest", "Value", end))
	return strings.Join(parts, " · ")
}

// earlierNote returns the earlier answers to an item.
func (f *Form) earlierNote(it model.Item) string {
	if !f.showingEarlier {
		return ""
	}
	w := f.o.Words
	var parts []string
	for _, s := range f.earlier {
		if len(parts) == maxEarlier {
			break
		}
		a := model.FindAnswer(s.Answers, it.Code)
		if !a.Entered {
			continue
		}
		text := a.String()
		if !a.HasValue() {
			text = w.Answer(f.in, it.Code, a)
		}
		if s.Instrument != f.in.Key() {
			text += " (" + s.Instrument + ")"
		}
		parts = append(parts, w.ShortDate(s.Date)+": "+text)
	}
	if len(parts) == 0 {
		return w.T("entry.before_none")
	}
	return w.T("entry.before", "List", strings.Join(parts, " · "))
}
