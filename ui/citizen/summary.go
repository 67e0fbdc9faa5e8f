// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// summaryCard is the card next to the figure with its summary in text.
type summaryCard struct {
	text *summaryText
	card *widgets.Card
}

func newSummaryCard(p *Page, copied func()) *summaryCard {
	w := p.o.Words
	button := widgets.NewIconButton(widgets.IconCopy, w.T("citizen.copy"), copied)
	button.Compact = true
	t := &summaryCard{text: newSummaryText(summaryTextWidth)}
	head := container.New(&widgets.SpaceBetween{Gap: 8}, widgets.NewLabel(widgets.CardTitle, w.T("citizen.in_words")), button)
	note := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("citizen.words_note")})
	note.Muted = true
	foot := container.New(&widgets.Flow{Gap: 10, Width: summaryTextWidth}, widgets.NewRule(), note)
	t.card = widgets.NewCard(container.NewBorder(
		container.New(&widgets.Inset{Foot: 8}, head),
		container.New(&widgets.Inset{Top: 8}, foot),
		nil, nil, widgets.NewReader(t.text.content, fyne.NewSize(summaryTextWidth, 100))))
	return t
}

func (t *summaryCard) show(parts []plots.SummarySection) { t.text.show(parts) }

// summaryText is the summary as widgets.
type summaryText struct {
	content *fyne.Container
}

func newSummaryText(width float32) *summaryText {
	return &summaryText{content: container.New(&widgets.Flow{Gap: 4, Width: width})}
}

func (t *summaryText) show(parts []plots.SummarySection) {
	var list []fyne.CanvasObject
	for i, part := range parts {
		if i > 0 {
			list = append(list, container.New(&widgets.Inset{Top: 10, Foot: 8}, widgets.NewRule()))
		}
		if part.Heading != "" {
			list = append(list, widgets.NewLabel(widgets.BodyBold, part.Heading))
		}
		for _, r := range part.Rows {
			list = append(list, newSummaryRow(r))
		}
	}
	t.content.Objects = list
	t.content.Refresh()
}

func newSummaryRow(r plots.SummaryRow) fyne.CanvasObject {
	switch {
	case r.IsSubject:
		return widgets.NewMutedLabel(widgets.Second, r.Text)
	case r.Change != "":
		name := widgets.NewLabel(widgets.Body, r.Text)
		name.Shrinks = true
		return container.New(&widgets.SpaceBetween{Gap: 8}, name, widgets.NewLabel(widgets.Body, r.Change))
	case r.Lead != "":
		return widgets.NewParagraph(widgets.Body, widgets.Run{Text: r.Lead + " ", Bold: true}, widgets.Run{Text: r.Text})
	}
	return widgets.NewParagraph(widgets.Body, widgets.Run{Text: r.Text})
}
