// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// commandText is what a terminal would obey: it sets the window's title, clears the
// screen, goes back to the start of the line and turns the direction of writing.
const commandText = "\x1b]0;x\x07\x1b[2J\r\u009b\u202ex"

// Nothing that a command is given or finds in a file commands the terminal, on standard
// output or standard error.
func TestNothingCommandsTheTerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	dir := t.TempDir()
	register := filepath.Join(dir, "r.fremskridt")
	if err := copySample(register); err != nil {
		t.Fatal(err)
	}
	pass := filepath.Join(dir, "passphrase")
	if err := os.WriteFile(pass, []byte(passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	extract := filepath.Join(dir, "extract")
	if err := os.Mkdir(extract, 0o700); err != nil {
		t.Fatal(err)
	}
	citizens := "sagsnummer;navn;cpr;målgruppe;oprettet;x" + commandText + "\r\n2031-1;Anna;x" + commandText + ";" + commandText + ";x\n2031-2;" + commandText + ";;;1.1.2024;\n"
	name := strings.ReplaceAll(commandText, "\r", "") + ".csv"
	for path, data := range map[string]string{
		filepath.Join(extract, "borgere.csv"): citizens,
		filepath.Join(extract, name):          citizens,
		filepath.Join(dir, "mapping.json"):    `{"x` + strings.ReplaceAll(commandText, "\r", "") + `": 1}`,
	} {
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in := []string{"--store", register, "--passphrase-file", pass}
	nowhere := filepath.Join(dir, commandText, commandText)
	printed := 0
	for _, args := range [][]string{
		{commandText},
		{"--today", commandText, "verify"},
		{"--lang", commandText, "verify"},
		append([]string{"import", extract}, in...),
		append([]string{"import", "--json", extract}, in...),
		append([]string{"import", filepath.Join(extract, name)}, in...),
		append([]string{"import", nowhere}, in...),
		append([]string{"import", extract, "--mapping", filepath.Join(dir, "mapping.json")}, in...),
		append([]string{"plot", "--citizen", commandText, "--out", filepath.Join(dir, "a.png")}, in...),
		append([]string{"plot", "--citizen", "2025-00002", "--out", nowhere + ".png"}, in...),
		append([]string{"plot", "--citizen", "2025-00002", "--out", filepath.Join(dir, commandText+".png")}, in...),
		append([]string{"report", "--team", commandText, "--out", filepath.Join(dir, "a.pdf")}, in...),
		append([]string{"report", "--citizen", commandText, "--out", filepath.Join(dir, "a.csv")}, in...),
		append([]string{"analyse", "--team", commandText}, in...),
		append([]string{"analyse", "--caseworker", commandText, "--target-group", commandText}, in...),
		append([]string{"analyse", "--json"}, in...),
		append([]string{"dossier", "--citizen", commandText, "--out", filepath.Join(dir, "a.json")}, in...),
		append([]string{"backup", "--out", nowhere}, in...),
		append([]string{"unseal", "--out", nowhere}, in...),
		{"verify", "--store", nowhere},
		{"verify", "--store", register, "--user", commandText, "--passphrase-file", nowhere},
		{"verify", "--store", register, "--user", commandText, "--passphrase-file", pass},
		{"restore", "--from", nowhere, "--store", nowhere, "--passphrase-file", pass},
		{"init", "--store", nowhere, "--municipality", commandText, "--user", commandText, "--passphrase-file", pass},
		{"demo", "--out", filepath.Join(dir, commandText), "--citizens", "1"},
		append([]string{"rotate", "--user", commandText}, in...),
	} {
		_, out, err := run(args...)
		printed += len(out) + len(err)
		for _, text := range []string{out, err} {
			if i := strings.IndexFunc(text, func(r rune) bool {
				return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
			}); i >= 0 {
				t.Errorf("%q prints %q", args, text[i:])
			}
		}
	}
	if printed < 1000 {
		t.Errorf("%d bytes were printed", printed)
	}
}
