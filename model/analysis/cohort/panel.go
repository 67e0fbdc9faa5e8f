package cohort

import (
	"slices"

	"fremskridt/model"
	"fremskridt/model/analysis/within"
)

// place is where the answers of a row stand in a form.
type place struct{ form, item int }

// places are those of a row, one a version.
func (r *rows) places(row int) []place {
	var list []place
	for f, rowOf := range r.of {
		if i := slices.Index(rowOf, row); i >= 0 {
			list = append(list, place{f, i})
		}
	}
	return list
}

// answered is an answer of a row.
type answered struct {
	*sheet
	value float64
}

// series calls fn with each series of a citizen's answers to a row until the last
// day: those of one version, with no gap of more than MostDays between them. What
// fn gets is valid until it returns.
func (g *Group) series(p *citizen, places []place, buffer *[]answered, fn func([]answered)) {
	c := g.cohort
	sheets := c.sheetsOf(p)
	for _, at := range places {
		list := (*buffer)[:0]
		for k := range sheets {
			s := &sheets[k]
			if s.date.After(g.asOf) {
				break
			}
			if int(s.form) != at.form {
				continue
			}
			v := c.values[int(s.at)+at.item]
			if v == missing {
				continue
			}
			if n := len(list); n > 0 && s.date.Sub(list[n-1].date) > MostDays {
				fn(list)
				list = list[:0]
			}
			list = append(list, answered{s, float64(v)})
		}
		if len(list) > 0 {
			fn(list)
		}
		*buffer = list
	}
}

// clocks are T, C and O of methods 4 from one answer of a series to another, in
// units of 91 days.
func clocks(from, to *sheet) (t, c, o float64) {
	e := between(from, to)
	return float64(e.counted()) / following, float64(e.company) / following, float64(e.other) / following
}

// panel is the panel of a row over the citizens of the group. From each series of a
// citizen, by number, fill makes the answers and regressors that enter it.
func (g *Group) panel(places []place, fill func(citizen int, series []answered, rows *observations)) within.Panel {
	return func(yield func([]within.Series) bool) {
		var o observations
		var buffer []answered
		var list []within.Series
		for _, i := range g.everyone {
			o.y, o.x, o.ends = o.y[:0], o.x[:0], o.ends[:0]
			g.series(&g.cohort.citizens[i], places, &buffer, func(series []answered) {
				fill(i, series, &o)
				o.ends = append(o.ends, [2]int{len(o.y), len(o.x)})
			})
			list = list[:0]
			var from [2]int
			for _, to := range o.ends {
				if to[0] > from[0] {
					list = append(list, within.Series{Y: o.y[from[0]:to[0]], X: o.x[from[1]:to[1]]})
				}
				from = to
			}
			if len(list) > 0 && !yield(list) {
				return
			}
		}
	}
}

// observations are the answers and regressors of one citizen.
type observations struct {
	y, x []float64
	ends [][2]int // of each series
}

func (o *observations) add(y float64, x ...float64) {
	o.y = append(o.y, y)
	o.x = append(o.x, x...)
}

// slopes fills the panel of the main model: T, C and O.
func slopes(_ int, series []answered, o *observations) {
	for _, a := range series {
		t, c, other := clocks(series[0].sheet, a.sheet)
		o.add(a.value, t, c, other)
	}
}

// lead fills the panel of the lead test: those and the company days of the coming
// interval. The last answer of a series has none and is left out.
func lead(_ int, series []answered, o *observations) {
	for k, a := range series[:len(series)-1] {
		t, c, other := clocks(series[0].sheet, a.sheet)
		_, coming, _ := clocks(a.sheet, series[k+1].sheet)
		o.add(a.value, t, c, other, coming)
	}
}

// quarter numbers the quarters of the calendar.
func quarter(d model.Date) int {
	y, m, _ := d.Civil()
	return 4*y + (int(m)-1)/3
}

// calendar fills the panel of the model with a level for each quarter but the
// first.
func calendar(quarters []int) func(int, []answered, *observations) {
	return func(_ int, series []answered, o *observations) {
		for _, a := range series {
			t, c, other := clocks(series[0].sheet, a.sheet)
			o.add(a.value, t, c, other)
			at := len(o.x)
			for range quarters[1:] {
				o.x = append(o.x, 0)
			}
			if q, _ := slices.BinarySearch(quarters, quarter(a.date)); q > 0 {
				o.x[at+q-1] = 1
			}
		}
	}
}

// quarters are those of the answers of a panel, in order.
func (g *Group) quarters(places []place) []int {
	seen := map[int]bool{}
	var buffer []answered
	for _, i := range g.everyone {
		g.series(&g.cohort.citizens[i], places, &buffer, func(series []answered) {
			if len(series) < 2 {
				return
			}
			for _, a := range series {
				seen[quarter(a.date)] = true
			}
		})
	}
	var list []int
	for q := range seen {
		list = append(list, q)
	}
	slices.Sort(list)
	return list
}
