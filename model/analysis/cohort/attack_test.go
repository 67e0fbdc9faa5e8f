// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// person is a citizen of an attacked register.
type person struct {
	team, target, worker int
	kind                 int // the figure's category of the citizen
}

func (p person) names() (team, target, worker string) {
	return fmt.Sprint("T", p.team), fmt.Sprint("G", p.target), fmt.Sprint("W", p.worker)
}

// in reports whether a choice includes the person.
func (p person) in(ch cohort.Choice) bool {
	team, target, worker := p.names()
	return (ch.Team == "" || ch.Team == team) && (ch.TargetGroup == "" || ch.TargetGroup == target) &&
		(ch.Caseworker == "" || ch.Caseworker == worker)
}

// register draws a small register with at most so many nonempty cells of team, target
// group and caseworker, some of them nearly empty.
func register(t *rapid.T, kinds, most int) []person {
	var people []person
	teams, targets, workers := rapid.IntRange(1, 3).Draw(t, "teams"), rapid.IntRange(1, 3).Draw(t, "targets"), rapid.IntRange(1, 2).Draw(t, "workers")
	cells := rapid.SliceOfNDistinct(rapid.IntRange(0, teams*targets*workers-1), 1, most, rapid.ID[int]).Draw(t, "cells")
	for _, cell := range cells {
		for range rapid.IntRange(1, 14).Draw(t, "citizens") {
			people = append(people, person{
				cell % teams, cell / teams % targets, cell / teams / targets, rapid.IntRange(0, kinds-1).Draw(t, "kind"),
			})
		}
	}
	return people
}

// attacker knows every published number of a figure, and that each is a sum over cells
// of the register and categories. It looks for sums that follow from others, by linear
// algebra modulo a prime.
type attacker struct {
	people []person
	cells  []person // kind 0
	kinds  int
	basis  [][]int64 // in echelon form
	lead   []int
}

const prime = 1_000_000_007

func newAttacker(people []person, kinds int) *attacker {
	a := &attacker{people: people, kinds: kinds}
	for _, p := range people {
		p.kind = 0
		if !slices.Contains(a.cells, p) {
			a.cells = append(a.cells, p)
		}
	}
	return a
}

// vector is the sum over some cells and kinds, as coefficients.
func (a *attacker) vector(cell func(person) bool, kind func(int) bool) []int64 {
	v := make([]int64, len(a.cells)*a.kinds)
	for i, c := range a.cells {
		for k := range a.kinds {
			if cell(c) && kind(k) {
				v[i*a.kinds+k] = 1
			}
		}
	}
	return v
}

// reduce subtracts known sums from v in place and returns the index of the first
// coefficient left, or -1 where v follows from known sums.
func (a *attacker) reduce(v []int64) (left int) {
	for i, b := range a.basis {
		if f := v[a.lead[i]]; f != 0 {
			for j := a.lead[i]; j < len(v); j++ {
				v[j] = (v[j] - f*b[j]%prime + prime) % prime
			}
		}
	}
	return slices.IndexFunc(v, func(x int64) bool { return x != 0 })
}

// learn adds a published sum to the known ones.
func (a *attacker) learn(v []int64) {
	at := a.reduce(v)
	if at < 0 {
		return
	}
	inverse := power(v[at], prime-2)
	for j := range v {
		v[j] = v[j] * inverse % prime
	}
	for i := range a.basis {
		if f := a.basis[i][at]; f != 0 {
			for j := range v {
				a.basis[i][j] = (a.basis[i][j] - f*v[j]%prime + prime) % prime
			}
		}
	}
	a.basis, a.lead = append(a.basis, v), append(a.lead, at)
}

func power(b, n int64) int64 {
	out := int64(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			out = out * b % prime
		}
		b = b * b % prime
	}
	return out
}

// find looks for a set of cells and kinds with 1 to 4 citizens whose number follows
// from what is published.
func (a *attacker) find(t *rapid.T) {
	for cells := 1; cells < 1<<len(a.cells); cells++ {
		for kinds := 1; kinds < 1<<a.kinds; kinds++ {
			in := func(p person) bool {
				kind := p.kind
				p.kind = 0
				return cells>>slices.Index(a.cells, p)&1 == 1 && kinds>>kind&1 == 1
			}
			n := 0
			for _, p := range a.people {
				if in(p) {
					n++
				}
			}
			if n == 0 || n >= disclosure.Threshold {
				continue
			}
			cell := func(c person) bool { return cells>>slices.Index(a.cells, c)&1 == 1 }
			if a.reduce(a.vector(cell, func(k int) bool { return kinds>>k&1 == 1 })) < 0 {
				var who []person
				for _, c := range a.cells {
					if cell(c) {
						who = append(who, c)
					}
				}
				t.Fatalf("it follows from what is published that %d citizens are of the kinds %b in %v of %v", n, kinds, who, a.counts())
			}
		}
	}
}

