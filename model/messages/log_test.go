package messages_test

import (
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestLogDetail(t *testing.T) {
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2026, time.November, 18, 12, 0, 0, 0, time.UTC)
	q := store.LogQuery{From: from, Initials: "LKN", Action: store.ActionRead, Before: 12}
	for _, c := range []struct{ detail, want string }{
		{"course", "Forløbet"},
		{"user SRA", "Bruger SRA"},
		{q.String(), "Loggen: fra 18. nov 2026, LKN, Læst, før linje 12"},
		{"spot check of 20, access log", "Stikprøve: 20, Loggen"},
		{`all "øj"`, `all "øj"`},
		{"", ""},
	} {
		if got := messages.LogDetail(w, store.LogEntry{Detail: c.detail}); got != c.want {
			t.Errorf("%q is told as %q, want %q", c.detail, got, c.want)
		}
	}
	if got := messages.LogDetail(w, store.LogEntry{Forgotten: true}); got != "slettet sammen med borgeren" {
		t.Errorf("a forgotten detail is told as %q", got)
	}
}

func TestPassphraseIsJudgedWhileWritten(t *testing.T) {
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, want string
		good       bool
	}{
		{"", "Adgangsfrasen skal have mindst 12 tegn. Fire almindelige ord er godt.", false},
		{"fire ord om", "Mangler mindst 1 tegn. Fire almindelige ord er godt.", false},
		{"eksempelkøbing", "Adgangsfrasen er ikke meget mere end et navn, andre kender. Fire almindelige ord er godt.", false},
		{"fire ord om vejret", "Den er god.", true},
	} {
		got, good := messages.Passphrase(w, c.text, "Eksempelkøbing", "LKN")
		if got != c.want || good != c.good {
			t.Errorf("%q: %q, %v", c.text, got, good)
		}
	}
}

// Every rule of the register that can be broken has its sentence.
func TestRulesAreSentences(t *testing.T) {
	w, err := assets.NewWords(model.English)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []error{
		store.ErrLastAdministrator, store.ErrInitialsTaken, store.ErrNoLogRetention, store.ErrAlreadyProposed, store.ErrNotDue, store.ErrFourEyes,
		store.ErrTraces, store.ErrChanged, store.ErrUnchanged, store.ErrNoReason, store.ErrDraft, store.ErrDuplicate,
	} {
		if got, ok := messages.Error(w, e); !ok || len(got) < 20 {
			t.Errorf("%v: %q", e, got)
		}
	}
}
