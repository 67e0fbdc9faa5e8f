// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/fremskridt/fremskridt/model"
)

// small is a minimal instrument with every feature.
const small = `{
 "code": "LILLE", "version": "1", "valid_from": "2026-01-01", "valid_to": null,
 "title": {"da": "Lille"}, "source": {"da": "Eget"}, "interval_days": 91,
 "domains": [{"code": "D1", "name": {"da": "Et"}}, {"code": "D2", "name": {"da": "To"}}],
 "scales": [
  {"code": "three", "labels": [{"da": "lav"}, {"da": "mellem", "en": "middle"}, {"da": "høj"}]},
  {"code": "zero", "first": 0, "labels": [{"da": "0"}, {"da": "1"}, {"da": "2"}, {"da": "3"}]}
 ],
 "missing_reasons": [{"code": -1, "key": "dont_know", "name": {"da": "Ved ikke"}}],
 "items": [
  {"code": "B1", "domain": "D1", "respondent": "citizen", "name": {"da": "Et"}, "question": {"da": "Et?"}, "scale": "three", "index": true,
   "anchors": [{"value": 3, "text": {"da": "fast"}}]},
  {"code": "B2", "domain": "D2", "respondent": "citizen", "name": {"da": "To"}, "question": {"da": "To?"}, "scale": "zero", "reversed": true,
   "index": false, "prognosis": true, "show_if": {"item": "B1", "op": ">=", "value": 2}},
  {"code": "S1", "domain": "D1", "respondent": "caseworker", "name": {"da": "Et"}, "question": {"da": "Et?"}, "scale": "three", "index": true}
 ]
}`

