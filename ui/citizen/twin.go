// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// twin is the card beside the figure that says the same in words.
type twin struct {
	text *twinText
	card *widgets.Card
}

func newTwin(p *Page, copied func()) *twin {
	w := p.o.Words
	button := widgets.NewIconButton(widgets.IconCopy, w.T("citizen.copy"), copied)
	button.Compact = true
	t := &twin{text: newTwinText(twinWide)}
	head := container.New(&widgets.Ends{Gap: 8}, widgets.NewLabel(widgets.CardTitle, w.T("citizen.in_words")), button)
	note := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("citizen.words_note")})
	note.Muted = true
	foot := container.New(&widgets.Flow{Gap: 10, Width: twinWide}, widgets.NewRule(), note)
	t.card = widgets.NewCard(container.NewBorder(
		container.New(&widgets.Inset{Foot: 8}, head),
		container.New(&widgets.Inset{Top: 8}, foot),
		nil, nil, widgets.NewReader(t.text.content, fyne.NewSize(twinWide, 100))))
	return t
}

func (t *twin) show(parts []plots.SummarySection) { t.text.show(parts) }

// twinText is the text twin as widgets.
type twinText struct {
	content *fyne.Container
}

func newTwinText(width float32) *twinText {
	return &twinText{content: container.New(&widgets.Flow{Gap: 4, Width: width})}
}

func (t *twinText) show(parts []plots.SummarySection) {
	var list []fyne.CanvasObject
	for i, part := range parts {
		if i > 0 {
			list = append(list, container.New(&widgets.Inset{Top: 10, Foot: 8}, widgets.NewRule()))
		}
		if part.Heading != "" {
			list = append(list, widgets.NewLabel(widgets.BodyBold, part.Heading))
		}
		for _, r := range part.Rows {
			list = append(list, twinRow(r))
		}
	}
	t.content.Objects = list
	t.content.Refresh()
}

func twinRow(r plots.SummaryRow) fyne.CanvasObject {
	switch {
	case r.IsSubject:
		return widgets.NewMutedLabel(widgets.Second, r.Text)
	case r.Change != "":
		name := widgets.NewLabel(widgets.Body, r.Text)
		name.Shrinks = true
		return container.New(&widgets.Ends{Gap: 8}, name, widgets.NewLabel(widgets.Body, r.Change))
	case r.Lead != "":
		return widgets.NewParagraph(widgets.Body, widgets.Run{Text: r.Lead + " ", Bold: true}, widgets.Run{Text: r.Text})
	}
	return widgets.NewParagraph(widgets.Body, widgets.Run{Text: r.Text})
}
