// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// Decider stores the decision about an item that two entries answer differently,
// and returns how many items still differ.
type Decider interface {
	ResolveDifference(ctx context.Context, assessment model.ID, answer model.Answer) (left int, err error)
}

var _ Decider = (*store.Access)(nil)

// ComparisonOptions configure a [Comparison].
type ComparisonOptions struct {
	screen.Env
	Decider     Decider
	Citizen     model.Citizen
	Assessment  model.Assessment // without answers; EnteredBy is the first entry's user
	Instrument  *model.Instrument
	SecondBy    string
	Differences []store.Difference
	OnAgreed    func() // no differences are left
}

// Comparison shows the differences between two entries of the same paper form.
// Each is decided by accepting one entry or by typing what the paper says.
type Comparison struct {
	o       ComparisonOptions
	content *fyne.Container
	list    *fyne.Container
	scroll  widgets.FocusScroll
	rows    []*comparisonRow
	count   *widgets.Label
	busy    bool
}

// NewComparison returns the screen.
func NewComparison(o ComparisonOptions) *Comparison {
	w := o.Words
	c := &Comparison{o: o, list: container.New(&widgets.CardList{Top: widgets.Gap, Bottom: columnBottom}), count: widgets.NewMutedLabel(widgets.Second, "")}
	c.list.Add(widgets.NewBareCard(nil))
	for _, diff := range o.Differences {
		r := c.row(diff)
		c.rows = append(c.rows, r)
		c.list.Add(r.content)
	}
	c.scroll = widgets.NewFocusScroll(c.list)
	for _, r := range c.rows {
		c.scroll.Follow(r.first, r.second, r.typed, r.scale)
	}
	name := widgets.NewLabel(widgets.SmallTitle, w.T("differ.title", "Name", o.Citizen.Name))
	facts := widgets.NewMutedLabel(widgets.Second, w.T("differ.facts", "Date", w.Date(o.Assessment.Date), "Who", w.T("figure."+string(o.Assessment.Respondent)),
		"First", o.Assessment.EnteredBy, "Second", o.SecondBy))
	how := widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("differ.how")})
	back := widgets.NewIconButton(widgets.IconBack, "", o.Back)
	head := container.New(&widgets.Inset{Top: 10, Side: widgets.Margin, Foot: 10},
		container.NewVBox(container.New(&widgets.Line{Gap: widgets.Gap}, back, name, facts), container.New(&widgets.Flow{Width: 300}, how)))
	foot := container.NewStack(widgets.NewSurface(), container.New(&widgets.Inset{Top: 8, Side: widgets.Margin, Foot: 8}, c.count))
	c.content = container.NewBorder(container.NewStack(widgets.NewSurface(), head), foot, nil, nil, c.scroll.Scroll)
	c.refresh()
	return c
}

// Content implements [screen.Screen].
func (c *Comparison) Content() fyne.CanvasObject { return c.content }

// Assessment returns the id of the assessment.
func (c *Comparison) Assessment() model.ID { return c.o.Assessment.ID }

// FocusFirst focuses the first undecided item.
func (c *Comparison) FocusFirst() {
	for _, r := range c.rows {
		if !r.decided {
			c.o.Canvas().Focus(r.first)
			return
		}
	}
}

// move focuses the next or previous undecided item.
func (c *Comparison) move(from *comparisonRow, by int) {
	at := 0
	for i, r := range c.rows {
		if r == from {
			at = i
		}
	}
	for i := at + by; i >= 0 && i < len(c.rows); i += by {
		if !c.rows[i].decided {
			c.o.Canvas().Focus(c.rows[i].first)
			return
		}
	}
}

// TypedKey implements [screen.KeyHandler].
func (c *Comparison) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		c.o.Back()
	}
}

func (c *Comparison) refresh() {
	open := 0
	for _, r := range c.rows {
		if !r.decided {
			open++
		}
	}
	c.count.SetText(c.o.Words.N("differ.left", open))
	c.list.Refresh()
}
