// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// doc is a key file as JSON, to tamper with.
type doc = map[string]any

func docOf(t testing.TB, path string) doc {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	var d doc
	must(t, json.Unmarshal(data, &d))
	return d
}

func parsed(t testing.TB, d doc) (*vault.File, error) {
	t.Helper()
	data, err := json.Marshal(d)
	must(t, err)
	return vault.Parse(data)
}

func slots(d doc) []any         { return d["slots"].([]any) }
func slotOf(d doc, i int) doc   { return slots(d)[i].(doc) }
func kdfOf(d doc, i int) doc    { return slotOf(d, i)["kdf"].(doc) }
func epochOf(d doc, i int) doc  { return d["epochs"].([]any)[i].(doc) }
func keysOf(d doc, i int) []any { return slotOf(d, i)["keys"].([]any) }

// flipped is base64 with one bit of its middle byte changed.
func flipped(v any) string {
	b, err := base64.StdEncoding.DecodeString(v.(string))
	if err != nil {
		panic(err)
	}
	b[len(b)/2] ^= 1
	return base64.StdEncoding.EncodeToString(b)
}

// Every change to the file is detected. The register rotates, so there are two epochs.
func TestTampering(t *testing.T) {
	t.Parallel()
	o, path, recovery := created(t)
	must(t, o.SetUser("BO", []byte(bo), vault.MinCost, false)) // other costs are in bounds too
	must(t, o.BeginRotation())
	must(t, o.Save(path))
	other, otherPath, _ := created(t)
	must(t, other.BeginRotation())
	must(t, other.Save(otherPath))
	elsewhere := docOf(t, otherPath)

	const me, rec, bo = 0, 1, 2 // the slots in the order they were made
	tampered, wrong, form := vault.ErrTampered, vault.ErrWrongPassphrase, vault.ErrFormat
	for _, c := range []struct {
		what   string
		change func(d doc)
		want   error
	}{
		{"nothing", func(doc) {}, nil},

		{"format", func(d doc) { d["format"] = "something" }, form},
		{"version of tomorrow", func(d doc) { d["version"] = 2; d["more"] = true }, vault.ErrVersion},
		{"version 0", func(d doc) { d["version"] = 0 }, form},
		{"unknown field", func(d doc) { d["more"] = true }, form},
		{"unknown field of a slot", func(d doc) { slotOf(d, bo)["more"] = true }, form},
		{"invented", func(d doc) { d["invented"] = true }, tampered},
		{"box", func(d doc) { d["box"] = elsewhere["box"] }, tampered},
		{"another register", func(d doc) {
			d["register"] = "register-b"
			slotOf(d, me)["label"] = vault.Label("register-b", "ANN")
			slotOf(d, bo)["label"] = vault.Label("register-b", "BO")
		}, tampered},

		{"mac of the older epoch", func(d doc) { epochOf(d, 0)["mac"] = flipped(epochOf(d, 0)["mac"]) }, tampered},
		{"mac of the newer epoch", func(d doc) { epochOf(d, 1)["mac"] = flipped(epochOf(d, 1)["mac"]) }, tampered},
		{"macs of another register", func(d doc) { d["epochs"] = elsewhere["epochs"] }, tampered},
		{"epochs set back", func(d doc) {
			epochOf(d, 0)["epoch"], epochOf(d, 1)["epoch"] = 3, 4
		}, tampered},
		{"older epoch dropped", func(d doc) {
			d["epochs"] = d["epochs"].([]any)[1:]
			for i := range slots(d) {
				slotOf(d, i)["keys"] = keysOf(d, i)[1:]
			}
		}, tampered},
		{"newer epoch dropped", func(d doc) {
			d["epochs"] = d["epochs"].([]any)[:1]
			for i := range slots(d) {
				slotOf(d, i)["keys"] = keysOf(d, i)[:1]
			}
		}, tampered},
		{"epochs apart", func(d doc) { epochOf(d, 1)["epoch"] = 3 }, form},
		{"epoch 0", func(d doc) { epochOf(d, 0)["epoch"] = 0 }, form},
		{"epoch too high", func(d doc) { epochOf(d, 0)["epoch"], epochOf(d, 1)["epoch"] = 1<<24-1, 1<<24 }, form},
		{"no epochs", func(d doc) { d["epochs"] = []any{} }, form},

		{"colleague dropped", func(d doc) { d["slots"] = []any{slotOf(d, me), slotOf(d, rec)} }, tampered},
		{"recovery dropped", func(d doc) { d["slots"] = []any{slotOf(d, me), slotOf(d, bo)} }, tampered},
		{"order of slots", func(d doc) { d["slots"] = []any{slotOf(d, rec), slotOf(d, bo), slotOf(d, me)} }, tampered},
		{"slot twice", func(d doc) { d["slots"] = append(slots(d), slotOf(d, bo)) }, form},
		{"slot added", func(d doc) {
			s := clone(slotOf(d, bo))
			s["label"] = vault.Label("register-a", "CAR")
			d["slots"] = append(slots(d), s)
		}, tampered},
		{"labels swapped", func(d doc) {
			slotOf(d, me)["label"], slotOf(d, bo)["label"] = slotOf(d, bo)["label"], slotOf(d, me)["label"]
		}, wrong},
		{"own slot of another register", func(d doc) {
			s := clone(slotOf(elsewhere, me))
			s["label"] = vault.Label("register-a", "ANN")
			slots(d)[me] = s
		}, tampered},
		{"colleague's slot of another register", func(d doc) { slots(d)[bo] = slotOf(elsewhere, bo) }, tampered},
		{"recovery slot of another register", func(d doc) { slots(d)[rec] = slotOf(elsewhere, rec) }, tampered},
		{"own once", func(d doc) { slotOf(d, me)["once"] = true }, tampered},
		{"colleague's once", func(d doc) { slotOf(d, bo)["once"] = true }, tampered},
		{"recovery as user", func(d doc) { slotOf(d, rec)["kind"] = "user" }, form},
		{"unknown kind", func(d doc) { slotOf(d, bo)["kind"] = "device" }, form},
		{"no users", func(d doc) { d["slots"] = []any{slotOf(d, rec)} }, form},

		{"own check", func(d doc) { slotOf(d, me)["check"] = flipped(slotOf(d, me)["check"]) }, wrong},
		{"own private key", func(d doc) { slotOf(d, me)["private"] = flipped(slotOf(d, me)["private"]) }, tampered},
		{"own public key", func(d doc) { slotOf(d, me)["public"] = slotOf(d, bo)["public"] }, tampered},
		{"own older data key", func(d doc) { keysOf(d, me)[0] = flipped(keysOf(d, me)[0]) }, tampered},
		{"own newer data key", func(d doc) { keysOf(d, me)[1] = flipped(keysOf(d, me)[1]) }, tampered},
		{"own data keys swapped", func(d doc) { keysOf(d, me)[0], keysOf(d, me)[1] = keysOf(d, me)[1], keysOf(d, me)[0] }, tampered},
		{"colleague's check", func(d doc) { slotOf(d, bo)["check"] = flipped(slotOf(d, bo)["check"]) }, tampered},
		{"colleague's private key", func(d doc) { slotOf(d, bo)["private"] = flipped(slotOf(d, bo)["private"]) }, tampered},
		{"colleague's public key", func(d doc) { slotOf(d, bo)["public"] = slotOf(d, me)["public"] }, tampered},
		{"colleague's data key", func(d doc) { keysOf(d, bo)[1] = flipped(keysOf(d, bo)[1]) }, tampered},
		{"one data key missing", func(d doc) { slotOf(d, bo)["keys"] = keysOf(d, bo)[:1] }, form},
		{"short public key", func(d doc) { slotOf(d, bo)["public"] = "AAAA" }, form},
		{"short box", func(d doc) { d["box"] = "AAAA" }, form},

		{"own salt", func(d doc) { kdfOf(d, me)["salt"] = flipped(kdfOf(d, me)["salt"]) }, wrong},
		{"colleague's salt", func(d doc) { kdfOf(d, bo)["salt"] = flipped(kdfOf(d, bo)["salt"]) }, tampered},
		{"colleague's memory", func(d doc) { kdfOf(d, bo)["memory_kib"] = 65537 }, tampered},
		{"colleague's passes", func(d doc) { kdfOf(d, bo)["passes"] = 4 }, tampered},
		{"colleague's lanes", func(d doc) { kdfOf(d, bo)["lanes"] = 1 }, tampered},
		{"name of the KDF", func(d doc) { kdfOf(d, bo)["name"] = "pbkdf2" }, form},
		{"user as recovery", func(d doc) { kdfOf(d, bo)["name"] = "hkdf-sha256" }, form},
		{"too little memory", func(d doc) { kdfOf(d, me)["memory_kib"] = 64<<10 - 1 }, form},
		{"too much memory", func(d doc) { kdfOf(d, me)["memory_kib"] = 2<<20 + 1 }, form},
		{"too few passes", func(d doc) { kdfOf(d, me)["passes"] = 2 }, form},
		{"too many passes", func(d doc) { kdfOf(d, me)["passes"] = 17 }, form},
		{"too much memory", func(d doc) { kdfOf(d, me)["memory_kib"] = 1 << 20 }, form},
		{"too much memory in all passes", func(d doc) {
			kdfOf(d, me)["memory_kib"], kdfOf(d, me)["passes"] = 512<<10, 9
		}, form},
		{"no lanes", func(d doc) { kdfOf(d, me)["lanes"] = 0 }, form},
		{"too many lanes", func(d doc) { kdfOf(d, me)["lanes"] = 17 }, form},
		{"short salt", func(d doc) { kdfOf(d, me)["salt"] = "MTIzNDU2Nzg5MDEyMzQ1" }, form},
		{"memory for recovery", func(d doc) { kdfOf(d, rec)["memory_kib"] = 65536 }, form},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := docOf(t, path)
			c.change(d)
			f, err := parsed(t, d)
			if err == nil {
				_, err = f.Unlock("ANN", []byte(anna))
			}
			if !errors.Is(err, c.want) {
				t.Errorf("ANN gets %v, want %v", err, c.want)
			}
			if f == nil {
				return
			}
			// The recovery code finds every change, since none of these touches
			// the check of its own slot, unless the slot is another.
			want := c.want
			switch {
			case c.what == "recovery dropped" || c.what == "recovery slot of another register":
				want = wrong
			case want != nil:
				want = tampered
			}
			if _, err := f.Recover(recovery); !errors.Is(err, want) {
				t.Errorf("recovery gets %v, want %v", err, want)
			}
		})
	}
}

