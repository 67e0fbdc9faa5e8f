// SPDX-License-Identifier: MPL-2.0

package vault_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// FuzzParse parses key files: an accepted file is within the bounds and encodes to an
// equal one; a refused file is refused with a reason.
func FuzzParse(f *testing.F) {
	o, path, _ := created(f)
	must(f, o.BeginRotation())
	must(f, o.Save(path))
	good, err := os.ReadFile(path)
	must(f, err)
	f.Add(good)
	f.Add(bytes.Replace(good, []byte("argon2id"), []byte("argon2d"), 1))
	f.Add(bytes.Replace(good, []byte(`"passes": 3`), []byte(`"passes": 4294967296`), 1))
	f.Add(bytes.Replace(good, []byte(`"epoch": 2`), []byte(`"epoch": 2, "epoch": 7`), 1))
	for _, seed := range []string{
		"", "{", "null", `{"format":"fremskridt-keys","version":1}`, `{"format":"fremskridt-keys","version":2}`,
		`{"format":"fremskridt-keys","version":1,"slots":[{},{"kdf":{"name":"argon2id","memory_kib":4294967295}}]}`,
		`{"format":"fremskridt-keys","version":1,"epochs":[{"epoch":-1}],"slots":{}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := vault.Parse(data)
		if err != nil {
			if !errors.Is(err, vault.ErrFormat) && !errors.Is(err, vault.ErrVersion) {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		if file.Users() < 1 || file.Users() > 1001 || file.RegisterID() == "" {
			t.Errorf("%d users of %q", file.Users(), file.RegisterID())
		}
		first, err := file.Encode()
		must(t, err)
		again, err := vault.Parse(first)
		must(t, err)
		second, err := again.Encode()
		must(t, err)
		if !bytes.Equal(first, second) {
			t.Error("reading it back gives something else")
		}
	})
}

// FuzzFailed reads files of failed log-ins: the wait is between zero and a minute, and
// nothing panics.
func FuzzFailed(f *testing.F) {
	o, path, _ := created(f)
	dir := filepath.Dir(path)
	failed(f, dir, noon)
	good, err := os.ReadFile(filepath.Join(dir, vault.FailedName))
	must(f, err)
	f.Add(bytes.Repeat(good, 9), int64(0))
	f.Add(good[:100], int64(-5))
	f.Add([]byte("0000-01-01T00:00:00Z -\n9999-12-31T23:59:59Z =\n\n\n- -"), int64(1<<40))
	f.Fuzz(func(t *testing.T, data []byte, seconds int64) {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, vault.FailedName), data, 0o600))
		now := noon.Add(time.Duration(seconds%(1<<32)) * time.Second)
		for range 2 {
			if d := wait(t, dir, now); d < 0 || d > time.Minute {
				t.Errorf("a wait of %v", d)
			}
		}
		if d := wait(t, dir, now.Add(time.Minute)); d > 0 && bytes.ContainsRune(data, 'T') {
			t.Errorf("still %v after the longest wait", d)
		}
		taken, err := o.TakeFailures(dir)
		must(t, err)
		if len(taken.Failures)+taken.Damaged > bytes.Count(data, []byte("\n"))+2 {
			t.Errorf("%d failures and %d damaged of %d bytes", len(taken.Failures), taken.Damaged, len(data))
		}
		must(t, taken.Forget())
	})
}