func (a *attacker) counts() map[person]int {
	n := map[person]int{}
	for _, p := range a.people {
		n[p]++
	}
	return n
}

// number compares a published number with the truth and lets the attacker learn it.
func (a *attacker) number(t *rapid.T, what string, ch cohort.Choice, got int, kind func(int) bool) {
	want := 0
	for _, p := range a.people {
		if p.in(ch) && kind(p.kind) {
			want++
		}
	}
	if got != want {
		t.Fatalf("%s of %+v is %d, want %d", what, ch, got, want)
	}
	a.learn(a.vector(func(c person) bool { return c.in(ch) }, kind))
}

// choices returns all choices on offer.
func choices(c *cohort.Cohort, quarters ...int) []cohort.Choice {
	found := map[cohort.Choice]bool{}
	for _, q := range quarters {
		todo := []cohort.Choice{{Quarters: q}}
		for len(todo) > 0 {
			ch := todo[0]
			todo = todo[1:]
			if found[ch] {
				continue
			}
			found[ch] = true
			o := c.Offer(ch, asOf)
			for _, x := range o.Teams {
				todo = append(todo, cohort.Choice{Quarters: q, Team: x.Value, TargetGroup: ch.TargetGroup})
			}
			for _, x := range o.TargetGroups {
				todo = append(todo, cohort.Choice{Quarters: q, Team: ch.Team, TargetGroup: x.Value})
			}
			for _, x := range o.Caseworkers {
				todo = append(todo, cohort.Choice{Quarters: q, Team: ch.Team, Caseworker: x.Value})
			}
		}
	}
	return slices.Collect(maps.Keys(found))
}

// historyOf is a citizen with a person's team, target group and caseworker.
func historyOf(n int, p person) model.CaseHistory {
	c := model.CaseHistory{Citizen: citizen(n, "")}
	c.Citizen.Team, c.Citizen.TargetGroup, c.Citizen.Caseworker = p.names()
	return c
}

// No count of 1 to 4 citizens who moved up, down or nowhere follows from the movements
// of all choices.
func TestMovementKeepsSmallCells(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const kinds = 5 // two up, one up, the same, one down, two down
		people := register(t, kinds, 8)
		var histories []model.CaseHistory
		for i, p := range people {
			c := historyOf(i, p)
			c.Assessments = []model.Assessment{assess(10, model.ByCitizen, 3, 0), assess(101, model.ByCitizen, 5-p.kind, 0)}
			histories = append(histories, c)
		}
		c, a := newCohort(histories...), newAttacker(people, kinds)
		some := func(list ...int) func(int) bool { return func(k int) bool { return slices.Contains(list, k) } }
		for _, ch := range choices(c, 0) {
			g, err := c.Group(ch, asOf, norms)
			if err != nil {
				continue
			}
			row := g.Movement(model.ByCitizen).Rows[0]
			if n, ok := row.N.Get(); ok {
				a.number(t, "n", ch, n, some(0, 1, 2, 3, 4))
			}
			for _, part := range []struct {
				what  string
				shown disclosure.Value[cohort.Part]
				kinds []int
			}{
				{"up", row.Up, []int{0, 1}},
				{"same", row.Same, []int{2}},
				{"down", row.Down, []int{3, 4}},
				{"far up", row.BeyondUp, []int{0}},
				{"far down", row.BeyondDown, []int{4}},
			} {
				if v, ok := part.shown.Get(); ok {
					a.number(t, part.what, ch, v.Count, some(part.kinds...))
				}
			}
		}
		a.find(t)
	})
}

