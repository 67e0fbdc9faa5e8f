// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func failed(t testing.TB, dir string, at time.Time) {
	t.Helper()
	must(t, vault.RecordFailure(dir, read(t, filepath.Join(dir, vault.Name)), vault.Failure{
		At: at, Initials: "ann", OSUser: "annes-konto", Host: "pc-17",
	}))
}

func wait(t testing.TB, dir string, now time.Time) time.Duration {
	t.Helper()
	d, err := vault.Wait(dir, now)
	must(t, err)
	return d
}

func TestFailuresAreReadAfterTheNextLogIn(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	dir := filepath.Dir(path)
	f := read(t, path)
	for i, initials := range []string{"ann", "bo", "hemmelig!", ""} {
		must(t, vault.RecordFailure(dir, f, vault.Failure{
			At: noon.Add(time.Duration(i) * time.Minute), Initials: initials, OSUser: "annes-konto", Host: strings.Repeat("å", 300),
		}))
	}
	raw, err := os.ReadFile(filepath.Join(dir, vault.FailedName))
	must(t, err)
	for _, secret := range []string{"ann", "ANN", "hemmelig", "konto", "å"} {
		if bytes.Contains(raw, []byte(" "+secret)) || bytes.Contains(raw, []byte(`"`+secret)) {
			t.Errorf("%q is readable", secret)
		}
	}

	taken, err := o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 4 || taken.Damaged != 0 {
		t.Fatalf("%+v", taken)
	}
	for i, want := range []string{"ANN", "BO", "?", "?"} {
		got := taken.Failures[i]
		if got.Initials != want || got.OSUser != "annes-konto" || got.Host != strings.Repeat("å", 100) ||
			!got.At.Equal(noon.Add(time.Duration(i)*time.Minute)) {
			t.Errorf("%d: %+v", i, got)
		}
	}

	// Not yet in the log: they are returned again, with later ones.
	failed(t, dir, noon.Add(time.Hour))
	taken, err = o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 5 {
		t.Errorf("%+v", taken)
	}
	failed(t, dir, noon.Add(2*time.Hour))
	must(t, taken.Forget())
	taken, err = o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 1 {
		t.Errorf("%+v", taken)
	}
	must(t, taken.Forget())
	must(t, taken.Forget())
	taken, err = o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 0 || len(names(t, dir)) != 1 {
		t.Errorf("%+v, %v", taken, names(t, dir))
	}
}

func TestDamagedFailuresAreCounted(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	dir := filepath.Dir(path)
	failed(t, dir, noon)
	raw, err := os.ReadFile(filepath.Join(dir, vault.FailedName))
	must(t, err)
	line := strings.TrimSpace(string(raw))
	at, record, _ := strings.Cut(line, " ")
	all := strings.Join([]string{
		line,
		"rubbish",
		"",
		"2026-03-02T12:00:01Z " + record, // another moment
		"2026-13-02T12:00:00Z " + record,
		at + " not base64",
		at + " AAAA",
		at,
		at + " -", // a failure without a record
		line[:len(line)/2],
	}, "\n")
	must(t, os.WriteFile(filepath.Join(dir, vault.FailedName), []byte(all), 0o600))
	failed(t, dir, noon) // after a line that a crash cut off
	taken, err := o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 3 || taken.Damaged != 7 {
		t.Errorf("%d failures, %d damaged", len(taken.Failures), taken.Damaged)
	}
}

// Failures of another register count as damaged.
func TestFailuresBelongToTheirRegister(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	_, otherPath, _ := created(t)
	dir := filepath.Dir(path)
	must(t, vault.RecordFailure(dir, read(t, otherPath), vault.Failure{At: noon}))
	taken, err := o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 0 || taken.Damaged != 1 {
		t.Errorf("%+v", taken)
	}
}

