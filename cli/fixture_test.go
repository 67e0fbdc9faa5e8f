// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// figuresDay is today in all tests.
var figuresDay = model.NewDate(2026, time.November, 24)

// passphrase opens the registers of the scripts.
const passphrase = "fire ord om vejret"

func demoOptions(citizens int, seed uint64) cli.DemoOptions {
	return cli.DemoOptions{Citizens: citizens, Seed: seed, AsOf: figuresDay}
}

func testClock() time.Time { return figuresDay.Time().Add(12 * time.Hour) }

// testEnvironment has a home folder, where the program's log is written, and nothing else.
func testEnvironment(name string) string {
	switch name {
	case "HOME", "LOCALAPPDATA":
		return testDir
	}
	return ""
}

// run runs a command and returns what it prints.
func run(args ...string) (status int, out, err string) {
	var o, e bytes.Buffer
	status = cli.Run(args, cli.Terminal{
		Out: &o, Err: &e, Now: testClock, Getenv: testEnvironment,
	})
	return status, o.String(), e.String()
}

// sampleExtract is the extract that ships with the import's tests.
func sampleExtract() string { return filepath.Join("..", "model", "exchange", "testdata", "extract") }

// sampleRegister creates a register with the sample extract, once for all tests. Copy
// it before use.
var sampleRegister = sync.OnceValues(func() (dir string, err error) {
	dir = filepath.Join(testDir, "sample.fremskridt")
	in, err := assets.Instrument()
	if err != nil {
		return "", err
	}
	v, err := assets.Vocabulary()
	if err != nil {
		return "", err
	}
	ctx := context.Background()
	r, _, err := store.Create(ctx, dir, store.Setup{
		Municipality: "Eksempelkøbing", User: model.FirstUser("LKN"), Passphrase: []byte(passphrase), Instrument: in, Vocabulary: v,
	}, store.Options{Now: testClock})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	a, err := r.As(ctx, model.ForImport, model.RoleTeamLeader)
	if err != nil {
		return "", err
	}
	_, err = exchange.Import(ctx, a, sampleExtract(), exchange.Options{
		Today: figuresDay, Municipality: "Eksempelkøbing", Vocabulary: v, Instruments: map[string]*model.Instrument{in.Key(): in},
	})
	return dir, err
})

// copySample copies the register with the sample extract.
func copySample(to string) error {
	from, err := sampleRegister()
	if err != nil {
		return fmt.Errorf("create the register of the sample: %w", err)
	}
	return os.CopyFS(to, os.DirFS(from))
}

// demoRegister creates a register of an invented municipality.
func demoRegister(t testing.TB, citizens int, seed uint64) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "r.fremskridt")
	if _, err := cli.CreateDemo(t.Context(), dir, demoOptions(citizens, seed)); err != nil {
		t.Fatal(err)
	}
	return dir
}
