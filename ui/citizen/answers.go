// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// answersWidth fits a question on one line.
const answersWidth = 1080

// showAnswers opens a dialog with the answers of an assessment as text.
func (p *Page) showAnswers(a model.Assessment) {
	w := p.o.Words
	in := p.o.Instruments[a.Instrument]
	if in == nil {
		p.o.Toast(w.T("sheet.unknown", "Instrument", a.Instrument))
		return
	}
	var cells [][]widgets.Cell
	var items []model.Item
	for _, item := range in.ItemsOf(a.Respondent) {
		if !in.Shown(item, a.Answers) {
			continue
		}
		items = append(items, item)
		cells = append(cells, []widgets.Cell{{Text: w.Of(item.Name)}, {Text: w.Of(item.Question)}, p.answerCell(in, item, a)})
	}
	table := p.table([]widgets.Column{
		{ID: "name", Title: w.T("sheet.domain"), Width: 280, Bold: true},
		{ID: "question", Title: w.T("sheet.question"), Width: 420, Flexible: true},
		{ID: "answer", Title: w.T("sheet.answer"), Width: 230},
	}, cells, "")
	table.RowHeight = widgets.ListRowHeight
	width := min(answersWidth, p.o.Canvas().Size().Width-120)
	height := float32(len(cells))*widgets.ListRowHeight + widgets.HeadHeight + 2
	maxHeight := p.o.Canvas().Size().Height - 170
	frame := container.New(&widgets.Sized{Size: fyne.NewSize(width, max(120, min(height, maxHeight)))}, table)
	hint := widgets.NewMutedLabel(widgets.Second, w.T("rectify.answer_hint"))
	content := []fyne.CanvasObject{frame, hint}
	if a.Note != "" {
		content = append(content, widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("sheet.note") + " ", Bold: true}, widgets.Run{Text: a.Note}))
	}
	title := w.T("sheet.title", "Who", w.T("figure."+string(a.Respondent)), "Date", w.Date(a.Date))
	d := widgets.NewKeyDialog(title, container.New(&widgets.Flow{Gap: 10, Width: width}, content...), w.T("citizen.close"), "")
	d.Width = width + 40
	table.OnOpen = func(i int) {
		d.Close()
		p.rectifyAnswer(a, in, items[i])
	}
	d.First = table
	d.Open(p.o.Canvas())
}

func (p *Page) answerCell(in *model.Instrument, item model.Item, a model.Assessment) widgets.Cell {
	answer := model.FindAnswer(a.Answers, item.Code)
	return widgets.Cell{Text: p.o.Words.Answer(in, item.Code, answer), Muted: !answer.HasValue()}
}
