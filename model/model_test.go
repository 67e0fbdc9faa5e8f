// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestActivityIncludesStartAndEnd(t *testing.T) {
	t.Parallel()
	start := model.NewDate(2026, 3, 2)
	closed := model.Activity{Type: "VPP", Start: start, End: start.Add(6)}
	open := model.Activity{Type: "VPP", Start: start}
	for days, want := range map[int][2]bool{-1: {false, false}, 0: {true, true}, 6: {true, true}, 7: {false, true}} {
		if got := [2]bool{closed.Covers(start.Add(days)), open.Covers(start.Add(days))}; got != want {
			t.Errorf("day %d: %v, want %v", days, got, want)
		}
	}
	asOf := start.Add(100)
	if closed.LastDay(asOf) != start.Add(6) || open.LastDay(asOf) != asOf {
		t.Errorf("the last days are %v and %v", closed.LastDay(asOf), open.LastDay(asOf))
	}
}

func TestActivityCheck(t *testing.T) {
	t.Parallel()
	start := model.NewDate(2026, 3, 2)
	for name, c := range map[string]struct {
		activity model.Activity
		want     string
	}{
		"open":             {model.Activity{Type: "VPP", Start: start}, ""},
		"one day":          {model.Activity{Type: "VPP", Start: start, End: start, Minutes: 7 * 24 * 60}, ""},
		"no type":          {model.Activity{Start: start}, "no type"},
		"no start":         {model.Activity{Type: "VPP"}, "no start"},
		"backward":         {model.Activity{Type: "VPP", Start: start, End: start.Add(-1)}, "before it starts 2026-03-02"},
		"negative hours":   {model.Activity{Type: "VPP", Start: start, Minutes: -1}, "-1 minutes a week"},
		"more than a week": {model.Activity{Type: "VPP", Start: start, Minutes: 7*24*60 + 1}, "10081 minutes a week"},
	} {
		err := c.activity.Check()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestCitizenOpenOn(t *testing.T) {
	t.Parallel()
	opened, closed := model.NewDate(2026, 3, 2), model.NewDate(2026, 9, 1)
	for name, c := range map[string]struct {
		citizen model.Citizen
		want    [4]bool // the day before, the first, the last, the day after
	}{
		"closed":          {model.Citizen{Opened: opened, Closed: closed}, [4]bool{false, true, true, false}},
		"open":            {model.Citizen{Opened: opened}, [4]bool{false, true, true, true}},
		"opening unknown": {model.Citizen{Closed: closed}, [4]bool{true, true, true, false}},
	} {
		var got [4]bool
		for i, d := range []model.Date{opened.Add(-1), opened, closed, closed.Add(1)} {
			got[i] = c.citizen.OpenOn(d)
		}
		if got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	answers := []model.Answer{model.NewAnswer("B1", 0), model.NewMissingAnswer("B2", -3)}
	for item, want := range map[string][2]bool{ // entered, answered
		"B1": {true, true}, "B2": {true, false}, "B3": {false, false},
	} {
		a := model.FindAnswer(answers, item)
		if got := [2]bool{a.Entered, a.HasValue()}; got != want {
			t.Errorf("%s: %v, want %v", item, got, want)
		}
	}
	for status, want := range map[model.AssessmentStatus]bool{
		model.StatusDraft: false, model.StatusComplete: true, model.StatusVerified: true,
	} {
		if got := (model.Assessment{Status: status}).IsComplete(); got != want {
			t.Errorf("a %s one counts: %v", status, got)
		}
	}
}

func TestTextFallsBackToTheOtherLanguage(t *testing.T) {
	t.Parallel()
	both, danish, english := model.Text{DA: "ja", EN: "yes"}, model.Text{DA: "ja"}, model.Text{EN: "yes"}
	for _, c := range []struct {
		text model.Text
		lang model.Lang
		want string
	}{
		{both, model.Danish, "ja"},
		{both, model.English, "yes"},
		{danish, model.English, "ja"},
		{english, model.Danish, "yes"},
		{model.Text{}, model.Danish, ""},
	} {
		if got := c.text.In(c.lang); got != c.want {
			t.Errorf("%+v in %s: %q, want %q", c.text, c.lang, got, c.want)
		}
	}
}

func TestSeededIDIsAVersion7UUID(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	id := model.SeededID(at, 1<<63|12345, 77)
	if again := model.SeededID(at, 1<<63|12345, 77); again != id {
		t.Errorf("made twice it is %s and %s", id, again)
	}
	if s := string(id); len(s) != 36 || s[14] != '7' || !strings.ContainsRune("89ab", rune(s[19])) {
		t.Errorf("%s is no UUID of version 7", s)
	}
	if later := model.SeededID(at.Add(time.Millisecond), 0, 0); later <= id {
		t.Errorf("%s, a millisecond later, sorts before %s", later, id)
	}
	if fresh := string(model.NewID()); len(fresh) != 36 || fresh[14] != '7' {
		t.Errorf("%s is no UUID of version 7", fresh)
	}
}

func TestUserHas(t *testing.T) {
	t.Parallel()
	u := model.User{Roles: []model.Role{model.RoleTeamLeader}}
	if !u.Has(model.RoleTeamLeader) || u.Has(model.RoleAdministrator) {
		t.Errorf("roles of %+v", u)
	}
}