// No count of 1 to 4 citizens follows from the sizes of all choices, in any period.
func TestGroupsKeepSmallCells(t *testing.T) {
	t.Parallel()
	closed := []model.Date{
		model.NewDate(2023, time.June, 1), model.NewDate(2024, time.June, 1), model.NewDate(2025, time.June, 1), {},
	}
	rapid.Check(t, func(t *rapid.T) {
		people := register(t, len(closed), 8) // kind: the number of periods in which the case is open, minus 1
		var histories []model.CaseHistory
		for i, p := range people {
			c := historyOf(i, p)
			c.Citizen.Opened, c.Citizen.Closed = model.NewDate(2023, time.March, 1), closed[p.kind]
			histories = append(histories, c)
		}
		c := newCohort(histories...)
		for longer, quarters := range cohort.Periods() {
			var open []person
			for _, p := range people {
				if p.kind >= longer {
					p.kind = 0
					open = append(open, p)
				}
			}
			a := newAttacker(open, 1)
			for _, ch := range choices(c, quarters) {
				g, err := c.Group(ch, asOf, norms)
				if err != nil {
					continue
				}
				n, ok := g.Coverage().Citizens.Get()
				if !ok {
					t.Fatalf("%+v may be chosen, but its number of citizens is withheld", ch)
				}
				a.number(t, "citizens", ch, n, func(int) bool { return true })
			}
			a.find(t)
		}
	})
}

// No count of 1 to 4 citizens who have no activity or were assessed follows from the
// coverage of all choices.
func TestCoverageKeepsSmallCells(t *testing.T) {
	t.Parallel()
	today := asOf.Sub(since(0))
	rapid.Check(t, func(t *rapid.T) {
		const kinds = 8 // idle or not, times assessed by both, citizen, caseworker, neither
		people := register(t, kinds, 5)
		var histories []model.CaseHistory
		for i, p := range people {
			c := historyOf(i, p)
			if p.kind&1 == 0 {
				c.Assessments = append(c.Assessments, assess(today-20, model.ByCitizen, 3))
			}
			if p.kind&2 == 0 {
				c.Assessments = append(c.Assessments, assess(today-20, model.ByCaseworker, 3))
			}
			if p.kind&4 == 0 {
				c.Activities = []model.Activity{activity("MEN", 10, 0)}
			}
			histories = append(histories, c)
		}
		c, a := newCohort(histories...), newAttacker(people, kinds)
		for _, ch := range choices(c, 0) {
			g, err := c.Group(ch, asOf, norms)
			if err != nil {
				continue
			}
			cov := g.Coverage()
			for _, part := range []struct {
				what  string
				shown disclosure.Value[cohort.Part]
				kind  func(int) bool
			}{
				{"by citizen", cov.ByCitizen, func(k int) bool { return k&1 == 0 }},
				{"by caseworker", cov.ByCaseworker, func(k int) bool { return k&2 == 0 }},
				{"by both", cov.ByBoth, func(k int) bool { return k&3 == 0 }},
				{"idle", cov.Idle, func(k int) bool { return k&4 != 0 }},
			} {
				if v, ok := part.shown.Get(); ok {
					a.number(t, part.what, ch, v.Count, part.kind)
					a.number(t, part.what+", of", ch, v.Of, func(int) bool { return true })
				}
			}
		}
		a.find(t)
	})
}

// No count of 1 to 4 citizens who got a job follows from the curves of all choices.
func TestTimeToJobKeepsSmallCells(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		people := register(t, 2, 7) // with a job, without
		var histories []model.CaseHistory
		for i, p := range people {
			c := historyOf(i, p)
			c.Assessments = []model.Assessment{assess(10, model.ByCitizen, 1+i%5, 1+i%5)}
			if p.kind == 0 {
				c.Outcomes = []model.Outcome{{Date: since(30 + i), Kind: "job"}}
			}
			histories = append(histories, c)
		}
		c, a := newCohort(histories...), newAttacker(people, 2)
		for _, ch := range choices(c, 0) {
			g, err := c.Group(ch, asOf, norms)
			if err != nil {
				continue
			}
			job, err := g.TimeToJob(t.Context(), model.ByCitizen, model.OutcomeJob)
			if err != nil {
				t.Fatal(err)
			}
			if n, ok := job.All.N.Get(); ok {
				a.number(t, "n", ch, n, func(int) bool { return true })
			}
			if n, ok := job.All.Events.Get(); ok {
				a.number(t, "events", ch, n, func(k int) bool { return k == 0 })
			}
			n, events := 0, 0
			for _, third := range job.Thirds {
				n += shown(t, third.N)
				events += shown(t, third.Events)
			}
			if len(job.Thirds) > 0 {
				a.number(t, "n of the thirds", ch, n, func(int) bool { return true })
				a.number(t, "events of the thirds", ch, events, func(k int) bool { return k == 0 })
			}
		}
		a.find(t)
	})
}
