// SPDX-License-Identifier: MPL-2.0

package store

import (
	"slices"
	"strings"
	"testing"
)

// The file system of a folder is that of the longest mount point above it.
func TestFileSystemOfAFolder(t *testing.T) {
	t.Parallel()
	mounts := `21 1 8:1 / / rw - ext4 /dev/sda1 rw
22 21 0:40 / /mnt/team rw - fuse.sshfs server:/team rw
23 21 0:41 / /mnt/team/local\040disk rw - fuseblk /dev/sdb1 rw
24 21 0:42 / /home rw - nfs4 server:/home rw
`
	for dir, want := range map[string]string{
		"/srv/r.fremskridt":                 "ext4",
		"/mnt/team/r.fremskridt":            "sshfs",
		"/mnt/team/local disk/r":            "fuseblk",
		"/mnt/teamwork":                     "ext4",
		"/home/lkn/Dokumenter/r.fremskridt": "nfs4",
	} {
		got := mountedProgram(strings.NewReader(mounts), dir)
		if got != want {
			t.Errorf("%s is served by %q, want %q", dir, got, want)
		}
	}
	if !slices.Contains(remotePrograms, "sshfs") || slices.Contains(remotePrograms, "fuseblk") {
		t.Error("a folder over SSH is on another computer, a disk of Windows is not")
	}
}