func clone(d doc) doc {
	c := doc{}
	for k, v := range d {
		c[k] = v
	}
	return c
}

// Argon2 with weaker parameters derives another key.
func TestAWeakenedOwnSlotDoesNotOpen(t *testing.T) {
	t.Parallel()
	o, _, err := vault.Create("register-a", "ANN", []byte(anna), vault.Cost{MemoryKiB: 64 << 10, Passes: 4, Lanes: 4})
	must(t, err)
	path := filepath.Join(t.TempDir(), vault.Name)
	must(t, o.Save(path))
	d := docOf(t, path)
	for i := range slots(d) {
		if slotOf(d, i)["kind"] == "user" {
			kdfOf(d, i)["passes"] = 3
		}
	}
	f, err := parsed(t, d)
	must(t, err)
	if _, err := f.Unlock("ANN", []byte(anna)); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Error(err)
	}
}

// An attacker with write access can seal another data key to every public key and
// compute its MACs. Without the anchor such a file does not open.
func TestAForgedDataKeyDoesNotOpen(t *testing.T) {
	t.Parallel()
	_, path, _ := created(t)
	outside, err := vault.Forge(read(t, path))
	must(t, err)
	for _, u := range [][2]string{{"ANN", anna}, {"BO", bo}} {
		if _, err := outside.Unlock(u[0], []byte(u[1])); !errors.Is(err, vault.ErrTampered) {
			t.Error(err)
		}
	}
}

