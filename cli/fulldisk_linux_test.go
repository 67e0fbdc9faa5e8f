// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"codeberg.org/fremskridt/fremskridt/cli"
)

// An import for which the disk has no room changes nothing, whichever of its files is
// the first that does not fit. The register is then verified and backed up to another
// disk, shows no citizen, and imports once there is room.
func TestImportOntoAFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=7m"); err != nil {
		t.Skip("no disk of its own: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	register, pass, ballast := filepath.Join(disk, "r.fremskridt"), filepath.Join(t.TempDir(), "passphrase"), filepath.Join(disk, "ballast")
	if err := os.WriteFile(pass, []byte(passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	does := func(want int, says string, args ...string) {
		t.Helper()
		status, printed, said := run(append(args, "--store", register, "--passphrase-file", pass)...)
		if status != want || !strings.Contains(printed+said, says) {
			t.Errorf("%v: status %d, %s", args, status, printed+said)
		}
	}
	does(cli.Done, "", "init", "--municipality", "Eksempelkøbing", "--user", "LKN")
	for _, room := range []int64{200 << 10, 1 << 20, 2 << 20} {
		fillDisk(t, ballast, room)
		does(cli.NotDone, "Disken er fuld", "import", sampleExtract(), "--user", "LKN")
		fillDisk(t, ballast, 0)
		does(cli.Done, "\n0 borgere, 0 skemaer", "verify", "--user", "LKN")
		does(cli.Done, "", "backup", "--out", t.TempDir(), "--user", "LKN")
		does(cli.NotDone, "Disken er fuld", "analyse", "--user", "LKN")
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}
	does(cli.Partly, "Taget med: 244 borgere", "import", sampleExtract(), "--user", "LKN")
	does(cli.Done, "\n244 borgere, 2.888 skemaer", "verify", "--user", "LKN")
}

// fillDisk fills a disk with a file, up to some room.
func fillDisk(t *testing.T, ballast string, room int64) {
	t.Helper()
	f, err := os.OpenFile(ballast, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{64 << 10, 1} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
	info, err := f.Stat()
	if err == nil && room > 0 {
		err = f.Truncate(info.Size() - room)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}
