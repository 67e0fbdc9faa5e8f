// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func (f *fixture) names(a *store.Access, q store.CitizenQuery) []string {
	f.Helper()
	list, err := a.Citizens(f.Context(), q)
	f.must(err)
	names := []string{}
	for _, r := range list.Rows {
		names = append(names, r.Name)
	}
	return names
}

func TestNamesAreInDanishOrder(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	want := []string{
		"anders And", "Anders Andersen", "Ane", "Zoe", "Ægir", "Ærø", "Øjvind", "Østen", "Aage", "Aarhus", "Åse", "Aastrup",
	}
	mixed := slices.Clone(want)
	slices.Sort(mixed)
	for i, name := range mixed {
		f.add(f.history(i, name))
	}
	a := f.as("NOR", model.RoleCaseworker)
	if d := gocmp.Diff(want, f.names(a, store.CitizenQuery{Order: store.ByName})); d != "" {
		t.Error(d)
	}
	slices.Reverse(want)
	if d := gocmp.Diff(want, f.names(a, store.CitizenQuery{Order: store.ByName, Descending: true})); d != "" {
		t.Error(d)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for i, c := range []struct{ name, number, cpr string }{
		{"Karen Aagaard", "2024-00001", "0101902345"},
		{"Søren Ågård", "2024-00002", "1512755678"},
		{"André Müller-Krogh", "2023-00017", ""},
		{"Ole Hansen", "778899-01", ""},
		{"Åse Øst", "SAG 9", ""},
	} {
		history := f.history(i, c.name)
		history.Citizen.CaseNumber, history.Citizen.CPR = c.number, model.CPR(c.cpr)
		f.add(history)
	}
	a := f.as("NOR", model.RoleCaseworker)
	both := []string{"Karen Aagaard", "Søren Ågård"}
	tests := []struct {
		text string
		want []string
	}{
		{"karen", both[:1]},
		{"KAREN aagaard", both[:1]},
		{"aagaard karen", both[:1]},
		{"aagaard", both},
		{"ågård", both},
		{"AAGÅRD", both},
		{"a\u030agård", both}, // the ring by itself, as a Mac writes it
		{"gaard", both},
		{"aare", nil},
		{"andre", []string{"André Müller-Krogh"}},
		{"muller krogh", []string{"André Müller-Krogh"}},
		{"müller-k", []string{"André Müller-Krogh"}},
		{"krogh-müller", []string{"André Müller-Krogh"}},
		{"ost", nil}, // ø is a letter of its own
		{"øst", []string{"Åse Øst"}},
		{"2024-00002", both[1:]},
		{"00002", both[1:]},
		{"2024 00002", both[1:]},
		{"778899-01", []string{"Ole Hansen"}},
		{"sag 9", []string{"Åse Øst"}},
		{"010190-2345", both[:1]},
		{"0101902345", both[:1]},
		{"010190 2345", both[:1]},
		{"010190-2", both[:1]},
		{"0101902", both[:1]},
		{"010190-", both[:1]},
		{"2345", both[:1]},
		{"karen 2345", both[:1]},
		{"010190-9999", nil},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got := f.names(a, store.CitizenQuery{Text: test.text})
			if d := gocmp.Diff(test.want, got, cmpopts.EquateEmpty()); d != "" {
				t.Error(d)
			}
		})
	}
}

// A name is found from its first letter, with either spelling of å.
func TestSearchWhileTyping(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Aagaard"), f.history(2, "Ågård"), f.history(3, "Isaac Maack"))
	a := f.as("NOR", model.RoleCaseworker)
	for _, test := range []struct {
		typed string
		finds []string
	}{
		{"aagaard", []string{"Aagaard", "Ågård"}},
		{"ågård", []string{"Aagaard", "Ågård"}},
		{"ågaard", []string{"Aagaard", "Ågård"}},
		{"isaac maack", []string{"Isaac Maack"}},
		{"maåck", nil},
	} {
		for i := range test.typed {
			if i == 0 || test.finds == nil {
				continue
			}
			got := f.names(a, store.CitizenQuery{Text: test.typed[:i]})
			for _, name := range test.finds {
				if !slices.Contains(got, name) {
					t.Errorf("%q finds %v, not %s", test.typed[:i], got, name)
				}
			}
		}
	}
}

func TestTheLogHidesTheLastDigitsOfACPR(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	a := f.as("NOR", model.RoleCaseworker)
	tests := []struct{ text, want string }{
		{"hansen", "hansen"},
		{"0101902345", "010190••••"},
		{"010190-2345", "010190-••••"},
		{"010190 2345", "010190 ••••"},
		{"0101-902345", "0101-90••••"},
		{"01-0190-2345", "01-0190-••••"},
		{"hansen 010190-23", "hansen 010190-••"},
		{"2024-00123", "2024-00123"},
		{"", ""},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			f.names(a, store.CitizenQuery{Text: test.text, Scope: store.ScopeMine})
			detail := model.NewMessage("citizens", "scope", "mine")
			if test.want != "" {
				detail.Args = append(detail.Args, "text", test.want)
			}
			if f.count(`select count(*) from access_log_line where seq = (select max(seq) from access_log)
				and action = 'search' and detail = $1`, detail.String()) != 1 {
				t.Errorf("the log has another criterion than %s", test.want)
			}
		})
	}
}