func TestFailuresAcrossARotation(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	dir := filepath.Dir(path)
	failed(t, dir, noon)
	must(t, o.BeginRotation())
	must(t, o.Save(path))
	failed(t, dir, noon)
	taken, err := o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 2 || taken.Damaged != 0 {
		t.Errorf("while it rotates: %+v", taken)
	}
	must(t, o.FinishRotation())
	must(t, o.Save(path))
	taken, err = o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 1 || taken.Damaged != 1 {
		t.Errorf("what was not forgotten before the end: %+v", taken)
	}
}

func TestWait(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	dir := filepath.Dir(path)
	for n, want := range []time.Duration{0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60} {
		if got := wait(t, dir, noon); got != want*time.Second {
			t.Errorf("after %d failures %v, want %v", n, got, want*time.Second)
		}
		failed(t, dir, noon)
	}
	if got := wait(t, dir, noon.Add(45*time.Second)); got != 15*time.Second {
		t.Error(got)
	}
	if got := wait(t, dir, noon.Add(time.Hour)); got != 0 {
		t.Error(got)
	}
	for range 100 { // more than the end of the file that is read
		failed(t, dir, noon)
	}
	if got := wait(t, dir, noon); got != time.Minute {
		t.Error(got)
	}
	if _, err := o.TakeFailures(dir); err != nil {
		t.Fatal(err)
	}
	if got := wait(t, dir, noon); got != 0 {
		t.Errorf("after a log-in %v", got)
	}
}

func TestSettingTheClockBack(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	dir := filepath.Dir(path)
	for range 7 {
		failed(t, dir, noon)
	}
	year := noon.AddDate(-1, 0, 0)
	for i, want := range []time.Duration{4, 3, 2, 1, 0, 0} {
		now := year.Add(time.Duration(i) * time.Second)
		if got := wait(t, dir, now); got != want*time.Second {
			t.Errorf("after %d seconds %v, want %v", i, got, want*time.Second)
		}
	}
	if got := wait(t, dir, year.Add(-time.Hour)); got != 4*time.Second {
		t.Errorf("set back again: %v", got)
	}
	failed(t, dir, year)
	if got := wait(t, dir, year); got != 8*time.Second {
		t.Errorf("the clock counted as a failure: %v", got)
	}
	taken, err := o.TakeFailures(dir)
	must(t, err)
	if len(taken.Failures) != 8 || taken.Damaged != 0 {
		t.Errorf("%d failures, %d damaged", len(taken.Failures), taken.Damaged)
	}
}

// Half a second is not a clock set back, although the file stores whole seconds.
func TestWaitInFractionsOfASecond(t *testing.T) {
	t.Parallel()
	_, path, _ := created(t)
	dir := filepath.Dir(path)
	at := noon.Add(900 * time.Millisecond)
	for range 6 {
		failed(t, dir, at)
	}
	if got := wait(t, dir, at); got != 1100*time.Millisecond {
		t.Error(got)
	}
}

// Deliberate failures do not fill the disk with sealed records, and still cause a wait.
func TestManyFailuresStaySmall(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	dir := filepath.Dir(path)
	full := fmt.Sprintf("%s -\n", noon.Format(time.RFC3339))
	must(t, os.WriteFile(filepath.Join(dir, vault.FailedName), []byte(strings.Repeat(full, 1<<20/len(full)+1)), 0o600))
	before, err := os.Stat(filepath.Join(dir, vault.FailedName))
	must(t, err)
	failed(t, dir, noon.Add(time.Minute))
	after, err := os.Stat(filepath.Join(dir, vault.FailedName))
	must(t, err)
	if grown := after.Size() - before.Size(); grown != int64(len(full)) {
		t.Errorf("grown by %d", grown)
	}
	if got := wait(t, dir, noon.Add(time.Minute)); got != time.Minute {
		t.Error(got)
	}
	taken, err := o.TakeFailures(dir)
	must(t, err)
	if n := len(taken.Failures) + taken.More; taken.Damaged != 0 || n != 1<<20/len(full)+2 {
		t.Errorf("%d failures, %d damaged", n, taken.Damaged)
	}
}
