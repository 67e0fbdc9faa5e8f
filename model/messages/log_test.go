// SPDX-License-Identifier: MPL-2.0

package messages_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

func TestLogDetail(t *testing.T) {
	t.Parallel()
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		detail model.Message
		want   string
	}{
		{model.Message{}, ""},
		{model.NewMessage("case_history"), "Forløbet"},
		{model.NewMessage("list"), "Liste over borgere"},
		{model.NewMessage("list", "count", "20"), "Liste over borgere, antal: 20"},
		{model.NewMessage("user", "initials", "SRA"), "Bruger SRA"},
		{
			model.NewMessage("access_log", "from", "2026-11-18T12:00:00.000Z", "initials", "LKN", "action", "read", "before", "12"),
			"Loggen: fra 18. nov 2026, LKN, Læst, før linje 12",
		},
		{model.NewMessage("spot_check", "count", "20", "action", "search"), "Stikprøve: 20, Loggen, Søgt"},
		{model.NewMessage("citizens", "scope", "all", "text", "øj"), `Alle borgere, "øj"`},
		{model.NewMessage("deletion", "ground", "request"), "Borgerens anmodning"},
		{model.NewMessage("deletion", "ground", "request", "proposed_by", "LKN"), "Borgerens anmodning, foreslået af LKN"},
		{model.NewMessage("retention_rules", "default", "1825", "moved", "1"), "Regler for opbevaring: Standard: 1825 dage, moved: 1 dag"},
		{model.NewMessage("role_required", "role", "team_leader", "role", "administrator"), "Ville have en rolle, brugeren ikke har: Teamleder, Administrator"},
		{model.NewMessage("text", "text", "anything else"), "anything else"},
	} {
		t.Run(c.detail.String(), func(t *testing.T) {
			t.Parallel()
			if got := messages.LogDetail(w, store.LogEntry{Detail: c.detail}); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := messages.LogDetail(w, store.LogEntry{Forgotten: true}); got != "slettet sammen med borgeren" {
		t.Errorf("a forgotten detail is %q", got)
	}
}

// Each fault of the log has a text in the catalogue.
func TestLogFaultsHaveTexts(t *testing.T) {
	t.Parallel()
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("../store/logchain.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := regexp.MustCompile(`logFault\("(\w+)"`).FindAllStringSubmatch(string(source), -1)
	if len(codes) == 0 {
		t.Error("no codes were found in the source")
	}
	for _, m := range codes {
		fault := &store.LogFault{Detail: model.NewMessage(m[1], "line", 12, "last", 9)}
		got := messages.Verification(w, store.Verification{LogError: fault})
		if text := strings.Join(got, "\n"); strings.Contains(text, m[1]) || strings.Contains(text, "no value") || !strings.Contains(text, "Adgangsloggen er ændret: ") {
			t.Errorf("%s: %s", m[1], text)
		}
	}
}

// Each code that the store writes to the access log has a text in the catalogue.
func TestLogCodesHaveTexts(t *testing.T) {
	t.Parallel()
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../store/*.go")
	if err != nil {
		t.Fatal(err)
	}
	call := regexp.MustCompile(`(?:logInTx\(ctx, tx, \w+|logAccess\(ctx, \w+|logRefusal\(ctx, [^,]+|requireRole\(ctx|NewMessage\()[^"\n]*"([a-z_]+)"(, ")?`)
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "logdetail.go") {
			continue
		}
		for _, m := range call.FindAllStringSubmatch(string(source), -1) {
			code, prefix := m[1], "log.detail."
			if code == "citizens" || code == "text" || strings.HasSuffix(code, "_") { // no text of their own, or put together
				continue
			}
			if code == "role_required" || code == "closed" || m[2] != "" && !strings.HasPrefix(m[0], "requireRole") {
				prefix = "log.about."
			}
			found++
			if text := w.T(prefix + code); text == prefix+code {
				t.Errorf("%s: no text for %s", file, prefix+code)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d codes were found in the source", found)
	}
}

// The sum of several uses says what and how many, also where no employee is named.
func TestLogUse(t *testing.T) {
	t.Parallel()
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	for want, e := range map[string]store.LogEntry{
		"Læst":                                  {Action: store.ActionRead, Detail: model.NewMessage("case_history")},
		"Læst: Vist i en liste, antal gange: 3": {Action: store.ActionRead, Detail: model.NewMessage("times", "what", "shown", "count", 3)},
	} {
		if got := messages.LogUse(w, e); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