func TestParseInstrument(t *testing.T) {
	t.Parallel()
	in, err := model.ParseInstrument([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	three, _ := in.Scale("three")
	zero, _ := in.Scale("zero")
	b1, _ := in.Item("B1")
	b2, _ := in.ItemIn("D2", model.ByCitizen)
	switch {
	case in.Key() != "LILLE/1":
		t.Errorf("key %q", in.Key())
	case three.Low() != 1 || three.High() != 3 || zero.Low() != 0 || zero.High() != 3:
		t.Errorf("a scale begins at 1 unless it says otherwise: %d-%d, %d-%d", three.Low(), three.High(), zero.Low(), zero.High())
	case three.Label(3).DA != "høj" || three.Label(4) != (model.Text{}) || zero.Label(0).DA != "0" || three.Has(0):
		t.Error("labels do not belong to their steps")
	case b1.Anchors[0].Text.DA != "fast" || !b2.Reversed || !b2.Prognosis:
		t.Errorf("items: %+v, %+v", b1, b2)
	case len(in.ItemsOf(model.ByCitizen)) != 2 || len(in.ItemsOf(model.ByCaseworker)) != 1:
		t.Error("items are mixed up between respondents")
	}
	if _, ok := in.ItemIn("D2", model.ByCaseworker); ok {
		t.Error("an item that does not exist")
	}
	if r, ok := in.Reason(-1); !ok || r.Key != "dont_know" {
		t.Errorf("reason: %+v", r)
	}
	for name, found := range map[string]bool{
		"item": second(in.Item("X")), "scale": second(in.Scale("X")), "reason": second(in.Reason(-9)),
	} {
		if found {
			t.Errorf("found an unknown %s", name)
		}
	}
}

func second[T any](_ T, ok bool) bool { return ok }

func TestInstrumentRoundTrips(t *testing.T) {
	t.Parallel()
	in, err := model.ParseInstrument([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := model.ParseInstrument(written)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, again, cmp.Comparer(func(a, b model.Date) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}

// Each bad file differs from the good one in one place, which the error names.
func TestParseInstrumentRejects(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, want string }{
		"not JSON": {`{
 "code"`, `"code"`, "read instrument"},
		"a field misspelt":         {`"interval_days"`, `"interval_day"`, `unknown field "interval_day"`},
		"a scale's field":          {`"first"`, `"frist"`, `unknown field "frist"`},
		"a date":                   {`2026-01-01`, `2026-02-30`, "no such day"},
		"no code":                  {`"code": "LILLE"`, `"code": ""`, "code and version must be given"},
		"no version":               {`"version": "1"`, `"version": ""`, "code and version must be given"},
		"no interval":              {`91`, `0`, "interval_days 0: want 1 to 3660"},
		"ends before it begins":    {`"valid_to": null`, `"valid_to": "2025-12-31"`, "valid_to lies before valid_from"},
		"no items":                 {`"items": [`, `"items": [], "x": [`, `unknown field "x"`},
		"a domain twice":           {`"code": "D2"`, `"code": "D1"`, `domain "D1": empty, nameless or twice`},
		"a domain without name":    {`{"code": "D1", "name": {"da": "Et"}}`, `{"code": "D1", "name": {"en": "One"}}`, `domain "D1"`},
		"a scale without code":     {`"code": "three"`, `"code": ""`, "a scale has no code"},
		"a scale twice":            {`"code": "zero"`, `"code": "three"`, "scale three: twice"},
		"a scale of two steps":     {`, {"da": "mellem", "en": "middle"}`, ``, "scale three: has 2 steps, want 3 to 11"},
		"a scale begins at 2":      {`"first": 0`, `"first": 2`, "scale zero: begins at 2, want 0 or 1"},
		"a step without label":     {`{"da": "mellem", "en": "middle"}`, `{"en": "middle"}`, "scale three: step 2 has no Danish label"},
		"a positive reason":        {`"code": -1`, `"code": 1`, "missing reason 1: must be negative"},
		"an item twice":            {`"code": "B2"`, `"code": "B1"`, "item B1: its code is empty or there twice"},
		"an unknown domain":        {`"domain": "D2"`, `"domain": "D9"`, `item B2: unknown domain "D9"`},
		"an unknown scale":         {`"scale": "zero"`, `"scale": "ten"`, `item B2: unknown scale "ten"`},
		"an unknown respondent":    {`"respondent": "caseworker"`, `"respondent": "boss"`, `item S1: unknown respondent "boss"`},
		"no question":              {`{"da": "To?"}`, `{"en": "Two?"}`, "item B2: it has no Danish name or question"},
		"a prognosis in the index": {`"index": false`, `"index": true`, "item B2: a prognosis is never part of an index"},
		"an anchor off the scale":  {`"value": 3`, `"value": 4`, "item B1: anchor 4 is no step of scale three"},
		"two items in one panel":   {`"respondent": "caseworker"`, `"respondent": "citizen"`, "item S1: domain D1 already has B1 for the same respondent"},
		"shown by a later item":    {`"show_if": {"item": "B1"`, `"show_if": {"item": "S1"`, `item B2: show_if names "S1", which is not asked before it`},
		"an unknown operator":      {`">="`, `"=>"`, `item B2: show_if has the unknown operator "=>"`},
	} {
		if !strings.Contains(small, c.old) {
			t.Fatalf("%s: the good file has no %s", name, c.old)
		}
		_, err := model.ParseInstrument([]byte(strings.Replace(small, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	for _, after := range []string{"{}", "x", "}", "]"} {
		if _, err := model.ParseInstrument([]byte(small + after)); err == nil || !strings.Contains(err.Error(), "there is more after its end") {
			t.Errorf("with %q after its end: %v", after, err)
		}
	}
	none := model.Instrument{Code: "X", Version: "1", Interval: 91}
	if err := none.Check(); err == nil || err.Error() != "it has no items" {
		t.Errorf("without items: %v", err)
	}
}

func TestCheckRejectsConditionOnOtherRespondent(t *testing.T) {
	t.Parallel()
	in, err := model.ParseInstrument([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	in.Items[2].ShowIf = &model.Condition{Item: "B1", Op: "=", Value: 1}
	if err := in.Check(); err == nil || !strings.Contains(err.Error(), "put to the other respondent") {
		t.Errorf("%v", err)
	}
}

func TestCondition(t *testing.T) {
	t.Parallel()
	for op, want := range map[string][3]bool{ // at 1, 2 and 3 with the value 2
		"=": {false, true, false}, "!=": {true, false, true}, "<": {true, false, false}, "<=": {true, true, false},
		">": {false, false, true}, ">=": {false, true, true}, "~": {false, false, false},
	} {
		c := model.Condition{Item: "B1", Op: op, Value: 2}
		for i, w := range want {
			if got := c.IsMet(model.NewAnswer("B1", i+1)); got != w {
				t.Errorf("%d %s 2 is %v", i+1, op, got)
			}
		}
		for _, a := range []model.Answer{{}, model.NewMissingAnswer("B1", -1)} {
			if got := c.IsMet(a); got != (op == "!=") {
				t.Errorf("%+v %s 2 is %v", a, op, got)
			}
		}
	}
}

func TestShown(t *testing.T) {
	t.Parallel()
	in, err := model.ParseInstrument([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	b1, b2 := in.Items[0], in.Items[1]
	if !in.Shown(b1, nil) || in.Shown(b2, nil) {
		t.Error("before an answer the first is shown and the second is not")
	}
	if !in.Shown(b2, []model.Answer{model.NewAnswer("B1", 2)}) || in.Shown(b2, []model.Answer{model.NewAnswer("B1", 1)}) {
		t.Error("the second is shown from 2 on")
	}
}

func FuzzParseInstrument(f *testing.F) {
	f.Add([]byte(small))
	if data, err := os.ReadFile("../assets/instrument/prog-20.json"); err == nil {
		f.Add(data)
	}
	for _, s := range []string{"", "null", "[]", "{}", `{"scales":[null]}`, `{"items":[{"show_if":null}]}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := model.ParseInstrument(data)
		if err != nil {
			return
		}
		written, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := model.ParseInstrument(written); err != nil {
			t.Errorf("what was read cannot be read again: %v\n%s", err, written)
		}
	})
}