func TestSearchSeesWhatAnotherLoadAdded(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.add(f.history(1, "Åse Prøvesen"))
	a := f.as("NOR", model.RoleCaseworker)
	f.must(a.PrepareSearch(t.Context()))
	other, err := store.Open(t.Context(), f.Dir(), credentials, store.Shared(options))
	f.must(err)
	defer other.Close()
	admin, err := other.AsUser(t.Context(), "LKN", model.ForImport, model.RoleTeamLeader)
	f.must(err)
	f.must(admin.Load(t.Context(), "other", func(l *store.Load) error { return l.AddCaseHistory(f.history(2, "Bo Prøvesen")) }))
	want := []string{"Bo Prøvesen", "Åse Prøvesen"}
	if d := gocmp.Diff(want, f.names(a, store.CitizenQuery{Text: "prøve"})); d != "" {
		t.Error(d)
	}
}

// The list from the tables and the search in memory both agree with a filter over all
// rows.
func TestListAndSearchAgreeWithAFilter(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.must(f.as("LKN", model.RoleAdministrator).PutUser(t.Context(), model.User{
		Initials: "ALL", Roles: []model.Role{model.RoleCaseworker}, AllTeams: true, Teams: []string{"Team Syd", "Team Øst"}, Active: true,
	}))
	f.must(f.as("LKN", model.RoleAdministrator).PutUser(t.Context(), model.User{
		Initials: "ONE", Roles: []model.Role{model.RoleCaseworker}, Active: true,
	}))
	cpr := manyCitizens(f)
	all, err := f.as("LKN", model.RoleTeamLeader).Citizens(t.Context(), store.CitizenQuery{Scope: store.ScopeAll, Closed: true})
	f.must(err)
	if all.Total != len(cpr) || len(all.Rows) != len(cpr) {
		t.Fatalf("%d citizens in %d rows, want %d", all.Total, len(all.Rows), len(cpr))
	}
	oracle := oracle{all.Rows, cpr, f.vocabulary}
	cold := f.again() // never searches, so that its lists come from the tables
	f.must(f.as("LKN", model.RoleTeamLeader).PrepareSearch(t.Context()))
	rapid.Check(t, func(t *rapid.T) {
		initials := rapid.SampledFrom([]string{"LKN", "NOR", "SYD", "ALL", "ONE"}).Draw(t, "user")
		a := f.as(initials, model.RoleCaseworker)
		q := store.CitizenQuery{
			Text:        rapid.OneOf(rapid.Just(""), anyText(oracle)).Draw(t, "text"),
			Scope:       rapid.SampledFrom([]store.Scope{store.ScopeMine, store.ScopeTeam, store.ScopeAll}).Draw(t, "scope"),
			TargetGroup: rapid.SampledFrom([]string{"", f.vocabulary.TargetGroups[0].Code, f.vocabulary.TargetGroups[1].Code, "none"}).Draw(t, "group"),
			Closed:      rapid.Bool().Draw(t, "closed"),
			Order: rapid.SampledFrom([]store.Order{
				"", store.ByName, store.ByCase, store.ByTargetGroup, store.ByLatest, store.ByCaseworker,
			}).Draw(t, "order"),
			Descending: rapid.Bool().Draw(t, "descending"),
			Offset:     rapid.IntRange(-1, 70).Draw(t, "offset"),
			Limit:      rapid.IntRange(0, 70).Draw(t, "limit"),
		}
		accesses := []*store.Access{a}
		if q.Text == "" {
			accesses = append(accesses, cold.as(initials, model.RoleCaseworker))
		}
		for _, a := range accesses {
			got, err := a.Citizens(f.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			want := oracle.list(a.User(), q)
			if d := gocmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateComparable(model.Date{})); d != "" {
				t.Fatalf("%s asked for %+v:\n%s", initials, q, d)
			}
		}
	})
}

// manyCitizens adds sixty similar citizens and returns their CPR.
func manyCitizens(f *fixture) map[model.ID]string {
	first := []string{"Anna", "Åse", "Aase", "Søren", "Ægir", "Zoe", "André", "Karl-Åge"}
	last := []string{"Hansen", "Aagaard", "Ågård", "Østergaard", "Maack"}
	cpr := map[model.ID]string{}
	for i := range 60 {
		c := f.history(i, first[i%len(first)]+" "+last[i%len(last)])
		c.Citizen.CaseNumber = fmt.Sprintf("20%02d-%05d", 20+i%5, 100-i)
		c.Citizen.TargetGroup = f.vocabulary.TargetGroups[i%3].Code
		c.Citizen.Team = []string{"Team Nord", "Team Syd", "Team Øst"}[i%7%3]
		c.Citizen.Caseworker = []string{"NOR", "SYD", "ALL", "LKN", ""}[i%11%5]
		if i%3 > 0 {
			c.Citizen.CPR = model.CPR(fmt.Sprintf("%02d0190%04d", 1+i%28, 1000+i*37))
		}
		if i%6 == 0 {
			c.Citizen.Closed = model.NewDate(2026, time.January, 1+i%28)
		}
		c.Assessments = nil
		for n := range i % 4 {
			s := f.assessment(model.NewDate(2025, time.May, 1+i%9+n), model.ByCitizen, 3)
			if n == 2 {
				s.Status = model.StatusDraft
			}
			c.Assessments = append(c.Assessments, s)
		}
		f.add(c)
		cpr[c.Citizen.ID] = string(c.Citizen.CPR)
	}
	return cpr
}

