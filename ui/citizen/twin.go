package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/plots"
	"fremskridt/ui/kit"
)

// twin is the card beside the figure that says the same in words.
type twin struct {
	text *twinText
	card *kit.Card
}

func newTwin(p *Page, copied func()) *twin {
	w := p.o.Words
	button := kit.NewIconButton(kit.IconCopy, w.T("citizen.copy"), copied)
	button.Compact = true
	t := &twin{text: newTwinText(twinWide)}
	head := container.New(&kit.Ends{Gap: 8}, kit.NewLabel(kit.CardTitle, w.T("citizen.in_words")), button)
	note := kit.NewParagraph(kit.Second, kit.Run{Text: w.T("citizen.words_note")})
	note.Muted = true
	foot := container.New(&kit.Flow{Gap: 10, Width: twinWide}, kit.NewRule(), note)
	t.card = kit.NewCard(container.NewBorder(
		container.New(&kit.Inset{Foot: 8}, head),
		container.New(&kit.Inset{Top: 8}, foot),
		nil, nil, kit.NewReader(t.text.content, fyne.NewSize(twinWide, 100))))
	return t
}

func (t *twin) show(parts []plots.TwinPart) { t.text.show(parts) }

// twinText is the text twin as widgets.
type twinText struct {
	content *fyne.Container
}

func newTwinText(width float32) *twinText {
	return &twinText{content: container.New(&kit.Flow{Gap: 4, Width: width})}
}

func (t *twinText) show(parts []plots.TwinPart) {
	var list []fyne.CanvasObject
	for i, part := range parts {
		if i > 0 {
			list = append(list, container.New(&kit.Inset{Top: 10, Foot: 8}, kit.NewRule()))
		}
		if part.Heading != "" {
			list = append(list, kit.NewLabel(kit.BodyBold, part.Heading))
		}
		for _, r := range part.Rows {
			list = append(list, twinRow(r))
		}
	}
	t.content.Objects = list
	t.content.Refresh()
}

func twinRow(r plots.TwinRow) fyne.CanvasObject {
	switch {
	case r.Name:
		return kit.NewMutedLabel(kit.Second, r.Text)
	case r.Change != "":
		name := kit.NewLabel(kit.Body, r.Text)
		name.Shrinks = true
		return container.New(&kit.Ends{Gap: 8}, name, kit.NewLabel(kit.Body, r.Change))
	case r.Lead != "":
		return kit.NewParagraph(kit.Body, kit.Run{Text: r.Lead + " ", Bold: true}, kit.Run{Text: r.Text})
	}
	return kit.NewParagraph(kit.Body, kit.Run{Text: r.Text})
}
