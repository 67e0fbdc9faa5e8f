// SPDX-License-Identifier: MPL-2.0

package disclosure_test

import (
	"fmt"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// cell is so many rows of a team, caseworker and target group.
type cell struct{ team, caseworker, targetGroup, n int }

func rows(cells ...cell) []disclosure.Row {
	var list []disclosure.Row
	for _, c := range cells {
		for range c.n {
			list = append(list, disclosure.Row{Team: uint16(c.team), Caseworker: uint16(c.caseworker), TargetGroup: uint16(c.targetGroup)})
		}
	}
	return list
}

func selectTeam(team int) disclosure.Selection {
	return disclosure.Selection{Team: team, Caseworker: disclosure.Any, TargetGroup: disclosure.Any}
}

func selectCaseworker(team, caseworker int) disclosure.Selection {
	return disclosure.Selection{Team: team, Caseworker: caseworker, TargetGroup: disclosure.Any}
}

func selectTargetGroup(group int) disclosure.Selection {
	return disclosure.Selection{Team: disclosure.Any, Caseworker: disclosure.Any, TargetGroup: group}
}

func find(t *testing.T, p *disclosure.Partition, s disclosure.Selection) disclosure.View {
	t.Helper()
	v, ok := p.Find(s)
	if !ok {
		t.Fatalf("no view of %+v", s)
	}
	return v
}

func TestFind(t *testing.T) {
	t.Parallel()
	p := disclosure.NewPartition(rows(cell{0, 0, 0, 2}, cell{0, 1, 1, 3}, cell{1, 2, 0, 4}))
	for _, test := range []struct {
		name      string
		selection disclosure.Selection
		want      []bool // of the first row of each cell
	}{
		{"everybody", selectTeam(disclosure.Any), []bool{true, true, true}},
		{"a team", selectTeam(0), []bool{true, true, false}},
		{"a caseworker", selectCaseworker(0, 1), []bool{false, true, false}},
		{"the only caseworker of a team", selectCaseworker(1, 2), []bool{false, false, true}},
		{"a target group", selectTargetGroup(0), []bool{true, false, true}},
	} {
		v := find(t, p, test.selection)
		for k, row := range []int{0, 2, 5} {
			if got := p.Contains(v, row); got != test.want[k] {
				t.Errorf("%s contains cell %d: %v", test.name, k, got)
			}
		}
	}
	if find(t, p, selectTeam(1)) != find(t, p, selectCaseworker(1, 2)) {
		t.Error("the only caseworker of a team is not the team's view")
	}
	if _, ok := p.Find(selectCaseworker(1, 0)); ok {
		t.Error("found a caseworker in a team without them")
	}
}

func TestOnlyTeamAndTargetGroupAreEverybody(t *testing.T) {
	t.Parallel()
	p := disclosure.NewPartition(rows(cell{7, 0, 3, 5}, cell{7, 1, 3, 5}))
	for _, s := range []disclosure.Selection{selectTeam(7), selectTargetGroup(3)} {
		if v := find(t, p, s); v != disclosure.All {
			t.Errorf("%+v is view %d", s, v)
		}
	}
}

func TestEmptyPartition(t *testing.T) {
	t.Parallel()
	c := disclosure.NewPartition(nil).NewTally(1).Release(disclosure.SingleCategory).Counts(disclosure.All)
	if n, ok := c.Citizens().Get(); !ok || n != 0 {
		t.Errorf("the number of citizens is %d, disclosed %v", n, ok)
	}
	if r := c.Sum(0, 0).Reason(); r != disclosure.NoCitizens {
		t.Errorf("the share of an empty tally is withheld as %q", r)
	}
}

func TestSecondarySuppression(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		cells []cell
		want  map[disclosure.Selection]disclosure.Reason // empty where it is disclosed
	}{
		{
			"nothing is small",
			[]cell{{0, 0, 0, 9}, {0, 1, 0, 7}, {1, 2, 0, 8}},
			map[disclosure.Selection]disclosure.Reason{selectTeam(0): "", selectCaseworker(0, 0): "", selectTeam(1): ""},
		},
		{
			"a small caseworker's colleague is withheld too",
			[]cell{{0, 0, 0, 14}, {0, 1, 0, 2}, {1, 2, 0, 8}},
			map[disclosure.Selection]disclosure.Reason{
				selectTeam(0): "", selectCaseworker(0, 0): disclosure.SecondarySuppression, selectCaseworker(0, 1): disclosure.FewCitizens,
			},
		},
		{
			"the smallest of two colleagues is withheld",
			[]cell{{0, 0, 0, 14}, {0, 1, 0, 2}, {0, 2, 0, 6}, {1, 3, 0, 8}},
			map[disclosure.Selection]disclosure.Reason{
				selectCaseworker(0, 0): "", selectCaseworker(0, 1): disclosure.FewCitizens, selectCaseworker(0, 2): disclosure.SecondarySuppression,
			},
		},
		{
			// Target group 1 less caseworker 1 is the two of caseworker 0 in it.
			"the difference of a target group and a caseworker",
			[]cell{{0, 0, 0, 10}, {0, 0, 1, 2}, {0, 1, 1, 9}},
			map[disclosure.Selection]disclosure.Reason{
				selectTeam(0): "", selectTargetGroup(0): disclosure.SecondarySuppression, selectTargetGroup(1): disclosure.SecondarySuppression,
				selectCaseworker(0, 0): "", selectCaseworker(0, 1): "",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			list := rows(test.cells...)
			p := disclosure.NewPartition(list)
			tally := p.NewTally(1)
			for i := range list {
				tally.Add(i, 0)
			}
			release := tally.Release(disclosure.SingleCategory)
			for s, want := range test.want {
				if got := release.Counts(find(t, p, s)).Citizens().Reason(); got != want {
					t.Errorf("%+v is withheld as %q, want %q", s, got, want)
				}
			}
		})
	}
}

