// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

const (
	anna  = "en hest i grønt regntøj"
	bo    = "tolv gule cykler ved åen"
	carla = "sneen faldt i en kop te"
)

// created saves the keys of a register with the users ANN and BO.
func created(t testing.TB) (o *vault.Opened, path, recovery string) {
	t.Helper()
	o, recovery, err := vault.Create("register-a", "ANN", []byte(anna), vault.ForTests)
	must(t, err)
	must(t, o.SetUser("BO", []byte(bo), vault.ForTests, false))
	path = filepath.Join(t.TempDir(), vault.Name)
	must(t, o.Save(path))
	return o, path, recovery
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) *vault.File {
	t.Helper()
	f, err := vault.Read(path)
	must(t, err)
	return f
}

func unlock(t testing.TB, path, initials, pass string) *vault.Opened {
	t.Helper()
	o, err := read(t, path).Unlock(initials, []byte(pass))
	must(t, err)
	return o
}

func refused(t testing.TB, path, initials, pass string) {
	t.Helper()
	if _, err := read(t, path).Unlock(initials, []byte(pass)); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("%s with %q: %v", initials, pass, err)
	}
}

func use(k *vault.DataKey) [32]byte { return k.Subkey("test", nil) }

func same(t testing.TB, a, b *vault.Opened) {
	t.Helper()
	if len(a.Keys()) != len(b.Keys()) {
		t.Fatalf("%d and %d keys", len(a.Keys()), len(b.Keys()))
	}
	for i, k := range a.Keys() {
		if l := b.Keys()[i]; k.Epoch() != l.Epoch() || use(k) != use(l) {
			t.Errorf("different keys %v and %v", k, l)
		}
	}
}

func TestEachUserOpensTheSameKeys(t *testing.T) {
	t.Parallel()
	o, path, recovery := created(t)
	same(t, o, unlock(t, path, "ANN", anna))
	same(t, o, unlock(t, path, " bo", bo))
	same(t, o, unlock(t, path, "BO", "tolv gule cykler ved a\u030aen"))
	refused(t, path, "ANN", bo)
	refused(t, path, "BO", bo+" ")
	refused(t, path, "CAR", anna)
	refused(t, path, "", anna) // there are two users
	refused(t, path, "ANN", "")
	by, err := read(t, path).Recover(recovery)
	must(t, err)
	same(t, o, by)

	f := read(t, path)
	if f.Users() != 2 || f.RegisterID() != "register-a" || f.Invented() {
		t.Errorf("%d users of %s", f.Users(), f.RegisterID())
	}
	if !o.HasUser("ann") || o.HasUser("CAR") || o.HasUser("") {
		t.Error("HasUser")
	}
}

// Guessing initials reveals nothing through the time it takes: an unknown user's
// passphrase is stretched too, which shows in the memory that is allocated.
func TestAnUnknownUserCostsAsMuch(t *testing.T) { // measures all allocations, so it is not parallel
	_, path, _ := created(t)
	f := read(t, path)
	cost := func(initials string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 10 {
			if _, err := f.Unlock(initials, []byte("forkert")); !errors.Is(err, vault.ErrWrongPassphrase) {
				t.Error(err)
			}
		}
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc-before.TotalAlloc) / 10
	}
	known, unknown := cost("ANN"), cost("XYZ")
	if stretching := float64(vault.ForTests.MemoryKiB << 10); known < stretching || unknown < stretching {
		t.Errorf("a known user costs %.0f bytes and an unknown one %.0f, stretching %.0f", known, unknown, stretching)
	}
}

func TestTheOnlyUserNeedsNoInitials(t *testing.T) {
	t.Parallel()
	o, _, err := vault.Create("r", "ANN", []byte(anna), vault.ForTests)
	must(t, err)
	path := filepath.Join(t.TempDir(), vault.Name)
	must(t, o.Save(path))
	same(t, o, unlock(t, path, "", anna))
	refused(t, path, "", bo)
	if err := o.RemoveUser("ANN"); !errors.Is(err, vault.ErrLastUser) {
		t.Error(err)
	}
}

func TestAnInventedMunicipalityOpensWithoutQuestions(t *testing.T) {
	t.Parallel()
	o, err := vault.CreateInvented("r", "LKN")
	must(t, err)
	path := filepath.Join(t.TempDir(), vault.Name)
	must(t, o.Save(path))
	if f := read(t, path); !f.Invented() {
		t.Error("not invented")
	}
	if !unlock(t, path, "", vault.InventedPassphrase).Invented() {
		t.Error("not invented")
	}
}

