// SPDX-License-Identifier: MPL-2.0

package calibration

import (
	"context"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// loadResult reads how the raters agree, with what has just been scored.
func (s *Screen) loadResult() {
	instrument := s.o.Instrument.Key()
	var c analysis.Calibration
	s.result.Run(s.o.Run, func(ctx context.Context) (err error) {
		c, err = s.o.Register.Calibration(ctx, instrument)
		return err
	}, func(err error) {
		switch {
		case s.place.Tab != TabResult:
		case err != nil:
			s.fail(err)
		default:
			s.showResult(c)
		}
	})
}

func (s *Screen) showResult(c analysis.Calibration) {
	w := s.o.Words
	var own analysis.RaterAgreement
	for _, r := range c.Raters {
		if r.Rater == s.o.User {
			own = r
		}
	}
	text := []fyne.CanvasObject{widgets.NewLabel(widgets.CardTitle, w.T("calibration.own"))}
	for _, line := range s.ownWords(own) {
		text = append(text, widgets.NewParagraph(widgets.Body, line...))
	}
	text = append(text, widgets.NewLabel(widgets.BodyBold, w.T("calibration.means_title")),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("calibration.means")}),
		widgets.NewLabel(widgets.BodyBold, w.T("calibration.not_title")),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("calibration.not")}),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T(s.whoSees(c))}))

	items := s.itemTable(c.Items, own)
	tables := []fyne.CanvasObject{items}
	if s.o.Leader && len(c.Raters) > 1 {
		tables = append(tables, s.raterTable(c.Raters))
	}
	s.put(container.New(&resultLayout{rows: len(c.Items)},
		append([]fyne.CanvasObject{widgets.NewCard(container.NewVScroll(container.New(&widgets.Flow{Gap: widgets.Gap}, text...)))}, tables...)...))
	s.foot.SetTexts(w.T("calibration.total", "Done", s.all(), "All", len(s.items)*len(s.o.Vignettes)))
	s.o.Focus(items)
}

// whoSees says who may see the numbers of other raters.
func (s *Screen) whoSees(c analysis.Calibration) string {
	switch {
	case !s.o.Leader:
		return "calibration.seen_by"
	case len(c.Raters) > 1:
		return "calibration.leader"
	}
	return "calibration.too_few"
}

// ownWords are the user's own numbers, in words.
func (s *Screen) ownWords(a analysis.RaterAgreement) [][]widgets.Run {
	w := s.o.Words
	if a.N == 0 {
		return [][]widgets.Run{{{Text: w.T("calibration.alone")}}}
	}
	lines := [][]widgets.Run{{{Text: w.T("calibration.no_kappa")}}}
	if a.OK {
		lines[0] = []widgets.Run{
			{Text: w.T("calibration.kappa", "Kappa", w.Fixed(a.Kappa, 2)), Bold: true},
			{Text: ": " + w.N("calibration.agree."+strength(a.Kappa), a.N)},
		}
	}
	steps := w.Fixed(math.Abs(a.Higher), 1)
	switch {
	case math.Abs(a.Higher) < .05:
		return append(lines, []widgets.Run{{Text: w.T("calibration.same")}})
	case a.Higher > 0:
		return append(lines, []widgets.Run{{Text: w.T("calibration.higher", "Steps", steps)}})
	}
	return append(lines, []widgets.Run{{Text: w.T("calibration.lower", "Steps", steps)}})
}

// strength is the usual word for a kappa (Landis and Koch 1977).
func strength(kappa float64) string {
	switch {
	case kappa < .2:
		return "slight"
	case kappa < .4:
		return "fair"
	case kappa < .6:
		return "moderate"
	case kappa < .8:
		return "good"
	}
	return "very_good"
}