func TestErrorsAreDistinct(t *testing.T) {
	t.Parallel()
	_, path, _ := created(t)
	d := docOf(t, path)
	kdfOf(d, 0)["memory_kib"] = 8
	_, err := parsed(t, d)
	const want = "parse key file: not a key file: slot 1: memory of 8 KiB is outside 65536 to 524288"
	if fmt.Sprint(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	_, path, _ := created(t)
	good, err := os.ReadFile(path)
	must(t, err)
	many := docOf(t, path)
	for len(slots(many)) < 1002 {
		many["slots"] = append(slots(many), doc{})
	}
	lots, err := json.Marshal(many)
	must(t, err)
	for what, data := range map[string]string{
		"nothing":       "",
		"null":          "null",
		"a list":        "[]",
		"an object":     "{}",
		"half a file":   string(good[:len(good)/2]),
		"two files":     string(good) + string(good),
		"rubbish after": string(good) + "x",
		"too long":      string(good) + strings.Repeat(" ", 8<<20),
		"many slots":    string(lots),
		"many epochs":   strings.Replace(string(good), `"epochs": [`, `"epochs": [{},{},{},`, 1),
		"no list":       strings.Replace(string(good), `"epochs": [`, `"epochs": 1, "slots": [`, 1),
	} {
		if _, err := vault.Parse([]byte(data)); !errors.Is(err, vault.ErrFormat) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := vault.Read(filepath.Dir(path)); !errors.Is(err, vault.ErrFormat) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := vault.Read(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// A small file needs little memory, whatever its content.
func TestSmallFilesNeedLittleMemory(t *testing.T) { // measures all allocations, so it is not parallel
	for _, field := range []string{"slots", "epochs"} {
		data := []byte(`{"format":"fremskridt-keys","version":1,"` + field + `":[` + strings.Repeat("{},", 2<<20) + `{}]}`)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = vault.Parse(data)
		runtime.ReadMemStats(&after)
		if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 64 {
			t.Errorf("%s: %d MiB for a file of %d", field, got, len(data)>>20)
		}
	}
}

// The maximum number of users fits in the file during a rotation.
func TestTheMaximumOfUsersFits(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	if testing.Short() {
		t.Skip("a thousand key pairs")
	}
	t.Parallel()
	o, path, _ := created(t)
	for i := o.Users(); i < 1000; i++ {
		must(t, o.SetUser(fmt.Sprintf("U%d", i), []byte(carla), vault.ForTests, true))
	}
	if err := o.SetUser("ONE", []byte(carla), vault.ForTests, true); err == nil {
		t.Error("one more is accepted")
	}
	must(t, o.BeginRotation())
	must(t, o.Save(path))
	info, err := os.Stat(path)
	must(t, err)
	// The largest costs have eight digits more.
	if room := 8<<20 - info.Size(); room < 8*1000 {
		t.Errorf("only %d bytes are left", room)
	}
	same(t, o, unlock(t, path, "U999", carla))
}