func TestAPassphraseSetByAnotherUserMustBeChanged(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	must(t, o.SetUser("CAR", []byte(carla), vault.ForTests, true))
	must(t, o.Save(path))
	if o.MustChange() {
		t.Error("the administrator must change")
	}
	c := unlock(t, path, "CAR", carla)
	if !c.MustChange() {
		t.Error("the new user need not change")
	}
	const chosen = "otte ænder går over vejen"
	if err := c.ChangePassphrase("CAR", []byte(bo), []byte(chosen), vault.ForTests); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Error(err)
	}
	if err := c.ChangePassphrase("XYZ", []byte(carla), []byte(chosen), vault.ForTests); !errors.Is(err, vault.ErrNoUser) {
		t.Error(err)
	}
	must(t, c.ChangePassphrase("CAR", []byte(carla), []byte(chosen), vault.ForTests))
	if c.MustChange() {
		t.Error("must change again")
	}
	must(t, c.Save(path))
	refused(t, path, "CAR", carla)
	if unlock(t, path, "CAR", chosen).MustChange() {
		t.Error("must change after the change")
	}
}

func TestWeakPassphrasesAndCostsAreRefused(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	before, err := os.ReadFile(path)
	must(t, err)
	var weak *vault.WeakError
	if _, _, err := vault.Create("r", "ANN", []byte("kort"), vault.ForTests); !errors.As(err, &weak) {
		t.Error(err)
	}
	if err := o.SetUser("CAR", []byte("adgangskode1234"), vault.ForTests, true); !errors.As(err, &weak) {
		t.Error(err)
	}
	if err := o.ChangePassphrase("ANN", []byte(anna), []byte("aaaaaaaaaaaaaaaa"), vault.ForTests); !errors.As(err, &weak) {
		t.Error(err)
	}
	for _, c := range []vault.Cost{{1, 3, 4}, {64 << 10, 1, 4}, {64 << 10, 3, 0}, {4 << 20, 3, 4}, {64 << 10, 17, 4}, {64 << 10, 3, 17}} {
		if err := o.SetUser("CAR", []byte(carla), c, true); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
	if err := o.SetUser(" ", []byte(carla), vault.ForTests, true); err == nil {
		t.Error("a user without initials")
	}
	for _, id := range []string{"", "a b", "æ", string(make([]byte, 65))} {
		if _, _, err := vault.Create(id, "ANN", []byte(anna), vault.ForTests); err == nil {
			t.Errorf("register %q", id)
		}
	}
	must(t, o.Save(path))
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("what was refused has left traces")
	}
}

// An older key file, kept by the removed user, does not open the new data key.
func TestARemovedUserCannotOpenAfterARotation(t *testing.T) {
	t.Parallel()
	o, path, recovery := created(t)
	kept := unlock(t, path, "BO", bo)

	must(t, o.RemoveUser("bo"))
	must(t, o.Save(path))
	refused(t, path, "BO", bo)
	must(t, o.BeginRotation())
	must(t, o.Save(path))
	if !o.Rotating() || len(o.Keys()) != 2 || o.Key(1) == nil || o.Key(2) == nil || o.Key(3) != nil {
		t.Errorf("keys %v", o.Keys())
	}
	same(t, o, unlock(t, path, "ANN", anna)) // as after a crash amid it
	must(t, o.FinishRotation())
	must(t, o.Save(path))

	if o.Rotating() || o.Key(1) != nil {
		t.Errorf("keys %v", o.Keys())
	}
	same(t, o, unlock(t, path, "ANN", anna))
	by, err := read(t, path).Recover(recovery)
	must(t, err)
	same(t, o, by)
	refused(t, path, "BO", bo)
	if use(kept.Keys()[0]) == use(o.Keys()[0]) {
		t.Error("the data key is the same")
	}
}

func TestARotationCanBeAbandoned(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	want := use(o.Keys()[0])
	for _, err := range []error{o.FinishRotation(), o.AbandonRotation()} {
		if !errors.Is(err, vault.ErrNotRotating) {
			t.Error(err)
		}
	}
	must(t, o.BeginRotation())
	if err := o.BeginRotation(); !errors.Is(err, vault.ErrRotating) {
		t.Error(err)
	}
	if err := o.RemoveUser("BO"); !errors.Is(err, vault.ErrRotating) {
		t.Error(err)
	}
	must(t, o.SetUser("CAR", []byte(carla), vault.ForTests, false)) // gets both
	must(t, o.Save(path))
	must(t, o.AbandonRotation())
	must(t, o.Save(path))
	for _, u := range [][2]string{{"ANN", anna}, {"BO", bo}, {"CAR", carla}} {
		u := unlock(t, path, u[0], u[1])
		if len(u.Keys()) != 1 || use(u.Keys()[0]) != want {
			t.Errorf("keys %v", u.Keys())
		}
	}
}