func TestYes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		yes, no int
		reason  disclosure.Reason
	}{
		{5, 5, ""},
		{0, 12, ""},
		{12, 0, ""},
		{3, 9, disclosure.NearlyNone},
		{9, 3, disclosure.NearlyAll},
		{1, 2, disclosure.FewCitizens},
		{0, 0, disclosure.NoCitizens},
	} {
		t.Run(fmt.Sprintf("%d of %d", test.yes, test.yes+test.no), func(t *testing.T) {
			t.Parallel()
			p := disclosure.NewPartition(make([]disclosure.Row, test.yes+test.no))
			tally := p.NewTally(2)
			for i := range test.yes + test.no {
				category := 0
				if i >= test.yes {
					category = 1
				}
				tally.Add(i, category)
			}
			c := tally.Release(disclosure.YesNo).Counts(disclosure.All)
			n, ok := c.Yes().Get()
			if r := c.Yes().Reason(); r != test.reason || ok != (r == "") || ok && n != test.yes {
				t.Errorf("%d, disclosed %v, %q; want reason %q", n, ok, r, test.reason)
			}
		})
	}
}

// A coarser level is published where a finer one has a small count.
func TestLevels(t *testing.T) {
	t.Parallel()
	levels := disclosure.Levels{{0, 1, 2}, {0, 1, 1}, {0, 0, 0}} // up, same, down
	for _, test := range []struct {
		up, same, down       int
		upReason, downReason disclosure.Reason
		detailed, withheld   bool
	}{
		{6, 7, 8, "", "", true, false},
		{6, 7, 2, "", disclosure.SmallCells, false, false},
		{2, 7, 9, disclosure.SmallCells, disclosure.SmallCells, false, false},
		{1, 1, 1, disclosure.FewCitizens, disclosure.FewCitizens, false, true},
	} {
		p := disclosure.NewPartition(make([]disclosure.Row, test.up+test.same+test.down))
		tally := p.NewTally(3)
		row := 0
		for category, n := range []int{test.up, test.same, test.down} {
			for range n {
				tally.Add(row, category)
				row++
			}
		}
		c := tally.Release(levels).Counts(disclosure.All)
		if got := c.Sum(1, 0).Reason(); got != test.upReason {
			t.Errorf("%+v: up is withheld as %q", test, got)
		}
		if got := c.Sum(0, 2).Reason(); got != test.downReason {
			t.Errorf("%+v: down is withheld as %q", test, got)
		}
		if c.Detailed() != test.detailed || c.Withheld() != test.withheld {
			t.Errorf("%+v: detailed %v, withheld %v", test, c.Detailed(), c.Withheld())
		}
	}
}

func ExampleTally_Release() {
	// Team 1 has caseworkers 1 and 2, with 12 citizens and 3.
	var rows []disclosure.Row
	for i := range 15 {
		rows = append(rows, disclosure.Row{Team: 1, Caseworker: uint16(1 + i/12)})
	}
	p := disclosure.NewPartition(rows)
	tally := p.NewTally(1)
	for i := range rows {
		tally.Add(i, 0)
	}
	release := tally.Release(disclosure.SingleCategory)
	fmt.Println(release.Counts(disclosure.All).Citizens().Get())
	for caseworker := 1; caseworker <= 2; caseworker++ {
		view, _ := p.Find(disclosure.Selection{Team: 1, Caseworker: caseworker, TargetGroup: disclosure.Any})
		fmt.Println(caseworker, release.Counts(view).Citizens().Reason())
	}
	// Output:
	// 15 true
	// 1 protects
	// 2 few_citizens
}