// anyText generates search texts, with and without matches.
func anyText(o oracle) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		r := rapid.SampledFrom(o.rows).Draw(t, "row")
		whole := rapid.SampledFrom([]string{r.Name, r.Name, r.CaseNumber, o.cpr[r.ID], "xyz"}).Draw(t, "field")
		letters := []rune(whole)
		from := rapid.IntRange(0, len(letters)).Draw(t, "from")
		text := string(letters[from:rapid.IntRange(from, len(letters)).Draw(t, "to")])
		if rapid.Bool().Draw(t, "capitals") {
			text = strings.ToUpper(text)
		}
		return text + rapid.SampledFrom([]string{"", " ", " a", " 20", " HANSEN"}).Draw(t, "more")
	})
}

// oracle filters all rows, which are in the order of names.
type oracle struct {
	rows       []store.CitizenRow
	cpr        map[model.ID]string
	vocabulary *model.Vocabulary
}

func (o oracle) list(u model.User, q store.CitizenQuery) store.CitizenList {
	var found []store.CitizenRow
	for _, r := range o.rows {
		if o.shows(u, q, r) && o.matches(q.Text, r) {
			found = append(found, r)
		}
	}
	o.sort(found, q)
	list := store.CitizenList{Total: len(found)}
	for i, r := range found {
		if i >= q.Offset && (q.Limit == 0 || i < max(q.Offset, 0)+q.Limit) {
			list.Rows = append(list.Rows, r)
		}
	}
	return list
}

func (o oracle) shows(u model.User, q store.CitizenQuery, r store.CitizenRow) bool {
	ofTeam := slices.Contains(u.Teams, r.Team)
	return (ofTeam || u.AllTeams) &&
		(q.Scope != store.ScopeTeam || ofTeam || len(u.Teams) == 0) &&
		(q.Scope != store.ScopeMine || r.Caseworker == u.Initials) &&
		(q.TargetGroup == "" || r.TargetGroup == q.TargetGroup) &&
		(q.Closed || r.Closed.IsZero())
}

func (o oracle) matches(text string, r store.CitizenRow) bool {
	small := strings.NewReplacer("-", " ", "é", "e").Replace(strings.ToLower(text))
	name := strings.NewReplacer("-", " ", "é", "e").Replace(strings.ToLower(r.Name))
	fields := []string{strings.ReplaceAll(r.CaseNumber, "-", " "), o.cpr[r.ID], name, ring(name)}
	if digits := strings.ReplaceAll(text, "-", ""); len(digits) >= 7 && o.cpr[r.ID] != "" && strings.Contains(o.cpr[r.ID], digits) {
		return true
	}
	for _, word := range strings.Fields(small) {
		found := false
		for _, f := range fields {
			found = found || strings.Contains(f, word) || strings.Contains(f, ring(word)) ||
				strings.HasSuffix(word, "a") && strings.Contains(f, ring(word+"a"))
		}
		if !found {
			return false
		}
	}
	return true
}

func ring(s string) string { return strings.ReplaceAll(s, "aa", "å") }

func (o oracle) sort(rows []store.CitizenRow, q store.CitizenQuery) {
	rank := map[model.ID]int{}
	for i, r := range o.rows {
		rank[r.ID] = i
		if i > 0 && ring(strings.ToLower(r.Name)) == ring(strings.ToLower(o.rows[i-1].Name)) {
			rank[r.ID] = rank[o.rows[i-1].ID] // of one name: neither goes first by it
		}
	}
	group := func(code string) int {
		return slices.IndexFunc(o.vocabulary.TargetGroups, func(g model.TargetGroup) bool { return g.Code == code })
	}
	slices.SortStableFunc(rows, func(a, b store.CitizenRow) int {
		by := 0
		switch q.Order {
		case store.ByCase:
			by = strings.Compare(a.CaseNumber, b.CaseNumber)
		case store.ByTargetGroup:
			by = cmp.Compare(group(a.TargetGroup), group(b.TargetGroup))
		case store.ByLatest:
			by = strings.Compare(a.Latest.String(), b.Latest.String())
		case store.ByCaseworker:
			by = strings.Compare(a.Caseworker, b.Caseworker)
		default:
			by = cmp.Compare(rank[a.ID], rank[b.ID])
		}
		if q.Descending {
			by = -by
		}
		return by
	})
}
