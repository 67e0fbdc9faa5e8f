// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

var golden = flag.Bool("golden", false, "make testdata/v1 where it is not there")

// goldenRecovery is the recovery code of testdata/v1.
const goldenRecovery = "AWHF-H7DB-N2ZN-B5H5-2S39-ZZXQ-1SGD-3NXJ-GZ09"

// A key file of version 1 opens: with real costs, two users, the recovery code, a
// rotation under way, and a failed log-in.
func TestVersion1StillOpens(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("testdata", "v1")
	if *golden {
		makeGolden(t, dir)
	}
	f := read(t, filepath.Join(dir, vault.Name))
	if f.RegisterID() != "0190a5c2-7b1e-7000-8000-000000000001" || f.Users() != 2 || f.Invented() {
		t.Errorf("%d users of %s", f.Users(), f.RegisterID())
	}
	byCode, err := f.Recover(goldenRecovery)
	must(t, err)
	for what, pass := range map[string]string{"ANN": anna, "ÅBO": bo} {
		o, err := f.Unlock(what, []byte(pass))
		must(t, err)
		same(t, o, byCode)
		if o.MustChange() != (what == "ÅBO") {
			t.Errorf("%s must change: %v", what, o.MustChange())
		}
	}
	for i, want := range []string{"4efe97032e8958485f7bc10fbee045203648cf8434929a891a3a4aa3a510b730", "23667f6ef669ad37d6b4b378ee2cb99c466e87175df2286666085bcb6b1415c6"} {
		k := byCode.Keys()[i]
		if got := use(k); k.Epoch() != uint32(i+1) || hexOf(got[:]) != want {
			t.Errorf("%v: %x, want %s", k, got, want)
		}
	}

	// Taking the failures moves their file, so they are taken from a copy.
	copied := t.TempDir()
	copyFile(t, filepath.Join(dir, vault.FailedName), filepath.Join(copied, vault.FailedName))
	taken, err := byCode.TakeFailures(copied)
	must(t, err)
	want := vault.Failure{At: noon, Initials: "ÅBO", OSUser: "os-user", Host: "host"}
	if len(taken.Failures) != 1 || taken.Failures[0] != want {
		t.Errorf("%+v", taken)
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	must(t, err)
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	must(t, err)
	_, err = io.Copy(out, in)
	must(t, err)
	must(t, out.Close())
}

func makeGolden(t testing.TB, dir string) {
	t.Helper()
	must(t, os.Mkdir(dir, 0o755)) // what is there stays as it is
	o, code, err := vault.Create("0190a5c2-7b1e-7000-8000-000000000001", "ANN", []byte(anna), vault.MinCost)
	must(t, err)
	must(t, o.SetUser("ÅBO", []byte(bo), vault.Cost{MemoryKiB: 80 << 10, Passes: 4, Lanes: 2}, true))
	must(t, o.BeginRotation())
	path := filepath.Join(dir, vault.Name)
	must(t, o.Save(path))
	must(t, vault.RecordFailure(dir, read(t, path), vault.Failure{
		At: noon.In(time.FixedZone("CET", 3600)), Initials: "åbo", OSUser: "os-user", Host: "host",
	}))
	t.Log("recovery", code)
	for _, k := range o.Keys() {
		b := use(k)
		t.Logf("%v %x", k, b)
	}
}
