// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"path/filepath"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/unlock"
)

// bytesPerMinute is how much of a register an upgrade copies and checks in a minute on
// a slow disk.
const bytesPerMinute = 500 << 20

// askUpgrade asks whether a register of an earlier version may be upgraded.
func (s *Shell) askUpgrade(older *store.OlderError, upgrade, leave func()) {
	w := s.words
	minutes := int(older.Size/bytesPerMinute) + 1
	d := s.messageDialog(w.T("upgrade.title"), w.T("upgrade.accept"), w.T("start.cancel"),
		w.T("upgrade.text"), w.N("upgrade.time", minutes), w.T("upgrade.after"))
	d.OnAccept = func() bool {
		d.Close()
		if page := find[*unlock.Screen](s.router); page != nil {
			page.SetBusy(w.N("upgrade.busy", minutes))
		}
		upgrade()
		return false
	}
	d.OnCancel = leave
	d.Open(s.window.Canvas())
}

// sayUpgraded says where the backup from before an upgrade is.
func (s *Shell) sayUpgraded(r *store.Register) {
	if u, upgraded := r.Upgraded(); upgraded {
		s.say(s.words.T("upgrade.done", "Backup", filepath.Base(u.Backup)))
	}
}
