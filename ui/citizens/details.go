// SPDX-License-Identifier: MPL-2.0

package citizens

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// detailCells are the cells that need a whole case history.
type detailCells struct {
	index, activity, due widgets.Cell
}

// detailBuilder makes detail cells. It may be used off the UI goroutine.
type detailBuilder struct {
	vocabulary  *model.Vocabulary
	instruments map[string]*model.Instrument
	words       *assets.Words
	today       model.Date
	palette     plots.Palette
}

// soonDays is how many days before it is due a measurement counts as due soon.
const soonDays = model.DueWindow

func (s *Screen) describer() func(model.CaseHistory) *detailCells {
	d := detailBuilder{s.o.Vocabulary, s.o.Instruments, s.o.Words, s.o.Today(), widgets.CurrentPalette()}
	return func(c model.CaseHistory) *detailCells {
		return &detailCells{index: d.index(c), activity: d.activity(c), due: d.due(c)}
	}
}

// index shows the citizen's index over the last 24 months as a spark line, broken where
// the figure is, and its latest value in percent.
func (d detailBuilder) index(c model.CaseHistory) widgets.Cell {
	points := analysis.Index(c, d.instruments, model.ByCitizen)
	begin := d.today.AddMonths(-24)
	length := float32(d.today.Sub(begin))
	spark := &widgets.Spark{}
	for y := begin.Year() + 1; y <= d.today.Year(); y++ {
		spark.Ticks = append(spark.Ticks, float32(model.NewDate(y, time.January, 1).Sub(begin))/length)
	}
	cell := widgets.Cell{Value: spark}
	for _, p := range points {
		if p.Date.After(d.today) {
			break
		}
		cell.Text = d.words.Fixed(p.Percent, 0)
		cell.Muted = p.Date.Before(begin)
		if p.Date.Before(begin) {
			continue
		}
		at := widgets.Point{X: float32(p.Date.Sub(begin)) / length, Y: float32(p.Percent / 100)}
		if n := len(spark.Segments); n > 0 && !p.Breaks {
			spark.Segments[n-1] = append(spark.Segments[n-1], at)
			continue
		}
		spark.Segments = append(spark.Segments, []widgets.Point{at})
	}
	return cell
}

// maxActivityRunes is how long a text fits in the column with the count of further
// activities.
const maxActivityRunes = 27

// activity shows the most important running activity and the number of others.
func (d detailBuilder) activity(c model.CaseHistory) widgets.Cell {
	if closed := c.Citizen.Closed; !closed.IsZero() && closed.Before(d.today) {
		return widgets.Cell{Text: d.words.T("list.closed_on", "Date", d.words.ShortDate(closed)), Muted: true}
	}
	type running struct {
		model.Activity
		kind model.ActivityType
	}
	var now []running
	for _, a := range c.Activities {
		if kind, ok := d.vocabulary.ActivityType(a.Type); ok && !a.Planned && a.Covers(d.today) {
			now = append(now, running{a, kind})
		}
	}
	if len(now) == 0 {
		return d.passive(c)
	}
	rank := map[model.ActivityGroup]int{model.GroupCompany: 0, model.GroupOther: 1, model.GroupNeutral: 2}
	slices.SortStableFunc(now, func(a, b running) int {
		return cmp.Or(cmp.Compare(rank[a.kind.Group], rank[b.kind.Group]), cmp.Compare(b.Minutes, a.Minutes))
	})
	first := now[0]
	cell := widgets.Cell{Mark: d.mark(first.kind.Group)}
	parts := []string{d.words.Of(first.kind.Short)}
	last := ""
	switch {
	case first.kind.Group == model.GroupNeutral:
		last = d.since(first.Start)
	case first.Minutes > 0:
		last = d.words.T("figure.hours", "Hours", d.words.Hours(first.Minutes))
	}
	if first.kind.Lane == model.LaneCompany && first.Provider != "" &&
		len([]rune(parts[0]+first.Provider+last)) <= maxActivityRunes {
		parts = append(parts, first.Provider)
	}
	if last != "" {
		parts = append(parts, last)
	}
	cell.Text = strings.Join(parts, ", ")
	if len(now) > 1 {
		cell.Tail = "+" + d.words.Count(len(now)-1)
	}
	return cell
}

func (d detailBuilder) passive(c model.CaseHistory) widgets.Cell {
	spans := analysis.Passive(c, d.vocabulary, d.today)
	if len(spans) == 0 || spans[len(spans)-1].To != d.today {
		return widgets.Cell{}
	}
	return widgets.Cell{
		Text: d.words.T("list.passive", "Time", d.since(spans[len(spans)-1].From)),
		Mark: widgets.Mark{Shape: widgets.HatchSquare, Fill: d.palette.Surface, Edge: d.palette.Hatch},
	}
}

// since returns the time since a date, in days up to 13 and then in weeks.
func (d detailBuilder) since(from model.Date) string {
	days := d.today.Sub(from) + 1
	if days < 14 {
		return d.words.N("list.days", days)
	}
	return d.words.N("list.weeks", analysis.Days(days).Weeks())
}

func (d detailBuilder) mark(g model.ActivityGroup) widgets.Mark {
	switch g {
	case model.GroupCompany:
		return widgets.Mark{Shape: widgets.Square, Fill: d.palette.Company, Edge: d.palette.CompanyEdge}
	case model.GroupOther:
		return widgets.Mark{Shape: widgets.Square, Fill: d.palette.Other, Edge: d.palette.OtherEdge}
	}
	return widgets.Mark{Shape: widgets.Square, Fill: d.palette.Neutral, Edge: d.palette.NeutralEdge}
}

// due shows when the next measurement is due, or for how long it has been overdue.
func (d detailBuilder) due(c model.CaseHistory) widgets.Cell {
	if closed := c.Citizen.Closed; !closed.IsZero() && !closed.After(d.today) {
		return widgets.Cell{}
	}
	due := c.NextDue(d.instruments)
	if due.IsZero() {
		return widgets.Cell{Text: d.words.T("list.first_due"), Mark: widgets.Mark{Shape: widgets.Blank}, Muted: true}
	}
	days := due.Sub(d.today)
	switch {
	case days < 0:
		return widgets.Cell{Text: d.words.N("list.over", -days), Bold: true, Mark: widgets.Mark{Shape: widgets.Diamond}}
	case days == 0:
		return widgets.Cell{Text: d.words.T("list.today"), Mark: widgets.Mark{Shape: widgets.OpenDiamond}}
	case days <= soonDays:
		return widgets.Cell{Text: d.words.N("list.in_days", days), Mark: widgets.Mark{Shape: widgets.OpenDiamond}}
	}
	return widgets.Cell{Text: d.words.ShortDate(due), Mark: widgets.Mark{Shape: widgets.Blank}}
}
