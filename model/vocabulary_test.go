// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"os"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

const words = `{
 "activity_types": [
  {"code": "VPP", "name": {"da": "Virksomhedspraktik, privat"}, "synonyms": ["Praktik"], "short": {"da": "Praktik"}, "group": "company", "lane": "company"},
  {"code": "SYG", "name": {"da": "Sygdom"}, "short": {"da": "Syg"}, "group": "neutral", "lane": "neutral", "valid_to": "2026-12-31"}
 ],
 "target_groups": [{"code": "KTH-A", "name": {"da": "Aktivitetsparat kontanthjælp"}, "valid_from": "2026-07-01"}],
 "outcome_kinds": [{"code": "job", "name": {"da": "Job"}, "role": "job"}],
 "end_reasons": [{"code": "completed", "name": {"da": "Gennemført"}, "synonyms": ["Færdig"]}],
 "modes": [{"code": "phone", "name": {"da": "Telefon"}}]
}`

func TestVocabularyFindsTerms(t *testing.T) {
	t.Parallel()
	v, err := model.ParseVocabulary([]byte(words))
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{
		"VPP": "VPP", "vpp": "VPP", "praktik": "VPP", "VIRKSOMHEDSPRAKTIK,   privat ": "VPP", "Sygdom": "SYG", "Hest": "", "": "", " ": "",
	} {
		if got, ok := v.FindActivityType(word); got.Code != want || ok != (want != "") {
			t.Errorf("%q means %q", word, got.Code)
		}
	}
	group, _ := v.FindTargetGroup("AKTIVITETSPARAT KONTANTHJÆLP")
	outcome, _ := v.FindOutcomeKind("job")
	reason, _ := v.FindEndReason("færdig")
	mode, _ := v.FindMode("telefon")
	if group.Code != "KTH-A" || outcome.Role != model.OutcomeJob || reason.Code != "completed" || mode.Code != "phone" {
		t.Errorf("found %q, %q, %q, %q", group.Code, outcome.Role, reason.Code, mode.Code)
	}
	if !second(v.ActivityType("SYG")) || second(v.ActivityType("syg")) || !second(v.TargetGroup("KTH-A")) || !second(v.OutcomeKind("job")) {
		t.Error("a code is found as it is written and no other way")
	}
}

func TestTermValidOn(t *testing.T) {
	t.Parallel()
	v, err := model.ParseVocabulary([]byte(words))
	if err != nil {
		t.Fatal(err)
	}
	sick, group := v.ActivityTypes[1], v.TargetGroups[0]
	for date, want := range map[model.Date][2]bool{
		model.NewDate(2020, 1, 1):   {true, false},
		model.NewDate(2026, 6, 30):  {true, false},
		model.NewDate(2026, 7, 1):   {true, true},
		model.NewDate(2026, 12, 31): {true, true},
		model.NewDate(2027, 1, 1):   {false, true},
	} {
		if got := [2]bool{sick.ValidOn(date), group.ValidOn(date)}; got != want {
			t.Errorf("%v: %v, want %v", date, got, want)
		}
	}
}

func TestParseVocabularyRejects(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, want string }{
		"not JSON":               {`{`, `[`, "read vocabulary"},
		"an unknown group":       {`"group": "company"`, `"group": "firm"`, `activity type VPP: unknown group "firm"`},
		"an unknown lane":        {`"lane": "neutral"`, `"lane": "ill"`, `activity type SYG: unknown lane "ill"`},
		"an unknown role":        {`"role": "job"`, `"role": "work"`, `outcome job: unknown role "work"`},
		"no code":                {`"code": "VPP"`, `"code": ""`, `term "": no code or no Danish name`},
		"no Danish name":         {`{"da": "Telefon"}`, `{"en": "Phone"}`, `term "phone": no code or no Danish name`},
		"a code twice":           {`"code": "SYG"`, `"code": "VPP"`, "term VPP: twice"},
		"a word of two meanings": {`{"da": "Sygdom"}`, `{"da": "PRAKTIK"}`, `term SYG: "praktik" already means VPP`},
	} {
		_, err := model.ParseVocabulary([]byte(strings.Replace(words, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestShippedVocabulary(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../assets/vocabulary/denmark.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.ParseVocabulary(data); err != nil {
		t.Error(err)
	}
}
