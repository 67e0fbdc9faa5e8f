// SPDX-License-Identifier: MPL-2.0

package assets_test

import (
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
)

func TestDefaultInstrument(t *testing.T) {
	t.Parallel()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(in.ItemsOf(model.ByCitizen)); n != 10 {
		t.Errorf("citizen's items: %d, want 10", n)
	}
	if n := len(in.ItemsOf(model.ByCaseworker)); n != 11 {
		t.Errorf("caseworker's items: %d, want 11", n)
	}
	for _, it := range in.Items {
		if it.Question.EN == "" || it.Name.EN == "" {
			t.Errorf("%s has no English wording", it.Code)
		}
		if it.Index == it.Prognosis {
			t.Errorf("%s: part of the index %v, prognosis %v", it.Code, it.Index, it.Prognosis)
		}
	}
}

func TestDefaultVocabularyFindsTermsOfExtracts(t *testing.T) {
	t.Parallel()
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for word, code := range map[string]string{
		"Virksomhedspraktik, privat": "VPP", "virksomhedspraktik,  OFFENTLIG": "VPO",
		"Øvrig vejledning og opkvalificering": "VOØ", "Ordinære løntimer": "ORD",
		"Sygdom, barsel, fritagelse": "SYG",
	} {
		if got, _ := v.FindActivityType(word); got.Code != code {
			t.Errorf("%q means %q, want %q", word, got.Code, code)
		}
	}
	if _, ok := v.FindActivityType("Hesteterapi"); ok {
		t.Error("found an unknown term")
	}
}

func TestDefaultVignettes(t *testing.T) {
	t.Parallel()
	list, err := assets.Vignettes()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 6 {
		t.Errorf("%d vignettes, want six at least", len(list))
	}
}