func (s *Screen) itemTable(items []analysis.ItemAgreement, own analysis.RaterAgreement) *widgets.DataTable {
	w := s.o.Words
	mine := map[string]analysis.MedianComparison{}
	for _, it := range own.Items {
		mine[it.Item] = it.MedianComparison
	}
	right := fyne.TextAlignTrailing
	table := widgets.NewDataTable([]widgets.Column{
		{ID: "item", Title: w.T("calibration.item"), Width: 240, Flexible: true},
		{ID: "own", Title: w.T("calibration.own_steps"), Width: 104, Align: right, TitleAlign: right},
		{ID: "icc", Title: w.T("calibration.icc"), Width: 90, Align: right, TitleAlign: right},
		{ID: "raters", Title: w.T("calibration.raters"), Width: 96, Align: right, TitleAlign: right},
		{ID: "vignettes", Title: w.T("calibration.vignettes"), Width: 90, Align: right, TitleAlign: right},
	}, func(i int) ([]widgets.Cell, bool) {
		if i < 0 || i >= len(items) {
			return nil, false
		}
		a := items[i]
		it, _ := s.o.Instrument.Item(a.Item)
		cells := []widgets.Cell{
			{Text: w.Of(it.Name)}, {Text: "–", Muted: true}, {Text: "–", Muted: true}, {Text: w.Count(a.Raters)}, {Text: w.Count(a.Vignettes)},
		}
		if m, ok := mine[a.Item]; ok {
			cells[1] = widgets.Cell{Text: s.steps(m.Higher)}
		}
		if a.OK {
			cells[2] = widgets.Cell{Text: w.Fixed(a.ICC, 2)}
		}
		return cells, true
	})
	table.Empty = w.T("calibration.none")
	table.RowHeight = widgets.ListRowHeight
	table.SetLength(len(items))
	table.Select(0)
	return table
}

// steps is a difference with its sign.
func (s *Screen) steps(v float64) string {
	text := s.o.Words.Fixed(v, 1)
	if v >= .05 {
		return "+" + text
	}
	return text
}

func (s *Screen) raterTable(raters []analysis.RaterAgreement) *widgets.DataTable {
	w := s.o.Words
	right := fyne.TextAlignTrailing
	table := widgets.NewDataTable([]widgets.Column{
		{ID: "rater", Title: w.T("follow.caseworker"), Width: 240, Flexible: true, Bold: true},
		{ID: "kappa", Title: w.T("calibration.kappa_head"), Width: 90, Align: right, TitleAlign: right},
		{ID: "higher", Title: w.T("calibration.steps"), Width: 104, Align: right, TitleAlign: right},
		{ID: "n", Title: w.T("calibration.answers"), Width: 90, Align: right, TitleAlign: right},
	}, func(i int) ([]widgets.Cell, bool) {
		if i < 0 || i >= len(raters) {
			return nil, false
		}
		a := raters[i]
		cells := []widgets.Cell{{Text: a.Rater}, {Text: "–", Muted: true}, {Text: "–", Muted: true}, {Text: w.Count(a.N)}}
		if a.OK {
			cells[1] = widgets.Cell{Text: w.Fixed(a.Kappa, 2)}
		}
		if a.N > 0 {
			cells[2] = widgets.Cell{Text: s.steps(a.Higher)}
		}
		return cells, true
	})
	table.RowHeight = widgets.ListRowHeight
	table.SetLength(len(raters))
	return table
}

// resultLayout places the texts at the left and the tables at the right, below
// each other.
type resultLayout struct{ rows int }

const wordsWide = 430

func (*resultLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 260) }

func (l *resultLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const left = widgets.Margin + wordsWide + widgets.Gap
	high := s.Height - 2*widgets.Gap
	widgets.Place(o[0], widgets.Margin, widgets.Gap, wordsWide, high)
	wide := s.Width - left - widgets.Margin
	if len(o) == 2 {
		widgets.Place(o[1], left, widgets.Gap, wide, high)
		return
	}
	items := min(float32(widgets.HeadHeight+2)+float32(l.rows)*widgets.ListRowHeight, high*.6)
	widgets.Place(o[1], left, widgets.Gap, wide, items)
	widgets.Place(o[2], left, widgets.Gap+items+widgets.Gap, wide, high-items-widgets.Gap)
}
