// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// analyseJSON is what the test reads of the JSON of analyse.
type analyseJSON struct {
	AsOf        string `json:"as_of"`
	Citizens    int
	Progression []struct {
		Respondent, Item        string
		Answers, Citizens       int
		Passive, Company, Other rEstimate
	}
	Change, Targeting, Lead, Agreement, Hazard []map[string]any
	EventStudy                                 []map[string]any `json:"event_study"`
	KM                                         []struct {
		Group     string
		N, Events int
		Steps     []map[string]float64
	}
	LogRank     map[string]float64
	Reliability map[string]map[string]float64
	LeftOut     map[string]any `json:"left_out"`
	Cautions    []struct{ Code, Text string }
}

// The JSON of analyse has its documented keys and the numbers of R.
func TestAnalyseJSON(t *testing.T) {
	t.Parallel()
	dir := demoRegister(t, 400, 1)
	status, out, said := run("analyse", "--store", dir, "--json")
	if status != cli.Done {
		t.Fatalf("status %d: %s", status, said)
	}
	var got analyseJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join("testdata", "figures", "demo", "figures.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r rFigures
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	if got.AsOf != "2026-11-24" || got.Citizens != r.Coverage.Citizens {
		t.Errorf("as of %s, %d citizens", got.AsOf, got.Citizens)
	}
	c := &comparison{T: t}
	for i, want := range r.Progression {
		g := got.Progression[i]
		if g.Item != want.Item || g.Answers != want.Answers || g.Citizens != want.Citizens {
			t.Errorf("row %d: %s, %d answers of %d citizens, and %s, %d, %d by R", i, g.Item, g.Answers, g.Citizens, want.Item, want.Answers, want.Citizens)
		}
		c.near(g.Item+" d", g.Passive.Estimate, want.Passive.Estimate, closed)
		c.near(g.Item+" b_c", g.Company.Estimate, want.Company.Estimate, closed)
		c.near(g.Item+" Holm", g.Company.Holm, want.Company.Holm, closed)
		c.near(g.Item+" b_o", g.Other.High, want.Other.High, closed)
	}
	c.near("log-rank", got.LogRank["chi2"], r.LogRank.Chi2, closed)
	c.near("alpha", got.Reliability["citizen"]["alpha"], r.Reliability[0].Alpha, closed)
	if len(got.Change) != 21 || len(got.Targeting) != 2 || len(got.Lead) != 21 || len(got.Agreement) != 9 || len(got.EventStudy) != 21 ||
		len(got.Hazard) != 3 || len(got.KM) < 4 || len(got.LeftOut) < 6 {
		t.Errorf("a part is missing: %s", out[:500])
	}
	codes := map[string]bool{}
	for _, caution := range got.Cautions {
		codes[caution.Code] = len(caution.Text) > 20
	}
	for _, code := range []string{"together", "no_guide", "regression", "step"} {
		if !codes[code] {
			t.Errorf("the caution %s is missing", code)
		}
	}
}

// Every withheld number is null, with its reason in the same object or one around it.
func TestAnalyseGivesReasonsForWithholding(t *testing.T) {
	t.Parallel()
	dir := demoRegister(t, 24, 3)
	status, out, said := run("analyse", "--store", dir, "--json")
	if status != cli.Done {
		t.Fatalf("status %d: %s", status, said)
	}
	var document map[string]any
	if err := json.Unmarshal([]byte(out), &document); err != nil {
		t.Fatal(err)
	}
	withheld := 0
	var look func(path string, v any)
	look = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			explained := v["reason"] != nil || v["reasons"] != nil || path == ".from"
			for key, inside := range v {
				if inside == nil && key != "from" && key != "spread" && !((key == "p" || key == "df") && v["at"] == -1.) {
					if withheld++; !explained && !hasReason(v) {
						t.Errorf("%s.%s is null without a reason", path, key)
					}
				}
				look(path+"."+key, inside)
			}
		case []any:
			for _, inside := range v {
				look(path, inside)
			}
		}
	}
	look("", document)
	if withheld < 50 {
		t.Errorf("just %d numbers are withheld: the test shows little", withheld)
	}
}

// hasReason reports whether something in an object has a reason.
func hasReason(v map[string]any) bool {
	for _, inside := range v {
		if m, ok := inside.(map[string]any); ok && (m["reason"] != nil || hasReason(m)) {
			return true
		}
		if list, ok := inside.([]any); ok {
			for _, each := range list {
				if m, ok := each.(map[string]any); ok && (m["reason"] != nil || hasReason(m)) {
					return true
				}
			}
		}
	}
	return false
}

// Group figures are a team leader's.
func TestAnalyseRefusesACaseworker(t *testing.T) {
	t.Parallel()
	dir := demoRegister(t, 20, 1)
	r, err := store.Open(t.Context(), dir, store.Credentials{}, store.Options{Now: testClock})
	if err != nil {
		t.Fatal(err)
	}
	admin, err := r.As(t.Context(), model.ForAdministration, model.RoleAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	worker := model.User{Initials: "NOR", Roles: []model.Role{model.RoleCaseworker}, AllTeams: true, Active: true}
	const oneTime = "en anden om vejret"
	err = errors.Join(admin.PutUser(t.Context(), worker), admin.SetPassphrase(t.Context(), "NOR", []byte(oneTime)), r.Close())
	if err != nil {
		t.Fatal(err)
	}
	r, err = store.Open(t.Context(), dir, store.Credentials{Initials: "NOR", Passphrase: []byte(oneTime)}, store.Options{Now: testClock})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.ChangePassphrase(t.Context(), []byte(oneTime), []byte(passphrase)), r.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte(passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, said := run("analyse", "--store", dir, "--user", "NOR", "--passphrase-file", file, "--json")
	if status != cli.NotDone || out != "" || !strings.Contains(said, "har ikke den rolle") {
		t.Errorf("status %d, %q, %q", status, out, said)
	}
}
