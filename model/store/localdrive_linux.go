// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bufio"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"
)

// remoteMagics are the magic numbers (statfs(2)) of the file systems of other
// computers: NFS, CIFS, SMB2, SMB, NCP, AFS, Coda, Ceph and GPFS.
var remoteMagics = []uint32{
	0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x564c, 0x5346414f, 0x73757245, 0x00c36400, 0x47504653,
}

// fuseMagic is the magic number of every file system that a program serves. The
// list of mounts names the program.
const fuseMagic = 0x65735546

var remotePrograms = []string{"sshfs", "davfs", "rclone", "glusterfs", "s3fs", "smbnetfs", "curlftpfs", "gvfsd-fuse", "google-drive-ocamlfuse", "onedriver"}

// isRemote reports whether a folder is on a file system of another computer.
func isRemote(dir string) (bool, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return false, err
	}
	if uint32(s.Type) == fuseMagic {
		return slices.Contains(remotePrograms, fuseProgram(dir)), nil
	}
	return slices.Contains(remoteMagics, uint32(s.Type)), nil
}

// fuseProgram is the program that serves the file system of a folder, empty
// where it is unknown.
func fuseProgram(dir string) string {
	f, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	defer f.Close()
	return mountedProgram(f, dir)
}

// mountedProgram finds a folder's mount in a list of mounts. A line of the list
// (proc_pid_mountinfo(5)) has the mount point in its fifth field and, after a
// hyphen, a type such as fuse.sshfs.
func mountedProgram(mounts io.Reader, dir string) string {
	longest, found := 0, ""
	for lines := bufio.NewScanner(mounts); lines.Scan(); {
		mount, kind, _ := strings.Cut(lines.Text(), " - ")
		fields := strings.Fields(mount)
		if len(fields) < 5 {
			continue
		}
		at := strings.ReplaceAll(fields[4], `\040`, " ")
		if len(at) >= longest && (dir == at || at == "/" || strings.HasPrefix(dir, at+"/")) {
			kind, _, _ = strings.Cut(kind, " ")
			longest, found = len(at), strings.TrimPrefix(kind, "fuse.")
		}
	}
	return found
}
