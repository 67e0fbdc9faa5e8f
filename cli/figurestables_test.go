// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// municipality is an open register and its case histories.
type municipality struct {
	*store.Register
	access    *store.Access
	histories []model.CaseHistory
}

// invented is the municipality of the demo command, sample that of the extract of the
// import's tests.
func invented(t *testing.T) municipality {
	return opened(t, demoRegister(t, 400, 1), nil)
}

func sample(t *testing.T) municipality {
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	if err := copySample(dir); err != nil {
		t.Fatal(err)
	}
	return opened(t, dir, []byte(passphrase))
}

func opened(t *testing.T, dir string, passphrase []byte) municipality {
	t.Helper()
	r, err := store.Open(t.Context(), dir, store.Credentials{Passphrase: passphrase}, store.Options{Now: testClock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	a, err := r.As(t.Context(), model.ForOversight, model.RoleTeamLeader)
	if err != nil {
		t.Fatal(err)
	}
	list, err := a.Citizens(t.Context(), store.CitizenQuery{Scope: store.ScopeAll, Closed: true})
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]model.ID, len(list.Rows))
	for i, row := range list.Rows {
		ids[i] = row.ID
	}
	histories, err := a.CaseHistories(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(histories, func(x, y model.CaseHistory) int { return cmp.Compare(x.Citizen.CaseNumber, y.Citizen.CaseNumber) })
	return municipality{r, a, histories}
}

// tables returns the case histories as CSV for R, with numbers for citizens.
func (m municipality) tables(t *testing.T) map[string][]byte {
	t.Helper()
	v, err := m.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	instruments, err := m.Instruments(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in := instruments["PROG-20/1.0"]
	rows := map[string][][]string{
		"citizens.csv":   {{"citizen", "opened", "closed", "close_role"}},
		"activities.csv": {{"citizen", "group", "start", "end"}},
		"outcomes.csv":   {{"citizen", "date", "role"}},
		"sheets.csv":     {{"citizen", "respondent", "date", "entered", "retest"}},
		"items.csv":      {{"item", "respondent", "domain", "low", "high", "reversed", "index"}},
	}
	for _, it := range in.Items {
		s, _ := in.Scale(it.Scale)
		rows["sheets.csv"][0] = append(rows["sheets.csv"][0], it.Code)
		rows["items.csv"] = append(rows["items.csv"], []string{
			it.Code, string(it.Respondent), it.Domain, strconv.Itoa(s.Low()), strconv.Itoa(s.High()), fmt.Sprint(it.Reversed), fmt.Sprint(it.Index),
		})
	}
	for i, c := range m.histories {
		id := fmt.Sprintf("c%04d", i)
		role, _ := v.OutcomeKind(c.Citizen.CloseReason)
		rows["citizens.csv"] = append(rows["citizens.csv"], []string{id, c.Citizen.Opened.String(), c.Citizen.Closed.String(), string(role.Role)})
		for _, a := range c.Activities {
			if kind, ok := v.ActivityType(a.Type); ok && !a.Planned {
				rows["activities.csv"] = append(rows["activities.csv"], []string{id, string(kind.Group), a.Start.String(), a.End.String()})
			}
		}
		for _, o := range c.Outcomes {
			kind, _ := v.OutcomeKind(o.Kind)
			rows["outcomes.csv"] = append(rows["outcomes.csv"], []string{id, o.Date.String(), string(kind.Role)})
		}
		rows["sheets.csv"] = append(rows["sheets.csv"], assessmentRows(id, in, c.Assessments)...)
	}
	files := map[string][]byte{}
	for name, list := range rows {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(list); err != nil {
			t.Fatal(err)
		}
		files[name] = b.Bytes()
	}
	return files
}

// assessmentRows are a citizen's complete assessments, in the order of date and entry.
func assessmentRows(citizen string, in *model.Instrument, list []model.Assessment) [][]string {
	var rows [][]string
	assessments := slices.Clone(list)
	slices.SortFunc(assessments, func(a, b model.Assessment) int {
		return cmp.Or(a.Date.Compare(b.Date), a.EnteredAt.Compare(b.EnteredAt), cmp.Compare(a.ID, b.ID))
	})
	for k, s := range assessments {
		if !s.IsComplete() {
			continue
		}
		row := []string{citizen, string(s.Respondent), s.Date.String(), strconv.Itoa(k), fmt.Sprint(s.Kind == model.KindRetest)}
		for _, it := range in.Items {
			value := ""
			if a := model.FindAnswer(s.Answers, it.Code); a.HasValue() {
				value = strconv.Itoa(a.Value)
			}
			row = append(row, value)
		}
		rows = append(rows, row)
	}
	return rows
}
