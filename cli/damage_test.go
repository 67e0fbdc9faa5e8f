// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/cli"
)

var flips = flag.Int("flips", 0, "number of pages damaged, on each of which all commands run; by default one command each on a few pages")

// pageSize is that of the database.
const pageSize = 4096

// damagedCommands are commands that read a register; DIR is a folder for their output.
var damagedCommands = [][]string{
	{"verify"},
	{"analyse"},
	{"analyse", "--json"},
	{"plot", "--citizen", "CASE", "--out", "DIR/a.svg"},
	{"report", "--citizen", "CASE", "--out", "DIR/a.pdf"},
	{"report", "--all", "--out", "DIR/b.xlsx"},
	{"dossier", "--citizen", "CASE", "--out", "DIR/a.json"},
	{"backup", "--out", "DIR/backup"},
	{"unseal", "--out", "DIR/plain.db"},
	{"import", "--json", "DIR/citizens.csv"},
	{"rotate"},
}

// Every command on a register with a damaged page says so and what to do, or succeeds
// because it does not read the page.
func TestDamagedPages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	sound := demoRegister(t, 12, 1)
	data, err := os.ReadFile(filepath.Join(sound, "register.db"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	pages := len(data) / pageSize
	count, all := 2*len(damagedCommands), false
	if *flips > 0 {
		count, all = *flips, true
	}
	for i := range count {
		page := i * pages / count
		commands := damagedCommands[i%len(damagedCommands):][:1]
		if all {
			commands = damagedCommands
		}
		offset, mask := page*pageSize+random.IntN(pageSize), byte(1+random.IntN(255))
		t.Run(fmt.Sprintf("page %d", page), func(t *testing.T) {
			t.Parallel()
			for _, command := range commands {
				checkDamaged(t, sound, offset, mask, command)
			}
		})
	}
}

func checkDamaged(t *testing.T, sound string, offset int, mask byte, command []string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	out := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(sound)); err != nil {
		t.Fatal(err)
	}
	database := filepath.Join(dir, "register.db")
	data, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	data[offset] ^= mask
	if err := os.WriteFile(database, data, 0o600); err != nil {
		t.Fatal(err)
	}
	extract := "Sagsnr;Navn;Målgruppe\n2099-1;Ny Borger;KTH-A\n"
	if err := os.WriteFile(filepath.Join(out, "citizens.csv"), []byte(extract), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(out, "backup"), fs.ModePerm); err != nil {
		t.Fatal(err)
	}
	args := []string{command[0], "--store", dir}
	for _, a := range command[1:] {
		args = append(args, strings.NewReplacer("DIR", out, "CASE", "2024-0001").Replace(a))
	}
	status, printed, said := run(args...)
	text := printed + said
	switch {
	case status == cli.Done && said == "":
	case status == cli.NotDone && strings.Contains(text, "beskadiget") && strings.Contains(text, "sikkerhedskopi"):
	default:
		t.Errorf("%v with byte %d changed by %#x: status %d, %s", command, offset, mask, status, text)
	}
}