func TestANewRecoveryCodeReplacesTheOld(t *testing.T) {
	t.Parallel()
	o, path, old := created(t)
	code, err := o.NewRecovery()
	must(t, err)
	must(t, o.Save(path))
	if _, err := read(t, path).Recover(old); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Error(err)
	}
	if _, err := read(t, path).Recover(code[1:]); !errors.Is(err, vault.ErrRecoveryTypo) {
		t.Error(err)
	}
	by, err := read(t, path).Recover(code)
	must(t, err)
	same(t, o, by)
	if by.MustChange() {
		t.Error("no user's passphrase must change")
	}
	// Only the recovery code is left.
	must(t, by.SetUser("ANN", []byte(carla), vault.ForTests, false))
	must(t, by.Save(path))
	refused(t, path, "ANN", anna)
	same(t, o, unlock(t, path, "ANN", carla))
}

func TestCalibrate(t *testing.T) {
	t.Parallel()
	// A machine that fills speed MiB in a second.
	machine := func(speed float64) func(vault.Cost) time.Duration {
		return func(c vault.Cost) time.Duration {
			return time.Duration(float64(c.MemoryKiB>>10) * float64(c.Passes) / speed * float64(time.Second))
		}
	}
	for _, c := range []struct {
		speed  float64
		target time.Duration
		want   vault.Cost
	}{
		{100, 500 * time.Millisecond, vault.MinCost},
		{500, 500 * time.Millisecond, vault.MinCost},
		{1000, 500 * time.Millisecond, vault.Cost{128 << 10, 3, 4}},
		{2000, 500 * time.Millisecond, vault.Cost{256 << 10, 3, 4}},
		{4000, 500 * time.Millisecond, vault.Cost{256 << 10, 7, 4}},
		{1e6, 500 * time.Millisecond, vault.Cost{256 << 10, 16, 4}},
		{1e9, 0, vault.MinCost},
	} {
		if got := vault.CalibrateWith(c.target, machine(c.speed)); got != c.want {
			t.Errorf("%v at %v MiB/s: %+v, want %+v", c.target, c.speed, got, c.want)
		}
	}
	// More memory than is available makes the machine slow.
	swaps := func(c vault.Cost) time.Duration {
		if c.MemoryKiB > 128<<10 {
			return 10 * time.Second
		}
		return machine(2000)(c)
	}
	if got, want := vault.CalibrateWith(500*time.Millisecond, swaps), (vault.Cost{128 << 10, 3, 4}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := vault.Calibrate(time.Millisecond); got != vault.MinCost {
		t.Errorf("in no time: %+v", got)
	}
}

func TestZeroCostIsTheDefault(t *testing.T) {
	t.Parallel()
	o, path, _ := created(t)
	must(t, o.SetUser("CAR", []byte(carla), vault.Cost{}, false))
	must(t, o.ChangePassphrase("BO", []byte(bo), []byte(carla), vault.Cost{}))
	must(t, o.Save(path))
	same(t, o, unlock(t, path, "CAR", carla))
	same(t, o, unlock(t, path, "BO", carla))
	if o.RegisterID() != "register-a" || o.Users() != 3 {
		t.Errorf("%d users of %s", o.Users(), o.RegisterID())
	}
}

func Example() {
	dir, err := os.MkdirTemp("", "vault")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, vault.Name)

	o, recovery, err := vault.Create("register-a", "LKN", []byte("en hest i grønt regntøj"), vault.ForTests)
	if err != nil {
		panic(err)
	}
	fmt.Println("a code of", len(recovery), "characters to print")
	if err := o.Save(path); err != nil {
		panic(err)
	}
	o.Wipe()

	f, err := vault.Read(path)
	if err != nil {
		panic(err)
	}
	_, err = f.Unlock("LKN", []byte("forkert"))
	fmt.Println(err)
	o, err = f.Unlock("LKN", []byte("en hest i grønt regntøj"))
	fmt.Println(o.Keys(), err)
	// Output:
	// a code of 44 characters to print
	// unlock: wrong user, passphrase or recovery code
	// [DataKey(epoch 1)] <nil>
}
